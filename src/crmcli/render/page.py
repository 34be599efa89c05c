"""A report as one HTML page that stands alone: no script, nothing from the network, every text escaped."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any

from crmcli import language
from crmcli.language import _, in_words, many
from crmcli.render import svg
from crmcli.render.escaped import text
from crmcli.render.picture import Picture, Table
from crmcli.render.spoken import cell, heading
from crmcli.render.text import shown, value_to_text

# By it a page is known for one of ours, which may be written anew.
MARK = '<meta name="generator" content="crm">'

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{mark}
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<h1>{heading}</h1>
<p>{about}</p>
{body}</body>
</html>
"""

_STYLE = """\
:root { --paper: #fff; --ink: #1a1a1a; --faint: #555; --rule: #bbb; --line: #1f6f8b;
  --p0: #1f6f8b; --p1: #5aa469; --p2: #d9a441; --p3: #d9773c; --p4: #b5485d; --p5: #7a1f3d; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181b; --ink: #e6e6e6; --faint: #a6a6a6; --rule: #444;
  --line: #6cc0dc; --p0: #6cc0dc; --p1: #7fce90; --p2: #e5bf6a; --p3: #e69a66; --p4: #e07f93; --p5: #c9527a; } }
@media print { :root { --paper: #fff; --ink: #000; --faint: #444; --rule: #999; --line: #1f6f8b;
  --p0: #1f6f8b; --p1: #5aa469; --p2: #d9a441; --p3: #d9773c; --p4: #b5485d; --p5: #7a1f3d; } }
body { font: 15px/1.45 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  color: var(--ink); background: var(--paper); max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0; }
p { color: var(--faint); margin: .2rem 0 1.5rem; }
section { border-top: 1px solid var(--rule); padding: .8rem 0; break-inside: avoid; }
section.rows { break-inside: auto; }
h2 { font-size: 1.05rem; margin: 0 0 .4rem; }
h2 small { color: var(--faint); font-weight: normal; }
dl { display: grid; grid-template-columns: 7rem 1fr; gap: .15rem .8rem; margin: 0; }
dt { color: var(--faint); }
dd { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th { text-align: left; font-weight: 600; color: var(--faint); vertical-align: bottom; }
th, td { padding: .2rem .8rem .2rem 0; border-bottom: 1px solid var(--rule); }
td { vertical-align: top; overflow-wrap: break-word; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tfoot td { font-weight: 600; border-bottom: none; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
details { border-top: 1px solid var(--rule); padding: .5rem 0; }
summary { cursor: pointer; font-weight: 600; }
"""
# So many rows of a table a page has: one that is sent has to open.
MOST_ROWS = 1_000
# More columns than a page is wide for have smaller letters, and a page on its side.
_MANY = 9
_PRINT = """\
.many table { font-size: .78rem; } .many th, .many td { padding-right: .5rem; }
@page wide { size: landscape; }
@media print { body { font-size: 10pt; max-width: none; margin: 0; padding: 0; }
  svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; } .wide { overflow: visible; }
  .many { page: wide; } .many table { font-size: 6.5pt; }
  details::details-content { content-visibility: visible; } }
"""


def page(title: str, about: str, body: str) -> str:
    """Return a whole page; `body` is HTML in which every text was escaped, title and about are plain."""
    return _PAGE.format(
        language=escape({"zh": "zh-CN"}.get(language.code(), language.code())),
        mark=MARK,
        title=escape(shown(title)),
        style=_STYLE + svg.STYLE + _PRINT,
        heading=text(title),
        about=text(about),
        body=body,
    )


def as_page(picture: Picture) -> str:
    """Return a picture as a page: its charts, and the tables under them."""
    charts = "".join(svg.figure(chart) for chart in picture.charts)
    tables = "".join(table(one) for one in picture.tables)
    notes = "".join(f"<p>{text(note)}</p>\n" for note in picture.notes)
    return page(picture.title, picture.about, charts + tables + notes)


def table(one: Table) -> str:
    """Return rows as an HTML table under their title, or behind it where they are folded."""
    numeric = [_is_numeric([row[place] for row in one.report.rows]) for place in range(len(one.report.columns))]
    head = "".join(_cell("th", heading(name), right) for name, right in zip(one.report.columns, numeric, strict=True))
    names = one.report.columns
    rows = "".join(_row(names, row, numeric) for row in one.report.rows[:MOST_ROWS])
    totals = "".join(_row(names, row, numeric) for row in one.totals)
    foot = f"<tfoot>\n{totals}</tfoot>\n" if totals else ""
    cut = _("The first {shown} of {count} rows; all of them: --format csv")
    count = len(one.report.rows)
    said = cut.format(shown=MOST_ROWS, count=count) if count > MOST_ROWS else one.note
    note = f"<p>{text(said)}</p>\n" if said else ""
    wide = "wide many" if len(one.report.columns) > _MANY else "wide"
    body = f'<div class="{wide}"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n{foot}</table></div>\n{note}'
    if one.folded:
        return f"<details>\n<summary>{text(one.title)}</summary>\n{body}</details>\n"
    return f'<section class="rows">\n<h2>{text(one.title)}</h2>\n{body}</section>\n'


def _is_numeric(values: Sequence[Any]) -> bool:
    figures = [value for value in values if value not in (None, "")]
    return bool(figures) and all(
        isinstance(one, int | float | Decimal) and not isinstance(one, bool) for one in figures
    )


def _row(names: Sequence[str], row: Sequence[Any], numeric: Sequence[bool]) -> str:
    cells = (_cell("td", cell(name, value), right) for name, value, right in zip(names, row, numeric, strict=True))
    return f"<tr>{''.join(cells)}</tr>\n"


def _cell(kind: str, said: str, right: bool) -> str:
    figure = ' class="n"' if right else ""
    return f"<{kind}{figure}>{text(said)}</{kind}>"


def handover_page(rep: str, day: date, rows: Sequence[Any]) -> str:
    """Return the page of what whoever takes over a rep's customers has to know."""
    labels = {
        "owner": _("Owner"),
        "contact": _("Contact"),
        "reach": _("Reach"),
        "needs": _("Needs"),
        "said": _("Said"),
        "promised": _("Promised"),
        "planned": _("Planned"),
        "owed": _("Owed"),
    }
    title = _("Handover: {rep}").format(rep=rep)
    about = many("{count} customer, {day}", "{count} customers, {day}", len(rows)).format(count=len(rows), day=day)
    return page(title, about, "".join(_section(row, labels) for row in rows))


def _section(row: Any, labels: dict[str, str]) -> str:
    days = many("{stage}, {days} day", "{stage}, {days} days", row.days_in_stage).format(
        stage=in_words(row.stage), days=row.days_in_stage
    )
    beside = " · ".join(part for part in (f"{row.id}", days, row.region) if part)
    pairs = [(label, value_to_text(getattr(row, name)) or "–") for name, label in labels.items()]
    lines = "".join(f"<dt>{text(label)}</dt><dd>{text(value)}</dd>\n" for label, value in pairs)
    return f"<section>\n<h2>{text(row.name)} <small>{text(beside)}</small></h2>\n<dl>\n{lines}</dl>\n</section>\n"
