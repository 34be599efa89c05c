"""The people at a customer."""

from sqlmodel import Field, SQLModel


class Contact(SQLModel, table=True):
    """A person at a customer."""

    __tablename__ = "contact"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    name: str = ""
    title: str = ""
    department: str = ""
    note: str = ""
    birthday: str = ""
    created_on: str
    archived_on: str = ""
    origin: int | None = None
