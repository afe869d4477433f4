"""Message catalogues: every text for people, gathered into one template that translators start from.

They come from code and templates, and from data of ours: kinds of involvement, ways to reach people, disclosure profiles,
methods and standards, ready-made questions. A catalogue that covers the path of a resident (alongside/locale/languages.json) needs the texts
of the files in ON_THE_PATH alone; one that covers everything needs all.

A catalogue that lacks a text stays as it is, and the language is not shown until it has them all.

`--check` fails when the template, a catalogue, its compiled form or languages.json is not up to date. Without it they
are brought up to date.
"""

import io
import json
import re
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from alongside.knowledge.catalogue import catalogue
from alongside.knowledge.entries import HARDNESS
from alongside.knowledge.lead_times import source as lead_times_source
from alongside.knowledge.mixing import NOBODY_KNOWN
from alongside.knowledge.mixing import WORDS as REASONS
from alongside.knowledge.picking import left_out_words, questions
from alongside.knowledge.rates import rates
from alongside.knowledge.timetable import BEFORE_POLL, ON
from alongside.knowledge.timings import festivals, timings
from alongside.plans.parts import AFTERWARDS, PARTS, PLAN_PARTS
from alongside.plans.sheets import TEMPLATES
from alongside.questionnaires.saved import SAVED_SETS
from alongside.questionnaires.translation import texts_of
from commonground.disclosure import PROFILES

LOCALE = ROOT / "alongside" / "locale"
TEMPLATE = LOCALE / "django.pot"
KNOWLEDGE = ROOT / "alongside" / "knowledge" / "data"

# What somebody meets from a project's page to the receipt, and what came of it.
ON_THE_PATH = re.compile(
    r"""alongside/(
    activities/models.py | core/dates.py | design/words.py
    | design/templates/design/(base|filling|parts|public).html
    | documents/(models|presenters).py
    | feedback/(models|presenters|telling).py | feedback/templates/feedback/(my_words|what_we_heard).html
    | front/templates/front/(busy|form_expired|not_found|problem).html
    | knowledge/lead_times.py | organisations/lead_times.py
    | messaging/forms.py | messaging/templates/messaging/(another_way|asked).html | messaging/views/public.py
    | people/accounts/(consents|models|preferences).py | people/accounts/(forms|views)/public.py
    | people/accounts/templates/accounts/(_how|_problems|invitations|keep_in_touch\w*|kept_in_touch|no_longer_in_touch).html
    | people/monitoring/.* | people/profiles/rules.py
    | projects/(models|opening|presenters).py | projects/templates/projects/(edition|page|tell_me|told).html
    | questionnaires/(messages|presenters|printed).py | questionnaires/templates/.*
    | tools/survey/(arriving|paper|presenters).py | tools/survey/views/(public|sent|paper).py
    | tools/survey/templates/survey/(?!print_run)\w+.html
    )""",
    re.VERBOSE,
)
# Ready-made questions that the public answers; the others are for staff.
ANSWERED_BY_ALL = ("equality_monitoring", "experience_of_care", "clinic_times")
QUESTIONS, KIND = "questions", "kind of involvement"

Key = tuple[str | None, str | tuple[str, ...]]


def _from_code() -> Iterator[tuple[str, Key]]:
    keywords = {
        **DEFAULT_KEYWORDS,
        "gettext_lazy": None,
        "_lazy": None,
        "english": None,
        "english_n": (1, 2),
        "ngettext_lazy": (1, 2),
        "pgettext_lazy": ((1, "c"), 2),
    }
    methods, options = parse_mapping_cfg(StringIO((ROOT / "babel.cfg").read_text()))
    for file, _line, text, _comments, context in extract_from_dir(ROOT, methods, options, keywords=keywords):
        yield file, (context, text)


def _law() -> Iterator[str]:
    """Questions about duties, and what follows from them."""

    def read(name: str) -> Any:
        return json.loads((KNOWLEDGE / f"{name}.json").read_text(encoding="utf-8"))

    asked, advice = read("facts"), read("advice")
    for each in [*asked["entries"], *asked["groups"]]:
        yield from (each["words"], *each.get("choice_words", ()))
    yield from HARDNESS.values()
    for each in read("duties")["entries"]:
        yield from (text for text in (each["title"], each["binds"], each["requires"], each["note"]) if text)
    yield from (each["words"] for each in (*read("evidence")["entries"], *advice["levels"], *advice["warnings"]))
    for each in read("changes")["entries"]:
        yield from (each["title"], each["state"])
    for each in read("superseded")["entries"]:
        yield from (each["title"], each["words"])


def _practice() -> Iterator[str]:
    """Methods, channels, audiences, standards, the questions that lead to a mix, and its reasons."""
    for shelf in catalogue().values():
        for entry in shelf.values():
            yield from _texts_of(entry)
    for question in questions().values():
        yield from (text for text in (question.words, question.hint, *question.choice_words) if text)
    yield from (*left_out_words().values(), NOBODY_KNOWN, *REASONS.values())


def _texts_of(entry: Any) -> Iterator[str]:
    """What a page shows of an entry: its texts, not its keys, dates and source."""
    for words in getattr(entry, "sections", {}).values():
        yield from words.values()
    named = ("name", "what", "staff", "reaches", "not_reaches", "note", "meaning", "words")
    listed = (
        "strengths",
        "weaknesses",
        "access",
        "before",
        "during",
        "after",
        "checks",
        "parts",
        "indicators",
        "holds",
    )
    yield from (text for name in named if (text := getattr(entry, name, "")))
    for each in (each for name in listed for each in getattr(entry, name, ())):
        yield from [each] if isinstance(each, str) else _texts_of(each)


