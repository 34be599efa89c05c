"""How far each field of a reading can be believed, and what a person should look at."""

import math

from crmcli.language import _
from crmcli.rules.cardtext.choice import Chosen
from crmcli.rules.cardtext.phones import Found
from crmcli.rules.cardtext.reading import Reading

# How often the fields that nothing is weighed for came out right on cards that were new to the rules.
_KNOWN = {
    "department": 0.6,
    "address": 0.75,
    "postcode": 0.93,
    "wechat": 0.93,
    "qq": 0.95,
    "linkedin": 0.97,
    "emails": 0.98,
    "websites": 0.97,
}
_ALONE = 0.55


def judged(reading: Reading, main: Chosen, other: Chosen | None, numbers: list[Found], left_out: bool) -> Reading:
    """Return the reading with the confidence of each field that has a value, and what a person should know."""
    sure = {field: value for field, value in _KNOWN.items() if getattr(reading, field)}
    for place, field in enumerate(("name", "company", "title")):
        chosen = main if main[place] or not other else other
        if getattr(reading, field):
            sure[field] = _believed(chosen.leads[place])
        if getattr(reading, f"{field}_alt"):
            sure[f"{field}_alt"] = _believed(other.leads[place] if other else 0.0)
    if "name" in sure and not (reading.company or reading.title or reading.emails):
        # Nothing on the card speaks for it.
        sure["name"] = min(sure["name"], _ALONE)
    if numbers:
        sure["phones"] = round(min(one.sure for one in numbers), 2)
    return reading._replace(confidence=sure, warnings=_warnings(reading, left_out))


def _believed(lead: float) -> float:
    """Return how often a value that is so far ahead of the next best is right."""
    return round(min(0.98, 0.98 - 0.6 * math.exp(-max(0.0, lead) / 1.2)), 2)


def _warnings(reading: Reading, left_out: bool) -> tuple[str, ...]:
    found = []
    if not reading.name and not reading.company:
        found.append(_("No name of a person or a firm was found."))
    if not (reading.phones or reading.emails or reading.wechat):
        found.append(_("No phone number, e-mail address or WeChat was found."))
    if left_out:
        found.append(_("The text is longer than a card: only its beginning was looked at."))
    return tuple(found)
