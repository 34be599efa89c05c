"""The stages that there are."""

from typing import NamedTuple

from crmcli import language
from crmcli.store.read import View
from crmcli.store.stages import lifecycle


class DefinedRow(NamedTuple):
    """One stage in its order; `label` in the person's language, `needs` and `former` are lists with commas."""

    key: str
    label: str
    path: str
    days: int | None
    needs: str
    customers: int
    label_en: str
    label_zh: str
    label_es: str
    former: str


def defined(view: View) -> list[DefinedRow]:
    """Return every stage, those on the path first, and how many customers stand there."""
    held = dict(view.rows("SELECT s.stage, count(*) FROM standing AS s WHERE s.archived = 0 GROUP BY s.stage"))
    return [
        DefinedRow(
            one.key,
            one.label(language.code()),
            "beside" if one.beside else "on",
            one.days,
            ", ".join(one.needs),
            held.get(one.key, 0),
            one.label("en"),
            one.label("zh"),
            one.label("es"),
            ", ".join(one.former),
        )
        for one in lifecycle(view.sql).stages
    ]
