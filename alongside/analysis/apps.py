from importlib import import_module

from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    name = "alongside.analysis"
    label = "analysis"

    def ready(self) -> None:
        for plug in (
            "forgetting",
            "keeping",
            "reach",
            "actions",
            "files",
            "panels",
            "reading",
            "record_words",
            "workspace",
            "chapter",
        ):
            import_module(f"alongside.analysis.{plug}")
