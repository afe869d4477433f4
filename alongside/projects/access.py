"""Who may see a project's page: everyone, once it is published."""

from django.http import Http404

from alongside.organisations.access import PublicRequest
from alongside.projects.models import Project, ProjectQuerySet


def projects_seen_by_all(request: PublicRequest) -> ProjectQuerySet:
    return Project.objects.filter(organisation=request.organisation).published()


def project_or_404(request: PublicRequest, slug: str) -> Project:
    """A published project of this organisation. What is not published is as if it were not there."""
    project = projects_seen_by_all(request).filter(slug=slug).first()
    if project is None:
        raise Http404
    # It is the request's organisation: saves the query that would fetch it again.
    project.organisation = request.organisation
    return project
