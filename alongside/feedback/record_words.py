from django.utils.translation import gettext_lazy as _

from alongside.record.verbs import say

say(
    {
        "finding.written": _("wrote finding %(number)s"),
        "finding.changed": _("changed finding %(number)s"),
        "finding.evidence-added": _("added evidence to finding %(number)s"),
        "finding.evidence-removed": _("removed evidence from finding %(number)s"),
        "finding.published": _("published finding %(number)s"),
        "finding.told": _("told people about finding %(number)s"),
        "response.given": _("responded to finding %(number)s: %(kind)s"),
        "response.changed": _("changed the response to finding %(number)s: %(kind)s"),
        "promise.made": _("made a promise, due %(due)s"),
        "promise.moved": _("gave a promise a new date, %(due)s: %(reason)s"),
        "promise.kept": _("marked a promise as done"),
    }
)
