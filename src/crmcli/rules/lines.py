"""Splitting a line of a batch into words, as forgiving as a person is."""

_CLOSING = {'"': '"', "“": "”", "«": "»", "「": "」"}


def split(line: str) -> list[str]:
    """Return the words of a line; only a quote at the beginning of a word (or after =) opens one that has spaces.

    An apostrophe is a letter, and a quote that is never closed is one too.
    """
    words: list[str] = []
    place = 0
    while place < len(line):
        if line[place].isspace():
            place += 1
            continue
        word, place = _word(line, place)
        words.append(word)
    return words


def _word(line: str, start: int) -> tuple[str, int]:
    closing = _CLOSING.get(line[start])
    end = line.find(closing, start + 1) if closing else -1
    if end > 0 and (end + 1 == len(line) or line[end + 1].isspace()):
        # The pair around a whole sentence means the sentence, in these marks a text keeps none of them.
        return line[start + 1 : end], end + 1
    end = start
    while end < len(line) and not line[end].isspace():
        end += 1
    return line[start:end], end
