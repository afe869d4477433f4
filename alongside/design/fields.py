"""Form fields in the design system's patterns: a date in three boxes, a time in words."""

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FIRST_YEAR, LAST_YEAR = 1900, 2100
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


class DateWidget(forms.MultiWidget):
    """Day, month and year; design/form.html shows it as one fieldset."""

    input_type = "date-parts"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"day": forms.TextInput, "month": forms.TextInput, "year": forms.TextInput}, attrs)

    def decompress(self, value: Any) -> list[Any]:
        return [value.day, value.month, value.year] if isinstance(value, date) else [None, None, None]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else id_

    def parts(self, name: str, value: Any) -> list[tuple[str, Any]]:
        """(posted name, what to show in the box) for day, month and year."""
        shown = value if isinstance(value, list) else self.decompress(value)
        return [
            (name + suffix, "" if part is None else part)
            for suffix, part in zip(["_day", "_month", "_year"], shown, strict=True)
        ]


class DateField(forms.MultiValueField):
    """A day typed as 12, 6 (or June) and 2026. ``what`` starts the error words: "The closing date". ``past``: not after today."""

    widget = DateWidget

    def __init__(self, *, what: Any = None, past: bool = False, **more: Any) -> None:
        self.what = what or gettext_lazy("The date")
        self.past = past
        boxes = [forms.CharField(required=False) for _part in range(3)]
        super().__init__(fields=boxes, require_all_fields=False, **more)

    def clean(self, value: Any) -> date | None:
        typed = [str(part or "").strip() for part in (value if isinstance(value, Sequence) else ["", "", ""])]
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        return self.compress(typed)

    def compress(self, data_list: Sequence[str]) -> date:
        day, month, year = data_list
        missing = [word for word, typed in ((_("a day"), day), (_("a month"), month), (_("a year"), year)) if not typed]
        if missing:
            raise ValidationError(
                _("%(what)s must include %(missing)s") % {"what": self.what, "missing": _(" and ").join(missing)},
                code="incomplete",
            )
        if not re.fullmatch(r"\d{4}", year):
            raise ValidationError(_("Year must have 4 numbers, like 2026"), code="year")
        if not FIRST_YEAR <= int(year) <= LAST_YEAR:
            words = _("Year must be between %(first)s and %(last)s") % {"first": FIRST_YEAR, "last": LAST_YEAR}
            raise ValidationError(words, code="far")
        try:
            found = date(int(year), _month(month), int(day))
        except (ValueError, OverflowError):
            raise ValidationError(_("%(what)s must be a real date") % {"what": self.what}, code="unreal") from None
        if self.past and found > timezone.localdate():
            raise ValidationError(_("%(what)s must not be in the future") % {"what": self.what}, code="ahead")
        return found


def _month(typed: str) -> int:
    """6, 06, Jun and June are all June. ValueError when it is none."""
    if typed.isdecimal():
        return int(typed)
    return MONTHS.index(typed[:3].lower()) + 1


class TimeField(forms.CharField):
    """A time as people write it: 5pm, 5:30pm, 17:30, midday. Kept as a time."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"max_length": 12, **more})

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, time):
            return value
        if (value.hour, value.minute) == (12, 0):
            return _("midday")
        hour, half = value.hour % 12 or 12, "am" if value.hour < 12 else "pm"
        return f"{hour}{half}" if value.minute == 0 else f"{hour}:{value.minute:02}{half}"

    def clean(self, value: Any) -> time | None:
        typed = re.sub(r"\s+", "", super().clean(value)).lower().replace(".", ":")
        if not typed:
            return None
        if typed in {"midday", "noon", _("midday")}:
            return time(12)
        found = re.fullmatch(r"(\d{1,2})(?::(\d{2}))?(am|pm)?", typed)
        if found:
            hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
            if half and 1 <= hour <= 12:
                hour = hour % 12 + (12 if half == "pm" else 0)
            elif half or (found[2] is None):
                hour = 99
            if hour < 24 and minute < 60:
                return time(hour, minute)
        raise ValidationError(_("Enter a time, like 5pm or 5:30pm"), code="time")
