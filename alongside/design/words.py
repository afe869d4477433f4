"""Numbers as people in the UK read them."""

from django.utils.translation import gettext as _


def number(value: int | float) -> str:
    """1,120; 3.5."""
    return f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"


def file_size(size: int) -> str:
    """12KB, 3MB: whole units, never zero."""
    if size < 1_000_000:
        return _("%(size)sKB") % {"size": max(1, round(size / 1000))}
    return _("%(size)sMB") % {"size": round(size / 1_000_000, 1) if size < 10_000_000 else round(size / 1_000_000)}
