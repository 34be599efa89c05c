"""crm help: what several commands share, explained once."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from crmcli.cli import guides, say
from crmcli.errors import ExitCode, NotFoundError, meant, quoted
from crmcli.language import _

_DATES = _("""\
A date is written like 2026-11-25, or as
  today  yesterday  tomorrow
  +3d  -2w  +1m  -1y     days, weeks, months, years from today; a month's 31st is its last day
  fri                    the next Friday; for what has happened the last one
  eom                    the last day of this month
  hoy ayer mañana vie +2s finmes, 今天 昨天 明天 周五 +2周 月底 are understood too, whatever the language
10/11/2026 is refused, since half the world reads it the other way round: crm config set date_order dmy (or mdy, ymd).
A --period is a year (2026), half (2026H1), quarter (2026Q3), month (2026-09), week from Monday (2026W37) or day,
  this-week  last-month  this-quarter  last-half  last-year  today  yesterday
  2026-09-01..2026-09-15   last-month..today   -7d..today    from one to the other; both belong to it
What was done may have a time of day: --at "2026-11-20 14:30". What has happened is never in the future.
""")

_ENVIRONMENT = _("""\
CRM_DB       the database, where --db names none
CRM_CONFIG   the person's settings, else ~/.config/crm/config.toml
CRM_LANG     en, zh or es; else `language` of the settings, else the locale
CRM_NOW      an ISO date-time to take for now; for tests and demonstrations
CRM_DEBUG    1 shows where the program failed
COLUMNS      how wide a table is in a pipe
NO_COLOR     anything turns colours off
VISUAL, EDITOR   what `crm edit REF` opens
""")

_CODES = {
    ExitCode.DONE: _("done"),
    ExitCode.FAILED: _("failed"),
    ExitCode.USAGE: _("typed in a way that has no meaning"),
    ExitCode.NOT_FOUND: _("not found"),
    ExitCode.CONFLICT: _("ambiguous or conflicting: two customers fit, a duplicate, a card to look at"),
    ExitCode.REFUSED: _("refused by a rule"),
    ExitCode.BAD_INPUT: _("bad input; of a batch the good rows landed, the bad came back as a file"),
    ExitCode.STORE: _("the database is locked, damaged, newer than the program, or the disk is full"),
    ExitCode.FOUND: _("found something, where --exit-code asked; check and audit verify did"),
    ExitCode.INTERRUPTED: _("interrupted"),
}

_SPREADSHEETS = _("""\
crm import [KIND] FILE takes CSV and TSV: UTF-8, UTF-16, GB18030, Big5, Shift-JIS or cp1252, separated by commas,
semicolons, tabs or bars, the header below whatever stands above it, in one line or two. Headers are known in English,
Spanish and Chinese; --map COL=FIELD says what another one is. A workbook is saved as CSV first.

Dates are read as the column itself shows: 25/11/2026 anywhere in it means day first. Where it does not show that,
nothing is written before --dates (or crm config set date_order) says so; amounts and --decimal likewise. Only for a
birthday no row waits: it is left out, and that is said. $ and ¥ stand for a currency that is written so, or are asked.

A row is known by its id, an order by its code too, any other row by its content and how many equal ones came before
it; a customer also by e-mail, phone and name. Whoever is there is completed: what is empty is filled, what differs
is named and stays, unless --update. An e-mail or phone of a customer of another name is refused, unless --force -m.
Orders lead their customers through the stages by their own days, payments pay what is due first.
created, completed, known, left-out (it adds others up, or belongs to the page) or rejected is what becomes of a row.
Rejected ones come back in FILE.rejected.csv with line and reason; mended there they go in again. Owners whom HubSpot
names are registered as reps, others only with --add-reps.

Fields, for headers and --map:
""")

_FORMATS = _("""\
--format table|csv|tsv|json|jsonl|ids on every command that lists; on a terminal a table of at most 50 rows,
in a pipe CSV with a header and without a limit. --fields a,b,c picks and orders columns, --sort FIELD (or -FIELD)
sorts, --limit N cuts, for every format. --excel makes CSV and TSV for spreadsheets: a BOM, lines that end as theirs
do, and an apostrophe before every text that would be calculated; plain CSV is raw.
CSV is UTF-8 with \\n, dates are ISO, amounts plain decimals with their currency in a column of its own.
TSV writes tab, newline and backslash in a value as \\t, \\n and \\\\.
In JSON amounts are strings, so that no reader rounds them. Ids of customers are numbers, others have a letter:
c5 a contact, a5 an activity, n5 a next step, o17 an order, i3 an instalment, p4 a payment, r2 a rep, t8 a transition,
g3 a product, k4 a quote, w3 a policy, f5 an invoice or credit note, y2 a refund, e3 an expense, q3 an approval,
v3 a verdict, d1 a decision, l1 an alert, s9 a step.

