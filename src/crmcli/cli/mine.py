"""Whose customers a report shows where nobody was asked for: those of who looks. A view, not a wall."""

from collections.abc import Sequence

from crmcli import config
from crmcli.cli import say
from crmcli.errors import ConflictError, NotFoundError
from crmcli.language import _
from crmcli.model.words import Role
from crmcli.store.read import View


class Mine:
    """The rep who looks, as `--as` or the configuration's `me` says; managers and directors look at everybody's."""

    def __init__(self, view: View, given: str, everybody: bool) -> None:
        """Find the rep; NotFoundError for an unknown one in `given`, while a `me` that nobody has is nobody."""
        self._view = view
        self._id, self._name = 0, ""
        self._used = False
        self._look(given or config.load().get("me", ""), bool(given))
        if everybody:
            self._id = 0

    def _look(self, name: str, typed: bool) -> None:
        if not name:
            return
        from crmcli.store import refs

        try:
            found = refs.rep(self._view.sql, name)
        except (NotFoundError, ConflictError):
            if typed:
                raise
            return
        if found.role not in (Role.MANAGER, Role.DIRECTOR):
            self._id, self._name = found.id, found.name

    def owner(self, *asked: object) -> str:
        """Return the rep whose customers are meant, "" for everybody's: also where something else was asked for."""
        if not self._id or any(asked):
            return ""
        self._used = True
        return self._name

    def tell(self) -> None:
        """Say that the report shows one rep's customers, where it hides any."""
        from crmcli.store.reads.owners import others

        if self._used and others(self._view, self._id):
            say.say(_("{name}'s customers; everybody's with --all.").format(name=self._name))


def owner_asked(where: Sequence[str] | None) -> bool:
    """Say whether conditions KEY=VALUE say whose customers are meant."""
    from crmcli.rules.fields import condition

    return any(condition(one).key == "owner" for one in where or ())
