"""Runs of digits in a row that may be phone numbers, as printed, with a camera's O and l put right."""

import re
from typing import NamedTuple

from crmcli.rules.cardtext.rows import Row

_BLOCK = r"[\doilsbqz]{1,16}"
_GAP = r"(?! {3})(?:[ ()/.\-–—−‐‑‒_~]{1,4}|[·•])"
_RUN = re.compile(
    rf"(?<![a-z\d])(?<!\d[.,])(?:(?:\+|00(?=\d\d)) ?)?[(\[]{{0,2}}(?:\+ ?)?{_BLOCK}(?:[)\]]?{_GAP}{_BLOCK}|[)\]]{_BLOCK}|[(]{_BLOCK}){{0,9}}(?![a-wyz\d])"
)
_LETTERS = str.maketrans("oil|sbqz", "01115892")
_ONLY_OL = re.compile(r"[\doil|]+")
_EXTENSION = re.compile(
    r"[ )]{0,3}[,;.(\-–/·•|]{0,2} {0,2}(?:ext(?:ensione?s|ension|ns|n|s)?\.?|extens\w*\.?|r[.:](?= ?\d{2,4}(?!\d))|x|xt|转|轉|分机号?|分機|内线|內線|내선|poste|ramal(?: de)?|durchwahl|dw|interno|int\.?|anexo|anx|wewn?\.?|dahili|toestel|tst|linha|lokal|loc|klappe|kl|доб|#|\*|op\.?|opcion)[.:)]? ?(?:no\.? ?)?[(:]?(?P<ext>[\doil]{1,6})(?![\d])(?![ .-]?\d{3})"
)


# A Chinese number with its extension behind a dash: 0755-26618890-8103.
_OWN_EXTENSION = re.compile(
    r"((?:\+?86[ -]?)?\(?0?[1-9]\d{1,2}\)?[ -]?\d{7,8}|(?:\+?86[ -]?\(?0?|\(?0)[1-9]\d{1,2}\)?[ -]?\d{3,4}[ -]\d{4})-(\d{2,5})"
)


class Run(NamedTuple):
    """A run of digits: as printed and corrected, its place, the extension behind it and where that ends."""

    text: str
    row: int
    start: int
    end: int
    extension: str
    stop: int


def runs(row: Row) -> list[Run]:
    """Return the runs of digits of a row that nothing has claimed or barred, in order."""
    found, at = [], 0
    while match := _RUN.search(row.low, at):
        start, end = _trimmed(row.low, match.start(), match.end())
        at = max(match.end(), at + 1)
        if end <= start:
            continue
        barred = row.barred[start:end]
        if 1 in barred or not row.is_free(start, end):
            # What is barred may stand right beside a number.
            start, end = _unbarred(row, start, end)
            if end <= start:
                continue
        text = _corrected(row.low[start:end])
        if not text:
            continue
        extension = _EXTENSION.match(row.low, end)
        own = _OWN_EXTENSION.fullmatch(text)
        if own and not extension:
            found.append(Run(own.group(1), row.number, start, start + own.end(1), own.group(2), end))
            at = max(at, end)
            continue
        ext = extension.group("ext").translate(_LETTERS) if extension else ""
        stop = extension.end() if extension and row.is_free(end, extension.end()) else end
        found.append(Run(text, row.number, start, end, ext if stop > end else "", stop))
        at = max(at, stop)
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and not (text[end - 1].isdigit() or text[end - 1] in "oil|"):
        end -= 1
    # A single letter in front is a label: "o 602 …".
    letter = re.match(r"[oilsbqz][ .:]+(?=[\d(+])", text[start:end])
    if letter:
        start += letter.end()
    # So is one behind, with a colon.
    if re.match(r" ?[:.]", text[end:]) and re.search(r" [oil]$", text[start:end]):
        end -= 2
        while end > start and not text[end - 1].isdigit():
            end -= 1
    # So is a word of letters that look like digits: "(solo".
    word = re.search(r"[ (/-]+(?=[oil|]*[sbqz])[oil|sbqz]+$", text[start:end])
    if word and word.start() >= 7:
        end = start + word.start()
    # A bracket that is open at the end holds something else: "(3 lines)".
    bracket = re.search(r" ?\(\d{1,3}$", text[start:end])
    if bracket and bracket.start() >= 7:
        end = start + bracket.start()
    return start, end


def _unbarred(row: Row, start: int, end: int) -> tuple[int, int]:
    """Return the longest part of the run that is neither barred nor claimed."""
    best = (start, start)
    begin = start
    for place in range(start, end + 1):
        if place == end or row.barred[place] or not row.free[place]:
            if place - begin > best[1] - best[0]:
                best = (begin, place)
            begin = place + 1
    begin, stop = best
    while begin < stop and not (row.low[begin].isdigit() or row.low[begin] in "+("):
        begin += 1
    return _trimmed(row.low, begin, stop)


def _corrected(text: str) -> str:
    """Return the run with letters that a camera took digits for put right, "" if it has too many of them."""
    blocks = re.split(r"([^\doil|sbqz]+)", text)
    digits = sum(map(str.isdigit, text))
    letters = sum(map(str.isalpha, text)) + text.count("|")
    if digits < 5 or letters > digits // 2:
        return ""
    for number, block in enumerate(blocks[::2]):
        if not block:
            continue
        if not any(map(str.isdigit, block)) and not _ONLY_OL.fullmatch(block):
            return ""
        if not _ONLY_OL.fullmatch(block) and sum(map(str.isdigit, block)) < 2:
            return ""
        blocks[2 * number] = block.translate(_LETTERS)
    return "".join(blocks)
