"""Business cards as they came."""

from sqlmodel import Field, SQLModel


class Card(SQLModel, table=True):
    """A business card, byte for byte, and the contact it became; one that waits (`state`) has no customer yet."""

    __tablename__ = "card"

    id: int | None = Field(default=None, primary_key=True)
    customer_id: int | None = None
    contact_id: int | None = None
    sha256: str
    kind: str = "vcard"
    source: str = ""  # the file it came from
    line: int = 0
    content: bytes
    added_on: str
    text: str = ""  # what was read from it
    reading: str = ""  # JSON: its fields, and how sure each is
    event: str = ""
    rep_id: int | None = None
    state: str = ""  # "" it became a contact, else inbox or skipped
    likely_id: int | None = None  # the customer it may be
    why: str = ""  # it waits
