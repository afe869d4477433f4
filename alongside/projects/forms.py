"""Forms for a project's sections and for changing its state. They read and check; actions save."""

from datetime import time, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.dates import local, moment
from alongside.design.fields import DateField, TimeField
from alongside.knowledge.spectrums import levels, word_for
from alongside.library.presenters_own import amount, timing
from alongside.library.values import lengths
from alongside.organisations.models import Organisation
from alongside.projects.facts import reading_weeks
from alongside.projects.models import Project, State

CLOSING_TIME = time(17)


def long_text(label: Any, hint: Any = "", **more: Any) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, widget=forms.Textarea, max_length=5000, **more)


class SectionForm(forms.Form):
    """One section. ``columns`` that the form holds under their own names; others in ``values``."""

    columns: ClassVar[tuple[str, ...]] = ()

    @property
    def reason(self) -> str:
        """Why it changes, where a section asks."""
        return ""

    def __init__(self, data: Any = None, *, project: Project | None, organisation: Organisation, **more: Any) -> None:
        self.project, self.organisation = project, organisation
        super().__init__(data, initial=self.filled_in() if project else {}, **more)

    def filled_in(self) -> dict[str, Any]:
        return {column: getattr(self.project, column) for column in self.columns}

    def values(self) -> dict[str, Any]:
        """{column: value}, once valid."""
        return {column: self.cleaned_data[column] for column in self.columns}


class PurposeForm(SectionForm):
    columns = ("question", "name", "summary", "why")
    question = forms.CharField(
        label=gettext_lazy("What do you want to ask?"),
        help_text=gettext_lazy("A question in plain words. It is the heading of the public page."),
        max_length=120,
        error_messages={
            "required": gettext_lazy("Enter what you want to ask"),
            "max_length": gettext_lazy("The question must be 120 characters or fewer"),
        },
    )
    name = forms.CharField(
        label=gettext_lazy("Short name"),
        help_text=gettext_lazy("For your team and for the address of the page, like Blood test clinics."),
        max_length=80,
        error_messages={
            "required": gettext_lazy("Enter a short name"),
            "max_length": gettext_lazy("The short name must be 80 characters or fewer"),
        },
    )
    summary = long_text(
        gettext_lazy("What is it about?"),
        gettext_lazy("Two or three sentences that anyone can follow."),
        error_messages={"required": gettext_lazy("Enter what it is about")},
    )
    why = long_text(
        gettext_lazy("Why now? (optional)"),
        gettext_lazy("What led to this, and what happens if nothing changes."),
        required=False,
    )


class DecisionForm(SectionForm):
    columns = ("who_decides", "decides_on")
    who_decides = forms.CharField(
        label=gettext_lazy("Who makes the decision?"),
        help_text=gettext_lazy("The board, committee or person, like Northmere ICB board."),
        max_length=200,
        required=False,
    )
    decides_on = DateField(
        what=gettext_lazy("The decision date"),
        label=gettext_lazy("When do they decide?"),
        help_text=gettext_lazy("For example, 25 3 2027. You can add this later, but not publish without it."),
        required=False,
    )

    def clean_decides_on(self) -> Any:
        """A formal consultation that is public keeps time to read: its decision is never moved before that."""
        day, project = self.cleaned_data["decides_on"], self.project
        if project is None or project.published_at is None or not project.formal_consultation:
            return day
        if project.closes_at is not None and (
            day is None or day < local(project.closes_at).date() + timedelta(weeks=reading_weeks(project))
        ):
            raise forms.ValidationError(
                _("The decision must leave %(weeks)s weeks after the closing date to read what people say")
                % {"weeks": reading_weeks(project)}
            )
        return day


class ChangeForm(SectionForm):
    columns = ("can_change", "cannot_change")
    can_change = long_text(
        gettext_lazy("What can change?"),
        gettext_lazy("What people’s answers can still influence. One thing on each line."),
        required=False,
    )
    cannot_change = long_text(
        gettext_lazy("What cannot change?"),
        gettext_lazy("What is already decided or fixed by law or money, and why. One thing on each line."),
        required=False,
    )


