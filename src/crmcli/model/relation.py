"""How customers stand to each other."""

from sqlmodel import Field, SQLModel


class Relation(SQLModel, table=True):
    """`customer_id` is the dealer, agent or parent of `other_id`, or was referred by it."""

    __tablename__ = "relation"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    other_id: int
    kind: str
    since: str
    note: str = ""


class NotSame(SQLModel, table=True):
    """Two customers that look like one and are not; `customer_id` is the lower number."""

    __tablename__ = "not_same"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    other_id: int
    since: str
    why: str = ""


class Moved(SQLModel, table=True):
    """A value that a merge changed: which column of which row, and what it `was`, for reports as of an earlier day."""

    __tablename__ = "moved"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    from_id: int
    tbl: str
    col: str
    row_id: int
    was: str = ""
    moved_on: str
