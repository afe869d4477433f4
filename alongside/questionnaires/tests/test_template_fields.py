"""Every field that the domain notes (7.6 to 7.16) list for a template is asked for by it, and some things never are."""

import pytest

from alongside.questionnaires.flow import visible
from alongside.questionnaires.saved import SAVED_SETS
from alongside.questionnaires.types import Answer, Audience, Definition, Kind

# {set of questions: {field of the notes: what holds it}}. "question", "question:option" or "question:row".
FIELDS: dict[str, dict[str, str]] = {
    "terms_of_reference": {
        "purpose": "purpose",
        "level and decision rights": "decides rights",
        "scope in/out": "inside outside",
        "membership": "members",
        "balance": "balance",
        "terms": "term",
        "vacancy rule": "vacancy",
        "chairing/co-chair": "chairing",
        "quorum incl. people with lived experience": "quorum",
        "decision rule": "rule",
        "disagreement route": "disagreement",
        "meetings: frequency, length": "frequency",
        "place/hybrid": "place",
        "agenda-setting": "agenda",
        "papers days": "papers_days",
        "minutes": "minutes",
        "conduct/ground rules": "ground_rules",
        "conflicts": "conflicts",
        "confidentiality": "confidentiality",
        "social media": "social_media",
        "access & support": "access help",
        "payment": "payment",
        "accountability & reporting line": "reports_to",
        "feedback loop": "feedback wider",
        "review": "review_on",
        "end date": "ends_on",
        "signatures/version": "agreed_by version",
    },
    "role_description": {
        "title": "role_title",
        "why it exists": "exists",
        "tasks": "tasks",
        "influence": "influence",
        "skills/experience wanted": "experience skills",
        "time": "hours",
        "prep": "preparation",
        "duration": "lasts",
        "place": "where",
        "support": "help",
        "training": "training",
        "buddy": "buddy",
        "payment and how/when claimed": "paid claimed how_soon",
        "benefits notice": "benefits",
        "checks (DBS only if eligible)": "dbs_eligible dbs_why dbs_help",
        "how to apply in any format": "apply",
        "selection method/date": "selection closes_on chosen_on",
        "how to leave": "leaving",
        "contact": "contact",
    },
    "skills_audit": {
        "role": "role",
        "experience area": "experience_area",
        "knowledge": "rating:knowledge",
        "communication": "rating:communication",
        "digital": "rating:digital",
        "meetings": "rating:meetings",
        "analysis": "rating:analysis",
        "chairing": "rating:chairing",
        "self-rating": "rating",
        "what I enjoy": "enjoy",
        "want to learn": "learn",
        "support needed": "support",
        "training offered/date": "training training_on",
    },
    "event_evaluation": {
        "date/venue/format": "event_on venue format",
        "expectations met": "expectations",
        "felt heard": "statements:heard",
        "could influence": "statements:influence",
        "access met": "statements:access_met",
        "information clear/early": "statements:information_clear statements:information_early",
        "length/pace": "length pace",
        "felt safe": "statements:safe",
        "who was missing": "missing",
        "best/worst": "best worst",
        "would come again": "again",
        "emotional impact/support wanted": "feelings support support_how",
        "anything else": "anything_else",
    },
    "event_staff": {
        "date/venue/format": "event_on venue format",
        "expectations met": "aims",
        "felt heard": "heard",
        "could influence": "influence",
        "access met": "access",
        "information": "information",
        "length/pace": "pace",
        "felt safe": "safe",
        "who was missing": "missing",
        "best/worst": "best worst",
        "support": "support support_how",
        "set beside what people said": "compared",
    },
    "photo_consent": {
        "who": "whose name reach",
        "what": "what about",
        "when captured": "captured_on",
        "use: internal": "uses:internal",
        "use: print": "uses:print",
        "use: web": "uses:web",
        "use: social": "uses:social",
        "use: press": "uses:press",
        "use: partners": "uses:partners",
        "identity choices": "identity:full identity:first identity:none",
        "duration and expiry": "how_long until",
        "right to withdraw and limits once printed": "understood:withdraw understood:limits",
        "child: young person assent": "assent",
        "parental responsibility": "responsibility responsible_name",
        "capacity note": "capacity",
        "group-shot rule": "group_shot",
        "copy offered": "copy",
        "safeguarding risk check": "risk risk_done",
        "staff signature": "signed",
        "image ids": "image_ids",
        "removal log": "removal_log",
    },
    "case_study": {
        "title": "case_title",
        "context": "context",
        "people and partners": "people",
        "level": "level",
        "what was done": "done",
        "what people said (consented)": "quotes quotes_allowed",
        "what changed (evidence)": "changed evidence",
        "cost/time": "cost time",
        "what did not work": "not_worked",
        "learning": "learning",
        "permission": "permission",
        "author, date, tags": "author written_on tags",
    },
    "you_said": {
        "theme": "t1_theme t6_theme",
        "what we heard": "t1_heard",
        "n, groups": "t1_who",
        "source links": "t1_sources",
        "decision": "t1_decision",
        "done, doing, will do, cannot, passed": "t1_stands:done t1_stands:doing t1_stands:will_do t1_stands:cannot t1_stands:passed",
        "reason if not": "t1_reason t1_passed_to",
        "owner, date": "t1_owner t1_by",
        "proof": "t1_proof",
        "told participants on": "told_on told_how",
        "checked with participants": "checked checked_how",
        "we said, we did": "together",
    },
    "report": {
        "summary (plain + Easy Read)": "summary easy_read easy_read_where",
        "purpose": "purpose",
        "level": "level",
        "dates": "opened_on closed_on",
        "who we heard vs who is affected, gaps": "heard affected gaps",
        "methods": "methods",
        "limits": "limits",
        "findings by question/theme/group": "by_question by_theme by_group",
        "minority views and strength": "minority",
        "alternatives proposed": "alternatives",
        "quotes": "quotes",
        "staff/organisation responses separate": "staff organisations",
        "EqIA implications": "equality",
        "response by body": "response",
        "decision & reasons": "decided decision decision_when",
        "next steps with dates": "next_steps",
        "evaluation": "evaluation",
        "thanks": "thanks",
        "appendices: questions, counts, method, AI use": "questions counts method ai ai_how",
    },
    "evaluation": {
        "planned vs done": "planned_done",
        "reach": "reach",
        "access": "access",
        "cost": "cost",
        "payments on time": "paid_on_time paid",
        "experience (participants)": "experience staff_experience",
        "influence (decisions changed, traced)": "decisions traced",
        "outcomes: service": "service",
        "outcomes: people, on service users and on participants": "impact_users impact_participants",
        "skills, confidence": "skills",
        "relationships/trust": "trust",
        "learning": "learning shared",
        "agreed at start": "measures agreed_on",
        "review during": "review_on review",
    },
    "access_audit": {
        # 6.4, before
        "access needs asked with deadline and late route": "before_checks:needs_asked",
        "venue visited": "before_checks:visited visited_on",
        "step-free route, doors": "arriving_checks:step_free",
        "lift size": "arriving_checks:lift",
        "floor surface": "arriving_checks:floor",
        "hoist/changing place": "facilities_checks:changing_place",
        "accessible toilets near room": "facilities_checks:toilets",
        "blue-badge bays, drop-off": "arriving_checks:parking",
        "public transport": "arriving_checks:transport",
        "lighting": "arriving_checks:lighting",
        "acoustics": "room_checks:sound",
        "hearing loop tested": "room_checks:loop",
        "temperature": "room_checks:temperature",
        "seating choice, wheelchair spaces not segregated": "room_checks:seating",
        "quiet room": "room_checks:quiet_room",
        "prayer/feeding room": "facilities_checks:prayer_feeding",
        "gender-neutral and single-sex toilets": "facilities_checks:toilet_choice",
        "assistance dogs": "facilities_checks:dogs",
        "allergens/diet": "facilities_checks:food",
        "smoke/scent": "room_checks:scent",
        "timing": "before_checks:timing",
        "remote parity": "remote_checks:captions remote_checks:dial_in remote_checks:test_session remote_checks:data_costs",
        "what to expect": "before_checks:what_to_expect",
        "papers early": "before_checks:papers",
        "named contact": "before_checks:contact",
        "agenda co-set": "before_checks:agenda",
        "chair briefed": "before_checks:chair",
        "evacuation plan": "arriving_checks:evacuation",
        "content warnings, support person, debrief": "before_checks:content_warning",
        # during
        "ground rules, names, one at a time": "during_checks:ground_rules",
        "jargon cards": "during_checks:jargon",
        "breaks": "during_checks:breaks",
        "several ways to speak": "during_checks:ways_to_speak",
        "meeter-greeter": "during_checks:greeter",
        # after
        "notes in format": "after_checks:notes",
        "feedback": "after_checks:feedback",
        "expenses on the day": "after_checks:expenses",
        "wellbeing check": "after_checks:wellbeing",
        # 7.9
        "scoring": "works",
        "photos": "photos",
        "fixes": "room_fixes before_fixes",
        "owner": "room_owner before_owner",
        "re-check": "check_again_on room_fix_by",
        "audited with disabled people": "with_disabled_people people",
    },
}
EACH = [(key, field) for key, fields in FIELDS.items() for field in fields]


