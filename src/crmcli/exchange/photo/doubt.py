"""A field is no surer than the OCR was of the letters that it was read from."""

import re
from collections.abc import Iterable, Sequence

from crmcli.exchange.photo.layout import Piece
from crmcli.rules.cardtext import Phone, Reading

_SHORTEST = 2  # characters that tell a piece from others


def doubted(reading: Reading, pieces: Sequence[Piece]) -> Reading:
    """Return a reading whose confidence counts how sure the OCR was of each field's letters."""
    squeezed = [(_squeezed(one.text), re.sub(r"\D", "", one.text), one.score) for one in pieces]
    doubts = {field: _least(_values(getattr(reading, field)), squeezed) for field in reading.confidence}
    sure = {field: round(number * doubts[field], 2) for field, number in reading.confidence.items()}
    return reading._replace(confidence=sure)


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def _values(field: object) -> list[str]:
    """Return the texts of a field; of a phone its last digits, which are written in every form of it."""
    several = field if isinstance(field, tuple) else (field,)
    return [one.number.partition(";")[0][-6:] if isinstance(one, Phone) else _squeezed(str(one)) for one in several]


def _least(values: Iterable[str], pieces: Sequence[tuple[str, str, float]]) -> float:
    """Return the least score of the pieces that the values stand in; 1 if they are found in none."""
    found = [
        score
        for value in values
        for text, digits, score in pieces
        if value in (digits if value.isdecimal() else text) or (len(text) > _SHORTEST and text in value)
    ]
    return min(found, default=1.0)
