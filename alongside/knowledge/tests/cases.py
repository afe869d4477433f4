"""Worked cases of which duties apply, written from the law and not from the rules: whoever changes a rule argues with them.

A case gives its facts over a quiet piece of work (an idea that changes nothing, everything else answered with no):
``stage=planning`` sets one, ``promise`` says yes, ``?promise`` leaves it unknown. ``yes`` lists the duties that apply,
without "DUTY-" (P is PRIN-01); ``open`` the answers that could still decide a duty, or lift one that applies; every other
duty must come out no. ``because`` gives some of the reasons.
"""

from dataclasses import dataclass
from datetime import date

from alongside.knowledge.facts import Facts, Value, facts

NOW = "2026-11-26"
QUIET: dict[str, Value] = {
    **{key: False for key, fact in facts().items() if fact.kind == "yes_no"},
    "stage": "idea",
    "impact.substantial": "no",
    "councils_affected": 1,
    "scrutiny_began": date(2026, 9, 1),
}


@dataclass(frozen=True)
class Case:
    name: str
    bodies: str
    given: str
    yes: str
    open: str = ""
    level: str = "inform"
    because: str = ""
    on: str = NOW

    @property
    def facts(self) -> Facts:
        found = {"bodies": tuple(self.bodies.split()), **QUIET}
        for each in self.given.split():
            key, _equals, value = each.partition("=")
            if key.startswith("?"):
                del found[key[1:]]
            elif not value:
                found[key] = True
            else:
                kind = facts()[key].kind
                found[key] = date.fromisoformat(value) if kind == "date" else int(value) if kind == "number" else value
        return found

    @property
    def applying(self) -> set[str]:
        return {_id(each) for each in self.yes.split()}

    @property
    def undecided(self) -> dict[str, set[str]]:
        pairs = (each.split("=") for each in self.open.split())
        return {_id(id): set(keys.split(",")) for ids, keys in pairs for id in ids.split(",")}

    @property
    def reasons(self) -> dict[str, set[str]]:
        """``01: stage = planning & bodies = ICB; 04: …``"""
        pairs = (each.split(":", 1) for each in self.because.split(";") if each.strip())
        return {_id(id.strip()): {fact.strip() for fact in told.split("&")} for id, told in pairs}


def _id(short: str) -> str:
    return "PRIN-01" if short == "P" else f"DUTY-{short}"


# What each body always has, whatever it does.
ALWAYS = {
    "ICB": "04 05 06 16 17 28 29 P",
    "NHSE": "04 06 16 17 28 29 P",
    "NHS_TRUST": "04 06 16 17 24 28 29 P",
    "NHS_FT": "04 06 16 17 24 28 29 P",
    "CARE_TRUST": "04 06 16 17 24 28 29 P",
    "SOS": "16 17 28 P",
    "LA_ASC": "12 16 17 21 28 P",
    "LA_PH": "16 17 28 P",
    "LA_CYP": "16 17 21 28 P",
    "ICP": "16 17 28 P",
    "HWB": "16 17 28 P",
    "S75": "16 17 28 P",
    "JOINT_CTTEE": "16 17 28 P",
    "COMBINED_AUTH": "16 17 28 P",
    "GP_PROVIDER": "17 24 29 P",
    "REG_PROVIDER": "17 24 P",
    "VCSE": "17 P",
}
# A partnership or committee alone: who is accountable has not been named.
BEHIND = dict.fromkeys(("S75", "JOINT_CTTEE", "COMBINED_AUTH"), "04,05,06,12,21,24,29=bodies")

