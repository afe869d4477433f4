"""Words in the record for what is done in the library. They follow the name of who did it."""

from django.utils.translation import gettext_lazy as _

from alongside.record.verbs import say

say(
    {
        "library.added": _("added an own entry to the library: %(entry)s"),
        "library.changed": _("changed an entry of the library: %(entry)s"),
        "library.hidden": _("hid an entry of the library: %(entry)s"),
        "library.as-it-comes": _("set an entry of the library back to what comes with Alongside: %(entry)s"),
        "library.duty-added": _("added what we ask of ourselves: %(entry)s. Why: %(reason)s"),
        "library.duty-changed": _("changed what we ask of ourselves: %(entry)s. Why: %(reason)s"),
        "library.duty-ended": _("ended what we ask of ourselves: %(entry)s. Why: %(reason)s"),
        "library.duty-comment": _("changed our comment on a duty: %(entry)s. Why: %(reason)s"),
        "library.value-set": _(
            "set our own for “%(entry)s”: %(value)s from %(day)s (comes with Alongside: %(shipped)s). Why: %(reason)s"
        ),
        "library.value-back": _(
            "went back to what comes with Alongside for “%(entry)s”: %(shipped)s from %(day)s. Why: %(reason)s"
        ),
    }
)
