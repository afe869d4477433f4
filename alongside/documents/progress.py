"""How far a translation has come, in words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.dates import short
from alongside.design.languages import direction, own_name
from alongside.documents.models import Translation
from alongside.documents.translating import Part, Row, State, rows


@dataclass(frozen=True)
class Progress:
    """``translation`` is the newest: the draft, or what was published last."""

    translation: Translation
    rows: list[tuple[Part, list[Row]]]

    @property
    def language(self) -> str:
        return self.translation.language

    @property
    def name(self) -> str:
        return own_name(self.language)

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def count(self) -> Counter[State]:
        return Counter(row.state for _part, found in self.rows for row in found)

    @property
    def on_the_page(self) -> bool:
        return self.translation.published_at is not None and self.translation.taken_off_at is None

    @property
    def state(self) -> tuple[str, str]:
        """A tag: words and colour."""
        if self.translation.published_at is None:
            return _("Draft"), "grey"
        if self.translation.taken_off_at is not None:
            return _("Off the page"), "grey"
        if self.count[State.CHANGED]:
            return _("Out of date"), "orange"
        return _("Published"), "green"

    @property
    def words(self) -> str:
        """58 of 62 texts. 2 have changed since."""
        count, total = self.count, sum(self.count.values())
        parts = [
            ngettext("%(done)s of %(total)s text.", "%(done)s of %(total)s texts.", total)
            % {"done": total - count[State.MISSING], "total": total}
        ]
        if changed := count[State.CHANGED]:
            parts.append(
                ngettext(
                    "%(number)s has changed in English since.", "%(number)s have changed in English since.", changed
                )
                % {"number": changed}
            )
        if missing := count[State.MISSING]:
            parts.append(
                ngettext("%(number)s is shown in English.", "%(number)s are shown in English.", missing)
                % {"number": missing}
            )
        return " ".join(parts)

    @property
    def who(self) -> str:
        """Who translated and who checked."""
        made = self.translation
        if not made.translated_by:
            return _("Nobody is named as the translator yet.")
        if not made.checked_by:
            return _("Translated by %(who)s. Nobody has checked it yet.") % {"who": made.translated_by}
        if made.checked_on is None:
            return _("Translated by %(who)s. Checked by %(checker)s.") % {
                "who": made.translated_by,
                "checker": made.checked_by,
            }
        return _("Translated by %(who)s. Checked by %(checker)s on %(day)s.") % {
            "who": made.translated_by,
            "checker": made.checked_by,
            "day": short(made.checked_on),
        }


def progress(parts: Iterable[Part], translation: Translation) -> Progress:
    return Progress(translation, [(part, rows(part.texts, translation.texts, translation.made_from)) for part in parts])


def newest_of(translations: Iterable[Translation]) -> list[Translation]:
    """The last of each language, given in order."""
    return list({each.language: each for each in translations}.values())
