"""What is due when."""

from sqlmodel import Field, SQLModel


class Instalment(SQLModel, table=True):
    """A part of an order's amount, in minor units, and the day it is due."""

    __tablename__ = "instalment"

    id: int | None = Field(default=None, primary_key=True)
    order_id: int
    customer_id: int
    number: int
    due_on: str
    amount: int
    milestone: str = ""  # due `plus_days` after this was reached; until then `due_on` is the last day there is
    plus_days: int = 0
