"""What a plan gives to the evidence pack: each set of answers about duties, and what followed from it on its day, by the
law and by what the organisation asked of itself then."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.dates import local, with_clock
from alongside.knowledge.facts import facts
from alongside.knowledge.rules import Finding, duties_that_apply, level_required
from alongside.library.duties import Asked, asked_at
from alongside.organisations.models import Organisation
from alongside.plans import presenters
from alongside.plans.models import DutyAssessment
from alongside.projects import staff
from alongside.projects.models import Project
from alongside.record.chapters import Chapter, File, Part, Table, as_json, register


def rows(scope: UUID) -> Iterator[File]:
    organisation = _organisation(scope)
    for each in DutyAssessment.objects.filter(scope=scope).order_by("number"):
        yield as_json(f"plans/duties-{each.number}.json", _plain(each, asked_at(organisation, each.at)))


def _organisation(scope: UUID) -> Organisation:
    return Project.objects.select_related("organisation").get(pk=scope).organisation


def _day(assessment: DutyAssessment) -> date:
    return local(assessment.at).date()


def _plain(each: DutyAssessment, asked: Asked) -> dict[str, Any]:
    answers, known = each.facts, asked.known
    who = staff.names(one.by for one in asked.own.values())
    level = level_required(answers, known)
    return {
        "number": each.number,
        "answered_at": each.at,
        "judgement": each.judgement,
        "answers": each.answers,
        "law_of": _day(each),
        "level": {"required": level.required, "at_least": level.at_least, "unknown": level.unknown},
        "duties": [_duty(finding, asked, who) for finding in duties_that_apply(answers, known, on=_day(each))],
    }


def _duty(finding: Finding, asked: Asked, who: Mapping[UUID, str]) -> dict[str, Any]:
    duty, wanted, own = finding.duty, asked.known.evidence, asked.own.get(finding.duty.id)
    return {
        "id": duty.id,
        "title": duty.title,
        "source": duty.source.name,
        "kind": duty.hardness,
        "applies": finding.applies,
        "because": finding.because,
        "unknown": finding.unknown,
        "evidence_wanted": [{"id": id, "words": wanted[id].words} for id in duty.evidence],
        # What the organisation asks of itself is never to be taken for law.
        "own": {"by": who[own.by], "at": own.at, "reason": own.reason} if own else None,
    }


def tell(scope: UUID) -> Iterator[Part]:
    """The newest answers in full; that there are earlier ones."""
    every = list(DutyAssessment.objects.filter(scope=scope))
    if not every:
        yield Part(_("Duties"), [_("Nobody has answered the questions about duties.")])
        return
    newest, answers = every[0], every[0].facts
    asked = asked_at(_organisation(scope), newest.at)
    found = duties_that_apply(answers, asked.known, on=_day(newest))
    who = staff.names(each.by for each in (*asked.own.values(), *asked.comments.values()))
    told = [presenters.told_here(each, asked, answers, who) for each in found if each.applies == "yes"]
    said = [
        _("Answered at %(when)s. Whose judgement: %(judgement)s")
        % {"when": with_clock(newest.at), "judgement": newest.judgement},
        presenters.level_words(level_required(answers, asked.known)),
    ]
    if len(every) > 1:
        said.append(
            ngettext(
                "There is %(count)s earlier set of answers. It is in the folder “plans”.",
                "There are %(count)s earlier sets of answers. They are in the folder “plans”.",
                len(every) - 1,
            )
            % {"count": len(every) - 1}
        )
    given = [(_(fact.words), presenters.value_words(key, answers.get(key))) for key, fact in facts().items()]
    applying = [
        (
            "\n".join(filter(None, [f"{each.title} ({each.source})", each.own, each.comment, each.said])),
            ". ".join(each.because),
            "; ".join(each.evidence) or "–",
        )
        for each in told
    ]
    open_ = [_(each.duty.title) for each in found if each.applies == "unknown"]
    if open_:
        said.append(_("Not known whether these apply: %(duties)s.") % {"duties": "; ".join(open_)})
    yield Part(
        _("Duties"),
        said,
        [
            Table(_("Duties that apply"), [_("Duty"), _("Because"), _("Evidence wanted")], applying),
            Table(_("The answers"), [_("Question"), _("Answer")], given),
        ],
    )


register(Chapter("plans", lambda: _("Duties"), 20, rows, tell))
