"""Choosing a file, and saying what is to be done with it. Forms read; actions.py writes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from alongside.activities.models import Channel
from alongside.documents.table_files import TableFileField


class FileForm(forms.Form):
    """``cleaned_data["file"]`` is its name and what it holds. The worker reads it."""

    file = TableFileField(
        largest=20_000_000,
        label=gettext_lazy("File with the answers"),
        help_text=gettext_lazy(
            "A spreadsheet with a row for each person: CSV, Excel (.xlsx) or OpenDocument (.ods), up to 20 MB."
        ),
    )


class BringForm(forms.Form):
    """How the answers were given; and, where another file was brought in before, whether this one corrects it."""

    channel = forms.ChoiceField(
        label=gettext_lazy("How were these answers given?"),
        choices=Channel.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Select how these answers were given"),
            "invalid_choice": gettext_lazy("Select how these answers were given"),
        },
    )
    place = forms.ChoiceField(
        label=gettext_lazy("What is this file?"),
        choices=[
            ("replace", gettext_lazy("A corrected file: put it in place of the earlier one")),
            ("add", gettext_lazy("Other people's answers: add them")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what this file is")},
    )
    # What the survey held when it was looked at.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, earlier: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        if not earlier:
            del self.fields["place"]
