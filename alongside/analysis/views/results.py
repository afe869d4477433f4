"""What people told us, for the team: every question, for everyone or for a cut."""

from collections import OrderedDict
from dataclasses import replace
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from alongside.analysis.access import Results, results_of, team_project
from alongside.analysis.comparing import compare
from alongside.analysis.cutting import UNKNOWN, Answered, Cut, Refused, cut_of
from alongside.analysis.figures import kept_close, tell
from alongside.analysis.forms import CutForm, address
from alongside.analysis.keeping import editions_of
from alongside.analysis.reporting.bars import BESIDE_WIDE, DESK, PHONE, chart, scale_of
from alongside.analysis.reporting.figures import Figure
from alongside.analysis.sheets import table_file
from alongside.people.accounts.access import TeamRequest, can, team_page
from alongside.people.accounts.roles import Permission
from alongside.projects.stages import frame
from alongside.questionnaires.lineage import lineage

REMEMBERED = 64
MOST_COLUMNS_BESIDE = 7  # of a table that has its chart beside it
_drawn: OrderedDict[tuple[Any, ...], str] = OrderedDict()


def drawn(figure: Figure, name: str, width: int = PHONE, scale: int = 0) -> SafeString:
    """The chart, for a template. It escapes every text that it is given."""
    return mark_safe(chart(figure, name=name, width=width, scale=scale))  # noqa: S308


def figures_html(figures: list[Figure], *, key: tuple[Any, ...] | None = None, **more: Any) -> SafeString:
    """Figures as they stand on a page; remembered under a key that changes whenever they do."""
    whole = (*key, translation.get_language()) if key else None
    if whole is not None and whole in _drawn:
        _drawn.move_to_end(whole)
        return mark_safe(_drawn[whole])  # noqa: S308 (rendered by the template below)
    sections = [(title, list(some)) for title, some in groupby(figures, key=lambda each: each.section)]
    context = {
        "sections": sections,
        "drawn": drawn,
        "scale_of": scale_of,
        "desk": DESK,
        "beside_wide": BESIDE_WIDE,
        "most_beside": MOST_COLUMNS_BESIDE,
        "table_size": lambda figure: len(table_file(figure)),
        "compared": {},
        "by_characteristics": {},
        "tables": "",
        **more,
    }
    made = render_to_string("analysis/figures.html", context)
    if whole is not None:
        _drawn[whole] = made
        while len(_drawn) > REMEMBERED:
            _drawn.popitem(last=False)
    return mark_safe(made)  # noqa: S308 (as above)


@team_page(Permission.SEE_RESULTS)
@require_GET
def results(request: TeamRequest, project: str) -> HttpResponse:
    now = timezone.now()
    found = team_project(request, project)
    here = results_of(found)
    context: dict[str, Any] = {
        **frame(found, request.organisation, now, "hear"),
        "here": here,
        "may_export": can(request.membership, Permission.EXPORT),
        "may_publish": can(request.membership, Permission.PUBLISH),
    }
    if here is not None and here.tally is not None and here.tally.responses:
        context |= _told(request, here, now)
    if here is not None:
        context["behind"] = here.is_behind()
    return render(request, "analysis/results.html", context)


def _told(request: TeamRequest, here: Results, now: Any) -> dict[str, Any]:
    assert here.tally is not None
    form = CutForm(request.GET, results=here, about=editions_of(here.survey.monitoring_id))
    cut = form.cut()
    told: dict[str, Any] = {"form": form, "cut": cut, "applied": form.applied(cut), "sentence": form.sentence(cut)}
    if cut.everything:
        told["responses"] = here.tally.responses
        told["figures"] = _everything(here)
        return told
    answer = cut_of(here.source(now), cut)
    if isinstance(answer, Refused):
        return {**told, "refused": True, "remove": [form.words_of(part) for part in answer.remove]}
    return {**told, **_shown(here, form, cut, answer)}


def _everything(here: Results) -> SafeString:
    """The page that most people open: drawn once each time the worker has counted."""
    assert here.tally is not None
    key = ("team", here.tally.pk, here.tally.upto)
    if (*key, translation.get_language()) in _drawn:
        return figures_html([], key=key)
    counts = here.counts
    assert counts is not None
    return figures_html(tell(counts, here.telling()), key=key)


def _shown(here: Results, form: CutForm, cut: Cut, answer: Answered) -> dict[str, Any]:
    how = replace(here.telling(exact=answer.exact), narrow=not cut.everything)
    figures = tell(answer.counts, how)
    compared: dict[int, Any] = {}
    if answer.groups:
        labels = {**form.options_of(cut.by), UNKNOWN: _("Not known")}
        for key in answer.counts.questions:
            if kept_close(how, key, answer.counts.questions[key].answered):
                continue
            line = lineage(how.history, key)
            number = how.history[max(how.history)].numbers.get(key, 0)
            compared[number] = compare(line, answer.groups, labels, how, number)
    return {
        "responses": answer.counts.responses,
        "answer": answer,
        "query": address(cut),
        "figures": figures_html(figures, compared=compared),
    }
