"""Tags."""

from sqlmodel import Field, SQLModel


class Tag(SQLModel, table=True):
    """A word that somebody hung on a customer."""

    __tablename__ = "tag"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    tag: str
