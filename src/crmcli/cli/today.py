"""crm today."""

from typing import Annotated

import typer

from crmcli import clock
from crmcli.cli import frame, say
from crmcli.cli.mine import Mine
from crmcli.errors import ExitCode, UsageError, meant, quoted
from crmcli.language import _
from crmcli.render.report import of
from crmcli.rules.due import Due, Section, first_of_each
from crmcli.store.read import View, view

# What a script gets; who is to be told is the business of `crm remind`.
COLUMNS = ("id", "section", "due_on", "rep", "customer_id", "name", "why", "stake", "last_said", "phone", "command")
_EACH = 5  # items of a section, on a terminal
_MOST_DAYS = 365


def today(
    ctx: typer.Context,
    rep: Annotated[str, typer.Option("--rep", metavar="REP", help=_("Only what concerns this rep's customers."))] = "",
    days: Annotated[
        int, typer.Option("--days", metavar="N", min=0, max=_MOST_DAYS, help=_("Look so many days ahead, too."))
    ] = 0,
    only: Annotated[
        str, typer.Option("--only", metavar="A,B,…", help=_("Of approvals, stale, calls, money, service."))
    ] = "",
    format_: frame.Format = "",
    fields: frame.Fields = "",
    limit: frame.Limit = None,
    sort: frame.Sort = "",
    as_of: frame.AsOf = "",
    exit_code: frame.Exit10 = False,
    excel: frame.Excel = False,
    as_: frame.SeenAs = "",
    all_: frame.Everybody = False,
) -> None:
    """Whom to call today, and why: approvals, stuck customers, calls, money, service, the most urgent first.

    Every item says why now, what is at stake, what was said last, the phone number, and what to type. What was done,
    skipped or put off is not there. On a terminal the first five of each kind are shown; --limit N shows N of each,
    --limit 0 all of them.
    """
    from crmcli.store.reads import due_items

    output = frame.Output(format_, fields, limit, sort, as_of, exit_code, excel).settled()
    sections = _sections(only)
    day = frame.parsed_day(as_of, "--as-of", past=True) if as_of else clock.today()
    drawn = output.format == "table" and not (fields or sort)
    most = (_EACH if limit is None else limit or None) if drawn else output.limit
    with view(frame.database(ctx), day) as opened:
        mine = Mine(opened, as_, all_)
        owner = rep or mine.owner()
        rep_id = _id_of(opened, owner)
        # One more tells whether there are more.
        wish = due_items.Wish(rep_id, sections, days, None if most is None or sort else most + 1)
        found = due_items.due(opened, wish)
        kept = first_of_each(found, most) if drawn else found if sort else found[:most]
        items = due_items.told(opened, kept)
        mine.tell()
    if drawn:
        _draw(items, {one.section for one in found if one not in kept})
        if exit_code and items:
            raise typer.Exit(ExitCode.FOUND)
        return
    rows = [(one.key, *(getattr(one, name) for name in COLUMNS[1:])) for one in items]
    frame.emit(of(COLUMNS, rows), output)


today.examples = (  # type: ignore[attr-defined]
    "crm today",
    "crm today --rep ana --days 7",
    "crm today --only approvals,calls --limit 0",
    "crm today --format csv > monday.csv",
)


def _id_of(opened: View, owner: str) -> int | None:
    if not owner:
        return None
    from crmcli.store import refs

    return refs.rep(opened.sql, owner).id


def _sections(only: str) -> tuple[str, ...]:
    names = tuple(name.strip().lower() for name in only.split(",") if name.strip())
    for name in names:
        if name not in tuple(Section):
            raise UsageError(_("--only: there is no {name}.").format(name=quoted(name)), meant(name, tuple(Section)))
    return names or tuple(Section)


def _draw(items: list[Due], more: set[str]) -> None:
    if not items:
        say.say(_("Nothing is due."))
        return
    from crmcli.render.today import as_screen

    say.data(as_screen(items, more, frame.screen()))
