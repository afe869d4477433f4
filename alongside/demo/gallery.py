"""Every component on one page, in every state, with the longest words: to look at and to test."""

from datetime import UTC, date, datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alongside.documents.presenters import EditionLink
from alongside.front.views.top import open_page
from alongside.projects.models import State

LONG = "Physiotherapy, occupational therapy, and speech and language therapy appointments for children in Wendleham"


class Example(forms.Form):
    """One field of each kind; bound with nothing it shows each error."""

    name = forms.CharField(
        label="Short text", help_text="A hint stands under the label.", error_messages={"required": "Enter a name"}
    )
    story = forms.CharField(
        label="Long text", widget=forms.Textarea, error_messages={"required": "Tell us what happened"}
    )
    one = forms.ChoiceField(
        label="One choice",
        choices=[("a", "Evenings, 5pm to 8pm"), ("b", LONG), ("c", "I do not know")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select when you prefer"},
    )
    several = forms.MultipleChoiceField(
        label="Several choices",
        choices=[("a", "By bus"), ("b", "On foot")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select how you get there"},
    )
    consent = forms.BooleanField(
        label="You may quote my words", error_messages={"required": "Select whether we may quote you"}
    )
    place = forms.ChoiceField(
        label="Place", choices=[("", "Choose"), ("a", "Eastvale")], error_messages={"required": "Choose a place"}
    )


@require_safe
@open_page
def gallery(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "demo/gallery.html",
        {
            "long": LONG,
            "states": list(State),
            "dates": [
                ("Monday 1 June 2026", "Opened", True),
                ("Friday 10 July 2026, 5pm", "Closes", False),
                ("By Friday 21 August 2026", LONG, False),
            ],
            "editions": [
                EditionLink("#bn", "বাংলা", "bn", "ltr", date(2026, 6, 3)),
                EditionLink("#ar", "العربية", "ar", "rtl"),
                EditionLink("#easy", "Easy Read", "en-gb", "ltr"),
            ],
            "stages": [
                ("plan", _("Plan"), "5 tasks left", "#plan"),
                ("ask", _("Ask"), "Opens 14 September", "#ask"),
                ("hear", _("Hear"), "Closes 7 December", "#hear"),
                ("answer", _("Answer"), "By 26 February", "#answer"),
                ("learn", _("Learn"), "After March", "#learn"),
            ],
            "good": Example(),
            "bad": Example({}, prefix="bad"),
            "moment": datetime(2026, 6, 12, 16, tzinfo=UTC),
        },
    )
