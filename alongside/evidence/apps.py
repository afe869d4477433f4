from importlib import import_module

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "alongside.evidence"
    label = "evidence"

    def ready(self) -> None:
        for plug in ("record_words", "actions", "workspace", "beside"):
            import_module(f"alongside.evidence.{plug}")
