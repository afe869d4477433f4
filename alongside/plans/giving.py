"""What a plan's own rows give to its checks."""

import json
from hashlib import sha256
from typing import Any
from uuid import UUID

from alongside.core.dates import local
from alongside.people.accounts.models import Person
from alongside.plans import consulting
from alongside.plans.facts import Confirmed, OptionFact, Said, SheetFact, give
from alongside.plans.models import (
    ChangeOption,
    Confirmation,
    ConsultationPart,
    Decision,
    DutyAssessment,
    Sheet,
    Statement,
    TimetableChoice,
)
from alongside.plans.writing import Filled, filled
from alongside.questionnaires.flow import facts as facts_of


def given(scope: UUID) -> dict[str, Any]:
    sheets = {each.template: filled(each) for each in Sheet.objects.filter(scope=scope).prefetch_related("editions")}
    facts = {key: _sheet(found) for key, found in sheets.items()}
    choice = TimetableChoice.objects.filter(scope=scope).first()
    parts = {each.part: each.document for each in ConsultationPart.objects.filter(scope=scope) if each.document}
    statements = list(Statement.objects.filter(scope=scope))
    names = dict(Person.objects.filter(pk__in={each.by for each in statements}).values_list("pk", "name"))
    decision = Decision.objects.filter(scope=scope).first()
    return {
        "duties_answered": DutyAssessment.objects.filter(scope=scope).exists(),
        "plan_begun": "plan" in sheets,
        "method": bool(facts["plan"].facts.get("plan.method")) if "plan" in facts else False,
        "parts": parts,
        "options": tuple(_option(each) for each in consulting.options(scope)),
        "formats_wanted": tuple(choice.formats) if choice else (),
        "sheets": facts,
        "said": tuple(
            Said(each.item, each.shows, each.words, names.get(each.by) or "", local(each.at).date())
            for each in statements
        ),
        "confirmed": tuple(
            Confirmed(f"{each.name}, {each.role}", each.document, each.read_on)
            for each in Confirmation.objects.filter(scope=scope)
        ),
        "decided_on": decision.decided_on if decision else None,
        "decision_minute": bool(decision and decision.minute),
    }


def _sheet(found: Filled) -> SheetFact:
    sheet = found.sheet
    written = max((each.at for each in found.newest.values()), default=None)
    says = {key: each.answers for key, each in sorted(found.newest.items())}
    # A signature holds for the editions it names: what was written later on the same day is later too.
    signed = sheet.approved_at if sheet.approved_at else None
    return SheetFact(
        begun_on=local(sheet.started_at).date(),
        written_on=local(written).date() if written else None,
        approved_on=local(signed).date() if signed else None,
        published_on=local(sheet.published_at).date() if sheet.published_at else None,
        facts=facts_of(found.template.definition, found.answers),
        prints=sha256(json.dumps(says, sort_keys=True).encode()).hexdigest(),
        changed_since=bool(signed) and sheet.approved_editions != found.numbers,
    )


def _option(option: ChangeOption) -> OptionFact:
    standing = option.standing
    return OptionFact(
        title=option.title,
        origin=option.origin,
        standing=standing.standing if standing else "",
        standing_on=standing.on if standing else None,
        reason=standing.reason if standing else "",
        missing=tuple(option.missing),
        preferred=option.preferred,
        provisional=bool(option.provisional),
        shaped_by=bool(option.shaped_by),
    )


give("plans", given)
