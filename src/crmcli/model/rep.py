"""The sales reps and those they answer to."""

from sqlmodel import Field, SQLModel


class Rep(SQLModel, table=True):
    """A person of the firm who owns customers, visits them, or approves."""

    __tablename__ = "rep"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    key: str  # the name as `rules.names.fold` compares it; unique
    role: str = "rep"
    email: str = ""
    manager_id: int | None = None
    active: int = 1
    created_on: str
