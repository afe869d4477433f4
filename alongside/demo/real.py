"""Real comments and real export layouts as projects of the demo, where the folder of real inputs is at hand.

The comments are from the NHS Friends and Family Test (CDU-data-science-team/pxtextmining, MIT, © NHS England); the
layouts are test files of i-dot-ai/consult (MIT), with invented answers.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from alongside.activities.models import Activity, Channel
from alongside.demo.parts import AGREE
from alongside.organisations.models import Organisation
from alongside.projects import short
from alongside.projects.models import Project
from alongside.questionnaires import actions as questionnaires
from alongside.questionnaires.build import NO, NOT_APPLICABLE, YES, options
from alongside.questionnaires.reading import read_export
from alongside.questionnaires.types import Audience, Definition, Kind, Limits, Question, Section
from alongside.record.actions import note
from alongside.tools.survey.importing.actions import bring_in, stage
from alongside.tools.survey.models import Survey

INSTANCES: Path = settings.BASE.parent / "shared" / "data" / "instances"
HOUSE = "south-riverside"


def _words(key: str, wording: str) -> Question:
    return Question(key, Kind.LONG_TEXT, wording, limits=Limits(max_length=10_000))


def _one(key: str, wording: str, *choices: tuple[str, str]) -> Question:
    return Question(key, Kind.SINGLE, wording, options=options(*choices))


CARE = Definition(
    "What people told us about their care",
    (
        Section(
            "care",
            "Your care",
            questions=(
                _one(
                    "organization",
                    "Which trust gave you care?",
                    ("trust_a", "Trust A"),
                    ("trust_b", "Trust B"),
                    ("trust_c", "Trust C"),
                ),
                _one(
                    "question",
                    "Which question did your card ask?",
                    ("a_q1", "Trust A - Q1"),
                    ("a_q2", "Trust A - Q2"),
                    ("b_q1", "Trust B - Q1"),
                    ("c_q1", "Trust C - Q1"),
                    ("c_q2", "Trust C - Q2"),
                ),
                _words("feedback", "What would you like to tell us about your care?"),
                _one(
                    "label",
                    "What is it about most?",
                    ("care", "Care received"),
                    ("staff", "Staff"),
                    ("nothing", "Couldn't be improved"),
                    ("communication", "Communication"),
                    ("environment", "Environment/ facilities"),
                    ("access", "Access"),
                    ("miscellaneous", "Miscellaneous"),
                    ("transition", "Transition/coordination"),
                    ("dignity", "Dignity"),
                ),
            ),
        ),
    ),
)

BIOMASS = Definition(
    "How should we use biomass?",
    (
        Section(
            "who",
            "About your response",
            questions=(
                Question("name", Kind.SHORT_TEXT, "What is your name?", identifying=True, who_sees=Audience.RESTRICTED),
                Question(
                    "email", Kind.EMAIL, "What is your email address?", identifying=True, who_sees=Audience.RESTRICTED
                ),
                _one(
                    "capacity",
                    "Are you responding as an individual or on behalf of an organisation?",
                    ("individual", "Individual"),
                    ("organisation", "Organisation"),
                ),
                _one(
                    "sector",
                    "Please select which sector your organisation is part of from the list below",
                    ("supplier", "Biomass Supplier"),
                    ("user", "Biomass User"),
                    ("trade", "TA - General"),
                    ("other", "Other"),
                ),
                Question(
                    "publish",
                    Kind.YES_NO,
                    "We usually publish a summary of all responses - would you be happy for your individual response to "
                    "be published in full?",
                    options=options(YES, NO),
                ),
            ),
        ),
    ),
)

COUNCILS = Definition(
    "Two proposals for new councils",
    (
        Section(
            "who",
            "About your response",
            questions=(
                _one(
                    "respondent",
                    "Respondent type",
                    ("individual", "Individual"),
                    ("organisation", "Organisation"),
                ),
                _one("location", "Location address", ("derby", "Derby City"), ("derbyshire", "Derbyshire")),
                _one(
                    "organisation",
                    "Organisation type",
                    ("business", "Business"),
                    ("charity", "Charity"),
                    ("local_authority", "Local Authority"),
                    ("other", "Other"),
                ),
            ),
        ),
        Section(
            "proposals",
            "The proposals",
            questions=(
                Question("prop_1_q1", Kind.SCALE, "Proposal 1: do you agree or disagree with it?", options=AGREE),
                Question(
                    "prop_1_q2",
                    Kind.SCALE,
                    "Proposal 1: to what extent do you agree the councils will deliver the outcomes?",
                    options=AGREE,
                ),
                _words("prop_1_q8", "Proposal 1: why do you say so?"),
                Question("prop_2_q1", Kind.SCALE, "Proposal 2: do you agree or disagree with it?", options=AGREE),
                _words("prop_2_q8", "Proposal 2: why do you say so?"),
            ),
        ),
    ),
)

SAFETY = Definition(
    "Outcomes for safer buildings",
    (
        Section(
            "outcomes",
            "The outcomes",
            questions=(
                _one(
                    "capacity",
                    "Responding as",
                    ("individual", "Individual"),
                    ("company", "Company"),
                    ("organisation", "Organisation"),
                ),
                Question(
                    "organisation", Kind.SHORT_TEXT, "Organisation name", identifying=True, who_sees=Audience.RESTRICTED
                ),
                Question(
                    "size",
                    Kind.SINGLE,
                    "Size of organisation",
                    options=options(
                        ("small", "1-10 employees"),
                        ("medium", "11-50 employees"),
                        replace(NOT_APPLICABLE, label="Not applicable"),
                    ),
                ),
                Question(
                    "useful",
                    Kind.SCALE,
                    "Where do the proposed outcomes sit on a scale from very useful to not useful at all?",
                    options=options(
                        ("very", "Very Useful"),
                        ("useful", "Useful"),
                        ("not", "Not Useful"),
                        ("not_at_all", "Not Useful At All"),
                    ),
                ),
                _words("role", "What role would you and/or your organisation play in achieving these outcomes?"),
            ),
        ),
    ),
)


@dataclass(frozen=True)
class Real:
    """A real file, and the project that asks its questions. ``channel`` is how its answers were given."""

    slug: str
    file: str
    definition: Definition
    question: str
    summary: str
    channel: str = Channel.WEB


REALS = (
    Real(
        "told-us-about-care",
        "text/nhs_fft_comments_phase1.csv",
        CARE,
        "What did people tell us about their care?",
        "10,334 comments that people wrote on cards and online after they had care at three trusts.",
        Channel.PARTNER,
    ),
    Real(
        "biomass",
        "imports/responses_biomass_format.csv",
        BIOMASS,
        "How should biomass be used?",
        "Responses in the layout of a consultation on biomass.",
    ),
    Real(
        "new-councils",
        "imports/responses_lgr_format.csv",
        COUNCILS,
        "Which of two proposals for new councils is better?",
        "Responses in the layout of a consultation on local government.",
    ),
    Real(
        "safer-buildings",
        "imports/responses_scr_format.csv",
        SAFETY,
        "What would make buildings safer?",
        "Responses in the layout of a consultation on safer buildings.",
    ),
)


@dataclass(frozen=True)
class Brought:
    """What became of one file. Without a file nothing was made."""

    real: Real
    here: bool
    added: int = 0
    rejected: int = 0
    left: tuple[str, ...] = ()


def bring_all(folder: Path = INSTANCES) -> Iterator[Brought]:
    """A project for each real file that is in the folder, with its answers. Safe to repeat."""
    home = Organisation.objects.get(slug=HOUSE)
    for real in REALS:
        path = folder / real.file
        if not path.is_file():
            yield Brought(real, here=False)
            continue
        survey = _survey(home, real)
        staged = stage(survey=survey, export=read_export(path))
        left = tuple(each.label for each in staged.left)
        outcome = bring_in(survey=survey, staged=staged, channel=real.channel, replacing=False, by=None)
        yield Brought(real, True, outcome.added, len(staged.rejected), left)


@transaction.atomic
def _survey(home: Organisation, real: Real) -> Survey:
    """The project's survey, made once."""
    found = Survey.objects.filter(activity__project__organisation=home, activity__project__slug=real.slug)
    there = found.select_related("activity__project", "questionnaire").first()
    if there is not None:
        return there
    now = timezone.now()
    opened = now - timedelta(days=20)
    facts: dict[str, Any] = {
        "name": real.definition.title,
        "question": real.question,
        "summary": real.summary,
        "why": "To show how answers that were given elsewhere are brought in, counted and answered.",
        "level": "consult",
        "can_change": "Nothing: this project shows real files in the demo.",
        "cannot_change": "What people wrote.",
        "who_decides": home.name,
        "who_it_affects": "People who wrote these answers.",
        "minutes": 3,
    }
    project = Project.objects.create(
        organisation=home,
        slug=real.slug,
        opens_at=opened,
        closes_at=now + timedelta(days=20),
        published_at=opened,
        findings_by=timezone.localdate(now) + timedelta(days=60),
        decides_on=timezone.localdate(now) + timedelta(days=90),
        area_codes=[area.code for area in home.areas.all()],
        contact_phone=home.phone,
        contact_email=home.email,
        **facts,
    )
    short.give(project)
    subject = f"project:{project.pk}"
    note(scope=project.pk, by=None, verb="project.started", subject=subject)
    note(scope=project.pk, by=None, verb="project.published", subject=subject, detail={"becomes": ""})
    activity = Activity.objects.create(project=project, tool="survey", title=real.definition.title)
    asked = questionnaires.start(owner=home.pk, title=real.definition.title, definition=real.definition)
    questionnaires.publish(questionnaire=asked, at=opened)
    return Survey.objects.create(activity=activity, questionnaire=asked)
