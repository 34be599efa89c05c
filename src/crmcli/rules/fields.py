"""Fields of one's own: what they may be called, what they may hold, and how a person says so."""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from crmcli.errors import BadInputError, meant, quoted
from crmcli.language import _
from crmcli.rules.texts import LONG, checked

LONGEST_KEY = 60
_BUILT_IN = """
active activities activity activity_cost actor add_customers add_products add_reps added_at address after all
all_or_nothing amount answer applied approval approved_by archived archived_at archived_on as as_of ask asked_by at
attempts balance basis begins belongs_in beside birthday buckets by cancel_reason cancelled_at cancelled_on card cards
category cause change changed_at channel chart check choices clock code coming command company company_alt competitor
completed completion confidence conflict contact contact_id contacts contacts_in_stage cost costed count country
created_at created_on credit credited cron currency customer customer_id customers d1_30 d31_60 d61_90 d91_120 date
dates day days days_in_stage days_past_due days_since_contact days_stale db decided_by decided_on decided_until
decimal delimiter department detail director discount done draft dry_run due due_on effective_on email emails en
encoding ended ended_on ending entry es event every evidence excel exit_code expected expenses explain field field_id
fields file first first_day floor floor_price force format former from from_stage grade group help history holds how
html id in in_force inactive inbox industry instalment instalments into invoiced item keep keep_unknown key kind label
label_en label_es label_zh last last_at last_contact last_day last_movement last_order last_price last_said late later
level likely likely_id limit line lines linkedin list list_price lowest manager map margin meaning median_days
messenger milestone milestones min_confidence min_score minutes missing name name_alt needs next next_due next_on
next_step not not_by not_due note now number of on only opt_in opt_out opt_outs order order_id ordered ordered_on
orders origin other_id other_name outcome outstanding over_120 over_limit owed own owner paid paid_on pair past path
pause pauses payer payment payments period person personal phase phone phones planned points policy postcode prepaid
preview previous price product promised qq qr qty quiet quotes raised_on rate reach reachable reached reason receipt
receivable received recipient reduced ref region relations rep rep_id repair reps restore result retry return returned
review role rows rule said sales sample score seals search season section serial set set_in share sheet since size
sort source stage stage_since stake state status step strategy sums systemd tag tags take target term terms text times
title title_alt to to_stage told topic total unapplied unit unowned untag until until_on update usual value version
vs_previous vs_year_before warnings website websites wechat what where who why words year_before yes zh
"""
# Whatever a list, an export, a form or an option calls its own; a test compares.
RESERVED = frozenset(_BUILT_IN.split())
_COMMAS = str.maketrans("，、", ",,")


class OwnField(NamedTuple):
    """A field that the firm defined; without `choices` it may hold any text."""

    id: int
    key: str
    choices: tuple[str, ...]


def folded(key: str) -> str:
    """Return a key as keys are compared and kept: lower case, without width and outer space."""
    plain = unicodedata.normalize("NFKC", key).strip().lower()
    return unicodedata.normalize("NFKC", plain)


def valid_key(text: str) -> str:
    """Return a key as it is kept; BadInputError for what is no key, or is the name of something built in."""
    key = folded(text)
    if len(key) > LONGEST_KEY:
        raise BadInputError(
            _("The key has {length} characters; at most {limit} are kept.").format(length=len(key), limit=LONGEST_KEY)
        )
    if not is_key(key):
        suggested = _joined(key)
        raise BadInputError(
            _("{key} is no key: letters and digits of any script, _ and - make one.").format(key=quoted(text)),
            *([_("For example: {key}").format(key=suggested)] if suggested else []),
        )
    if _is_reserved(key):
        raise BadInputError(
            _("{key} is built in; a field of your own needs another name.").format(key=key),
            _("For example: {key}").format(key=f"own_{key}"),
        )
    return key


def key_from(header: str) -> str:
    """Return the key that a column's heading makes, always the same; "" if it has neither letter nor digit."""
    key = _joined(folded(header))
    return f"own_{key}"[:LONGEST_KEY] if key and _is_reserved(key) else key


def _joined(folded_text: str) -> str:
    """Return what is left of a text where `_` stands for everything that no key can hold."""
    parts = "".join(char if _in_key(char) else " " for char in folded_text).split()
    joined = "_".join(parts)
    while joined and not joined[0].isalnum():
        joined = joined[1:]
    return joined[:LONGEST_KEY].rstrip("_-")


def is_key(key: str) -> bool:
    """Say whether a folded word can be a key: letters and digits of any script, _ and -."""
    return bool(key) and key[0].isalnum() and all(map(_in_key, key))


def _in_key(char: str) -> bool:
    return char.isalnum() or char in "_-" or unicodedata.category(char).startswith("M")


def _is_reserved(key: str) -> bool:
    return key.replace("-", "_") in RESERVED


def choices(text: str) -> tuple[str, ...]:
    """Return the choices of a list with commas, each once however it is written; () for none. BadInputError."""
    found: dict[str, str] = {}
    for part in checked(text, "--choices", LONG).translate(_COMMAS).split(","):
        one = " ".join(part.split())
        if one:
            found.setdefault(same(one), one)
    return tuple(found.values())


def same(value: str) -> str:
    """Return a value as values are compared: case and width aside."""
    return unicodedata.normalize("NFKC", value).strip().upper().casefold()


def kept_value(field: OwnField, value: str) -> str:
    """Return a value as a field keeps it, a choice as it was defined; "" clears. BadInputError lists the choices."""
    text = checked(value, field.key, LONG).strip()
    if not (text and field.choices):
        return text
    wanted = same(text)
    for choice in field.choices:
        if same(choice) == wanted:
            return choice
    raise BadInputError(
        _("{key}: {value} is none of its choices.").format(key=field.key, value=quoted(text)),
        meant(text, field.choices),
    )


def assigned(texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the (key, value) pairs of `--set KEY=VALUE`, the last of a key; BadInputError."""
    found: dict[str, str] = {}
    for text in texts:
        key, equals, value = text.partition("=")
        if not equals or not folded(key):
            raise BadInputError(
                _("--set: {text} is no KEY=VALUE.").format(text=quoted(text)), _("For example: --set budget=50k")
            )
        found[folded(key)] = value
    return tuple(found.items())


class Condition(NamedTuple):
    """One `--where`: a field, and the value that it has or (`negated`) has not; "" is none."""

    key: str
    negated: bool
    value: str


def condition(text: str) -> Condition:
    """Read `KEY=VALUE` or `KEY!=VALUE`; BadInputError."""
    key, equals, value = text.partition("=")
    name = folded(key.removesuffix("!"))
    if not equals or not name:
        raise BadInputError(
            _("--where: {text} is neither KEY=VALUE nor KEY!=VALUE.").format(text=quoted(text)),
            _("For example: --where region=north"),
        )
    return Condition(name, key.endswith("!"), checked(value, "--where", LONG).strip())
