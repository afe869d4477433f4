"""An accessible page that explains a result: one file, no script, nothing from another host, printable.

The caller gives sections of HTML made with the helpers here, which escape every text.
"""

from collections.abc import Iterable, Sequence
from html import escape

STYLE = """
:root{color-scheme:light}body{font:1.1875rem/1.5 Arial,sans-serif;color:#212b32;background:#f0f4f5;margin:0}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem}h1{font-size:2rem;line-height:1.25;text-wrap:balance}
h2{font-size:1.5rem;margin-top:2.5rem}h3{font-size:1.25rem}p,li{max-width:70ch;overflow-wrap:anywhere}.lede{font-size:1.375rem}
section{background:#fff;padding:1rem 1.25rem 1.5rem;margin:1.5rem 0}section>h2{margin-top:.5rem}
.scrolls{overflow-x:auto}table{border-collapse:collapse;width:100%}caption{text-align:start;font-weight:700;padding:.5rem 0}
th,td{text-align:start;padding:.5rem 1rem .5rem 0;border-bottom:1px solid #d8dde0;vertical-align:top}
td.number,th.number{text-align:end;font-variant-numeric:tabular-nums}svg{max-width:100%;height:auto}
svg text{font:16px Arial,sans-serif;fill:#212b32}.note{color:#4c6272}
@media print{body{background:#fff;font-size:11pt}section{break-inside:avoid-page}}
@media (forced-colors:active){svg{background:#fff}}
"""


def page(title: str, lede: str, sections: Iterable[str], *, language: str = "en-GB") -> str:
    """The whole document. title and lede are plain text; sections are HTML from `section`."""
    return (
        f'<!doctype html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style></head><body><main><h1>{escape(title)}</h1>"
        f'<p class="lede">{escape(lede)}</p>{"".join(sections)}</main></body></html>\n'
    )


def section(heading: str, *parts: str) -> str:
    """A part of the page under a second heading; parts are HTML."""
    return f"<section><h2>{escape(heading)}</h2>{''.join(parts)}</section>"


def words(*paragraphs: str, note: bool = False) -> str:
    """Plain text as paragraphs."""
    mark = ' class="note"' if note else ""
    return "".join(f"<p{mark}>{escape(each)}</p>" for each in paragraphs)


def items(texts: Iterable[str]) -> str:
    """Plain texts as a list."""
    return f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in texts)}</ul>"


def table(caption: str, header: Sequence[str], rows: Iterable[Sequence[object]], *, numbers: Sequence[int] = ()) -> str:
    """A table; the first cell of a row is its heading; ``numbers`` are the places of columns of figures."""
    kinds = [' class="number"' if at in numbers else "" for at in range(len(header))]
    head = "".join(f'<th scope="col"{kinds[at]}>{escape(each)}</th>' for at, each in enumerate(header))
    body = []
    for row in rows:
        cells = [f"<td{kinds[at]}>{escape(str(each))}</td>" for at, each in enumerate(row)]
        cells[0] = f'<th scope="row"{kinds[0]}>{escape(str(row[0]))}</th>'
        body.append(f"<tr>{''.join(cells)}</tr>")
    return (
        f'<div class="scrolls" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def picture(title: str, description: str, width: int, height: int, drawing: str) -> str:
    """An SVG with its text alternative. drawing is SVG; the table beside it is the full alternative."""
    return (
        f'<svg role="img" aria-label="{escape(title)}. {escape(description)}" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" xmlns="http://www.w3.org/2000/svg">{drawing}</svg>'
    )


def bars(title: str, description: str, values: Sequence[tuple[str, float, str]], *, most: float | None = None) -> str:
    """Horizontal bars from zero: (label, value, the value in words). Labels stand above their bars, values beside."""
    top = most or max((value for _label, value, _words in values), default=0.0) or 1.0
    parts = []
    for at, (label, value, said) in enumerate(values):
        y = at * 56
        wide = round(440 * max(0.0, value) / top, 1)
        parts.append(
            f'<text x="0" y="{y + 16}">{escape(label)}</text>'
            f'<rect x="0" y="{y + 22}" width="{wide}" height="22" fill="#215a94"/>'
            f'<text x="{wide + 8}" y="{y + 39}" font-weight="700">{escape(said)}</text>'
        )
    return picture(title, description, 560, max(1, len(values)) * 56, "".join(parts))
