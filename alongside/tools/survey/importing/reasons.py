"""What an import has to say, in words: why a row or a column is left out, why a file cannot be brought in."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.questionnaires.messages import problem_words
from alongside.questionnaires.types import Definition
from alongside.tools.survey.importing.actions import Rejected
from alongside.tools.survey.importing.matching import Trouble, Why

REFUSALS = {
    "not_open": gettext_lazy("You can bring in answers once the survey is published and open."),
    "no_columns": gettext_lazy(
        "None of the file's columns has the name of a question of this survey. Give each column the question's "
        "wording as its name, then choose the file again."
    ),
    "changed_meanwhile": gettext_lazy(
        "The survey or its imports changed after you looked at this file. Nothing was brought in. Choose the file again."
    ),
    "channel": gettext_lazy("Select how these answers were given"),
}
WHY_LEFT = {
    Why.NO_QUESTION: gettext_lazy("The survey has no question of this name."),
    Why.SAYS_WHO: gettext_lazy("It says who people are, so it is not brought in: answers are kept apart from names."),
    Why.FILE: gettext_lazy("Files cannot be brought in from a spreadsheet."),
    Why.TWICE: gettext_lazy("Another column answers the same question."),
    Why.EMPTY: gettext_lazy("It is empty."),
}


def refusal_words(code: str) -> str:
    return str(REFUSALS[code])


def rejected_words(definition: Definition, rejected: Rejected) -> list[str]:
    """Why a row is not brought in, a sentence for each answer that stands in the way."""
    if not rejected.troubles:
        return [_("It says nothing in the columns that we know.")]
    return [_trouble_words(definition, each) for each in rejected.troubles]


def _trouble_words(definition: Definition, trouble: Trouble) -> str:
    question = definition.by_key[trouble.question]
    if trouble.problem is None:
        return _("“%(question)s”: “%(text)s” is not one of its options.") % {
            "question": question.wording,
            "text": trouble.text,
        }
    return _("“%(question)s”: “%(text)s”. %(problem)s.") % {
        "question": question.wording,
        "text": trouble.text,
        "problem": problem_words(question, trouble.problem).rstrip("."),
    }