# A substantial change with everything in it: each body's whole list.
WHOLE = "stage=proposal impact.manner impact.range impact.substantial=yes councils_affected=2 " + " ".join(
    key for key, fact in facts().items() if fact.kind == "yes_no" and key not in ("urgent_safety", "impact.manner", "impact.range")
)  # fmt: skip
EVERYTHING = {
    "ICB": "01 04 05 06 07 08 09 15 16 17 18 19 20 22 25 26 27 28 29 P",
    "NHSE": "02 04 06 07 08 09 15 16 17 18 19 20 22 25 26 27 28 29 P",
    "NHS_TRUST": "03 04 06 15 16 17 18 19 20 22 24 25 26 27 28 29 P",
    "NHS_FT": "03 04 06 15 16 17 18 19 20 22 24 25 26 27 28 29 P",
    "CARE_TRUST": "03 04 06 15 16 17 18 19 20 22 24 25 26 27 28 29 P",
    "SOS": "15 16 17 18 20 25 26 28 29 P",
    "LA_ASC": "10 11 12 13 14 15 16 17 18 19 20 21 22 25 26 27 28 29 P",
    "LA_PH": "14 15 16 17 18 19 20 22 25 26 27 28 29 P",
    "LA_CYP": "14 15 16 17 18 20 21 22 25 26 27 28 29 P",
    "ICP": "15 16 17 18 20 23 25 26 28 29 P",
    "HWB": "15 16 17 18 20 23 25 26 28 29 P",
    "S75": "15 16 17 18 19 20 22 25 26 27 28 29 P",
    "JOINT_CTTEE": "15 16 17 18 20 25 26 28 29 P",
    "COMBINED_AUTH": "15 16 17 18 20 25 26 27 28 29 P",
    "GP_PROVIDER": "15 16 17 19 20 22 24 25 26 28 29 P",
    "REG_PROVIDER": "15 16 17 19 20 22 24 25 26 28 29 P",
    "VCSE": "15 16 17 20 25 26 28 29 P",
}
HIDDEN = {
    "S75": "01,02,03,04,05,06,10,11,12,13,14,21,23,24=bodies 07,08,09=bodies",
    "JOINT_CTTEE": "01,02,03,04,05,06,10,11,12,13,14,19,21,22,23,24,27=bodies 07,08,09=bodies",
    "COMBINED_AUTH": "01,02,03,04,05,06,10,11,12,13,14,19,21,22,23,24=bodies 07,08,09=bodies",
}
PUBLIC = {*ALWAYS} - {"GP_PROVIDER", "REG_PROVIDER", "VCSE"}


def _after_a_promise(body: str) -> str:
    """A promise was made, and children take part: the common law for public bodies, the children’s duties for councils."""
    return " ".join([ALWAYS[body], *(["15"] if body in PUBLIC else []), *(["25"] if body.startswith("LA_") else [])])


BY_BODY = [
    *(Case(f"{body}, a quiet idea", body, "", yes, BEHIND.get(body, "")) for body, yes in ALWAYS.items()),
    *(
        Case(f"{body}, a substantial change with everything in it", body, WHOLE, yes, HIDDEN.get(body, ""), "formal_consultation")
        for body, yes in EVERYTHING.items()
    ),
    *(
        Case(
            f"{body}, a promise to consult and children who take part",
            body,
            "promise under18",
            _after_a_promise(body),
            f"{BEHIND[body]} 25=bodies" if body in BEHIND else "",
            "fair_consultation",
        )
        for body in ALWAYS
    ),
]  # fmt: skip

# Contact with people who have needs, while the standard had five steps.
AIS = {*ALWAYS} - {"SOS", "LA_CYP", "ICP", "HWB", "JOINT_CTTEE", "COMBINED_AUTH", "VCSE"}
FIVE_STEPS = [
    Case(
        f"{body}, under the standard with five steps",
        body,
        "disability_needs",
        f"{yes} 19o" if body in AIS else yes,
        BEHIND.get(body, "") + ("" if body in AIS or body not in BEHIND else " 19o=bodies"),
        on="2025-01-01",
    )
    for body, yes in ALWAYS.items()
]

