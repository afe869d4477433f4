from importlib import import_module

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "alongside.projects"
    label = "projects"

    def ready(self) -> None:
        import_module("alongside.projects.record_words")
        import_module("alongside.projects.independence")
        import_module("alongside.projects.duties_task")
        import_module("alongside.projects.sheets_task")
        import_module("alongside.projects.giving")
        import_module("alongside.projects.chapter_duties")
        import_module("alongside.projects.chapter_plan")
        import_module("alongside.projects.chapter_methods")
        import_module("alongside.projects.evidence")
        import_module("alongside.projects.assurance")
        import_module("alongside.projects.kind_advice")
        import_module("alongside.projects.methods_task")
        import_module("alongside.projects.stakeholders_task")
        import_module("alongside.projects.opening")
        import_module("alongside.projects.papers")
        import_module("alongside.projects.poster")
        import_module("alongside.projects.chapter")
