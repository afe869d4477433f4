"""Words in the record for evidence packs. They follow the name of who did it."""

from django.utils.translation import gettext_lazy as _

from alongside.record.verbs import say

# The SHA-256 of a pack is among the details, for whoever looks at a copy of the record: it is no word.
say(
    {
        "evidence.pack-asked": _("asked for an evidence pack"),
        "evidence.pack-made": _("made an evidence pack that ends with entry %(entry)s"),
        "evidence.edition-asked": _("asked for a public edition of the evidence pack"),
        "evidence.edition-made": _("made a public edition of the evidence pack that stands at entry %(entry)s"),
        "evidence.edition-published": _("published the evidence pack"),
        "evidence.edition-withdrawn": _("took the published evidence pack off: %(reason)s"),
    }
)
