"""The firm's settings, kept in the database; configuring is no undo step, though who changed a rule is kept."""

from datetime import date

from crmcli import config
from crmcli.errors import BadInputError, quoted
from crmcli.language import _, known
from crmcli.rules import due, dwell, holidays, money, terms
from crmcli.rules.answers import yes_or_no
from crmcli.rules.dates import day
from crmcli.rules.texts import checked
from crmcli.store.write import Request, configure

_MOST_DAYS = 36_500
# By these customers move, and change their owners, without a person: who changed them is kept.
_RULES = ("auto_", "dormancy_", "repeat_", "release_", "alert_", "lock_")
_ALLOWED = {"day-order": ("dmy", "mdy", "ymd"), "switch": ("on", "off"), "language": ("en", "zh", "es")}


def _as_kept(key: config.Key, text: str) -> str:
    """Return the word that is kept for one that says the same: `sí` and `开` are on, `zh_CN` is zh."""
    words: dict[bool | None, str] = {True: "on", False: "off"}
    said = words.get(yes_or_no(text)) if key.kind in ("switch", "limit") else None
    if key.kind == "limit":
        return "off" if said == "off" else text
    if key.kind == "language":
        return known(text) or text
    return said or text


def valid(key: config.Key, value: str, today: date) -> str:
    """Return a setting's value as it is kept; BadInputError says what it may be."""
    text = checked(value, key.name).strip()
    if not text:
        return text
    if key.kind == "currency":
        return money.currency(text, key.name)
    if key.kind == "date":
        return day(text, today, past=True, place=key.name).isoformat()
    text = _as_kept(key, text)
    allowed = _ALLOWED.get(key.kind)
    if allowed and text.lower() not in allowed:
        raise BadInputError(
            _("{key}: {value} is none of {allowed}.").format(
                key=key.name, value=quoted(value), allowed=", ".join(allowed)
            )
        )
    if (key.kind == "days" or (key.kind == "limit" and text != "off")) and not (
        text.isascii() and text.isdigit() and len(text) < 6 and 0 < int(text) <= _MOST_DAYS
    ):
        raise BadInputError(_("{key}: {value} is no number of days.").format(key=key.name, value=quoted(value)))
    if key.kind == "milestones":
        return ",".join(terms.names(text, key.name))
    if key.kind == "offsets":
        return ",".join(map(str, due.offsets(text, key.name)))
    if key.kind == "holidays":
        return ",".join(holidays.countries(text, key.name))
    if key.kind == "levels":
        return ",".join(map(str, dwell.levels(text, key.name)))
    if key.kind == "country" and not (len(text) == 2 and text.isascii() and text.isalpha()):
        raise BadInputError(
            _("{key}: {value} is no two-letter country code.").format(key=key.name, value=quoted(value))
        )
    return text.upper() if key.kind == "country" else text.lower() if allowed else text


def set_value(request: Request, name: str, value: str) -> str:
    """Set (or with "" clear) a setting where it belongs, the file or the database; returns what was kept."""
    key = config.key(name)
    kept = valid(key, value, request.today)
    if request.dry_run:
        return kept
    if key.place == "file":
        config.save(name, kept)
    elif name.startswith("days_"):
        from crmcli.actions.lifecycle import set_days

        set_days(request, name.removeprefix("days_"), int(kept) if kept else None)
    else:
        configure(request, name, kept, key.default if name.startswith(_RULES) else None)
    return kept
