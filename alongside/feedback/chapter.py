"""What feedback gives to the evidence pack: published findings, responses with reasons, promises, who was told.

Quotations stay out: they are somebody's own words. How many stand behind a finding is protected as on its public page.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.dates import in_words, with_clock
from alongside.feedback import presenters
from alongside.feedback.models import Evidence, Finding, Promise, Response
from alongside.feedback.rules import safe_count
from alongside.projects.models import Project
from alongside.record.chapters import Chapter, File, Part, Public, Table, as_json, as_lines, register
from commonground.disclosure import DEFAULT_PROFILE, PROFILES, Profile


def _profile(scope: UUID) -> Profile:
    project = Project.objects.select_related("organisation").get(pk=scope)
    return PROFILES.get(project.organisation.disclosure_profile, DEFAULT_PROFILE)


def _findings(scope: UUID) -> list[Finding]:
    found = Finding.objects.filter(project=scope, published_at__isnull=False).select_related("response")
    return list(found.prefetch_related("evidence").annotate(tellings_count=Count("tellings", distinct=True)))


def _promises(scope: UUID) -> list[Promise]:
    found = Promise.objects.filter(project=scope, published_at__isnull=False)
    return list(found.select_related("response__finding").prefetch_related("new_dates"))


def _safe(people: int, profile: Profile) -> int | None:
    return safe_count(people, threshold=profile.threshold, round_to=profile.round_to)


def rows(scope: UUID, *, public: bool = False) -> Iterator[File]:
    """With ``public`` what the project's page shows of each, and not how many findings wait to be published."""
    profile = _profile(scope)
    said = _shown if public else _finding
    yield as_lines("feedback/findings.jsonl", (said(each, profile) for each in _findings(scope)))
    yield as_lines("feedback/promises.jsonl", (_promise(each) for each in _promises(scope)))
    if public:
        return
    unpublished = Finding.objects.filter(project=scope, published_at=None).count()
    yield as_json("feedback/not-published.json", {"findings": unpublished})


def _finding(each: Finding, profile: Profile) -> dict[str, Any]:
    answer: Response | None = getattr(each, "response", None)
    return {
        "number": each.number,
        "heard": each.heard,
        "detail": each.detail,
        "how_sure": each.how_sure,
        "against": each.against,
        "topic": each.topic,
        "published_at": each.published_at,
        "rests_on": [_evidence(one, profile) for one in each.evidence.all() if one.contribution_id is None],
        "pieces_of_writing": _safe(sum(one.contribution_id is not None for one in each.evidence.all()), profile),
        "told_at": each.told_at,
        "people_told": _safe(getattr(each, "tellings_count", 0), profile),
        "response": answer
        and {
            "kind": answer.kind,
            "reason": answer.reason,
            "owner": answer.owner,
            "decided_on": answer.decided_on,
            "at": answer.at,
        },
    }


def _shown(each: Finding, profile: Profile) -> dict[str, Any]:
    """As everybody reads it: what the team writes for itself about how sure it is, and counts of its own, stay out."""
    answer: Response | None = getattr(each, "response", None)
    return {
        "number": each.number,
        "heard": each.heard,
        "detail": each.detail,
        "said_by": presenters.said_by_how_many(each.evidence.all(), profile.id),
        "against": each.against,
        "published_at": each.published_at,
        "response": answer
        and {"kind": answer.kind, "reason": answer.reason, "owner": answer.owner, "decided_on": answer.decided_on},
    }


def _evidence(one: Evidence, profile: Profile) -> dict[str, Any]:
    return {"question": one.question, "option": one.words, "people": _safe(one.people, profile)}


def _promise(each: Promise) -> dict[str, Any]:
    return {
        "finding": each.response and each.response.finding.number,
        "words": each.words,
        "owner": each.owner,
        "first_due_on": each.first_due_on,
        "due_on": each.due_on,
        "new_dates": [
            {"was": n.was, "becomes": n.becomes, "reason": n.reason, "at": n.at} for n in each.new_dates.all()
        ],
        "done_on": each.done_on,
        "did": each.did,
        "proof": each.proof,
        "published_at": each.published_at,
    }


def tell(scope: UUID, *, public: bool = False) -> Iterator[Part]:
    """With ``public`` not how many were told: of two editions the difference could be one person."""
    findings, profile = _findings(scope), _profile(scope)
    if not findings:
        yield Part(_("What was heard and decided"), [_("No finding is published.")])
    for each in findings:
        yield Part(f"{each.number}. {each.heard}", [words for words in _said(each, profile, public) if words])
    promises = presenters.show(_promises(scope), timezone.localdate())
    if promises:
        shown = [(p.promise.words, p.promise.owner, in_words(p.promise.due_on), p.words) for p in promises]
        heads = [_("Promise"), _("Who keeps it"), _("By"), _("State")]
        yield Part(_("Promises"), (), [Table(_("What was promised"), heads, shown)])


def _said(each: Finding, profile: Profile, public: bool) -> Iterator[str]:
    yield each.detail
    yield presenters.said_by_how_many(each.evidence.all(), profile.id)
    answer: Response | None = getattr(each, "response", None)
    if answer is not None:
        facts = {"kind": answer.get_kind_display(), "who": answer.owner, "day": in_words(answer.decided_on)}
        yield _("%(kind)s. Decided by %(who)s on %(day)s.") % facts
        yield _("Reason: %(reason)s") % {"reason": answer.reason}
    if each.told_at is None:
        yield _("The people whose words fed it have not been told.")
        return
    told = None if public else _safe(getattr(each, "tellings_count", 0), profile)
    if told is None:
        yield _("The people whose words fed it were told, from %(when)s.") % {"when": with_clock(each.told_at)}
        return
    yield ngettext(
        "About %(people)s person whose words fed it was told, from %(when)s.",
        "About %(people)s people whose words fed it were told, from %(when)s.",
        told,
    ) % {"people": f"{told:,}", "when": with_clock(each.told_at)}


register(
    Chapter(
        "feedback",
        lambda: _("What was heard, decided and promised"),
        60,
        rows,
        tell,
        Public(partial(rows, public=True), partial(tell, public=True)),
    )
)
