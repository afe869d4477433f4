from importlib import import_module

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "alongside.messaging"
    label = "messaging"

    def ready(self) -> None:
        for plug in ("outbox", "letters", "record_words"):
            import_module(f"alongside.messaging.{plug}")
