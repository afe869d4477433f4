"""How this room's acts read in the timeline. Nothing of the text or of the worry is there."""

from django.utils.translation import gettext_lazy as _

from alongside.record.verbs import say

say(
    {
        "text.published": _("published a quote"),
        "text.hidden-words": _("published a quote with words hidden"),
        "text.held": _("held a quote"),
        "text.not-published": _("decided not to publish a quote"),
        "worry.raised": _("passed on a safety worry"),
        "worry.closed": _("closed a safety worry"),
    }
)
