"""The ledgers of what somebody else has to agree to."""

from sqlmodel import Field

from crmcli.model.written import Written


class Approval(Written, table=True):
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


class Verdict(Written, table=True):
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
