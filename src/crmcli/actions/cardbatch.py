"""Many business cards as one step: those that take time to read each commit by themselves."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from crmcli import clock, interrupts
from crmcli.actions.cards import ALREADY, CREATED, KNOWN, UNREADABLE, CardRow, CommonError, row_of, take
from crmcli.actions.customers import Details
from crmcli.actions.outcome import acting, past_day
from crmcli.errors import CrmError
from crmcli.exchange.cards.given import Given, Waiting
from crmcli.language import many
from crmcli.store import facts
from crmcli.store.caches import setting
from crmcli.store.read import view
from crmcli.store.write import OvertakenError, Request, Work, step


def add_cards(
    request: Request,
    given: Iterable[Given | Waiting],
    common: Details,
    day: date | None = None,
    force: str = "",
    told: Callable[[Given, CardRow], object] = lambda one, row: None,
) -> list[CardRow]:
    """Take in cards as one step; `common` is said of every customer that is created, added on `day`.

    What waits to be read is read outside any transaction, unless it is there already, and then commits by itself.
    """
    batch = _Batch(request, common, day, force, told)
    ready: list[Given] = []
    for one in given:
        if isinstance(one, Given):
            ready.append(one)
            continue
        known = None if request.dry_run else _known(request, one)
        if known:
            batch.add(ready)
            batch.tell(*known)
            ready = []
        elif request.dry_run:  # one transaction, so that each card meets those before it
            ready += [_without_bytes(each) for each in one.read()]
        else:
            batch.add(ready)
            interrupts.heard_again()
            ready = []
            batch.add(one.read())
    batch.add(ready, last=True)
    return batch.rows


class _Batch:
    """The rows so far, and the step that they belong to."""

    def __init__(
        self, request: Request, common: Details, day: date | None, force: str, told: Callable[[Given, CardRow], object]
    ) -> None:
        self.request, self.common, self.day, self.force, self.told = request, common, day, force, told
        self.rows: list[CardRow] = []
        self._work: Work | None = None
        self._begun = False

    def tell(self, one: Given, row: CardRow) -> None:
        """Note what became of a card."""
        self.rows.append(row)
        self.told(one, row)

    def add(self, given: Sequence[Given], *, last: bool = False) -> None:
        """Take in cards in one transaction; where the step cannot go on, in a step of their own."""
        if not given and not (last and not self._begun):
            return
        self._begun = True
        try:
            rows = self._taken(given, self._work)
        except OvertakenError:
            rows = self._taken(given, None)
        for one, row in zip(given, rows, strict=True):
            self.tell(one, row)

    def _taken(self, given: Sequence[Given], earlier: Work | None) -> list[CardRow]:
        rows: list[CardRow] = []
        # What is written now is recorded now, though its step began earlier.
        request = self.request._replace(stamp=clock.stamp()) if earlier else self.request
        with step(request, continues=earlier) as work:
            acting(work)
            added_on = past_day(work, self.day)
            for one in given:
                try:
                    with work.attempt():
                        rows.append(take(work, one, self.common, added_on, self.force))
                        work.settle()
                except CommonError as error:
                    raise error.cause from None
                except CrmError as error:
                    rows.append(row_of(one, None, UNREADABLE, error.message))
            both = [*self.rows, *rows] if work.goes_on_after or self._work is None else rows
            made = sum(row.result == CREATED for row in both)
            work.what = many(
                "{count} card read, {made} customers created.",
                "{count} cards read, {made} customers created.",
                len(both),
            ).format(count=len(both), made=made)
        self._work = work if work.kept else self._work
        return rows


def country_meanwhile(request: Request) -> str:
    """Return where local phone numbers are from, as a dry run sees the database: it leaves it in its old shape."""
    with step(request) as work:
        return setting(work.sql, "country")


def _known(request: Request, one: Waiting) -> tuple[Given, CardRow] | None:
    """Return the row of a card that is there already, and need not be read."""
    with view(request.path, request.today) as opened:
        owner = facts.card_owner(opened.sql, one.digest)
    given = Given(one.source, None, one.path)
    return (given, row_of(given, owner, KNOWN, ALREADY)) if owner else None


def _without_bytes(one: Given) -> Given:
    """Return a card of which nothing is going to be kept."""
    return one._replace(card=one.card._replace(raw=b""), digest=one.sha256) if one.card else one
