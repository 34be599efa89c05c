"""Money: integer minor units of an ISO 4217 currency, parsed strictly and never through a float."""

import re
from decimal import Decimal

from crmcli.errors import BadInputError, meant, quoted
from crmcli.language import _

# ISO 4217, active codes of countries, by the number of decimals of their minor unit.
_BY_EXPONENT = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD "
    "CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD "
    "GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA "
    "MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR "
    "RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD "
    "TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
EXPONENTS = {code: exponent for exponent, codes in _BY_EXPONENT.items() for code in codes.split()}

_AMOUNT = re.compile(r"(\d{1,15})(?:\.(\d+))?", re.ASCII)
_LARGEST = 10**15
_USUAL_EXPONENT = 2


def currency(code: str, place: str = "") -> str:
    """Return the ISO 4217 code in capitals; BadInputError, naming `place`, if there is none such."""
    found = code.strip().upper()
    if found not in EXPONENTS:
        where = f"{place}: " if place else ""
        raise BadInputError(
            _("{where}{code} is not a currency.").format(where=where, code=quoted(code)),
            meant(found, EXPONENTS, _("Write its ISO 4217 code: USD, EUR, CNY …")),
        )
    return found


def parse(text: str, code: str, place: str = "") -> int:
    """Read a plain decimal amount as minor units of currency `code` ("" is an unnamed one); BadInputError.

    No signs, separators of thousands, exponents or words; three decimals of a currency that has two are refused,
    because in half the world they are thousands.
    """
    where = f"{place}: " if place else ""
    found = _AMOUNT.fullmatch(text.strip())
    exponent = EXPONENTS.get(code, _USUAL_EXPONENT)
    if not found and _AMOUNT.fullmatch(text.strip().removeprefix("-")):
        raise BadInputError(
            _("{where}{text} is less than nothing; money that goes back is not kept.").format(
                where=where, text=text.strip()
            )
        )
    if not found:
        raise BadInputError(
            _("{where}{text} is not an amount.").format(where=where, text=quoted(text)),
            _plainly(exponent),
        )
    whole, decimals = found[1], found[2] or ""
    if len(decimals) > exponent:
        raise BadInputError(
            _("{where}{text} is ambiguous: {code} has {exponent} decimals.").format(
                where=where, text=quoted(text), code=code or _("it"), exponent=exponent
            ),
            _plainly(exponent),
        )
    minor = int(whole + decimals.ljust(exponent, "0"))
    if minor >= _LARGEST:
        raise BadInputError(_("{where}{text} is too large an amount.").format(where=where, text=quoted(text)))
    return minor


def _plainly(exponent: int) -> str:
    example = "12500" + ("." + "5".ljust(exponent, "0") if exponent else "")
    return _("Write it plainly: {example}").format(example=example)


def decimal(minor: int, code: str) -> Decimal:
    """Return minor units as an exact decimal with all the places of its currency: 1250050 USD is 12500.50."""
    return Decimal(minor).scaleb(-EXPONENTS.get(code, _USUAL_EXPONENT))


def display(minor: int, code: str) -> str:
    """Return an amount for a sentence, as it may be typed again: `12500.50 USD`."""
    return f"{decimal(minor, code):f} {code}"
