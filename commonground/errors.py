"""What the mathematics says when it cannot take its input, or cannot do what is asked.

An error carries a code and parameters for programs, and one sentence for people. Where in a file the trouble lies, a
reader of files adds; the mathematics knows rows and names only.
"""

from typing import Any


class Refused(ValueError):
    """The input cannot be taken.

    code: short and stable, like ``votes.not_a_vote``. words: one sentence that a council analyst understands.
    parameters: what the sentence speaks of. line and column are those of a file, where it was read from one.
    """

    def __init__(
        self, code: str, words: str, *, line: int | None = None, column: str | None = None, **parameters: Any
    ) -> None:
        super().__init__(words)
        self.code = code
        self.words = words
        self.line = line
        self.column = column
        self.parameters = parameters


class Impossible(Exception):
    """The input is sound, and what is asked cannot be done. ``details`` says why, for programs."""

    def __init__(self, code: str, words: str, **details: Any) -> None:
        super().__init__(words)
        self.code = code
        self.words = words
        self.details = details
