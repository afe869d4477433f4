"""The plan of an involvement: what its typed parts (dates, budget, people) do not hold, in questions with prompts."""

from __future__ import annotations

from ..build import DO_NOT_KNOW, NO, YES, choice, text
from ..types import Definition, Section
from .sets import SavedSet, Source

PURPOSE, PEOPLE, WAYS, DUTIES, AFTER = "Purpose", "People", "Ways", "Duties", "After"

_SECTIONS: tuple[tuple[str, Section], ...] = (
    (
        PURPOSE,
        Section(
            "known",
            "What is already known",
            "Look before you ask. People should not have to tell us twice.",
            (
                text(
                    "found",
                    "What do we know already?",
                    "From complaints, surveys, past projects, Healthwatch and partners. Say where each comes from.",
                ),
                text("looked", "Where did you look?", "So that somebody else need not look there again."),
                text(
                    "gaps",
                    "What do we still need to know?",
                    "Each gap is a reason to ask. What fills no gap is no reason.",
                ),
            ),
        ),
    ),
    (
        PURPOSE,
        Section(
            "influence",
            "What people can influence",
            "These answers decide which kind of involvement we recommend.",
            (
                choice(
                    "decided",
                    "How much is decided already?",
                    ("nothing", "Nothing: we start with people, before there are proposals"),
                    ("some", "Some: there are proposals or options, and each could still change"),
                    ("most", "Most: small things are open"),
                    ("all", "Everything: we want people to know and understand it"),
                    DO_NOT_KNOW,
                    fact="plan.decided",
                ),
                choice(
                    "shares",
                    "Who makes the decision?",
                    ("us", "We do, alone"),
                    ("us_account", "We do, and show how people’s views changed it"),
                    ("design", "We do, on what was designed together with people"),
                    ("together", "People and we together, and we go on together afterwards"),
                    ("them", "A community or an independent group decides for itself"),
                    DO_NOT_KNOW,
                    fact="plan.shares",
                ),
                choice(
                    "explain",
                    "Do people first need help to understand the subject?",
                    YES,
                    NO,
                    DO_NOT_KNOW,
                    fact="plan.explain",
                ),
                choice(
                    "afterwards",
                    "Will people help to run, watch over or evaluate what comes of it?",
                    YES,
                    NO,
                    DO_NOT_KNOW,
                    hint="Where they design it and then stop, it is co-design.",
                    fact="plan.afterwards",
                ),
                text(
                    "because",
                    "How will what people say change things?",
                    "Name the decision, the meeting or the document it goes into.",
                ),
            ),
        ),
    ),
    (
        PEOPLE,
        Section(
            "seldom",
            "Who is seldom heard",
            "People who are most affected are often heard least.",
            (
                text("numbers", "Which groups are affected, and about how many people?"),
                text("under_heard", "Which of them do we seldom hear from?"),
                text("reach", "How will each of them be reached, and by whom they trust?"),
                choice("children", "Will children or young people take part?", YES, NO, DO_NOT_KNOW, fact="under18"),
                choice(
                    "capacity",
                    "Might some people need support to decide whether to take part?",
                    YES,
                    NO,
                    DO_NOT_KNOW,
                    fact="capacity_doubt",
                ),
            ),
        ),
    ),
    (
        PEOPLE,
        Section(
            "access",
            "Access and support",
            "Ask early, plan for it and pay for it. Access is our cost, never theirs.",
            (
                text("languages", "Which languages and formats will be ready on the first day?"),
                text("venues", "How do we know that places and online meetings work for everyone?"),
                text("offline", "How do people without internet take part, from first to last?"),
                text("support", "What support is there: travel, care, interpreters, somebody to phone?"),
            ),
        ),
    ),
    (
        PEOPLE,
        Section(
            "safety",
            "Safety and feelings",
            "Telling a hard story costs something. Plan for before, during and afterwards.",
            (
                text("feelings", "How might taking part affect people?"),
                text("support_before", "What support is offered before, during and afterwards?"),
                text("worry", "Who acts when somebody is at risk, and how do people know?"),
            ),
        ),
    ),
    (
        PEOPLE,
        Section(
            "offer",
            "What we offer people",
            "Expenses are always paid. Where people decide or act together with us, payment is offered.",
            (
                choice(
                    "payment",
                    "What is offered for people’s time?",
                    ("pay", "A payment, which everyone may take, reduce or decline"),
                    ("voucher", "A voucher. It can count as income too"),
                    ("thanks", "Thanks, training or something else that is not money"),
                    ("nothing", "Nothing besides expenses"),
                    DO_NOT_KNOW,
                    fact="plan.payment",
                ),
                text("how_much", "How much, for what, how is it claimed and how long does it take?"),
                text("advice", "Where do people get advice on benefits and tax before they accept?"),
            ),
        ),
    ),
    (
        WAYS,
        Section(
            "messages",
            "What we say",
            "",
            (
                text("key_messages", "What do people need to know first?", "Three sentences or fewer."),
                text("questions_expected", "What will people ask, and what is the answer?"),
            ),
        ),
    ),
    (
        DUTIES,
        Section(
            "data",
            "Data",
            "",
            (
                text("collected", "What personal data is collected, and why do we need each part?"),
                text("kept", "Who can see it, and when is it deleted?"),
                text(
                    "analysed",
                    "Who reads the answers, and how? Is a machine used, and who checks it?",
                    fact="plan.method",
                ),
            ),
        ),
    ),
    (
        DUTIES,
        Section(
            "risks",
            "Risks",
            "",
            (
                text(
                    "risks",
                    "What could go wrong, and what is done about it?",
                    "For example: people are tired of being asked, or think it is decided.",
                ),
            ),
        ),
    ),
    (
        AFTER,
        Section(
            "feedback",
            "Telling people what came of it",
            "Silence is what people remember.",
            (
                text("promise", "What will people be told, how and by when?"),
                text("told_how", "How are those told who took part on paper, by phone or in person?"),
            ),
        ),
    ),
    (
        AFTER,
        Section(
            "evaluation",
            "Knowing whether it worked",
            "Agree the measures now, with people who take part.",
            (
                text("measures", "How will we know that it made a difference?"),
                text("agreed_with", "With whom were the measures agreed?"),
                text("reviewed", "When are they looked at, and by whom?"),
            ),
        ),
    ),
)

GROUPS = {section.key: group for group, section in _SECTIONS}
"""{section key: the part of the plan it belongs to}."""

PLAN = SavedSet(
    key="plan",
    title="Plan",
    summary="What a plan says beside its dates, people and money.",
    minutes=40,
    checked_on="2026-11-27",
    sources=(Source("T-PLAN", "Published planning templates of three partnerships, put together", "seen", "high"),),
    definition=Definition(title="Plan", sections=tuple(section for _group, section in _SECTIONS)),
)
