from importlib import import_module

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "alongside.people.profiles"
    label = "profiles"

    def ready(self) -> None:
        import_module("alongside.people.profiles.actions")
