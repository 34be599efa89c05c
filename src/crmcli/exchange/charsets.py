"""How likely bytes of no declared character set are Chinese, Japanese or Western European."""

import re

_HIGH = re.compile(rb"[\x80-\xff]+")
_SAMPLE = 65536
_NEVER = -1e9


def scores(data: bytes, encodings: tuple[str, ...]) -> dict[str, float]:
    """Score each of gb18030, big5hkscs, cp932 and cp1252 that is asked for; the highest is the likeliest.

    An encoding that the bytes are not in scores less than any other.
    """
    sample = data[:_SAMPLE]
    return {name: _SCORES[name](sample) for name in encodings}


def _characters(sample: bytes, encoding: str) -> list[bytes] | None:
    """Return the characters beyond ASCII, encoded; None if the sample is not in the encoding."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError as error:
        if len(sample) < _SAMPLE or error.start < _SAMPLE - 4:  # else the sample ends inside a character
            return None
        text = sample[: error.start].decode(encoding)
    # Some characters that Big5 decodes to have no way back.
    return [pair for char in text if char > "\x7f" and (pair := char.encode(encoding, "ignore"))]


def _score_gb(sample: bytes) -> float:
    """Score by the common characters of GB2312's first level, then by those of its second."""
    characters = _characters(sample, "gb18030")
    if characters is None:
        return _NEVER
    score = 0.0
    for pair in characters:
        lead, trail = pair[0], pair[1]
        if trail < 0xA1 or lead < 0xA1 or lead > 0xF7 or 0xAA <= lead < 0xB0:
            score -= 0.4
        else:
            score += 2 if 0xB0 <= lead <= 0xD7 else 1
    return score


def _score_sjis(sample: bytes) -> float:
    """Score by kana and the common characters of JIS's first level; half-width kana stand in rows."""
    characters = _characters(sample, "cp932")
    if characters is None:
        return _NEVER
    score = 0.0
    for pair in characters:
        lead = pair[0]
        if lead in (0x82, 0x83):
            score += 2.5
        elif 0x88 <= lead <= 0x97:
            score += 2
        elif lead >= 0xF0:
            score -= 3
        elif len(pair) == 1:
            score -= 0.2
    return score


def _score_latin(sample: bytes) -> float:
    """Score by accented letters beside ASCII ones; in Western languages they stand alone or in pairs."""
    score = 0.0
    for match in _HIGH.finditer(sample):
        run, start, end = match[0], match.start(), match.end()
        sides = sample[start - 1 : start].isalpha() + sample[end : end + 1].isalpha()
        if len(run) == 1:
            score += 1 + 0.75 * sides if sides else -0.1
        elif len(run) == 2 and (sides == 2 or (sides and min(run) >= 0xDF)):
            score += 2 + sides
        else:
            score -= len(run)
    return score


def _score_big5(sample: bytes) -> float:
    """Score by the common characters of Big5's first level, then by those of its second."""
    characters = _characters(sample, "big5hkscs")
    if characters is None:
        return _NEVER
    score = 0.0
    for pair in characters:
        lead = pair[0]
        if 0xA4 <= lead <= 0xC6:
            # Bytes that may be either are Simplified Chinese; an accented letter before another is Western.
            score += 0.8 if pair[1:].isalpha() else 1.9
        elif 0xC9 <= lead <= 0xF9:
            score += 0.5
        else:
            score -= 0.4
    return score


_SCORES = {"gb18030": _score_gb, "big5hkscs": _score_big5, "cp932": _score_sjis, "cp1252": _score_latin}
