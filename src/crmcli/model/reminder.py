"""Reminders of one's own, and what became of those that were due."""

from sqlmodel import Field, SQLModel


class Reminder(SQLModel, table=True):
    """Something to be reminded of on a day, and `every` so often from that day on."""

    __tablename__ = "reminder"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int | None = None
    rep_id: int | None = None
    text: str
    anchor_on: str
    every: str = ""
    ended_on: str = ""
    created_on: str


class Handled(SQLModel, table=True):
    """What somebody did about a due item, by its key: done, skipped, or put off until a day."""

    __tablename__ = "handled"

    id: int | None = Field(default=None, primary_key=True)
    item: str
    customer_id: int | None = None
    rep_id: int | None = None
    outcome: str
    until_on: str = ""
    handled_on: str
    why: str = ""
