"""Whether time alone has brought about anything: a cheap look before the rules are carried out."""

from crmcli.rules.orders import automatic
from crmcli.store import dormancy, stays
from crmcli.store.facts import settings
from crmcli.store.read import View
from crmcli.store.reads.due import due
from crmcli.store.release import idle
from crmcli.store.stages import lifecycle


def anything(view: View) -> bool:
    """Say whether any rule has something to do today."""
    if due(view, stays.alert_levels(view.sql), 1) or idle(view.sql, view.day):
        return True
    on = automatic(settings(view.sql))
    return on.dormant and bool(dormancy.sleepers(view.sql, view.day, on, lifecycle(view.sql), 1))
