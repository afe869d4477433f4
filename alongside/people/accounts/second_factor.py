"""What allauth says when a second factor is not accepted, in our words."""

from typing import Any, ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.core.dates import short


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That is not the code. Codes change every 30 seconds: type the one the app shows now"),
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return gettext("Passkey of %(day)s") % {"day": short(timezone.now())}
