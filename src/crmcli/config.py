"""The person's configuration: a TOML file for what is mine, the database for what is the firm's."""

import os
from pathlib import Path
from typing import Any, NamedTuple

from crmcli import paths
from crmcli.errors import BadInputError, CrmError, NotFoundError, meant, quoted
from crmcli.language import _

_LARGEST = 64 << 10  # a longer one takes tomllib seconds, if it is made for that


class Key(NamedTuple):
    """One thing that can be configured: where it is kept, what it must be, what it means."""

    name: str
    place: str  # "file": mine; "database": the firm's, the same for everybody who opens the file
    kind: str  # text, language, day-order, country, currency, date, days, limit (days or off), levels, switch, format, rep, holidays
    default: str
    meaning: str


KEYS = {
    key.name: key
    for key in (
        Key("db", "file", "text", "", _("the database, where neither --db nor CRM_DB names one")),
        Key("language", "file", "language", "", _("the language: en, zh or es; empty is that of the locale")),
        Key("me", "file", "rep", "", _("the rep who acts, where --as names none")),
        Key(
            "date_order",
            "file",
            "day-order",
            "",
            _("how 10/11/2026 is read: dmy, mdy or ymd; empty refuses it"),
        ),
        Key(
            "country",
            "database",
            "country",
            "",
            _("where phone numbers without a country code are from (ES, CN, US …)"),
        ),
        Key("currency", "database", "currency", "", _("the currency of amounts that name none")),
        Key(
            "lock_date",
            "database",
            "date",
            "",
            _("up to this day the books are closed: what is dated in them takes an approval"),
        ),
        Key("days_lead", "database", "days", "45", _("days a lead may stay before it is stale")),
        Key("days_prospect", "database", "days", "180", _("days a prospect may stay before it is stale")),
        Key("days_buyer", "database", "days", "365", _("days a buyer may stay before it is stale")),
        Key("days_repeat", "database", "days", "365", _("days a repeat customer may stay before it is stale")),
        Key(
            "alert_levels",
            "database",
            "levels",
            "80,100",
            _("per cent of the expected days at which somebody is told; from 100 on the directors too"),
        ),
        Key("auto_buyer", "database", "switch", "on", _("the first counted order makes a buyer by itself")),
        Key(
            "auto_repeat",
            "database",
            "switch",
            "on",
            _("the second counted order makes a repeat customer by itself"),
        ),
        Key("auto_dormant", "database", "switch", "on", _("buyers without an order for dormancy_days fall dormant")),
        Key("auto_wake", "database", "switch", "on", _("an order wakes a dormant customer by itself")),
        Key("dormancy_days", "database", "days", "365", _("days without a counted order until a buyer is dormant")),
        Key("repeat_min_gap_days", "database", "days", "1", _("days between two orders that count as two")),
        Key(
            "remind_due_days",
            "database",
            "offsets",
            "-3,0,7,30",
            _("days from the day an instalment is due on which somebody is reminded of it"),
        ),
        Key(
            "remind_quote_days", "database", "days", "7", _("days before a quote ends when somebody is reminded of it")
        ),
        Key("remind_delivered_days", "database", "days", "30", _("days after a delivery when a visit is due")),
        Key("remind_complaint_days", "database", "days", "7", _("days after a complaint when a visit is due")),
        Key("remind_grade_a_days", "database", "days", "91", _("days without a contact that a grade A may have")),
        Key("remind_holiday_days", "database", "days", "7", _("days before a holiday when somebody is reminded of it")),
        Key(
            "holidays",
            "database",
            "holidays",
            "",
            _("countries whose usual holidays are yours too: CN, ES, AR, BR, CL, CO, MX, PE"),
        ),
        Key(
            "milestones",
            "database",
            "milestones",
            "produced,delivered,installed,trained,accepted",
            _("what happens to an order, in this order"),
        ),
        Key(
            "release_days",
            "database",
            "limit",
            "off",
            _("days without action after which an owner loses a customer (crm rules run); off is never"),
        ),
        Key(
            "release_warn_days",
            "database",
            "limit",
            "7",
            _("days before that when the owner is warned; off releases without a warning"),
        ),
    )
}


