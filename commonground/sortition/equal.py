"""The transparent lottery: N panels with one ticket each, so that a draw is one public number.

(Flanigan, Kehne and Procaccia, "Fair sortition made transparent", 2021.) Weights become whole numbers of equal
panels: round down, then hand out what is left one by one to the panel that brings everyone nearest to their exact share, then move
single tickets while that helps. On people, two of one type get equally many tickets or one more, so nobody's chance falls by more
than their type's share of the rounding error and one ticket; the bound is stated, and checked on the panels.
"""

import numpy as np

from commonground.sortition.people import people_panels
from commonground.sortition.space import Counts, Floats, Space


def equal_panels(space: Space, panels: Counts, weights: Floats, number: int) -> tuple[list[tuple[int, ...]], float]:
    """(``number`` panels of people, places in pool.ids; the most that anybody's chance can fall by)."""
    exact = number * (weights @ panels)
    held = np.floor(number * weights + 1e-9).astype(np.int64)
    size = space.sizes.astype(float)
    scaled = panels / size
    behind = (exact - held @ panels) / size
    squares = (scaled * scaled * size).sum(axis=1)
    for _ticket in range(number - int(held.sum())):
        # Giving panel j a ticket changes Σ size · behind² by squares[j] − 2 · (scaled[j] · size) · behind.
        best = int(np.argmin(squares - 2 * (scaled @ (size * behind))))
        held[best] += 1
        behind = behind - scaled[best]
    for _move in range(4 * number):
        gain = scaled @ (size * behind)
        to = int(np.argmin(squares - 2 * gain))
        after = behind - scaled[to]
        back = squares + 2 * (scaled @ (size * after))
        back[held == 0] = np.inf
        back[to] = np.inf
        frm = int(np.argmin(back))
        if squares[to] - 2 * gain[to] + back[frm] > -1e-9:
            break
        held[to] += 1
        held[frm] -= 1
        behind = after + scaled[frm]
    each = np.repeat(np.arange(len(held)), held)
    people, _tickets = people_panels(space, panels[each], np.ones(number, dtype=np.int64))
    people.sort()
    return people, float((np.maximum(behind, 0.0).max() + 1) / number)
