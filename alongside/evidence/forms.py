"""Publishing an edition, and taking it off."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PublishForm(forms.Form):
    looked = forms.BooleanField(
        label=_("I have read it. Everybody may have what is in it"),
        error_messages={"required": _("Read the edition, then tick that everybody may have what is in it")},
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it taken off?"),
        help_text=_("Everybody can read this, beside the day on which it was taken off."),
        max_length=300,
        error_messages={"required": _("Enter why it is taken off")},
    )
