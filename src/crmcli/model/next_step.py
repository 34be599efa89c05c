"""What is planned with customers."""

from sqlmodel import Field, SQLModel


class NextStep(SQLModel, table=True):
    """The dated follow-up; open while `closed_on` is empty."""

    __tablename__ = "next_step"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    rep_id: int | None = None
    due_on: str
    text: str = ""
    planned_on: str
    closed_on: str = ""
    outcome: str = ""  # done, or replaced by a later plan