days_in_stage counts from the last change of stage; days_since_contact from the last activity or, where there was
none, from the day the owner got the customer or it was added; days_stale from the last change of stage or order.

Fields of your own (crm config field add) are columns after these in list, find and show; in the JSON of show they
are the object `fields`.

Whoever is `me`, or named by --as, sees their own customers in list, stale, alerts, activities, order list, expense
list, receivables and conflicts: a view, not a wall. --all shows everybody's, and so do find, stages, whatever counts
--by a group, export, and every question about somebody by name (--owner, --where owner=). Managers and directors see
everybody's.
""")


def columns_written() -> dict[str, tuple[str, ...]]:
    """Return the columns in which commands that write tell of many rows."""
    from crmcli.actions.cards import CardRow
    from crmcli.actions.clockwork import RanRow
    from crmcli.actions.imports import ImportRow
    from crmcli.actions.owners import OwnerRow

    return {
        "rules run": RanRow._fields,
        "assign, rep leave": OwnerRow._fields,
        "add --card, --text": CardRow._fields,
        "import": ImportRow._fields,
    }


def columns_read() -> dict[str, tuple[str, ...]]:
    """Return the columns of every report, as its machine formats name them; imports nothing that writes."""
    from crmcli.cli import card, contacts, show
    from crmcli.cli.today import COLUMNS as TODAY
    from crmcli.store.finding import CheckRow
    from crmcli.store.nouns import NOUNS
    from crmcli.store.reads import (
        activities,
        alerts,
        approvals,
        cards,
        customers,
        decisions,
        dupes,
        expenses,
        explain,
        fields,
        handover,
        history,
        invoices,
        lifecycle,
        limits,
        milestones,
        orders,
        ownership,
        people,
        policies,
        price,
        products,
        quotes,
        rates,
        receivables,
        reminders,
        sales,
        seasons,
        stages,
        stale,
        statement,
        targets,
        who,
    )
    from crmcli.store.reads.deliveries import DeliveryRow
    from crmcli.store.reads.signals import SignalRow

    return {
        "list, find": customers.CustomerRow._fields,
        "show": show.FLAT,
        "stale": stale.StaleRow._fields[:-1],
        "stale --all": stale.StaleRow._fields,
        "alerts": alerts.AlertRow._fields,
        "decisions": decisions.DecisionRow._fields,
        "decisions --review": decisions.ReviewRow._fields,
        "explain": explain.ExplainRow._fields,
        "approvals": approvals.WaitingRow._fields,
        "approvals --all": approvals.DecidedRow._fields,
        "stages": stages.StageRow._fields,
        "stages --by GROUP": ("GROUP", *stages.StageRow._fields),
        "activities": activities.ActivityRow._fields,
        "activities --by GROUP": ("GROUP", *activities.ActivityGroup._fields[1:]),
        "order list": orders.OrderRow._fields,
        "order show": orders.InstalmentRow._fields,
        "statement": statement.StatementRow._fields,
        "receivables": receivables.Asked().columns,
        "receivables --by owner": receivables.Asked("owner").columns,
        "receivables --by region, month": ("GROUP", *receivables.Asked("region").columns[1:]),
        "receivables --by instalment": receivables.Asked("instalment").columns,
        "receivables --basis invoice --sums": receivables.Asked(basis="invoice", sums=True).columns,
        "receivables --coming N --sums": receivables.Asked(coming=30, sums=True).columns,
        "sales": ("period", *sales.SalesRow._fields, *sales.Completed._fields),
        "sales --by rep": ("rep", *sales.SalesRow._fields, *sales.Completed._fields),
        "sales --by customer": ("id", "name", *sales.SalesRow._fields),
        "sales --by product": ("product", "name", *sales.SalesRow._fields),
        "sales --by GROUP": ("GROUP", *sales.SalesRow._fields),
        "invoice list, show": invoices.InvoiceRow._fields,
        "expense list": expenses.ExpenseRow._fields,
        "expense summary --by GROUP": ("GROUP", *expenses.SpentRow._fields),
        "target list": targets.TargetRow._fields,
        "history": history.HistoryRow._fields,
        "owners": ownership.OwnershipRow._fields,
        "conflicts": ownership.ConflictRow._fields,
        "handover": handover.HandoverRow._fields,
        "dupes": dupes.DupeRow._fields,
        "who": who.WhoRow._fields,
        "card list": cards.CardRow._fields,
        "undo --list": history.StepRow._fields,
        "card read": card.FIELDS,
        **{f"export {name}": tuple(column.name for column in sheet.columns) for name, sheet in NOUNS.items()},
        "milestones": milestones.MilestoneRow._fields,
        "today": TODAY,
        "remind status": DeliveryRow._fields,
        "remind list": reminders.ReminderRow._fields,
        "config holiday list": reminders.HolidayRow._fields,
        "product list": products.ProductRow._fields,
        "quote list": quotes.QuoteRow._fields,
        "quote show": quotes.LineRow._fields,
        "price": price.FlatRow._fields,
        "rate list": rates.RateRow._fields,
        "season": seasons.AskedRow._fields,
        "season list": seasons.SeasonRow._fields,
        "policy list": policies.PolicyRow._fields,
        "policy explain": policies.FitRow._fields,
        "contact list": contacts.COLUMNS,
        "rep list": people.RepRow._fields,
        "config field list": fields.FieldRow._fields,
        "config dwell list": limits.LimitRow._fields,
        "config stage list": lifecycle.DefinedRow._fields,
        "config list": ("key", "value", "set_in", "belongs_in", "meaning"),
        "db info": people.CountRow._fields,
        "check, db check, audit verify": CheckRow._fields,
        "audit signals": SignalRow._fields,
    }


def _columns() -> dict[str, tuple[str, ...]]:
    return {**columns_read(), **columns_written()}


def _columns_told() -> str:
    return "".join(f"{name}\n    {','.join(columns)}\n" for name, columns in _columns().items())


def _environment() -> str:
    from textwrap import wrap

    from crmcli.config import KEYS

    parts = [_ENVIRONMENT, "\n", _("Settings: crm config set KEY VALUE"), "\n"]
    for key in KEYS.values():
        usual = _(" (usually {value})").format(value=key.default) if key.default else ""
        first, *rest = wrap(key.meaning + usual, 84) or [""]
        parts += [f"{key.name:<23} {first}\n", *(f"{'':<24}{line}\n" for line in rest)]
    return "".join(parts)


def _spreadsheets() -> str:
    from textwrap import fill

    from crmcli.exchange.sheet import FIELDS

    listed = (
        f"  {kind}\n{fill(', '.join(names), 110, initial_indent='    ', subsequent_indent='    ')}\n"
        for kind, names in FIELDS.items()
    )
    return _SPREADSHEETS + "".join(listed)


def _exit_codes() -> str:
    return "".join(f"{code.value:>3}  {meaning}\n" for code, meaning in _CODES.items())


TOPICS: dict[str, Callable[[], str]] = {
    "quickref": guides.quickref,
    "commands": guides.commands,
    "cards": lambda: guides.CARDS,
    "money": lambda: guides.MONEY,
    "director": lambda: guides.DIRECTOR,
    "reminders": lambda: guides.REMINDERS,
    "formats": lambda: _FORMATS,
    "columns": _columns_told,
    "dates": lambda: _DATES,
    "spreadsheets": _spreadsheets,
    "exit-codes": _exit_codes,
    "environment": _environment,
}


def help_topic(
    ctx: typer.Context,
    topic: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TOPIC]",
            help=_(
                "quickref, commands, cards, money, director, reminders, formats, columns, dates, spreadsheets, exit-codes,"
                " environment; or a command."
            ),
        ),
    ] = None,
) -> None:
    """Explain what several commands share, or one command."""
    words = topic or []
    if not words:
        say.data(ctx.find_root().get_help() + "\n")
        return
    if words[0] in TOPICS:
        say.data(TOPICS[words[0]]())
        return
    group: Any = ctx.find_root().command
    for word in words:
        if word not in getattr(group, "commands", {}):
            raise NotFoundError(
                _("There is no help on {topic}.").format(topic=quoted(" ".join(words))),
                meant(
                    word,
                    [*TOPICS, *getattr(group, "commands", {})],
                    _("There are: {names}; and every command.").replace("{names}", ", ".join(TOPICS)),
                ),
            )
        group = group.load(word)
    path = " ".join(["crm", *words])
    say.data(group.get_help(typer.Context(group, info_name=path, parent=None)) + "\n")


help_topic.examples = ("crm help quickref", "crm help money", "crm help order add")  # type: ignore[attr-defined]
