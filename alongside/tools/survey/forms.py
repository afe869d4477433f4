"""What staff fill in around typing in answers. Forms read; entry.py writes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.activities.models import Channel

OFFLINE = [(each.value, each.label) for each in Channel if each is not Channel.WEB]
ROUTES = [("letter", _("Letter")), ("phone", _("Phone call")), ("text", _("Text message")), ("email", _("Email"))]


class BatchForm(forms.Form):
    channel = forms.ChoiceField(
        label=_("How did these answers come?"),
        choices=OFFLINE,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select how these answers came")},
    )
    forms = forms.IntegerField(
        label=_("How many forms are in the pile? (optional)"),
        required=False,
        min_value=1,
        max_value=5000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("The number of forms must be a number, like 40")},
    )


class SlipForm(forms.Form):
    printed = forms.IntegerField(
        label=_("Number printed on the slip"),
        min_value=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Enter the number printed on the slip"),
            "invalid": _("The number must be a number, like 27"),
        },
    )
    route = forms.ChoiceField(
        label=_("How do they want to be told?"),
        choices=ROUTES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select how they want to be told")},
    )
    name = forms.CharField(label=_("Name"), max_length=120, error_messages={"required": _("Enter their name")})
    address = forms.CharField(
        label=_("Address, phone number or email address"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Enter where to reach them")},
    )
