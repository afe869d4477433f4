"""The code of a voice: twelve characters that people can read aloud, write down and type back."""

import re
import secrets
from collections.abc import Callable

# Without 0, O, 1, I and L, which look alike on paper.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 12
BETWEEN = re.compile(r"[\s\-‐-―.]+")


def make_code(choose: Callable[[str], str] = secrets.choice) -> str:
    """A new code: 12 characters, about 59 bits, so that nobody finds one by trying."""
    return "".join(choose(ALPHABET) for _ in range(LENGTH))


def read_code(typed: str) -> str | None:
    """The code somebody typed, in any case and with any spaces or hyphens; None if it cannot be a code."""
    code = BETWEEN.sub("", typed).upper()
    return code if len(code) == LENGTH and all(each in ALPHABET for each in code) else None


def spaced(code: str) -> str:
    """As it is shown: three groups of four."""
    return " ".join(code[start : start + 4] for start in range(0, LENGTH, 4))
