from django.utils.translation import ngettext_lazy

from alongside.record.verbs import say

say(
    {
        "contribution.made": ngettext_lazy("1 person took part", "%(count)s people took part", "count"),
        "contribution.withdrawn": ngettext_lazy(
            "1 person took back what they said", "%(count)s people took back what they said", "count"
        ),
    }
)
