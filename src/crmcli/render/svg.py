"""Charts as inline SVG in a page: rows that wrap as text does, each with a drawing of its own."""

from collections.abc import Sequence

from crmcli.render.escaped import text
from crmcli.render.picture import Bar, Chart, whole_parts

_LENGTH = 1_000  # units of the longest bar
_STEP, _HEIGHT = 10, 24  # units from one value of a sparkline to the next, and of the highest

STYLE = """\
figure { margin: 0 0 1.6rem; break-inside: avoid; }
figcaption { font-weight: 600; margin: 0 0 .4rem; }
.bars { display: grid; grid-template-columns: minmax(5rem, 28%) 1fr max-content max-content; gap: .25rem .8rem;
  align-items: center; }
.bars > .of { overflow-wrap: anywhere; }
.bars > .is { text-align: right; font-variant-numeric: tabular-nums; }
.bars svg.bar { width: 100%; height: 1.1rem; display: block; }
.bars svg.line { width: 7rem; height: 1.3rem; display: block; }
.line polyline { fill: none; stroke: var(--line); stroke-width: 2; vector-effect: non-scaling-stroke; }
.key { color: var(--faint); font-size: .85rem; margin: .4rem 0 0; }
.key svg { width: .8rem; height: .8rem; vertical-align: -1px; margin: 0 .25rem 0 .7rem; }
.p0 { fill: var(--p0); } .p1 { fill: var(--p1); } .p2 { fill: var(--p2); } .p3 { fill: var(--p3); }
.p4 { fill: var(--p4); } .p5 { fill: var(--p5); } .below { fill: var(--p5); fill-opacity: .45; }
rect { stroke: var(--paper); stroke-width: 1; vector-effect: non-scaling-stroke; }
"""
_COLOURS = 6


def figure(chart: Chart) -> str:
    """Return a chart as an HTML figure."""
    most = max((abs(bar.value) for bar in chart.bars), default=0) or 1
    rows = "".join(_row(bar, most) for bar in chart.bars)
    caption = f"<figcaption>{text(chart.title)}</figcaption>\n" if chart.title else ""
    return f'<figure>\n{caption}<div class="bars">\n{rows}</div>\n{_key(chart)}</figure>\n'


def _row(bar: Bar, most: int) -> str:
    label, value = text(bar.label), text(bar.text)
    return f'<span class="of">{label}</span>{_bar(bar, most)}<span class="is">{value}</span>{_line(bar.series)}\n'


def _bar(bar: Bar, most: int) -> str:
    length = abs(bar.value) * _LENGTH // most
    drawn, left = [], 0
    if bar.value < 0:
        drawn.append(_rect("below", 0, length))
    else:
        for place, width in enumerate(whole_parts([max(part, 0) for part in bar.parts or (bar.value,)], length)):
            drawn += [_rect(f"p{place % _COLOURS}", left, width)] if width else []
            left += width
    box = f'viewBox="0 0 {_LENGTH} 10" preserveAspectRatio="none" aria-hidden="true"'
    return f'<svg class="bar" {box}>{"".join(drawn)}</svg>'


def _rect(name: str, left: int, width: int) -> str:
    return f'<rect class="{name}" x="{left}" y="0" width="{width}" height="10"/>'


def _line(series: Sequence[int]) -> str:
    """Return a sparkline, or an empty cell where there is no series."""
    if not series:
        return "<span></span>"
    most = max(max(series), 1)
    points = " ".join(
        f"{place * _STEP},{_HEIGHT - 2 - max(value, 0) * (_HEIGHT - 4) // most}" for place, value in enumerate(series)
    )
    box = f'viewBox="0 0 {max(len(series) - 1, 1) * _STEP} {_HEIGHT}" preserveAspectRatio="none" aria-hidden="true"'
    return f'<svg class="line" {box}><polyline points="{points}"/></svg>'


def _key(chart: Chart) -> str:
    """Return what the colours and lines of a chart mean."""
    parts = "".join(
        f'<svg viewBox="0 0 10 10" aria-hidden="true">{_rect(f"p{place % _COLOURS}", 0, 10)}</svg>{text(name)}'
        for place, name in enumerate(chart.legend)
    )
    said = [part for part in (parts, text(chart.series)) if part]
    return "".join(f'<p class="key">{part}</p>\n' for part in said)
