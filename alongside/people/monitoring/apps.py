from importlib import import_module

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "alongside.people.monitoring"
    label = "monitoring"

    def ready(self) -> None:
        import_module("alongside.people.monitoring.actions")
