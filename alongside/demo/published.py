"""The demo's answered projects as a team leaves them: results counted, proposed and published, people told."""

from datetime import datetime

from alongside.analysis.access import results_of
from alongside.analysis.actions import proposal_of, propose, publish
from alongside.analysis.keeping import keep_up
from alongside.core.work import run_due
from alongside.feedback.models import Finding
from alongside.feedback.telling import tell
from alongside.projects.models import Project


def publish_answered(now: datetime) -> None:
    keep_up()
    for project in Project.objects.answered().select_related("organisation"):
        results = results_of(project)
        if results is None or project.lead is None:
            continue
        propose(str(project.pk), [], str(project.lead))
        proposal = proposal_of(results.survey.activity_id)
        if proposal is not None:
            publish(results=results, number=proposal.number, by=project.lead, at=project.answered_at or now)


def tell_people() -> None:
    """Everyone whose words fed a finding of an answered project: by mail, letter, call, or on the page of their code."""
    for finding in Finding.objects.filter(project__in=Project.objects.answered()).select_related("project"):
        if finding.published_at is not None and finding.project.lead is not None:
            tell(finding=finding, by=finding.project.lead)
    run_due()
