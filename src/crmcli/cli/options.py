"""Arguments and options that several commands share."""

from typing import Annotated

import typer

from crmcli.language import _

_DETAILS = _("Details")

Ref = Annotated[str, typer.Argument(metavar="REF", help=_("Id, e-mail, phone, or any unique piece of the name."))]
Refs = Annotated[
    list[str],
    typer.Argument(metavar="REF…", help=_("Ids, e-mails, phones, pieces of names; - reads ids from standard input.")),
]
OptionalRef = Annotated[str, typer.Argument(metavar="[REF]", help=_("Only this customer."))]
Words = Annotated[list[str] | None, typer.Argument(metavar="TEXT…", help=_("The rest of the line; no quotes needed."))]
Why = Annotated[str | None, typer.Option("-m", "--why", metavar="TEXT", help=_("The reason."))]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=_("Do not ask."))]
Force = Annotated[bool, typer.Option("--force", help=_("Go past the refusal; -m says why, and that is recorded."))]
At = Annotated[str, typer.Option("--at", metavar="DATE", help=_("When it happened; today if not said."))]

Contact = Annotated[
    str | None, typer.Option(metavar="PERSON", rich_help_panel=_DETAILS, help=_("The person to talk to."))
]
Title = Annotated[str | None, typer.Option(metavar="TEXT", rich_help_panel=_DETAILS, help=_("The person's title."))]
Email = Annotated[
    list[str] | None,
    typer.Option(metavar="TEXT", rich_help_panel=_DETAILS, help=_("An e-mail address; may be repeated.")),
]
Phone = Annotated[
    list[str] | None, typer.Option(metavar="TEXT", rich_help_panel=_DETAILS, help=_("A phone number; may be repeated."))
]
Wechat = Annotated[str | None, typer.Option(metavar="TEXT", rich_help_panel=_DETAILS, help=_("A WeChat id."))]
Website = Annotated[str | None, typer.Option(metavar="TEXT", rich_help_panel=_DETAILS, help=_("The firm's website."))]
Address = Annotated[str | None, typer.Option(metavar="TEXT", rich_help_panel=_DETAILS, help=_("The postal address."))]
Region = Annotated[str | None, typer.Option(metavar="TEXT", rich_help_panel=_DETAILS, help=_("The sales region."))]
Industry = Annotated[str | None, typer.Option(metavar="TEXT", rich_help_panel=_DETAILS, help=_("The industry."))]
Category = Annotated[
    str | None,
    typer.Option(metavar="TEXT", rich_help_panel=_DETAILS, help=_("The kind of customer, as you sort them.")),
]
Size = Annotated[str | None, typer.Option(metavar="TEXT", rich_help_panel=_DETAILS, help=_("How large the firm is."))]
Needs = Annotated[str | None, typer.Option(metavar="TEXT", rich_help_panel=_DETAILS, help=_("What they need."))]
Grade = Annotated[
    str | None,
    typer.Option(metavar="A–D", rich_help_panel=_DETAILS, help=_("Your judgement of weight and promise.")),
]
Source = Annotated[
    str | None,
    typer.Option(metavar="TEXT", rich_help_panel=_DETAILS, help=_("Where they come from: a fair, a referral …")),
]
Owner = Annotated[
    str | None,
    typer.Option(
        metavar="REP",
        rich_help_panel=_DETAILS,
        help=_("The rep they belong to; - is nobody. Of a new customer, else who acts."),
    ),
]
StageName = Annotated[
    str | None,
    typer.Option(
        "--stage",
        metavar="S",
        rich_help_panel=_DETAILS,
        help=_("lead, prospect, buyer, repeat, dormant or lost."),
    ),
]
Tag = Annotated[
    list[str] | None, typer.Option(metavar="TEXT", rich_help_panel=_DETAILS, help=_("A tag; may be repeated."))
]
Note = Annotated[str | None, typer.Option(metavar="TEXT", rich_help_panel=_DETAILS, help=_("Anything else."))]

Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        rich_help_panel=_DETAILS,
        help=_("A field of your own (crm config field); may be repeated. KEY= clears."),
    ),
]

Stages = Annotated[list[str] | None, typer.Option("--stage", metavar="S", help=_("Only this stage; may be repeated."))]
ByOwner = Annotated[str, typer.Option("--owner", metavar="REP", help=_("Only this rep's customers; - is nobody's."))]
Since = Annotated[str, typer.Option("--since", metavar="DATE", help=_("Only from this day on."))]
Until = Annotated[str, typer.Option("--until", metavar="DATE", help=_("Only up to this day, and on it."))]
Period = Annotated[
    str,
    typer.Option("--period", metavar="PERIOD", help=_("Only in 2026Q3, 2026-09, last-quarter, this-year, A..B …")),
]
Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="KEY=VALUE",
        help=_(
            "Only customers with that in a field, built in or your own; KEY!=VALUE without, KEY= with nothing. Repeat."
        ),
    ),
]

Reachable = Annotated[
    str,
    typer.Option(
        "--reachable",
        metavar="mail|phone",
        help=_("Only those with an e-mail address, or a phone, who have not opted out of mail, or calls."),
    ),
]
