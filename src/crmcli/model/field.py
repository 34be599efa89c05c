"""Fields of one's own: what a firm keeps of its customers beside what everybody does."""

from sqlmodel import Field, SQLModel


class OwnField(SQLModel, table=True):
    """A field that the firm defined; `choices`, one a line, are the only values it may have, "" is any text."""

    __tablename__ = "field"

    id: int | None = Field(default=None, primary_key=True)
    key: str
    choices: str = ""
    created_on: str


class OwnValue(SQLModel, table=True):
    """What a field of one's own says of a customer."""

    __tablename__ = "field_value"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    field_id: int
    value: str
