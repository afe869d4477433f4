"""A real browser on the real pages: what a person does, and what they see.

Fixtures, there for every test: ``visitor`` is a person at a 1,280-pixel screen,
``phone`` one with a 360-pixel phone, once with scripts and once without; ``browse(width=..., script=..., ...)`` makes
more people. All of them fail the test at its end if a page asked another host for anything or a script complained.

    def test_finding_a_project(phone, project):
        phone.goes_to("/northmere/")
        phone.follows("Blood tests")
        phone.sees("Closes 5pm")
        phone.is_accessible()
        phone.fits(320)
"""

import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest
from django.conf import settings
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    sync_playwright,
)
from playwright.sync_api import Error as PlaywrightError

ROOT = Path(__file__).resolve().parent.parent
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Answering with 4xx is right for problems and for what is not there; the browser calls it an error.
EXPECTED_COMPLAINT = re.compile(r"the server responded with a status of 4\d\d")

OUTLINE = """() => ({
  headings: [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].filter(h => h.checkVisibility())
      .map(h => [Number(h.tagName[1]), h.innerText.trim()]),
  links: [...document.querySelectorAll('a[href]')].filter(a => a.checkVisibility())
      .map(a => [(a.getAttribute('aria-label') || a.innerText).replace(/\\s+/g, ' ').trim(), a.href]),
  lang: document.documentElement.lang,
})"""

TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth
  const scrolls = e => { for (; e; e = e.parentElement) if (e.dataset.scrolls !== undefined) return true; return false }
  return [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && !scrolls(e))
    .filter(e => { const r = e.getBoundingClientRect(); return r.width > 1 && (r.right > room + 1 || r.left < -1) })
    .filter(e => !e.closest('.nhsuk-skip-link, .nhsuk-u-visually-hidden, .nhsuk-table-responsive > thead'))
    .map(e => `${e.tagName.toLowerCase()}.${e.className}`).slice(0, 5)
}"""


def _known(rule: str, html: str) -> bool:
    """The design system says on a radio or checkbox whether what it reveals is shown. ARIA does not list that;
    screen readers read it, and the design system keeps it on purpose."""
    reveals = 'type="radio"' in html or 'type="checkbox"' in html
    return rule == "aria-allowed-attr" and reveals and "aria-controls=" in html and "aria-expanded=" in html


class Visitor:
    """A person at a browser. Verbs do; ``sees``, ``shows_error``, ``is_accessible`` and ``fits`` assert."""

    def __init__(self, context: BrowserContext, address: str, *, script: bool = True) -> None:
        self.address = address
        self.script = script
        self.context = context
        self.page: Page = context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        context.on("request", self._note_request)
        context.on("console", self._note_console)
        self.page.on("pageerror", lambda problem: self.complaints.append(str(problem)))

    def _note_request(self, request: Request) -> None:
        self.asked.append(request.url)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not EXPECTED_COMPLAINT.search(message.text):
            self.complaints.append(message.text)

    @contextmanager
    def _measurable(self) -> Iterator[Page]:
        """The page itself; without scripts a copy of it, because axe waits for timers that would never tick.

        In the copy the page's own scripts are forbidden, so it looks as it looks to the visitor.
        """
        if self.script:
            yield self.page
            return
        assert self.context.browser is not None
        context = self.context.browser.new_context(viewport=self.page.viewport_size)
        page = context.new_page()
        body = "<!doctype html>" + self.page.content()
        headers = {"Content-Security-Policy": "script-src 'none'", "Content-Type": "text/html; charset=utf-8"}
        here = self.page.url if "://" in self.page.url else self.address
        page.route(here, lambda route: route.fulfill(body=body, headers=headers))
        page.goto(here)
        yield page
        context.close()

    # What a person does.

    def logs_in(self, person: Any) -> "Visitor":
        """Logged in as this person, second factor included, without walking through the log-in pages."""
        from django.test import Client  # this file is read before the rooms are ready

        from tests.cast import login

        client = login(Client(), person)
        self.context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                    "url": self.address,
                }
            ]
        )
        return self

    def goes_to(self, path: str) -> "Visitor":
        self.page.goto(path if "://" in path else self.address + path)
        return self

    def goes_back(self) -> "Visitor":
        self.page.go_back()
        return self

    def follows(self, words: str, *, nth: int = 0, exact: bool = False) -> "Visitor":
        """Follow a link by its words."""
        self.page.get_by_role("link", name=words, exact=exact).nth(nth).click()
        return self

    def presses(self, words: str, *, nth: int = 0, exact: bool = False) -> "Visitor":
        """Press a button by its words."""
        self.page.get_by_role("button", name=words, exact=exact).nth(nth).click()
        return self

    def opens(self, words: str) -> "Visitor":
        """Open a details element by the words of its summary."""
        self.page.locator("summary", has_text=words).first.click()
        return self

    def writes(self, label: str, text: str, *, exact: bool = False) -> "Visitor":
        self.page.get_by_label(label, exact=exact).first.fill(text)
        return self

    def selects(self, *labels: str) -> "Visitor":
        """Choose radios or tick checkboxes by their labels."""
        for label in labels:
            self.page.get_by_label(label, exact=True).check()
        return self

    def chooses(self, label: str, option: str) -> "Visitor":
        """Choose an option of a select element."""
        self.page.get_by_label(label).select_option(label=option)
        return self

    def attaches(self, label: str, *files: str | Path) -> "Visitor":
        self.page.get_by_label(label).set_input_files([str(file) for file in files])
        return self

    def saves(self, words: str, place: Path) -> "Visitor":
        """Follow a link to a file by its words and keep the file."""
        with self.page.expect_download() as saving:
            self.page.get_by_role("link", name=words).click()
        saving.value.save_as(place)
        return self

    # What a person sees.

    @property
    def title(self) -> str:
        return self.page.title()

    @property
    def path(self) -> str:
        """Where the browser is: path and query."""
        here = urlparse(self.page.url)
        return here.path + (f"?{here.query}" if here.query else "")

    @property
    def heading(self) -> str:
        return " ".join(self.page.locator("h1").inner_text().split())

    @property
    def text(self) -> str:
        """Every word on the page that can be seen, white space joined."""
        return " ".join(self.page.locator("body").inner_text().split())

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(label, exact=True).first

    def sees(self, *words: str) -> "Visitor":
        """A page that is on its way is waited for."""
        for _moment in range(50):
            if all(each in self.text for each in words):
                return self
            self.page.wait_for_timeout(100)
        for each in words:
            assert each in self.text, f"{each!r} is not on {self.path}: {self.text[:1500]}"
        return self

    def does_not_see(self, *words: str) -> "Visitor":
        for each in words:
            assert each not in self.text, f"{each!r} is on {self.path}"
        return self

    def has_focus(self, where: str) -> "Visitor":
        """The element with this id has the focus, once the page that is on its way has moved it there."""
        self._arrived()
        for _moment in range(30):
            if self.page.evaluate("document.activeElement.id") == where:
                return self
            self.page.wait_for_timeout(100)
        found = self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        raise AssertionError(f"{where!r} does not have the focus on {self.path}: {found}")

    def shows_error(self, field: str, message: str) -> "Visitor":
        """The message stands at the field and in the summary, which links to the field; the title says Error.

        ``field`` is the name of the form field.
        """
        for _moment in range(30):
            if self.title.startswith("Error: "):
                break
            self.page.wait_for_timeout(100)
        assert self.title.startswith("Error: "), self.title
        # The title is there before the body: a page waits for its styles in between.
        self.page.wait_for_load_state()
        summary = self.page.locator(".nhsuk-error-summary")
        assert summary.count() == 1, "there is no error summary"
        line = summary.locator("a", has_text=message)
        assert line.count() == 1, f"the summary says: {summary.inner_text()}"
        target = self.page.locator((line.get_attribute("href") or "").replace(":", "\\:"))
        assert target.count() == 1, "the summary's link leads nowhere"
        assert target.get_attribute("name") == field, f"the link leads to {target.get_attribute('name')!r}"
        group = self.page.locator(".nhsuk-form-group--error", has=target).last
        assert message in group.locator(".nhsuk-error-message").first.inner_text()
        return self

    def is_accessible(self, *, ignore: Iterable[str] = ()) -> "Visitor":
        """axe finds nothing (WCAG 2.2 AA and its best practices); headings are in order; links say where they go."""
        self._arrived()
        with self._measurable() as page:
            page.evaluate(AXE)
            found = page.evaluate(
                "([values, off]) => axe.run(document, {runOnly: {type: 'tag', values},"
                " rules: Object.fromEntries(off.map(id => [id, {enabled: false}]))})",
                [STANDARD, list(ignore)],
            )["violations"]
        problems = []
        for each in found:
            nodes = [node["html"] for node in each["nodes"] if not _known(each["id"], node["html"])]
            if nodes:
                problems.append(f"{each['id']}: {each['help']}: {[html[:200] for html in nodes[:3]]}")
        outline = self.page.evaluate(OUTLINE)
        levels = [level for level, _words in outline["headings"]]
        if levels.count(1) != 1:
            problems.append(f"there are {levels.count(1)} first headings")
        for (before, _), (after, words) in zip(outline["headings"], outline["headings"][1:], strict=False):
            if after > before + 1:
                problems.append(f"the heading {words!r} jumps from level {before} to {after}")
        targets: dict[str, set[str]] = {}
        for words, address in outline["links"]:
            targets.setdefault(words.lower(), set()).add(address.rstrip("/"))
        problems += [f"links alike, {words!r}, lead to {sorted(to)}" for words, to in targets.items() if len(to) > 1]
        if not outline["lang"]:
            problems.append("the page does not say its language")
        assert not problems, f"{self.path}\n" + "\n".join(problems)
        return self

    def fits(self, width: int = 320) -> "Visitor":
        """No sideways scroll at this width (320 is also a 1,280-pixel screen at 400 %).

        Tables that may scroll by themselves are marked ``data-scrolls``.
        """
        self._arrived()
        before = self.page.viewport_size or {"width": 1280, "height": 900}
        self.page.set_viewport_size({"width": width, "height": 640})
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        culprits = self.page.evaluate(TOO_WIDE)
        self.page.set_viewport_size(before)
        assert wide <= width and not culprits, f"{self.path} is {wide} pixels wide at {width}: {culprits}"
        return self

    def _arrived(self) -> None:
        """The page that is on its way is there, whole."""
        for _moment in range(100):
            try:
                if self.page.evaluate("document.documentElement && document.readyState") == "complete":
                    return
            except PlaywrightError:
                pass  # between two pages
            self.page.wait_for_timeout(50)

    def asked_only_us(self) -> "Visitor":
        """No page asked another host for anything."""
        here = urlparse(self.address).netloc
        others = [each for each in self.asked if urlparse(each).netloc not in (here, "") and "://" in each]
        assert not others, f"other hosts were asked: {others}"
        return self

    def heard_no_complaint(self) -> "Visitor":
        """No script failed and the security policy blocked nothing."""
        assert not self.complaints, f"{self.path}: {self.complaints}"
        return self

    def leaves(self) -> None:
        self.context.close()


Browse = Callable[..., Visitor]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a browser belongs to the journeys, whether or not it says so."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium, started once. Where there is none the test is skipped, on CI it fails."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        missing = "No Chromium here. Install it with: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium: Browser, live_server: Any) -> Iterator[Browse]:
    """Makes people at browsers: ``browse(width=320, script=False)``; more is passed on to the browser's context."""
    visitors: list[Visitor] = []

    def start(*, width: int = 1280, script: bool = True, **more: Any) -> Visitor:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=script, locale="en-GB", **more
        )
        context.set_default_timeout(10_000)
        visitors.append(Visitor(context, live_server.url, script=script))
        return visitors[-1]

    yield start
    for each in visitors:
        each.context.close()
    for each in visitors:
        each.asked_only_us().heard_no_complaint()


@pytest.fixture
def visitor(browse: Browse) -> Visitor:
    """Somebody at a desk, with scripts."""
    return browse()


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def phone(request: pytest.FixtureRequest, browse: Browse) -> Visitor:
    """Somebody with a phone, once with scripts and once without."""
    return browse(width=360, script=request.param)


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def desk(request: pytest.FixtureRequest, browse: Browse) -> Visitor:
    """Somebody at a desk, once with scripts and once without."""
    return browse(width=1280, script=request.param)
