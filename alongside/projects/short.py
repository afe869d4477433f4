"""The short address of a project, as a poster prints it: northmere.example/go/blood-tests, and /go/blood-tests/bn.

One name in the whole installation, made of the name that the project started with. It works once it is published.
"""

import re
from itertools import count

from django.conf import settings
from django.urls import reverse
from django.utils.text import slugify

from alongside.design.choosing import link_in
from alongside.design.languages import SOURCE
from alongside.projects.models import Project

LONGEST = 24
LITTLE_END = r"(-(a|an|and|at|for|from|in|of|on|or|our|the|to|with|your))+$"


def stem_of(name: str) -> str:
    """A name that is quick to type: whole words, 24 letters at most."""
    words = slugify(name).split("-")
    kept = words[0][:LONGEST]
    for word in words[1:]:
        if len(kept) + 1 + len(word) > LONGEST:
            break
        kept = f"{kept}-{word}"
    return re.sub(LITTLE_END, "", kept) or "project"


def free(name: str) -> str:
    """A short name for a project of this name that nobody has yet. One query."""
    stem = stem_of(name)
    taken = set(Project.objects.filter(short__startswith=stem).values_list("short", flat=True))
    return next(each for number in count(1) if (each := stem if number == 1 else f"{stem}-{number}") not in taken)


def give(project: Project) -> None:
    """Give a project its short name, unless it has one."""
    if project.short is None:
        project.short = free(project.name)
        project.save(update_fields=["short"])


def address(project: Project, language: str = SOURCE) -> str:
    """The whole address, for a code that a camera reads."""
    if project.short is None:
        return settings.SITE_URL + reverse("projects:page", args=[project.organisation.slug, project.slug])
    if language == SOURCE:
        return settings.SITE_URL + reverse("short:page", args=[project.short])
    return settings.SITE_URL + reverse("short:language", args=[project.short, language])


def to_type(address: str) -> str:
    """The same as people type it: browsers add the rest."""
    return address.split("://", 1)[-1].removeprefix("www.").rstrip("/")


def page(project: Project, language: str) -> str:
    """Where the short address leads: the project's page, in the language that it says."""
    return link_in(reverse("projects:page", args=[project.organisation.slug, project.slug]), language)
