"""Keep in touch: what somebody wants to hear about and how, each by its own choice."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from alongside.design.choosing import in_their_language
from alongside.organisations.access import open_to_all
from alongside.people.accounts import actions
from alongside.people.accounts.consents import Purpose
from alongside.people.accounts.forms.public import KeepInTouchForm, ProfileForm
from alongside.people.accounts.models import Contact, Person
from alongside.people.accounts.preferences import language_read
from alongside.people.profiles.rules import kept, questions
from alongside.people.voices.arrivals import Arrival, arrive
from alongside.people.voices.models import Voice


def _topics(request: Any) -> list[str]:
    """What this organisation's projects are about."""
    published = request.organisation.projects.filter(published_at__isnull=False)
    return sorted({topic for topics in published.values_list("topics", flat=True) for topic in topics}, key=str.lower)


def _contact(voice: Voice | None) -> Contact | None:
    return Contact.objects.filter(voice_links__voice=voice.id).first() if voice is not None else None


def _logged_in(request: Any) -> Person | None:
    return request.user if request.user.is_authenticated else None


def _show(request: Any, arrival: Arrival, template: str, form: Any, **context: Any) -> HttpResponse:
    problems = bool(form is not None and form.errors)
    words = {"project": arrival.project, "form": form, "problems": problems, **context}
    return render(request, f"accounts/{template}.html", words, status=422 if problems else 200)


@sensitive_post_parameters()
@open_to_all
@in_their_language
@never_cache
def keep_in_touch(request: Any, project: str) -> HttpResponse:
    arrival = arrive(request, project)
    if arrival.voice is None:
        return _show(request, arrival, "keep_in_touch_code", None)
    person = _logged_in(request)
    given = {"email": person.email if person else "", "language": language_read()}
    form = KeepInTouchForm(request.POST or None, topics=_topics(request), initial=given)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["purposes"]
        contact = actions.keep_in_touch(
            organisation=request.organisation, voice=arrival.voice, person=person, purposes=chosen, **form.how
        )
        if Purpose.TOPICS in chosen:
            actions.keep_topics(contact=contact, topics=form.cleaned_data["topics"])
        following = "invitations" if Purpose.PANEL in chosen else "kept-in-touch"
        return redirect(f"accounts:{following}", request.organisation.slug, project)
    return _show(request, arrival, "keep_in_touch", form, already=_contact(arrival.voice) is not None)


@open_to_all
@in_their_language
@never_cache
def invitations(request: Any, project: str) -> HttpResponse:
    """What somebody may say about themselves so that invitations fit: optional, and under its own consent."""
    arrival = arrive(request, project)
    contact = _contact(arrival.voice)
    if contact is None:
        return redirect("accounts:keep-in-touch", request.organisation.slug, project)
    asked = questions(request.organisation.areas.values_list("code", "name"))
    form = ProfileForm(request.POST or None, questions=asked)
    if request.method == "POST" and form.is_valid():
        actions.keep_profile(contact=contact, answers=kept(asked, form.said))
        return redirect("accounts:kept-in-touch", request.organisation.slug, project)
    return _show(request, arrival, "invitations", form)


@open_to_all
@in_their_language
@never_cache
def kept_in_touch(request: Any, project: str) -> HttpResponse:
    """What we will do, in words, and how to stop it."""
    arrival = arrive(request, project)
    contact = _contact(arrival.voice)
    if contact is None:
        return redirect("accounts:keep-in-touch", request.organisation.slug, project)
    if request.method == "POST":
        actions.forget_contact(contact=contact)
        return _show(request, arrival, "no_longer_in_touch", None)
    consents = list(contact.consents.filter(stopped_at=None))
    return _show(request, arrival, "kept_in_touch", None, contact=contact, consents=consents)
