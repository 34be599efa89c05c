"""What was agreed to happen to an order, and what did."""

from sqlmodel import Field, SQLModel


class Milestone(SQLModel, table=True):
    """One milestone of an order: planned, reached, by whom, and on what evidence."""

    __tablename__ = "milestone"

    id: int | None = Field(default=None, primary_key=True)
    order_id: int
    customer_id: int
    kind: str
    planned_on: str = ""
    reached_on: str = ""
    person: str = ""
    evidence: str = ""
    sha256: str = ""
    serial: str = ""
    noted_on: str
