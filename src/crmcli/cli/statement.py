"""crm statement."""

from itertools import groupby
from typing import Annotated

import typer

from crmcli.cli import frame, options, pictures
from crmcli.language import _
from crmcli.render.report import of
from crmcli.store.read import View

_Html = Annotated[
    str,
    typer.Option("--html", metavar="FILE", help=_("One page to print or send, into this file; - is standard output.")),
]


@frame.reads(
    "crm statement ibarra",
    "crm statement 广元 --since 2026-01-01 --as-of 2026-06-30",
    "crm statement ibarra --html ibarra.html",
    later=True,
)
def statement(view: View, ref: options.Ref, since: options.Since = "", html: _Html = "") -> frame.Answer:
    """A customer's account, per currency: every order, invoice, return, payment and refund, and what is owed by then.

    An invoice asks for what an order owes already, and changes no balance; nor does a credit note for goods that came
    back. The closing balance is what crm receivables tells of the same day: below nothing it is the customer's.
    """
    from crmcli.store.reads import statement as reads

    first = frame.parsed_day(since, "--since", past=True).isoformat() if since else ""
    found = reads.statement(view, ref, first)
    if not html:
        return of(reads.StatementRow._fields, found.rows)
    from crmcli.render.picture import Picture, Table

    columns = [name for name in reads.StatementRow._fields if name != "currency"]
    tables = [
        Table(code, of(reads.StatementRow._fields, list(rows)).picked(columns))
        for code, rows in groupby(found.rows, key=lambda row: row.currency)
    ]
    title = _("Statement for {name} ({id})").format(name=found.name, id=found.customer_id)
    about = _("{since} to {day}").format(since=first, day=view.day) if first else f"{view.day}"
    return pictures.shown(Picture(title, about, [], tables), chart=False, html=html)
