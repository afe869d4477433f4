from importlib import import_module

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "alongside.moderation"
    label = "moderation"

    def ready(self) -> None:
        import_module("alongside.moderation.forgetting")
        import_module("alongside.moderation.record_words")
