"""Forms of the settings. They read and check; actions save."""

from collections.abc import Iterable
from copy import copy
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.knowledge.census import areas
from alongside.knowledge.spectrums import levels, spectrums, vocabulary_of
from alongside.organisations.models import Organisation
from alongside.organisations.rules import LEAST, contrast
from commonground.disclosure.profiles import PROFILES

if TYPE_CHECKING:
    OrganisationForm = forms.ModelForm[Organisation]
else:
    OrganisationForm = forms.ModelForm


class SettingsForm(OrganisationForm):
    """Filled from the organisation; never saves, nor touches it: ``values`` goes to the action."""

    def __init__(self, data: Any = None, *, organisation: Organisation) -> None:
        super().__init__(data, instance=copy(organisation))

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def save(self, commit: bool = True) -> Any:
        raise NotImplementedError("Forms do not save: organisations.actions.change_settings does.")


class BrandForm(SettingsForm):
    class Meta:
        model = Organisation
        fields = (
            "name",
            "short_name",
            "service_name",
            "strapline",
            "invitation",
            "place_name",
            "brand_colour",
            "is_nhs_body",
        )
        labels = {
            "name": gettext_lazy("Full name"),
            "short_name": gettext_lazy("Short name"),
            "service_name": gettext_lazy("Name of the public site"),
            "strapline": gettext_lazy("Line under the name (optional)"),
            "invitation": gettext_lazy("One sentence under the heading of the home page"),
            "place_name": gettext_lazy("Your place"),
            "brand_colour": gettext_lazy("Brand colour"),
            "is_nhs_body": gettext_lazy("This is an NHS body, and may use the NHS logo"),
        }
        help_texts = {
            "service_name": gettext_lazy("It starts every page of the public site, and ends every page title."),
            "invitation": "",
            "place_name": gettext_lazy("As in: Help shape health and care in Northmere."),
            "brand_colour": gettext_lazy("Six figures or letters after #, like #005f61. It colours the header."),
        }
        error_messages = {
            "name": {"required": gettext_lazy("Enter the full name")},
            "short_name": {"required": gettext_lazy("Enter the short name")},
            "service_name": {"required": gettext_lazy("Enter the name of the public site")},
            "invitation": {"required": gettext_lazy("Enter one sentence for the home page")},
            "place_name": {"required": gettext_lazy("Enter the name of your place")},
            "brand_colour": {"required": gettext_lazy("Enter a brand colour")},
        }

    def __init__(self, data: Any = None, *, organisation: Organisation) -> None:
        super().__init__(data, organisation=organisation)
        # Capitals are welcome: the model keeps small letters.
        self.fields["brand_colour"] = forms.CharField(
            label=self.fields["brand_colour"].label,
            help_text=self.fields["brand_colour"].help_text,
            error_messages={"required": gettext_lazy("Enter a brand colour")},
            validators=[
                RegexValidator(r"^#?[0-9A-Fa-f]{6}$", gettext_lazy("Enter a colour like #005f61"), code="colour")
            ],
        )

    def clean_brand_colour(self) -> str:
        colour = "#" + str(self.cleaned_data["brand_colour"]).lower().removeprefix("#")
        found = contrast(colour)
        if not found.enough:
            raise ValidationError(
                _(
                    "This colour is hard to read: white on it has a contrast of %(white)s to 1, and it has %(page)s to 1"
                    " on the page. Choose a darker colour, with at least %(least)s to 1"
                )
                % {"white": found.on_white, "page": found.on_page, "least": LEAST}
            )
        return colour


class ReachForm(SettingsForm):
    """How people reach the team."""

    class Meta:
        model = Organisation
        fields = ("team_name", "phone", "relay", "email", "address", "hours")
        labels = {
            "team_name": gettext_lazy("Name of the team"),
            "phone": gettext_lazy("Phone number"),
            "relay": gettext_lazy("Relay number (optional)"),
            "email": gettext_lazy("Email address"),
            "address": gettext_lazy("Postal address"),
            "hours": gettext_lazy("When somebody answers"),
        }
        help_texts = {
            "relay": gettext_lazy("For people who cannot hear or speak on the phone, like 18001 then your number."),
            "hours": gettext_lazy("Like Monday to Friday, 9am to 5pm."),
        }
        error_messages = {
            "team_name": {"required": gettext_lazy("Enter the name of the team")},
            "phone": {"required": gettext_lazy("Enter a phone number")},
            "email": {
                "required": gettext_lazy("Enter an email address"),
                "invalid": gettext_lazy("Enter an email address, like name@example.com"),
            },
            "address": {"required": gettext_lazy("Enter a postal address")},
            "hours": {"required": gettext_lazy("Enter when somebody answers")},
        }


