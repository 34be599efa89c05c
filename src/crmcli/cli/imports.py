"""crm import."""

from typing import TYPE_CHECKING, Annotated

import typer

from crmcli import paths
from crmcli.cli import frame
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.actions.outcome import Outcome
    from crmcli.store.write import Request


@frame.writes("crm import crm-export", "crm --db new.db import crm-export --dry-run")
def import_folder(
    request: "Request",
    folder: Annotated[str, typer.Argument(metavar="DIR", help=_("A folder that `crm export --all` wrote."))],
) -> "Outcome":
    """Put all that a whole export holds into a database that never held anything, with the same ids.

    Before anything is kept it is exported again and compared with the folder, byte for byte. Undoing the import takes
    everything back but the settings, which are no part of any step.
    """
    from crmcli.actions.restore import restore
    from crmcli.cli.folder import compare

    path = paths.typed(folder)
    return restore(request, path, lambda sql: compare(sql, path))
