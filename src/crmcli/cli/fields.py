"""crm config field add, list, rename, set, remove."""

from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.cli import frame, options
from crmcli.errors import UsageError
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.rules.fields import choices as choices_of
from crmcli.store.read import View

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request

_Key = Annotated[str, typer.Argument(metavar="KEY", help=_("A field of `crm config field list`."))]
_NewKey = Annotated[
    str, typer.Argument(metavar="KEY", help=_("A word of letters (any script), digits, _ and -; case is no matter."))
]
_Choices = Annotated[
    str | None,
    typer.Option("--choices", metavar="A,B,…", help=_("The only values it may have; empty is any text.")),
]


@frame.writes("crm config field add budget", "crm config field add size_class --choices small,medium,large")
def add(request: "Request", key: _NewKey, choices: _Choices = None) -> "Outcome":
    """Define a field that customers have beside the built-in ones: a column in list, find, show and import.

    What it holds is said with --set KEY=VALUE on add and edit, and asked for with --where KEY=VALUE.
    """
    from crmcli.actions import fields

    return fields.add(request, key, choices_of(choices or ""))


@frame.reads("crm config field list")
def list_fields(view: View) -> Report:
    """List the fields of your own, and how many customers have something in each."""
    from crmcli.store.reads import fields

    return of(fields.FieldRow._fields, fields.defined(view))


@frame.writes("crm config field rename budget yearly_budget")
def rename(
    request: "Request",
    key: _Key,
    new: Annotated[str, typer.Argument(metavar="NEW", help=_("The new key."))],
) -> "Outcome":
    """Call a field something else; what customers have in it stays."""
    from crmcli.actions import fields

    return fields.rename(request, key, new)


@frame.writes("crm config field set budget --choices 10k,50k,100k", 'crm config field set budget --choices ""')
def set_choices(request: "Request", key: _Key, choices: _Choices = None) -> "Outcome":
    """Say which values a field may have; refused while customers have others."""
    from crmcli.actions import fields

    if choices is None:
        raise UsageError(_("What is to change? Say it with --choices."))
    return fields.choose(request, key, choices_of(choices))


@frame.writes("crm config field remove budget", 'crm config field remove budget --force -m "not used any more"')
def remove(request: "Request", key: _Key, force: options.Force = False, why: options.Why = None) -> "Outcome":
    """Remove a field; while customers have something in it, only with --force -m WHY, and that goes too."""
    from crmcli.actions import fields
    from crmcli.cli.customers import insisted

    return fields.remove(request, key, insisted(force, why))
