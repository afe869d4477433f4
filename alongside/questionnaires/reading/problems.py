"""What can go wrong when a file is read, in words for the person who chose the file.

Texts are marked for translation and kept apart from their figures, so that a page can say them in the
reader's language (`gettext(problem.template) % problem.params`) and the command line in English.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Param: TypeAlias = str | int


def _(text: str) -> str:
    """Mark a text for the message catalogue; it is translated where it is shown."""
    return text


CANNOT_READ: Mapping[str, str] = {
    "missing": _("There is no file called %(file)s."),
    "not_a_file": _("%(file)s is a folder. Choose one file in it."),
    "not_allowed": _("We are not allowed to read %(file)s."),
    "empty": _("%(file)s is empty. Export the answers again, and check that there are some."),
    "wrong_kind": _(
        "%(file)s is %(kind)s. Export the answers as a spreadsheet: CSV, Excel (.xlsx) or OpenDocument (.ods)."
    ),
    "too_many_bytes": _("%(file)s is larger than %(limit)d MB. Export fewer answers, or split the file."),
    "too_many_rows": _("%(file)s has more than %(limit)d rows. Split the file."),
    "too_many_columns": _("%(file)s has more than %(limit)d columns. Export fewer questions."),
    "too_much_inside": _(
        "%(file)s unpacks to more than we can hold. Open it, keep the sheet with the answers, and save it as CSV."
    ),
    "answer_too_long": _("Row %(row)d of %(file)s has an answer longer than %(limit)d characters."),
    "cut_short": _(
        "%(file)s stops in the middle of an answer that starts on row %(row)d, or has a quotation mark there "
        "that is never closed. Export the answers again."
    ),
    "damaged": _("%(file)s is damaged or cut short, and cannot be opened. Export the answers again."),
    "locked": _("%(file)s is protected by a password. Save a copy without a password."),
    "no_sheet": _("%(file)s has no sheet with answers in it."),
    "no_header": _("%(file)s has no row of question names."),
    "no_answers": _("%(file)s has question names but no answers under them."),
    "not_text": _("%(file)s is not readable as text. Export the answers again as CSV or Excel (.xlsx)."),
    "kinds_file": _("We cannot read the kinds file %(file)s: %(reason)s."),
    "kinds_label": _(
        "The kinds file names a question that is not in the export: “%(label)s”. "
        "Copy the question's name as it is printed."
    ),
    "kinds_kind": _("The kinds file gives “%(label)s” the kind “%(kind)s”. Use one of: %(kinds)s."),
}

WARNINGS: Mapping[str, str] = {
    "encoding_guessed": _(
        "The file does not say how its letters are stored. We read them as %(encoding)s: check names "
        "and signs such as £ and é."
    ),
    "letters_lost": _("%(count)d letters could not be read and are shown as �. Export the answers again as UTF-8."),
    "control_characters": _("We removed unreadable control characters from %(count)d different answers."),
    "rows_short": _(
        "%(count)d rows have fewer cells than there are questions (rows %(rows)s). We read the missing cells as blank."
    ),
    "rows_long": _(
        "%(count)d rows have more cells than there are questions (rows %(rows)s). We left the extra cells out."
    ),
    "label_repeated": _("%(count)d columns are called “%(label)s”. We numbered them."),
    "label_missing": _("Column %(column)d has answers but no name. We call it “%(label)s”."),
    "header_two_rows": _("The first two rows name the questions. We joined them with “ - ”."),
    "header_doubtful": _(
        "The second row may be a second row of names, or the first answer. We read it as %(reading)s."
    ),
    "header_is_data": _("The first row looks like an answer, not like question names. We used it as names."),
    "title_rows": _("We skipped %(count)d rows above the question names."),
    "other_sheets": _("The workbook has %(count)d more sheets with something in them. We read “%(sheet)s”."),
    "one_column": _("We found only one column. If there should be more, export the answers again as CSV."),
    "kind_doubtful": _("“%(label)s”: we read it as %(kind)s, but are not sure. %(reason)s"),
}


def _filled(template: str, params: Mapping[str, Param]) -> str:
    return template % params


class CannotRead(Exception):
    """A file that cannot be read, with a stable code and a message for the person who chose it.

    Arguments: a code of `CANNOT_READ` and the figures its text needs.
    """

    def __init__(self, code: str, **params: Param) -> None:
        self.code = code
        self.params: dict[str, Param] = params
        self.template = CANNOT_READ[code]
        super().__init__(code)

    def __str__(self) -> str:
        return _filled(self.template, self.params)


@dataclass(frozen=True)
class Note:
    """Something the reader should know about how the file was read: a code of `WARNINGS` and its figures."""

    code: str
    params: Mapping[str, Param] = field(default_factory=dict)

    @property
    def template(self) -> str:
        return WARNINGS[self.code]

    def __str__(self) -> str:
        return _filled(self.template, self.params)


Kind: TypeAlias = Literal[
    "single", "multiple", "scale", "number", "date", "short_text", "long_text", "identifier", "empty"
]

KIND_NAMES: Mapping[str, str] = {
    "single": _("one choice"),
    "multiple": _("several choices"),
    "scale": _("a scale"),
    "number": _("a number"),
    "date": _("a date"),
    "short_text": _("short text"),
    "long_text": _("long text"),
    "identifier": _("something that says who the person is"),
    "empty": _("empty"),
}
