"""What came back, and what is owed less for it."""

from sqlmodel import Field, SQLModel


class OrderReturn(SQLModel, table=True):
    """Goods that came back, worth so many minor units; of one line, or of the order as a whole."""

    __tablename__ = "order_return"

    id: int | None = Field(default=None, primary_key=True)
    order_id: int
    customer_id: int
    line_id: int | None = None
    qty: int | None = None
    amount: int
    returned_on: str
    reason: str = ""


class Reduction(SQLModel, table=True):
    """By how much a return or a credit note lowers what an instalment owes."""

    __tablename__ = "reduction"

    id: int | None = Field(default=None, primary_key=True)
    order_id: int
    instalment_id: int
    customer_id: int
    amount: int
    reduced_on: str
    return_id: int | None = None
    invoice_id: int | None = None
