"""One linear or whole-number program in HiGHS, kept alive while its objective and bounds change.

Keeping the model is what makes thousands of solves cheap: a linear program whose objective alone has changed is solved again
from the corner where it stands. Always one thread and a fixed seed, so that the same program gives the same answer.
"""

from typing import Any

import highspy
import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from commonground.narrating import KeepGoing, always
from commonground.solving import QuietHighs

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.float64] | npt.NDArray[np.int64]

INFINITY = highspy.kHighsInf
OPTIMAL = highspy.HighsModelStatus.kOptimal
NO_SOLUTION = (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)


class Program:
    """Maximise costs · x over low ≤ matrix x ≤ high and lower ≤ x ≤ upper; x whole where ``whole``.

    matrix has shape (rows, columns); the four bounds are arrays of those lengths.
    """

    def __init__(
        self,
        matrix: Any,
        low: Floats,
        high: Floats,
        lower: Numbers,
        upper: Numbers,
        *,
        costs: Floats | None = None,
        whole: bool | npt.NDArray[np.bool_] = False,
        **options: float | str | bool,
    ) -> None:
        by_column = sp.csc_array(matrix)
        rows, columns = by_column.shape
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = columns, rows
        model.col_cost_ = np.zeros(columns) if costs is None else costs
        model.col_lower_, model.col_upper_ = np.asarray(lower, dtype=float), np.asarray(upper, dtype=float)
        model.row_lower_, model.row_upper_ = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_ = by_column.indptr.astype(np.int32)
        model.a_matrix_.index_ = by_column.indices.astype(np.int32)
        model.a_matrix_.value_ = by_column.data.astype(float)
        model.sense_ = highspy.ObjSense.kMaximize
        integral = np.broadcast_to(np.asarray(whole, dtype=bool), columns)
        if integral.any():
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            model.integrality_ = [kinds[int(each)] for each in integral]
        self.highs = QuietHighs()
        settings: dict[str, Any] = {"threads": 1, "parallel": "off", "random_seed": 1, **options}
        for name, value in settings.items():
            self.highs.setOptionValue(name, value)
        self.highs.passModel(model)
        self.columns, self.rows = columns, rows
        self.keep_going: KeepGoing = always
        if integral.any():
            self.highs.setCallback(self._asked, None)
            self.highs.startCallback(highspy.cb.HighsCallbackType.kCallbackMipInterrupt)

    def _asked(self, _kind: Any, _message: str, _seen: Any, answer: Any, _given: Any) -> None:
        if not self.keep_going():
            answer.user_interrupt = True

    def set_option(self, name: str, value: float | str | bool) -> None:
        """One of HiGHS's options."""
        self.highs.setOptionValue(name, value)

    def set_costs(self, costs: Floats) -> None:
        """A new objective, one number a column."""
        self.highs.changeColsCost(self.columns, np.arange(self.columns, dtype=np.int32), costs)

    def set_bound(self, at: int, lower: float, upper: float) -> None:
        """New bounds of one column."""
        self.highs.changeColBounds(at, float(lower), float(upper))

    def set_row(self, at: int, low: float, high: float) -> None:
        """New bounds of one row."""
        self.highs.changeRowBounds(at, float(low), float(high))

    def set_entry(self, row: int, column: int, value: float) -> None:
        """A new number in the matrix."""
        self.highs.changeCoeff(row, column, float(value))

    def add_columns(self, matrix: Any, costs: Floats, lower: Floats, upper: Floats) -> None:
        """More columns; matrix has shape (rows, new columns)."""
        extra = sp.csc_array(matrix)
        count = extra.shape[1]
        self.highs.addCols(
            count, costs, lower, upper, extra.nnz,
            extra.indptr[:-1].astype(np.int32), extra.indices.astype(np.int32), extra.data.astype(float),
        )  # fmt: skip
        self.columns += count

    def solve(self, keep_going: KeepGoing = always) -> bool:
        """Whether the best solution was found. Otherwise there is none (`no_solution`), or the work was stopped."""
        self.keep_going = keep_going
        self.highs.run()
        return bool(self.highs.getModelStatus() == OPTIMAL)

    @property
    def no_solution(self) -> bool:
        """Whether the last solve proved that there is no solution."""
        return self.highs.getModelStatus() in NO_SOLUTION

    @property
    def bound(self) -> float:
        """What the last solve of a whole-number program proved that no solution is above."""
        return float(self.highs.getInfo().mip_dual_bound)

    @property
    def value(self) -> float:
        return float(self.highs.getInfo().objective_function_value)

    def solution(self) -> Floats:
        """x, one number a column."""
        return np.array(self.highs.getSolution().col_value)

    def has_solution(self) -> bool:
        """Whether there is any solution at hand, the best or not."""
        return bool(self.highs.getInfo().primal_solution_status == 2)

    def row_duals(self) -> Floats:
        return np.array(self.highs.getSolution().row_dual)

    def column_duals(self) -> Floats:
        return np.array(self.highs.getSolution().col_dual)
