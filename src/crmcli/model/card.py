"""Business cards as they came."""

from sqlmodel import Field, SQLModel


class Card(SQLModel, table=True):
    """A business card, byte for byte, and the contact it became."""

    __tablename__ = "card"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    contact_id: int | None = None
    sha256: str
    kind: str = "vcard"
    source: str = ""  # the file it came from
    line: int = 0
    content: bytes
    added_on: str
