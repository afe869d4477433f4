"""What staff fill in about findings, responses and promises. Forms read; actions write."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.design.fields import DateField
from alongside.feedback.models import Response


def _text(label: Any, *, rows: int = 0, hint: Any = "", required: Any = None, limit: int = 5000) -> forms.CharField:
    """A text field; ``required`` is the error when it is empty, None makes it optional."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=limit,
        required=required is not None,
        error_messages={
            **({"required": required} if required is not None else {}),
            "max_length": _("Your text must be %(limit_value)d characters or fewer. You have typed %(show_value)d"),
        },
        widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(),
    )


class FindingForm(forms.Form):
    heard = _text(
        _("What we heard"),
        hint=_("One plain sentence, as the public will read it"),
        required=_("Enter what you heard"),
        limit=200,
    )
    detail = _text(_("More about it (optional)"), rows=4)
    how_sure = _text(
        _("How many, who, and how sure (optional)"),
        rows=3,
        hint=_("Say who is missing, and what this does not tell us"),
    )
    against = _text(_("Views against (optional)"), rows=3, hint=_("What people said who see it differently"))
    topic = _text(_("Topic (optional)"), limit=60)


class ResponseForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What did you decide?"),
        choices=Response.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select what you decided")},
    )
    reason = _text(
        _("Why"),
        rows=4,
        hint=_("Always, most of all when you do not accept it"),
        required=_("Enter the reason for this response."),
    )
    owner = _text(
        _("Who answers for it"), hint=_("A role or a named person"), required=_("Enter who answers for it"), limit=120
    )
    decided_on = DateField(
        label=_("When it was decided"),
        what=_("The date it was decided"),
        error_messages={"required": _("Enter when it was decided")},
    )


class PromiseForm(forms.Form):
    you_said = _text(_("You said"), hint=_("As people put it"), required=_("Enter what people said"), limit=240)
    words = _text(
        _("We will"),
        rows=3,
        hint=_("What you will do, so that anyone can tell when it is done"),
        required=_("Enter what you will do"),
        limit=300,
    )
    owner = _text(_("Who will see that it is done"), required=_("Enter who will see that it is done"), limit=120)
    due_on = DateField(
        label=_("By when"), what=_("The date"), error_messages={"required": _("Enter the date it will be done by")}
    )


class KeepForm(forms.Form):
    did = _text(_("What you did"), rows=3, required=_("Enter what you did"), limit=1000)
    proof = _text(
        _("Where people can see it"),
        hint=_("A web address, a document or a place, such as “Opening times at the clinic’s door”"),
        required=_("Enter where people can see it. A promise is done when anyone can check"),
        limit=300,
    )
    done_on = DateField(
        label=_("When it was done"), what=_("The date"), error_messages={"required": _("Enter when it was done")}
    )


class MoveForm(forms.Form):
    due_on = DateField(
        label=_("The new date"), what=_("The new date"), error_messages={"required": _("Enter the new date")}
    )
    reason = _text(
        _("Why it moves"), rows=3, hint=_("Everyone will read this"), required=_("Enter why the date moves"), limit=1000
    )
