"""What an action answers, and how several items become one step."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from crmcli.errors import CrmError, NotFoundError, RefusedError
from crmcli.language import _
from crmcli.store.caches import setting
from crmcli.store.refs import Rep, rep
from crmcli.store.write import Request, Work, step

Item = TypeVar("Item")
_MOST_TOLD = 3


class Done(NamedTuple):
    """One thing that was done: its id, a sentence about it, and the command to type next."""

    id: str
    sentence: str
    hint: str = ""


class Rejected(NamedTuple):
    """An item of a batch that could not be done: its place among the items, from 0, and why."""

    place: int
    error: CrmError


class Outcome(NamedTuple):
    """All that a command did, as one step."""

    done: list[Done]
    rejected: list[Rejected]


def each(
    request: Request,
    items: Sequence[Item],
    one: Callable[[Work, Item], Done | list[Done]],
    *,
    keep_going: bool = False,
) -> Outcome:
    """Do one thing to each item in one transaction: all of them or, with `keep_going`, those that can be done."""
    done: list[Done] = []
    rejected: list[Rejected] = []
    with step(request) as work:
        acting(work)  # nobody acts who is not registered
        for place, item in enumerate(items):
            try:
                with work.attempt():
                    result = one(work, item)
                    _keep_closed(work)
                done += result if isinstance(result, list) else [result]
            except CrmError as error:
                if not keep_going:
                    raise
                rejected.append(Rejected(place, error))
        work.what = told(done)
    return Outcome(done, rejected)


def _keep_closed(work: Work) -> None:
    if setting(work.sql, "lock_date"):
        # Few firms close their books; what is needed then need not be there for the others.
        from crmcli.actions.books import keep_closed

        keep_closed(work)


def told(done: Sequence[Done]) -> str:
    """Return what a step did in words: its sentences, or of many the first and how many more there were."""
    if len(done) > _MOST_TOLD:
        return _("{sentence} And {count} more.").format(sentence=done[0].sentence, count=len(done) - 1)
    return " ".join(one.sentence for one in done)


def acting(work: Work) -> Rep | None:
    """Return the registered rep who acts, or None where nobody is named; NotFoundError for an unknown one."""
    if not work.request.actor:
        return None
    try:
        return rep(work.sql, work.request.actor)
    except NotFoundError as error:
        raise NotFoundError(error.message, *error.details, _("Who acts is --as, else: crm config get me")) from None


def past_day(work: Work, day: date | None) -> str:
    """Return the day of a fact as it is stored, today if not said; RefusedError for one in the future."""
    if day is not None and day > work.request.today:
        raise RefusedError(_("{day} is in the future; facts are dated when they happened.").format(day=day))
    return (day or work.request.today).isoformat()
