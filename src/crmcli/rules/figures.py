"""Amounts as other people's programs write them: marks, separators, signs and currencies in one text."""

import re
import unicodedata
from decimal import Decimal
from typing import Literal, NamedTuple

from crmcli.rules.money import EXPONENTS

DecimalMark = Literal["", ".", ","]

_CURRENCIES = {
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "欧元": "EUR",
    "歐元": "EUR",
    "us$": "USD",
    "u$s": "USD",
    "美元": "USD",
    "美金": "USD",
    "dólares": "USD",
    "dolares": "USD",
    "元": "CNY",
    "圆": "CNY",
    "人民币": "CNY",
    "人民幣": "CNY",
    "rmb": "CNY",
    "cn¥": "CNY",
    "£": "GBP",
    "英镑": "GBP",
    "英鎊": "GBP",
    "hk$": "HKD",
    "港币": "HKD",
    "港幣": "HKD",
    "港元": "HKD",
    "nt$": "TWD",
    "台币": "TWD",
    "新台币": "TWD",
    "新臺幣": "TWD",
    "日元": "JPY",
    "円": "JPY",
    "jp¥": "JPY",
    "₩": "KRW",
    "韩元": "KRW",
    "r$": "BRL",
    "s/": "PEN",
    "s/.": "PEN",
    "mx$": "MXN",
    "₽": "RUB",
    "₹": "INR",
    "zł": "PLN",
}
_DOLLARS = (
    "USD AUD CAD NZD SGD HKD TWD MOP MXN ARS CLP COP UYU DOP CUP NIO BRL BSD BBD BMD BND BZD FJD GYD JMD KYD LRD NAD "
    "SBD SRD TTD XCD"
)
SYMBOLS = {"$": frozenset(_DOLLARS.split()), "¥": frozenset(("CNY", "JPY"))}  # signs that several currencies have
_SPACES = re.compile(r"(?<=\d)[\s'’`´](?=\d)")
_SHAPE = re.compile(r"([^\d.,+()-]*)\s*([+-]?)\s*([^\d.,+()-]*)\s*(\d[\d.,]{0,40}|[.,]\d{1,20})(-?)\s*([^\d.,+()-]*)")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}")
_TEN_THOUSAND = ("万", "萬")


class Figure(NamedTuple):
    """An amount taken apart: digits with their marks, sign, and the currency: a code, `$` or `¥`, or "" for none."""

    digits: str
    negative: bool
    currency: str
    scale: int = 0  # the power of ten that a word such as 万 multiplies by


def currency_of(word: str) -> str:
    """Return the ISO 4217 code that a symbol, code or name of a currency means; "" for none or for several."""
    folded = unicodedata.normalize("NFKC", word).strip(" .").casefold()
    if not folded or len(folded) > 20:
        return ""
    return folded.upper() if folded.upper() in EXPONENTS and len(folded) == 3 else _CURRENCIES.get(folded, "")


def figure(text: str) -> Figure | None:
    """Take an amount apart; None if the text is none."""
    if len(text) > 100:
        return None
    plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-").replace("–", "-")
    negative = plain.startswith("(") and plain.endswith(")")
    if negative:
        plain = plain[1:-1].strip()
    for _once in range(2):
        # "1 234 567": every blank inside the digits stands between two of them.
        plain = _SPACES.sub("", plain)
    found = _SHAPE.fullmatch(plain)
    if not found:
        return None
    before, sign, between, digits, trailing, after = found.groups()
    words = [word for word in (before.strip(), between.strip(), after.strip()) if word]
    currency, scale = _units(words)
    if currency is None:
        return None
    return Figure(digits, negative or sign == "-" or trailing == "-", currency, scale)


def _units(words: list[str]) -> tuple[str | None, int]:
    """Return currency and scale of the words around the digits; a currency of None is something else."""
    scale, found = 0, ""
    for text in words:
        for word in text.split() if not currency_of(text) else [text]:
            bare = word
            if bare[0] in _TEN_THOUSAND:
                bare, scale = bare[1:], 4
                if not bare:
                    continue
            code = currency_of(bare) or (bare if bare in SYMBOLS else "")
            if not code or (found and found not in SYMBOLS and code not in (*SYMBOLS, found)):
                return None, 0
            if not found or found in SYMBOLS:
                found = code if code not in SYMBOLS or not found else found
    return found, scale


def mark(digits: str) -> Literal["", ".", ",", "?"]:
    """Return the decimal mark that an amount shows; "" if it has none to show, "?" if it may be either's."""
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        return "." if digits.rfind(".") > digits.rfind(",") else ","
    if not dots and not commas:
        return ""
    one, other = (".", ",") if dots else (",", ".")
    if dots + commas > 1:
        return other  # type: ignore[return-value]
    whole, _mark, rest = digits.partition(one)
    if len(rest) == 3 and 1 <= len(whole) <= 3 and whole[0] != "0":
        return "?"
    return one  # type: ignore[return-value]


def plain(found: Figure, decimal: DecimalMark) -> str | None:
    """Return an amount as plain decimal text, "-1234.56"; None if its marks do not fit the decimal mark.

    Without a decimal mark only amounts that cannot be read two ways are read.
    """
    own = mark(found.digits)
    if own == "?":
        own = decimal
        if not own:
            return None
    grouping = "," if own == "." else "."
    whole, _mark, rest = found.digits.partition(own) if own else (found.digits, "", "")
    if not (whole + rest) or "." in rest or "," in rest:
        return None
    if grouping in whole and not _GROUPED.fullmatch(whole):
        return None
    number = f"{int(whole.replace(grouping, '') or '0')}" + (f".{rest}" if rest else "")
    if found.scale:
        number = f"{Decimal(number).scaleb(found.scale):f}"
    return "-" + number if found.negative else number
