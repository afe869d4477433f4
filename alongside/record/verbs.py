"""Words for what is in the record. Rooms say theirs from ``apps.ready``; a verb without words is a mistake."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext

_words: dict[str, str | Promise] = {}


def say(words: Mapping[str, str | Promise]) -> None:
    """Register words that follow a name: ``{"project.paused": _lazy("paused the project: %(reason)s")}``.

    Words for what the public does stand alone and are given ``count``: use ``ngettext_lazy(one, many, "count")``.
    """
    for verb, phrase in words.items():
        if _words.setdefault(verb, phrase) != phrase:
            raise ValueError(f"The verb {verb!r} has other words already.")


def known(verb: str) -> bool:
    return verb in _words


def in_words(verb: str, detail: Mapping[str, str | int | None]) -> str:
    """The verb's words with its details; a detail that was erased is said to be so."""
    return str(_words.get(verb, verb) % _Said(detail))


class _Said(dict[str, str | int | None]):
    """Details by name."""

    def __missing__(self, key: str) -> int:
        return _Gone()


class _Gone(int):
    """Stands for a detail that was erased. A number, because plural words ask for one."""

    def __str__(self) -> str:
        return gettext("(no longer kept)")
