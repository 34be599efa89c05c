"""What a cell says once a spreadsheet's artefacts are gone, and the several values that stand in one."""

import re
import unicodedata

from crmcli.errors import BadInputError, quoted
from crmcli.language import _
from crmcli.rules.formulas import unguarded

_NOTHING = frozenset(
    [
        "-",
        "--",
        "---",
        "–",
        "—",
        "/",
        ".",
        "n/a",
        "N/A",
        "#N/A",
        "#n/a",
        "#N/D",
        "NA",
        "n.a.",
        "NULL",
        "null",
        "(null)",
        "Null",
        "\\N",
        "#REF!",
        "#VALUE!",
        "#¡VALOR!",
        "#¡REF!",
        "#NAME?",
        "#DIV/0!",
        "#¿NOMBRE?",
        "无",
        "暂无",
        "無",
    ]
)
_FORMULA_TEXT = re.compile(r'="((?:[^"]|"")*)"')
_FIGURE_AS_TEXT = re.compile(r"'(0\d+)")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_BLANK = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
# A row joined by these marks is looked through at once.
_MARK = "\x1f"
_OTHER_ARTEFACT = re.compile("[\u00a0\u00ad\u2000-\u200f\u202a-\u202f\u205f\u2060\u3000\ufeff]")
_ASCII_ARTEFACTS = ("\x1f=", "\x1f'", ";'", "\t'", "\n'")
_EMAIL_MARKS = re.compile(r"[;,\s，；、|]+|:::")
_NAMED_EMAIL = re.compile(r"[^<>;,]*<\s*([^<>\s]+@[^<>\s]+)\s*>")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,250}")
_ONE_EMAIL = re.compile(r"[^@\s;,<>()\"'/:|，；、]{1,64}@[^@\s;,<>()\"'/:|，；、]{1,250}")
_PHONE_MARKS = re.compile(r"\s*(?::::|[;；、\n\r|]|\s/\s)\s*")
_ONE_PHONE = re.compile(r"\+?\d[\d ()-]{3,30}")
_PHONE_DOUBTFUL = re.compile(r"\s*[,/，]\s*")
_PHONE_NAMED = re.compile(
    r"(?:tel|telf?|tfno|tlf|phone|m[oó]vil|mobile|mob|cel|fax|手机|电话|手機|電話|传真)\s*[.:：]+\s*", re.I
)
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.I)
_FLOAT = re.compile(r"(\d{5,})[.,]0")
_DIGIT = re.compile(r"\d")
_LONGEST = 5_000
_WHOLE_NUMBER = 7  # digits that a number has on both sides of a mark that may be part of one
_SITE_MARK = re.compile(r"[\s;；|]|:::")
_SITE_MARKS = re.compile(r":::|[;；\n\r|]|[,\s](?=https?://|www\.)")
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?")
_TAG_MARKS = re.compile(r":::|[;,，；、\n\r|]")
_SYSTEM_GROUPS = frozenset(["mycontacts", "my contacts", "starred", "starred in android", "other", "other contacts"])
# What people write where there is no number and no address.
_NONE = frozenset(
    word
    for words in ("none;nothing;no;no email;no phone", "no tiene;ninguno;ninguna;sin correo;sin email;sin e-mail")
    for word in (
        *words.split(";"),
        "sin teléfono",
        "sin telefono",
        "sin móvil",
        "无",
        "無",
        "没有",
        "沒有",
        "暂无",
        "暫無",
    )
)
OURS = "; "  # between the values in a cell of our own exports


def tidy(cells: list[str]) -> list[str]:
    """Return the texts of a row's cells as `clean` does, and "" behind them for columns that are not there."""
    texts = [cell.strip() for cell in cells]
    joined = _MARK + _MARK.join(texts)
    # One by one, in C, rather than by an expression that tries all of them at every character.
    odd = "\r" in joined or (("'" in joined or "=" in joined) and any(map(joined.__contains__, _ASCII_ARTEFACTS)))
    odd = odd or (not joined.isascii() and _OTHER_ARTEFACT.search(joined) is not None)
    if odd or not _NOTHING.isdisjoint(texts):
        texts = [clean(text) for text in texts]
    texts.append("")
    return texts


