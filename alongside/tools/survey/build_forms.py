"""The form in which a question is edited: which boxes it has follows from its kind and from what it depends on."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.questionnaires.build import NO, YES
from alongside.questionnaires.messages import condition_words
from alongside.questionnaires.messages_builder import AUDIENCES, KINDS, ROLES
from alongside.questionnaires.types import (
    CHECKABLE,
    NEEDS_OPTIONS,
    NUMBER_OPS,
    TEXTS,
    Audience,
    Condition,
    DateParts,
    Definition,
    Kind,
    Limits,
    Op,
    Option,
    Question,
    Role,
    When,
)
from alongside.tools.survey import builder
from alongside.tools.survey.build_fields import (
    CHOICE_OPS,
    HAS_LINES,
    IDENTIFIES,
    LARGEST,
    LINES_LABEL,
    NUMBER_TESTS,
    PHOTOS,
    STANDARD,
    roles_for,
    short,
    whole,
)
from alongside.tools.survey.build_initial import KEEP, MOST_MEGABYTES, initial, simple


class QuestionForm(forms.Form):
    """One question. ``kept`` says that answers to it may exist; ``earlier`` are questions it may depend on."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of question"), choices=[(kind.value, name) for kind, name in KINDS.items()]
    )
    wording = forms.CharField(
        label=gettext_lazy("Question"),
        widget=forms.Textarea,
        max_length=500,
        error_messages={
            "required": gettext_lazy("Enter the question"),
            "max_length": gettext_lazy("The question must be 500 characters or fewer"),
        },
    )
    hint = forms.CharField(
        label=gettext_lazy("Hint (optional)"),
        help_text=gettext_lazy("One line under the question that helps people to answer."),
        max_length=300,
        required=False,
    )

    def __init__(
        self, data: Any = None, *, definition: Definition, question: Question, earlier: list[Question], kept: bool
    ) -> None:
        self.definition, self.question, self.earlier, self.kept_answers = definition, question, earlier, kept
        super().__init__(data, initial=initial(question))
        asked = str(data.get("kind", "")) if data is not None else question.kind.value
        self.now = Kind(asked) if asked in list(Kind) else question.kind
        self._add_answers()
        self._add_limits()
        self._add_whom()
        self._add_routing()
        for name, words in (
            ("why_we_ask", _("Why we ask (optional)")),
            ("background", _("Background to this question (optional)")),
        ):
            self.fields[name] = forms.CharField(label=words, widget=forms.Textarea, max_length=3000, required=False)
        self.fields["why_we_ask"].help_text = _("Shown with the question. Give a reason for every personal question.")

    def _add_answers(self) -> None:
        if self.now is Kind.MATRIX:
            self.fields["rows"] = forms.CharField(
                label=_("Statements, one on each line"),
                widget=forms.Textarea,
                error_messages={"required": _("Enter at least 1 statement")},
            )
        if self.now in HAS_LINES:
            self.fields["lines"] = forms.CharField(
                label=LINES_LABEL.get(self.now, _("Answers to choose from, one on each line")),
                help_text=_(
                    "Put (write in) after an answer to give it a box for own words, | before a few words of help,"
                    " and # before the name of a group."
                ),
                widget=forms.Textarea,
                error_messages={"required": _("Enter the answers to choose from")},
            )
            self.reworded = self._reworded()
            for each in self.reworded:
                self.fields[f"meaning_{each.key}"] = forms.ChoiceField(
                    label=_("You changed “%(old)s” to “%(new)s”. Does it mean the same?")
                    % {"old": each.old, "new": each.new},
                    choices=[
                        ("same", _("Yes, the same in other words. Answers go on being counted together")),
                        ("new", _("No, something else. Answers so far stay with “%(old)s”") % {"old": each.old}),
                    ],
                    widget=forms.RadioSelect,
                    error_messages={
                        "required": _("Select whether “%(new)s” means the same as “%(old)s”")
                        % {"old": each.old, "new": each.new}
                    },
                )
        self._add_right()
        if self.now in NEEDS_OPTIONS - {Kind.RANKING}:
            wanted = [STANDARD[role] for role in roles_for(self.now)]
            self.fields["roles"] = forms.MultipleChoiceField(
                label=_("Also offer"),
                choices=[(option.role.value, ROLES[option.role]) for option in wanted],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def _add_right(self) -> None:
        """For a question that checks whether something was understood."""
        if self.now is Kind.SINGLE:
            self.fields["lines"].help_text += " " + _(
                "If the question checks what people understood, put (right) after the answer that is right."
            )
        if self.now is Kind.YES_NO:
            choices = [("", _("Neither: it asks what people think")), *((each.key, each.label) for each in (YES, NO))]
            self.fields["right"] = forms.ChoiceField(
                label=_("Which answer is right?"), choices=choices, widget=forms.RadioSelect, required=False
            )
        if self.now in CHECKABLE:
            self.fields["explanation"] = forms.CharField(
                label=_("Why it is right (optional)"),
                help_text=_("People see which answer is right, and this, after they have sent their answers."),
                widget=forms.Textarea,
                max_length=500,
                required=False,
            )

    def _reworded(self) -> list[builder.Reworded]:
        """Only where answers may exist does another wording need a judgement."""
        if not self.is_bound or not self.kept_answers or self.now is not self.question.kind:
            return []
        if self.now is Kind.CONSENT:
            return []  # other words always need a new yes
        return builder.rewordings(self.question.options, builder.read_lines(str(self.data.get("lines", ""))))

    def _add_limits(self) -> None:
        if self.now in TEXTS - IDENTIFIES:
            self.fields["max_length"] = whole(_("Most characters (optional)"), 20_000)
        if self.now is Kind.MULTIPLE:
            self.fields["max_choices"] = whole(_("Most answers to choose (optional)"), 100)
        if self.now is Kind.RANKING:
            self.fields["rank_at_least"] = whole(_("Fewest to put in order (optional)"), 100, 0)
        if self.now is Kind.NUMBER:
            self.fields["unit"] = forms.CharField(
                label=_("Unit (optional)"), max_length=30, required=False, help_text=_("Like miles")
            )
            for name, words in (("minimum", _("Lowest (optional)")), ("maximum", _("Highest (optional)"))):
                self.fields[name] = forms.FloatField(
                    label=words,
                    required=False,
                    min_value=-LARGEST,
                    max_value=LARGEST,
                    widget=forms.TextInput({"inputmode": "decimal"}),
                    error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Enter a number, like 12")),
                )
            self.fields["decimals"] = whole(_("Decimal places (optional)"), 6, 0)
        if self.now is Kind.DATE:
            self.fields["date_parts"] = forms.ChoiceField(
                label=_("What people give"),
                choices=[
                    (DateParts.DAY.value, _("Day, month and year")),
                    (DateParts.MONTH.value, _("Month and year")),
                    (DateParts.YEAR.value, _("Year")),
                ],
                widget=forms.RadioSelect,
            )
        if self.now is Kind.FILE:
            self.fields["max_megabytes"] = whole(_("Largest photo, in MB"), MOST_MEGABYTES)
            self.fields["max_megabytes"].required = True

    def _add_whom(self) -> None:
        self.fields["required"] = forms.BooleanField(label=_("People must answer this"), required=False)
        self.fields["required_reason"] = forms.CharField(
            label=_("Why they must answer"), help_text=_("Shown with the question."), max_length=300, required=False
        )
        if self.now in TEXTS - IDENTIFIES or self.now is Kind.DATE:
            self.fields["identifying"] = forms.BooleanField(
                label=_("The answer says who somebody is, so keep it apart from the other answers"), required=False
            )
        self.fields["who_sees"] = forms.ChoiceField(
            label=_("Who may see each answer"),
            choices=[(audience.value, words) for audience, words in AUDIENCES.items()],
            widget=forms.RadioSelect,
            error_messages={"required": _("Select who may see each answer")},
        )

    def _add_routing(self) -> None:
        choices: list[tuple[str, str]] = [("", _("Everyone"))]
        condition = self.question.show_when
        if condition is not None and not simple(condition):
            choices.append((KEEP, _("Only if %(test)s") % {"test": condition_words(self.definition, condition)}))
        choices += [
            (
                each.key,
                _("It depends on question %(number)s: %(wording)s")
                % {"number": self.definition.numbers.get(each.key, 0), "wording": short(each.wording)},
            )
            for each in self.earlier
        ]
        self.fields["depends"] = forms.ChoiceField(
            label=_("Who is asked"),
            choices=choices,
            required=False,
            error_messages={"invalid_choice": _("Select a question that comes before this one")},
        )
        posted = self.data.get("depends", "") if self.is_bound else self.initial.get("depends", "")
        self.tested = next((each for each in self.earlier if each.key == posted), None)
        if self.tested is None:
            return
        offered = [(option.key, option.label) for option in self.tested.offered]
        tests = NUMBER_TESTS if self.tested.kind is Kind.NUMBER else CHOICE_OPS if offered else CHOICE_OPS[2:]
        self.fields["test"] = forms.ChoiceField(
            label=_("Ask it if"),
            choices=tests,
            widget=forms.RadioSelect,
            error_messages={"required": _("Select when to ask it")},
        )
        if offered:
            self.fields["values"] = forms.MultipleChoiceField(
                label=_("Answers"), choices=offered, widget=forms.CheckboxSelectMultiple, required=False
            )
        if self.tested.kind is Kind.NUMBER:
            self.fields["number"] = forms.FloatField(
                label=_("Number"),
                required=False,
                min_value=-LARGEST,
                max_value=LARGEST,
                widget=forms.TextInput({"inputmode": "decimal"}),
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Enter a number, like 12")),
            )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("required") and not data.get("required_reason"):
            self.add_error("required_reason", _("Enter why people must answer"))
        if data.get("lines"):
            fewest = 1 if self.now is Kind.CONSENT else 2
            lines = builder.read_lines(data["lines"])
            if len(lines) < fewest:
                self.add_error("lines", _("Enter at least %(fewest)s answers, one on each line") % {"fewest": fewest})
            if sum(each.right for each in lines) > (self.now is Kind.SINGLE):
                self.add_error(
                    "lines",
                    _("Only one answer can be right")
                    if self.now is Kind.SINGLE
                    else _("Only a question with one answer can have a right one"),
                )
        if self.tested is not None and data.get("test") in (Op.ANY_OF, Op.IS_NOT) and not data.get("values"):
            self.add_error(
                "values",
                _("Select at least 1 answer of question %(number)s")
                % {"number": self.definition.numbers.get(self.tested.key, 0)},
            )
        if (
            data.get("test") in {op.value for op in NUMBER_OPS}
            and data.get("number") is None
            and "number" not in self.errors
        ):
            self.add_error("number", _("Enter a number"))
        lowest, highest = data.get("minimum"), data.get("maximum")
        if lowest is not None and highest is not None and lowest > highest:
            self.add_error("maximum", _("The highest must be more than the lowest"))
        return data

    def result(self) -> Question:
        """The question as edited, once valid."""
        data = self.cleaned_data
        identifying = self.now in IDENTIFIES or bool(data.get("identifying"))
        who_sees = Audience(data["who_sees"])
        if identifying and who_sees in (Audience.TEAM, Audience.PUBLIC):
            who_sees = Audience.RESTRICTED
        kept = self.kept_answers and self.now is self.question.kind
        options = self._options(kept)
        right = self._right(options)
        return replace(
            self.question,
            kind=self.now,
            wording=" ".join(data["wording"].split()),
            hint=data["hint"],
            background=data["background"],
            options=options,
            rows=builder.rows_from(self.question.rows, data["rows"], kept=kept) if "rows" in data else (),
            limits=self._limits(),
            required=data["required"],
            required_reason=data["required_reason"] if data["required"] else "",
            identifying=identifying,
            who_sees=who_sees,
            why_we_ask=data["why_we_ask"],
            show_when=self._condition(),
            right=right,
            explanation=data.get("explanation", "") if right else "",
        )

    def _right(self, options: tuple[Option, ...]) -> str:
        """The key of the option that is right: options stand in the order of their lines."""
        if self.now is not Kind.SINGLE:
            return str(self.cleaned_data.get("right", ""))
        lines = builder.read_lines(self.cleaned_data["lines"])
        return next((option.key for option, line in zip(options, lines, strict=False) if line.right), "")

    def _options(self, kept: bool) -> tuple[Option, ...]:
        if self.now not in NEEDS_OPTIONS:
            return self.question.options if self.now is Kind.POSTCODE is self.question.kind else ()
        roles = [STANDARD[Role(role)] for role in self.cleaned_data.get("roles", [])]
        before = self.question.options if self.question.kind in NEEDS_OPTIONS else ()
        if self.now is Kind.YES_NO:
            had = {option.key: option for option in before}
            standing = {option.role: option for option in before if option.exclusive}
            return (had.get("yes", YES), had.get("no", NO), *(standing.get(role.role, role) for role in roles))
        return builder.options_from(
            before,
            builder.read_lines(self.cleaned_data["lines"]),
            roles=roles,
            new_meaning=[each.key for each in self.reworded if self.cleaned_data[f"meaning_{each.key}"] == "new"],
            kept=kept,
        )

    def _limits(self) -> Limits:
        data = self.cleaned_data
        before = self.question.limits if self.now is self.question.kind else Limits()
        if self.now is Kind.FILE:
            return replace(before, file_types=before.file_types or PHOTOS, max_bytes=data["max_megabytes"] * 1_000_000)
        wanted: dict[str, Any] = {
            name: data[name]
            for name in ("max_length", "max_choices", "rank_at_least", "minimum", "maximum", "unit")
            if name in data
        }
        if "decimals" in data:
            wanted["decimals"] = data["decimals"] or 0
        if "date_parts" in data:
            wanted["date_parts"] = DateParts(data["date_parts"])
        return replace(before, **wanted)

    def _condition(self) -> Condition | None:
        data = self.cleaned_data
        if data["depends"] == KEEP:
            return self.question.show_when
        if self.tested is None:
            return None
        op = Op(data["test"])
        if op in NUMBER_OPS:
            return When(self.tested.key, op, number=data["number"])
        if op in (Op.ANSWERED, Op.NOT_ANSWERED):
            return When(self.tested.key, op)
        values = tuple(data["values"])
        return When(self.tested.key, Op.IS if op is Op.ANY_OF and len(values) == 1 else op, values)


def testable(questions: Iterable[Question]) -> list[Question]:
    """Those that routing may look at: answers kept with the person are never looked at."""
    return [each for each in questions if not each.identifying and each.kind is not Kind.FILE]
