"""Role description for somebody who takes part over a longer time. Lived experience is stated, never proved."""

from __future__ import annotations

from ..build import DO_NOT_KNOW, NO, YES, choice, day, line, text, when
from ..types import Definition, Section
from .sets import SavedSet, Source

ROLE_DESCRIPTION = SavedSet(
    key="role_description",
    title="Role description",
    summary="What somebody is asked to do with us, what they get for it, and how they apply and leave.",
    minutes=30,
    checked_on="2026-11-27",
    sources=(
        Source(
            "T-ROLE",
            "Published role descriptions for longer involvement, put together in our words",
            "recalled",
            "high",
        ),
        Source("PAY-01", "NHS England, Reimbursing expenses and paying involvement payments", "seen", "high"),
    ),
    definition=Definition(
        title="Role description",
        sections=(
            Section(
                "role",
                "The role",
                "",
                (
                    line("role_title", "What is the role called?"),
                    text("exists", "Why does it exist?"),
                    text("tasks", "What does somebody do in it?"),
                    text("influence", "What can they change, and who decides the rest?"),
                ),
            ),
            Section(
                "wanted",
                "Who we look for",
                "",
                (
                    text(
                        "experience",
                        "Which lived experience do we look for?",
                        "People tell us that they have it. We ask for no proof.",
                    ),
                    text(
                        "skills",
                        "Which skills help, and which of them can be learnt with us?",
                        "Ask only for what the tasks need.",
                    ),
                ),
            ),
            Section(
                "time",
                "Time and place",
                "",
                (
                    text("hours", "How much time does it take?"),
                    text("preparation", "How much time for reading and getting ready, and is it paid?"),
                    text("lasts", "How long does it last?"),
                    text("where", "Where is it, and can it be done from home?"),
                ),
            ),
            Section(
                "support",
                "Support",
                "",
                (
                    text("help", "What support is there, and from whom?"),
                    text("training", "Which training is there, and is time for it paid?"),
                    text("buddy", "Who is a buddy or mentor for somebody new?"),
                ),
            ),
            Section(
                "payment",
                "Payment and expenses",
                "Before anybody accepts a payment, offer independent advice about benefits, also to those who will decline it. A payment or a voucher can count as income. There is no obligation to offer or to accept.",
                (
                    text("paid", "What is paid, and which expenses?"),
                    text("claimed", "How and when is it claimed?"),
                    text("how_soon", "How long does it take until the money is there?"),
                    text(
                        "benefits",
                        "Where do people get independent advice on benefits before they accept?",
                        "Staff give no advice on benefits or tax themselves.",
                    ),
                ),
            ),
            Section(
                "checks",
                "Checks",
                "A check of somebody’s record is asked for only where the law makes the role eligible. If it is not, there is none.",
                (
                    choice(
                        "dbs_eligible",
                        "Is the role eligible for a Disclosure and Barring Service (DBS) check?",
                        YES,
                        NO,
                        DO_NOT_KNOW,
                        hint="If you do not know, ask your safeguarding or people team before you ask for one.",
                        fact="role.dbs_eligible",
                    ),
                    text(
                        "dbs_why",
                        "Which tasks make it eligible, and for which level of check?",
                        shown=when("dbs_eligible", "yes"),
                    ),
                    text(
                        "dbs_help",
                        "Who helps people with the check, pays for it, and what happens with a result?",
                        shown=when("dbs_eligible", "yes"),
                    ),
                ),
            ),
            Section(
                "applying",
                "Applying and leaving",
                "",
                (
                    text(
                        "apply",
                        "How do people apply?",
                        "In any format: a form, a phone call, a video, a talk with somebody.",
                    ),
                    text("selection", "How are people chosen, and by whom?"),
                    day("closes_on", "By when do people apply?"),
                    day("chosen_on", "When do people hear whether they were chosen?"),
                    text(
                        "leaving",
                        "How does somebody leave, or take a break?",
                        "At any time, and without giving a reason.",
                    ),
                    text("contact", "Whom can people ask?", "A team with a phone number, an email and an address."),
                ),
            ),
        ),
    ),
)
