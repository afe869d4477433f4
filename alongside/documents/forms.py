"""A document's name, an edition (words or a file, in a language and a format), and a translation."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.design.fields import DateField
from alongside.design.languages import ALL_NAMES
from alongside.design.said import Said
from alongside.design.words import file_size
from alongside.documents.models import DocumentEdition
from alongside.documents.rules import SOURCE_FORMAT, SOURCE_LANGUAGE
from alongside.documents.translating import Row, Typed
from alongside.documents.uploads import ALLOWED_WORDS, LARGEST

Format = DocumentEdition.Format
LARGEST_SHEET = 5_000_000
NAMES = [(code, Said(name, code)) for code, name in ALL_NAMES.items()]


def _upload_hint() -> str:
    return _("%(kinds)s. Smaller than %(size)s.") % {"kinds": ALLOWED_WORDS, "size": file_size(LARGEST)}


class DocumentForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("Like The case for change."),
        max_length=160,
        error_messages={"required": gettext_lazy("Enter a title")},
    )


class EditionForm(forms.Form):
    """Whether the file can be taken is known when it is looked into: the action refuses it in words."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=NAMES, initial=SOURCE_LANGUAGE)
    format = forms.ChoiceField(
        label=gettext_lazy("Format"), choices=Format.choices, widget=forms.RadioSelect, initial=SOURCE_FORMAT
    )
    title = forms.CharField(label=gettext_lazy("Title in that language (optional)"), max_length=160, required=False)
    body = forms.CharField(
        label=gettext_lazy("The words"),
        help_text=gettext_lazy("The web page is the original. Leave an empty line between paragraphs."),
        widget=forms.Textarea,
        max_length=200_000,
        required=False,
    )
    upload = forms.FileField(label=gettext_lazy("A file"), help_text="", required=False, allow_empty_file=True)
    checked_with_people_on = DateField(
        what=gettext_lazy("The date"),
        label=gettext_lazy("Easy Read: when was it checked with people with learning disabilities? (optional)"),
        help_text=gettext_lazy("Without a date we call it a shorter version."),
        required=False,
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["upload"].help_text = _upload_hint()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("format") == Format.FILE and not data.get("upload"):
            self.add_error("upload", _("Choose a file"))
        elif not data.get("body", "").strip() and not data.get("upload"):
            self.add_error("body", _("Enter the words, or choose a file"))
        return data


class TakeOffForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why does it come off the page?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter the reason")},
    )


class LanguageForm(forms.Form):
    language = forms.ChoiceField(
        label=gettext_lazy("Add a language"),
        choices=[(code, name) for code, name in NAMES if code != SOURCE_LANGUAGE],
    )


class WhoForm(forms.Form):
    """Who made a translation, and who has checked it."""

    translated_by = forms.CharField(
        label=gettext_lazy("Who translated it?"),
        help_text=gettext_lazy("A person or an agency. A translation is published with this filled in."),
        max_length=120,
        required=False,
    )
    checked_by = forms.CharField(
        label=gettext_lazy("Who checked it? (optional)"),
        help_text=gettext_lazy("Somebody else who speaks the language well."),
        max_length=120,
        required=False,
    )
    checked_on = DateField(
        what=gettext_lazy("The date"), label=gettext_lazy("When was it checked? (optional)"), required=False
    )


class SheetForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The filled-in spreadsheet"),
        help_text=gettext_lazy("Excel (.xlsx), OpenDocument (.ods) or CSV, up to 5 MB."),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose a file")},
    )

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > LARGEST_SHEET:
            raise forms.ValidationError(_("The file must be smaller than 5 MB"))
        return given


def translated_in(post: Any, rows: Iterable[Row]) -> dict[str, Typed]:
    """What was typed beside each text; texts that were not on the page say nothing."""
    right = set(post.getlist("right"))
    return {
        row.text.path: Typed(
            unicodedata.normalize(
                "NFC", post[f"said-{row.text.path}"].replace("\r\n", "\n").replace("\x00", "")
            ).strip(),
            post.get(f"of-{row.text.path}", ""),
            row.text.path in right,
        )
        for row in rows
        if f"said-{row.text.path}" in post
    }
