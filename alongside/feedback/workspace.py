"""Answering, on its project's workspace: findings, responses, who was told, promises."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Count, JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject, Now, TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.addresses import url
from alongside.core.dates import in_words
from alongside.feedback.models import Finding, Promise
from alongside.people.accounts.roles import Permission
from alongside.projects.models import Project, State
from alongside.projects.panels import Progress, Task, register_progress

READ = Permission.SEE_RESULTS


def tasks(project: Project, org: str, counts: Mapping[str, Any]) -> Iterator[Task]:
    state = project.state_at(timezone.now())
    if state in (State.DRAFT, State.UPCOMING):
        when = _("By %(day)s") % {"day": in_words(project.findings_by)} if project.findings_by else ""
        yield Task("answer", _("Say what you heard"), _("Cannot start yet"), hint=when, left=False)
        return
    heard, made = counts["findings"], counts["promises"]
    findings = heard["all"] if heard else 0
    link = url("feedback-team:findings", org, project.slug)
    yield _heard(findings, heard["published"] if heard else 0, link, state)
    if heard:
        yield _part(_("Respond to each finding"), findings, heard["responses"], link)
        yield _part(_("Tell the people whose words fed them"), findings, heard["told"], link)
    if made:
        yield _promises(made["all"], made["all"] - made["kept"], made["late"], org)


def _heard(findings: int, published: int, link: str, state: State) -> Task:
    title = _("Say what you heard")
    if not findings:
        waits = state in (State.CLOSED, State.ANSWERED)
        return Task("answer", title, _("Not started"), link, colour="blue" if waits else "", needs=READ)
    words = ngettext("%(count)s finding", "%(count)s findings", findings) % {"count": findings}
    if published == findings:
        return Task("answer", title, _("Completed"), link, words, left=False, needs=READ)
    hint = _("%(findings)s, %(published)s published") % {"findings": words, "published": published}
    return Task("answer", title, _("In progress"), link, hint, "blue", needs=READ)


def _part(title: str, findings: int, done: int, link: str) -> Task:
    if done == findings:
        return Task("answer", title, _("Completed"), link, left=False, needs=READ)
    status = _("%(done)s of %(findings)s") % {"done": done, "findings": findings}
    return Task("answer", title, status, link, colour="blue", needs=READ)


def _promises(promises: int, still: int, late: int, org: str) -> Task:
    title, link = _("Keep the promises"), url("feedback-team:promises", org)
    words = ngettext("%(count)s promise", "%(count)s promises", promises) % {"count": promises}
    if late:
        return Task("answer", title, _("%(count)s late") % {"count": late}, link, words, "red", needs=READ)
    if still:
        return Task("answer", title, _("%(count)s to keep") % {"count": still}, link, words, "blue", needs=READ)
    return Task("answer", title, _("Completed"), link, words, left=False, needs=READ)


def _counted(rows: QuerySet[Any], **counts: Count) -> Subquery:
    """Counts of a project's rows by name, None without any: one query inside the project's, cheap to write and to run."""
    found = rows.filter(project=OuterRef("pk")).order_by().values("project").annotate(counts=JSONObject(**counts))
    return Subquery(found.values("counts"), output_field=JSONField())


_late = Q(done_on=None, due_on__lt=TruncDate(Now()))
register_progress(
    Progress(
        "feedback",
        {
            "findings": _counted(
                Finding.objects.all(),
                all=Count("pk"),
                published=Count("published_at"),
                responses=Count("response"),
                told=Count("told_at"),
            ),
            "promises": _counted(
                Promise.objects.all(), all=Count("pk"), kept=Count("done_on"), late=Count("pk", filter=_late)
            ),
        },
        tasks,
    )
)
