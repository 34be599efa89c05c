"""The words that cards are told apart by, loaded when the first card is read."""

import re
from functools import cache

from crmcli.rules.cardtext.rows import low
from crmcli.rules.names import fold


@cache
def people() -> dict[str, frozenset[str]]:
    """Return the words of names, without accents."""
    from crmcli.rules.cardtext.words import people as data

    return {
        "given": frozenset(map(fold, data.GIVEN_NAMES)),
        "family": frozenset(map(fold, data.FAMILY_NAMES)),
        "particles": frozenset(map(fold, data.PARTICLES)),
        "suffixes": data.NAME_SUFFIXES,
        "honorifics": frozenset(re.sub(r"\W", "", low(word)) for word in data.HONORIFICS),
        "degrees": data.DEGREES,
        "not names": data.NOT_NAMES,
    }


@cache
def posts() -> dict[str, frozenset[str]]:
    """Return the words of titles and departments."""
    from crmcli.rules.cardtext.words import posts as data

    return {
        "titles": frozenset(map(fold, data.TITLE_WORDS)),
        "weak": data.WEAK_TITLE_WORDS,
        "starts": data.TITLE_STARTS,
        "heads": data.DEPARTMENT_HEADS,
        "fields": data.FIELDS,
        "ends": frozenset(data.TITLE_ENDS),
    }


@cache
def firms() -> tuple[dict[str, str], dict[str, float], frozenset[str], frozenset[str]]:
    """Return legal forms, kinds of firms, forms in front, words of slogans."""
    from crmcli.rules.cardtext.words import firms as data

    return data.LEGAL_FORMS, data.KINDS, data.FORMS_IN_FRONT, data.SLOGAN_WORDS
