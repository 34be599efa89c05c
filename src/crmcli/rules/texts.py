"""What a text must be to be kept: anything, but for what breaks the files it would be kept in."""

from crmcli.errors import BadInputError
from crmcli.language import _

SHORT = 1_000
LONG = 100_000


def checked(text: str, place: str, limit: int = SHORT) -> str:
    """Return `text` as it is; BadInputError, naming `place`, for NUL, lone surrogates and over-long text."""
    if "\0" in text:
        raise BadInputError(_("{place}: the text holds a NUL character.").format(place=place))
    if len(text) > limit:
        raise BadInputError(
            _("{place}: the text has {length} characters; at most {limit} are kept.").format(
                place=place, length=len(text), limit=limit
            )
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadInputError(
            _("{place}: the text is not valid UTF-8 at character {position}.").format(
                place=place, position=error.start + 1
            )
        ) from None
    return text


_PAIRS = {"“": "”", "«": "»", "「": "」"}


def spoken(words: list[str] | tuple[str, ...]) -> str:
    """Join the words of a sentence typed without quotes; one pair of “”, «» or 「」 around it is dropped."""
    text = " ".join(words).strip()
    inside = text[1:-1]
    if len(text) >= 2 and _PAIRS.get(text[0]) == text[-1] and text[-1] not in inside:
        return inside.strip()
    return text
