"""How changes of settings read in the timeline."""

from django.utils.translation import gettext_lazy as _

from alongside.record.verbs import say

say(
    {
        "organisation.settings-changed": _("changed settings: %(page)s"),
        "organisation.area-added": _("added the area %(area)s"),
        "organisation.area-removed": _("removed the area %(area)s"),
    }
)
