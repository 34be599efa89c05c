"""One import: every row through its kind's rules, one step, an answer about each row."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, Protocol

from crmcli.actions.books import keep_closed
from crmcli.actions.imports.activities import Activities
from crmcli.actions.imports.answer import ImportRow, Options, Result
from crmcli.actions.imports.expenses import Expenses
from crmcli.actions.imports.goods import Products
from crmcli.actions.imports.ground import AT_ONCE, Given, Ground, rejected
from crmcli.actions.imports.lines import Lines
from crmcli.actions.imports.orders import Orders
from crmcli.actions.imports.parties import Parties
from crmcli.actions.imports.payments import Payments
from crmcli.errors import BadInputError, CrmError
from crmcli.language import _, many
from crmcli.store.write import Request, step

_TABLES = {
    "customers": "customer",
    "contacts": "contact",
    "activities": "activity",
    "orders": "sales_order",
    "payments": "payment",
    "lines": "order_line",
    "products": "product",
    "expenses": "expense",
}
# Bad rows that are named where one of them is enough to refuse them all.
_NAMED = 20


class Kind(Protocol):
    """How rows of one kind are taken in."""

    def take(self, given: Given, record: Any) -> ImportRow:
        """Take in one row; CrmError where that cannot be done, and nothing of it is left."""

    def finish(self) -> None:
        """Do what needs all rows to be there."""


_SIMPLE: dict[str, Callable[[Ground], Kind]] = {
    "activities": Activities,
    "payments": Payments,
    "lines": Lines,
    "products": Products,
    "expenses": Expenses,
}


class Survey(NamedTuple):
    """What was found out about the file before the first row is taken in."""

    kind: str
    rows: int
    highest_id: int = 0


class Import:
    """One import: go through `rows` to its end, and it has landed as one step; leave off earlier, and nothing has.

    Afterwards `counts` says how many rows there were of each result. `label` gives the name in the cells of a row
    that could not be taken in.
    """

    def __init__(
        self,
        request: Request,
        survey: Survey,
        given: Iterable[Given],
        options: Options,
        label: Callable[[list[str]], str],
    ) -> None:
        self.counts: Counter[str] = Counter()
        self.reps_added: list[str] = []
        self.customers_added = 0
        self.products_added = 0
        self.kept: dict[str, str] = {}  # the columns that are fields of one's own, and their keys
        self._bad: list[ImportRow] = []  # the first of the bad rows
        self._request = request
        self._survey = survey
        self._given = given
        self._options = options
        self._label = label

    def rows(self) -> Iterator[tuple[ImportRow, Given]]:
        """Take in the rows and yield what became of each; with `strict` BadInputError at the end if any is bad."""
        kind, counts = self._survey.kind, self.counts
        with step(self._request, bulk=True) as work:
            table = _TABLES[kind]
            ground = Ground(work, table, self._survey.rows, self._options)
            ground.loader.first_free(table, above=self._survey.highest_id)
            taker = _kind(ground, self._survey)
            for given in self._given:
                answer = self._answer(given, taker)
                counts[answer.result] += 1
                if answer.result == Result.REJECTED and len(self._bad) < _NAMED:
                    self._bad.append(answer)
                yield answer, given
                if ground.loader.pending() >= AT_ONCE:
                    ground.settle()
            if self._options.strict and counts[Result.REJECTED]:
                raise self._refused()
            taker.finish()
            ground.loader.close()
            keep_closed(work)
            self._note(ground, taker)
            work.what = _("{kind} imported from a file: {created} created, {completed} completed.").format(
                kind=kind,
                created=counts[Result.CREATED],
                completed=counts[Result.COMPLETED],
            )

    def _refused(self) -> BadInputError:
        """Return what to say of bad rows where it was to be all or nothing."""
        count = self.counts[Result.REJECTED]
        said = many("A row is bad; nothing was written.", "{count} rows are bad; nothing was written.", count)
        lines = [
            _("line {line}, {name}: {detail}").format(line=one.line, name=one.name or "-", detail=one.detail)
            for one in self._bad
        ]
        if count > len(lines):
            lines.append(_("… and {count} more").format(count=count - len(lines)))
        return BadInputError(said.format(count=count), *lines)

    def _answer(self, given: Given, taker: Kind) -> ImportRow:
        line, cells = given.row.line, given.row.cells
        if given.aside:
            return ImportRow(line, "", self._label(cells), Result.LEFT_OUT.value, given.aside)
        if given.problem is not None or given.record is None:
            return rejected(line, self._label(cells), given.problem or BadInputError(_("it cannot be read")))
        try:
            return taker.take(given, given.record)
        except CrmError as error:
            return rejected(line, self._label(cells), error)

    def _note(self, ground: Ground, taker: Kind) -> None:
        self.reps_added, self.customers_added = ground.reps_added, ground.customers_added
        if isinstance(taker, Lines):
            self.products_added = taker.goods.added
        if isinstance(taker, Parties):
            self.kept = taker.completing.kept


def _kind(ground: Ground, survey: Survey) -> Kind:
    if survey.kind == "orders":
        return Orders(ground, survey.rows)
    if survey.kind in _SIMPLE:
        return _SIMPLE[survey.kind](ground)
    return Parties(ground, contacts=survey.kind == "contacts")
