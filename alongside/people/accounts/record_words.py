"""How this room's acts read in the timeline."""

from django.utils.translation import gettext_lazy as _

from alongside.record.verbs import say

say(
    {
        "colleague.added": _("added a colleague as %(role)s"),
        "colleague.role-changed": _("changed a colleague’s role from %(was)s to %(becomes)s"),
        "colleague.second-step-reset": _("reset a colleague’s second step at log-in"),
        "colleague.removed": _("removed a colleague"),
        "need.arranged": _("wrote down what is done about an access need: %(state)s"),
        "identity.looked": _("looked at who a participant is, for a stated purpose"),
        "identity.looked-many": _("looked at where %(count)s letters go, to print them"),
        "identity.list-opened": _("opened the list of people who keep in touch"),
    }
)
