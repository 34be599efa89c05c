"""Closed books: what is dated on or before the lock date takes somebody else's approval, and that is kept."""

from crmcli.actions import approvals
from crmcli.errors import RefusedError
from crmcli.language import _
from crmcli.model.words import Asked, How, Role, Verdict
from crmcli.rules.gates import Word
from crmcli.store import closed
from crmcli.store.caches import setting
from crmcli.store.closed import Dated
from crmcli.store.refs import rep
from crmcli.store.write import Work

_NAMED = 10


def keep_closed(work: Work) -> None:
    """Look at what a step did to closed books since it was looked at last.

    RefusedError, before anything lands, unless another manager or director is said to have approved it.
    """
    lock = setting(work.sql, "lock_date")
    if not lock:
        return
    work.session.flush()
    found = closed.changed(work.sql, work.step_id, lock, after=work.looked_at)
    work.looked_at = closed.last_note(work.sql)
    _settle(work, found, lock)


def keep_closed_undone(work: Work, number: int) -> None:
    """Look at what taking back a step, which is there still, would do to closed books; RefusedError likewise."""
    lock = setting(work.sql, "lock_date")
    if lock:
        _settle(work, closed.changed(work.sql, number, lock), lock)


def _settle(work: Work, found: list[Dated], lock: str) -> None:
    if not found:
        return
    names = list(dict.fromkeys(one.name for one in found))
    named = ", ".join(names[:_NAMED]) + (f" +{len(names) - _NAMED}" if len(names) > _NAMED else "")
    day = min(one.day for one in found)
    if not work.request.approved_by.strip():
        said = _("The books are closed up to {lock}, and this is dated {day}: {names}.")
        raise RefusedError(
            said.format(lock=lock, day=day, names=named),
            _("With the word of another manager or director: --approved-by REP"),
        )
    word = _word(work)
    whose = {one.customer_id for one in found}
    number = approvals.ask(
        work,
        (whose.pop() or 0) if len(whose) == 1 else 0,
        Asked.LOCK,
        {"day": day, "lock": lock},
        grounds=approvals.Grounds(_("in books closed up to {lock}: {names}").format(lock=lock, names=named)),
    )
    approvals.decide(work, number, Verdict.APPROVED, word)


def _word(work: Work) -> Word:
    """Return the word of whoever is said to have approved it; RefusedError where that is not theirs to decide."""
    found = rep(work.sql, work.request.approved_by)
    if found.role not in (Role.MANAGER, Role.DIRECTOR):
        raise RefusedError(_("{name} is neither manager nor director.").format(name=found.name))
    word = approvals.at_once(work, work.request.approved_by)
    if word is None or word.how != How.ASSERTED:
        raise RefusedError(_("{name} cannot approve that.").format(name=found.name))
    return word
