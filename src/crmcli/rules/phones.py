"""How phone numbers are compared, however they were written."""

import re
import unicodedata
from functools import lru_cache

_EXTENSION = re.compile(r"(?:;?\s*ext\.?\s*=?|\bx|转|轉|#)\s*\d+\s*$", re.IGNORECASE)
_NOT_DIGIT = re.compile(r"\D+")
# Nothing but digits and what stands between them: most numbers.
_PLAIN = re.compile(r"\+?[\d -]+", re.ASCII)
_TRUNK = re.compile(r"\(0\)")
# ITU E.164 country codes are prefix-free: these are the ones of one or two digits, all others have three.
_SHORT_CODES = frozenset(
    [
        "1",
        "7",
        "20",
        "27",
        "30",
        "31",
        "32",
        "33",
        "34",
        "36",
        "39",
        "40",
        "41",
        "43",
        "44",
        "45",
        "46",
        "47",
        "48",
        "49",
        "51",
        "52",
        "53",
        "54",
        "55",
        "56",
        "57",
        "58",
        "60",
        "61",
        "62",
        "63",
        "64",
        "65",
        "66",
        "81",
        "82",
        "84",
        "86",
        "90",
        "91",
        "92",
        "93",
        "94",
        "95",
        "98",
    ]
)
_FEWEST_DIGITS = 5
# A number is compared and then indexed, one soon after the other.
_REMEMBERED = 1_000


def _digits(number: str) -> tuple[str, bool]:
    """Return the number's digits, and whether they begin with a country code."""
    text = number.strip()
    if _PLAIN.fullmatch(text):
        digits = text.lstrip("+").replace(" ", "").replace("-", "")
    else:
        text = unicodedata.normalize("NFKC", number).strip()
        text = _EXTENSION.sub("", _TRUNK.sub("", text.removeprefix("tel:")))
        digits = _NOT_DIGIT.sub("", text)
    if text.lstrip("( ").startswith("+"):
        return digits, True
    if digits.startswith("00") and len(digits) > 9:
        return digits[2:], True
    return digits, False


def _split_country(digits: str) -> tuple[str, str]:
    for length in (1, 2):
        if digits[:length] in _SHORT_CODES:
            return digits[:length], digits[length:].lstrip("0")
    return digits[:3], digits[3:].lstrip("0")


@lru_cache(_REMEMBERED)
def phone_keys(number: str, country: str = "") -> list[tuple[str, str]]:
    """Return (kind, key) pairs under which a number is kept; [] if it has too few digits to be one.

    A number with a country code has `phone` (E.164 without +) and `phone-national`; one without has
    `phone-local`, unless `country` (ISO 3166, two letters) says where it is from.
    """
    digits, international = _digits(number)
    if len(digits) < _FEWEST_DIGITS:
        return []
    if not international and country:
        digits, international = _with_country(digits, country)
    if not international:
        return [("phone-local", digits.lstrip("0") or digits)]
    code, national = _split_country(digits)
    return [("phone", code + national), ("phone-national", national)]


def _with_country(digits: str, country: str) -> tuple[str, bool]:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(digits, country.upper())
    except phonenumbers.NumberParseException:
        return digits, False
    if not phonenumbers.is_possible_number(parsed):
        return digits, False
    return f"{parsed.country_code}{parsed.national_number}", True


def phone_lookups(number: str, country: str = "") -> list[tuple[str, str]]:
    """Return the (kind, key) pairs under which the same number may have been kept.

    A number without a country code may be the national part of one with it; two numbers that both have a
    country code are the same only if that is equal too.
    """
    found: list[tuple[str, str]] = []
    for kind, key in phone_keys(number, country):
        if kind == "phone":
            found.append((kind, key))
        elif kind == "phone-national":
            found.append(("phone-local", key))
        else:
            found += [("phone-local", key), ("phone-national", key), ("phone", key)]
    return found


def e164(number: str, country: str = "") -> str:
    """Return a number as `+…`, with `;ext=` where it has an extension; as it was written if its country is unknown."""
    keys = phone_keys(number, country)
    if not keys or keys[0][0] != "phone":
        return number.strip()
    extension = _EXTENSION.search(unicodedata.normalize("NFKC", number))
    more = f";ext={_NOT_DIGIT.sub('', extension[0])}" if extension else ""
    return f"+{keys[0][1]}{more}"


def is_mobile(number: str) -> bool:
    """Say whether an E.164 number can only be a mobile one."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.MOBILE)


def looks_like_phone(text: str) -> bool:
    """Say whether a person who typed this may have meant a phone number."""
    return len(_NOT_DIGIT.sub("", text)) >= _FEWEST_DIGITS and not re.search(r"[^\d\s()+./-]", text)
