from importlib import import_module

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "alongside.projects"
    label = "projects"

    def ready(self) -> None:
        import_module("alongside.projects.record_words")
        import_module("alongside.projects.duties_task")
        import_module("alongside.projects.stakeholders_task")
        import_module("alongside.projects.opening")
        import_module("alongside.projects.poster")
