"""crm quote add, list, show, accept, close; crm price."""

from typing import TYPE_CHECKING, Annotated

import typer

from crmcli import clock, config
from crmcli.cli import frame, options, say, span
from crmcli.cli.customers import insisted
from crmcli.cli.mine import Mine, owner_asked
from crmcli.errors import ConflictError, NotFoundError, UsageError, meant, quoted
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.store.read import View, view

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.store.refs import Rep
    from crmcli.store.write import Request

_Quotes = Annotated[
    list[str],
    typer.Argument(metavar="QUOTE…", help=_("k4, or the firm's own numbers; - reads them from standard input.")),
]


@frame.writes(
    "crm quote add ibarra --line PUMP-2:3 --until +30d",
    "crm quote add 广元 --line 阀门-5:100@300 --line PUMP-2:2 --terms 30@order,70@delivered+60d",
)
def add(
    request: "Request",
    ref: options.Ref,
    line: Annotated[
        list[str] | None,
        typer.Option("--line", metavar="CODE:QTY[@PRICE]", help=_("A product, how many, and at which price; repeat.")),
    ] = None,
    until: Annotated[str, typer.Option("--until", metavar="DATE", help=_("It holds up to this day, and on it."))] = "",
    terms: Annotated[
        str,
        typer.Option("--terms", metavar="PERCENT@WHEN,…", help=_("How it is to be paid, as crm order add takes it.")),
    ] = "",
    currency: Annotated[
        str, typer.Option("--currency", metavar="CODE", help=_("Of the prices; else the one they are in."))
    ] = "",
    code: Annotated[str, typer.Option("--code", metavar="TEXT", help=_("The firm's own number of the quote."))] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help=_("Anything else."))] = "",
    force: options.Force = False,
    why: options.Why = None,
) -> "Outcome":
    """Quote products. What goes beyond the authority of who acts (crm policy) waits for the word of who has it.

    Beside another rep's live quote of the same product it takes a manager or director, with --force -m WHY.
    """
    from crmcli.actions import quotes

    lines = tuple(line or ())
    quote = quotes.NewQuote(ref, lines, currency, until, terms, code, note, insisted(force, why))
    return quotes.add(request, quote, frame.date_order())


@frame.reads("crm quote list", "crm quote list ibarra --format csv", "crm quote list --status waiting --rep ana")
def list_quotes(
    view: View,
    ref: options.OptionalRef = "",
    status: Annotated[
        str,
        typer.Option("--status", metavar="STATUS", help=_("Only waiting, open, expired, rejected, accepted, closed.")),
    ] = "",
    rep: Annotated[str, typer.Option("--rep", metavar="REP", help=_("Only this rep's; - is nobody's."))] = "",
    since: options.Since = "",
    until: options.Until = "",
    period: options.Period = "",
    where: options.Where = None,
    limit: int | None = None,
    mine: Mine | None = None,
) -> Report:
    """List quotes, the latest first, and where they stand: waiting for somebody's word, open, expired …"""
    from crmcli.rules.quotes import Status
    from crmcli.store.reads import quotes

    if status and status not in set(Status):
        raise UsageError(_("--status: there is no {name}.").format(name=quoted(status)), meant(status, Status))
    first, before = span.span(since, until, period)
    owner = mine.owner(ref, rep, owner_asked(where)) if mine else ""
    asked = quotes.Filters(ref, status, rep, owner, first, before, tuple(where or ()))
    return of(quotes.QuoteRow._fields, quotes.listed(view, asked, limit))


def show(
    ctx: typer.Context,
    quote: Annotated[str, typer.Argument(metavar="QUOTE", help=_("k4, or the firm's own number."))],
    format_: frame.Format = "",
    fields: frame.Fields = "",
    as_of: frame.AsOf = "",
    excel: frame.Excel = False,
) -> None:
    """Show one quote with its lines and what it was measured by; JSON is one nested object, CSV its lines."""
    from crmcli.store.reads import quotes

    output = frame.Output(format_, fields, excel=excel).settled()
    day = frame.parsed_day(as_of, "--as-of", past=True) if as_of else clock.today()
    with view(frame.database(ctx), day) as opened:
        found = quotes.quote(opened, quote)
    if output.format == "table":
        from crmcli.render.offers import quote_screen

        say.data(quote_screen(found, frame.screen()))
    elif output.format in ("json", "jsonl"):
        say.raw(frame.as_object(found, indent=output.format == "json"))
    else:
        frame.emit(of(quotes.LineRow._fields, found.lines), output)


show.examples = ("crm quote show k4", "crm quote show k4 --format json")  # type: ignore[attr-defined]


@frame.writes("crm quote accept k4", 'crm quote accept k4 --force -m "they sent the order a day late"')
def accept(request: "Request", refs: _Quotes, force: options.Force = False, why: options.Why = None) -> "Outcome":
    """Make orders of quotes, with their lines, prices and terms. An expired one takes --force -m WHY."""
    from crmcli.actions import quotes

    return quotes.accept(request, frame.refs_or_stdin(refs), insisted(force, why))


@frame.writes("crm quote close k4 -m they bought elsewhere")
def close(request: "Request", refs: _Quotes, why: options.Why = None) -> "Outcome":
    """Close quotes that came to nothing, and say why."""
    from crmcli.actions import quotes

    return quotes.close(request, frame.refs_or_stdin(refs), frame.asked_reason(why))


def price(
    ctx: typer.Context,
    ref: options.Ref,
    code: Annotated[
        str, typer.Argument(metavar="[CODE]", help=_("The product; else those they bought or were quoted, or all."))
    ] = "",
    format_: frame.Format = "",
    fields: frame.Fields = "",
    as_: Annotated[
        str, typer.Option("--as", metavar="REP", help=_("Whose authority; else that of `me` of the configuration."))
    ] = "",
    as_of: frame.AsOf = "",
    excel: frame.Excel = False,
) -> None:
    """What may be offered: list and floor price, my authority and why, what they paid last, quotes that are open.

    `lowest` is the least that who looks may promise without asking; rep, manager and director are per cent.
    """
    from crmcli.store.reads import price as reads

    output = frame.Output(format_, fields, excel=excel).settled()
    day = frame.parsed_day(as_of, "--as-of", past=True) if as_of else clock.today()
    with view(frame.database(ctx), day) as opened:
        me = _me(opened, as_)
        found = reads.prices(opened, ref, code, me)
    if output.format == "table":
        from crmcli.render.offers import price_screen

        say.data(price_screen(found, frame.screen()))
    elif output.format in ("json", "jsonl"):
        say.raw(frame.as_object(found, indent=output.format == "json"))
    else:
        frame.emit(of(reads.FlatRow._fields, [reads.flat(one) for one in found.products]), output)


price.examples = ("crm price ibarra", "crm price 12 PUMP-2 --as ana")  # type: ignore[attr-defined]


def _me(opened: View, typed: str) -> "Rep | None":
    """Return the rep whose authority is meant; NotFoundError for an unknown one that was typed."""
    from crmcli.store import refs

    name = typed or config.load().get("me", "")
    try:
        return refs.rep(opened.sql, name) if name else None
    except (NotFoundError, ConflictError):
        if typed:
            raise
        return None
