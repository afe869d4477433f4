"""How widely used survey tools lay out their exports: header rows, and one list of cells a response.

Written from what the tools' exports look like; no file of theirs is copied.
"""

from collections.abc import Callable, Sequence

from .surveys import Asked, Person

Rows = list[list[str]]
Layout = Callable[[Sequence[Asked], Sequence[Person]], Rows]
Column = tuple[tuple[str, ...], Callable[[Person], str]]


def build(columns: Sequence[Column], people: Sequence[Person]) -> Rows:
    """Header rows and answers from columns of (header cells, function of a person)."""
    headers = [list(cells) for cells in zip(*(header for header, _cell in columns), strict=True)]
    return headers + [[cell(person) for _header, cell in columns] for person in people]


def said(text: str) -> Callable[[Person], str]:
    return lambda person: str(person.answers.get(text, ""))


def part(text: str, row: str) -> Callable[[Person], str]:
    def cell(person: Person) -> str:
        given = person.answers.get(text)
        return given[row] if isinstance(given, dict) else ""

    return cell


def tick(text: str, option: str, yes: str, no: str = "", skipped: str = "") -> Callable[[Person], str]:
    def cell(person: Person) -> str:
        given = person.answers.get(text)
        if given is None:
            return skipped
        return yes if option in given else no

    return cell


def joined(text: str, mark: str, end: str = "") -> Callable[[Person], str]:
    def cell(person: Person) -> str:
        given = person.answers.get(text)
        if given is None:
            return ""
        own = [person.others[text]] if text in person.others else []
        return mark.join([*given, *own]) + end

    return cell


def other(text: str) -> Callable[[Person], str]:
    return lambda person: person.others.get(text, "")


def stamp(moment: str, form: str) -> Callable[[Person], str]:
    return lambda person: getattr(person, moment).strftime(form)


def surveymonkey(survey: Sequence[Asked], people: Sequence[Person]) -> Rows:
    columns: list[Column] = [
        (("Respondent ID", ""), lambda p: str(114_900_000_000 + p.number * 7919)),
        (("Collector ID", ""), lambda p: "431208877"),
        (("Date Created", ""), stamp("start", "%m/%d/%Y %I:%M:%S %p")),
        (("Date Modified", ""), stamp("end", "%m/%d/%Y %I:%M:%S %p")),
        (("IP Address", ""), lambda p: f"203.0.113.{p.number % 250}"),
        (("Email Address", ""), lambda p: ""),
        (("First Name", ""), lambda p: ""),
        (("Last Name", ""), lambda p: ""),
        (("Custom Data 1", ""), lambda p: ""),
    ]
    for asked in survey:
        if asked.kind == "multiple":
            lines = [*asked.options, *(["Other (please specify)"] if asked.other else [])]
            for i, option in enumerate(lines):
                top = asked.text if i == 0 else ""
                cell = other(asked.text) if option.startswith("Other (") else tick(asked.text, option, option)
                columns.append(((top, option), cell))
        elif asked.parts:
            columns += [
                ((asked.text if i == 0 else "", row), part(asked.text, row)) for i, row in enumerate(asked.parts)
            ]
        else:
            name = "Open-Ended Response" if asked.write else "Response"
            columns.append(((asked.text, name), said(asked.text)))
    return build(columns, people)


