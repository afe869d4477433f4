from importlib import import_module

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "alongside.plans"
    label = "plans"

    def ready(self) -> None:
        import_module("alongside.plans.record_words")
        import_module("alongside.plans.giving")
        import_module("alongside.plans.record_words_methods")
