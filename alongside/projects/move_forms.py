"""Forms for changing a project's state: each asks why, because the public is told."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.dates import local, moment, with_clock
from alongside.design.fields import DateField, TimeField
from alongside.projects.facts import reading_weeks
from alongside.projects.forms import CLOSING_TIME, long_text
from alongside.projects.models import Project


class ReasonForm(forms.Form):
    """A reason that is shown in public, and what goes with it."""

    reason = long_text(
        gettext_lazy("Why?"),
        gettext_lazy("This is shown on the public page and in the record."),
        error_messages={"required": gettext_lazy("Enter the reason")},
    )

    def __init__(self, data: Any = None, *, project: Project, now: datetime) -> None:
        self.project, self.now = project, now
        super().__init__(data)

    def _must_be_ahead(self, name: str, words: str) -> Any:
        day = self.cleaned_data[name]
        if day is not None and day <= local(self.now).date():
            raise forms.ValidationError(words)
        return day


class PauseForm(ReasonForm):
    next_on = DateField(
        what=gettext_lazy("The next date"),
        label=gettext_lazy("When will you say what happens next?"),
        help_text=gettext_lazy("People are told this date. You can resume sooner."),
        error_messages={"required": gettext_lazy("Enter when you will say what happens next")},
    )

    def clean_next_on(self) -> Any:
        return self._must_be_ahead("next_on", _("The next date must be in the future"))


class ResumeForm(ReasonForm):
    """Why it goes on again."""


class ExtendForm(ReasonForm):
    closes_on = DateField(
        what=gettext_lazy("The new closing date"),
        label=gettext_lazy("New closing date"),
        error_messages={"required": gettext_lazy("Enter the new closing date")},
    )
    closes_time = TimeField(
        label=gettext_lazy("At what time?"), help_text=gettext_lazy("For example, 5pm"), required=False
    )
    findings_by = DateField(
        what=gettext_lazy("The date for what you heard"),
        label=gettext_lazy("By when will you publish what you heard?"),
        help_text=gettext_lazy("Later closing usually means a later date here too."),
        required=False,
    )

    def __init__(self, data: Any = None, *, project: Project, now: datetime) -> None:
        super().__init__(data, project=project, now=now)
        self.initial = {
            "closes_time": local(project.closes_at).time() if project.closes_at else CLOSING_TIME,
            "findings_by": project.findings_by,
        }

    def clean(self) -> dict[str, Any]:
        data, was = self.cleaned_data, self.project.closes_at
        day = data.get("closes_on")
        if day is not None and was is not None and self.closes_at <= was:
            self.add_error("closes_on", _("The new closing date must be after %(was)s") % {"was": with_clock(was)})
        elif day is not None and self._too_late_for_the_decision(day):
            self.add_error(
                "closes_on",
                _("It must close %(weeks)s weeks before the decision. Move the decision first")
                % {"weeks": reading_weeks(self.project)},
            )
        elif day is not None and data.get("findings_by") and data["findings_by"] < day:
            self.add_error("findings_by", _("The date for what you heard must be after the closing date"))
        return data

    def _too_late_for_the_decision(self, day: date) -> bool:
        decides = self.project.decides_on
        return (
            self.project.formal_consultation
            and decides is not None
            and day + timedelta(weeks=reading_weeks(self.project)) > decides
        )

    @property
    def closes_at(self) -> datetime:
        return moment(self.cleaned_data["closes_on"], self.cleaned_data.get("closes_time") or CLOSING_TIME)


class NewDateForm(ReasonForm):
    """Another day for what was heard: later, or sooner."""

    findings_by = DateField(
        what=gettext_lazy("The date for what you heard"),
        label=gettext_lazy("By when will you publish what you heard?"),
        error_messages={"required": gettext_lazy("Enter by when you will publish what you heard")},
    )

    def clean_findings_by(self) -> Any:
        day = self._must_be_ahead("findings_by", _("The date for what you heard must be in the future"))
        if day == self.project.findings_by:
            raise forms.ValidationError(_("That is the date that people know already"))
        if self.project.closes_at is not None and day < local(self.project.closes_at).date():
            raise forms.ValidationError(_("The date for what you heard must be after the closing date"))
        return day


class CloseForm(ReasonForm):
    findings_by = DateField(
        what=gettext_lazy("The date for what you heard"),
        label=gettext_lazy("By when will you publish what you heard?"),
        error_messages={"required": gettext_lazy("Enter by when you will publish what you heard")},
    )

    def __init__(self, data: Any = None, *, project: Project, now: datetime) -> None:
        super().__init__(data, project=project, now=now)
        self.initial = {"findings_by": project.findings_by}

    def clean_findings_by(self) -> Any:
        return self._must_be_ahead("findings_by", _("The date for what you heard must be in the future"))


class GoAheadForm(forms.Form):
    """A named person takes it on themselves that gaps do not stop them."""

    going_ahead = forms.CharField(
        label=gettext_lazy("Why do you go ahead all the same?"),
        help_text=gettext_lazy("Your name and your reason stay visible, to the public too."),
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": gettext_lazy("Enter why you go ahead although evidence is missing")},
    )
