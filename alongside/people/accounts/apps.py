from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "alongside.people.accounts"
    label = "accounts"

    def ready(self) -> None:
        for plug in ("actions", "record_words", "rights"):
            import_module(f"alongside.people.accounts.{plug}")
