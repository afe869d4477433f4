"""Words in the record for what is done to documents. They follow the name of who did it."""

from django.utils.translation import gettext_lazy as _

from alongside.record.verbs import say

say(
    {
        "document.added": _("added the document “%(title)s”"),
        "document.edition": _("added an edition of “%(title)s”: %(language)s, %(format)s, version %(version)s"),
        "document.published": _("published the document “%(title)s”"),
        "document.unpublished": _("took the document “%(title)s” off the page: %(reason)s"),
        "translation.saved": _("worked on the translation into %(language)s: %(count)s texts"),
        "translation.published": _("published the translation into %(language)s by %(who)s"),
        "translation.taken-off": _("took the translation into %(language)s off the page: %(reason)s"),
    }
)
