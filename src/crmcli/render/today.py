"""What is due, as one screen that is read from the top."""

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import Any

from rich.text import Text

from crmcli.language import _
from crmcli.render.screens import labelled
from crmcli.render.spoken import contact
from crmcli.render.table import Screen, drawn
from crmcli.render.text import shown

_HEADS = {
    "approvals": _("Approvals"),
    "stale": _("Stuck"),
    "calls": _("Calls"),
    "money": _("Money"),
    "service": _("Service"),
}


def as_screen(items: Sequence[Any], more: Collection[str], screen: Screen) -> str:
    """Return items, which come by section, as blocks of labelled lines; of the sections in `more` there are others."""
    out = ""
    for section, members in groupby(items, key=lambda one: one.section):
        head = drawn(Text(_HEADS.get(section, section).upper(), style="bold"), screen)
        out += ("\n" if out else "") + head + "".join(_block(one, screen) for one in members)
        if section in more:
            out += _("… and more: crm today --only {section} --limit 0").format(section=section) + "\n"
    return out


def _block(one: Any, screen: Screen) -> str:
    who = f"{one.name} ({one.customer_id})" if one.customer_id else one.name
    title = (
        " · ".join(part for part in (who, one.rep) if part) if screen.utf8 else ", ".join(filter(None, (who, one.rep)))
    )
    fields = [
        (_("Why"), one.why),
        (_("At stake"), one.stake),
        (_("Last said"), contact(one.last_said)),
        (_("Phone"), one.phone),
        (_("Type"), one.command),
    ]
    head = drawn(Text(shown(title), style="bold"), screen) if title else ""
    return head + labelled([(f"  {label}", text) for label, text in fields if text.strip()], screen)
