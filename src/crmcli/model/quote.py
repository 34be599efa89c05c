"""What was offered."""

from sqlmodel import Field, SQLModel


class Quote(SQLModel, table=True):
    """An offer, and what it was measured by: stage, season, policy and discount of its day."""

    __tablename__ = "quote"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    rep_id: int | None = None
    code: str = ""
    quoted_on: str
    until_on: str = ""
    currency: str
    amount: int
    list_amount: int
    discount_bp: int = 0
    stage: str = ""
    season: str = ""
    policy_id: int | None = None
    needs: str = ""  # the role whose word it takes, "" where none
    terms: str = ""
    note: str = ""
    accepted_on: str = ""
    closed_on: str = ""
    close_reason: str = ""


class QuoteLine(SQLModel, table=True):
    """One line of an offer: quantity in thousandths, prices of one unit in minor units."""

    __tablename__ = "quote_line"

    id: int | None = Field(default=None, primary_key=True)
    quote_id: int
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
