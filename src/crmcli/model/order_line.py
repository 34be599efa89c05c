"""What an order is made of."""

from sqlmodel import Field, SQLModel


class OrderLine(SQLModel, table=True):
    """One line of an order: quantity in thousandths, prices of one unit in minor units."""

    __tablename__ = "order_line"

    id: int | None = Field(default=None, primary_key=True)
    order_id: int
    customer_id: int
    number: int
    product_id: int | None = None
    text: str = ""
    qty: int = 1000
    unit: str = ""
    price: int
    amount: int
    list_price: int | None = None
    floor_price: int | None = None
    cost: int | None = None