def lacking(definition: Definition, wanted: str) -> list[str]:
    """Of what a field wants, what the questions do not have."""
    gone = []
    for each in wanted.split():
        key, _colon, part = each.partition(":")
        question = definition.by_key.get(key)
        parts = {*question.option_by_key, *question.row_by_key} if question else set()
        if question is None or (part and part not in parts):
            gone.append(each)
    return gone


@pytest.mark.parametrize(("key", "field"), EACH, ids=lambda each: each)
def test_each_field_of_the_notes_is_asked_for(key: str, field: str) -> None:
    assert lacking(SAVED_SETS[key].definition, FIELDS[key][field]) == []


def test_a_field_that_is_taken_out_is_missed() -> None:
    from dataclasses import replace

    whole = SAVED_SETS["case_study"].definition
    without = replace(whole, sections=whole.sections[:-1])
    assert lacking(without, FIELDS["case_study"]["permission"]) == ["permission"]
    assert lacking(whole, "quotes_allowed:maybe") == ["quotes_allowed:maybe"]


def shown(key: str, **answers: str | list[str]) -> set[str]:
    return set(visible(SAVED_SETS[key].definition, {name: Answer(value) for name, value in answers.items()}))


def test_a_child_and_whoever_is_responsible_both_say_yes() -> None:
    grown = shown("photo_consent", whose="me")
    assert not {"assent", "responsibility", "responsible_name"} & grown
    for child in ("young", "someone_young"):
        assert {"assent", "responsibility"} <= shown("photo_consent", whose=child)
    assert "responsible_name" in shown("photo_consent", whose="young", responsibility="yes")
    assert "responsible_name" not in shown("photo_consent", whose="young", responsibility="no")