def _from_data() -> Iterator[tuple[str, Key]]:
    spectrums = json.loads((KNOWLEDGE / "spectrums.json").read_text(encoding="utf-8"))
    for spectrum in spectrums["spectrums"]:
        yield "knowledge", (None, spectrum["name"])
    for level in spectrums["levels"]:
        yield from (("knowledge", (None, level[name])) for name in ("meaning", "influence"))
        yield from (("knowledge", (KIND, word)) for word in level["names"].values())
    for ways in json.loads((KNOWLEDGE / "reaching.json").read_text(encoding="utf-8"))["ways"].values():
        yield from (("knowledge", (None, words)) for words in ways)
    yield "knowledge", (None, lead_times_source())
    yield from (("knowledge", (None, text)) for text in (*_law(), *_practice()))
    yield from (("knowledge", (None, text)) for text in (*ON.values(), *BEFORE_POLL.values()))
    for unit in sorted({each.unit for each in timings().values()}):
        yield "knowledge", (None, (f"%(count)s {unit[:-1]}", f"%(count)s {unit}"))
    yield from (("knowledge", (None, text)) for each in (*timings().values(), *festivals()) for text in [each.title])
    yield from (("knowledge", (None, text)) for each in rates() for text in (each.title, each.scheme))
    yield from (("plans", (None, text)) for text in (*PARTS.values(), *AFTERWARDS.values(), *PLAN_PARTS))
    for template in TEMPLATES.values():
        yield from (("plans", (None, text)) for text in (template.title, template.saved.summary))
    for profile in PROFILES.values():
        yield "disclosure", (None, profile.name)
    for saved in SAVED_SETS.values():
        yield from (("saved", (None, words)) for words in (saved.title, saved.summary))
        where = "questions" if saved.key in ANSWERED_BY_ALL else "saved"
        yield from ((where, (QUESTIONS, words)) for words in texts_of(saved.definition).values())


def gather(*, path_only: bool = False) -> Catalog:
    catalogue = Catalog()
    for where, (context, text) in (*_from_code(), *_from_data()):
        if not path_only or where == "questions" or ON_THE_PATH.fullmatch(where):
            catalogue.add(text, context=context)
    return catalogue


def texts(catalogue: Catalog) -> set[Key]:
    return {
        (message.context, message.id if isinstance(message.id, str) else message.id[0])
        for message in catalogue
        if message.id
    }


def listed() -> dict[str, dict[str, Any]]:
    """What the product reads about each catalogue: how far it goes, how many texts it lacks, who has checked it."""
    kept: dict[str, dict[str, Any]] = json.loads((LOCALE / "languages.json").read_text(encoding="utf-8"))
    return kept


def place_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def wanted_in(facts: dict[str, Any]) -> Catalog:
    return gather(path_only=facts["covers"] != "everything")


def read(language: str) -> Catalog:
    return read_po(io.BytesIO(place_of(language).read_bytes()), locale=language)


def lacking(catalogue: Catalog, wanted: Catalog) -> list[Key]:
    return sorted((key for key in texts(wanted) if not _is_said(catalogue, key)), key=str)


def compiled(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def _is_said(catalogue: Catalog, key: Key) -> bool:
    message = catalogue.get(key[1], key[0])
    if message is None:
        return False
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(strings) and not message.fuzzy


def _say(language: str, left: list[Key]) -> None:
    if left:
        print(f"{language} lacks {len(left)} texts, so our own words are not shown in it: {left[:5]}")


def main() -> None:
    new = gather()
    if "--check" in sys.argv:
        kept = read_po(io.BytesIO(TEMPLATE.read_bytes()))
        missing, extra = texts(new) - texts(kept), texts(kept) - texts(new)
        if missing or extra:
            for text in sorted(map(str, missing))[:10]:
                print(f"not in the template: {text!r}")
            for text in sorted(map(str, extra))[:10]:
                print(f"no longer in the code: {text!r}")
            raise SystemExit(f"{len(missing) + len(extra)} texts differ. Run: make messages")
        for language, facts in listed().items():
            catalogue = read(language)
            left = lacking(catalogue, wanted_in(facts))
            if len(left) != facts["lacks"] or place_of(language).with_suffix(".mo").read_bytes() != compiled(catalogue):
                raise SystemExit(f"The catalogue of {language} is not up to date. Run: make messages")
            _say(language, left)
        print(f"{len(texts(new))} texts, all in the template.")
        return
    LOCALE.mkdir(exist_ok=True)
    out = io.BytesIO()
    write_po(out, new, omit_header=True, sort_output=True, no_location=True)
    TEMPLATE.write_bytes(out.getvalue())
    kept = listed()
    for language, facts in kept.items():
        catalogue, wanted = read(language), wanted_in(facts)
        # Only what is said changes the file, not when it was looked at.
        made = catalogue.creation_date
        catalogue.update(wanted, no_fuzzy_matching=True)
        catalogue.creation_date = made
        catalogue.obsolete.clear()
        out = io.BytesIO()
        write_po(out, catalogue, sort_output=True, no_location=True)
        place_of(language).write_bytes(out.getvalue())
        place_of(language).with_suffix(".mo").write_bytes(compiled(read(language)))
        left = lacking(read(language), wanted)
        facts["lacks"] = len(left)
        _say(language, left)
    (LOCALE / "languages.json").write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(f"{len(texts(new))} texts.")


if __name__ == "__main__":
    main()
