"""Mail of the demo: kept in files for the page /demo/outbox, and sent to nobody."""

import json
import time
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

KEPT = 200


def _folder() -> Path:
    return Path(settings.DATA) / "outbox"


class OutboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        for each in email_messages:
            kept = {"to": each.to, "subject": each.subject, "words": each.body, "at": time.time()}
            (folder / f"{time.time_ns():020}-{uuid.uuid4().hex[:8]}.json").write_text(json.dumps(kept))
        for old in sorted(folder.glob("*.json"))[:-KEPT]:
            old.unlink(missing_ok=True)
        return len(email_messages)


def outbox() -> list[dict[str, Any]]:
    """Newest first."""
    found = []
    for path in sorted(_folder().glob("*.json"), reverse=True):
        found.append(json.loads(path.read_text()))
    return found
