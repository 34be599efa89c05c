"""How far each field of a reading can be believed."""

from crmcli.rules.cardtext.choice import Chosen
from crmcli.rules.cardtext.phones import Found
from crmcli.rules.cardtext.reading import Reading
from crmcli.rules.cardtext.worth import Candidate, Evidence


def judged(reading: Reading, main: Chosen, other: Chosen | None, numbers: list[Found], evidence: Evidence) -> Reading:
    """Return the reading with the confidence of each field that has a value, and what a person should look at."""
    sure: dict[str, float] = {}
    for field, one, middle in (("name", main.name, 3.0), ("company", main.firm, 3.0), ("title", main.title, 3.5)):
        _add(
            sure,
            reading,
            field,
            one or (getattr(other, {"name": "name", "company": "firm", "title": "title"}[field]) if other else None),
            middle,
        )
    if other:
        for field, one, middle in (
            ("name_alt", other.name, 3.0),
            ("company_alt", other.firm, 3.0),
            ("title_alt", other.title, 3.5),
        ):
            _add(sure, reading, field, one, middle)
    fixed = {
        "department": 0.75,
        "address": 0.7,
        "postcode": 0.9,
        "wechat": 0.93,
        "qq": 0.95,
        "linkedin": 0.97,
        "emails": 0.98,
        "websites": 0.95,
    }
    sure.update({field: value for field, value in fixed.items() if getattr(reading, field)})
    if numbers:
        sure["phones"] = round(min(one.sure for one in numbers), 2)
    return reading._replace(confidence=sure)


def _add(sure: dict[str, float], reading: Reading, field: str, one: Candidate | None, middle: float) -> None:
    if getattr(reading, field) and one:
        sure[field] = round(min(0.98, max(0.1, 0.5 + (one.score - middle) * 0.12)), 2)
