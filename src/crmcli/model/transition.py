"""The ledger of stages."""

from sqlmodel import Field, SQLModel


class Transition(SQLModel, table=True):
    """One change of stage; appended, never changed: a row that `voids` another takes both out of every report."""

    __tablename__ = "transition"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    from_stage: str
    to_stage: str
    effective_on: str
    recorded_at: str
    rule: str
    reason: str = ""
    evidence: str = ""
    order_id: int | None = None
    asked_by: str = ""
    approved_by: str = ""
    owner: str = ""
    account: str = ""
    host: str = ""
    step_id: int
    voids: int | None = None
