"""Where everybody stands, and what everybody owes, as pictures."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from crmcli.language import _, many
from crmcli.render.picture import Bar, Chart, Picture, Table, longest
from crmcli.render.report import Report, of
from crmcli.render.spoken import heading
from crmcli.render.text import Percent, value_to_text

# So many rows a chart has, and so many customers a list that opens.
MOST_BARS, MOST_LISTED = 25, 500
_FINEST = 10_000  # amounts of every currency are whole numbers of these parts


def standing(
    day: date,
    rows: Sequence[tuple[str, Any]],
    labels: Mapping[str, str],
    entered: Mapping[str, Sequence[int]],
    months: Sequence[str],
    members: Mapping[str, Sequence[Any]],
) -> Picture:
    """Return the picture of the stages: (group, row) pairs as they are reported, and whoever stands in each stage."""
    charts = []
    for group in dict.fromkeys(group for group, _row in rows):
        bars = [
            Bar(
                labels.get(row.stage, row.stage),
                row.count,
                f"{row.count} {row.share:.0%}",
                series=() if group else tuple(entered.get(row.stage, [0] * len(months))),
            )
            for one, row in rows
            if one == group
        ]
        series = _("entered by month, {first} to {last}").format(first=months[0], last=months[-1])
        charts.append(Chart(group, bars, series="" if group else series))
    total = sum(row.count for _group, row in rows)
    columns = (*(("group",) if rows and rows[0][0] else ()), *(rows[0][1]._fields if rows else ()))
    shares = ((group, row._replace(share=Percent(row.share))) for group, row in rows)
    whole = of(columns, [((group,) if group else ()) + tuple(row) for group, row in shares])
    lists = [_listed(labels.get(stage, stage), stage, rows, people) for stage, people in members.items() if people]
    return Picture(
        _("Stages"),
        many("{count} customer, {day}", "{count} customers, {day}", total).format(count=total, day=day),
        charts,
        [Table(_("Stages"), whole), *lists],
    )


def _listed(label: str, stage: str, rows: Sequence[tuple[str, Any]], people: Sequence[Any]) -> Table:
    count = sum(row.count for _group, row in rows if row.stage == stage)
    note = ""
    if count > len(people):
        note = _("The {shown} that have been there longest, of {count}; all of them: crm list --all --stage {stage}")
    title = f"{label} ({count})"
    columns = type(people[0])._fields
    return Table(title, of(columns, people), folded=True, note=note.format(shown=len(people), count=count, stage=stage))


def owed(title: str, report: Report, *labels: str) -> Picture:
    """Return the picture of receivables: the buckets, and per currency who owes them.

    Buckets are the columns between `currency` and `unapplied`, and what is taken off stands before `outstanding`;
    `labels` are the columns that say whose a row is.
    """
    places = [report.columns.index(name) for name in labels]
    first, last = report.columns.index("currency") + 1, report.columns.index("unapplied")
    buckets, total = report.columns[first:last], report.columns.index("outstanding")
    charts = []
    for code in dict.fromkeys(row[first - 1] for row in report.rows):
        rows = [row for row in report.rows if row[first - 1] == code]

        def read(value: int, code: str = code, like: Decimal = rows[0][total]) -> str:
            return f"{value_to_text((Decimal(value) / _FINEST).quantize(like))} {code}"

        sums = [sum(_whole(row[place]) for row in rows) for place in range(first, last)]
        ages = [Bar(_span(name), part, read(part)) for name, part in zip(buckets, sums, strict=True)]
        for place in range(last, total):
            less = -sum(_whole(row[place]) for row in rows)
            ages += [Bar(heading(report.columns[place]), less, read(less))] if less else []
        charts.append(Chart(_("Outstanding in {code}, by age").format(code=code), ages))
        bars = [
            Bar(
                " ".join(filter(None, (value_to_text(row[place]) for place in places))) or _("(none)"),
                _whole(row[total]),
                read(_whole(row[total])),
                *[tuple(_whole(row[place]) for place in range(first, last))] * 2,
            )
            for row in rows
        ]
        # A short bar does not show what it is made of; its sparkline does.
        spans = tuple(map(_span, buckets))
        who = _("Outstanding in {code}, by {label}").format(code=code, label=heading(labels[0]))
        charts.append(
            Chart(
                who,
                longest(bars, MOST_BARS, read),
                spans,
                _("{first} to {last}").format(first=spans[0], last=spans[-1]),
            )
        )
    return Picture(_("Receivables"), title, charts, [Table(_("Receivables"), report)])


def _whole(amount: Decimal) -> int:
    return int(amount * _FINEST)


def _span(bucket: str) -> str:
    """Return a bucket's name as people read it: `d1_30` are 1-30 days."""
    days = bucket.removeprefix("d").replace("_", "-")
    if days[:1].isdecimal():
        return _("{days} days").format(days=days)
    word, _dash, most = bucket.partition("_")
    return _("over {days} days").format(days=most) if word == "over" else heading(bucket)
