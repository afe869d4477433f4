"""Which kind of involvement the answers in a plan point to, and why. Pure: the product recommends, people choose.

An answer that is not there is unknown. Unknown never counts as no: it stays open, and is named.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TOGETHER = ("co-design", "co-produce")
"""Where people decide or act with us, payment is offered (Department of Health, Reward and Recognition, 2006)."""
ALONE = ("us", "us_account")
OFFERS = ("pay", "voucher")
UNKNOWN = (None, "", "do_not_know")
HALF_A_YEAR = 26


@dataclass(frozen=True)
class Advice:
    """``kind`` is a level of knowledge.spectrums, none while too much is open. ``because`` are the facts that led to it,
    ``open`` those that could still change it, ``cautions`` keys of what to look out for."""

    kind: str | None
    because: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    cautions: tuple[str, ...] = field(default=())


def recommend(facts: Mapping[str, Any], weeks: int | None) -> Advice:
    """``facts`` by fact key of the plan's questions; ``weeks`` from today to the decision, where there is a date."""
    decided, shares = _known(facts, "plan.decided"), _known(facts, "plan.shares")
    explain, afterwards = _known(facts, "plan.explain"), _known(facts, "plan.afterwards")
    if decided == "all":
        if explain == "yes":
            return Advice("educate", ("plan.decided", "plan.explain"))
        return Advice("inform", ("plan.decided",), ("plan.explain",) if explain is None else ())
    if shares == "them":
        return Advice("community-led", ("plan.shares",))
    if shares == "together":
        late = ("half-a-year",) if weeks is not None and weeks < HALF_A_YEAR else ()
        if afterwards == "yes":
            return Advice("co-produce", ("plan.shares", "plan.afterwards"), cautions=late)
        if afterwards == "no":
            return Advice("co-design", ("plan.shares", "plan.afterwards"), cautions=("ends-with-the-plan",))
        return Advice("co-design", ("plan.shares",), ("plan.afterwards",))
    if shares == "design":
        return Advice("co-design", ("plan.shares",))
    if decided == "nothing" and shares is not None:
        return Advice("engage", ("plan.decided", "plan.shares"))
    if decided in ("some", "most") and shares is not None:
        return Advice("consult", ("plan.decided", "plan.shares"))
    return Advice(None, open=tuple(key for key in ("plan.decided", "plan.shares") if _known(facts, key) is None))


def payment_left_out(kind: str, facts: Mapping[str, Any]) -> bool:
    """Whether people decide or act together with us, and no payment is offered (or nobody has said)."""
    return kind in TOGETHER and _known(facts, "plan.payment") not in OFFERS


def called_too_much(kind: str, facts: Mapping[str, Any]) -> bool:
    """Whether it is called co-production although people have no part in what comes afterwards."""
    return kind == "co-produce" and _known(facts, "plan.afterwards") == "no"


def not_borne(kind: str, facts: Mapping[str, Any]) -> bool:
    """Whether people are said to decide or act together with us, and the plan says that we decide alone."""
    return kind in TOGETHER and _known(facts, "plan.shares") in ALONE


def _known(facts: Mapping[str, Any], key: str) -> str | None:
    value = facts.get(key)
    return None if value in UNKNOWN else str(value)
