"""crm add, edit, archive."""

import shlex
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.cli import frame, options, say
from crmcli.errors import RefusedError, UsageError
from crmcli.language import _
from crmcli.rules.fields import assigned

if TYPE_CHECKING:
    from crmcli.actions.customers import Details
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request


_CARD_FILES = (".vcf", ".vcard", ".jpg", ".jpeg", ".png", ".webp", ".heic", ".pdf", ".zip")


def _details(given: dict[str, Any]) -> "Details":
    """Return what the options say of a customer."""
    from crmcli.actions.customers import Details

    lists = {name: None if given[name] is None else tuple(given[name]) for name in ("email", "phone")}
    return Details(
        emails=lists["email"],
        phones=lists["phone"],
        tags=tuple(given.get("tag") or ()),
        untags=tuple(given.get("untag") or ()),
        own=assigned(given.get("set_") or ()),
        **{name: value for name, value in given.items() if name in Details._fields},
    )


def add(
    ctx: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME|FILE|TEXT…", help=_("The customer's name; with --card files, with --text a text.")
        ),
    ],
    card: Annotated[
        bool,
        typer.Option(
            "--card",
            help=_(
                "The arguments are business cards: vCards, photos, PDFs, texts, zips, folders, or - (standard input)."
            ),
        ),
    ] = False,
    text: Annotated[
        bool,
        typer.Option("--text", help=_("The arguments are the text of a card or signature, or - (standard input).")),
    ] = False,
    contact: options.Contact = None,
    title: options.Title = None,
    email: options.Email = None,
    phone: options.Phone = None,
    wechat: options.Wechat = None,
    website: options.Website = None,
    address: options.Address = None,
    region: options.Region = None,
    industry: options.Industry = None,
    category: options.Category = None,
    size: options.Size = None,
    needs: options.Needs = None,
    grade: options.Grade = None,
    source: options.Source = None,
    owner: options.Owner = None,
    stage: options.StageName = None,
    tag: options.Tag = None,
    note: options.Note = None,
    set_: options.Set = None,
    at: options.At = "",
    force: options.Force = False,
    why: options.Why = None,
    format_: frame.Format = "",
    fields: frame.Fields = "",
    as_: frame.As = "",
    dry_run: frame.DryRun = False,
    quiet: frame.Quiet = False,
) -> None:
    """Add a customer with a first contact, or every business card in the files, whatever they are.

    The same e-mail or phone as an existing customer's is refused, and the customer named; --force -m WHY insists.
    A card becomes a customer, a second contact at a firm that is there already, or completes what is known;
    the same card twice changes nothing.
    """
    details = _details(dict(locals()))
    request = frame.request(ctx, as_, dry_run)
    reason = insisted(force, why)
    day = frame.parsed_day(at, "--at", past=True) if at else None
    if card or text:
        from crmcli.cli.cardadd import add_cards, source_of

        common, output = details._replace(name=None), frame.Output(format_, fields)
        add_cards(request, source_of(request, names, card=card, text=text), common, day, reason, output, quiet)
        return
    if format_ or fields:
        raise UsageError(_("--format and --fields go with --card and --text."))
    forgotten = next((name for name in names if name.lower().endswith(_CARD_FILES)), "")
    if forgotten:
        raise UsageError(
            _("{name} is a file of business cards.").format(name=forgotten),
            _("Read it with: crm add --card {name}").format(name=shlex.quote(forgotten)),
        )
    from crmcli.actions.customers import add as add_customer

    frame.told(
        add_customer(request, details._replace(name=" ".join(names)), day, why or "", force=force),
        dry_run=dry_run,
        quiet=quiet,
    )


add.examples = (  # type: ignore[attr-defined]
    'crm add "Talleres Ibarra" --contact "Lucía Ibarra" --email lucia@ibarra.example --phone "+34 944 010 203"',
    'crm add 广元家具 --contact 王磊 --phone 13800138000 --owner wei --source "Canton Fair"',
    "crm add --card ~/Downloads/contacts.vcf --owner ana",
    "crm add --card fair/ --source 'Canton Fair' --dry-run",
    "pbpaste | crm add --text -",
)


