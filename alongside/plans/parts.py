"""The parts of a consultation document (7.5 of the domain notes, in our words), and the papers that follow it.

Each part is met by naming a document of the project that holds it. One document can hold many parts.
"""

from collections.abc import Mapping

PARTS: Mapping[str, str] = {
    "asking": "who is asking, and on whose behalf",
    "summary": "a plain summary",
    "asks": "what is asked, and what is not",
    "use": "how answers are used, who decides and when",
    "case": "the case for change, with its sources",
    "made": "how the options were made, and who helped",
    "options": "each option with what it means",
    "nothing": "what happens if nothing changes",
    "discarded": "options that were discarded, and why",
    "scoring": "how options were scored, and the scores",
    "preferred": "a preferred option, if there is one, and why it is provisional",
    "effects": "effects on people, travel, staff, other services and money",
    "equality": "the equality assessment",
    "questions": "the questions",
    "respond": "at least three ways to answer, help and formats, the deadline and the rule for late answers",
    "privacy": "what is done with personal data",
    "answers": "questions and answers, published to all",
    "contact": "whom to ask, and how to complain",
    "next": "what happens next, and when people hear",
}
AFTERWARDS: Mapping[str, str] = {
    "report": "the report on what people said",
}
PLAN_PARTS = ("Purpose", "People", "Ways", "Time and money", "Duties", "After")
"""The parts of a plan, in order."""
