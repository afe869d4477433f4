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
:is(th,td):last-child{padding-inline-end:0}
td.number,th.number{text-align:end;font-variant-numeric:tabular-nums}svg{max-width:100%;height:auto}
svg text{font:16px Arial,sans-serif;fill:#212b32}.note{color:#4c6272}
.bars{max-width:36rem}.bars p{margin:.75rem 0 .125rem}.bars div{display:flex;align-items:center;gap:.5rem;white-space:nowrap}
.bars i{flex:none;block-size:1.25rem;margin:1px 0;background:#215a94;print-color-adjust:exact}.bars i.beside{background:#768692}
@media (max-width:40rem){.stacks,.stacks :is(caption,tbody,tr,th,td){display:block}.stacks thead{position:absolute;clip-path:inset(50%)}
.stacks tr{padding:.5rem 0;border-bottom:1px solid #768692}.stacks :is(th,td){border:0;padding:.125rem 0}
.stacks td{display:flex;gap:1rem;justify-content:space-between}.stacks td::before{content:attr(data-label)}
.stacks td.words{display:block}.stacks td.words::before{display:block;color:#4c6272}}
@media print{body{background:#fff;font-size:11pt}section{break-inside:avoid-page}}
@media (forced-colors:active){svg{background:#fff}.bars i{background:CanvasText}.bars i.beside{background:GrayText}}
"""

WIDEST = 50  # per cent of the width, so that the words beside the longest bar stay on a phone
STACKS_FROM = 4  # columns, from which a table does not fit a phone: there each row becomes a small list
LONG = 24  # characters, from which a cell is words to read and not a figure


def page(title: str, lede: str, sections: Iterable[str], *, language: str = "en-GB") -> str:
    """The whole document. title and lede are plain text; sections are HTML from `section`."""
    return (
        f'<!doctype html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style></head><body><main><h1>{escape(title)}</h1>"
        f'<p class="lede">{escape(lede)}</p>{"".join(sections)}</main></body></html>\n'
    )


def section(title: str, *parts: str) -> str:
    """A part of the page under a second heading; parts are HTML."""
    return f"<section><h2>{escape(title)}</h2>{''.join(parts)}</section>"


def heading(text: str) -> str:
    """A third heading."""
    return f"<h3>{escape(text)}</h3>"


def words(*paragraphs: str, note: bool = False) -> str:
    """Plain text as paragraphs."""
    mark = ' class="note"' if note else ""
    return "".join(f"<p{mark}>{escape(each)}</p>" for each in paragraphs)


def items(texts: Iterable[str]) -> str:
    """Plain texts as a list."""
    return f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in texts)}</ul>"


def table(caption: str, header: Sequence[str], rows: Iterable[Sequence[object]], *, numbers: Sequence[int] = ()) -> str:
    """A table; the first cell of a row is its heading; ``numbers`` are the places of columns of figures. The roles say
    that it is a table also where a phone shows each row as a list."""
    kinds = [' class="number"' if at in numbers else "" for at in range(len(header))]
    head = "".join(
        f'<th role="columnheader" scope="col"{kinds[at]}>{escape(each)}</th>' for at, each in enumerate(header)
    )
    body, long = [], False
    for row in rows:
        long = long or any(len(str(each)) > LONG for each in row)
        cells = [_cell(str(each), header[at], at in numbers) for at, each in enumerate(row)]
        cells[0] = f'<th role="rowheader" scope="row"{kinds[0]}>{escape(str(row[0]))}</th>'
        body.append(f'<tr role="row">{"".join(cells)}</tr>')
    stacks = ' class="stacks"' if len(header) + long >= STACKS_FROM else ""
    return (
        f'<div class="scrolls" tabindex="0" role="region" aria-label="{escape(caption)}"><table role="table"{stacks}>'
        f'<caption>{escape(caption)}</caption><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(body)}</tbody></table></div>'
    )


def _cell(text: str, column: str, number: bool) -> str:
    kind = "number" if number else "words" if len(text) > LONG else ""
    mark = f' class="{kind}"' if kind else ""
    return f'<td role="cell" data-label="{escape(column)}"{mark}>{escape(text)}</td>'


def picture(title: str, description: str, width: int, height: int, drawing: str) -> str:
    """An SVG with its text alternative. drawing is SVG; the table beside it is the full alternative."""
    return (
        f'<svg role="img" aria-label="{escape(title)}. {escape(description)}" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" xmlns="http://www.w3.org/2000/svg">{drawing}</svg>'
    )


def bars(title: str, description: str, rows: Sequence[tuple[str, Sequence[tuple[float, str]]]]) -> str:
    """Horizontal bars from zero. rows are [(label, [(value, the value in words)])]; of several bars in a row the last is
    the one that counts. One picture to a screen reader: the table beside it is the full alternative."""
    top = max((value for _label, shown in rows for value, _said in shown), default=0.0) or 1.0
    parts = []
    for label, shown in rows:
        parts.append(f"<p>{escape(label)}</p>")
        for at, (value, said) in enumerate(shown, start=1):
            mark = "" if at == len(shown) else ' class="beside"'
            share = round(WIDEST * max(0.0, value) / top, 2)
            parts.append(f'<div><i{mark} style="inline-size:{share}%"></i>{escape(said)}</div>')
    told = escape(f"{title}. {description}")
    return f'<div class="bars" role="img" aria-label="{told}">{"".join(parts)}</div>'
