from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import ngettext_lazy

from alongside.record import guards, verbs
from alongside.record.verify import ERASED, RESTORED


class RecordConfig(AppConfig):
    name = "alongside.record"
    label = "record"

    def ready(self) -> None:
        # Django's own signal, sent when the tables are as they should be.
        post_migrate.connect(guards.put_up, sender=self)
        import_module("alongside.record.actions")  # its chore
        import_module("alongside.record.chapter")
        verbs.say(
            {
                ERASED: ngettext_lazy(
                    "erased %(parts)s name or text from this record, on request",
                    "erased %(parts)s names or texts from this record, on request",
                    "parts",
                ),
                RESTORED: ngettext_lazy(
                    "restored a backup, which did not have the newest line",
                    "restored a backup, which did not have the newest %(lost)s lines",
                    "lost",
                ),
            }
        )
