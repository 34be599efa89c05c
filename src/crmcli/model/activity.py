"""What was done with customers."""

from sqlmodel import Field, SQLModel


class Activity(SQLModel, table=True):
    """One contact with a customer; `at` is a local date, or a date-time to the minute; cost in minor units."""

    __tablename__ = "activity"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    contact_id: int | None = None
    rep_id: int | None = None
    kind: str
    at: str
    text: str
    minutes: int | None = None
    cost: int | None = None
    currency: str = ""
    origin: int | None = None
