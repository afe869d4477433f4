"""Words in the record for methods, activities and notices of a plan. They follow the name of who did it."""

from django.utils.translation import gettext_lazy as _

from alongside.record.verbs import say

say(
    {
        "plan.method-chosen": _("put a method into the plan: %(method)s"),
        "plan.method-taken-out": _("took a method out of the plan: %(method)s"),
        "plan.notice-added": _("put a notice into the schedule (%(channel)s)"),
        "plan.notice-changed": _("changed a notice of the schedule (%(channel)s, %(status)s)"),
        "plan.activity-planned": _("planned an activity (%(method)s) with %(tasks)s tasks"),
        "plan.activity-changed": _("changed a planned activity (%(method)s)"),
        "plan.activity-cancelled": _("called off a planned activity (%(method)s)"),
        "plan.activity-linked": _("linked a planned activity (%(method)s) to what people take part in"),
        "plan.task-added": _("added a task to a planned activity"),
        "plan.task-changed": _("changed a task of a planned activity"),
        "plan.task-done": _("said that a task of a planned activity is done"),
        "plan.task-open-again": _("said that a task of a planned activity is not done after all"),
        "plan.budget-filled": _("filled in %(lines)s costs from planned activities"),
        "plan.budget-brought-up-to-date": _("brought a cost up to date with its activity"),
        "plan.check-answered": _("said how a check is met: %(check)s (%(audience)s)"),
        "plan.check-not-applicable": _("said why a check does not apply: %(check)s (%(audience)s)"),
    }
)