ICB, TRUST, CARE = ALWAYS["ICB"], ALWAYS["NHS_TRUST"], ALWAYS["LA_ASC"]
FORMAL = "formal_consultation"
TRIGGERS = [
    Case("planning needs no impact", "ICB", "stage=planning", f"01 {ICB}", level="involve", because="01: bodies = ICB & stage = planning"),
    Case("NHS England plans", "NHSE", "stage=planning", f"02 {ALWAYS['NHSE']}", level="involve"),
    Case("a trust plans", "NHS_TRUST", "stage=planning", f"03 {TRUST}", level="involve"),
    Case("the Secretary of State plans, before the Health Bill", "SOS", "stage=planning", ALWAYS["SOS"], level="involve", because=f"02b: on = {NOW}"),
    Case("a proposal changes how a service reaches people", "ICB", "stage=proposal impact.manner", f"01 {ICB}", level="involve", because="01: bodies = ICB & stage = proposal & impact.manner = true"),
    Case("a proposal changes what is offered", "ICB", "stage=proposal impact.range", f"01 {ICB}", level="involve"),
    Case("a decision changes what is offered", "NHSE", "stage=decision impact.range", f"02 {ALWAYS['NHSE']}", level="involve"),
    Case("a trust decides how a service reaches people", "NHS_FT", "stage=decision impact.manner", f"03 {TRUST}", level="involve"),
    Case("a trust proposes to change what is offered", "CARE_TRUST", "stage=proposal impact.range", f"03 {TRUST}", level="involve"),
    Case("NHS England proposes", "NHSE", "stage=proposal impact.manner", f"02 {ALWAYS['NHSE']}", level="involve"),
    Case("a proposal with no impact", "ICB", "stage=proposal", ICB, because="01: stage = proposal & impact.manner = false & impact.range = false"),
    Case("options with an impact are not yet a proposal", "ICB", "stage=options impact.manner", ICB, level="involve"),
    Case("carrying out what was decided", "NHS_TRUST", "stage=implementation impact.manner", TRUST, level="involve"),
    Case("a council weighs options", "LA_ASC", "stage=options impact.manner", f"14 {CARE}", level="involve"),
    Case("a council proposes", "LA_PH", "stage=proposal impact.range", f"14 {ALWAYS['LA_PH']}", level="involve"),
    Case("a council consults", "LA_CYP", "stage=consultation impact.range", f"14 {ALWAYS['LA_CYP']}", level="involve"),
    Case("a council decides", "LA_ASC", "stage=decision impact.manner", f"14 {CARE}", level="involve"),
    Case("a council reviews what was decided", "LA_ASC", "stage=review impact.manner", CARE, level="involve"),
    Case("best value without a change yet", "LA_PH", "best_value", f"14 {ALWAYS['LA_PH']}", because="14: bodies = LA_PH & best_value = true"),
    Case("one person’s care", "LA_ASC", "individual_care", f"10 13 {CARE}"),
    Case("a market position statement", "LA_ASC", "care_strategy", f"11 {CARE}"),
    Case("people are usually asked", "LA_ASC", "established_practice", f"15 {CARE}", level="fair_consultation", because="15: bodies = LA_ASC & established_practice = true"),
    Case("a day centre that people count on closes", "LA_ASC", "stage=proposal impact.range unfair_without", f"14 15 {CARE}", level="fair_consultation"),
    Case("a charity exercises a public function", "VCSE", "public_function", f"16 28 {ALWAYS['VCSE']}"),
    Case("a charity with a public function promised to consult", "VCSE", "public_function promise", f"15 16 28 {ALWAYS['VCSE']}", level="fair_consultation"),
    Case("a charity promised to consult", "VCSE", "promise", ALWAYS["VCSE"], level="fair_consultation", because="15: bodies = VCSE & public_function = false"),
    Case("published online by a public body", "ICB", "published_online", f"18 {ICB}"),
    Case("published online by a practice", "GP_PROVIDER", "published_online", ALWAYS["GP_PROVIDER"]),
    Case("patients with needs from a disability", "GP_PROVIDER", "disability_needs", f"19 {ALWAYS['GP_PROVIDER']}"),
    Case("personal data at a charity", "VCSE", "personal_data", f"20 {ALWAYS['VCSE']}"),
    Case("Healthwatch reports to a provider", "REG_PROVIDER", "healthwatch_report", f"22 {ALWAYS['REG_PROVIDER']}"),
    Case("a needs assessment", "HWB", "needs_or_strategy", f"23 {ALWAYS['HWB']}"),
    Case("the local offer", "LA_CYP", "send", f"25 {ALWAYS['LA_CYP']}"),
    Case("children in care", "LA_CYP", "looked_after", f"25 {ALWAYS['LA_CYP']}"),
    Case("a charity’s service for young people", "VCSE", "children_service under18", f"25 {ALWAYS['VCSE']}"),
    Case("a service for young people in which none take part", "VCSE", "children_service", ALWAYS["VCSE"]),
    Case("adults who may lack capacity", "VCSE", "capacity_doubt", f"26 {ALWAYS['VCSE']}"),
    Case("a trust buys a service", "NHS_TRUST", "procurement", f"27 {TRUST}"),
    Case("a charity paid by the NHS", "VCSE", "nhs_funded", f"29 {ALWAYS['VCSE']}"),
    Case("a substantial proposal", "ICB", "stage=proposal impact.substantial=yes", f"07 08 {ICB}", level=FORMAL, because="07: bodies = ICB & stage = proposal & impact.substantial = yes & urgent_safety = false"),
    Case("a substantial change in consultation", "ICB", "stage=consultation impact.substantial=yes", f"07 08 {ICB}", level=FORMAL),
    Case("a substantial change at its decision", "NHSE", "stage=decision impact.substantial=yes", f"07 08 {ALWAYS['NHSE']}", level=FORMAL),
    Case("options that may become substantial", "ICB", "stage=options impact.substantial=yes", ICB, level=FORMAL),
    Case("a trust’s substantial change goes through its commissioner", "NHS_TRUST", "stage=proposal impact.substantial=yes", TRUST, level=FORMAL),
    Case("nobody is sure", "ICB", "stage=proposal impact.substantial=unsure", f"07 08 {ICB}", level=FORMAL, because="07: bodies = ICB & stage = proposal & impact.substantial = unsure & urgent_safety = false"),
    Case("nobody is sure, with two councils", "NHSE", "stage=consultation impact.substantial=unsure councils_affected=2", f"07 08 09 {ALWAYS['NHSE']}", level=FORMAL),
    Case("scrutiny agreed that it is not", "ICB", "stage=proposal impact.substantial=agreed_no", ICB, because="07: impact.substantial = agreed_no"),
    Case("safety leaves no time", "ICB", "stage=proposal impact.substantial=yes urgent_safety", f"07x {ICB}", level="involve", because="07: urgent_safety = true; 08: urgent_safety = true; 07x: bodies = ICB & impact.substantial = yes & urgent_safety = true"),
    Case("safety leaves no time, three councils", "NHSE", "stage=decision impact.substantial=unsure urgent_safety councils_affected=3", f"07x {ALWAYS['NHSE']}", level="involve", because="09: urgent_safety = true"),
    Case("urgent, after it was done", "ICB", "stage=implementation impact.substantial=yes urgent_safety", f"07x {ICB}", level="involve"),
    Case("urgent, a trust alone", "NHS_TRUST", "stage=proposal impact.substantial=yes urgent_safety", TRUST, level="involve"),
    Case("a council proposes, with no impact", "LA_ASC", "stage=proposal", CARE),
    Case("NHS England weighs options", "NHSE", "stage=options impact.manner", ALWAYS["NHSE"], level="involve"),
    Case("urgent but not substantial", "ICB", "stage=proposal impact.substantial=no urgent_safety", ICB, because="07: impact.substantial = no"),
    Case("two councils", "ICB", "stage=proposal impact.substantial=yes councils_affected=2", f"07 08 09 {ICB}", level=FORMAL),
    Case("two councils at the decision", "ICB", "stage=decision impact.substantial=yes councils_affected=4", f"07 08 09 {ICB}", level=FORMAL),
    Case("two councils, options", "ICB", "stage=options impact.substantial=yes councils_affected=2", ICB, level=FORMAL),
    Case("two councils, a trust alone", "NHS_TRUST", "stage=proposal impact.substantial=yes councils_affected=2", TRUST, level=FORMAL),
    Case("two councils, not substantial", "ICB", "stage=proposal impact.substantial=no councils_affected=2", ICB),
]  # fmt: skip

