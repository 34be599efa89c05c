"""When a customer was put away or brought back."""

from sqlmodel import Field, SQLModel


class Archiving(SQLModel, table=True):
    """From `since` on the customer is archived (1) or not (0)."""

    __tablename__ = "archiving"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    since: str
    archived: int = 1
    why: str = ""
