"""Words in the record for methods and notices of a plan. They follow the name of who did it."""

from django.utils.translation import gettext_lazy as _

from alongside.record.verbs import say

say(
    {
        "plan.method-chosen": _("put a method into the plan: %(method)s"),
        "plan.method-taken-out": _("took a method out of the plan: %(method)s"),
        "plan.notice-added": _("put a notice into the schedule (%(channel)s)"),
        "plan.notice-changed": _("changed a notice of the schedule (%(channel)s, %(status)s)"),
    }
)
