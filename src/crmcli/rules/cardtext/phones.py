"""The phone numbers of a card: which runs of digits are one, in E.164, and whether mobile, work or fax."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crmcli.rules.cardtext import labels
from crmcli.rules.cardtext.chats import shares_wechat
from crmcli.rules.cardtext.digits import Run, runs
from crmcli.rules.cardtext.reading import Phone
from crmcli.rules.cardtext.rows import Row

MOST_PHONES = 12
_CHAT_MOBILE = re.compile(
    r"whats?app?|wsp|whats|wasap|wechat|微信|mobile|móvil|movil|mobil|手机|手機|cell?|cel\b|zalo|viber|telegram|line\b|携帯"
)
_NO_PHONE = frozenset(("other", "qq", "post", "social", "place"))
_ZERO = re.compile(r"\(0\)")
# Which national numbers are mobile, where the official lists leave invented numbers out.
_MOBILE = {
    "CN": r"1[3-9]\d{9}", "ES": r"[67]\d{8}", "FR": r"[67]\d{8}", "DE": r"1[567]\d{8,9}", "IT": r"3\d{8,9}", "GB": r"7[1-57-9]\d{8}", "TW": r"9\d{8}", "HK": r"[569]\d{7}", "JP": r"[789]0\d{8}", "KR": r"10\d{7,8}", "BR": r"\d{2}9\d{8}", "CO": r"3\d{9}", "CL": r"9\d{8}",
    "PE": r"9\d{8}", "AR": r"9\d{10}", "PT": r"9\d{8}", "NL": r"6\d{8}", "BE": r"4\d{8}", "CH": r"7[5-9]\d{7}", "AT": r"6[5-9]\d{6,11}", "PL": r"(?:45|5[0137]|6[069]|7[2389]|88)\d{7}", "TR": r"5\d{9}", "SE": r"7[0236]\d{7}", "NO": r"[49]\d{7}", "DK": r"$^", "FI": r"(?:4|50)\d{6,8}", "IE": r"8[35-9]\d{7}",
    "AU": r"4\d{8}", "NZ": r"2\d{7,9}", "IN": r"[6-9]\d{9}", "SG": r"[89]\d{7}", "MY": r"1\d{8,9}", "RU": r"9\d{9}", "ZA": r"[6-8]\d{8}", "AE": r"5\d{8}", "SA": r"5\d{8}", "IL": r"5\d{8}", "GR": r"69\d{8}", "CZ": r"[67]\d{8}", "SK": r"9\d{8}", "HU": r"[237]0\d{7}", "RO": r"7\d{8}", "UA": r"(?:39|50|6[3678]|73|9\d)\d{7}",
    "EC": r"9\d{8}", "VE": r"4\d{9}", "UY": r"9\d{7}", "BO": r"[67]\d{7}", "PY": r"9\d{8}", "GT": r"[345]\d{7}", "CR": r"[678]\d{7}", "PA": r"6\d{7}", "VN": r"[3-9]\d{8}", "TH": r"[689]\d{8}", "ID": r"8\d{8,11}", "PH": r"9\d{9}", "MA": r"[67]\d{8}", "EG": r"1\d{9}", "NG": r"[789]\d{9}", "KE": r"7\d{8}", "HR": r"9\d{7,8}", "RS": r"6\d{7,8}", "SI": r"[3-7][01]\d{6}", "MO": r"6\d{7}",
}  # fmt: skip
_FREEPHONE = re.compile(r"^(?:\+86400|\+86800|\+1(?:800|833|844|855|866|877|888))")
_ELEVEN = re.compile(r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")


class Found(NamedTuple):
    """A phone number found: the value, whether its kind is printed, its place, and the WeChat name that it also is."""

    phone: Phone
    labelled: bool
    row: int
    sure: float
    wechat: str


class _Context(NamedTuple):
    countries: tuple[str, ...]
    language: str


def read(rows: list[Row], countries: Sequence[str]) -> list[Found]:
    """Return the phone numbers of the rows, in order and each once, and claim them with their labels."""
    context = _Context(tuple(countries) or ("",), "")
    found: list[Found] = []
    heading: labels.Label | None = None
    for row in rows:
        count = len(found)
        for run in runs(row):
            found += list(_of_run(row, run, heading, context, found))
        heading = _heading(row, len(found) > count)
        if len(found) >= 3 * MOST_PHONES:
            break
    return _once(found)[:MOST_PHONES]


def _heading(row: Row, has_phone: bool) -> labels.Label | None:
    """Return the label that a row consists of, for the number in the row below."""
    if has_phone or any(map(str.isdigit, row.low)):
        return None
    label = labels.before(row, len(row.low.rstrip()))
    whole = label.kinds and not row.low[: label.start].strip(" .:/|-–•·*")
    return label if whole else None


def _of_run(
    row: Row, run: Run, heading: labels.Label | None, context: _Context, earlier: list[Found]
) -> Iterator[Found]:
    label = labels.before(row, run.start)
    alone = not row.low[: run.start].strip(" .:•·*-–")
    if not label.kinds and alone and heading:
        label = labels.Label(heading.kinds, run.start)
    after = labels.after(row, run.stop)
    numbers = list(_numbers(row, run, label, context, earlier))
    for place, (number, printed) in enumerate(numbers):
        ext = run.extension if place == len(numbers) - 1 else ""
        kind, labelled = _kind(number, label.kinds, after)
        value = f"{number};ext={ext}" if ext else number
        wechat = ""
        if shares_wechat(row.low[max(0, min(label.start, run.start) - 12) : run.start], after) and kind == "mobile":
            wechat = re.sub(r"\D", "", printed)
        yield Found(Phone(value, kind), labelled, row.number, _sureness(number, labelled), wechat)
    if numbers:
        row.claim(min(label.start, run.start), run.stop + _courtesy(after))


def _courtesy(after: str) -> int:
    """Return how many of the signs behind a number belong to it: "(WhatsApp)", "微信同号"."""
    if not after:
        return 0
    if (
        re.search(
            r"同号|同號|同步|whats?app|微信|wechat|mobile|movil|mobil|cell|fax|office|手机|手機|direct|voice|phone|oficina|toll free|línea",
            after,
        )
        and len(after) <= 26
    ):
        closed = re.match(r" ?[(（【\[][^)）】\]]*", after)
        return len(closed.group()) + 1 if closed else len(re.match(r"[^|,;，；]*", after).group())  # type: ignore[union-attr]
    return 0


def _numbers(
    row: Row, run: Run, label: labels.Label, context: _Context, earlier: list[Found]
) -> Iterator[tuple[str, str]]:
    """Yield the numbers of a run in E.164, each with how it is printed."""
    if label.kinds and label.kinds[0] in _NO_PHONE and not set(label.kinds) & labels.PHONES:
        return
    mild = bool(set(label.kinds) & (labels.PHONES | {"wechat", "mail"}))
    before = earlier[-1] if earlier and earlier[-1].row == run.row else None
    for place, piece in enumerate(_pieces(run.text, context)):
        number = ""
        if before and (place or not label.kinds):
            number = _like(before.phone.number, piece, place > 0 or _follows(row, run))
        number = number or _parsed(piece, context, mild, row, run)
        if number:
            yield number, piece
            before = Found(Phone(number, ""), False, run.row, 0, "")


def _pieces(text: str, context: _Context) -> list[str]:
    """Return the run, or two numbers that stand in it with a blank between them."""
    if "/" in text:
        return [piece for part in _at_slashes(text) for piece in _pieces(part, context)]
    joined = re.sub(r"\D", "", text)
    if len(joined) <= 15 and len(_ELEVEN.findall(text)) < 2:
        return [text]
    blanks = list(re.finditer(r" {1,4}| ?[-–—•·] ?", text))
    for blank in sorted(blanks, key=lambda one: abs((one.start() + one.end()) / 2 - len(text) / 2)):
        halves = [text[: blank.start()], text[blank.end() :]]
        first, second = halves
        if any(_e164(first, country) for country in context.countries[:2]) and (
            any(_e164(second, country) for country in context.countries[:2]) or len(re.sub(r"\D", "", second)) in (7, 8)
        ):
            return halves
    return [text] if len(joined) <= 15 else []


def _at_slashes(text: str) -> list[str]:
    """Return the numbers between slashes; an area code in front of one is part of what follows: "089 / 555012"."""
    parts: list[str] = []
    for part in text.split("/"):
        last = re.sub(r"\D", "", parts[-1]) if parts else ""
        if parts and (len(last) <= 5 or (len(last) <= 7 and parts[-1].lstrip("( ").startswith(("+", "00")))):
            parts[-1] += " " + part
        else:
            parts.append(part)
    return parts


def _parsed(text: str, context: _Context, labelled: bool, row: Row, run: Run) -> str:
    """Return the number in E.164, "" if it is none."""
    digits = re.sub(r"\D", "", text)
    international = text.lstrip("( [").startswith(("+", "00"))
    if not (labelled or international) and not _may_be_unlabelled(text, digits, row, run):
        return ""
    for country in context.countries:
        number = _e164(text, country)
        if number and (labelled or international or _is_valid(number, country)):
            return number
    return ""


def _may_be_unlabelled(text: str, digits: str, row: Row, run: Run) -> bool:
    """Say whether a run of digits without a label may be a phone number where it stands."""
    if len(digits) < 8 and not (len(digits) == 7 and run.start == 0 and run.stop >= len(row.low.rstrip())):
        return False
    if re.fullmatch(r"\d{5}-\d{3}|\d{3} \d{3}|\d{5}-\d{4}|\d{4}-\d{3}", text) and not (
        run.start == 0 and run.stop == len(row.low)
    ):
        return False
    if row.low[: run.start].rstrip().endswith(("〒", "#", "№", "$", "€", "¥")) or row.low[run.end : run.end + 1] in "%":
        return run.end >= len(row.low) and not row.low[: run.start].rstrip().endswith(("〒", "$"))
    return True


def _e164(text: str, country: str) -> str:
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
    # Mexico wrote a 1 before its mobile numbers until 2019.
    plain = re.sub(r"^([(\[ ]*\+ ?52[ )\-.]*)1[ \-.]*(?=(?:[()\-. ]*\d){10}$)", r"\1", plain)
    try:
        number = phonenumbers.parse(plain, country or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _argentine(text: str) -> str:
    """Return a number of Buenos Aires without its area code with it; 15 in front of one is a mobile."""
    digits = re.sub(r"\D", "", text)
    if text.startswith("+") or len(digits) not in (8, 10) or (len(digits) == 10 and not digits.startswith("15")):
        return text
    return f"+5411{digits}" if len(digits) == 8 else f"+54911{digits[2:]}"


def _is_valid(number: str, country: str) -> bool:
    """Say whether a number without a label looks like one of the country: valid, mobile, or invented by the rules of fiction."""
    import phonenumbers

    parsed = phonenumbers.parse(number)
    if phonenumbers.is_valid_number(parsed) or is_mobile(number):
        return True
    national = str(parsed.national_number)
    return "555" in national or len(national) >= 9


def _follows(row: Row, run: Run) -> bool:
    """Say whether a run stands right behind another number, with a comma, slash or blank between."""
    return bool(re.search(r"\d[ )]{0,2}(?:[/、,;&~ ]|y|e|and|或)[ ]{0,3}$", row.low[max(0, run.start - 6) : run.start]))


def _like(number: str, text: str, follows: bool) -> str:
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
    unknown = kind in (phonenumbers.PhoneNumberType.UNKNOWN,)
    return bool(unknown and pattern and re.fullmatch(pattern, str(parsed.national_number)))


def _kind(number: str, kinds: tuple[str, ...], after: str) -> tuple[str, bool]:
    """Return what the number is, and whether that is printed: by its label, else by what stands behind it, else by itself."""
    named = {kind for kind in kinds if kind in labels.PHONES}
    trailing = re.match(r"[ (（\[\-–,/]*(\w[\w .]*)", after)
    if not named and trailing:
        words = trailing.group(1).split()
        named = (
            {kind for word in words[:2] for kind in labels.kinds_of_word(word) if kind in labels.PHONES}
            if (after.lstrip()[:1] in "(（[-–" or len(words) <= 2) and not kinds
            else set()
        )
        if re.search(r"传真|傳真", after[:6]):
            named = {"fax"}
    if named == {"fax"}:
        return "fax", True
    if "mobile" in named:
        return (
            ("mobile", True)
            if "work" not in named and "fax" not in named
            else ("mobile" if is_mobile(number) or "wechat" in kinds else "work", True)
        )
    if "fax" in named:
        return "work", True
    if re.match(r"[^a-z0-9]{0,3}(?:whats?app|wa\b|微信|wechat)", after) or "wechat" in kinds:
        return "mobile", True
    if _FREEPHONE.match(number):
        return "work", bool(named)
    return ("mobile" if is_mobile(number) else "work"), bool(named)


def _sureness(number: str, labelled: bool) -> float:
    import phonenumbers

    valid = phonenumbers.is_valid_number(phonenumbers.parse(number))
    return 0.98 if labelled and valid else 0.94 if labelled else 0.92 if valid else 0.7


def _once(found: list[Found]) -> list[Found]:
    """Return each number once: with its extension, and the printed kind, where any of its mentions has them."""
    kept: dict[str, Found] = {}
    for one in found:
        bare = one.phone.number.partition(";")[0]
        known = kept.get(bare)
        if not known:
            kept[bare] = one
            continue
        number = max(known.phone.number, one.phone.number, key=len)
        best = known if known.labelled or not one.labelled else one
        kept[bare] = best._replace(phone=Phone(number, best.phone.type), wechat=known.wechat or one.wechat)
    return list(kept.values())
