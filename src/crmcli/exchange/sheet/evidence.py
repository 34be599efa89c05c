"""What a whole column says of its dates and amounts, gathered in a first pass over the rows."""

from typing import Literal, NamedTuple

from crmcli.exchange.sheet.cells import clean
from crmcli.exchange.sheet.columns import Column, Plan
from crmcli.exchange.sheet.headers import AMOUNTS
from crmcli.exchange.sheet.reading import Row
from crmcli.rules import days, figures
from crmcli.rules.dates import DateOrder
from crmcli.rules.figures import DecimalMark

DATES = frozenset(["at", "due", "created_at", "birthday", "archived_at", "cancelled_at", "next_at", "since"])
FIGURES = frozenset([*AMOUNTS, "qty"])


class Ambiguity(NamedTuple):
    """A column whose values can be read in two ways: a date, or an amount."""

    column: str
    example: str
    kind: Literal["date", "amount"]


class Settings(NamedTuple):
    """How the columns are read, by their places; `filled` are the places of unknown columns that hold any text.

    `unsaid` are columns of birthdays that nobody can tell: no row waits for them, they are left out.
    """

    orders: dict[int, DateOrder]
    serials: frozenset[int]
    decimals: dict[int, DecimalMark]
    ambiguous: tuple[Ambiguity, ...] = ()
    filled: frozenset[int] = frozenset()
    unsaid: tuple[Ambiguity, ...] = ()


class _Dates:
    """The evidence of one column of dates."""

    def __init__(self) -> None:
        self.orders: set[DateOrder] = set()
        self.example = ""
        self.dotted = True
        self.serial = self.other = False

    def see(self, text: str) -> None:
        try:
            found = days.take_apart(text)
        except ValueError:
            return  # the row's own reader says so
        if found is None or days.nothing(text):
            return
        self.serial = self.serial or bool(found.serial)
        self.other = self.other or not found.serial
        if found.parts is None:
            return
        shown = days.order_shown(found.parts)
        if shown:
            self.orders.add(shown)
        elif not days.indifferent(found.parts):
            self.example = self.example or text
            self.dotted = self.dotted and found.dotted

    def settled(self, given: DateOrder) -> tuple[DateOrder, bool]:
        """Return the order, and whether it stays in doubt; a column that contradicts itself has none."""
        if self.orders:
            return (next(iter(self.orders)) if len(self.orders) == 1 else ""), False
        if given or not self.example:
            return given, False
        # With dots between them days stand first wherever dates are written so.
        return ("dmy", False) if self.dotted else ("", True)


class _Amounts:
    """The evidence of one column of amounts."""

    def __init__(self) -> None:
        self.marks: set[DecimalMark] = set()
        self.example = ""

    def see(self, text: str) -> None:
        if text.isdecimal():
            return
        found = figures.figure(text)
        mark = figures.mark(found.digits) if found else ""
        if mark == "?":
            self.example = self.example or text
        elif mark:
            self.marks.add(mark)

    def settled(self, given: DecimalMark) -> tuple[DecimalMark, bool]:
        """Return the decimal mark, and whether it stays in doubt; a column that contradicts itself has none."""
        if self.marks:
            return (next(iter(self.marks)) if len(self.marks) == 1 else ""), False
        return given, bool(self.example and not given)


class Evidence:
    """Sees every row once; then `settled` says how the columns are read.

    `dates` and `decimal` are what a person said; they hold where a column does not show it by itself.
    """

    def __init__(self, plan: Plan, dates: DateOrder = "", decimal: DecimalMark = "") -> None:
        self._given = dates, decimal
        self._exact = plan.exact
        self._dates = [(column, _Dates()) for column in plan.columns if column.field in DATES]
        self._amounts = [(column, _Amounts()) for column in plan.columns if column.field in FIGURES]
        self._watched: list[tuple[Column, _Dates | _Amounts]] = [*self._dates, *self._amounts]
        self._unfilled = {column.place for column in plan.unknown}
        self._filled: set[int] = set()

    def see(self, row: Row) -> None:
        """Take in a row; one with a problem says nothing."""
        if row.problem:
            return
        cells = row.cells
        if not self._exact:
            for column, gathered in self._watched:
                cell = cells[column.place]
                if cell:
                    gathered.see(clean(cell))
        if self._unfilled:
            new = {place for place in self._unfilled if (text := clean(cells[place])) and not days.nothing(text)}
            self._unfilled -= new
            self._filled |= new

    def settled(self) -> Settings:
        """Return how the columns are read; `ambiguous` names those that nobody can tell."""
        order, decimal = self._given
        ambiguous: list[Ambiguity] = []
        unsaid: list[Ambiguity] = []
        orders: dict[int, DateOrder] = {}
        decimals: dict[int, DecimalMark] = {}
        for column, dates in self._dates:
            orders[column.place], doubt = dates.settled(order)
            if column.field == "birthday":
                if dates.example and not orders[column.place]:
                    unsaid.append(Ambiguity(column.name, dates.example, "date"))
            elif doubt:
                ambiguous.append(Ambiguity(column.name, dates.example, "date"))
        for column, amounts in self._amounts:
            decimals[column.place], doubt = (".", False) if self._exact else amounts.settled(decimal)
            if doubt:
                ambiguous.append(Ambiguity(column.name, amounts.example, "amount"))
        serials = frozenset(column.place for column, dates in self._dates if dates.serial and not dates.other)
        return Settings(orders, serials, decimals, tuple(ambiguous), frozenset(self._filled), tuple(unsaid))
