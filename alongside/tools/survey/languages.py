"""The survey's texts for translators, and the languages that its pages offer."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.core.dates import local
from alongside.design.choosing import reads
from alongside.documents.presenters import EditionLink, behind_words, language_links
from alongside.documents.reading import Words, all_words
from alongside.documents.translating import Part
from alongside.projects.languages import behind_on
from alongside.projects.models import Project
from alongside.projects.panels import to_translate
from alongside.questionnaires.actions import definition_of
from alongside.questionnaires.languages import to_translate as texts_of
from alongside.questionnaires.models import Edition
from alongside.tools.survey.arriving import PART, Arrival
from alongside.tools.survey.models import Survey


def _part(edition: Edition) -> Part:
    since = local(edition.published_at or edition.changed_at).date()
    return Part(PART, _("The survey"), texts_of(definition_of(edition), since, PART))


@to_translate
def texts(project: Project) -> Part | None:
    """What people are asked now; before it is published, the draft. Two queries."""
    survey = Survey.objects.filter(activity__project=project).order_by("activity__position").first()
    if survey is None:
        return None
    editions = Edition.objects.filter(questionnaire=survey.questionnaire_id)
    edition = editions.order_by(F("published_at").desc(nulls_last=True), "-number").first()
    return _part(edition) if edition is not None else None


def offered(project: Project, page: str) -> list[EditionLink]:
    """The other languages that a page of the survey can be read in. One query."""
    address = reverse(f"survey:{page}", args=[project.organisation.slug, project.slug])
    everything = {language: words for language, words in all_words(project.pk).items() if words.part(PART)}
    return language_links(address, everything, reads(), _not_told)


def _not_told(_words: Words) -> None:
    """Whether a translation has fallen behind is said on its own page."""
    return None


def behind(here: Arrival) -> str:
    """That the questions have changed in English since they were translated. One query, for who reads a translation."""
    if not here.words.part(PART):
        return ""
    return behind_words(behind_on(_part(Edition.objects.get(pk=here.edition_id)), here.words))
