"""Logging in: what is typed, and what to do when it cannot be used."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm
from allauth.core import context, ratelimit
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

CODE_BOX = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}


class LogInForm(forms.Form):
    """An email address to send a code to. Known or unknown is none of its business."""

    email = forms.EmailField(
        label=_("Email address"),
        help_text=_("We send a 6-digit code to it. There is no password."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter an email address, like name@example.com"),
            "invalid": _("Enter an email address, like name@example.com"),
        },
    )

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if not ratelimit.consume(context.request, action="request_login_code", key=email):
            raise get_adapter().validation_error("rate_limited")
        return email


class _CodeBox(forms.Form):
    """One field for a code: spaces and hyphens that came with pasting do not matter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["code"]
        box.widget.attrs = dict(CODE_BOX)
        box.error_messages["required"] = _("Enter the code")

    def full_clean(self) -> None:
        if self.is_bound and "code" in self.data:
            typed = str(self.data["code"]).replace(" ", "").replace("-", "")
            self.data = {**dict(self.data.items()), "code": typed}
        super().full_clean()


class CodeForm(_CodeBox, ConfirmLoginCodeForm):  # type: ignore[misc]
    code = forms.CharField(label=_("Code"), help_text=_("6 digits, like 204 981"))


class SecondFactorForm(_CodeBox, AuthenticateForm):  # type: ignore[misc]
    code = forms.CharField(label=_("Code from your app"), help_text=_("6 digits, or one of your recovery codes"))


class SecondFactorAgainForm(_CodeBox, ReauthenticateForm):  # type: ignore[misc]
    code = forms.CharField(label=_("Code from your app"), help_text=_("6 digits, or one of your recovery codes"))


class AppForm(_CodeBox, ActivateTOTPForm):  # type: ignore[misc]
    code = forms.CharField(label=_("Code that the app shows now"), help_text=_("6 digits, like 204 981"))


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey that also logs in by itself."""

    name = forms.CharField(
        label=_("Name of this passkey"),
        help_text=_("So that you know which it is, like “Work laptop”"),
        required=False,
        max_length=60,
    )


class PasskeyNameForm(EditWebAuthnForm):  # type: ignore[misc]
    name = forms.CharField(
        label=_("Name of this passkey"),
        max_length=60,
        error_messages={"required": _("Enter a name, like “Work laptop”")},
    )