def as_they_stand(cells: list[str]) -> list[str]:
    """Return a row's cells unchanged, and "" behind them."""
    return [*cells, ""]


def clean(cell: str) -> str:
    """Return the text of a cell without a spreadsheet's artefacts; "" for its ways to say nothing."""
    text = cell.strip().replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = _BLANK.sub(" ", _INVISIBLE.sub("", text)).strip()
    if text.startswith("="):
        formula = _FORMULA_TEXT.fullmatch(text)
        text = formula[1].replace('""', '"').strip() if formula else text
    elif "'" in text:
        figure = _FIGURE_AS_TEXT.fullmatch(text)
        text = figure[1] if figure else unguarded(text)
    return "" if text in _NOTHING else text


def emails(text: str, column: str) -> list[str]:
    """Return the e-mail addresses in a cell; BadInputError, naming the column, for a text that is none."""
    text = _narrow(text)
    if _ONE_EMAIL.fullmatch(text):
        return [text]
    if text.casefold().rstrip(".") in _NONE:
        return []
    _refuse_long(text, column)
    found = []
    for part in _EMAIL_MARKS.split(_NAMED_EMAIL.sub(r" \1 ", text)):
        address = part.strip(" <>\"'()").removeprefix("mailto:")
        if not address or address.casefold().startswith("/o="):  # an address inside Exchange reaches nobody
            continue
        if not _EMAIL.fullmatch(address):
            raise BadInputError(_("{column}: {text} is no e-mail address.").format(column=column, text=quoted(text)))
        found.append(address)
    return found


def phones(text: str, column: str) -> list[str]:
    """Return the phone numbers in a cell; BadInputError, naming the column, for one that a spreadsheet rounded."""
    text = _narrow(text)
    if _ONE_PHONE.fullmatch(text) and text.strip("0"):
        return [text]
    if text.casefold().rstrip(".") in _NONE:
        return []
    _refuse_long(text, column)
    found = []
    for part in _PHONE_MARKS.split(text):
        for number in _split_doubtful(part):
            bare = _PHONE_NAMED.sub("", number, count=1) if _PHONE_NAMED.match(number) else number
            if _ROUNDED.fullmatch(bare):
                raise BadInputError(
                    _("{column}: {text} is a number that a spreadsheet has rounded.").format(
                        column=column, text=quoted(bare)
                    ),
                    _("Format the column as text there, and type the number anew."),
                )
            if float_form := _FLOAT.fullmatch(bare):
                bare = float_form[1]
            if bare and bare.strip("0"):
                found.append(bare)
    return found


def _narrow(text: str) -> str:
    """Return a text without the wide forms that Chinese keyboards make of Latin letters, digits and signs."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def _refuse_long(text: str, column: str) -> None:
    if len(text) > _LONGEST:
        raise BadInputError(_("{column}: {length} characters are too many.").format(column=column, length=len(text)))


def _split_doubtful(text: str) -> list[str]:
    """Split at commas and slashes only between whole numbers: in 20-77/31 the slash belongs to the number."""
    parts = _PHONE_DOUBTFUL.split(text)
    whole = all(len(_DIGIT.findall(part)) >= _WHOLE_NUMBER for part in parts)
    return parts if len(parts) > 1 and whole else [text]


def websites(text: str) -> list[str]:
    """Return the addresses of websites in a cell."""
    if not _SITE_MARK.search(text):
        return [text]
    return [bare for part in _SITE_MARKS.split(text) if (bare := part.strip(" ,"))]


def site_key(address: str) -> str:
    """Return a website's address as it is compared: without https://, www. and the last slash."""
    return _SCHEME.sub("", address.casefold()).rstrip("/")


def tags(text: str) -> list[str]:
    """Return the tags in a cell, without the groups that Google puts everybody in."""
    if text.isalnum():
        return [text]
    found = []
    for part in _TAG_MARKS.split(text):
        marked = part.strip()
        tag = marked.removeprefix("* ").strip()
        if tag and not (marked.startswith("* ") and tag.casefold() in _SYSTEM_GROUPS):
            found.append(tag)
    return found


def ours(text: str) -> list[str]:
    """Return the values in a cell of our own export."""
    return [part for part in text.split(OURS) if part]
