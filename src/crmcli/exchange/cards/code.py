"""A card as a QR code: the vCard, less whatever would make the code too large to be drawn."""

from collections.abc import Callable, Iterator

from crmcli.exchange.vcard import Card
from crmcli.exchange.vcard_write import write

Matrix = tuple[tuple[bool, ...], ...]
# What is left out first comes first; who it is and how to reach them stays.
_SLIMMER: tuple[Callable[[Card], Card], ...] = (
    lambda card: card._replace(photo=None, properties=()),
    lambda card: card._replace(note="", categories=(), birthday="", uid=""),
    lambda card: card._replace(ims=()),
    lambda card: card._replace(addresses=()),
    lambda card: card._replace(websites=card.websites[:1], phones=card.phones[:2], emails=card.emails[:1]),
    lambda card: card._replace(websites=(), department="", wechat=""),
    lambda card: card._replace(phones=card.phones[:1]),
    lambda card: card._replace(title=""),
    lambda card: card._replace(company=""),
)


def matrix(text: str) -> Matrix:
    """Return the modules of a QR code, dark ones True, without the quiet zone; ValueError if it would be too large."""
    import segno

    # The encoder escapes nothing: a vCard's own line ends are its text.
    code = segno.make_qr(text, error="l", boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def fitting(card: Card, modules: int) -> tuple[str, Matrix]:
    """Return the vCard and the code of as much of a card as fits into that many modules, or the least there is."""
    found: tuple[str, Matrix] | None = None
    for slim in _slimmed(card):
        text = write(slim)
        try:
            found = (text, matrix(text))
        except ValueError:
            continue
        if len(found[1]) <= modules:
            break
    if found is None:
        raise ValueError("no code holds the name of this card")
    return found


def _slimmed(card: Card) -> Iterator[Card]:
    yield card
    for step in _SLIMMER:
        card = step(card)
        yield card
