"""A card as it came, read or waiting to be read."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from crmcli.exchange.vcard import Card
from crmcli.rules.cardtext import Reading

SURE = 0.6  # a name or company that was read less surely makes no customer by itself


class Given(NamedTuple):
    """A card as it came: the name of the file it stood in, what was read, the file; `card` None is one without any."""

    source: str
    card: Card | None
    path: Path
    why: str = ""
    kind: str = "vcard"
    text: str = ""  # what was read on a picture
    digest: str = ""  # of the card as it came, where that is not all of `card.raw`
    reading: Reading | None = None  # how sure each field is, where it was not said but read

    @property
    def sha256(self) -> str:
        """What the card is known by when it comes again."""
        return self.digest or hashlib.sha256(self.card.raw if self.card else b"").hexdigest()

    @property
    def unsure(self) -> dict[str, float]:
        """The name and the company, as far as they were read so badly that somebody has to look, and how sure each is."""
        confidence = self.reading.confidence if self.reading else {}
        return {field: confidence[field] for field in ("name", "company") if confidence.get(field, 1.0) < SURE}


class Waiting(NamedTuple):
    """Cards that take time to read, and nobody who waits for the database: the digest of the first, and how to read."""

    source: str
    path: Path
    digest: str
    read: Callable[[], list[Given]]
