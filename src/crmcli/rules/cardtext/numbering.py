"""Phone numbers in E.164: what digits are in a country, and whether they are mobile."""

import re

# Which national numbers are mobile, where the official lists leave invented numbers out.
_MOBILE = {
    "CN": r"1[3-9]\d{9}", "ES": r"[67]\d{8}", "FR": r"[67]\d{8}", "DE": r"1[567]\d{8,9}", "IT": r"3\d{8,9}", "GB": r"7[1-57-9]\d{8}", "TW": r"9\d{8}", "HK": r"[569]\d{7}", "JP": r"[789]0\d{8}", "KR": r"10\d{7,8}", "BR": r"\d{2}9\d{8}", "CO": r"3\d{9}", "CL": r"9\d{8}",
    "PE": r"9\d{8}", "AR": r"9\d{10}", "PT": r"9\d{8}", "NL": r"6\d{8}", "BE": r"4\d{8}", "CH": r"7[5-9]\d{7}", "AT": r"6[5-9]\d{6,11}", "PL": r"(?:45|5[0137]|6[069]|7[2389]|88)\d{7}", "TR": r"5\d{9}", "SE": r"7[0236]\d{7}", "NO": r"[49]\d{7}", "DK": r"$^", "FI": r"(?:4|50)\d{6,8}", "IE": r"8[35-9]\d{7}",
    "AU": r"4\d{8}", "NZ": r"2\d{7,9}", "IN": r"[6-9]\d{9}", "SG": r"[89]\d{7}", "MY": r"1\d{8,9}", "RU": r"9\d{9}", "ZA": r"[6-8]\d{8}", "AE": r"5\d{8}", "SA": r"5\d{8}", "IL": r"5\d{8}", "GR": r"69\d{8}", "CZ": r"[67]\d{8}", "SK": r"9\d{8}", "HU": r"[237]0\d{7}", "RO": r"7\d{8}", "UA": r"(?:39|50|6[3678]|73|9\d)\d{7}",
    "EC": r"9\d{8}", "VE": r"4\d{9}", "UY": r"9\d{7}", "BO": r"[67]\d{7}", "PY": r"9\d{8}", "GT": r"[345]\d{7}", "CR": r"[678]\d{7}", "PA": r"6\d{7}", "VN": r"[3-9]\d{8}", "TH": r"[689]\d{8}", "ID": r"8\d{8,11}", "PH": r"9\d{9}", "MA": r"[67]\d{8}", "EG": r"1\d{9}", "NG": r"[789]\d{9}", "KE": r"7\d{8}", "HR": r"9\d{7,8}", "RS": r"6\d{7,8}", "SI": r"[3-7][01]\d{6}", "MO": r"6\d{7}",
}  # fmt: skip


def e164(text: str, country: str) -> str:
    """Return the number that the text is in the country, "" if it can be none there."""
    import phonenumbers

    plain = text
    if "(0)" in plain:
        italian = re.match(r"[ (\[]*(?:\+|00) ?39", plain)
        plain = plain.replace("(0)", "0" if italian else "")
    if re.match(r"^[(\[]\+?\d{2,3}[)\]]", plain) and not plain.startswith(("(0", "[0")):
        code = re.sub(r"\D", "", plain[: plain.find(")") + 1 or 5])
        if code in ("852", "853", "886", "86", "65", "60"):
            plain = "+" + plain.lstrip("([+")
    plain = re.sub(r"^[( \[]*00(?=[1-9])", "+", plain)
    if country == "AR":
        plain = _argentine(plain)
    if country == "CL":
        plain = re.sub(r"^\(?0(?=\)?[ \-.]*(?:[()\-. ]*\d){9}$)", "", plain)
    if country == "MX":
        # Trunk prefixes that Mexico dropped in 2019.
        plain = re.sub(r"^\(?0(?:1|44|45)\)?[ \-.]*(?=(?:[()\-. ]*\d){10}$)", "", plain)
    # Mexico wrote a 1 before its mobile numbers until 2019.
    plain = re.sub(r"^([(\[ ]*\+ ?52[ )\-.]*)1[ \-.]*(?=(?:[()\-. ]*\d){10}$)", r"\1", plain)
    try:
        number = phonenumbers.parse(plain, country or None)
    except phonenumbers.NumberParseException:
        return ""
    international = plain.lstrip("( [").startswith("+") and 7 <= len(str(number.national_number)) <= 12
    if (
        phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE
        and not international
    ):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_sure(number: str) -> bool:
    """Say whether a number is one that is given out, or one of those kept for fiction."""
    import phonenumbers

    parsed = phonenumbers.parse(number)
    return phonenumbers.is_valid_number(parsed) or is_mobile(number) or "555" in str(parsed.national_number)


def _argentine(text: str) -> str:
    """Return a number of Buenos Aires without its area code with it; 15 in front of one is a mobile."""
    digits = re.sub(r"\D", "", text)
    if text.startswith("+") or len(digits) not in (8, 10) or (len(digits) == 10 and not digits.startswith("15")):
        return text
    return f"+5411{digits}" if len(digits) == 8 else f"+54911{digits[2:]}"


def argentine_mobile(number: str, text: str) -> str:
    """Return a mobile number of Argentina, printed 15 and its local part, with the area code of the number before."""
    local = re.sub(r"\D", "", text)[2:]
    national = re.sub(r"^\+549?", "", number.partition(";")[0])
    return f"+549{national[: 10 - len(local)]}{local}" if 6 <= len(local) <= 8 and len(national) == 10 else ""


def is_valid(number: str, country: str) -> bool:
    """Say whether a number without a label looks like one of the country: valid, mobile, or invented by the rules of fiction."""
    import phonenumbers

    parsed = phonenumbers.parse(number)
    if phonenumbers.is_valid_number(parsed) or is_mobile(number):
        return True
    national = str(parsed.national_number)
    return "555" in national or len(national) >= 9


def like(number: str, text: str, follows: bool) -> str:
    """Return the number of which only the last digits are printed behind another: "8633 2910/11"."""
    import phonenumbers

    digits = re.sub(r"\D", "", text)
    bare = number.partition(";")[0]
    national = str(phonenumbers.parse(bare).national_number)
    if (
        not follows
        or text.lstrip().startswith(("+", "0", "("))
        or not 1 <= len(digits) <= len(national) - 2
        or len(digits) > 8
    ):
        return ""
    return bare[: -len(digits)] + digits


def is_mobile(number: str) -> bool:
    """Say whether the number itself is a mobile one."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number.partition(";")[0], None)
    except phonenumbers.NumberParseException:
        return False
    kind = phonenumbers.number_type(parsed)
    if kind == phonenumbers.PhoneNumberType.MOBILE:
        return True
    region = phonenumbers.region_code_for_country_code(parsed.country_code or 0)
    pattern = _MOBILE.get(region or "")
    unknown = kind in (phonenumbers.PhoneNumberType.UNKNOWN, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
    return bool(unknown and pattern and re.fullmatch(pattern, str(parsed.national_number)))


def is_fixed(number: str) -> bool:
    import phonenumbers

    return (
        phonenumbers.number_type(phonenumbers.parse(number.partition(";")[0]))
        == phonenumbers.PhoneNumberType.FIXED_LINE
    )
