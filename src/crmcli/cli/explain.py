"""crm explain."""

import typer

from crmcli import clock
from crmcli.cli import frame, options, say
from crmcli.language import _
from crmcli.render.report import of
from crmcli.store.read import view
from crmcli.store.reads import explain as reads


def explain(
    ctx: typer.Context,
    ref: options.Ref,
    format_: frame.Format = "",
    fields: frame.Fields = "",
    as_of: frame.AsOf = "",
    excel: frame.Excel = False,
) -> None:
    """Why this stage, this limit, this alert: each with its rule, its numbers, and the ids of the rows they rest on.

    t8 is a change of stage, o17 an order, a5 an activity, n5 a next step, d3 a decision, q2 an approval, l4 an alert.
    """
    output = frame.Output(format_, fields, excel=excel, as_of=as_of).settled()
    day = frame.parsed_day(as_of, "--as-of", past=True) if as_of else clock.today()
    with view(frame.database(ctx), day) as opened:
        found = reads.explain(opened, ref)
    if output.format == "table" and not fields:
        from crmcli.render.screens import explanation_screen

        title = _("{name} ({id}), {day}").format(name=found.name, id=found.id, day=day)
        say.data(explanation_screen(title, found.rows, frame.screen()))
        return
    frame.emit(of(reads.ExplainRow._fields, found.rows), output._replace(limit=None))


explain.examples = ("crm explain ibarra", "crm explain 12 --as-of 2026-03-31", "crm explain 12 --format json")  # type: ignore[attr-defined]
