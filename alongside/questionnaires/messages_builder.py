"""Sentences for people who build a questionnaire: what was found in it, and what an edit does to results."""

from __future__ import annotations

from django.utils.translation import gettext_lazy, ngettext_lazy

from .editions import Change, Level
from .messages import Sentence, fill
from .rules import Finding
from .types import Audience, Definition, Kind, Role, State

KINDS: dict[Kind, Sentence] = {
    Kind.SHORT_TEXT: gettext_lazy("Short text"),
    Kind.LONG_TEXT: gettext_lazy("Long text"),
    Kind.SINGLE: gettext_lazy("One choice"),
    Kind.YES_NO: gettext_lazy("Yes or no"),
    Kind.MULTIPLE: gettext_lazy("Several choices"),
    Kind.SCALE: gettext_lazy("Scale"),
    Kind.MATRIX: gettext_lazy("Statements"),
    Kind.NUMBER: gettext_lazy("Number"),
    Kind.DATE: gettext_lazy("Date"),
    Kind.RANKING: gettext_lazy("Ranking"),
    Kind.EMAIL: gettext_lazy("Email address"),
    Kind.PHONE: gettext_lazy("Phone number"),
    Kind.POSTCODE: gettext_lazy("Postcode"),
    Kind.FILE: gettext_lazy("File"),
    Kind.CONSENT: gettext_lazy("Consent"),
}

AUDIENCES: dict[Audience, Sentence] = {
    Audience.COUNTS_ONLY: gettext_lazy("Nobody: only counts are shown"),
    Audience.RESTRICTED: gettext_lazy("People in the team who may see personal details"),
    Audience.TEAM: gettext_lazy("The team"),
    Audience.PUBLIC: gettext_lazy("The team, and it may be published"),
}

ROLES: dict[Role, Sentence] = {
    Role.CHOICE: gettext_lazy("A choice like the others"),
    Role.NONE: gettext_lazy("None of these"),
    Role.NOT_APPLICABLE: gettext_lazy("Does not apply"),
    Role.DO_NOT_KNOW: gettext_lazy("I do not know"),
    Role.PREFER_NOT_TO_SAY: gettext_lazy("Prefer not to say"),
}

STATES: dict[State, Sentence] = {
    State.ANSWERED: gettext_lazy("Answered"),
    State.LEFT_BLANK: gettext_lazy("Left blank"),
    State.CANNOT_READ: gettext_lazy("Cannot read"),
    State.DOUBLE_TICKED: gettext_lazy("Ticked more than once"),
}

LEVELS: dict[Level, Sentence] = {
    Level.SAFE: gettext_lazy("Safe"),
    Level.NEEDS_NOTE: gettext_lazy("Needs a note"),
    Level.STARTS_NEW: gettext_lazy("Starts a new question"),
}

