"""What staff fill in about the map of one project. Forms read; mapping.py writes."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.knowledge.spectrums import levels, word_for
from alongside.stakeholders.forms import choices, text
from alongside.stakeholders.models import MOST, Kind

WHY = gettext_lazy("Enter why, so that others can follow it")
NEW = "new"
SCALE = [(str(each), str(each)) for each in range(MOST + 1)]


def _scale(label: Any, hint: Any, missing: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        help_text=hint,
        choices=[("", gettext_lazy("Choose")), *SCALE],
        coerce=int,
        empty_value=None,
        error_messages={"required": missing, "invalid_choice": missing},
    )


class PlaceForm(forms.Form):
    """Where somebody stands. ``vocabulary`` is the organisation's words for kinds of involvement."""

    influence = _scale(
        gettext_lazy("Influence"),
        gettext_lazy("How much can they change what happens? 0 is not at all, 10 is most"),
        gettext_lazy("Select how much influence they have"),
    )
    interest = _scale(
        gettext_lazy("Interest"),
        gettext_lazy("How much do they want to know and say? 0 is not at all, 10 is most"),
        gettext_lazy("Select how interested they are"),
    )
    affected = _scale(
        gettext_lazy("Affected"),
        gettext_lazy("How much would it change their lives or work? 0 is not at all, 10 is most"),
        gettext_lazy("Select how much they are affected"),
    )
    view = text(gettext_lazy("What they think of it now (optional)"), limit=300)
    level = forms.ChoiceField(label=gettext_lazy("Planned kind of involvement"), required=False)
    why = text(gettext_lazy("Why there"), hint=gettext_lazy("What you know or were told"), required=WHY, limit=300)
    # The newest move when the page was made: what colleagues did since is said.
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, vocabulary: Mapping[str, str], **named: Any) -> None:
        super().__init__(*given, **named)
        level = self.fields["level"]
        assert isinstance(level, forms.ChoiceField)
        level.choices = [("", _("Not decided yet")), *((key, word_for(key, vocabulary)) for key in levels())]


class QuickForm(forms.Form):
    """Move somebody without leaving the map. What is left as it is stays. ``who``: (id, name) of those on the map."""

    who = forms.ChoiceField(
        label=gettext_lazy("Who moves"),
        error_messages={
            "required": gettext_lazy("Select who moves"),
            "invalid_choice": gettext_lazy("Select who moves"),
        },
    )
    influence = forms.TypedChoiceField(label=gettext_lazy("Influence"), required=False, coerce=int, empty_value=None)
    interest = forms.TypedChoiceField(label=gettext_lazy("Interest"), required=False, coerce=int, empty_value=None)
    affected = forms.TypedChoiceField(label=gettext_lazy("Affected"), required=False, coerce=int, empty_value=None)
    why = text(gettext_lazy("Why"), hint=gettext_lazy("What you know or were told"), required=WHY, limit=300)
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, who: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        asked = {"who": [("", _("Choose")), *who]}
        asked |= {name: [("", _("As it is")), *SCALE] for name in ("influence", "interest", "affected")}
        for name, options in asked.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = options


class AddForm(PlaceForm):
    """Somebody from the register, or somebody new, and where they stand. ``found``: (id, name) from the register."""

    who = forms.ChoiceField(
        label=gettext_lazy("Who?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Select who it is"),
            "invalid_choice": gettext_lazy("Select who it is"),
        },
    )
    name = text(gettext_lazy("Name, if they are not in the register"), limit=160)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind, if they are not in the register"),
        choices=choices(Kind, gettext_lazy("Choose a kind")),
        required=False,
    )
    once = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("who", "name", "kind")

    def __init__(self, *given: Any, found: list[tuple[str, str]], **named: Any) -> None:
        named.setdefault("initial", {}).setdefault("once", uuid4())
        super().__init__(*given, **named)
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)
        who.choices = [*found, (NEW, _("Somebody who is not in the register yet"))]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("who") == NEW:
            if not data.get("name"):
                self.add_error("name", _("Enter the name"))
            if not data.get("kind"):
                self.add_error("kind", _("Select what kind of partner this is"))
        return data