UNKNOWN = [
    Case("the stage is not known", "ICB", "?stage", ICB, "01=stage", "unknown"),
    Case("the impact is not known", "ICB", "stage=proposal ?impact.manner ?impact.range", ICB, "01=impact.manner,impact.range", "unknown"),
    Case("half of the impact is known, and is none", "NHS_TRUST", "stage=decision ?impact.range", TRUST, "03=impact.range", "unknown"),
    Case("half of the impact is known, and is enough", "ICB", "stage=proposal impact.manner ?impact.range", f"01 {ICB}", level="involve"),
    Case("nobody asked whether it is substantial", "ICB", "stage=proposal ?impact.substantial", ICB, "07,08=impact.substantial", "unknown"),
    Case("substantial, and two councils perhaps", "ICB", "stage=proposal impact.substantial=yes ?councils_affected", f"07 08 {ICB}", "09=councils_affected", FORMAL),
    Case("substantial, and nobody said how urgent", "ICB", "stage=proposal impact.substantial=yes ?urgent_safety", f"07 08 {ICB}", "07,08,07x=urgent_safety", FORMAL),
    Case("substantial, and nobody said since when", "ICB", "stage=proposal impact.substantial=yes ?scrutiny_began", f"07 08 {ICB}", "08=scrutiny_began", FORMAL),
    Case("the stage of a substantial change", "NHSE", "?stage impact.substantial=yes", ALWAYS["NHSE"], "02,07,08=stage", FORMAL),
    Case("a promise, perhaps", "LA_ASC", "?promise", CARE, "15=promise", "unknown"),
    Case("all of fairness, perhaps", "LA_ASC", "?promise ?established_practice ?unfair_without", CARE, "15=promise,established_practice,unfair_without", "unknown"),
    Case("one promise is enough", "LA_ASC", "promise ?established_practice", f"15 {CARE}", level="fair_consultation"),
    Case("a charity’s function is not known", "VCSE", "?public_function promise", ALWAYS["VCSE"], "15,16,28=public_function", "fair_consultation"),
    Case("personal data, perhaps", "HWB", "?personal_data", ALWAYS["HWB"], "20=personal_data"),
    Case("children, perhaps", "LA_CYP", "?under18 ?send ?looked_after", ALWAYS["LA_CYP"], "25=under18,send,looked_after"),
    Case("children, and what a charity offers, perhaps", "VCSE", "?under18 ?children_service", ALWAYS["VCSE"], "25=under18,children_service"),
    Case("capacity, buying, Healthwatch and the web, perhaps", "ICB", "?capacity_doubt ?procurement ?healthwatch_report ?published_online", ICB, "26=capacity_doubt 27=procurement 22=healthwatch_report 18=published_online"),
    Case("needs, perhaps", "ICB", "?disability_needs", ICB, "19=disability_needs"),
    Case("best value, perhaps", "LA_PH", "?best_value", ALWAYS["LA_PH"], "14=best_value"),
    Case("care and strategy, perhaps", "LA_ASC", "?individual_care ?care_strategy", CARE, "10,13=individual_care 11=care_strategy"),
    Case("a committee, and nothing else known", "JOINT_CTTEE", "stage=planning", ALWAYS["JOINT_CTTEE"], "04,05,06,12,21,24,29,01,02,03=bodies", "involve"),
]  # fmt: skip