FINDINGS: dict[str, Sentence] = {
    "no_questions": gettext_lazy("Add a question."),
    "too_many_questions": gettext_lazy("There are more than %(most)s questions. Make two questionnaires."),
    "section_key_repeated": gettext_lazy("Two sections have the same key, %(key)s. Give one another key."),
    "section_empty": gettext_lazy("“%(section)s” has no questions. Add one, or remove the section."),
    "question_key_repeated": gettext_lazy("Two questions have the same key, %(key)s. Give one another key."),
    "unreachable": gettext_lazy("Nobody can reach this question. Change when it is asked."),
    "wording_missing": gettext_lazy("Write the question."),
    "required_without_reason": gettext_lazy("Say why this question must be answered, or make it optional."),
    "option_key_repeated": gettext_lazy("Two options have the same key, %(option)s. Give one another key."),
    "option_number_repeated": gettext_lazy("Two options have the same printed number, %(number)s."),
    "option_label_repeated": gettext_lazy("Two options say “%(label)s”. Change or remove one."),
    "row_key_repeated": gettext_lazy("Two statements have the same key, %(row)s. Give one another key."),
    "label_missing": gettext_lazy("Write what each option and statement says."),
    "options_not_used": gettext_lazy("This kind of question has no options. Remove them, or choose another kind."),
    "right_not_offered": gettext_lazy("Mark an answer that people can choose as right, or none."),
    "options_missing": ngettext_lazy("Add at least %(least)s option.", "Add at least %(least)s options.", "least"),
    "yes_no_keys": gettext_lazy("A yes or no question needs Yes and No."),
    "rows_missing": gettext_lazy("Add at least 1 statement."),
    "rows_not_used": gettext_lazy("Only a question with statements has rows. Remove them."),
    "consent_not_free": gettext_lazy("Nobody can be made to agree. Add “None of these”, or make it optional."),
    "too_many_points": gettext_lazy("The scale has more than %(most)s points. People find shorter scales easier."),
    "replaces_unknown": gettext_lazy("Something here replaces an option or statement that does not exist."),
    "identifying_not_marked": gettext_lazy(
        "This asks who somebody is. Mark it as identifying, so that it is kept apart."
    ),
    "may_identify": gettext_lazy("This may ask who somebody is. If so, mark it as identifying."),
    "identifying_seen_widely": gettext_lazy(
        "Only people who may see personal details can see an identifying answer. Change who sees it."
    ),
    "identifying_fact": gettext_lazy("An identifying answer cannot be used as a fact. Remove the fact."),
    "postcode_without_why": gettext_lazy("Say why you ask for a postcode."),
    "monitoring_seen": gettext_lazy("This is an equality question. Set who sees it to counts only."),
    "prefer_not_to_say_missing": gettext_lazy("This is an equality question. Add “Prefer not to say”."),
    "limit_not_used": gettext_lazy("A limit set here does not fit this kind of question (%(limit)s). Remove it."),
    "limits_impossible": gettext_lazy("The limits cannot all be met. Check the lowest and the highest."),
    "file_without_limits": gettext_lazy("Say which types of file you take, and how large they may be."),
    "routing_unknown_question": gettext_lazy("This depends on a question that is not here (%(key)s)."),
    "routing_later": gettext_lazy("This depends on question %(number)s, which comes later. Move one of them."),
    "routing_identifying": gettext_lazy(
        "This depends on question %(number)s, which is kept apart because it identifies somebody. Use another."
    ),
    "routing_test": gettext_lazy("Question %(number)s cannot be tested in this way. Choose another test."),
    "routing_unknown_row": gettext_lazy("This depends on a statement that is not in question %(number)s."),
    "routing_unknown_option": gettext_lazy("This depends on an option that is not in question %(number)s."),
    "routing_retired_option": gettext_lazy(
        "This depends on “%(option)s” in question %(number)s, which is no longer offered."
    ),
    "leading": gettext_lazy("This may lead people to an answer. Try asking it neutrally."),
    "two_in_one": gettext_lazy("This may be two questions in one. Somebody may agree with only half."),
    "long_wording": gettext_lazy("The question has %(words)s words. Try 25 or fewer."),
}


def finding_words(definition: Definition, finding: Finding) -> str:
    params = dict(finding.params)
    if "key" in params:
        params["number"] = definition.numbers.get(str(params["key"]), 0)
    return fill(FINDINGS[finding.code], params)


_BASE = gettext_lazy("Results count it only among people who were asked it.")
_OPTION_BASE = gettext_lazy("Its share is of the people who could choose it.")
_APART = gettext_lazy("Results keep the old and the new apart, and never add them up.")
_NOTHING = gettext_lazy("Results stay as they are.")
_BOTH_WORDINGS = gettext_lazy("Results go on, with a note of both wordings and the date.")
_DATED = gettext_lazy("Results go on, with a note of the date.")

