"""What tests of an organisation's own duties, times and rates share."""

from datetime import date, datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from alongside.knowledge.facts import Facts
from alongside.knowledge.rules import Finding, duties_that_apply
from alongside.library import actions, duties
from alongside.library.models import OwnEntry
from alongside.organisations.models import Organisation
from alongside.record.models import Detail
from tests.cast import Cast

HOME = "/team/northmere/library/"
FORUM: dict[str, Any] = {
    "title": "The patient forum sees it first",
    "requires": "Every change of opening hours is shown to the patient forum first.",
    "source": "Board minute 12, March 2026",
    "seen": "2026-03",
    "link": "https://example.org/minute",
    "hardness": "POL",
    "confidence": "H",
    "join": "all",
    "answers": ["impact.manner=yes", "bodies=ICB"],
    "evidence": ["E-G1-5"],
    "valid_from": "2026-01-01",
    "valid_to": "2027-12-31",
    "review_by": "2027-06-30",
}
PLANNING: Facts = {"bodies": ("ICB",), "stage": "planning"}


def keep(cast: Cast, at: datetime | None = None, **more: Any) -> OwnEntry:
    wanted: dict[str, Any] = {
        "key": "own-forum",
        "reason": "The forum asked for it",
        "seen": None,
        "values": {"details": FORUM},
    }
    return actions.keep(
        organisation=cast.northmere, kind="duty", by=cast.amira.pk, at=at or timezone.now(), **{**wanted, **more}
    )  # fmt: skip


def set_value(cast: Cast, key: str = "TIM-01", value: str = "6", kind: str = "timing", **more: Any) -> OwnEntry:
    told = {"entry": key, "value": value, "shipped": "?", "day": "?"}
    wanted = {"since": date(2026, 5, 1), "source": "Policy", "reason": "Four was too short", "seen": None, **more}
    return actions.set_value(
        organisation=cast.northmere, kind=kind, key=key, value=value, by=cast.amira.pk, at=timezone.now(), told=told, **wanted
    )  # fmt: skip


def judged(organisation: Organisation, facts: Facts, on: date) -> Finding:
    found = duties_that_apply(facts, duties.asked_now(organisation).known, on=on)
    return next(each for each in found if each.duty.id == "OWN-forum")


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def day(name: str, value: date) -> dict[str, str]:
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


def posted(**changed: Any) -> dict[str, Any]:
    plain = {key: FORUM[key] for key in ("title", "requires", "source", "link", "hardness", "confidence", "join")}
    answers = {f"answer_{at}": each for at, each in enumerate(FORUM["answers"], 1)}
    days = {
        **day("seen", date(2026, 3, 1)),
        **day("valid_from", date(2026, 1, 1)),
        **day("review_by", date(2027, 6, 30)),
    }
    return {
        **plain,
        **answers,
        **days,
        "evidence": ["E-G1-5"],
        "reason": "The forum asked for it",
        "seen": "",
        **changed,
    }


def entries() -> list[Any]:
    return [each.entry for each in Detail.objects.select_related("entry").order_by("entry__seq")]
