"""Counting answers: option counts, cross-tabulations, summaries and honest statistics.

Answers are option codes, 0 to n_options - 1, with -1 for a blank; bases are always beside the counts.
Never protects small numbers (see disclosure), never words anything for a reader.
"""

from commonground.tabulation.counts import (
    BLANK,
    Counts,
    Crosstab,
    Matrix,
    Ranking,
    count_multiple,
    count_single,
    crosstab,
    crosstabs,
    matrix_table,
    not_known_as_option,
    ranking_table,
)
from commonground.tabulation.statistics import (
    ChiSquared,
    Interval,
    Phrase,
    about_phrase,
    chi_squared,
    whole_percent,
    wilson,
)
from commonground.tabulation.summaries import (
    Band,
    DateSummary,
    NumberSummary,
    Period,
    date_summary,
    number_summary,
)

__all__ = [
    "BLANK",
    "Band",
    "ChiSquared",
    "Counts",
    "Crosstab",
    "DateSummary",
    "Interval",
    "Matrix",
    "NumberSummary",
    "Period",
    "Phrase",
    "Ranking",
    "about_phrase",
    "chi_squared",
    "count_multiple",
    "count_single",
    "crosstab",
    "crosstabs",
    "date_summary",
    "matrix_table",
    "not_known_as_option",
    "number_summary",
    "ranking_table",
    "whole_percent",
    "wilson",
]