def insisted(force: bool, why: str | None) -> str:
    """Return why a refusal is to be passed over, "" if it is not; RefusedError where the reason is missing."""
    if not force:
        return ""
    reason = frame.asked_reason(why).strip()
    if not reason:
        raise RefusedError(_("--force needs its reason; say why with -m."))
    return reason


@frame.writes(
    'crm edit ibarra --needs "two press brakes" --grade A --tag machines',
    "crm edit 3,5,8 --owner wei",
    "crm edit ibarra --set budget=50k --set fair=",
    "crm list --region Valencia --format ids | crm edit - --owner ana",
    "crm edit ibarra",
)
def edit(
    request: "Request",
    refs: options.Refs,
    name: Annotated[
        str | None, typer.Option(metavar="TEXT", rich_help_panel=_("Details"), help=_("The customer's name."))
    ] = None,
    contact: options.Contact = None,
    title: options.Title = None,
    email: options.Email = None,
    phone: options.Phone = None,
    wechat: options.Wechat = None,
    website: options.Website = None,
    address: options.Address = None,
    region: options.Region = None,
    industry: options.Industry = None,
    category: options.Category = None,
    size: options.Size = None,
    needs: options.Needs = None,
    grade: options.Grade = None,
    source: options.Source = None,
    owner: options.Owner = None,
    stage: options.StageName = None,
    tag: options.Tag = None,
    untag: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", rich_help_panel=_("Details"), help=_("Take a tag off; may be repeated.")),
    ] = None,
    note: options.Note = None,
    set_: options.Set = None,
    opt_out: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WAY",
            rich_help_panel=_("Details"),
            help=_("They want no mail, sms, call, or all of these; wins over every list. May be repeated."),
        ),
    ] = None,
    opt_in: Annotated[
        list[str] | None,
        typer.Option(metavar="WAY", rich_help_panel=_("Details"), help=_("They want it again.")),
    ] = None,
    at: options.At = "",
    why: options.Why = None,
    force: options.Force = False,
) -> "Outcome":
    """Change what is known of customers; without options, in your editor.

    An option given empty clears the value; --email and --phone replace those there are. --stage needs -m.
    --owner and --stage of another rep's customer are refused, unless with --force -m WHY.
    """
    from crmcli.actions import customers, stages
    from crmcli.actions.relations import channels

    details = _details(dict(locals()))._replace(opt_outs=channels(opt_out or ()), opt_ins=channels(opt_in or ()))
    if details == customers.Details():
        return _edited(request, refs)
    day = frame.parsed_day(at, "--at", past=True) if at else None
    motive = stages.Motive(insisted(force, why) or why or "", day=day, force=force)
    return customers.edit(request, frame.refs_or_stdin(refs), details, motive)


def _edited(request: "Request", refs: list[str]) -> "Outcome":
    """Let the person change one customer in their editor."""
    from crmcli.actions import customers, stages
    from crmcli.actions.outcome import Outcome
    from crmcli.cli import template
    from crmcli.store.read import view
    from crmcli.store.reads.dossier import dossier
    from crmcli.store.reads.fields import defined

    if len(refs) != 1 or refs == ["-"]:
        raise UsageError(_("Only one customer at a time fits into the editor; say with options what to change."))
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(_("What is to change? Say it with options, or run this on a terminal."))
    with view(request.path, request.today) as opened:
        found = dossier(opened, refs[0])
        own = defined(opened)
    before = template.written(found, own)
    after = template.in_editor(before, found.name)
    if after == before:
        say.say(_("Nothing was changed."))
        return Outcome([], [])
    details = template.read(after, before, own)
    if details == customers.Details():
        return Outcome([], [])
    return customers.edit(request, [str(found.id)], details, stages.Motive(""))


@frame.writes('crm archive 17 -m "closed down"', "crm archive 17 --restore")
def archive(
    request: "Request",
    refs: options.Refs,
    restore: Annotated[bool, typer.Option("--restore", help=_("Bring them back."))] = False,
    why: options.Why = None,
    at: options.At = "",
) -> "Outcome":
    """Put customers away: no list or report shows them any more, and nothing of them is lost."""
    from crmcli.actions import customers

    day = frame.parsed_day(at, "--at", past=True) if at else None
    return customers.archive(request, frame.refs_or_stdin(refs), why or "", day, restore=restore)
