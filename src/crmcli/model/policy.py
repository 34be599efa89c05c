"""What may be promised: seasons, and policies by stage, season and group of products."""

from sqlmodel import Field, SQLModel


class Season(SQLModel, table=True):
    """A range of days of every year, MM-DD, that may go over its end: from a day on, until another takes its place."""

    __tablename__ = "season"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    first_day: str
    last_day: str
    pauses: str = ""  # keys of stages whose dwell clock stands still, apart by commas
    strategy: str = ""
    since: str
    ended_on: str = ""


class Policy(SQLModel, table=True):
    """How much discount who may give, in hundredths of a per cent; "" is any stage, season or group."""

    __tablename__ = "policy"

    id: int | None = Field(default=None, primary_key=True)
    stage: str = ""
    season: str = ""
    grp: str = ""
    rep_bp: int
    manager_bp: int
    director_bp: int
    term_days: int | None = None
    strategy: str = ""
    since: str
    ended_on: str = ""
