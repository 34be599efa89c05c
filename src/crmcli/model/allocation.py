"""What a payment pays."""

from sqlmodel import Field, SQLModel


class Allocation(SQLModel, table=True):
    """The part of a payment that pays an instalment, in minor units."""

    __tablename__ = "allocation"

    id: int | None = Field(default=None, primary_key=True)
    payment_id: int
    instalment_id: int
    order_id: int
    customer_id: int
    amount: int
    applied_on: str  # the payment's day, or a later one on which its credit was put to use
