"""Which answers to show. In the address, so that a cut can be sent to a colleague."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.activities.models import Capacity, Channel
from alongside.analysis.access import Results
from alongside.analysis.columns import ABOUT, characteristics
from alongside.analysis.cutting import UNKNOWN, Cut
from alongside.analysis.keeping import Editions
from alongside.questionnaires.lineage import lineage


class ReadForm(forms.Form):
    """Who read the answers, and how. ``upto`` is when the page was shown."""

    how = forms.CharField(max_length=1000)
    upto = forms.DateTimeField()


class CutForm(forms.Form):
    """What the team may ask for. An address that was changed by hand is read as far as it makes sense."""

    channel = forms.MultipleChoiceField(
        label=gettext_lazy("Channel"), required=False, choices=Channel.choices, widget=forms.CheckboxSelectMultiple
    )
    capacity = forms.MultipleChoiceField(
        label=gettext_lazy("Answering"), required=False, choices=Capacity.choices, widget=forms.CheckboxSelectMultiple
    )
    since = forms.DateField(
        label=gettext_lazy("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=gettext_lazy("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data: Any, *, results: Results, about: Editions) -> None:
        super().__init__(data, auto_id="%s")
        self.about = {key: lineage(about.history, key) for key in characteristics(about.history)}
        area = results.area
        self.area = lineage(results.editions.history, area.key) if area else None
        if self.area is not None:
            self.fields["area"] = self._select(_("Area"), [(part.key, part.label) for part in self.area.options])
        for key, line in self.about.items():
            options = [(part.key, part.label) for part in line.options]
            self.fields[ABOUT + key] = self._select(line.wording, [*options, (UNKNOWN, _("Not known"))])
        by = [("channel", _("Channel")), ("capacity", _("Answering"))]
        by += [("area", _("Area"))] if self.area is not None else []
        by += [(ABOUT + key, line.wording) for key, line in self.about.items()]
        self.fields["by"] = self._select(_("Compare by"), by, _("Nothing"))

    @staticmethod
    def _select(label: str, choices: list[tuple[str, str]], none: str = "") -> forms.ChoiceField:
        return forms.ChoiceField(label=label, required=False, choices=[("", none or _("Everyone")), *choices])

    @property
    def characteristic_fields(self) -> list[Any]:
        return [self[ABOUT + key] for key in self.about]

    def cut(self) -> Cut:
        """What was asked for; what makes no sense is left out, and its field says so."""
        self.is_valid()
        given = self.cleaned_data
        return Cut(
            channels=frozenset(given.get("channel", ())),
            capacities=frozenset(given.get("capacity", ())),
            area=given.get("area", ""),
            since=given.get("since"),
            until=given.get("until"),
            about={key: given[ABOUT + key] for key in self.about if given.get(ABOUT + key)},
            by=given.get("by", ""),
        )

    def words_of(self, part: str) -> str:
        """A part of a cut as somebody would call it."""
        names = {"channels": _("channel"), "capacities": _("answering"), "area": _("area"), "dates": _("dates")}
        if part == "by":
            return _("the comparison")
        if part in names:
            return names[part]
        return f"“{self.fields[part].label}”"

    def options_of(self, field: str) -> dict[str, str]:
        return {str(key): str(words) for key, words in self.fields[field].choices if key}  # type: ignore[attr-defined]

    def applied(self, cut: Cut) -> list[tuple[str, str]]:
        """(words, query without it) of everything that narrows."""
        found = []
        for part, words in self._worded(cut):
            found.append((words, "?" + address(cut.without(part))))
        return found

    def sentence(self, cut: Cut) -> str:
        said = [words for part, words in self._worded(cut)]
        return _("Answers from: %(filters)s.") % {"filters": "; ".join(said)} if said else ""

    def _worded(self, cut: Cut) -> list[tuple[str, str]]:
        found = []
        for part in cut.parts():
            if part == "channels":
                found.append((part, self._listed("channel", cut.channels)))
            elif part == "capacities":
                found.append((part, self._listed("capacity", cut.capacities)))
            elif part == "area":
                found.append((part, self.options_of("area")[cut.area]))
            elif part == "dates":
                found.append((part, _days(cut.since, cut.until)))
            elif part != "by":
                option = self.options_of(part)[cut.about[part.removeprefix(ABOUT)]]
                found.append((part, f"{self.fields[part].label} {option}"))
        return found

    def _listed(self, field: str, chosen: frozenset[str]) -> str:
        options = self.options_of(field)
        return _(" or ").join(words for key, words in options.items() if key in chosen)


def _days(since: date | None, until: date | None) -> str:
    if since and until:
        return _("%(first)s to %(last)s") % {"first": date_format(since, "j F Y"), "last": date_format(until, "j F Y")}
    if since:
        return _("from %(day)s") % {"day": date_format(since, "j F Y")}
    return _("to %(day)s") % {"day": date_format(until, "j F Y")} if until else ""


def address(cut: Cut) -> str:
    """The cut as a query."""
    pairs = [("channel", each) for each in sorted(cut.channels)] + [
        ("capacity", each) for each in sorted(cut.capacities)
    ]
    plain = {"area": cut.area, "since": cut.since, "until": cut.until, "by": cut.by}
    pairs += [(ABOUT + key, option) for key, option in cut.about.items()]
    return urlencode(pairs + [(name, str(value)) for name, value in plain.items() if value])
