"""What journeys share: looking at a page as everyone must be able to, going by keyboard alone, and the worker's turn."""

import re
from collections.abc import Callable

from alongside.core import work
from alongside.core.models import Job
from alongside.messaging.outbox import send_due
from tests.browser import Visitor

CODE = re.compile(r"[2-9A-HJKMNP-Z]{4} [2-9A-HJKMNP-Z]{4} [2-9A-HJKMNP-Z]{4}")

FOCUSED = """() => {
  const e = document.activeElement
  if (!e || e === document.body) return null
  const name = e.getAttribute('aria-label') || [...(e.labels || [])].map(l => l.innerText).join(' ') || e.innerText || ''
  const box = e.getBoundingClientRect()
  const style = getComputedStyle(e)
  // A radio or a checkbox of the design system is drawn on its label.
  const drawn = e.matches('input[type=radio], input[type=checkbox]') && e.labels[0]
      ? getComputedStyle(e.labels[0], '::before') : style
  const shown = [style, drawn].some(s => s.boxShadow !== 'none' || (s.outlineStyle !== 'none' && s.outlineWidth !== '0px'))
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1)
  const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1)
  const top = document.elementFromPoint(x, y)
  const free = !top || e.contains(top) || top.contains(e) || [...(e.labels || [])].some(l => l.contains(top))
  return {name: name.replace(/\\s+/g, ' ').trim(), tag: e.tagName, shown, free,
          seen: box.bottom > 0 && box.top < innerHeight}
}"""


def good(someone: Visitor) -> Visitor:
    """Fits the smallest screen; accessible, which is looked at once: the pages are the same without scripts."""
    return (someone.is_accessible() if someone.script else someone).fits(320)


def code_on(someone: Visitor) -> str:
    found = CODE.search(someone.text)
    assert found, f"no code on {someone.path}"
    return found[0]


def the_worker_works() -> None:
    """Everything that waits is done: jobs, then mail."""
    work.run_due()
    send_due()
    failed = Job.objects.exclude(failure="").values_list("kind", "failure")
    assert not failed, list(failed)


class Keyboard:
    """Somebody who uses only the keyboard. Every stop must show where the focus is, uncovered."""

    def __init__(self, someone: Visitor) -> None:
        self.someone = someone
        self.stops = 0

    def tabs_to(self, words: str, *, exact: bool = False) -> "Keyboard":
        """Tab until something with these words has the focus."""
        here: Callable[[str], bool] = (lambda name: name == words) if exact else (lambda name: words in name)
        names = []
        for _stop in range(120):
            self.someone.page.keyboard.press("Tab")
            at = self.someone.page.evaluate(FOCUSED)
            if at is None:
                continue
            self.stops += 1
            names.append(at["name"])
            assert at["seen"] and at["free"], f"the focus is covered or off the screen at {at['name']!r}"
            assert at["shown"], f"nothing shows the focus at {at['name']!r} ({at['tag']})"
            if here(at["name"]):
                return self
        raise AssertionError(f"{words!r} is not reached by Tab on {self.someone.path}: {names}")

    def presses(self, key: str) -> "Keyboard":
        self.someone.page.keyboard.press(key)
        return self

    def types(self, text: str) -> "Keyboard":
        self.someone.page.keyboard.type(text)
        return self
