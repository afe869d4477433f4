from importlib import import_module

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "alongside.documents"
    label = "documents"

    def ready(self) -> None:
        import_module("alongside.documents.record_words")
        import_module("alongside.documents.chapter")
