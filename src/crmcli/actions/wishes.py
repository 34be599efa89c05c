"""A move as a person wishes it: where to, why, and on what evidence."""

import json
from datetime import date
from typing import Any, NamedTuple

from crmcli.errors import NotFoundError, RefusedError, quoted
from crmcli.language import _
from crmcli.model.words import Loss, Need
from crmcli.rules import gates
from crmcli.rules.lifecycle import Lifecycle
from crmcli.rules.stages import Step
from crmcli.rules.texts import LONG, checked
from crmcli.store import facts
from crmcli.store.approvals import ApprovalRow
from crmcli.store.refs import lettered, order
from crmcli.store.write import Work


class Motive(NamedTuple):
    """Why a stage changes: in words, on what evidence, with whose approval, and from which day on."""

    reason: str
    evidence: str = ""
    approved_by: str = ""
    day: date | None = None
    needs: str = ""  # what the customer needs; "" leaves what is known
    sha256: str = ""  # of the file that `evidence` names
    loss: Loss | None = None
    competitor: str = ""
    force: bool = False  # go past the owner's say, for that reason


class Wish(NamedTuple):
    """A move that is possible, as it is written or waits; `day` is "" where none was said, `needs` what is to be noted of them."""

    before: str
    goal: str
    day: str
    reason: str
    evidence: str
    sha256: str
    order_id: int | None
    activity_id: int | None
    approved_by: str
    loss: str
    competitor: str
    needs: str

    def grounds(self) -> tuple[str, str, str]:
        """Return reason, evidence and the digest of its file."""
        return self.reason, self.evidence, self.sha256

    def proposal(self) -> dict[str, Any]:
        """Return what an approval keeps of it beside its reason and evidence."""
        apart = ("reason", "evidence", "sha256")
        return {name: value for name, value in self._asdict().items() if value and name not in apart}


def waiting(asked: ApprovalRow) -> Wish:
    """Return the move that an approval of a gate is about."""
    nothing = Wish("", "", "", asked.reason, asked.evidence, asked.sha256, None, None, "", "", "", "")
    kept: dict[str, Any] = json.loads(asked.proposal or "{}")
    return nothing._replace(**{name: value for name, value in kept.items() if name in Wish._fields})


def wish(work: Work, customer_id: int, life: Lifecycle, last: Step, goal: str, motive: Motive) -> Wish:
    """Return the move that a person asks for; RefusedError where it lacks what it needs."""
    _refuse_lacking(work, customer_id, last, goal, life, motive)
    found = _proof(work, customer_id, motive.evidence, motive.sha256)
    return Wish(
        before=last.to_stage,
        goal=goal,
        day=motive.day.isoformat() if motive.day else "",
        reason=checked(motive.reason, "--why", LONG),
        evidence=found.text,
        sha256=found.sha256,
        order_id=found.order_id,
        activity_id=found.activity_id,
        approved_by=checked(motive.approved_by, "--approved-by"),
        loss=motive.loss.value if motive.loss else "",
        competitor=checked(motive.competitor, "--competitor"),
        needs=checked(motive.needs, "--needs", LONG).strip(),
    )


def unknown_needs(work: Work, customer_id: int, life: Lifecycle, wished: Wish) -> bool:
    """Say whether a move asks for what the customer needs, and nobody said so yet.

    Whoever sits at a terminal was asked; a script is told, and moves all the same.
    """
    return Need.NEEDS in life.needs(wished.goal) and not (wished.needs or facts.needs(work.sql, customer_id).strip())


def _refuse_lacking(work: Work, customer_id: int, last: Step, goal: str, life: Lifecycle, motive: Motive) -> None:
    """Raise RefusedError where a move asks for more than there is."""
    contact = facts.contacts_since(work.sql, customer_id, last.effective_on) > 0
    lacking = gates.missing(life, goal, evidence=bool(motive.evidence.strip()), contact=contact)
    if lacking is not None:
        asked = {
            Need.EVIDENCE: _("{stage} asks for evidence: --evidence TEXT, an order, an activity or a file"),
            Need.CONTACT: _("{stage} asks for a contact since {day}: crm log {id} visit TEXT"),
        }[lacking]
        raise RefusedError(asked.format(stage=goal, day=last.effective_on, id=customer_id))


class _Proof(NamedTuple):
    """What shows that a move is right, as the ledger keeps it."""

    text: str
    order_id: int | None = None
    activity_id: int | None = None
    sha256: str = ""


def _proof(work: Work, customer_id: int, text: str, sha256: str = "") -> _Proof:
    """Return the evidence that a text means; `sha256` is of the file of that name, "" where there is none.

    NotFoundError for an order or activity that is not there, RefusedError for somebody else's.
    """
    kept = checked(text, "--evidence", LONG).strip()
    found = order(work.sql, kept) if kept else None
    if found is not None:
        _refuse_others(work, customer_id, "sales_order", found, kept)
        return _Proof(kept, order_id=found)
    if sha256:
        return _Proof(kept, sha256=sha256)
    if lettered(kept, "o") is not None:
        raise NotFoundError(_("There is no order {ref}.").format(ref=quoted(kept)), _("See them with: crm order list"))
    activity = lettered(kept, "a")
    if activity is not None:
        _refuse_others(work, customer_id, "activity", activity, kept)
        return _Proof(kept, activity_id=activity)
    return _Proof(kept)


def _refuse_others(work: Work, customer_id: int, table: str, row_id: int, text: str) -> None:
    whose = facts.of_customer(work.sql, table, row_id)
    if whose is None:
        raise NotFoundError(
            _("There is no activity {ref}.").format(ref=quoted(text)), _("See them with: crm activities")
        )
    if whose != customer_id:
        name = facts.customer_name(work.sql, whose)
        raise RefusedError(_("{ref} belongs to {name} ({id}).").format(ref=text, name=name, id=whose))
