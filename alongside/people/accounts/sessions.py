"""The session store: Django's own, in a table of this room."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from alongside.people.accounts.models import Session


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session: Session = super().create_model_instance(data)  # type: ignore[assignment]
        session.person = data.get("_auth_user_id") or None
        return session
