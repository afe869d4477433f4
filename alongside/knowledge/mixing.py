"""Which methods would go together for a piece of work: pure judgement over answers, with the answer behind each reason.

A mix is three to five methods, and always holds a way to take part without internet. What is not known rules nothing
out. It advises: an organisation and the people it works with choose.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from alongside.knowledge.audiences import Audience, audiences
from alongside.knowledge.channels import Channel, channels
from alongside.knowledge.entries import read
from alongside.knowledge.methods import COSTS, Method, methods
from alongside.knowledge.picking import EXCLUSION, Answers, left_out_words, questions
from alongside.knowledge.practice import holding

LEAST, MOST, MOST_CHANNELS, MOST_DECLINED, DAYS_A_WEEK = 3, 5, 6, 6, 5
OFFLINE_CHANNELS = {"yes": 4, "unknown": 3, "no": 2}

WORDS = {
    "purpose": "It helps %(choice)s",
    "audience": "It suits %(choice)s",
    "kind": "It fits the kind of involvement: %(choice)s",
    "weeks": "Weeks it takes: %(least)s to %(most)s. You have %(value)s",
    "budget": "It costs no more than you can spend",
    "people": "It can hear as many people as you hope for: %(value)s",
    "groups": "People can take part %(choice)s",
    "offline-yes": "It needs no internet, and some people are without",
    "offline-unknown": "It needs no internet, and it is not known whether everybody has it",
    "reaches": "It reaches %(choice)s",
    "too-long": "Weeks it takes, at least: %(least)s. You have %(value)s",
    "too-dear": "It costs more than you can spend",
    "too-few": "It needs at least %(least)s people, and you hope for %(value)s",
    "care": "It needs great care with %(choice)s, or another way",
    "other-kind": "It is usual for another kind of involvement than yours: %(choice)s",
    "other-purpose": "It does not help %(choice)s by itself",
    "other-group": "People do not take part %(choice)s",
    "note-purpose": "Nothing here helps %(choice)s",
    "note-weeks": "Weeks it takes, at least, %(choice)s: %(least)s. You have %(value)s",
    "note-people": "These seldom hear %(value)s people: plan more sessions, or a longer time",
    "note-pay": "Offer people payment, because they share decisions: %(choice)s",
    "note-tasks": "Offer people payment for set tasks: %(choice)s",
    "note-fund": "Fund the organisation that does it: %(choice)s",
    "note-care": "Read what helps when you work with %(choice)s",
}
"""Every reason in words; texts for translation. See ``Reason``."""

Pairs = tuple[tuple[str, str | int], ...]


@dataclass(frozen=True)
class Reason:
    """``code`` stands in WORDS; ``answer`` is the one that led to it, ``choice`` its words, ``values`` the numbers."""

    code: str
    key: str
    value: str | int
    choice: str = ""
    values: Pairs = ()

    @property
    def answer(self) -> str:
        """``why = ideas``"""
        return f"{self.key} = {self.value}"

    @property
    def words(self) -> str:
        return WORDS[self.code] % {"choice": inside(self.choice), "value": self.value, **dict(self.values)}


@dataclass(frozen=True)
class Pick:
    """A method of the mix: why, and what speaks against it where nothing better was to be had."""

    method: Method
    reasons: tuple[Reason, ...]
    cautions: tuple[Reason, ...]


@dataclass(frozen=True)
class Declined:
    """A method that would help, but for these answers."""

    method: Method
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Way:
    """A channel that goes with the mix."""

    channel: Channel
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Mix:
    """``leaves_out`` are those whom every method of it leaves out, by key; ``unknown`` the questions left open."""

    methods: tuple[Pick, ...]
    leaves_out: tuple[str, ...]
    declined: tuple[Declined, ...]
    channels: tuple[Way, ...]
    notes: tuple[Reason, ...]
    unknown: tuple[str, ...]

    @property
    def leaves_out_words(self) -> str:
        """``Leaves out: people without internet``"""
        named = [left_out_words()[each] for each in self.leaves_out]
        return f"Leaves out: {', '.join(named) if named else NOBODY_KNOWN}"


NOBODY_KNOWN = "nobody that we can tell from the methods alone. Watch who takes part"


@dataclass(frozen=True)
class Shelf:
    """What there is to choose from."""

    methods: tuple[Method, ...]
    channels: tuple[Channel, ...]
    audiences: tuple[Audience, ...]


def shelf(on: date) -> Shelf:
    """What comes with Alongside and holds on that day."""
    return Shelf(
        tuple(holding(methods().values(), on)),
        tuple(holding(channels().values(), on)),
        tuple(holding(audiences().values(), on)),
    )


def recommend(answers: Answers, known: Shelf) -> Mix:
    """The mix for these answers. ``answers`` come from ``picking.read_answers``."""
    judged = sorted((_judge(each, answers, known) for each in known.methods), key=lambda each: each.rank)
    chosen = _choose(judged)
    picked = {each.method.key for each in chosen}
    declined = [each for each in judged if each.method.key not in picked and each.declined]
    mixed = tuple(Pick(each.method, each.reasons, each.against) for each in chosen)
    common = set.intersection(*({*each.method.leaves_out} for each in mixed)) if mixed else set()
    return Mix(
        mixed,
        tuple(key for key in left_out_words() if key in common),
        tuple(Declined(each.method, each.against) for each in declined[:MOST_DECLINED]),
        _channels(answers, known),
        tuple(_notes(answers, mixed, known)),
        tuple(key for key in questions() if key not in answers),
    )


def inside(words: str) -> str:
    """Words that begin a sentence, for the middle of one."""
    return words[:1].lower() + words[1:]


@dataclass(frozen=True)
class _Judged:
    method: Method
    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...]
    score: int

    @property
    def rank(self) -> tuple[int, int, str]:
        """The best first. Where two are as good, what is most usual: entries stand in that order."""
        return (_weight(self.against), -self.score, self.method.id)

    @property
    def best_at(self) -> str:
        """The purpose it serves best, where that was asked for."""
        best = f"why = {self.method.purposes[0]}"
        return best if best in {each.answer for each in self.reasons} else ""

    @property
    def declined(self) -> bool:
        """It would help, and fits the kind; only time, money, people or those whom it does not suit speak against it."""
        return bool(self.against) and {each.code for each in self.against} <= {
            *("too-long", "too-dear", "too-few", "care", "other-group")
        }


# What to give up first when too little is left; each counts for more than all before it together.
GIVE_UP = ("other-group", "other-kind", "other-purpose", "care", "too-few", "too-dear", "too-long")
WORTH = {"audience": 2, "groups": 1, "offline-yes": 2, "offline-unknown": 1}


def _weight(against: Iterable[Reason]) -> int:
    return sum(1 << GIVE_UP.index(code) for code in {each.code for each in against})


def _judge(method: Method, answers: Answers, known: Shelf) -> _Judged:
    found = [*_about_aims(method, answers, known), *_about_limits(method, answers)]
    reasons = tuple(each for each in found if each.code not in GIVE_UP)
    score = sum(WORTH.get(each.code, 0) for each in reasons)
    # To serve several purposes a little does not count: the mix sees to that.
    score += 3 * any(each.code == "purpose" for each in reasons)
    # A way that cannot be online at all is prepared for those without internet, not an afterthought.
    if answers[EXCLUSION] == "yes" and "online" not in method.ways:
        score += 1
    if method.cost == COSTS[-1] and "budget" not in answers:  # not ruled out, and not the first thing to think of
        score -= 1
    return _Judged(method, reasons, tuple(each for each in found if each.code in GIVE_UP), score)


def _about_aims(method: Method, answers: Answers, known: Shelf) -> Iterator[Reason]:
    why, who = _list(answers, "why"), _list(answers, "who")
    served = [each for each in why if each in method.purposes]
    yield from (_because("purpose", "why", each) for each in served)
    if not served:
        yield _because("other-purpose", "why", why[0])
    yield from (_because("audience", "who", each) for each in who if each in method.audiences)
    for each in known.audiences:
        if each.key in who and method.key in each.suits:
            yield _because("audience", "who", each.key)
        if each.key in who and method.key in each.care:
            yield _because("care", "who", each.key)
    if "kind" in answers:
        kind = str(answers["kind"])
        yield _because("kind" if kind in method.levels else "other-kind", "kind", kind)


def _about_limits(method: Method, answers: Answers) -> Iterator[Reason]:
    if "weeks" in answers:
        span, weeks = method.weeks, int(str(answers["weeks"]))
        code = "weeks" if span.least <= weeks else "too-long"
        yield Reason(code, "weeks", weeks, values=(("least", span.least), ("most", span.most)))
    if "budget" in answers:
        budget = str(answers["budget"])
        dear = COSTS.index(method.cost) > COSTS.index(budget)
        yield _because("too-dear" if dear else "budget", "budget", budget)
    if "people" in answers:
        people = int(str(answers["people"]))
        if people < method.people.least:
            yield Reason("too-few", "people", people, values=(("least", method.people.least),))
        elif people <= method.people.most:
            yield Reason("people", "people", people)
    wished = _list(answers, "groups")
    fitting = [each for each in wished if _in_group(method, each)]
    yield from (_because("groups", "groups", each) for each in fitting)
    if wished and not fitting:
        yield _because("other-group", "groups", wished[0])
    if not method.needs_internet and answers[EXCLUSION] != "no":
        yield Reason(f"offline-{answers[EXCLUSION]}", EXCLUSION, str(answers[EXCLUSION]))


def _in_group(method: Method, size: str) -> bool:
    least, most = {"alone": (1, 2), "small": (3, 12), "large": (13, 1_000_000)}[size]
    return method.group.least <= most and least <= method.group.most


def _choose(judged: Sequence[_Judged]) -> list[_Judged]:
    """The best first; then, one by one, what adds most to those before. More than three only where it adds a purpose,
    people or somebody left out, and nothing speaks against it."""
    chosen: list[_Judged] = []
    left = list(judged)
    while left and len(chosen) < MOST:
        pool = left
        if chosen and all(each.method.needs_internet for each in chosen):
            pool = [each for each in left if not each.method.needs_internet] or left
        least = min(_weight(each.against) for each in pool)
        best = min(
            (each for each in pool if _weight(each.against) == least),
            key=lambda each: (-each.score - _adds(each, chosen), each.rank),
        )
        if len(chosen) >= LEAST and (best.against or not _new(best, chosen)):
            break
        chosen.append(best)
        left.remove(best)
    return chosen


def _new(each: _Judged, chosen: Sequence[_Judged]) -> int:
    """How much of what was asked it adds: purposes, whom to reach, how many, and those whom all others leave out.
    A purpose is met by half while no method is there that is best at it."""
    said = {reason.answer for reason in each.reasons if reason.code in ("purpose", "audience", "people")}
    already = {reason.answer for other in chosen for reason in other.reasons}
    best_at = {each.best_at} - {"", *(other.best_at for other in chosen)}
    missing = set.intersection(*({*other.method.leaves_out} for other in chosen)) if chosen else set()
    return 2 * len(said - already) + 2 * len(best_at) + len(missing - {*each.method.leaves_out})


def _adds(each: _Judged, chosen: Sequence[_Judged]) -> int:
    """The same, and what makes a mix: another way to take part, counts beside reasons, what goes well together."""
    if not chosen:
        return _new(each, chosen)
    ways = {way for other in chosen for way in other.method.ways}
    tells = {other.method.tells for other in chosen}
    beside = any(each.method.key in other.method.beside for other in chosen)
    same = any(
        set(each.method.ways) <= set(other.method.ways) and each.method.tells == other.method.tells for other in chosen
    )
    return _new(each, chosen) + len({*each.method.ways} - ways) + (each.method.tells not in tells) + beside - 2 * same


def _channels(answers: Answers, known: Shelf) -> tuple[Way, ...]:
    who = _list(answers, "who")
    groups = {each.key for each in known.audiences}
    wide = {"demographics" if each in groups else each for each in who}
    found = []
    for channel in known.channels:
        late = "weeks" in answers and channel.lead_days.least > int(str(answers["weeks"])) * DAYS_A_WEEK
        dear = "budget" in answers and COSTS.index(channel.cost) > COSTS.index(str(answers["budget"]))
        own = [each for each in who if each in channel.only_for]
        if late or dear or (channel.only_for and not own) or (who and not wide & set(channel.audiences)):
            continue
        named = own or [each for each in who if each in channel.audiences]
        reasons = [_because("reaches", "who", each) for each in named]
        if channel.offline and answers[EXCLUSION] != "no":
            reasons.append(Reason(f"offline-{answers[EXCLUSION]}", EXCLUSION, str(answers[EXCLUSION])))
        found.append((-len(reasons) - 2 * len(own), channel.id, Way(channel, tuple(reasons))))
    ways = [each for _score, _id, each in sorted(found, key=lambda each: each[:2])]
    offline = [each for each in ways if each.channel.offline][: OFFLINE_CHANNELS[str(answers[EXCLUSION])]]
    others = [each for each in ways if each not in offline]
    return tuple([*offline, *others][:MOST_CHANNELS])


def _notes(answers: Answers, mixed: Sequence[Pick], known: Shelf) -> Iterator[Reason]:
    for each in _list(answers, "why"):
        if not any(each in pick.method.purposes for pick in mixed):
            yield _because("note-purpose", "why", each)
            serving = [method.weeks.least for method in known.methods if each in method.purposes]
            least, weeks = min(serving, default=0), answers.get("weeks")
            if isinstance(weeks, int) and weeks < least:
                word = questions()["why"].word(each)
                yield Reason("note-weeks", "weeks", weeks, word, (("least", least),))
    people = answers.get("people")
    if isinstance(people, int) and sum(pick.method.people.most for pick in mixed) < people:
        yield Reason("note-people", "people", people)
    pay = {"offer": "note-pay", "offer-for-tasks": "note-tasks", "fund": "note-fund"}
    kind = str(answers.get("kind", ""))
    if code := pay.get(_pay().get(kind, "")):
        yield _because(code, "kind", kind)
    for audience in known.audiences:
        if audience.key in _list(answers, "who"):
            yield _because("note-care", "who", audience.key)


def _because(code: str, key: str, choice: str) -> Reason:
    return Reason(code, key, choice, questions()[key].word(choice))


def _list(answers: Answers, key: str) -> tuple[str, ...]:
    found = answers.get(key, ())
    assert isinstance(found, tuple)
    return found


@cache
def _pay() -> dict[str, str]:
    levels: list[dict[str, Any]] = read("spectrums")["levels"]
    return {each["key"]: each["pay"] for each in levels}
