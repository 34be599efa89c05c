"""What was sold."""

from sqlmodel import Field, SQLModel


class Order(SQLModel, table=True):
    """A confirmed order, until `cancelled_on`; the amount in minor units of its currency."""

    __tablename__ = "sales_order"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    code: str = ""
    ordered_on: str
    amount: int
    currency: str
    sample: int = 0
    rep_id: int | None = None
    note: str = ""
    cancelled_on: str = ""
    cancel_reason: str = ""
    origin: int | None = None
