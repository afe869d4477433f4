from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "alongside.feedback"
    label = "feedback"

    def ready(self) -> None:
        from alongside.feedback import chapter, forgetting, giving, plugs, record_words, workspace  # noqa: F401, PLC0415 (rooms plug in when all are there)
