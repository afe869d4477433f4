"""Likely duplicates: seeing them, joining two into one, taking that back, saying that they are two."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.people.accounts.access import TeamRequest, team_page
from alongside.people.accounts.roles import Permission
from alongside.stakeholders import merging, presenters
from alongside.stakeholders import register as registered
from alongside.stakeholders.models import Merge, Stakeholder
from alongside.stakeholders.rules import stricter
from alongside.stakeholders.views.team import back_to, page, partner

PER_PAGE = 25


class KeepForm(forms.Form):
    """Which of two rows stays."""

    keep = forms.ChoiceField(
        label=gettext_lazy("Which one stays?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Select which one stays"),
            "invalid_choice": gettext_lazy("Select which one stays"),
        },
    )

    def __init__(self, *given: object, pair: list[Stakeholder]) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        keep = self.fields["keep"]
        assert isinstance(keep, forms.ChoiceField)
        keep.choices = [(str(each.pk), f"{each.name} ({each.get_kind_display()})") for each in pair]


@team_page(Permission.EDIT_PROJECTS)
@require_GET
def duplicates(request: TeamRequest) -> HttpResponse:
    """Pairs that may be the same, the likeliest first."""
    number = request.GET.get("page", "1")
    pairs = Paginator(registered.duplicates(request.organisation), PER_PAGE).get_page(
        number if number.isdecimal() else 1
    )
    wanted = {key for pair in pairs.object_list for key in (pair.one, pair.other)}
    rows = registered.present(request.organisation).filter(pk__in=wanted).defer("contact_name", "email", "phone")
    held = {each.pk: each for each in rows}
    shown = [
        (held[pair.one], held[pair.other], [str(presenters.REASONS[why]) for why in pair.reasons])
        for pair in pairs.object_list
        if pair.one in held and pair.other in held
    ]
    return page(request, "duplicates", pairs=pairs, shown=shown)


def _two(request: TeamRequest, stakeholder: UUID, other: UUID) -> list[Stakeholder]:
    pair = [partner(request, each) for each in (stakeholder, other)]
    if pair[0] == pair[1]:
        raise Http404
    return pair


@team_page(Permission.EDIT_PROJECTS)
@require_http_methods(["GET", "POST"])
def merge(request: TeamRequest, stakeholder: UUID, other: UUID) -> HttpResponse:
    """Both side by side; joins them once it is said which stays."""
    pair = _two(request, stakeholder, other)
    retired = next((each for each in pair if each.merged_into_id), None)
    if retired is not None:
        return back_to(retired, request.organisation.slug)
    form = KeepForm(request.POST if request.method == "POST" else None, pair=pair)
    if request.method == "POST" and form.is_valid():
        kept, merged = sorted(pair, key=lambda each: str(each.pk) != form.cleaned_data["keep"])
        try:
            merging.merge(kept=kept, merged=merged, by=request.user.pk, at=timezone.now())
        except merging.NotTwo:
            messages.error(request, _("One of them was joined into another meanwhile. Nothing was changed."))
        else:
            messages.success(request, _("They are one now. You can undo it below."))
        return back_to(kept, request.organisation.slug)
    strict = stricter(pair[0].consent, pair[1].consent)
    return page(
        request,
        "merge",
        form,
        pair=pair,
        consents=[presenters.consent_words(each) for each in pair],
        consent=next(presenters.consent_words(each) for each in pair if each.consent == strict),
    )


@team_page(Permission.EDIT_PROJECTS)
@require_POST
def undo(request: TeamRequest, merge: UUID) -> HttpResponse:
    held = get_object_or_404(
        Merge.objects.select_related("kept", "merged"), pk=merge, kept__organisation=request.organisation
    )
    try:
        merging.undo(merge=held, by=request.user.pk, at=timezone.now())
    except merging.LaterMerge:
        messages.error(request, _("Something was joined after this. Undo that first."))
        return redirect("stakeholders-team:one", request.organisation.slug, held.kept_id)
    messages.success(
        request, _("%(one)s and %(other)s are two again.") % {"one": held.kept.name, "other": held.merged.name}
    )
    return back_to(held.merged, request.organisation.slug)


@team_page(Permission.EDIT_PROJECTS)
@require_POST
def apart(request: TeamRequest, stakeholder: UUID, other: UUID) -> HttpResponse:
    one, second = _two(request, stakeholder, other)
    merging.tell_apart(one=one, other=second, by=request.user.pk, at=timezone.now())
    messages.success(request, _("They are not shown as duplicates again."))
    return redirect("stakeholders-team:duplicates", request.organisation.slug)
