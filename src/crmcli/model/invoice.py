"""What was invoiced."""

from sqlmodel import Field, SQLModel


class Invoice(SQLModel, table=True):
    """An invoice or a credit note (`of_id` is the invoice it takes back), in minor units of its order's currency."""

    __tablename__ = "invoice"

    id: int | None = Field(default=None, primary_key=True)
    order_id: int
    customer_id: int
    number: str
    kind: str = "invoice"
    of_id: int | None = None
    return_id: int | None = None
    amount: int
    issued_on: str
    due_on: str = ""
    note: str = ""
    origin: int | None = None
