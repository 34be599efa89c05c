"""Rates of exchange."""

from sqlmodel import Field, SQLModel


class Rate(SQLModel, table=True):
    """One unit of `source` is `rate` (a plain decimal) of `target`, from a day on."""

    __tablename__ = "rate"

    id: int | None = Field(default=None, primary_key=True)
    source: str
    target: str
    rate: str
    since: str
