"""What to begin a plan or a project with, and what of a plan is kept for others."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.knowledge.plan_templates import plan_templates
from alongside.knowledge.practice import holding
from alongside.plans.keeping import Words
from alongside.plans.models import KeptPlan
from alongside.projects.forms import PurposeForm
from alongside.projects.models import Project
from alongside.questionnaires.types import Section

SHIPPED, KEPT = "template:", "kept:"


@dataclass(frozen=True)
class Beginning:
    """Either an earlier project, or words with the name of where they come from."""

    past: Project | None
    words: Words
    name: str


class BeginForm(forms.Form):
    """A template that comes with Alongside, one that the organisation kept, or an earlier project."""

    past = forms.ChoiceField(
        label=gettext_lazy("What do you want to begin with?"),
        error_messages={
            "required": gettext_lazy("Select a template or a project"),
            "invalid_choice": gettext_lazy("Select a template or a project"),
        },
    )

    def __init__(
        self, data: Any = None, *, projects: Iterable[Project], kept: Iterable[KeptPlan], on: Any, **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.projects = {each.slug: each for each in projects}
        self.kept = {f"{KEPT}{each.pk}": each for each in kept}
        self.shipped = {f"{SHIPPED}{each.key}": each for each in holding(plan_templates().values(), on)}
        self.fields["past"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose one")),
            *((key, _("Template kept here: %(name)s") % {"name": each.name}) for key, each in self.kept.items()),
            *((key, _("Template: %(name)s") % {"name": _(each.name)}) for key, each in self.shipped.items()),
            *((key, _("Earlier project: %(name)s") % {"name": each.name}) for key, each in self.projects.items()),
        ]

    def beginning(self) -> Beginning:
        """What was chosen, once valid."""
        key = self.cleaned_data["past"]
        if key in self.kept:
            return Beginning(None, self.kept[key].sections, self.kept[key].name)
        if key in self.shipped:
            found = self.shipped[key]
            words = {
                section: {question: _(text) for question, text in each.items()}
                for section, each in found.sections.items()
            }
            return Beginning(None, words, _(found.name))
        return Beginning(self.projects[key], {}, self.projects[key].name)


class StartFromForm(BeginForm):
    """The same for a new project, and what it is called."""

    question = PurposeForm.base_fields["question"]
    name = PurposeForm.base_fields["name"]


class KeepForm(forms.Form):
    """Which sections of a plan are kept for others, and what they are called there."""

    name = forms.CharField(
        label=gettext_lazy("What is the template called?"),
        help_text=gettext_lazy("Say what kind of work it suits, like Moving a clinic."),
        max_length=80,
        error_messages={
            "required": gettext_lazy("Enter what the template is called"),
            "max_length": gettext_lazy("The name must be 80 characters or fewer"),
        },
    )
    what = forms.CharField(
        label=gettext_lazy("What is it for? (optional)"),
        max_length=300,
        required=False,
        error_messages={"max_length": gettext_lazy("This must be 300 characters or fewer")},
    )
    sections = forms.MultipleChoiceField(
        label=gettext_lazy("Which sections are kept?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Select at least one section")},
    )
    read = forms.BooleanField(
        label=gettext_lazy("I have read these words. Nobody can be recognised by them."),
        error_messages={"required": gettext_lazy("Read the words, then tick that nobody can be recognised by them")},
    )

    def __init__(self, data: Any = None, *, sections: Iterable[Section], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["sections"].choices = [(each.key, each.title) for each in sections]  # type: ignore[attr-defined]

    def name_taken(self) -> None:
        self.add_error("name", ValidationError(_("Your organisation keeps another template under this name")))
