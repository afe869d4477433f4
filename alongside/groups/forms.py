"""A group, a member and a meeting."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.design.fields import DateField
from alongside.groups.models import Group, Member
from alongside.library.presenters_own import amount, timing
from alongside.library.values import lengths
from alongside.organisations.models import Organisation


class GroupForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("Like Engagement assurance committee."),
        max_length=120,
        error_messages={"required": gettext_lazy("Enter the name of the group")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it asked?"),
        choices=Group.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what the group is asked")},
    )
    purpose = forms.CharField(
        label=gettext_lazy("What is it for? (optional)"), widget=forms.Textarea, max_length=2000, required=False
    )


class MemberForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=120, error_messages={"required": gettext_lazy("Enter a name")}
    )
    email = forms.EmailField(
        max_length=254,
        label=gettext_lazy("Email"),
        help_text=gettext_lazy("They log in with a code sent to this address."),
        error_messages={
            "required": gettext_lazy("Enter an email address, like name@example.com"),
            "invalid": gettext_lazy("Enter an email address, like name@example.com"),
        },
    )
    role = forms.CharField(label=gettext_lazy("Role (optional)"), max_length=80, required=False)
    lived_experience = forms.BooleanField(
        label=gettext_lazy("They are in the group because of their own experience of services or of caring"),
        required=False,
    )
    chairs = forms.BooleanField(label=gettext_lazy("They chair the group"), required=False)
    format = forms.ChoiceField(
        label=gettext_lazy("How do they read papers?"), choices=Member.Format.choices, initial="web"
    )


class MeetingForm(forms.Form):
    on = DateField(
        label=gettext_lazy("When does it meet?"),
        what=gettext_lazy("The day of the meeting"),
        error_messages={"required": gettext_lazy("Enter the day of the meeting")},
    )
    place = forms.CharField(label=gettext_lazy("Where? (optional)"), max_length=160, required=False)
    papers_on = DateField(
        label=gettext_lazy("By when are papers out?"),
        what=gettext_lazy("The day for papers"),
        error_messages={"required": gettext_lazy("Enter the day by which papers are out")},
    )

    def __init__(self, data: Any = None, *, organisation: Organisation) -> None:
        super().__init__(data)
        measured = lengths(organisation, timezone.localdate()).timings
        papers, other = measured["TIM-12"], measured["TIM-12f"]
        words = _("%(papers)s before is good practice, or %(formats)s where somebody reads another format.")
        said = words % {"papers": amount(papers), "formats": amount(other)}
        self.fields["papers_on"].help_text = " ".join(filter(None, (said, timing(papers), timing(other))))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("on") and data.get("papers_on") and data["papers_on"] >= data["on"]:
            self.add_error("papers_on", _("Papers must be out before the meeting"))
        return data
