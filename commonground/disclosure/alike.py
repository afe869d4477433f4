"""Crowds that are nearly the same people, though questions of their own asked for them.

Who was asked a follow-up is who chose an option before; who answered one question is nearly who answered the
next. Cut by a characteristic, such crowds give each other's hidden counts away, and whoever reads answers
knows which they are. So they are found, and what is known of them is written down as relations: the one, and
the few whom it lacks, are the others, and the few whom it has besides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from commonground.disclosure.tables import Table
from commonground.disclosure.worlds import Ref, Relation

# People compared in one go: bounds what is held as numbers instead of bits.
AT_ONCE = 2**16

# The options of the table of those who differ: in the parts and not in the crowd, in the crowd and not in the parts.
LACKING, BESIDES = 0, 1

Masks = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Crowds:
    """Who answered a question, shape (people,), and who gave each answer, shape (options, people)."""

    question: str
    answered: Masks
    chose: Masks
    exclusive: bool = True


@dataclass(frozen=True)
class Alike:
    """A crowd (of an option; None: of the question) nearly made of whole crowds of another question."""

    crowd: tuple[str, int | None]
    parts: tuple[tuple[str, int | None], ...]

    @property
    def bases_alone(self) -> bool:
        """Whether it only says that the same people answered."""
        return all(option is None for _question, option in (self.crowd, *self.parts))

    @property
    def questions(self) -> frozenset[str]:
        return frozenset(question for question, _option in (self.crowd, *self.parts))

    @property
    def name(self) -> str:
        """The name of its tables. No question is called so."""
        return f"{self.crowd} made of {self.parts}"

    def relations(self, by: str, groups: int) -> tuple[Relation, ...]:
        def within(which: tuple[str, int | None], group: int) -> Ref:
            return Ref(which[0], which[1], by, group)

        return tuple(
            Relation(
                within(self.crowd, g),
                (*(within(part, g) for part in self.parts), within((self.name, BESIDES), g)),
                besides=(within((self.name, LACKING), g),),
            )
            for g in range(groups)
        )


def alike(asked: Sequence[Crowds], few: int) -> list[Alike]:
    """Every crowd of one question that is made of whole crowds of another, but for fewer than `few` people.

    Crowds of fewer than `few` are left out: they are hidden whatever else is known. Each crowd is matched once:
    with options of another question where it can be; otherwise, if it is all who answered, with all who
    answered an earlier one.
    """
    # Crowds in one line: of each question everyone who answered, then each option.
    starts = np.cumsum([0, *(1 + len(each.chose) for each in asked)])
    common = _in_common(asked)
    sizes = common.diagonal()
    found: dict[frozenset[tuple[str, int | None]], Alike] = {}
    for q, each in enumerate(asked):
        for crowd in range(starts[q], starts[q + 1]):
            candidates = [
                (other, parts)
                for other in range(len(asked))
                if other != q
                for parts in _made_of(asked[other], starts[other] + 1, common[crowd], sizes)
            ]
            if crowd == starts[q]:
                candidates += [(other, [int(starts[other])]) for other in range(q)]
            for other, parts in candidates:
                if sizes[crowd] >= few > sizes[crowd] + sizes[parts].sum() - 2 * common[crowd, parts].sum():
                    one = (each.question, _option(crowd - starts[q]))
                    others = tuple((asked[other].question, _option(part - starts[other])) for part in parts)
                    found.setdefault(frozenset((one, *others)), Alike(one, others))
                    break
    return list(found.values())


def _made_of(other: Crowds, first: int, common: npt.NDArray[np.int64], sizes: npt.NDArray[np.int64]) -> list[list[int]]:
    """Options of another question that a crowd may be made of, given how many people it has in common with each."""
    options = [at for at in range(first, first + len(other.chose)) if sizes[at]]
    mostly = [at for at in options if 2 * common[at] > sizes[at]]
    if not other.exclusive:
        return [[at] for at in mostly]
    # All of its options are all who answered it.
    return [mostly] if mostly and len(mostly) < len(options) else []


def _option(place: int) -> int | None:
    return int(place) - 1 if place else None


def _in_common(asked: Sequence[Crowds]) -> npt.NDArray[np.int64]:
    """How many people each two crowds have in common."""
    if not asked:
        return np.zeros((0, 0), dtype=np.int64)
    crowds = np.concatenate([np.concatenate([each.answered[None], each.chose]) for each in asked])
    common = np.zeros((len(crowds), len(crowds)), dtype=np.int64)
    for start in range(0, crowds.shape[1], AT_ONCE):
        # Whole numbers up to 2**24 are exact in 32 bits of floating point, and multiply fastest.
        some = crowds[:, start : start + AT_ONCE].astype(np.float32)
        common += (some @ some.T).astype(np.int64)
    return common


def few_who_differ(
    found: Sequence[Alike], asked: Sequence[Crowds], characteristics: Mapping[str, tuple[npt.NDArray[np.intp], int]]
) -> Iterator[Table]:
    """The people by whom crowds differ, by each characteristic, given as (group of each person, groups)."""
    by_question = {each.question: each for each in asked}

    def people(which: tuple[str, int | None]) -> Masks:
        question, option = which
        return by_question[question].answered if option is None else by_question[question].chose[option]

    for each in found:
        crowd, parts = people(each.crowd), np.logical_or.reduce([people(part) for part in each.parts])
        for by, (codes, groups) in characteristics.items():
            counts = (
                np.bincount(codes[parts & ~crowd], minlength=groups),
                np.bincount(codes[crowd & ~parts], minlength=groups),
            )
            yield Table(each.name, by, tuple(tuple(row.tolist()) for row in counts), (0,) * groups, behind=True)