class WordsForm(forms.Form):
    """The organisation's words for kinds of involvement: a published set, or its own word for each."""

    spectrum = forms.ChoiceField(
        label=gettext_lazy("Start from"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select which words to use")},
    )
    OWN = "own"

    def __init__(self, data: Any = None, *, organisation: Organisation) -> None:
        kept = organisation.vocabulary
        same = next((each.key for each in spectrums() if vocabulary_of(each.key) == kept), self.OWN)
        super().__init__(data, initial={"spectrum": same if kept else spectrums()[0].key, **kept})
        self.fields["spectrum"].choices = [  # type: ignore[attr-defined]
            *((each.key, each.name) for each in spectrums()),
            (self.OWN, _("Our own words, below")),
        ]
        for level in levels().values():
            self.fields[level.key] = forms.CharField(
                label=_("Our word for: %(name)s") % {"name": level.name},
                help_text=str(level.meaning),
                max_length=60,
                required=False,
            )

    @property
    def words(self) -> Iterable[Any]:
        return [self[key] for key in levels()]

    def values(self) -> dict[str, Any]:
        chosen = self.cleaned_data["spectrum"]
        if chosen != self.OWN:
            return {"vocabulary": vocabulary_of(chosen)}
        return {"vocabulary": {key: self.cleaned_data[key] for key in levels() if self.cleaned_data[key]}}


class NumbersForm(SettingsForm):
    class Meta:
        model = Organisation
        fields = ("disclosure_profile", "monitoring_minimum")
        labels = {
            "monitoring_minimum": gettext_lazy("Fewest people for “About you” questions"),
        }
        help_texts = {
            "monitoring_minimum": gettext_lazy(
                "Below this many people, answers could point to somebody, so nobody is asked."
            ),
        }

    def __init__(self, data: Any = None, *, organisation: Organisation) -> None:
        super().__init__(data, organisation=organisation)
        self.fields["disclosure_profile"] = forms.ChoiceField(
            label=gettext_lazy("How small numbers are hidden in what is published"),
            widget=forms.RadioSelect,
            choices=[(profile.id, _(profile.name)) for profile in PROFILES.values()],
        )
        self.fields["monitoring_minimum"] = _whole(self.fields["monitoring_minimum"], 10, 1000)


class FormatsForm(SettingsForm):
    """Days to answer, and years that answers are kept. Days for each format are in the library, with their reasons."""

    class Meta:
        model = Organisation
        fields = ("another_way_days", "keep_answers_years")
        labels = {
            "another_way_days": gettext_lazy("Working days to answer when somebody asks for another way"),
            "keep_answers_years": gettext_lazy("Years that answers are kept"),
        }
        help_texts = {
            "another_way_days": gettext_lazy("For a call, a visit, a paper form or anything that needs no making."),
            "keep_answers_years": gettext_lazy("Said in the privacy notice."),
        }

    def __init__(self, data: Any = None, *, organisation: Organisation) -> None:
        super().__init__(data, organisation=organisation)
        self.fields["another_way_days"] = _whole(self.fields["another_way_days"], 1, 30)
        self.fields["keep_answers_years"] = _whole(self.fields["keep_answers_years"], 1, 30)


def _whole(field: Any, fewest: int, most: int) -> forms.IntegerField:
    words = {"fewest": fewest, "most": most}
    return forms.IntegerField(
        label=field.label,
        help_text=field.help_text,
        min_value=fewest,
        max_value=most,
        widget=forms.TextInput({"inputmode": "numeric"}),
        error_messages={
            "required": gettext_lazy("Enter a number"),
            "invalid": gettext_lazy("Enter a whole number, like 20"),
            "min_value": _("Enter a number from %(fewest)s to %(most)s") % words,
            "max_value": _("Enter a number from %(fewest)s to %(most)s") % words,
        },
    )


class AreaForm(forms.Form):
    code = forms.ChoiceField(
        label=gettext_lazy("Add an area"),
        help_text=gettext_lazy("A local authority. Census figures for it are used to see who has not been heard."),
        error_messages={
            "required": gettext_lazy("Select an area"),
            "invalid_choice": gettext_lazy("Select an area from the list"),
        },
    )

    def __init__(self, data: Any = None, *, already: Iterable[str] = ()) -> None:
        super().__init__(data)
        here = set(already)
        self.fields["code"].choices = [  # type: ignore[attr-defined]
            ("", _("Select an area")),
            *((code, name) for code, name in areas() if code not in here),
        ]

    @property
    def name(self) -> str:
        return dict(areas())[self.cleaned_data["code"]]
