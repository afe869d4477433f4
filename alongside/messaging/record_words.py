"""How this room's acts read in the timeline."""

from django.utils.translation import gettext_lazy as _

from alongside.record.verbs import say

say(
    {
        "task.done": _("finished a task (%(kind)s); was the need met: %(met)s"),
        "letters.posted": _("marked %(count)s letters as posted"),
        "task.given": _("gave a task (%(kind)s) to a colleague"),
    }
)
