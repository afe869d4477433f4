"""What is said in the evidence pack of how people could take part: the methods chosen with their reasons, what was planned
with them and done, who was told by which channel, and the checks of the people the plan names."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from alongside.core.dates import in_words
from alongside.knowledge.audiences import Audience, audiences
from alongside.knowledge.channels import channels
from alongside.knowledge.spectrums import word_for
from alongside.plans import audience_checks, presenters_methods
from alongside.plans.models import ActivityTask, AudienceAnswer, ChosenMethod, PlannedActivity, ScheduledNotice
from alongside.plans.sheets import TEMPLATES
from alongside.projects import staff
from alongside.projects.models import Project
from alongside.record.chapters import Chapter, File, Part, Table, as_lines, register

METHOD = ("method", "name", "reason", "led", "answers", "at", "removed_at")
ACTIVITY = ("id", "method", "title", "kind", "audiences", "for_whom", "first_on", "last_on", "times", "people", "where", "left", "live", "cancelled_at", "cancel_reason", "at")  # fmt: skip
TASK = ("activity_id", "words", "due_on", "done_at")
NOTICE = ("channel", "audience", "what", "on", "status", "reach")
ANSWER = ("audience", "check_key", "number", "applies", "words", "section", "at")


def rows(scope: UUID) -> Iterator[File]:
    yield as_lines("methods/chosen.jsonl", _named(ChosenMethod.objects.filter(scope=scope), METHOD, ("by",)))
    planned = PlannedActivity.objects.filter(scope=scope)
    yield as_lines("methods/planned-activities.jsonl", _named(planned, ACTIVITY, ("lead", "cancelled_by", "by")))
    tasks = ActivityTask.objects.filter(scope=scope)
    yield as_lines("methods/tasks.jsonl", _named(tasks, TASK, ("owner", "done_by")))
    notices = ScheduledNotice.objects.filter(scope=scope)
    yield as_lines("methods/notices.jsonl", _named(notices, NOTICE, ("owner",)))
    answers = AudienceAnswer.objects.filter(scope=scope)
    yield as_lines("methods/audience-checks.jsonl", _named(answers, ANSWER, ("by",)))


def _named(found: Any, fields: tuple[str, ...], people: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Each row, with colleagues as their names."""
    held = list(found.values(*fields, *people))
    names = staff.names(each[who] for each in held for who in people)
    for each in held:
        yield {**each, **{who: names.get(each[who]) if each[who] else None for who in people}}


def tell(scope: UUID) -> Iterator[Part]:
    chosen = list(ChosenMethod.objects.filter(scope=scope))
    if chosen:
        yield Part(_("Methods"), [], [Table(_("Methods"), [_("Method"), _("Why"), _("Answers that led to it")], [_chosen(each) for each in chosen])])  # fmt: skip
    planned = list(
        PlannedActivity.objects.filter(scope=scope)
        .annotate(every=Count("tasks"), done=Count("tasks", filter=Q(tasks__done_at__isnull=False)))
        .order_by("first_on", "at")
    )
    if planned:
        vocabulary = Project.objects.select_related("organisation").get(pk=scope).organisation.vocabulary
        heads = [_("Activity"), _("Kind of involvement"), _("Days"), _("How many"), _("Tasks done")]
        table = [(*_activity(each, vocabulary), f"{each.done} / {each.every}") for each in planned]
        yield Part(_("Planned activities"), [], [Table(_("Planned activities"), heads, table)])
    notices = list(ScheduledNotice.objects.filter(scope=scope))
    if notices:
        heads = [_("Day"), _("Channel"), _("What it says"), _("For whom"), _("Status"), _("Reached")]
        yield Part(_("Who hears of it, when and how"), [], [Table(_("Who hears of it, when and how"), heads, [_notice(each) for each in notices])])  # fmt: skip
    yield from _checks(scope)


def _chosen(each: ChosenMethod) -> tuple[str, str, str]:
    name = _(each.name)
    if each.removed_at is not None:
        name = _("%(name)s (taken out on %(day)s)") % {"name": name, "day": in_words(each.removed_at)}
    return name, each.reason or "–", "\n".join(presenters_methods.led(each.led)) or "–"


def _activity(each: PlannedActivity, vocabulary: dict[str, str]) -> tuple[str, str, str, str]:
    title = each.title
    if each.cancelled_at is not None:
        facts = {"title": title, "reason": each.cancel_reason or _("Its method was taken out of the plan.")}
        title = _("%(title)s (called off: %(reason)s)") % facts
    days = [in_words(day) for day in (each.first_on, each.last_on) if day]
    many = f"{each.people or '?'} × {each.times}"
    return title, word_for(each.kind, vocabulary), " – ".join(dict.fromkeys(days)) or _("No day yet"), many


def _notice(each: ScheduledNotice) -> tuple[str, ...]:
    known = channels()
    channel = _(known[each.channel].name) if each.channel in known else each.channel
    reach = f"{each.reach:,}" if each.reach is not None else _("Not known")
    return in_words(each.on), channel, each.what, each.audience, str(each.get_status_display()), reach


def _checks(scope: UUID) -> Iterator[Part]:
    """Those of the plan's audiences now; and what was said of others, while they were in it."""
    said = audience_checks.newest_answers(scope)
    held = {each.key for each in audience_checks.standing(scope).audiences} | {key for key, _check in said}
    names = staff.names(each.by for each in said.values())
    titles = {each.key: each.title for each in TEMPLATES["plan"].definition.sections}
    for key, audience in audiences().items():
        if key in held:
            heads = [_("Check"), _("What is said"), _("By whom, when")]
            lines = [_line(audience, number, said, names, titles) for number in range(len(audience.checks))]
            yield Part(_(audience.name), [], [Table(_(audience.name), heads, lines)])


def _line(
    audience: Audience,
    number: int,
    said: dict[tuple[str, str], AudienceAnswer],
    names: dict[UUID, str],
    titles: dict[str, str],
) -> tuple[str, str, str]:
    check = audience.checks[number]
    found = said.get((audience.key, check.key))
    if found is None:
        return _(check.words), _("Not answered"), "–"
    words = found.words if found.applies else _("Does not apply: %(why)s") % {"why": found.words}
    if found.section in titles:
        words = f"{words}\n{titles[found.section]}"
    return _(check.words), words, f"{names.get(found.by) or _('Someone who has left')}, {in_words(found.at)}"


register(Chapter("methods", lambda: _("Methods, activities and who was told"), 27, rows, tell))
