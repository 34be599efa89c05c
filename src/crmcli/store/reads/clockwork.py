"""Whether time alone has brought about anything: a cheap look before the rules are carried out."""

from crmcli.store import stays
from crmcli.store.read import View
from crmcli.store.reads.due import due


def anything(view: View) -> bool:
    """Say whether any rule has something to do today."""
    return bool(due(view, stays.alert_levels(view.sql), 1))