CHANGES: dict[str, tuple[Sentence, Sentence]] = {
    "title_changed": (gettext_lazy("The title or introduction has changed."), _NOTHING),
    "section_changed": (gettext_lazy("The words of “%(section)s” have changed."), _NOTHING),
    "question_added": (gettext_lazy("This question is new."), _BASE),
    "question_removed": (
        gettext_lazy("This question is no longer asked."),
        gettext_lazy("Its answers are kept and shown, with the date it ended."),
    ),
    "question_replaced": (gettext_lazy("This question takes the place of an earlier one."), _APART),
    "questions_moved": (gettext_lazy("The order of the questions has changed."), _DATED),
    "kind_changed": (gettext_lazy("The kind of question has changed."), _APART),
    "wording_tidied": (gettext_lazy("Only capitals or punctuation have changed."), _NOTHING),
    "wording_changed": (gettext_lazy("The question was “%(old)s”."), _BOTH_WORDINGS),
    "wording_opposite": (gettext_lazy("The question now asks something else. It was “%(old)s”."), _APART),
    "help_changed": (gettext_lazy("The help beside it has changed."), _NOTHING),
    "made_required": (gettext_lazy("It must now be answered."), _DATED),
    "made_optional": (gettext_lazy("It can now be left blank."), _NOTHING),
    "audience_widened": (
        gettext_lazy("More people may see answers than we told those who have answered."),
        gettext_lazy("Earlier answers stay as promised. Only new answers are seen more widely."),
    ),
    "audience_narrowed": (gettext_lazy("Fewer people may see answers."), _NOTHING),
    "identifying_changed": (gettext_lazy("Answers are now kept in another place."), _APART),
    "right_changed": (gettext_lazy("Another answer is right now."), _DATED),
    "fact_changed": (gettext_lazy("What checks read from it has changed."), _DATED),
    "routing_changed": (gettext_lazy("Who is asked has changed."), _BASE),
    "unit_changed": (gettext_lazy("The unit was “%(old)s” and is “%(new)s”."), _APART),
    "date_parts_changed": (gettext_lazy("It asks for another part of the date."), _APART),
    "limit_loosened": (gettext_lazy("It allows more than before."), _NOTHING),
    "limit_tightened": (gettext_lazy("Its limits have changed."), _DATED),
    "option_tidied": (gettext_lazy("Only capitals or punctuation of “%(new)s” have changed."), _NOTHING),
    "option_changed": (gettext_lazy("“%(old)s” is now “%(new)s”."), _BOTH_WORDINGS),
    "option_opposite": (gettext_lazy("“%(old)s” is now “%(new)s”, which means something else."), _APART),
    "option_meaning": (gettext_lazy("“%(new)s” takes the place of “%(old)s”."), _APART),
    "option_removed": (gettext_lazy("“%(old)s” is no longer offered."), _OPTION_BASE),
    "option_added": (gettext_lazy("“%(new)s” is new."), _OPTION_BASE),
    "option_returned": (gettext_lazy("“%(new)s” is offered again."), _OPTION_BASE),
    "option_reused": (gettext_lazy("“%(new)s” has the key of “%(old)s”, offered earlier."), _APART),
    "options_moved": (gettext_lazy("The order of the options has changed."), _DATED),
    "option_role": (gettext_lazy("What choosing this option says has changed."), _DATED),
    "option_renumbered": (
        gettext_lazy("Its printed number has changed."),
        gettext_lazy("Type older paper forms with the numbers printed on them."),
    ),
    "consent_reworded": (
        gettext_lazy("“%(old)s” is now “%(new)s”. People agreed to the earlier words."),
        gettext_lazy("Earlier consent stays for the earlier words only. The new words need a new answer."),
    ),
    "point_added": (gettext_lazy("The scale has a new point, “%(new)s”."), _APART),
    "point_removed": (gettext_lazy("The scale no longer has “%(old)s”."), _APART),
    "point_reworded": (gettext_lazy("The point “%(old)s” is now “%(new)s”, which means something else."), _APART),
    "points_moved": (gettext_lazy("The points of the scale are in another order."), _APART),
    "row_tidied": (gettext_lazy("Only capitals or punctuation of “%(new)s” have changed."), _NOTHING),
    "row_changed": (gettext_lazy("The statement “%(old)s” is now “%(new)s”."), _BOTH_WORDINGS),
    "row_opposite": (gettext_lazy("The statement “%(old)s” is now “%(new)s”, which means something else."), _APART),
    "row_meaning": (gettext_lazy("The statement “%(new)s” takes the place of “%(old)s”."), _APART),
    "row_removed": (gettext_lazy("The statement “%(old)s” is no longer asked."), _BASE),
    "row_added": (gettext_lazy("The statement “%(new)s” is new."), _BASE),
}


def change_words(change: Change) -> tuple[str, str]:
    """What has changed, and what happens to results."""
    what, results = CHANGES[change.code]
    return fill(what, change.params), str(results)