def qualtrics(survey: Sequence[Asked], people: Sequence[Person], *, split: bool = True) -> Rows:
    columns: list[Column] = [
        (
            ("StartDate", "Start Date", '{"ImportId":"startDate","timeZone":"Europe/London"}'),
            stamp("start", "%Y-%m-%d %H:%M:%S"),
        ),
        (
            ("EndDate", "End Date", '{"ImportId":"endDate","timeZone":"Europe/London"}'),
            stamp("end", "%Y-%m-%d %H:%M:%S"),
        ),
        (("Status", "Response Type", '{"ImportId":"status"}'), lambda p: "IP Address"),
        (("IPAddress", "IP Address", '{"ImportId":"ipAddress"}'), lambda p: f"198.51.100.{p.number % 250}"),
        (("Progress", "Progress", '{"ImportId":"progress"}'), lambda p: "100" if p.number % 9 else "62"),
        (
            ("Duration (in seconds)", "Duration (in seconds)", '{"ImportId":"duration"}'),
            lambda p: str((p.end - p.start).seconds),
        ),
        (("Finished", "Finished", '{"ImportId":"finished"}'), lambda p: "True" if p.number % 9 else "False"),
        (("ResponseId", "Response ID", '{"ImportId":"_recordId"}'), lambda p: f"R_{p.number * 7777777:013d}aBcD"),
        (("UserLanguage", "User Language", '{"ImportId":"userLanguage"}'), lambda p: "EN"),
    ]
    for number, asked in enumerate(survey, start=1):
        code = f"Q{number}"
        if asked.kind == "multiple" and split:
            for i, option in enumerate(asked.options, start=1):
                columns.append(
                    (
                        (
                            f"{code}_{i}",
                            f"{asked.text} - Selected Choice - {option}",
                            f'{{"ImportId":"QID{number}_{i}"}}',
                        ),
                        tick(asked.text, option, option),
                    )
                )
            if asked.other:
                columns.append(
                    (
                        (
                            f"{code}_{i + 1}_TEXT",
                            f"{asked.text} - Other (please specify) - Text",
                            f'{{"ImportId":"QID{number}_TEXT"}}',
                        ),
                        other(asked.text),
                    )
                )
        elif asked.kind == "multiple":
            columns.append(
                ((code, f"{asked.text} - Selected Choice", f'{{"ImportId":"QID{number}"}}'), joined(asked.text, ","))
            )
        elif asked.parts:
            for i, row in enumerate(asked.parts, start=1):
                columns.append(
                    (
                        (f"{code}_{i}", f"{asked.text} - {row}", f'{{"ImportId":"QID{number}_{i}"}}'),
                        part(asked.text, row),
                    )
                )
        else:
            columns.append(((code, asked.text, f'{{"ImportId":"QID{number}"}}'), said(asked.text)))
    return build(columns, people)


def google_forms(survey: Sequence[Asked], people: Sequence[Person], *, mark: str = ", ") -> Rows:
    columns: list[Column] = [(("Timestamp",), stamp("end", "%Y/%m/%d %I:%M:%S %p GMT"))]
    for asked in survey:
        if asked.kind == "multiple":
            columns.append(((asked.text,), joined(asked.text, mark)))
        elif asked.parts:
            columns += [((f"{asked.text} [{row}]",), part(asked.text, row)) for row in asked.parts]
        else:
            columns.append(((asked.text,), said(asked.text)))
    return build(columns, people)


def microsoft_forms(survey: Sequence[Asked], people: Sequence[Person]) -> Rows:
    columns: list[Column] = [
        (("ID",), lambda p: str(p.number)),
        (("Start time",), stamp("start", "%Y-%m-%d %H:%M:%S")),
        (("Completion time",), stamp("end", "%Y-%m-%d %H:%M:%S")),
        (("Email",), lambda p: "anonymous"),
        (("Name",), lambda p: ""),
    ]
    for asked in survey:
        if asked.kind == "multiple":
            columns.append(((asked.text,), joined(asked.text, ";", ";")))
        elif asked.parts:
            columns += [((f"{asked.text}.{row}",), part(asked.text, row)) for row in asked.parts]
        else:
            columns.append(((asked.text,), said(asked.text)))
    return build(columns, people)


def limesurvey(survey: Sequence[Asked], people: Sequence[Person]) -> Rows:
    columns: list[Column] = [
        (("Response ID",), lambda p: str(p.number + 14)),
        (("Date submitted",), stamp("end", "%Y-%m-%d %H:%M:%S")),
        (("Last page",), lambda p: "4" if p.number % 7 else "2"),
        (("Start language",), lambda p: "en" if p.number % 6 else "pl"),
        (("Seed",), lambda p: str(1_000_003 * p.number % 2_147_483_647)),
    ]
    for asked in survey:
        if asked.kind == "multiple":
            columns += [
                ((f"{asked.text} [{option}]",), tick(asked.text, option, "Yes", "No")) for option in asked.options
            ]
            if asked.other:
                columns.append(((f"{asked.text} [Other]",), other(asked.text)))
        elif asked.parts:
            columns += [((f"{asked.text} [{row}]",), part(asked.text, row)) for row in asked.parts]
        else:
            columns.append(((asked.text,), said(asked.text)))
    return build(columns, people)


