"""The ledgers of customers who are stuck."""

from sqlmodel import Field

from crmcli.model.written import Written


class Decision(Written, table=True):
    """Act (until a day) or abandon; `stay` is the transition that began the stay, `number` counts its extensions."""

    __tablename__ = "decision"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    kind: str
    stay: int
    number: int = 0
    decided_on: str
    until_on: str = ""
    text: str = ""
    decided_by: str = ""
    approval_id: int | None = None


class Alert(Written, table=True):
    """A customer passed a level (per cent) of the expected days in a stay; raised once."""

    __tablename__ = "alert"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    stay: int
    level: int
    stage: str
    days: int
    expected: int
    raised_on: str
    owner: str = ""
    told: str = ""
