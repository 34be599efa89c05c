"""crm list, find, stages."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli import language
from crmcli.cli import frame, options, pictures, say, span
from crmcli.cli.mine import Mine, owner_asked
from crmcli.errors import UsageError, meant, quoted
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.render.text import Percent
from crmcli.rules.texts import spoken
from crmcli.store.read import View, view

if TYPE_CHECKING:
    from crmcli.render.picture import Picture

_Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WORDS]…",
        help=_(
            "Words, or beginnings of words, in names, people, contact points, needs, notes, tags and your own fields."
        ),
    ),
]


def _listed(
    view: View,
    words: _Words = None,
    stage: options.Stages = None,
    owner: options.ByOwner = "",
    region: Annotated[str, typer.Option("--region", metavar="TEXT", help=_("Only this region."))] = "",
    industry: Annotated[str, typer.Option("--industry", metavar="TEXT", help=_("Only this industry."))] = "",
    category: Annotated[str, typer.Option("--category", metavar="TEXT", help=_("Only this category."))] = "",
    tag: Annotated[
        list[str] | None, typer.Option("--tag", metavar="TEXT", help=_("Only with this tag; may be repeated."))
    ] = None,
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help=_("Only from this source."))] = "",
    grade: Annotated[str, typer.Option("--grade", metavar="TEXT", help=_("Only this grade."))] = "",
    since: Annotated[
        str, typer.Option("--since", metavar="DATE", help=_("Only those added on this day or later."))
    ] = "",
    until: Annotated[
        str, typer.Option("--until", metavar="DATE", help=_("Only those added up to this day, and on it."))
    ] = "",
    period: Annotated[
        str,
        typer.Option(
            "--period",
            metavar="PERIOD",
            help=_("Only those added in 2026Q3, 2026-09, last-quarter, this-year, A..B …"),
        ),
    ] = "",
    missing: Annotated[
        str, typer.Option("--missing", metavar="A,B,…", help=_("Only where these fields are empty."))
    ] = "",
    where: options.Where = None,
    archived: Annotated[bool, typer.Option("--archived", help=_("Those that were put away, instead."))] = False,
    reachable: options.Reachable = "",
    limit: int | None = None,
    mine: Mine | None = None,
) -> Report:
    from crmcli.store.reads import customers, fields

    asked = [name.strip() for name in missing.split(",") if name.strip()]
    if mine:
        owner = owner or mine.owner("owner" in asked, owner_asked(where))

    filters = customers.Filters(
        words=tuple(spoken(words or []).split()),
        stages=tuple(stage or ()),
        owner=owner,
        region=region,
        industry=industry,
        category=category,
        tags=tuple(tag or ()),
        source=source,
        grade=grade,
        **span.span(since, until, period)._asdict(),
        missing=tuple(asked),
        archived=archived,
        where=tuple(where or ()),
        reachable=reachable,
    )
    return of(*fields.widened(view, customers.CustomerRow._fields, customers.listed(view, filters, limit)))


def _named(docstring: str, *examples: str, mine: bool) -> Any:
    command = frame.reads(*examples, mine=mine)(_listed)
    command.__doc__ = docstring
    return command


list_customers = _named(
    _(
        "List customers, one row each, in the order in which they were added.\n\n--missing finds what to ask for: address, region, industry, category, size, needs, grade, source, note, email, phone, wechat, website, owner, contact, title, tags, next_step; or a field of your own. Fields of your own are columns after the others.\n\nWhoever is `me`, or named by --as, sees their own customers first: a view, not a wall. --all shows everybody's, and so do --owner and find."
    ),
    "crm list --stage prospect --owner ana",
    "crm list --missing email,phone --format csv",
    "crm list --period last-month --source web",
    "crm list --sort -days_since_contact --limit 20",
    "crm list --where region=valencia --where budget!=",
    "crm list --all --reachable mail --format ids",
    mine=True,
)
find = _named(
    _(
        "Find customers by words in names, people, contact points, needs, notes, tags and your own fields; accents are optional."
    ),
    "crm find 广元",
    "crm find press brake valencia",
    mine=False,
)


def stages(
    ctx: typer.Context,
    by: Annotated[
        str,
        typer.Option("--by", metavar="GROUP", help=_("One row per owner, region, industry or source, and stage.")),
    ] = "",
    where: options.Where = None,
    chart: pictures.Chart = False,
    html: pictures.Html = "",
    format_: frame.Format = "",
    fields: frame.Fields = "",
    limit: frame.Limit = None,
    sort: frame.Sort = "",
    as_of: frame.AsOf = "",
    exit_code: frame.Exit10 = False,
    excel: frame.Excel = False,
) -> None:
    """Draw where everybody stands: per stage how many, their share, the median days in it, how many are over its limit.

    --chart draws beside each stage how many entered it, month by month. On the page of --html each stage opens the list
    of who stands in it.
    """
    from crmcli import clock
    from crmcli.store.reads import stages as reads

    if by and by not in reads.GROUPS:
        raise UsageError(
            _("--by: there is no {name}.").format(name=quoted(by)),
            meant(by, reads.GROUPS),
        )
    typed = frame.Output(format_, fields, limit, sort, as_of, exit_code, excel)
    output = typed.settled()
    day = frame.parsed_day(as_of, "--as-of", past=True) if as_of else clock.today()
    with view(frame.database(ctx), day) as opened:
        rows = reads.stages(opened, by, where or ())
        labels = reads.labels(opened)
        picture = _picture(opened, rows, labels, where or (), lists=bool(html)) if chart or html else None
    if picture:
        pictures.shown(picture, chart, html)(typed, "")
        return
    table = output.format == "table"
    if table and language.code() != "en":
        # People read what a stage is called in its own column.
        rows, labels = [(group, row._replace(stage=labels.get(row.stage, row.stage))) for group, row in rows], {}
    columns = ((by,) if by else ()) + reads.StageRow._fields + (("label",) if labels else ())
    report = of(
        columns,
        [
            ((group,) if by else ()) + _shown(row, table) + ((labels.get(row.stage, ""),) if labels else ())
            for group, row in rows
        ],
    )
    if limit is None:
        output = output._replace(limit=None)
    frame.emit(report, output, _bars)


stages.examples = (  # type: ignore[attr-defined]
    "crm stages",
    "crm stages --by owner",
    "crm stages --chart",
    "crm stages --html stages.html",
    "crm stages --format json --as-of eom",
)


def _picture(
    view: View, rows: list[tuple[str, Any]], labels: dict[str, str], where: Sequence[str], *, lists: bool
) -> "Picture":
    from crmcli.render import standing
    from crmcli.rules.periods import months_up_to
    from crmcli.store.reads import stages as reads

    months = months_up_to(view.day, 12)
    members = reads.members(view, where, standing.MOST_LISTED) if lists else {}
    return standing.standing(view.day, rows, labels, reads.entered(view, months, where), months, members)


def _shown(row: tuple[Any, ...], table: bool) -> tuple[Any, ...]:
    """Return a row with its share in percent for people, from 0 to 1 for programs."""
    if not table:
        return tuple(row)
    name, count, share, *rest = row
    return (name, count, Percent(share), *rest)


def _bars(report: Report) -> list[Any]:
    from crmcli.render.chart import bars

    place = report.columns.index("count")
    return bars([row[place] for row in report.rows], utf8=say.utf8())
