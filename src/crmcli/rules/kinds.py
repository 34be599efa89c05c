"""The words for kinds of activity, as people type them."""

from crmcli.errors import BadInputError, meant, quoted
from crmcli.language import _
from crmcli.model.words import KIND_WORDS, Kind


def kind(word: str) -> Kind:
    """Return the kind of activity that a word in English, Chinese or Spanish means; BadInputError lists them."""
    folded = word.strip().casefold()
    try:
        return KIND_WORDS.get(folded) or Kind(folded)
    except ValueError:
        raise BadInputError(
            _("{word} is no kind of activity.").format(word=quoted(word)),
            meant(word, Kind),
        ) from None
