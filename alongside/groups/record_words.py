"""Words in the record for what is done with groups. They follow the name of who did it."""

from django.utils.translation import gettext_lazy as _

from alongside.record.verbs import say

say(
    {
        "group.made": _("made the group “%(group)s”"),
        "group.member-joined": _("let somebody into “%(group)s”"),
        "group.member-changed": _("changed a member of “%(group)s”"),
        "group.member-left": _("recorded that somebody left “%(group)s”"),
        "group.meeting-planned": _("planned a meeting of “%(group)s”"),
        "group.meeting-changed": _("changed the place or the papers of a meeting of “%(group)s”"),
    }
)
