"""The page of tables, with what is hidden and why."""

from __future__ import annotations

from commonground.cli.page import items, page, section, table, words
from commonground.cli.tabulate import in_words, rows_of, title_of
from commonground.disclosure import Profile
from commonground.disclosure.cutting import CutFile


def tables_page(file: str, found: CutFile, profile: Profile, *, weighted: bool) -> str:
    """HTML: how small numbers are protected, then every question with its tables."""
    if profile.threshold:
        how = (
            f"{profile.name}. A hidden count stays hidden also from somebody who adds up and subtracts all the others."
        )
    else:
        how = "Small numbers are not protected: somebody might be recognised. Do not publish these tables."
    parts = [section("How to read the tables", words(how), items(in_words(found, weighted=weighted)))]
    for question in dict.fromkeys(each.question for each in found.tables):
        shown = []
        for each in found.tables:
            if each.question == question:
                header, *rows = rows_of(each)
                shown.append(table(title_of(each), header, rows, numbers=tuple(range(1, len(header)))))
        parts.append(section(question, *shown))
    return page("Tables", f"{found.rows:,} people in {file}.", parts)
