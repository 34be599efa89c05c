"""Who a customer belonged to since when."""

from sqlmodel import Field, SQLModel


class Ownership(SQLModel, table=True):
    """From `since` on the customer belongs to `rep_id`, or to nobody."""

    __tablename__ = "ownership"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    rep_id: int | None = None
    since: str
    given_by: str = ""
    why: str = ""
