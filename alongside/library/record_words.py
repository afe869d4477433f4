"""Words in the record for what is done in the library. They follow the name of who did it."""

from django.utils.translation import gettext_lazy as _

from alongside.record.verbs import say

say(
    {
        "library.added": _("added an own entry to the library: %(entry)s"),
        "library.changed": _("changed an entry of the library: %(entry)s"),
        "library.hidden": _("hid an entry of the library: %(entry)s"),
        "library.as-it-comes": _("set an entry of the library back to what comes with Alongside: %(entry)s"),
    }
)
