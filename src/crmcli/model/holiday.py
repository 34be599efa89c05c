"""Days on which nobody works, or on which one sends wishes."""

from sqlmodel import Field, SQLModel


class Holiday(SQLModel, table=True):
    """A day that the firm added to the list; `country` is "" everywhere."""

    __tablename__ = "holiday"

    id: int | None = Field(default=None, primary_key=True)
    day: str
    name: str
    country: str = ""
