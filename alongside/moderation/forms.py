"""What a moderator decides. Nothing is saved here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.moderation.actions import NEEDS_REASON
from alongside.moderation.models import ShownText

State = ShownText.State
CHOICES = [
    (State.PUBLISHED.value, _("Publish")),
    (State.HIDDEN_WORDS.value, _("Publish with words hidden")),
    (State.HELD.value, _("Hold: somebody else looks")),
    (State.NOT_PUBLISHED.value, _("Not publish")),
]


class DecideForm(forms.Form):
    """``hint_words`` are offered as checkboxes; other words are typed, one line each."""

    hide = forms.MultipleChoiceField(
        label=_("Hide these words"), required=False, widget=forms.CheckboxSelectMultiple, choices=[]
    )
    words = forms.CharField(
        label=_("Other words to hide"),
        help_text=_("As they are written. A new line for each."),
        required=False,
        max_length=2000,
        widget=forms.Textarea,
    )
    state = forms.ChoiceField(
        label=_("What should happen?"),
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select what should happen")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Needed unless you publish it as it is. The person may read it, so name nobody."),
        required=False,
        max_length=500,
        widget=forms.Textarea,
        error_messages={"max_length": _("The reason must be 500 characters or fewer")},
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, hint_words: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["hide"]
        assert isinstance(offered, forms.MultipleChoiceField)
        offered.choices = [(each, f"“{each}”") for each in hint_words]
        if not hint_words:
            del self.fields["hide"]

    def hidden(self) -> list[str]:
        """All words to hide."""
        typed = [line.strip() for line in self.cleaned_data.get("words", "").splitlines()]
        return [*self.cleaned_data.get("hide", []), *filter(None, typed)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        state = data.get("state")
        if state in NEEDS_REASON and not data.get("reason", "").strip():
            self.add_error("reason", _("Enter the reason"))
        if state == State.HIDDEN_WORDS and not self.hidden():
            self.add_error("words", _("Enter the words to hide"))
        if state == State.PUBLISHED and self.hidden():
            self.add_error("state", _("Select “Publish with words hidden”, or remove the words to hide"))
        return data


class MessageForm(forms.Form):
    message = forms.CharField(
        label=_("Message to the person"),
        help_text=_("You can change it. Leave it empty to send nothing."),
        required=False,
        max_length=2000,
        widget=forms.Textarea,
    )


class WorryForm(forms.Form):
    worry = forms.CharField(
        label=_("What worries you?"),
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": _("Enter what worries you")},
    )


class CloseForm(forms.Form):
    outcome = forms.CharField(
        label=_("What was done"),
        help_text=_("Who was told, when, and what happens next."),
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": _("Enter what was done")},
    )
