"""The stages as the firm has them, where they differ from the usual ones."""

from sqlmodel import Field, SQLModel


class StageDefinition(SQLModel, table=True):
    """A stage of one's own, or a usual one changed; `needs` lists, by commas, what a move into it asks for."""

    __tablename__ = "stage"

    id: int | None = Field(default=None, primary_key=True)
    key: str
    place: int
    beside: int = 0
    days: int | None = None
    needs: str = ""
    label_en: str = ""
    label_zh: str = ""
    label_es: str = ""
    former: str = ""  # keys that it had before, by spaces: transitions name it so
    created_on: str


class Dwell(SQLModel, table=True):
    """The expected days of a stage in one industry, where they differ from the stage's own."""

    __tablename__ = "dwell"

    id: int | None = Field(default=None, primary_key=True)
    stage: str
    industry: str
    days: int
