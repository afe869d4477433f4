"""The common money, and what may be spent of it on each category."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from commonground.budgeting.election import Amount, Project


class Purse:
    """What is left of the budget and of each category's limit. ``budget`` None means money without end."""

    def __init__(
        self, projects: Sequence[Project], budget: Amount | None, category_limits: Mapping[str, Amount]
    ) -> None:
        self._projects = projects
        self.budget = budget
        self.spent: Amount = 0
        self.left_for = dict(category_limits)
        # Whether anything at all can be too much.
        self.limited = budget is not None or bool(category_limits)

    @property
    def left(self) -> Amount | None:
        """Of the budget."""
        return None if self.budget is None else self.budget - self.spent

    def full_category(self, p: int) -> str | None:
        """A category of the project that has too little left for it."""
        if self.left_for:
            for category in self._projects[p].categories:
                if self.left_for.get(category, self._projects[p].cost) < self._projects[p].cost:
                    return category
        return None

    def fits(self, p: int) -> bool:
        """Whether the project can still be funded."""
        left = self.left
        return (left is None or self._projects[p].cost <= left) and self.full_category(p) is None

    def spend(self, p: int) -> bool:
        """Fund the project if it fits."""
        if not self.fits(p):
            return False
        project = self._projects[p]
        self.spent += project.cost
        for category in project.categories:
            if category in self.left_for:
                self.left_for[category] -= project.cost
        return True

    def spend_all(self, places: Iterable[int]) -> None:
        """Fund projects that are known to fit."""
        for p in places:
            if not self.spend(p):
                raise AssertionError(f"project {self._projects[p].id} does not fit")
