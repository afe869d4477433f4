"""Sortition: fair lotteries over panels that meet every quota, with a certificate that nothing fairer exists.

Plain people and quotas in, panels with tickets out; draws are repeatable from the published file alone.
Never reads a file or a clock, never draws by itself: the seed is given.
"""

from commonground.sortition.clash import Bound, Change
from commonground.sortition.lotteries import METHODS
from commonground.sortition.lottery import (
    Certificate,
    Clash,
    Lottery,
    check_panels,
    composition,
    fair_lottery,
    find_panel,
    gini,
    why_uncoverable,
    without,
)
from commonground.sortition.pool import Pool, Quota
from commonground.sortition.published import Drawn, draw_published, fingerprint, published, read_published
from commonground.sortition.report import listed, percent, report, told_change, told_clash, told_draw

__all__ = [
    "METHODS",
    "Bound",
    "Certificate",
    "Change",
    "Clash",
    "Drawn",
    "Lottery",
    "Pool",
    "Quota",
    "check_panels",
    "composition",
    "draw_published",
    "fair_lottery",
    "find_panel",
    "fingerprint",
    "gini",
    "listed",
    "percent",
    "published",
    "read_published",
    "report",
    "told_change",
    "told_clash",
    "told_draw",
    "why_uncoverable",
    "without",
]
