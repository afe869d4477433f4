"""People who answer with a browser that tries again: real pages, real cookies, no script."""

import random
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from http.client import HTTPException
from http.cookiejar import CookieJar

CODE = re.compile(r"[2-9A-HJKMNP-Z]{4} [2-9A-HJKMNP-Z]{4} [2-9A-HJKMNP-Z]{4}")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
HOME = "/northmere/projects/blood-tests/answer/"
PATIENCE = 240
"""Seconds that somebody keeps trying: longer than any restart takes on a busy machine."""


class GaveUp(Exception):
    """The service did not answer for too long, or answered something that is no page of ours."""


class Somebody:
    """One person. ``code`` is the code that they were shown; ``promised`` the address a copy was promised to."""

    def __init__(self, number: int, url: str) -> None:
        self.number, self.url = number, url
        self.words = f"What person {number} would change"
        self.address = f"person-{number}@people.example"
        self.code = ""
        self.promised = ""
        self.tries = 0
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def _open(self, path: str, posted: dict[str, str] | None = None) -> tuple[str, str]:
        """(where we ended, the page), tried again until there is an answer."""
        body = urllib.parse.urlencode(posted).encode() if posted is not None else None
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.tries += 1
            try:
                with self.browser.open(self.url + path, body, timeout=20) as page:
                    return urllib.parse.urlsplit(page.url).path, page.read().decode()
            except urllib.error.HTTPError as problem:
                with problem:
                    if problem.code < 500:
                        return urllib.parse.urlsplit(problem.url or "").path, problem.read().decode()
            except (OSError, HTTPException):
                pass
            time.sleep(random.uniform(0.05, 0.3))
        raise GaveUp(f"person {self.number} at {path}")

    def _post(self, path: str, page: str, **posted: str) -> tuple[str, str]:
        token = TOKEN.search(page)
        if token is None:
            raise GaveUp(f"person {self.number}: no form on the page before {path}")
        return self._open(path, {"csrfmiddlewaretoken": token[1], **posted})

    def answer(self, *, copy: bool) -> None:
        """Start, two questions, check, send; and ask for a copy. Raises GaveUp."""
        _where, page = self._open(HOME)
        where, page = self._post(HOME, page, capacity="self")
        where, page = self._post(where, page, suits=random.choice(["mornings", "evenings"]))
        where, page = self._post(where, page, better=self.words)
        if not where.endswith("/check/"):
            raise GaveUp(f"person {self.number} is at {where}, not at check")
        where, page = self._post(where, page)
        shown = CODE.search(page)
        if not where.endswith("/done/") or shown is None:
            raise GaveUp(f"person {self.number} is at {where}, without a code")
        self.code = shown[0]
        if copy:
            where, page = self._post(f"{HOME}copy/", page, email=self.address)
            if "A copy is on its way" not in page and not where.endswith("/done/"):
                raise GaveUp(f"person {self.number} was refused a copy")
            self.promised = self.address
