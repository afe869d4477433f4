"""Equality impact assessment. One table of groups first; only groups with an effect are asked about further."""

from __future__ import annotations

from ..build import DO_NOT_KNOW, options, rows, when
from ..types import Definition, Kind, Limits, Question, Section
from .sets import SavedSet, Source

GROUPS = (
    ("age", "Age"),
    ("disability", "Disability"),
    ("gender_reassignment", "Gender reassignment"),
    ("marriage", "Marriage and civil partnership"),
    ("pregnancy", "Pregnancy and maternity"),
    ("race", "Race"),
    ("religion", "Religion or belief"),
    ("sex", "Sex"),
    ("sexual_orientation", "Sexual orientation"),
    ("carers", "Carers"),
    ("deprivation", "People living in the most deprived areas"),
    ("inclusion", "Inclusion health groups, for example people who are homeless"),
    ("rural", "People in rural or coastal places"),
    ("armed_forces", "Armed forces community"),
)

_LONG = Limits(max_length=10_000)


def _text(key: str, wording: str, hint: str = "", fact_key: str = "") -> Question:
    return Question(key, Kind.LONG_TEXT, wording, hint=hint, limits=_LONG, fact_key=fact_key)


def _group(key: str, label: str) -> Section:
    """Further questions for one group, shown only when the table says there may be an effect."""
    return Section(
        f"group_{key}",
        label,
        show_when=when("effects", "better", "worse", "do_not_know", row=key),
        questions=(
            _text(f"{key}_evidence", f"{label}: what is the evidence, and what do we not know?"),
            Question(
                f"{key}_size",
                Kind.SINGLE,
                f"{label}: how large is the effect likely to be?",
                options=options(("small", "Small"), ("medium", "Medium"), ("large", "Large"), DO_NOT_KNOW),
            ),
            Question(
                f"{key}_measures",
                Kind.LONG_TEXT,
                f"{label}: what will be done to remove or reduce the harm?",
                limits=_LONG,
                show_when=when("effects", "worse", "do_not_know", row=key),
            ),
            Question(
                f"{key}_owner",
                Kind.SHORT_TEXT,
                f"{label}: which post is responsible?",
                hint="A job title, not a name.",
                show_when=when("effects", "worse", "do_not_know", row=key),
            ),
            Question(
                f"{key}_by",
                Kind.DATE,
                f"{label}: by when?",
                show_when=when("effects", "worse", "do_not_know", row=key),
            ),
        ),
    )


EQUALITY_IMPACT = SavedSet(
    key="equality_impact",
    title="Equality impact assessment",
    summary="What a proposal may do to different groups, on what evidence, and what is done about it.",
    minutes=90,
    checked_on="2026-11-20",
    sources=(
        Source("T-EQIA", "Published equality impact assessment forms, put together", "recalled", "high"),
        Source("PSED", "Equality Act 2010, section 149: the three aims", "recalled", "high"),
    ),
    definition=Definition(
        title="Equality impact assessment",
        sections=(
            Section(
                "proposal",
                "The proposal",
                questions=(
                    _text("aim", "What is the aim, and who is affected?", fact_key="eqia.aim"),
                    Question(
                        "service_change",
                        Kind.SINGLE,
                        "What kind of change is it?",
                        options=options(
                            ("new", "A new service or policy"),
                            ("changed", "A changed service or policy"),
                            ("ended", "A service or policy that ends"),
                        ),
                        required=True,
                        required_reason="The checks that follow depend on it.",
                        fact_key="eqia.change",
                    ),
                    _text("evidence", "What evidence is there: data, what people told us, and gaps?"),
                ),
            ),
            Section(
                "groups",
                "Who may be affected",
                questions=(
                    Question(
                        "effects",
                        Kind.MATRIX,
                        "What effect may it have on each group?",
                        hint="If you do not know, say so. Not knowing is not the same as no effect.",
                        rows=rows(*GROUPS),
                        options=options(
                            ("better", "Better"),
                            ("none", "No effect"),
                            ("worse", "Worse"),
                            DO_NOT_KNOW,
                        ),
                        required=True,
                        required_reason="The law asks us to think about every group.",
                        fact_key="eqia.effects",
                    ),
                ),
            ),
            *(_group(key, label) for key, label in GROUPS),
            Section(
                "aims",
                "The three aims of the equality duty",
                questions=(
                    _text("eliminate", "How does it help to end discrimination, harassment and victimisation?"),
                    _text("advance", "How does it make opportunities more equal?"),
                    _text("foster", "How does it help people get on with each other?"),
                    _text("human_rights", "Does it affect anybody's human rights?"),
                    _text("together", "Who belongs to more than one of these groups, and how are they affected?"),
                    _text("cumulative", "What other changes affect the same people?"),
                ),
            ),
            Section(
                "decision",
                "The decision",
                questions=(
                    Question(
                        "decision",
                        Kind.SINGLE,
                        "What is the decision?",
                        options=options(
                            ("proceed", "Go ahead"),
                            ("adjust", "Go ahead with changes"),
                            ("justify", "Go ahead although there is a harm, for reasons given"),
                            ("stop", "Stop"),
                        ),
                        fact_key="eqia.decision",
                    ),
                    _text("reasons", "What are the reasons?"),
                    _text("what_engagement_changed", "What did involving people change?"),
                    Question("review_on", Kind.DATE, "When will this be looked at again?", fact_key="eqia.review"),
                ),
            ),
        ),
    ),
)
