"""The rules of a disclosure profile, as numbers, and the rule for publishing a second time.

A profile says two things: what is done to a count, and what an attacker who has everything published is
promised not to learn (`interval`, `newcomers`). The second is what the tests hold the first to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal


@dataclass(frozen=True)
class Profile:
    """How counts of people are made safe.

    threshold: the smallest count that may be shown. 0 switches control off.
    round_to: counts that are shown go to the nearest multiple of this; None leaves them exact.
    suppress_zero: whether a count of nobody is hidden as a small count is.
    secondary: whether further cells are hidden where totals would give a hidden one away.
    confidence: H, M or L, how sure we are that this is the source's rule.
    """

    id: str
    name: str
    threshold: int
    round_to: int | None
    suppress_zero: bool
    secondary: bool
    source: str
    confidence: Literal["H", "M", "L"]

    @property
    def interval(self) -> tuple[int, int]:
        """The promise for a small count at one date: whatever an attacker works out includes all of this."""
        return (self.smallest_hidden, self.threshold - 1)

    @property
    def newcomers(self) -> int:
        """The promise for the people who came between two dates.

        Where few of them chose an option, an attacker is left with at least this many possible numbers.
        Rounding gives as many as it rounds to; without rounding, all the small counts stay possible.
        """
        if self.round_to is not None:
            return self.round_to
        return self.threshold - self.smallest_hidden

    @property
    def smallest_hidden(self) -> int:
        return 0 if self.suppress_zero else 1

    def is_small(self, count: int) -> bool:
        """Whether a count must not be shown for its own sake."""
        return self.smallest_hidden <= count < self.threshold

    def shown(self, count: int) -> int:
        """The published form of a count that may be shown."""
        if self.round_to is None:
            return count
        return (count + self.round_to // 2) // self.round_to * self.round_to

    def possible(self, count: int) -> tuple[int, int]:
        """All counts, from and to, that would be published just as this one is."""
        if self.round_to is None or count == 0:
            return (count, count)
        low = self.shown(count) - self.round_to // 2
        # What is shown cannot have been a small count: every reader of the rules knows it.
        return (max(low, self.threshold, 1), low + self.round_to - 1)


PROFILES: Mapping[str, Profile] = MappingProxyType(
    {
        profile.id: profile
        for profile in (
            Profile(
                id="SDC-HES",
                name="Hospital statistics: 1 to 7 hidden, the rest to the nearest 5",
                threshold=8,
                round_to=5,
                suppress_zero=False,
                secondary=True,
                source="NHS England, Hospital Episode Statistics and ECDS disclosure control method, 2018 on",
                confidence="H",
            ),
            Profile(
                id="SDC-ONS105",
                name="10-5 rule: under 10 hidden, the rest to the nearest 5",
                threshold=10,
                round_to=5,
                suppress_zero=True,
                secondary=True,
                source="Office for National Statistics, 10-5 rule",
                confidence="H",
            ),
            Profile(
                id="SDC-TRE10",
                name="Research environments: nothing under 10 leaves, nor a zero",
                threshold=10,
                round_to=None,
                suppress_zero=True,
                secondary=True,
                source="Output rules of trusted research environments",
                confidence="M",
            ),
            Profile(
                id="SDC-LT5",
                name="Under 5: 1 to 4 hidden, with secondary suppression",
                threshold=5,
                round_to=None,
                suppress_zero=False,
                secondary=True,
                source="Older NHS and council practice",
                confidence="M",
            ),
        )
    }
)

DEFAULT_PROFILE = PROFILES["SDC-ONS105"]

UNPROTECTED = Profile(
    id="none",
    name="No disclosure control",
    threshold=0,
    round_to=None,
    suppress_zero=False,
    secondary=False,
    source="For national figures and for counts that are not of people",
    confidence="H",
)

# How many times the threshold must be new before the same cuts are published again. Ours, not a source's:
# it keeps the newcomers a crowd in which most options are chosen by more than a few.
NEW_FOR_EACH_SMALL = 5


@dataclass(frozen=True)
class Republication:
    """Whether the same cuts may be published again; if not, how many more responses it takes."""

    allowed: bool
    new: int
    needed: int

    @property
    def short_by(self) -> int:
        return max(0, self.needed - self.new)


def may_publish_again(previous_n: int, new_n: int, profile: Profile) -> Republication:
    """Decide from the bases at the last publication (0: never published) and now.

    The base itself must be publishable, and since the last time enough people must have come (or gone)
    for the difference between the two publications to be a crowd.
    """
    if previous_n < 0 or new_n < 0:
        raise ValueError("a number of responses is below 0")
    needed = max(profile.threshold, 1) if previous_n == 0 else NEW_FOR_EACH_SMALL * profile.threshold
    new = abs(new_n - previous_n)
    allowed = new >= needed and not profile.is_small(new_n)
    return Republication(allowed, new, needed)
