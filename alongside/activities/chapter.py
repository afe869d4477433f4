"""What activities give to the evidence pack: how many took part in each, by day and channel. No answer of anybody."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.activities.counts import Counts, Stretch, safe
from alongside.activities.models import Activity, Channel, Contribution
from alongside.core.dates import in_words
from alongside.projects.models import Project, State
from alongside.record.chapters import Chapter, File, Part, Public, Table, as_csv, as_json, register
from commonground.disclosure import DEFAULT_PROFILE, PROFILES, Profile


def _counted(scope: UUID) -> Iterator[tuple[Activity, Profile, Counts]]:
    activities = list(Activity.objects.filter(project=scope).select_related("project__organisation"))
    counts = (
        Contribution.objects.counted()
        .filter(project=scope)
        .order_by()
        .values_list("activity", TruncDate("received_at"), "channel")
        .annotate(count=Count("pk"))
    )
    by_activity: dict[UUID, list[tuple[date, str, int]]] = {each.pk: [] for each in activities}
    for activity, day, channel, count in counts:
        by_activity[activity].append((day, channel, count))
    for each in activities:
        profile = PROFILES.get(each.project.organisation.disclosure_profile, DEFAULT_PROFILE)
        over = each.project.state_at(timezone.now()) is State.ANSWERED
        yield each, profile, safe(by_activity[each.pk], profile, over=over)


def rows(scope: UUID) -> Iterator[File]:
    listed = []
    for number, (activity, profile, counts) in enumerate(_counted(scope), 1):
        path = f"activities/{number}-by-day.csv"
        days = [(each.first, each.last, each.people) for each in counts.stretches]
        yield as_csv(path, ("first_day", "last_day", "people"), days)
        listed.append(
            {
                "title": activity.title,
                "tool": activity.tool,
                "protected_by": asdict(profile),
                "counted_until": counts.until,
                "people": counts.people,
                "by_channel": counts.channels,
                "by_day": path,
            }
        )
    yield as_json("activities/counts.json", listed)


def tell(scope: UUID) -> Iterator[Part]:
    found = False
    for activity, profile, counts in _counted(scope):
        found = True
        yield Part(activity.title, _said(counts, profile), _tables(counts))
    if not found:
        yield Part(_("Ways of taking part"), [_("Nothing was asked on this service.")])


def _said(counts: Counts, profile: Profile) -> list[str]:
    if counts.people is None or counts.until is None:
        return [_("Too few people took part to show numbers without showing who they are.")]
    facts = {"people": f"{counts.people:,}", "day": in_words(counts.until)}
    about = _("About %(people)s people took part until %(day)s.") if profile.round_to else None
    said = [(about or _("%(people)s people took part until %(day)s.")) % facts, _(profile.name)]
    if counts.channels is None:
        said.append(_("Too few people took part in one of the ways to count the ways apart."))
    return said


def _tables(counts: Counts) -> list[Table]:
    if not counts.stretches:
        return []
    channels = [(str(Channel(key).label), f"{people:,}") for key, people in sorted((counts.channels or {}).items())]
    days = [(_days(each), f"{each.people:,}") for each in counts.stretches]
    by_day = Table(_("By day"), [_("Days"), _("People")], days)
    return [Table(_("By channel"), [_("Channel"), _("People")], channels), by_day] if channels else [by_day]


def public_rows(scope: UUID) -> Iterator[File]:
    """Nothing while people still take part: of two editions with a few people between them, the difference would tell."""
    if _is_over(scope):
        yield from rows(scope)


def public_tell(scope: UUID) -> Iterator[Part]:
    if _is_over(scope):
        yield from tell(scope)
    else:
        yield Part(_("Ways of taking part"), [_("People are counted here when the project is answered.")])


def _is_over(scope: UUID) -> bool:
    return Project.objects.get(pk=scope).state_at(timezone.now()) is State.ANSWERED


def _days(each: Stretch) -> str:
    if each.first == each.last:
        return in_words(each.first)
    return _("%(first)s to %(last)s") % {"first": in_words(each.first), "last": in_words(each.last)}


register(
    Chapter("activities", lambda: _("Who took part, in numbers"), 40, rows, tell, Public(public_rows, public_tell))
)
