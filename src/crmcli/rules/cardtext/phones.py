"""The phone numbers of a card: which runs of digits are one, in E.164, and whether mobile, work or fax."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crmcli.rules.cardtext import areas, labels, numbering
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
_FREEPHONE = re.compile(r"^(?:\+86400|\+86800|\+1(?:800|833|844|855|866|877|888))")
_ELEVEN = re.compile(r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")


# "318 5130 y 31": the last digits of one more number.
_MORE = re.compile(r" ?(?:y|e|and|&|u|/|、|und) ?(\d{1,4})(?![\w./-])")
# "2389 6471-3": two or three numbers of which only the last digits differ.
_CHINESE_ENDS = re.compile(r"((?:\+?\d{1,3}[ -]?)?(?:\(?0?\d{2,3}\)?[ -]?)?\d{4} ?\d{4})[-–](\d{1,2})")


class Found(NamedTuple):
    """A phone number found: the value, whether its kind is printed, its place, and the WeChat name that it also is."""

    phone: Phone
    labelled: bool
    row: int
    sure: float
    wechat: str


class _Context(NamedTuple):
    countries: tuple[str, ...]
    area: areas.Area


def read(rows: list[Row], countries: Sequence[str]) -> list[Found]:
    """Return the phone numbers of the rows, in order and each once, and claim them with their labels."""
    context = _Context(tuple(countries) or ("",), areas.area_of(rows, countries))
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
        kind, labelled = _kind(
            number, label.kinds, after if place == len(numbers) - 1 else "", _is_letter(row, label, run)
        )
        if number.startswith("+52") and re.match(r"[( ]*04[45]\D", printed):
            # So Mexico called mobile numbers until 2019.
            kind = "mobile"
        if kind == "mobile" and re.match(r"\+54[1-8]\d{9}$", number):
            # A mobile number of Argentina has a 9 that people leave out.
            number = "+549" + number[3:]
        value = f"{number};ext={ext}" if ext else number
        wechat = ""
        if shares_wechat(row.low[max(0, min(label.start, run.start) - 12) : run.start], after) and kind == "mobile":
            wechat = re.sub(r"\D", "", printed)
        yield Found(Phone(value, kind), labelled, row.number, _sureness(number, labelled), wechat)
    more = _MORE.match(row.low, run.stop) if numbers and not run.extension else None
    if more and (number := numbering.like(numbers[-1][0], more.group(1), True)):
        yield Found(Phone(number, _kind(number, label.kinds, "")[0]), bool(label.kinds), row.number, 0.9, "")
        row.claim(run.stop, more.end())
    if numbers:
        row.claim(min(label.start, run.start), run.stop + _courtesy(after))


def _is_letter(row: Row, label: labels.Label, run: Run) -> bool:
    """Say whether the label is one letter, which may mean clinic as well as cell."""
    return len(re.sub(r"[\W_]", "", row.low[label.start : run.start])) == 1


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
    cellular = context.countries[0] == "KR" and re.match(r"\(?010[- ]\d{4}", run.text)
    if label.kinds and label.kinds[0] in _NO_PHONE and not set(label.kinds) & labels.PHONES and not cellular:
        return
    mild = bool(set(label.kinds) & (labels.PHONES | {"wechat", "mail"}))
    before = earlier[-1] if earlier and earlier[-1].row == run.row else None
    for place, piece in enumerate(_pieces(run.text, context)):
        number = ""
        if before and context.countries[0] == "AR" and re.match(r" ?\(?15\)?[ -]", piece):
            number = numbering.argentine_mobile(before.phone.number, piece)
        elif before and (place or not label.kinds):
            number = numbering.like(before.phone.number, piece, place > 0 or _follows(row, run))
        known = before or (earlier[-1] if earlier else None)
        if (
            not number
            and mild
            and known
            and 6 <= len(re.sub(r"\D", "", piece)) <= 8
            and not _parsed(piece, context, mild, row, run)
        ):
            # A local number has the area code of the one before.
            number = numbering.like(known.phone.number, piece, True)
        if (
            not number
            and (labels.PHONES & set(label.kinds[:1]) or (_is_whole(row, run) and re.search(r"\d[ -]\d", piece)))
            and not numbering.e164(piece, context.countries[0])
        ):
            number = areas.with_code(piece, context.area)
        ends = _CHINESE_ENDS.fullmatch(piece) if context.countries[0] in ("CN", "HK", "MO", "TW", "SG") else None
        number = number or ("" if ends else _parsed(piece, context, mild, row, run))
        tail = ends or (re.match(r"(.*\d) ?[-–] ?(\d{1,4})$", piece) if not number and mild else None)
        if tail and (number := _parsed(tail.group(1), context, mild, row, run)):
            # Only the last digits of a second number are printed: "91 555 12 34-35".
            yield number, tail.group(1)
            number, piece = numbering.like(number, tail.group(2), True), tail.group(2)
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
        tail = len(re.sub(r"\D", "", second)) in (7, 8) and len(re.sub(r"\D", "", first)) >= 10
        if any(
            numbering.e164(first, country)
            and numbering.is_valid(numbering.e164(first, country), country)
            and (
                tail
                or (numbering.e164(second, country) and numbering.is_valid(numbering.e164(second, country), country))
            )
            for country in context.countries[:2]
        ) or any(
            areas.with_code(half, context.area)
            for half in halves
            if 5 < len(re.sub(r"\D", "", joined)) - len(re.sub(r"\D", "", half)) < 13
        ):
            return halves
    return [text] if len(joined) <= 15 else []


def _at_slashes(text: str) -> list[str]:
    """Return the numbers between slashes; an area code in front of one is part of what follows: "089 / 555012"."""
    parts: list[str] = []
    for part in text.split("/"):
        last = re.sub(r"\D", "", parts[-1]) if parts else ""
        if len(parts) == 1 and (len(last) <= 5 or (len(last) <= 7 and parts[-1].lstrip("( ").startswith(("+", "00")))):
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
    found = [
        number
        for place, country in enumerate(context.countries if labelled or international else context.countries[:3])
        # A local number is Argentine only on a card from there.
        if not (place and country == "AR" and not international and len(digits) == 8)
        if (number := numbering.e164(text, country))
    ]
    if not found or (labelled and numbering.e164(text, context.countries[0]) == found[0]):
        return found[0] if found else ""
    # What the likeliest country cannot have must be right in another one.
    sure = [number for number in found if international or numbering.is_sure(number)]
    return sure[0] if sure else found[0] if labelled or numbering.is_valid(found[0], "") else ""


def _is_whole(row: Row, run: Run) -> bool:
    """Say whether nothing else stands in the line."""
    return not re.search(r"\w", row.low[: run.start] + row.low[run.stop :])


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


def _follows(row: Row, run: Run) -> bool:
    """Say whether a run stands right behind another number, with a comma, slash or blank between."""
    return bool(re.search(r"\d[ )]{0,2}(?:[/、,;&~ ]|y|e|and|或)[ ]{0,3}$", row.low[max(0, run.start - 6) : run.start]))


def _kind(number: str, kinds: tuple[str, ...], after: str, letter: bool = False) -> tuple[str, bool]:
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
    if "mobile" in named and numbering.is_fixed(number) and letter:
        return "work", True
    if "mobile" in named:
        return (
            ("mobile", True)
            if "work" not in named and "fax" not in named
            else ("mobile" if numbering.is_mobile(number) or "wechat" in kinds else "work", True)
        )
    if "fax" in named:
        return "work", True
    if (
        re.match(r"[^a-z0-9]{0,3}(?:whats?app|wa\b|微信|wechat)", after) or "wechat" in kinds
    ) and not numbering.is_fixed(number):
        return "mobile", True
    if _FREEPHONE.match(number):
        return "work", bool(named)
    return ("mobile" if numbering.is_mobile(number) else "work"), bool(named)


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
