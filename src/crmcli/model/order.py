"""What was sold."""

from sqlmodel import Field, SQLModel


class Order(SQLModel, table=True):
    """An order, until `cancelled_on`; a draft counts nowhere; the amount in minor units of its currency."""

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
    draft: int = 0
    completed_on: str = ""
    terms: str = ""
    quote_id: int | None = None
