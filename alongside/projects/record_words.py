"""Words in the record for what is done to a project. They follow the name of who did it."""

from django.utils.translation import gettext_lazy as _

from alongside.record.verbs import say

say(
    {
        "project.begun-with": _("began the plan with the template “%(template)s”"),
        "project.taken-from": _("began with what “%(past)s” says"),
        "project.evidence-shown": _("showed evidence and gaps to the public"),
        "project.evidence-not-shown": _("stopped showing evidence and gaps to the public"),
        "project.started": _("started the project"),
        "project.edited": _("changed “%(section)s”"),
        "project.published": _("published the project. It opens at %(becomes)s"),
        "project.check-overridden": _("decided to publish without: %(check)s. Reason: %(reason)s"),
        "project.handed-over": _("handed the project over to %(group)s, which runs it from now on: %(reason)s"),
        "project.given-back": _("gave the project back for %(group)s: %(reason)s"),
        "project.paused": _("paused the project until %(next)s: %(reason)s"),
        "project.resumed": _("resumed the project: %(reason)s"),
        "project.kind": _("moved the kind of involvement from %(was)s to %(becomes)s: %(reason)s"),
        "project.extended": _("moved the closing date from %(was)s to %(becomes)s: %(reason)s"),
        "project.promised": _("moved the date for what was heard from %(was)s to %(day)s: %(reason)s"),
        "project.closed": _("closed the project early: %(reason)s"),
        "project.answered": _("marked the project as answered"),
        "project.date-added": _("added a date, %(day)s: %(words)s"),
        "project.date-removed": _("removed a date, %(day)s: %(words)s"),
        "project.update-added": _("published an update: %(title)s"),
    }
)
