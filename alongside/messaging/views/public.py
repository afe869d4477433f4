"""Ask for this another way: becomes a task with a person and the day that was promised."""

from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from alongside.design.choosing import in_their_language, reads
from alongside.design.languages import SOURCE
from alongside.documents.reading import read_in, words_in
from alongside.knowledge.holidays import working_days_after
from alongside.messaging.actions import Address, add_task
from alongside.messaging.forms import FORMAT_OF, WAYS, AnotherWayForm
from alongside.messaging.models import Task
from alongside.messaging.rules import by_days
from alongside.organisations.access import open_to_all
from alongside.organisations.lead_times import promised
from alongside.organisations.models import Organisation
from alongside.people.accounts.preferences import language_and_format, language_read


def _project(request: Any) -> Any:
    """The project it is about, if the link came from one."""
    slug = request.GET.get("project", "")
    return request.organisation.projects.filter(published_at__isnull=False, slug=slug).first() if slug else None


def _days(organisation: Organisation) -> dict[str, int]:
    """{way: working days promised} of those that are a format."""
    formats = promised(organisation)
    return {way: formats[key].days for way, key in FORMAT_OF.items()}


@sensitive_post_parameters()
@open_to_all
@in_their_language
@never_cache
def another_way(request: Any) -> HttpResponse:
    project = _project(request)
    form = AnotherWayForm(request.POST or None, initial={"language": language_read()})
    if request.method == "POST" and form.is_valid():
        if ratelimit.consume(request, action="another_way"):
            with translation.override(SOURCE):  # a colleague reads it
                tasks = _ask(request, form, project)
            receipt = reverse("messaging:asked", args=[request.organisation.slug, tasks[0].id])
            return redirect(f"{receipt}?last={tasks[-1].id}" if len(tasks) > 1 else receipt)
        form.add_error(
            None,
            _(
                "We have had many requests from your network just now. Wait a minute, then send it again, or phone us on %(phone)s."
            )
            % {"phone": request.organisation.phone},
        )
    if project is not None:
        read_in(project, words_in(project.pk, reads()), "name")
    today, days = timezone.localdate(), _days(request.organisation)
    context = {
        "form": form,
        "project": project,
        "problems": bool(form.errors),
        "current": "help",
        "by": working_days_after(today, request.organisation.another_way_days),
        "ready": {way: working_days_after(today, each) for way, each in days.items()},
    }
    return render(request, "messaging/another_way.html", context, status=422 if form.errors else 200)


def _ask(request: Any, form: AnotherWayForm, project: Any) -> list[Task]:
    """A task for each day that is promised: what takes long to make does not hold up the rest. Soonest first."""
    said = form.cleaned_data
    about = [
        _("About the project: %(project)s") % {"project": project.name} if project else "",
        _("Language and format: %(both)s") % {"both": language_and_format(said["language"], said["format"])},
        said["details"],
    ]
    together = by_days(said["ways"], _days(request.organisation), request.organisation.another_way_days)
    tasks = []
    with transaction.atomic():
        for days, ways in together.items():
            names = "; ".join(str(WAYS[way]) for way in ways)
            others = "; ".join(str(WAYS[way]) for way in said["ways"] if way not in ways)
            words = [
                _("They need: %(ways)s") % {"ways": names},
                _("They asked for this too, as a task of its own: %(ways)s") % {"ways": others} if others else "",
                *about,
            ]
            tasks.append(
                add_task(
                    organisation=request.organisation,
                    scope=project.id if project else None,
                    kind=Task.Kind.ANOTHER_WAY,
                    title=_("Asked for: %(ways)s") % {"ways": names[:180]},
                    words="\n\n".join(part for part in words if part),
                    due_on=working_days_after(timezone.localdate(), days),
                    owner=project.lead if project else None,
                    to=Address(said["route"], said["address"], said["name"]),
                    once=f"another-way:{said['once']}:{days}",
                )
            )
    return tasks


@open_to_all
@in_their_language
@never_cache
def asked(request: Any, task: UUID) -> HttpResponse:
    """The receipt: who does it, and by when. Nothing of what was asked."""
    mine = Task.objects.filter(organisation=request.organisation, kind=Task.Kind.ANOTHER_WAY)
    found = get_object_or_404(mine, pk=task)
    try:
        last = mine.filter(pk=UUID(request.GET.get("last", ""))).first()
    except ValueError:
        last = None
    return render(request, "messaging/asked.html", {"task": found, "last": last, "current": "help"})
