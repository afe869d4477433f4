from importlib import import_module

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "alongside.activities"
    label = "activities"

    def ready(self) -> None:
        import_module("alongside.activities.record_words")
        import_module("alongside.activities.plugs")
        import_module("alongside.activities.chapter")
