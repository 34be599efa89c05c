"""The ledgers of what somebody else has to agree to."""

from sqlmodel import Field, SQLModel


class Approval(SQLModel, table=True):
    """A move or decision that waits for, or got, a second person's word; `decider` is the role it takes, "" any."""

    __tablename__ = "approval"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    kind: str
    transition_id: int | None = None
    proposal: str = ""
    reason: str = ""
    evidence: str = ""
    sha256: str = ""
    asked_by: str = ""
    asked_on: str
    decider: str = ""
    owner: str = ""
    clock: str = ""
    recorded_at: str
    account: str = ""
    host: str = ""
    step_id: int
    voids: int | None = None


class Verdict(SQLModel, table=True):
    """What was said to it: `outcome` approved or rejected; `how` it came: given, asserted, or self."""

    __tablename__ = "verdict"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    approval_id: int
    outcome: str
    given_by: str = ""
    given_on: str
    how: str
    reason: str = ""
    clock: str = ""
    recorded_at: str
    account: str = ""
    host: str = ""
    step_id: int
    voids: int | None = None
