"""The ledger of stages."""

from sqlmodel import Field

from crmcli.model.written import Written


class Transition(Written, table=True):
    """One change of stage; appended, never changed: a row that `voids` another takes both out of every report."""

    __tablename__ = "transition"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    from_stage: str
    to_stage: str
    effective_on: str
    rule: str
    reason: str = ""
    evidence: str = ""
    order_id: int | None = None
    asked_by: str = ""
    approved_by: str = ""
    owner: str = ""
    label: str = ""  # of the stage it leads to, as it was
    sha256: str = ""  # of the file that `evidence` names
    activity_id: int | None = None
    loss: str = ""  # why the customer was lost, in one word
    competitor: str = ""  # to whom
    approval_id: int | None = None
