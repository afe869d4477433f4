"""Equality monitoring: who took part, set beside who is affected. Counts only, never beside a name."""

from __future__ import annotations

from ..build import NO, NONE_OF_THESE, PREFER_NOT_TO_SAY, YES, grouped, options, own_words, when
from ..types import Audience, Definition, Kind, Option, Question, Section
from .sets import SavedSet, Source

_ETHNIC = (
    *grouped(
        "White",
        [
            ("white_british", "English, Welsh, Scottish, Northern Irish or British"),
            ("white_irish", "Irish"),
            ("white_gypsy_traveller", "Gypsy or Irish Traveller"),
            ("white_roma", "Roma"),
        ],
    ),
    own_words("white_other", "Any other White background", "White"),
    *grouped(
        "Mixed or multiple ethnic groups",
        [
            ("mixed_white_black_caribbean", "White and Black Caribbean"),
            ("mixed_white_black_african", "White and Black African"),
            ("mixed_white_asian", "White and Asian"),
        ],
    ),
    own_words("mixed_other", "Any other mixed or multiple background", "Mixed or multiple ethnic groups"),
    *grouped(
        "Asian or Asian British",
        [
            ("asian_indian", "Indian"),
            ("asian_pakistani", "Pakistani"),
            ("asian_bangladeshi", "Bangladeshi"),
            ("asian_chinese", "Chinese"),
        ],
    ),
    own_words("asian_other", "Any other Asian background", "Asian or Asian British"),
    *grouped(
        "Black, Black British, Caribbean or African",
        [("black_caribbean", "Caribbean"), ("black_african", "African background")],
    ),
    own_words(
        "black_other",
        "Any other Black, Black British or Caribbean background",
        "Black, Black British, Caribbean or African",
    ),
    Option("other_arab", "Arab", group="Other ethnic group"),
    own_words("other_any", "Any other ethnic group", "Other ethnic group"),
)

_WHY = "We compare who took part with who lives here, to see whom we have not heard from."


def _ask(
    key: str,
    wording: str,
    code_list: str,
    *parts: tuple[str, str] | Option,
    kind: Kind = Kind.SINGLE,
    hint: str = "",
    shown: str = "",
) -> Question:
    """One monitoring question: optional, counts only, with "Prefer not to say" last."""
    return Question(
        key=key,
        kind=kind,
        wording=wording,
        hint=hint,
        options=options(*parts, PREFER_NOT_TO_SAY),
        who_sees=Audience.COUNTS_ONLY,
        why_we_ask=_WHY,
        code_list=code_list,
        show_when=when(shown, "yes") if shown else None,
    )


