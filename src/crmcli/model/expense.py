"""What it cost to sell."""

from sqlmodel import Field, SQLModel


class Expense(SQLModel, table=True):
    """Money that was spent, by the firm or by a person who is to get it back, in minor units."""

    __tablename__ = "expense"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int | None = None
    order_id: int | None = None
    rep_id: int | None = None
    region: str = ""
    kind: str
    payer: str = "company"
    amount: int
    currency: str
    spent_on: str
    text: str = ""
    receipt: str = ""  # the name of its file
    sha256: str = ""
    origin: int | None = None