def _both(*bodies: str) -> str:
    return " ".join(dict.fromkeys(" ".join(ALWAYS[each] for each in bodies).split()))


JOINT = [
    Case("a board and a council plan together", "ICB LA_ASC", "stage=planning", f"01 {_both('ICB', 'LA_ASC')}", level="involve"),
    Case("a board and a trust propose", "ICB NHS_FT", "stage=proposal impact.manner", f"01 03 {_both('ICB', 'NHS_FT')}", level="involve", because="16: bodies = ICB & bodies = NHS_FT"),
    Case("a board and NHS England decide", "ICB NHSE", "stage=decision impact.range", f"01 02 {_both('ICB', 'NHSE')}", level="involve"),
    Case("a board, a trust and a council close a ward", "ICB NHS_TRUST LA_ASC", "stage=proposal impact.range impact.substantial=yes", f"01 03 07 08 14 {_both('ICB', 'NHS_TRUST', 'LA_ASC')}", level=FORMAL),
    Case("the same, over two councils", "ICB NHS_TRUST LA_ASC", "stage=consultation impact.range impact.substantial=yes councils_affected=2", f"07 08 09 14 {_both('ICB', 'NHS_TRUST', 'LA_ASC')}", level=FORMAL),
    Case("a pooled budget with both bodies named", "S75 ICB LA_ASC", "stage=planning", f"01 {_both('ICB', 'LA_ASC')}", level="involve"),
    Case("a joint committee of two boards", "JOINT_CTTEE ICB", "stage=proposal impact.range", f"01 {ICB}", level="involve"),
    Case("a combined authority and a board", "COMBINED_AUTH ICB", "procurement", f"27 {ICB}"),
    Case("a care trust and its council", "CARE_TRUST LA_ASC", "stage=proposal impact.manner", f"03 14 {_both('CARE_TRUST', 'LA_ASC')}", level="involve"),
    Case("a council and a charity", "LA_ASC VCSE", "stage=options impact.manner", f"14 {CARE}", level="involve"),
    Case("a practice and a charity", "GP_PROVIDER VCSE", "personal_data", f"20 {ALWAYS['GP_PROVIDER']}"),
    Case("a wellbeing board and a partnership", "HWB ICP", "needs_or_strategy", f"23 {ALWAYS['HWB']}"),
    Case("a board and a wellbeing board", "ICB HWB", "needs_or_strategy", f"23 {ICB}"),
    Case("children’s services of a council and a trust", "LA_CYP NHS_TRUST", "under18", f"25 {_both('LA_CYP', 'NHS_TRUST')}"),
    Case("public health and adult care", "LA_PH LA_ASC", "best_value", f"14 {CARE}"),
    Case("a council and a provider answer Healthwatch", "LA_ASC REG_PROVIDER", "healthwatch_report", f"22 {_both('LA_ASC', 'REG_PROVIDER')}"),
    Case("two commissioners, unsure, urgent", "ICB NHSE", "stage=proposal impact.substantial=unsure urgent_safety", f"07x {_both('ICB', 'NHSE')}", level="involve"),
    Case("a board and a council, promise unknown", "ICB LA_ASC", "?promise", _both("ICB", "LA_ASC"), "15=promise", "unknown"),
    Case("a pooled budget with one side named", "S75 LA_ASC", "care_strategy", f"11 {CARE}"),
]  # fmt: skip