class PeopleForm(SectionForm):
    columns = ("who_it_affects", "area_words", "content_note")
    who_it_affects = long_text(
        gettext_lazy("Who does it affect?"),
        gettext_lazy("Groups and places. Think of people who may be affected more than others."),
        required=False,
    )
    area_codes = forms.MultipleChoiceField(
        label=gettext_lazy("Which areas?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    area_words = forms.CharField(
        label=gettext_lazy("The area in words (optional)"),
        help_text=gettext_lazy("Shown on the public page, like All of Northmere, or Eastvale and Oldbridge."),
        max_length=160,
        required=False,
    )
    topics = forms.CharField(
        label=gettext_lazy("Topics (optional)"),
        help_text=gettext_lazy("People search by these. Separate them with commas, like blood tests, appointments."),
        max_length=300,
        required=False,
    )
    content_note = long_text(
        gettext_lazy("Is the subject sensitive? (optional)"),
        gettext_lazy("Say what is coming and who to contact now. It is shown before the first question."),
        required=False,
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        areas = [(area.code, area.name) for area in self.organisation.areas.all()]
        if areas:
            self.fields["area_codes"].choices = areas  # type: ignore[attr-defined]
        else:
            del self.fields["area_codes"]

    def filled_in(self) -> dict[str, Any]:
        assert self.project is not None
        return {
            **super().filled_in(),
            "area_codes": self.project.area_codes,
            "topics": ", ".join(self.project.topics),
        }

    def values(self) -> dict[str, Any]:
        topics = [topic.strip() for topic in self.cleaned_data["topics"].split(",")]
        return {
            **super().values(),
            "area_codes": self.cleaned_data.get("area_codes", []),
            "topics": list(dict.fromkeys(topic for topic in topics if topic)),
        }


class KindForm(SectionForm):
    columns = ("level", "formal_consultation", "formal_reason")
    level = forms.ChoiceField(
        label=gettext_lazy("How much can people influence it?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select the kind of involvement")},
    )
    formal_consultation = forms.BooleanField(label=gettext_lazy("This is a formal consultation"), required=False)
    formal_reason = long_text(
        gettext_lazy("Why is it a formal consultation? (optional)"),
        gettext_lazy("Shown on the public page. Say here too if it is shorter than usual, and why."),
        required=False,
    )
    why_changed = long_text(
        gettext_lazy("If the kind of involvement changes: why?"),
        gettext_lazy("People were told how much they can influence. This is shown to them and stays in the record."),
        required=False,
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            (key, word_for(key, self.organisation.vocabulary)) for key in levels()
        ]
        if self.project is not None and self.project.published_at is not None:
            # What people were told it is, it stays: with it stand and fall the checks that stop it.
            del self.fields["formal_consultation"]
        else:
            del self.fields["why_changed"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        changes = self.project is not None and data.get("level", self.project.level) != self.project.level
        if changes and "why_changed" in self.fields and not data.get("why_changed"):
            self.add_error("why_changed", _("Enter why the kind of involvement changes"))
        return data

    @property
    def reason(self) -> str:
        """Why the kind changes."""
        return str(self.cleaned_data.get("why_changed", ""))

    def values(self) -> dict[str, Any]:
        return {column: self.cleaned_data[column] for column in self.columns if column in self.fields}


class DatesForm(SectionForm):
    opens_on = DateField(
        what=gettext_lazy("The opening date"),
        label=gettext_lazy("When does it open?"),
        help_text=gettext_lazy("It opens at the start of the day. For example, 14 9 2026."),
        required=False,
    )
    closes_on = DateField(
        what=gettext_lazy("The closing date"), label=gettext_lazy("When does it close?"), required=False
    )
    closes_time = TimeField(
        label=gettext_lazy("At what time?"), help_text=gettext_lazy("For example, 5pm"), required=False
    )
    findings_by = DateField(
        what=gettext_lazy("The date for what you heard"),
        label=gettext_lazy("By when will you publish what you heard?"),
        required=False,
    )
    late_rule = long_text(
        gettext_lazy("What happens to late answers? (optional)"),
        gettext_lazy("For example: Paper forms count if they are posted by the closing date."),
        required=False,
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        if self.published:
            promised = self.project is not None and self.project.findings_by is not None
            for name in ("opens_on", "closes_on", "closes_time", *(["findings_by"] if promised else [])):
                del self.fields[name]
        if "findings_by" in self.fields:
            usual = lengths(self.organisation, timezone.localdate()).timings["TIM-06"]
            words = _("People see this as a promise. Within %(time)s of closing is usual.") % {"time": amount(usual)}
            self.fields["findings_by"].help_text = f"{words} {timing(usual)}".strip()

    @property
    def published(self) -> bool:
        """Once public, opening, closing and what was promised change by actions that say why."""
        return self.project is not None and self.project.published_at is not None

    def filled_in(self) -> dict[str, Any]:
        assert self.project is not None
        opens, closes = self.project.opens_at, self.project.closes_at
        return {
            "opens_on": local(opens).date() if opens else None,
            "closes_on": local(closes).date() if closes else None,
            "closes_time": local(closes).time() if closes else CLOSING_TIME,
            "findings_by": self.project.findings_by,
            "late_rule": self.project.late_rule,
        }

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        opens, closes, findings = data.get("opens_on"), data.get("closes_on"), data.get("findings_by")
        if self.published and self.project is not None and self.project.closes_at is not None:
            closes = local(self.project.closes_at).date()
        if opens and closes and closes <= opens:
            self.add_error("closes_on", _("The closing date must be after the opening date"))
        if closes and findings and findings < closes:
            self.add_error("findings_by", _("The date for what you heard must be after the closing date"))
        return data

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        values: dict[str, Any] = {name: data[name] for name in ("findings_by", "late_rule") if name in self.fields}
        if not self.published:
            opens, closes = data["opens_on"], data["closes_on"]
            values["opens_at"] = moment(opens) if opens else None
            values["closes_at"] = moment(closes, data["closes_time"] or CLOSING_TIME) if closes else None
        return values


class ContactForm(SectionForm):
    columns = ("contact_name", "contact_role", "contact_phone", "contact_email")
    contact_name = forms.CharField(
        label=gettext_lazy("Who can people contact?"),
        help_text=gettext_lazy("Their name is shown on the public page."),
        max_length=80,
        required=False,
    )
    contact_role = forms.CharField(label=gettext_lazy("Their role (optional)"), max_length=120, required=False)
    contact_phone = forms.CharField(
        label=gettext_lazy("Phone number"), max_length=30, required=False, widget=forms.TextInput({"inputmode": "tel"})
    )
    contact_email = forms.EmailField(
        label=gettext_lazy("Email address"),
        required=False,
        error_messages={"invalid": gettext_lazy("Enter an email address, like name@example.com")},
    )


class WaysForm(SectionForm):
    columns = ("on_paper", "by_phone", "in_person", "as_a_group", "minutes")
    on_paper = long_text(
        gettext_lazy("On paper"),
        gettext_lazy("Where forms can be picked up, and where to send them. Leave empty if there is no paper form."),
        required=False,
    )
    by_phone = long_text(
        gettext_lazy("By phone"), gettext_lazy("The number, when somebody answers, and a relay number."), required=False
    )
    in_person = long_text(
        gettext_lazy("In person"),
        gettext_lazy("Places and times where somebody helps people to answer."),
        required=False,
    )
    as_a_group = long_text(
        gettext_lazy("As a group (optional)"), gettext_lazy("How a group can answer together."), required=False
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("About how many minutes does answering take?"),
        min_value=1,
        max_value=120,
        widget=forms.TextInput({"inputmode": "numeric"}),
        error_messages={
            "required": gettext_lazy("Enter about how many minutes it takes"),
            "invalid": gettext_lazy("Minutes must be a number, like 8"),
            "min_value": gettext_lazy("Minutes must be 1 or more"),
            "max_value": gettext_lazy("Minutes must be 120 or fewer"),
        },
    )


FORMS: dict[str, type[SectionForm]] = {
    "purpose": PurposeForm,
    "decision": DecisionForm,
    "change": ChangeForm,
    "people": PeopleForm,
    "kind": KindForm,
    "dates": DatesForm,
    "contact": ContactForm,
    "ways": WaysForm,
}


class OverrideForm(forms.Form):
    reason = long_text(
        gettext_lazy("Why do you publish without it?"),
        gettext_lazy("Your name and this reason stay visible to your team and in the record."),
        error_messages={"required": gettext_lazy("Enter why you publish without it")},
    )


class UpdateForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=140,
        error_messages={"required": gettext_lazy("Enter a title")},
    )
    body = long_text(gettext_lazy("What has happened? (optional)"), required=False)


class DateForm(forms.Form):
    on = DateField(
        what=gettext_lazy("The date"),
        label=gettext_lazy("Date"),
        error_messages={"required": gettext_lazy("Enter a date")},
    )
    time = TimeField(
        label=gettext_lazy("Time (optional)"), help_text=gettext_lazy("For example, 5:30pm"), required=False
    )
    words = forms.CharField(
        label=gettext_lazy("What happens?"),
        help_text=gettext_lazy("Like Drop-in at Eastvale library."),
        max_length=120,
        error_messages={"required": gettext_lazy("Enter what happens on this date")},
    )


class FilterForm(forms.Form):
    """The projects list: filters live in the address, so nothing here is an error."""

    words = forms.CharField(label=gettext_lazy("Name or question"), max_length=80, required=False)
    state = forms.MultipleChoiceField(
        label=gettext_lazy("State"), widget=forms.CheckboxSelectMultiple, choices=State.choices, required=False
    )
    mine = forms.BooleanField(label=gettext_lazy("Only projects I lead"), required=False)
