"""What came in."""

from sqlmodel import Field, SQLModel


class Payment(SQLModel, table=True):
    """Money received from a customer, in minor units."""

    __tablename__ = "payment"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    amount: int
    currency: str
    paid_on: str
    note: str = ""
    origin: int | None = None