# What stood in 2012, before the bodies of 2013: for boards, councils and trusts.
DATES = [
    Case("a board the day before its duty", "ICB", "stage=planning", "16 17 28 29 P", level="involve", because="01: on = 2022-06-30", on="2022-06-30"),
    Case("a board the day its duty began", "ICB", "stage=planning", f"01 {ICB}", level="involve", on="2022-07-01"),
    Case("substantial, the day before notification", "ICB", "stage=proposal impact.substantial=yes", f"07 {ICB}", level=FORMAL, because="08: on = 2024-01-30", on="2024-01-30"),
    Case("substantial, the day notification began", "ICB", "stage=proposal impact.substantial=yes scrutiny_began=2024-01-31", f"07 08 {ICB}", level=FORMAL, on="2024-01-31"),
    Case("scrutiny began a day before notification", "ICB", "stage=proposal impact.substantial=yes scrutiny_began=2024-01-30", f"07 {ICB}", level=FORMAL, because="08: scrutiny_began = 2024-01-30"),
    Case("scrutiny began with notification", "ICB", "stage=proposal impact.substantial=yes scrutiny_began=2024-01-31", f"07 08 {ICB}", level=FORMAL),
    Case("five steps, the last day", "NHS_TRUST", "disability_needs", f"19o {TRUST}", on="2025-07-02"),
    Case("six steps, the first day", "NHS_TRUST", "disability_needs", f"19 {TRUST}", on="2025-07-03"),
    Case("five steps, a day before they began", "NHS_TRUST", "disability_needs", "16 17 24 28 29 P", on="2016-07-31"),
    Case("five steps, the first day", "NHS_TRUST", "disability_needs", "16 17 19o 24 28 29 P", on="2016-08-01"),
    Case("NHS England before it began", "NHSE", "stage=planning", "16 17 28 29 P", level="involve", on="2013-03-31"),
    Case("NHS England on its first day", "NHSE", "stage=planning", "02 16 17 28 29 P", level="involve", on="2013-04-01"),
    Case("scrutiny before the regulations of 2013", "NHSE", "stage=proposal impact.substantial=yes councils_affected=2", "16 17 28 29 P", level=FORMAL, on="2013-03-31"),
    Case("scrutiny under the regulations of 2013", "NHSE", "stage=proposal impact.substantial=yes councils_affected=2", "07 09 16 17 28 29 P", level=FORMAL, on="2013-04-01"),
    Case("urgency before the regulations of 2013", "NHSE", "impact.substantial=yes urgent_safety", "16 17 28 29 P", level="involve", on="2013-03-31"),
    Case("social care the day before the Care Act", "LA_ASC", "individual_care care_strategy", "16 17 21 28 P", on="2015-03-31"),
    Case("social care under the Care Act", "LA_ASC", "individual_care care_strategy", f"10 11 13 {CARE}", on="2015-04-01"),
    Case("feedback the day before the regulations", "REG_PROVIDER", "", "17 P", on="2015-03-31"),
    Case("feedback under the regulations", "REG_PROVIDER", "", "17 24 P", on="2015-04-01"),
    Case("equality the day before the single duty", "LA_PH", "", "17 28 P", on="2011-04-04"),
    Case("equality on the first day of the single duty", "LA_PH", "", "16 17 28 P", on="2011-04-05"),
    Case("adjustments the day before the Equality Act", "VCSE", "", "P", on="2010-09-30"),
    Case("adjustments under the Equality Act", "VCSE", "", "17 P", on="2010-10-01"),
    Case("websites the day before the regulations", "LA_PH", "published_online", "16 17 28 P", on="2018-09-22"),
    Case("websites under the regulations", "LA_PH", "published_online", "16 17 18 28 P", on="2018-09-23"),
    Case("data the day before the regulation", "VCSE", "personal_data", "17 P", on="2018-05-24"),
    Case("data under the regulation", "VCSE", "personal_data", "17 20 P", on="2018-05-25"),
    Case("capacity the day before the Act", "LA_PH", "capacity_doubt", "28 P", on="2007-09-30"),
    Case("capacity under the Act", "LA_PH", "capacity_doubt", "26 28 P", on="2007-10-01"),
    Case("a trust before the consolidation", "NHS_TRUST", "stage=planning", "28 29 P", level="involve", on="2007-02-28"),
    Case("a trust under the consolidation", "NHS_TRUST", "stage=planning", "03 28 29 P", level="involve", on="2007-03-01"),
    Case("information the day before it could be asked for", "LA_PH", "", "P", on="2004-12-31"),
    Case("buying the day before social value", "LA_PH", "procurement", "16 17 28 P", on="2013-01-30"),
    Case("buying with social value", "LA_PH", "procurement", "16 17 27 28 P", on="2013-01-31"),
    Case("children before the Act of 2014", "LA_PH", "under18", "16 17 28 P", on="2014-08-31"),
    Case("children under the Act of 2014", "LA_PH", "under18", "16 17 25 28 P", on="2014-09-01"),
    Case("Healthwatch before it began", "LA_ASC", "healthwatch_report", "16 17 28 P", on="2013-03-31"),
    Case("Healthwatch on its first day", "LA_ASC", "healthwatch_report", "16 17 21 22 28 P", on="2013-04-01"),
    Case("a strategy before the boards began", "HWB", "needs_or_strategy", "16 17 28 P", on="2013-03-31"),
]  # fmt: skip

CASES = [*BY_BODY, *FIVE_STEPS, *TRIGGERS, *UNKNOWN, *JOINT, *DATES]
