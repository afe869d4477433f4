"""Words in the record for what is done in a plan. They follow the name of who did it."""

from django.utils.translation import gettext_lazy as _

from alongside.record.verbs import say

say({"plan.duties-assessed": _("answered the questions about duties: %(yes)s apply, %(unknown)s not known")})