def limesurvey_codes(survey: Sequence[Asked], people: Sequence[Person]) -> Rows:
    columns: list[Column] = [
        (("id",), lambda p: str(p.number)),
        (("submitdate",), stamp("end", "%Y-%m-%d %H:%M:%S")),
        (("lastpage",), lambda p: "4" if p.number % 7 else "2"),
        (("startlanguage",), lambda p: "en"),
    ]
    for number, asked in enumerate(survey, start=1):
        code = f"Q{number:02d}"
        if asked.kind == "multiple":
            columns += [
                ((f"{code}[SQ{i:03d}]",), tick(asked.text, o, "Y")) for i, o in enumerate(asked.options, start=1)
            ]
            if asked.other:
                columns.append(((f"{code}[other]",), other(asked.text)))
        elif asked.parts:
            columns += [((f"{code}[SQ{i:03d}]",), part(asked.text, row)) for i, row in enumerate(asked.parts, start=1)]
        else:
            columns.append(((code,), said(asked.text)))
    return build(columns, people)


def citizen_space(survey: Sequence[Asked], people: Sequence[Person]) -> Rows:
    columns: list[Column] = [
        (("Response ID",), lambda p: f"ANON-{'ABCDEFGHJK'[p.number % 10]}{p.number:03d}-7XQ4-{p.number % 9}"),
        (("Submitted",), stamp("end", "%d/%m/%Y %H:%M")),
    ]
    for number, asked in enumerate(survey, start=1):
        name = f"Q{number}. {asked.text}"
        if asked.kind == "multiple":
            columns += [
                ((f"{name} - Services - {option}",), tick(asked.text, option, option)) for option in asked.options
            ]
            if asked.other:
                columns.append(((f"{name} - If other, please say what",), other(asked.text)))
        elif asked.parts:
            columns += [((f"{name} - {row}",), part(asked.text, row)) for row in asked.parts]
        else:
            columns.append(((f"{name} - Answer",), said(asked.text)))
    return build(columns, people)


def jisc(survey: Sequence[Asked], people: Sequence[Person]) -> Rows:
    columns: list[Column] = [
        (("Unique Response Number",), lambda p: f"10{p.number * 6151:07d}-{p.number * 97:06d}"),
        (("Started",), stamp("start", "%d %b %Y %H:%M")),
        (("Completed",), stamp("end", "%d %b %Y %H:%M")),
    ]
    for number, asked in enumerate(survey, start=1):
        name = f"{number}. {asked.text}"
        if asked.kind == "multiple":
            columns += [((f"{name}: {option}",), tick(asked.text, option, "1", "0", "0")) for option in asked.options]
            if asked.other:
                columns.append(((f"{number}.a. If you selected Other, please specify:",), other(asked.text)))
        elif asked.parts:
            columns += [
                ((f"{number}.{i}. {row}",), part(asked.text, row)) for i, row in enumerate(asked.parts, start=1)
            ]
        else:
            columns.append(((name,), said(asked.text)))
    return build(columns, people)


def smartsurvey(survey: Sequence[Asked], people: Sequence[Person]) -> Rows:
    columns: list[Column] = [
        (("UserID", ""), lambda p: str(88_100_000 + p.number * 13)),
        (("UserNo", ""), lambda p: str(p.number)),
        (("Name", ""), lambda p: ""),
        (("Email", ""), lambda p: ""),
        (("IP Address", ""), lambda p: f"192.0.2.{p.number % 250}"),
        (("Unique ID", ""), lambda p: f"{p.number * 104729:09d}"),
        (("Started", ""), stamp("start", "%d/%m/%Y %H:%M:%S")),
        (("Ended", ""), stamp("end", "%d/%m/%Y %H:%M:%S")),
    ]
    for number, asked in enumerate(survey, start=1):
        name = f"Q{number}. {asked.text}"
        if asked.kind == "multiple":
            lines = [*asked.options, *(["Other (please specify):"] if asked.other else [])]
            for option in lines:
                cell = other(asked.text) if option.startswith("Other (") else tick(asked.text, option, option)
                columns.append(((name, option), cell))
        elif asked.parts:
            columns += [((name, row), part(asked.text, row)) for row in asked.parts]
        else:
            columns.append(((name, ""), said(asked.text)))
    return build(columns, people)


