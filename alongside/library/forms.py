"""Narrowing a list, writing an own method, and saying something about what comes with Alongside."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.knowledge.methods import Method
from alongside.knowledge.picking import left_out_words, questions
from alongside.knowledge.spectrums import levels, word_for
from alongside.library.models import OwnEntry
from alongside.library.presenters import COSTS, TELLS, WAYS
from alongside.library.rules import SPANS

LINES = ("strengths", "weaknesses", "access")
BROAD = ("population", "demographics", "experience")


def _choices(question: str, only: Iterable[str] | None = None) -> list[tuple[str, str]]:
    asked = questions()[question]
    return [(key, _(asked.word(key))) for key in only or asked.choices]


class FilterForm(forms.Form):
    """Narrowing the methods. It lives in the address, so nothing here is an error."""

    q = forms.CharField(label=gettext_lazy("Words"), max_length=80, required=False)

    def __init__(self, data: Any, *, vocabulary: dict[str, str]) -> None:
        super().__init__(data)
        kinds = [(key, word_for(key, vocabulary)) for key in levels()]
        for key, label, choices in (
            ("good_for", _("Good for"), _choices("why")),
            ("kind", _("Kind of involvement"), kinds),
            ("way", _("How people take part"), list(WAYS.items())),
            ("cost", _("Cost"), list(COSTS.items())),
        ):
            self.fields[key] = forms.ChoiceField(label=label, choices=[("", _("Any")), *choices], required=False)

    def chosen(self) -> dict[str, str]:
        """What narrows the list: a value that is none of the choices narrows nothing."""
        self.is_valid()
        return {key: value for key, value in self.cleaned_data.items() if value}


def fits(method: Method, chosen: dict[str, str]) -> bool:
    """Whether a method belongs in a list that is narrowed so."""
    text = f"{method.name} {_(method.name)} {_(method.what)}".casefold()
    return (
        all(word in text for word in chosen.get("q", "").casefold().split())
        and chosen.get("good_for", method.purposes[0]) in method.purposes
        and chosen.get("kind", method.levels[0]) in method.levels
        and chosen.get("way", method.ways[0]) in method.ways
        and chosen.get("cost", method.cost) == method.cost
    )


class _Reason(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Colleagues see this with the date, wherever the entry is shown."),
        widget=forms.Textarea,
        max_length=500,
        error_messages={"required": gettext_lazy("Enter why")},
    )


class CommentForm(_Reason):
    """What an organisation says about an entry that comes with Alongside."""

    note = forms.CharField(
        label=gettext_lazy("What colleagues should know (optional)"),
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )
    hidden = forms.BooleanField(label=gettext_lazy("Do not offer it here any more"), required=False)
    field_order = ["note", "hidden", "reason"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("note") and not data.get("hidden") and not any(self.initial.values()):
            self.add_error("note", _("Enter what colleagues should know, or do not offer it"))
        return data

    def values(self) -> dict[str, Any]:
        return {"note": self.cleaned_data["note"], "hidden": self.cleaned_data["hidden"]}


class MethodForm(_Reason):
    """An organisation's own method: what the catalogue says of any other."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=80, error_messages={"required": gettext_lazy("Enter a name")}
    )
    what = forms.CharField(
        label=gettext_lazy("What it is"),
        help_text=gettext_lazy("One or two sentences."),
        widget=forms.Textarea,
        max_length=600,
        error_messages={"required": gettext_lazy("Enter what it is")},
    )
    tells = forms.ChoiceField(
        label=gettext_lazy("What it tells you"),
        choices=list(TELLS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what it tells you")},
    )
    cost = forms.ChoiceField(
        label=gettext_lazy("Cost"),
        choices=list(COSTS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select the cost")},
    )
    staff = forms.CharField(
        label=gettext_lazy("Staff it takes"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter the staff it takes")},
    )

    def __init__(self, data: Any = None, *, held: dict[str, Any], vocabulary: dict[str, str], replaceable: Any) -> None:
        initial = {**held, **{name: "\n".join(held.get(name, ())) for name in LINES}}
        for name in SPANS:
            initial |= dict(zip((f"{name}_least", f"{name}_most"), held.get(name, ("", "")), strict=True))
        super().__init__(data, initial=initial)
        out = [(key, _(words)[:1].upper() + _(words)[1:]) for key, words in left_out_words().items()]
        for key, label, choices, missing in (
            ("purposes", _("Good for"), _choices("why"), _("Select what it is good for")),
            ("ways", _("How people take part"), list(WAYS.items()), _("Select how people take part")),
            (
                "levels",
                _("Kinds of involvement"),
                [(key, word_for(key, vocabulary)) for key in levels()],
                _("Select a kind of involvement"),
            ),
            ("audiences", _("Whom it reaches"), _choices("who", BROAD), _("Select whom it reaches")),
            ("leaves_out", _("Whom it leaves out"), out, _("Select whom it leaves out")),
        ):
            self.fields[key] = forms.MultipleChoiceField(
                label=label, choices=choices, widget=forms.CheckboxSelectMultiple, error_messages={"required": missing}
            )
        for name, label in (
            ("group", _("People at once")),
            ("people", _("People in all")),
            ("weeks", _("Weeks it takes")),
        ):
            for end, words in (("least", _("%(what)s, at least")), ("most", _("%(what)s, at most"))):
                self.fields[f"{name}_{end}"] = forms.IntegerField(
                    label=words % {"what": label},
                    min_value=1,
                    max_value=260 if name == "weeks" else 1_000_000,
                    widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                    error_messages={"required": _("Enter a number"), "invalid": _("Enter a whole number")},
                )
        for name, label in (
            ("strengths", _("What is good about it")),
            ("weaknesses", _("What is hard about it")),
            ("access", _("How to make it accessible")),
        ):
            self.fields[name] = forms.CharField(
                label=label,
                help_text=_("One on each line."),
                widget=forms.Textarea,
                max_length=2000,
                error_messages={"required": _("Enter at least one line")},
            )
        self.fields["replaces"] = forms.ChoiceField(
            label=_("Does it stand for one that comes with Alongside?"),
            choices=[("", _("No")), *replaceable],
            required=False,
        )
        self.fields["hidden"] = forms.BooleanField(label=_("Do not offer it here any more"), required=False)
        self.order_fields(
            [
                *("name", "what", "purposes", "ways", "levels", "audiences", "leaves_out", "tells", "cost"),
                *(f"{name}_{end}" for name in SPANS for end in ("least", "most")),
                *("staff", *LINES, "replaces", "hidden", "reason"),
            ]
        )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        for name in SPANS:
            least, most = found.get(f"{name}_least"), found.get(f"{name}_most")
            if least and most and least > most:
                self.add_error(f"{name}_most", ValidationError(_("Enter a number that is not below the least")))
        return found

    def values(self) -> dict[str, Any]:
        """What is kept, once valid."""
        found = self.cleaned_data
        kept = {name: found[name] for name in ("name", "what", "tells", "cost", "staff")}
        kept |= {name: list(found[name]) for name in ("purposes", "ways", "levels", "audiences", "leaves_out")}
        kept |= {name: [found[f"{name}_least"], found[f"{name}_most"]] for name in SPANS}
        kept |= {name: [line.strip() for line in found[name].splitlines() if line.strip()] for name in LINES}
        return {"details": kept, "replaces": found["replaces"], "hidden": found["hidden"]}


def as_chosen(row: OwnEntry) -> dict[str, Any]:
    """What the form shows of a method that is there."""
    return {**row.details, "replaces": row.replaces, "hidden": row.hidden}
