from importlib import import_module

from django.apps import AppConfig


class SurveyConfig(AppConfig):
    name = "alongside.tools.survey"
    label = "survey"

    def ready(self) -> None:
        for plug in (
            "tool",
            "paper",
            "housekeeping",
            "workspace",
            "languages",
            "record_words",
            "chapter",
            "importing.incoming",
        ):
            import_module(f"alongside.tools.survey.{plug}")
