from importlib import import_module

from django.apps import AppConfig


class StakeholdersConfig(AppConfig):
    name = "alongside.stakeholders"
    label = "stakeholders"

    def ready(self) -> None:
        import_module("alongside.stakeholders.record_words")
        import_module("alongside.stakeholders.bringing")
