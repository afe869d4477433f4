from django.utils.translation import gettext_lazy as _

from alongside.record.verbs import say

say(
    {
        "response.star-added": _("starred an answer"),
        "response.star-removed": _("took a star off an answer"),
        "response.tag-added": _("tagged an answer"),
        "response.tag-removed": _("took a tag off an answer"),
        "response.quote-added": _("kept a quote"),
        "response.quote-removed": _("removed a quote"),
        "responses.read": _("said that %(count)s answers were read"),
        "results.published": _("published results"),
        "results.downloaded": _("asked for a download: %(kind)s"),
    }
)
