"""The ways to reach somebody."""

from sqlmodel import Field, SQLModel


class Point(SQLModel, table=True):
    """One phone, e-mail, WeChat id, website … of a contact, or of the customer itself."""

    __tablename__ = "point"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    contact_id: int | None = None
    kind: str
    value: str
    label: str = ""
