"""crm rep, config."""

from typing import TYPE_CHECKING, Annotated

import typer

from crmcli import clock, config, paths
from crmcli.cli import frame, say
from crmcli.errors import NotFoundError, UsageError
from crmcli.language import _
from crmcli.render.report import Report, of
from crmcli.rules.kinds import role as role_of
from crmcli.store.read import View, view

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request

_Role = Annotated[str, typer.Option("--role", metavar="ROLE", help=_("rep, manager, director or service."))]
_Email = Annotated[str | None, typer.Option("--email", metavar="TEXT", help=_("Where reminders go."))]
_Manager = Annotated[str | None, typer.Option("--manager", metavar="REP", help=_("To whom this rep answers."))]
_Key = Annotated[str, typer.Argument(metavar="KEY", help=_("A setting of `crm config list`."))]


@frame.writes("crm rep add ana --email ana@example.com", "crm rep add 李伟 --role director")
def rep_add(
    request: "Request",
    words: Annotated[list[str], typer.Argument(metavar="NAME…", help=_("As the reps call each other."))],
    role: _Role = "rep",
    email: _Email = None,
    manager: _Manager = None,
) -> "Outcome":
    """Register a sales rep, who can then own customers."""
    from crmcli.actions import reps

    given = " ".join(words), role_of(role), email or "", manager or ""
    try:
        return reps.add(request, *given)
    except NotFoundError:
        # Whom the configuration calls `me` may be the very rep that is registered now.
        return reps.add(request._replace(actor=""), *given)


@frame.reads("crm rep list")
def rep_list(view: View) -> Report:
    """List the reps, and how many customers each has."""
    from crmcli.store.reads import people

    return of(people.RepRow._fields, people.reps(view))


@frame.writes("crm rep edit ana --role manager", "crm rep edit luis --inactive")
def rep_edit(
    request: "Request",
    ref: Annotated[str, typer.Argument(metavar="REP", help=_("Name, or r3."))],
    name: Annotated[str | None, typer.Option("--name", metavar="TEXT", help=_("The new name."))] = None,
    role: Annotated[
        str | None, typer.Option("--role", metavar="ROLE", help=_("rep, manager, director or service."))
    ] = None,
    email: _Email = None,
    manager: _Manager = None,
    active: Annotated[bool | None, typer.Option("--active/--inactive", help=_("Whether the rep works here."))] = None,
) -> "Outcome":
    """Change a rep."""
    from crmcli.actions import reps

    wanted = None if role is None else role_of(role)
    if (name, wanted, email, manager, active) == (None,) * 5:
        raise UsageError(_("What is to change? Say it with options."))
    return reps.edit(request, ref, name=name, role=wanted, email=email, manager=manager, active=active)


def _value(ctx: typer.Context, key: config.Key) -> tuple[str, str]:
    """Return a setting's value and where it comes from."""
    if key.place == "file":
        values, place = config.load(), "file"
    else:
        from crmcli.store.reads import people

        with view(frame.database(ctx), clock.today()) as opened:
            values, place = people.settings(opened), "database"
    return (values[key.name], place) if values.get(key.name) else (key.default, "default")


def config_list(
    ctx: typer.Context, format_: frame.Format = "", fields: frame.Fields = "", excel: frame.Excel = False
) -> None:
    """List the settings: mine, in a file; the firm's, in the database."""
    rows = [(key.name, *_value(ctx, key), key.place, key.meaning) for key in config.KEYS.values()]
    output = frame.Output(format_, fields, excel=excel).settled()
    frame.emit(of(("key", "value", "set_in", "belongs_in", "meaning"), rows), output)


config_list.examples = ("crm config list",)  # type: ignore[attr-defined]


def config_get(ctx: typer.Context, key: _Key) -> None:
    """Print one setting's value."""
    say.raw(_value(ctx, config.key(key))[0] + "\n")


config_get.examples = ("crm config get currency",)  # type: ignore[attr-defined]


def config_set(
    ctx: typer.Context,
    key: _Key,
    value: Annotated[str, typer.Argument(metavar="VALUE", help=_("The new value."))],
    dry_run: frame.DryRun = False,
    quiet: frame.Quiet = False,
) -> None:
    """Set one setting; this is no undo step."""
    from crmcli.actions.settings import set_value

    kept = set_value(frame.request(ctx, dry_run=dry_run), key, value)
    if not quiet:
        said = _("{key} would be {value}.") if dry_run else _("{key} is {value} now.")
        say.say(said.format(key=key, value=repr(kept)))


config_set.examples = ("crm config set me ana", "crm config set currency EUR", "crm config set days_lead 30")  # type: ignore[attr-defined]


def config_unset(ctx: typer.Context, key: _Key, dry_run: frame.DryRun = False, quiet: frame.Quiet = False) -> None:
    """Put one setting back to its default."""
    from crmcli.actions.settings import set_value

    set_value(frame.request(ctx, dry_run=dry_run), key, "")
    if not quiet:
        said = _("{key} would be its default again.") if dry_run else _("{key} is its default again.")
        say.say(said.format(key=key))


config_unset.examples = ("crm config unset me",)  # type: ignore[attr-defined]


def config_path(ctx: typer.Context) -> None:
    """Print the path of the person's configuration file, there or not."""
    say.raw(f"{paths.config_file()}\n")


config_path.examples = ('$EDITOR "$(crm config path)"',)  # type: ignore[attr-defined]
