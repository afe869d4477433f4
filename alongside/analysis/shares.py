"""A count and its share, as tables and charts show them. Pure."""

from django.utils.translation import gettext as _

from alongside.analysis.reporting.figures import HIDDEN
from commonground.tabulation import whole_percent


def people(count: int | None) -> str:
    return HIDDEN if count is None else f"{count:,}"


def share(count: int | None, base: int | None) -> tuple[int | None, str]:
    """The whole per cent for a bar, and in words."""
    if count is None or base is None:
        return None, HIDDEN
    percent = whole_percent(min(count, base), base)
    if percent == 0 and count:
        return 0, _("under 1%")
    return percent, "" if percent is None else f"{percent}%"
