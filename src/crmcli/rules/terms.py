"""Payment terms: which part of an amount is due when, or so many days after which milestone."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from crmcli.errors import BadInputError, meant, quoted
from crmcli.language import _

ORDER = "order"  # what every order has from its first day on
_TERM = re.compile(r"(\d{1,3})(?:\.(\d{1,2}))?%?@([^\W\d][\w-]*)(?:\+(\d{1,4})d)?")
_WHOLE = 10_000


class Term(NamedTuple):
    """A part in hundredths of a per cent, due so many days after the order, or after a milestone."""

    part: int
    after: str
    days: int


def terms(text: str, milestones: Collection[str], place: str) -> list[Term]:
    """Read `30@order,70@delivered+60d`; BadInputError, naming `place`, unless the parts make up 100 per cent."""
    found = []
    for part in text.split(","):
        taken = _TERM.fullmatch(part.strip())
        if not taken:
            raise BadInputError(
                _("{place}: {text} is not PERCENT@MILESTONE+DAYSd.").format(place=place, text=quoted(part)),
                _("For example: {place} 30@order,70@delivered+60d").format(place=place),
            )
        after = taken[3].lower()
        if after != ORDER and after not in milestones:
            raise BadInputError(
                _("{place}: {name} is no milestone.").format(place=place, name=quoted(taken[3])),
                meant(after, [ORDER, *milestones]),
            )
        found.append(Term(int(taken[1]) * 100 + int((taken[2] or "0").ljust(2, "0")), after, int(taken[4] or 0)))
    total = sum(term.part for term in found)
    if total != _WHOLE or not all(term.part for term in found):
        said = _("{place}: the parts make up {total} per cent, not 100.")
        raise BadInputError(said.format(place=place, total=_percent(total)))
    return found


def split(amount: int, parts: Sequence[Term]) -> list[tuple[Term, int]]:
    """Return what is due by each term, in minor units; the last one takes what rounding leaves."""
    shares = [amount * term.part // _WHOLE for term in parts[:-1]]
    return list(zip(parts, [*shares, amount - sum(shares)], strict=True))


def written(parts: Sequence[Term]) -> str:
    """Return terms as they are typed."""
    return ",".join(f"{_percent(term.part)}@{term.after}" + (f"+{term.days}d" if term.days else "") for term in parts)


def _percent(part: int) -> str:
    whole, rest = divmod(part, 100)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".") if rest else str(whole)


def names(text: str, place: str) -> list[str]:
    """Read the names of milestones, apart by commas; BadInputError."""
    found = [name.strip().lower() for name in text.replace("，", ",").split(",") if name.strip()]
    for name in found:
        if not re.fullmatch(r"[^\W\d][\w-]{0,39}", name) or name == ORDER:
            raise BadInputError(_("{place}: {text} can be no milestone.").format(place=place, text=quoted(name)))
    if len(set(found)) != len(found) or not found:
        raise BadInputError(_("{place}: every milestone once, and at least one.").format(place=place))
    return found