def test_a_person_with_no_use_ticked_is_not_asked_how_to_be_named() -> None:
    assert not {"identity", "how_long"} & shown("photo_consent", whose="me")
    assert {"identity", "how_long"} <= shown("photo_consent", whose="me", uses=["press"])
    uses = SAVED_SETS["photo_consent"].definition.by_key["uses"]
    assert uses.kind is Kind.CONSENT and not uses.required


def test_names_in_a_consent_are_kept_apart() -> None:
    asked = SAVED_SETS["photo_consent"].definition.by_key
    assert {key for key, each in asked.items() if each.identifying} == {"name", "reach", "responsible_name", "signed"}
    for key in ("name", "reach", "responsible_name", "signed", "capacity", "risk"):
        assert asked[key].who_sees is Audience.RESTRICTED and asked[key].why_we_ask


def test_a_record_is_checked_only_where_the_role_is_eligible() -> None:
    assert not {"dbs_why", "dbs_help"} & shown("role_description", dbs_eligible="no")
    assert not {"dbs_why", "dbs_help"} & shown("role_description", dbs_eligible="do_not_know")
    assert {"dbs_why", "dbs_help"} <= shown("role_description", dbs_eligible="yes")


def test_a_skills_audit_is_no_test() -> None:
    definition = SAVED_SETS["skills_audit"].definition
    assert not any(each.required for each in definition.questions)
    assert "not a test" in definition.intro
    assert not any(each.identifying for each in definition.questions)


def test_themes_come_one_after_another_and_a_no_wants_a_reason() -> None:
    first = shown("you_said")
    assert "t1_theme" in first and "t2_theme" not in first
    assert "t2_theme" in shown("you_said", t1_more="yes")
    assert "t3_theme" not in shown("you_said", t1_more="no", t2_more="yes"), "what is hidden leads nowhere"
    assert "t1_reason" in shown("you_said", t1_stands="cannot") and "t1_reason" not in first
    assert "t1_proof" in shown("you_said", t1_stands="done")
    assert "t1_by" in shown("you_said", t1_stands="will_do")
    assert "t1_passed_to" in shown("you_said", t1_stands="passed")


def test_what_people_say_of_an_event_is_asked_without_names() -> None:
    definition = SAVED_SETS["event_evaluation"].definition
    assert not any(each.required or each.identifying for each in definition.questions)
    assert "support_how" in shown("event_evaluation", support="yes")
    assert "support_how" not in shown("event_evaluation", support="no")
