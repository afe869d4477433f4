"""Words in the record for what is done in a plan. They follow the name of who did it."""

from django.utils.translation import gettext_lazy as _

from alongside.record.verbs import say

say(
    {
        "plan.duties-assessed": _("answered the questions about duties: %(yes)s apply, %(unknown)s not known"),
        "plan.timetable-chosen": _("chose %(formats)s formats and %(meetings)s meetings for the timetable"),
        "plan.option-added": _("added the option “%(option)s”"),
        "plan.option-changed": _("changed the option “%(option)s”"),
        "plan.option-stands": _("recorded how the option “%(option)s” stands: %(standing)s"),
        "plan.parts-named": _("named the documents behind %(parts)s parts of the consultation"),
        "plan.evidence-stated": _("said what shows %(item)s"),
        "plan.evidence-not-applicable": _("said why %(item)s does not apply"),
        "plan.step-dated": _("wrote down what was done for %(item)s on %(day)s"),
        "plan.reading-confirmed": _("recorded that a decision-maker read “%(document)s”"),
        "plan.decision-recorded": _("recorded the decision of %(body)s"),
        "assurance.submitted": _("put number %(number)s before “%(group)s”"),
        "assurance.remarked": _("commented on paragraph %(paragraph)s of number %(number)s"),
        "assurance.interest-declared": _("declared an interest in number %(number)s"),
        "assurance.member-said": _("gave a verdict on number %(number)s"),
        "assurance.concluded": _(
            "recorded the verdict of “%(group)s” on number %(number)s: %(verdict)s, %(conditions)s conditions"
        ),
        "assurance.condition-met": _("recorded that a condition of number %(number)s is met"),
        "assurance.format-promised": _("promised number %(number)s in another format: %(count)s"),
        "assurance.format-given": _("gave number %(number)s in another format to somebody else to see to: %(format)s"),
        "assurance.format-sent": _("sent number %(number)s in another format: %(format)s"),
        "assurance.exempted": _("said why this need not go before a group"),
        "plan.budget-added": _("added “%(what)s” to the budget"),
        "plan.budget-changed": _("changed “%(what)s” in the budget"),
        "plan.budget-removed": _("removed “%(what)s” from the budget"),
        "plan-template.kept": _("kept a plan for others as “%(name)s”"),
        "plan-template.ended": _("ended the template of a plan “%(name)s”"),
        "plan.team-joined": _("added somebody to the team: %(part)s"),
        "plan.team-left": _("took somebody out of the team: %(part)s"),
        "advice.asked": _("asked the engagement team, request %(number)s"),
        "advice.given": _("gave request %(number)s to somebody"),
        "advice.answered": _("answered request %(number)s"),
        "sheet.begun": _("began “%(sheet)s”"),
        "sheet.saved": _("saved “%(section)s” in “%(sheet)s”, edition %(edition)s"),
        "sheet.commented": _("commented on “%(section)s” in “%(sheet)s”"),
        "sheet.comment-answered": _("answered a comment on “%(section)s” in “%(sheet)s”"),
        "sheet.co-author-invited": _("invited somebody to write %(sections)s sections of “%(sheet)s”"),
        "sheet.co-author-ended": _("ended somebody’s part in writing “%(sheet)s”"),
        "sheet.agreed": _("agreed with “%(sheet)s” as it stands"),
        "sheet.disagreed": _("did not agree with “%(sheet)s” as it stands"),
        "sheet.approved": _("approved “%(sheet)s”"),
        "sheet.published": _("published “%(sheet)s”"),
        "sheet.taken-off": _("took “%(sheet)s” off the public pages"),
    }
)
