"""The pages that are measured."""

from django.urls import reverse

HOUSE = "south-riverside"
AT = [HOUSE, "project-0"]
START = "/south-riverside/projects/project-0/answer/"
QUESTION = f"{START}question/had_test/"

# The three that the bar names, and those on the way to them.
PUBLIC = {
    "home": "/south-riverside/",
    "find a project (50 projects)": "/south-riverside/projects/",
    "project": "/south-riverside/projects/project-0/",
    "before you start": START,
}

_IN_HOUSE = {
    "Today": "team:today",
    "list of projects (50 projects)": "team:projects",
    "moderation": "moderation:queue",
    "people": "team:people",
}
_IN_PROJECT = {
    "project workspace": "projects-team:workspace",
    "survey builder": "survey-team:build",
    "paper forms": "survey-team:batches",
    "responses": "analysis-team:responses",
    "results": "analysis-team:results",
    "reach": "analysis-team:reach",
    "findings": "feedback-team:findings",
    "timeline": "record:timeline",
}


def team() -> dict[str, str]:
    return {name: reverse(each, args=[HOUSE]) for name, each in _IN_HOUSE.items()} | {
        name: reverse(each, args=AT) for name, each in _IN_PROJECT.items()
    }