_QUESTIONS = (
    _ask(
        "age",
        "How old are you?",
        "EQ-AGE",
        ("under_16", "Under 16"),
        ("age_16_17", "16 to 17"),
        ("age_18_24", "18 to 24"),
        ("age_25_34", "25 to 34"),
        ("age_35_44", "35 to 44"),
        ("age_45_54", "45 to 54"),
        ("age_55_64", "55 to 64"),
        ("age_65_74", "65 to 74"),
        ("age_75_84", "75 to 84"),
        ("age_85_over", "85 or over"),
    ),
    _ask("sex", "What is your sex?", "EQ-SEX", ("female", "Female"), ("male", "Male")),
    _ask(
        "gender_same",
        "Is the gender you identify with the same as your sex registered at birth?",
        "EQ-GI",
        YES,
        Option("no", "No", hint="You can tell us the word you use", own_words=True),
        kind=Kind.YES_NO,
        hint="This question is for people aged 16 and over.",
    ),
    _ask("ethnic_group", "What is your ethnic group?", "EQ-ETH", *_ETHNIC),
    _ask(
        "long_condition",
        "Do you have any physical or mental health conditions or illnesses lasting, or expected to last,"
        " 12 months or more?",
        "EQ-LLC",
        YES,
        NO,
        kind=Kind.YES_NO,
    ),
    _ask(
        "activities_reduced",
        "Do any of your conditions or illnesses reduce your ability to carry out day-to-day activities?",
        "EQ-ACT",
        ("a_lot", "Yes, a lot"),
        ("a_little", "Yes, a little"),
        ("not_at_all", "Not at all"),
        shown="long_condition",
    ),
    _ask(
        "impairment",
        "Do your conditions or illnesses affect you in any of these ways?",
        "EQ-IMP",
        ("vision", "Vision, for example blindness or partial sight"),
        ("hearing", "Hearing, for example deafness or partial hearing"),
        ("mobility", "Mobility, for example walking short distances or climbing stairs"),
        ("dexterity", "Dexterity, for example lifting or using a keyboard"),
        ("learning", "Learning, understanding or concentrating"),
        ("memory", "Memory"),
        ("mental_health", "Mental health"),
        ("stamina", "Stamina, breathing or fatigue"),
        ("social", "Socially or behaviourally, for example autism or ADHD"),
        own_words("other", "Another way"),
        NONE_OF_THESE,
        kind=Kind.MULTIPLE,
        hint="Select all that apply.",
        shown="long_condition",
    ),
    _ask(
        "sexual_orientation",
        "Which of these best describes your sexual orientation?",
        "EQ-SO",
        ("straight", "Straight or heterosexual"),
        ("gay_lesbian", "Gay or lesbian"),
        ("bisexual", "Bisexual"),
        own_words("other", "Other sexual orientation"),
        ("not_sure", "Not sure"),
        hint="This question is for people aged 16 and over.",
    ),
    _ask(
        "religion",
        "What is your religion?",
        "EQ-REL",
        ("no_religion", "No religion"),
        ("christian", "Christian"),
        ("buddhist", "Buddhist"),
        ("hindu", "Hindu"),
        ("jewish", "Jewish"),
        ("muslim", "Muslim"),
        ("sikh", "Sikh"),
        own_words("other", "Any other religion"),
    ),
    _ask(
        "pregnancy",
        "Are you pregnant, or have you given birth in the last 26 weeks?",
        "EQ-PREG",
        ("pregnant", "I am pregnant"),
        ("gave_birth", "I gave birth in the last 26 weeks"),
        ("neither", "Neither"),
    ),
    _ask(
        "unpaid_care",
        "How many hours a week do you look after or help someone, without being paid?",
        "EQ-CARER",
        ("none", "None"),
        ("up_to_9", "Up to 9 hours"),
        ("hours_10_19", "10 to 19 hours"),
        ("hours_20_34", "20 to 34 hours"),
        ("hours_35_49", "35 to 49 hours"),
        ("hours_50_over", "50 hours or more"),
        hint="For example because of a long-term condition, a disability or old age.",
    ),
    _ask(
        "life_experience",
        "Are any of these part of your life, now or in the past?",
        "EQ-PLUS",
        ("armed_forces", "I served in the armed forces, or someone in my family did"),
        ("care_experienced", "I was in care as a child"),
        ("homeless", "I do not have a settled home"),
        ("asylum", "I am a refugee or seeking asylum"),
        ("sex_work", "I work in the sex industry"),
        ("justice", "I have been in prison or on probation"),
        ("substance_use", "I have needed help with drugs or alcohol"),
        ("gypsy_roma_traveller", "I belong to a Gypsy, Roma or Traveller community"),
        ("offline", "I cannot easily get online"),
        ("interpreter", "I need an interpreter to speak or read English"),
        ("rural_coastal", "I live in the countryside or by the sea"),
        NONE_OF_THESE,
        kind=Kind.MULTIPLE,
        hint="Select all that apply.",
    ),
)

_CENSUS = "Census 2021, England and Wales"

EQUALITY_MONITORING = SavedSet(
    key="equality_monitoring",
    title="About you",
    summary="Optional questions that show whether everyone who is affected has been heard.",
    minutes=3,
    checked_on="2026-11-20",
    sources=(
        Source("EQ-AGE", "Age bands in common use for engagement", "recalled", "high"),
        Source("EQ-SEX", "Harmonised standard for sex", "seen", "high", "Being rewritten: check before use."),
        Source("EQ-GI", f"Gender identity question, {_CENSUS}", "seen", "high", "Results are in development."),
        Source("EQ-ETH", f"19 ethnic groups, {_CENSUS}", "recalled", "high"),
        Source("EQ-LLC", "Harmonised standard for long-lasting conditions", "seen", "high", "Under review."),
        Source("EQ-ACT", "Harmonised standard for activity restriction", "seen", "high", "Under review."),
        Source("EQ-IMP", "Harmonised standard for impairment", "recalled", "high"),
        Source("EQ-SO", f"Sexual orientation question, {_CENSUS}", "seen", "high"),
        Source("EQ-REL", f"Religion question, {_CENSUS}", "recalled", "high"),
        Source("EQ-PREG", "Pregnancy and maternity, Equality Act 2010", "recalled", "high"),
        Source("EQ-CARER", f"Unpaid care question, {_CENSUS}", "recalled", "high"),
        Source("EQ-PLUS", "Inclusion health groups", "recalled", "high"),
    ),
    definition=Definition(
        title="About you",
        intro="These questions are optional. Your answers are kept apart from everything else you told us.",
        sections=(Section("about_you", "About you", questions=_QUESTIONS),),
    ),
)