def key(name: str) -> Key:
    """Return the key of that name; NotFoundError lists those there are."""
    if name not in KEYS:
        raise NotFoundError(
            _("There is no setting {name}.").format(name=quoted(name)),
            meant(name, KEYS),
        )
    return KEYS[name]


def load() -> dict[str, str]:
    """Return the person's file as it is set; {} where there is none. Raises BadInputError."""
    return {name: value for name, value in _values().items() if name in KEYS}


def table(name: str) -> dict[str, Any]:
    """Return a table of the person's file, `[remind]` for example; {} where there is none. Raises BadInputError."""
    found = _values().get(name, {})
    if not isinstance(found, dict):
        raise BadInputError(_("{path}: {key} is no table.").format(path=paths.config_file(), key=name))
    return found


def _values() -> dict[str, Any]:
    path = paths.config_file()
    try:
        content = _content(path)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as problem:
        raise BadInputError(_("{path} cannot be read: {problem}").format(path=path, problem=problem.strerror)) from None
    if len(content) > _LARGEST:
        raise BadInputError(_("{path} is larger than {size} KiB.").format(path=path, size=_LARGEST >> 10))
    import tomllib

    try:
        values: dict[str, Any] = tomllib.loads(content.decode())
    except (ValueError, RecursionError) as problem:
        raise BadInputError(_("{path} is not valid TOML: {problem}").format(path=path, problem=problem)) from None
    for name, value in values.items():
        if name in KEYS and not isinstance(value, str):
            raise BadInputError(_("{path}: {key} is not a text in quotes.").format(path=path, key=name))
    return values


def _content(path: Path) -> bytes:
    """Return the bytes of the file, of one too large only so many that it shows; OSError, BadInputError."""
    if os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path)):
        if os.path.samefile(path, os.devnull):
            return b""
        raise BadInputError(_("{path} is no ordinary file.").format(path=path))
    with path.open("rb") as file:
        return file.read(_LARGEST + 1)


def save(name: str, value: str) -> None:
    """Write one value of the person's file, mode 0600, and keep whatever else stands in it. Raises BadInputError."""
    import tomllib

    path = paths.real(paths.config_file())  # where it is a link, what it leads to is written
    load()  # a file that cannot be read is not overwritten
    if os.path.exists(path) and not path.is_file():
        raise BadInputError(_("{path} is no ordinary file.").format(path=path))
    try:
        before = path.read_text("utf-8") if path.exists() else ""
        lines = before.splitlines()
        # Bare keys belong above the first table of a TOML file; further down the same word is another's.
        own = next((place for place, line in enumerate(lines) if line.startswith("[")), len(lines))
        kept = [line for line in lines[:own] if line.split("=")[0].strip() != name] + lines[own:]
        text = "\n".join([f"{name} = {_quoted(value)}", *kept]) + "\n"
        if tomllib.loads(text) != {**tomllib.loads(before), name: value}:
            raise ValueError(name)
        paths.make_private_folder(path.parent)
        paths.write_private(path, text.encode())
    except ValueError:
        raise BadInputError(
            _("{path} has {key} in a way that crm does not dare to change.").format(path=path, key=name),
            _("Change it there yourself: {key} = {value}").format(key=name, value=_quoted(value)),
        ) from None
    except OSError as problem:
        raise CrmError(_("{path} cannot be written: {problem}").format(path=path, problem=problem.strerror)) from None


def _quoted(value: str) -> str:
    escaped = "".join(
        f"\\u{ord(char):04x}" if ord(char) < 32 or char == "\x7f" or char in '"\\' else char for char in value
    )
    return f'"{escaped}"'


def database(given: str = "") -> Path:
    """Return the database's path: as given, else `CRM_DB`, else the configuration's, else the default place."""
    chosen = given or os.environ.get("CRM_DB", "") or load().get("db", "")
    return paths.typed(chosen) if chosen else paths.default_database()
