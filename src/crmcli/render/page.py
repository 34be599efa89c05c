"""A report as one HTML page that stands alone: no script, nothing from the network, every text escaped."""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

from crmcli.language import _
from crmcli.render.text import shown, value_to_text

_PAGE = """\
<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 15px/1.45 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  color: #1a1a1a; background: #fff; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.5rem; margin: 0; }}
p {{ color: #555; margin: .2rem 0 1.5rem; }}
section {{ border-top: 1px solid #bbb; padding: .8rem 0; break-inside: avoid; }}
h2 {{ font-size: 1.05rem; margin: 0 0 .4rem; }}
h2 small {{ color: #555; font-weight: normal; }}
dl {{ display: grid; grid-template-columns: 7rem 1fr; gap: .15rem .8rem; margin: 0; }}
dt {{ color: #555; }}
dd {{ margin: 0; overflow-wrap: anywhere; white-space: pre-line; }}
@media print {{ body {{ font-size: 11pt; max-width: none; margin: 0; padding: 0; }} }}
</style>
</head>
<body>
<h1>{heading}</h1>
<p>{about}</p>
{sections}</body>
</html>
"""


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
    about = _("{count} customers, {day}").format(count=len(rows), day=day)
    return _PAGE.format(
        heading=_text(title),
        title=escape(shown(title)),
        about=_text(about),
        sections="".join(_section(row, labels) for row in rows),
    )


def _section(row: Any, labels: dict[str, str]) -> str:
    days = _("{stage}, {days} days").format(stage=row.stage, days=row.days_in_stage)
    beside = " · ".join(part for part in (f"{row.id}", days, row.region) if part)
    pairs = [(label, value_to_text(getattr(row, name)) or "–") for name, label in labels.items()]
    lines = "".join(f"<dt>{_text(label)}</dt><dd>{_text(value)}</dd>\n" for label, value in pairs)
    return f"<section>\n<h2>{_text(row.name)} <small>{_text(beside)}</small></h2>\n<dl>\n{lines}</dl>\n</section>\n"


def _text(text: str) -> str:
    """Return text that a page only displays, in its own direction whatever script it is in."""
    lines = "\n".join(shown(line) for line in text.split("\n"))
    return f"<bdi>{escape(lines)}</bdi>" if not lines.isascii() else escape(lines)