def snap(survey: Sequence[Asked], people: Sequence[Person]) -> Rows:
    columns: list[Column] = [
        (("ID.name",), lambda p: f"S{p.number:05d}"),
        (("ID.date",), stamp("end", "%d/%m/%Y")),
        (
            ("ID.time taken",),
            lambda p: f"00:{(p.end - p.start).seconds // 60:02d}:{(p.end - p.start).seconds % 60:02d}",
        ),
    ]
    for number, asked in enumerate(survey, start=1):
        if asked.kind == "multiple":
            columns.append(((f"Q{number} {asked.text}",), joined(asked.text, "; ")))
        elif asked.parts:
            columns += [
                ((f"Q{number}{'abcdef'[i]} {asked.text} {row}",), part(asked.text, row))
                for i, row in enumerate(asked.parts)
            ]
        else:
            columns.append(((f"Q{number} {asked.text}",), said(asked.text)))
    return build(columns, people)


def typeform(survey: Sequence[Asked], people: Sequence[Person]) -> Rows:
    columns: list[Column] = [(("#",), lambda p: f"{p.number * 99991:08x}k{p.number * 7:03d}zq{p.number * 3:04d}")]
    for asked in survey:
        if asked.kind == "multiple":
            columns += [((option,), tick(asked.text, option, option)) for option in asked.options]
            if asked.other:
                columns.append((("Other",), other(asked.text)))
        elif asked.parts:
            columns += [((row,), part(asked.text, row)) for row in asked.parts]
        else:
            columns.append(((asked.text,), said(asked.text)))
    columns += [
        (("Start Date (UTC)",), stamp("start", "%Y-%m-%d %H:%M:%S")),
        (("Submit Date (UTC)",), stamp("end", "%Y-%m-%d %H:%M:%S")),
        (("Network ID",), lambda p: f"{p.number * 31337:010x}"),
    ]
    return build(columns, people)


def plain(survey: Sequence[Asked], people: Sequence[Person]) -> Rows:
    """A sheet kept by hand: one header row, several choices in one cell on lines of their own."""
    columns: list[Column] = [(("Form no.",), lambda p: str(p.number)), (("Date received",), stamp("end", "%d %B %Y"))]
    for asked in survey:
        if asked.kind == "multiple":
            columns.append(((asked.text,), joined(asked.text, "\n")))
        elif asked.parts:
            columns += [((f"{asked.text}: {row}",), part(asked.text, row)) for row in asked.parts]
        else:
            columns.append(((asked.text,), said(asked.text)))
    return build(columns, people)


def coded(survey: Sequence[Asked], people: Sequence[Person]) -> Rows:
    """Variables as statistics programs like them: short names, numbers for answers, 1 and 0 for ticks."""
    columns: list[Column] = [(("respondent",), lambda p: str(1000 + p.number))]
    for number, asked in enumerate(survey, start=1):
        if asked.kind == "multiple":
            columns += [
                ((f"q{number}_{i}",), tick(asked.text, o, "1", "0", "0")) for i, o in enumerate(asked.options, start=1)
            ]
        elif asked.parts:
            columns += [((f"q{number}_{row}",), part(asked.text, row)) for row in asked.parts]
        else:
            columns.append(((f"q{number}_{asked.text.split()[-1].strip('?').lower()}",), said(asked.text)))
    return build(columns, people)


def sections(survey: Sequence[Asked], people: Sequence[Person]) -> Rows:
    """Two header rows: a heading over a run of questions, then the questions."""
    rows = plain([asked for asked in survey if not asked.parts], people)
    half = len(rows[0]) // 2
    top = ["About the form", "", "About you", *[""] * (half - 3), "Your views", *[""] * (len(rows[0]) - half - 1)]
    return [top, *rows]
