"""Money that went back."""

from sqlmodel import Field, SQLModel


class Refund(SQLModel, table=True):
    """Money that was given back to a customer, in minor units."""

    __tablename__ = "refund"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    order_id: int | None = None
    amount: int
    currency: str
    refunded_on: str
    note: str = ""


class RefundPart(SQLModel, table=True):
    """The part of a refund that comes out of a payment."""

    __tablename__ = "refund_part"

    id: int | None = Field(default=None, primary_key=True)
    refund_id: int
    payment_id: int
    customer_id: int
    amount: int
    refunded_on: str
