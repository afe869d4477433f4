"""The questions about duties, made from the facts that the rules read. Leaving one open is an answer: not known yet."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.design.fields import DateField
from alongside.knowledge.facts import Fact, Facts, facts, groups

OPEN = ""
WORDS = {"yes": True, "no": False}


class DutiesForm(forms.Form):
    """One field a fact, under its key, and whose judgement it is."""

    judgement = forms.CharField(
        label=gettext_lazy("Whose judgement is this?"),
        help_text=gettext_lazy("Name and role, and what the answers rest on. This is kept, with the date."),
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": gettext_lazy("Enter whose judgement this is")},
    )

    def __init__(self, data: Any = None, *, known: Facts, judgement: str = "") -> None:
        initial = {key: _shown(facts()[key], value) for key, value in known.items()}
        super().__init__(data, initial={**initial, "judgement": judgement})
        for key, fact in facts().items():
            self.fields[key] = _field(fact)
        self.order_fields([*facts(), "judgement"])

    def grouped(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """(heading, its questions)"""
        for group, words in groups().items():
            yield _(words), [self[key] for key, fact in facts().items() if fact.group == group]

    def facts(self) -> Facts:
        """Only what is known, once valid."""
        found: dict[str, Any] = {}
        for key, fact in facts().items():
            value = self.cleaned_data[key]
            if value in (OPEN, None) or value == []:
                continue
            found[key] = WORDS[value] if fact.kind == "yes_no" else tuple(value) if fact.kind == "list" else value
        return found


def _field(fact: Fact) -> forms.Field:
    label = _(fact.words)
    dont_know = (OPEN, _("We do not know yet"))
    if fact.kind == "list":
        return forms.MultipleChoiceField(
            label=label,
            choices=[(key, _(words)) for key, words in zip(fact.choices, fact.choice_words, strict=True)],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one body")},
        )
    if fact.kind == "number":
        return forms.IntegerField(label=label, required=False, min_value=0, max_value=500)
    if fact.kind == "date":
        return DateField(label=label, what=_("The date"), required=False)
    choices = [("yes", _("Yes")), ("no", _("No"))]
    if fact.kind == "choice":
        choices = [(key, _(words)) for key, words in zip(fact.choices, fact.choice_words, strict=True)]
    return forms.ChoiceField(label=label, choices=[*choices, dont_know], widget=forms.RadioSelect, required=False)


def _shown(fact: Fact, value: Any) -> Any:
    if fact.kind == "yes_no":
        return "yes" if value else "no"
    return list(value) if fact.kind == "list" else value
