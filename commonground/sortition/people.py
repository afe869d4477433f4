"""From counts of types to people: everyone of one type gets the same chance, to one ticket in a thousand million.

A lottery has TICKETS tickets, and each panel of types holds some of them. Take the people of a type one by one; each takes
their share of the tickets where most people of this type are still wanted, and a panel is cut in two where somebody's share ends
within it. Taking from the fullest first never gets stuck (Gale, "A theorem on flows in networks", and
Ryser, both 1957), and at most one cut a person is made, so the lottery stays short. All in whole numbers.
"""

import numpy as np

from commonground.sortition.space import Counts, Floats, Space

TICKETS = 10**9


def tickets(weights: Floats, total: int = TICKETS) -> Counts:
    """Whole tickets that add up to ``total``, each within one of weight · total. weights add up to 1, shape (panels,)."""
    exact = weights * total
    whole = np.floor(exact).astype(np.int64)
    short = total - int(whole.sum())
    whole[np.argsort(whole - exact, kind="stable")[:short]] += 1
    return whole


def people_panels(space: Space, panels: Counts, held: Counts) -> tuple[list[tuple[int, ...]], list[int]]:
    """(panels of people, tickets of each), most tickets first. A panel is sorted places in pool.ids.

    panels: shape (panels, types), counts; held: shape (panels,), tickets above 0. Two people of one type hold equally many
    tickets, or one more. A panel with one ticket is never cut.
    """
    room = len(held) + int(space.sizes[space.sizes > 1].sum())
    left, source = np.zeros(room, dtype=np.int64), np.zeros(room, dtype=np.int64)
    left[: len(held)], source[: len(held)] = held, np.arange(len(held))
    on: list[list[int]] = [[] for _panel in held]
    for t in np.argsort(space.sizes, kind="stable").tolist():
        wanted = panels[source, t]
        wanted[len(on) :] = 0
        each, over = divmod(int(wanted @ left), int(space.sizes[t]))
        for number, person in enumerate(space.members[t]):
            order = np.argsort(-wanted[: len(on)], kind="stable")
            reached = np.cumsum(left[order])
            share = each + (number < over)
            taken = order[: int(np.searchsorted(reached, share)) + 1] if share else order[:0]
            beyond = int(reached[len(taken) - 1]) - share if share else 0
            if beyond:
                cut, new = int(taken[-1]), len(on)
                left[cut] -= beyond
                left[new], source[new], wanted[new] = beyond, source[cut], wanted[cut]
                on.append(on[cut].copy())
            wanted[taken] -= 1
            for at in taken.tolist():
                on[at].append(person)
    order = np.argsort(-left[: len(on)], kind="stable").tolist()
    return [tuple(sorted(on[at])) for at in order], [int(left[at]) for at in order]
