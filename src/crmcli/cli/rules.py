"""crm rules run."""

import typer

from crmcli import clock
from crmcli.cli import frame, say
from crmcli.language import _
from crmcli.render.report import of
from crmcli.store.read import view
from crmcli.store.reads import clockwork as reads


def run(
    ctx: typer.Context,
    format_: frame.Format = "",
    fields: frame.Fields = "",
    as_: frame.As = "",
    dry_run: frame.DryRun = False,
    quiet: frame.Quiet = False,
) -> None:
    """Carry out what time alone brings about, as one step.

    dormant: buyers who ordered nothing for dormancy_days; release: customers with whom nothing was done for
    release_days come free; alert: customers stay longer than expected, each told once in a stay and at each level
    of alert_levels. Made for cron: where nothing is due it says nothing and ends with 0.
    """
    output = frame.Output("ids" if quiet else format_, fields).settled()
    with view(frame.database(ctx), clock.today()) as opened:
        due = reads.anything(opened)
    if not due:
        return
    from crmcli.actions import clockwork

    rows = clockwork.run(frame.request(ctx, as_, dry_run))
    if not rows:
        return
    frame.emit(of(clockwork.RanRow._fields, rows), output)
    if not quiet:
        said = _("Would be done, nothing is written: {count} of them.") if dry_run else _("Take it back: crm undo")
        say.say(said.format(count=len(rows)))


run.examples = ("crm rules run", "crm rules run --dry-run", "crm rules run --format csv >> rules.csv")  # type: ignore[attr-defined]
