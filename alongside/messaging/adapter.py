"""How log-in mail leaves: through the outbox, like every message. The words are ours, and so are the errors'."""

import secrets
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.messaging.actions import Address, send

CHANGES: dict[str, str | Promise] = {
    "accounts/email/reset": gettext_lazy(
        "An owner of your team has reset your second step. You set up a new one when you next log in."
    ),
    "mfa/email/totp_activated": gettext_lazy("An authenticator app was added to your log-in."),
    "mfa/email/totp_deactivated": gettext_lazy("The authenticator app was removed from your log-in."),
    "mfa/email/webauthn_added": gettext_lazy("A passkey was added to your log-in."),
    "mfa/email/webauthn_removed": gettext_lazy("A passkey was removed from your log-in."),
    "mfa/email/recovery_codes_generated": gettext_lazy("New recovery codes were made for your log-in."),
}
MESSAGES: dict[str, str | Promise] = {
    "mfa/messages/totp_activated.txt": gettext_lazy("Your authenticator app is set up."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("Your authenticator app is removed."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("Your passkey is set up."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("Your passkey is removed."),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": gettext_lazy("That is not the code. Check each number, or ask for another code"),
        "too_many_login_attempts": gettext_lazy("That code was tried too often. Ask for another code"),
        "rate_limited": gettext_lazy("Many codes were asked for just now. Wait one minute, then try again"),
    }

    def generate_login_code(self) -> str:
        return f"{secrets.randbelow(1_000_000):06}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if template_prefix == "account/email/login_code":
            code = str(context["code"])
            subject = _("Your code to log in")
            words = _(
                "Your code is %(code)s\n\nType it on the page where you asked for it. It works once, for 15 minutes.\n\n"
                "If you did not ask for it, ignore this message: nobody can log in without the code. Never tell it to anyone."
            ) % {"code": f"{code[:3]} {code[3:]}"}
        elif template_prefix == "accounts/email/added":
            subject = _("You are in the team of %(organisation)s") % {"organisation": context["organisation"].name}
            words = _(
                "%(by)s has added you to the team of %(organisation)s on Alongside. Your role is %(role)s.\n\n"
                "Log in with this email address, here:\n%(link)s"
            ) % {
                "by": context["by"],
                "organisation": context["organisation"].name,
                "role": context["role"],
                "link": f"{settings.SITE_URL}{reverse('account_login')}",
            }
        else:
            subject = _("Your log-in has changed")
            words = _("%(change)s\n\nIf this was not you, log in and remove it, and tell the team you work with.") % {
                "change": CHANGES[template_prefix]
            }
        send(kind="log-in", to=Address("email", email), subject=subject, words=words)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Only what a person should hear: most of allauth's messages repeat what the page says."""
        words = message or MESSAGES.get(message_template or "")
        if words:
            super().add_message(request, level, extra_tags=extra_tags, message=str(words))
