from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "alongside.library"
    label = "library"

    def ready(self) -> None:
        from alongside.library import blank, record_words  # noqa: F401, PLC0415 (words are said, and work is known, when all rooms are there)
