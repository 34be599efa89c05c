"""One import: every row through its kind's rules, one step, an answer about each row."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol

from crmcli.actions.imports.activities import Activities
from crmcli.actions.imports.answer import ImportRow, Options, Result
from crmcli.actions.imports.ground import AT_ONCE, Given, Ground, rejected
from crmcli.actions.imports.orders import Orders
from crmcli.actions.imports.parties import Parties
from crmcli.actions.imports.payments import Payments
from crmcli.errors import BadInputError, CrmError
from crmcli.language import _
from crmcli.store.write import Request, step

_TABLES = {
    "customers": "customer",
    "contacts": "contact",
    "activities": "activity",
    "orders": "sales_order",
    "payments": "payment",
}


class Kind(Protocol):
    """How rows of one kind are taken in."""

    def take(self, given: Given, record: Any) -> ImportRow:
        """Take in one row; CrmError where that cannot be done, and nothing of it is left."""

    def finish(self) -> None:
        """Do what needs all rows to be there."""


class Survey(NamedTuple):
    """What was found out about the file before the first row is taken in."""

    kind: str
    rows: int
    highest_id: int = 0


class Summary(NamedTuple):
    """What an import did altogether."""

    counts: Counter[str]
    reps_added: tuple[str, ...]
    customers_added: int


def take_in(
    request: Request,
    survey: Survey,
    given: Iterable[Given],
    options: Options,
    tell: Callable[[ImportRow, Given], None],
) -> Summary:
    """Take in the rows of a file as one step; `tell` hears what became of each, in their order.

    With `options.strict` a bad row is a BadInputError, and nothing lands.
    """
    counts: Counter[str] = Counter()
    with step(request, bulk=True) as work:
        table = _TABLES[survey.kind]
        ground = Ground(work, table, survey.rows, options)
        ground.loader.first_free(table, above=survey.highest_id)
        kind = _kind(ground, survey)
        for one in given:
            answer = _answer(one, kind)
            counts[answer.result] += 1
            tell(answer, one)
            if ground.loader.pending() >= AT_ONCE:
                ground.settle()
        if options.strict and counts[Result.REJECTED]:
            raise BadInputError(_("{count} rows are bad; nothing was written.").format(count=counts[Result.REJECTED]))
        kind.finish()
        ground.settle()
        work.what = _("{count} rows of {kind} imported: {created} created, {completed} completed.").format(
            count=counts.total(),
            kind=survey.kind,
            created=counts[Result.CREATED],
            completed=counts[Result.COMPLETED],
        )
    return Summary(counts, tuple(ground.reps_added), ground.customers_added)


def _kind(ground: Ground, survey: Survey) -> Kind:
    if survey.kind == "orders":
        return Orders(ground, survey.rows)
    if survey.kind == "payments":
        return Payments(ground)
    if survey.kind == "activities":
        return Activities(ground)
    return Parties(ground, contacts=survey.kind == "contacts")


def _answer(given: Given, kind: Kind) -> ImportRow:
    line, cells = given.row.line, given.row.cells
    if given.total:
        return ImportRow(line, "", _name_in(cells), Result.LEFT_OUT.value, _("only adds others up"))
    if given.problem is not None or given.record is None:
        return rejected(line, _name_in(cells), given.problem or BadInputError(_("it cannot be read")))
    try:
        return kind.take(given, given.record)
    except CrmError as error:
        return rejected(line, _name_in(cells), error)


def _name_in(cells: list[str]) -> str:
    return next((cell.strip() for cell in cells if cell.strip()), "")
