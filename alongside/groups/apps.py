from importlib import import_module

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "alongside.groups"
    label = "groups"

    def ready(self) -> None:
        import_module("alongside.groups.record_words")
