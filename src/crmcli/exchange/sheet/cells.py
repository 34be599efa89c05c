"""What a cell says once a spreadsheet's artefacts are gone, and the several values that stand in one."""

import re

from crmcli.errors import BadInputError
from crmcli.language import _

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
_GUARDED = re.compile(r"'(?=[=+@\t\r-]|0\d+$)")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_BLANK = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_ODD_FIRST = "='"
_EMAIL_MARKS = re.compile(r"[;,\s，；、|]+|:::")
_NAMED_EMAIL = re.compile(r"[^<>;,]*<\s*([^<>\s]+@[^<>\s]+)\s*>")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,250}")
_PHONE_MARKS = re.compile(r"\s*(?::::|[;；、\n\r|]|\s/\s)\s*")
_PHONE_DOUBTFUL = re.compile(r"\s*[,/，]\s*")
_PHONE_NAMED = re.compile(
    r"(?:tel|telf?|tfno|tlf|phone|m[oó]vil|mobile|mob|cel|fax|手机|电话|手機|電話|传真)\s*[.:：]+\s*", re.I
)
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.I)
_FLOAT = re.compile(r"(\d{5,})[.,]0")
_DIGIT = re.compile(r"\d")
_WHOLE_NUMBER = 7  # digits that a number has on both sides of a mark that may be part of one
_SITE_MARKS = re.compile(r"\s*(?::::|[;；\n\r|]|[,\s](?=https?://|www\.))\s*")
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?")
_TAG_MARKS = re.compile(r"\s*(?::::|[;,，；、\n\r|])\s*")
_SYSTEM_GROUPS = frozenset(["mycontacts", "my contacts", "starred", "starred in android", "other", "other contacts"])
OURS = "; "  # between the values in a cell of our own exports


def clean(cell: str) -> str:
    """Return the text of a cell without a spreadsheet's artefacts; "" for its ways to say nothing."""
    text = cell.strip()
    if not text.isascii():
        text = _BLANK.sub(" ", _INVISIBLE.sub("", text)).strip()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text[:1] in _ODD_FIRST and text:
        if formula := _FORMULA_TEXT.fullmatch(text):
            text = formula[1].replace('""', '"').strip()
        else:
            text = _GUARDED.sub("", text, count=1) if text[0] == "'" else text
    return "" if text in _NOTHING else text


def emails(text: str, column: str) -> list[str]:
    """Return the e-mail addresses in a cell; BadInputError, naming the column, for a text that is none."""
    found = []
    for part in _EMAIL_MARKS.split(_NAMED_EMAIL.sub(r" \1 ", text)):
        address = part.strip(" <>\"'()").removeprefix("mailto:")
        if not address or address.casefold().startswith("/o="):  # an address inside Exchange reaches nobody
            continue
        if not _EMAIL.fullmatch(address):
            raise BadInputError(_("{column}: {text} is no e-mail address.").format(column=column, text=repr(text[:80])))
        found.append(address)
    return found


def phones(text: str, column: str) -> list[str]:
    """Return the phone numbers in a cell; BadInputError, naming the column, for one that a spreadsheet rounded."""
    found = []
    for part in _PHONE_MARKS.split(text):
        for number in _split_doubtful(part):
            bare = _PHONE_NAMED.sub("", number, count=1) if _PHONE_NAMED.match(number) else number
            if _ROUNDED.fullmatch(bare):
                raise BadInputError(
                    _("{column}: {text} is a number that a spreadsheet has rounded.").format(
                        column=column, text=repr(bare)
                    ),
                    _("Format the column as text there, and type the number anew."),
                )
            if float_form := _FLOAT.fullmatch(bare):
                bare = float_form[1]
            if bare and bare.strip("0"):
                found.append(bare)
    return found


def _split_doubtful(text: str) -> list[str]:
    """Split at commas and slashes only between whole numbers: in 20-77/31 the slash belongs to the number."""
    parts = _PHONE_DOUBTFUL.split(text)
    whole = all(len(_DIGIT.findall(part)) >= _WHOLE_NUMBER for part in parts)
    return parts if len(parts) > 1 and whole else [text]


def websites(text: str) -> list[str]:
    """Return the addresses of websites in a cell."""
    return [part for part in _SITE_MARKS.split(text) if part]


def site_key(address: str) -> str:
    """Return a website's address as it is compared: without https://, www. and the last slash."""
    return _SCHEME.sub("", address.casefold()).rstrip("/")


def tags(text: str) -> list[str]:
    """Return the tags in a cell, without the groups that Google puts everybody in."""
    found = []
    for part in _TAG_MARKS.split(text):
        tag = part.removeprefix("* ").strip()
        if tag and not (part.startswith("* ") and tag.casefold() in _SYSTEM_GROUPS):
            found.append(tag)
    return found


def ours(text: str) -> list[str]:
    """Return the values in a cell of our own export."""
    return [part for part in text.split(OURS) if part]
