"""Who wants no mail, no messages, no calls."""

from sqlmodel import Field, SQLModel


class OptOut(SQLModel, table=True):
    """From `since` on the customer is not to be reached by this channel."""

    __tablename__ = "opt_out"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    channel: str
    since: str
