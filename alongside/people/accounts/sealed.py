"""A text column that is unreadable in the database."""

from typing import Any

from django.db import models

from alongside.people.voices.keys import seal, unseal


class Sealed(str):
    """Text that is sealed already, as a backup holds it."""


class SealedTextField(models.TextField):  # type: ignore[type-arg]
    """Holds sealed text and reads as plain. It cannot be searched."""

    sealed = True
    already_sealed = Sealed

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Sealed):
            return str(value)
        plain = super().get_prep_value(value)
        return seal(plain) if plain else plain

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        return unseal(value) if value else value
