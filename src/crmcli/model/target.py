"""What a rep is to sell."""

from sqlmodel import Field, SQLModel


class Target(SQLModel, table=True):
    """What a rep is to sell in a period such as 2026Q4, in minor units."""

    __tablename__ = "target"

    id: int | None = Field(default=None, primary_key=True)
    rep_id: int
    period: str
    amount: int
    currency: str
