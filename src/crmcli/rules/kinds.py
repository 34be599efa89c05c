"""The words for kinds of activity and of expenses, as people type them."""

from crmcli.errors import BadInputError, meant, quoted
from crmcli.language import _
from crmcli.model.words import KIND_WORDS, SPENT_WORDS, Kind, Spent


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


def spent(word: str, place: str = "") -> Spent:
    """Return what an expense was for, as a word in English, Chinese or Spanish says; BadInputError lists them."""
    folded = " ".join(word.strip().casefold().split())
    try:
        return SPENT_WORDS.get(folded) or Spent(folded.replace(" ", "-"))
    except ValueError:
        raise BadInputError(
            _("{where}{word} is no kind of expense.").format(where=f"{place}: " if place else "", word=quoted(word)),
            meant(word, Spent),
        ) from None
