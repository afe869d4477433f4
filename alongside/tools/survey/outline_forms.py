"""The small forms of the survey builder: a section's words, and the note beside results."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy


class SectionForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=120,
        error_messages={"required": gettext_lazy("Enter a title")},
    )
    intro = forms.CharField(
        label=gettext_lazy("Introduction (optional)"),
        help_text=gettext_lazy("Shown above the first question of the section."),
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )


class NoteForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Note beside the results"),
        help_text=gettext_lazy("Say what changed and why. It is dated and shown wherever these results are shown."),
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": gettext_lazy("Enter a note to stand beside the results")},
    )

    def __init__(self, data: Any = None, *, needed: bool) -> None:
        super().__init__(data)
        self.fields["note"].required = needed
