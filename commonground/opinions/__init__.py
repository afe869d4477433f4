"""Groups of opinion: who votes alike, what they say, what all share and what divides them.

People vote agree, disagree or pass on short statements of each other's. From the votes come a map of people, groups on it,
the statements that set each group apart, and those that all groups share: worth reading first, because they hold whoever
is counted in which group.

Raises `commonground.errors.Refused` for votes that make no sense and `commonground.errors.Impossible` for what cannot be done.
"""

from commonground.opinions.describing import Representative, Valued
from commonground.opinions.finding import MIN_VOTES, Group, Opinions, find_opinions
from commonground.opinions.grouping import Grouping, agreement
from commonground.opinions.votes import AGREE, DISAGREE, PASS, Votes, from_matrix, from_records

__all__ = [
    "AGREE",
    "DISAGREE",
    "MIN_VOTES",
    "PASS",
    "Group",
    "Grouping",
    "Opinions",
    "Representative",
    "Valued",
    "Votes",
    "agreement",
    "find_opinions",
    "from_matrix",
    "from_records",
]
