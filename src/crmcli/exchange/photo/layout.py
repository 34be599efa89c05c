"""The pieces of text on a picture in the order in which a reader reads them."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise
from statistics import median
from typing import NamedTuple

from crmcli.rules.cardtext import Line

Corners = tuple[tuple[float, float], ...]  # from the upper left one by the clock
_SAME_ROW = 0.5  # of the lower piece's height: so much stands beside each other
_COLUMN_GAP = 1.2  # of the usual height: so much white is between columns
_WIDE_GAP = 1.5
_APART = "    "
_LABEL = 8  # characters: what stands left of every line and is no longer is its label


class Piece(NamedTuple):
    """A piece of text as the OCR found it: how sure it is, 0 to 1, and where it stands."""

    text: str
    score: float
    corners: Corners


class _Box(NamedTuple):
    """A piece on a picture that was made straight."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


def in_reading_order(pieces: Sequence[Piece]) -> list[Line]:
    """Return the lines of a picture from top to bottom, one column after the other."""
    boxes = _straight(pieces)
    if not boxes:
        return []
    return [_line(row) for row in _ordered(_rows(boxes), median(box.height for box in boxes))]


def _straight(pieces: Sequence[Piece]) -> list[_Box]:
    """Return the pieces turned by the angle that most of the text has."""
    if not pieces:
        return []
    angles = sorted((_angle(one.corners), math.dist(one.corners[0], one.corners[1])) for one in pieces)
    lengths = list(accumulate(length for _angle, length in angles))
    usual = angles[bisect_left(lengths, lengths[-1] / 2)][0]
    return [_box(one, -usual) for one in pieces]


def _angle(corners: Corners) -> float:
    (left, top), (right, bottom) = corners[0], corners[1]
    return math.atan2(bottom - top, right - left)


def _box(piece: Piece, angle: float) -> _Box:
    corners = piece.corners
    wide, high = math.dist(corners[0], corners[1]), math.dist(corners[0], corners[3])
    x, y = sum(one for one, _y in corners) / 4, sum(one for _x, one in corners) / 4
    x, y = x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)
    return _Box(piece.text, x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def _rows(boxes: Sequence[_Box]) -> list[list[_Box]]:
    """Return the boxes row by row, those that stand beside each other together, from left to right."""
    rows: list[list[_Box]] = []
    for box in sorted(boxes, key=lambda one: one.top + one.bottom):
        if rows and all(_beside(box, one) for one in rows[-1]):
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _beside(one: _Box, other: _Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > _SAME_ROW * min(one.height, other.height)


def _ordered(rows: list[list[_Box]], height: float) -> list[list[_Box]]:
    """Return rows with every stretch that has columns one column after the other; the tallest stretch first."""
    for count in range(len(rows), 1, -1):
        for start in range(len(rows) - count + 1):
            columns = _columns(rows[start : start + count], height)
            if columns:
                before, after = rows[:start], rows[start + count :]
                middle = [row for column in columns for row in _ordered(_rows(column), height)]
                return [*_ordered(before, height), *middle, *_ordered(after, height)]
    return rows


def _columns(rows: Sequence[Sequence[_Box]], height: float) -> list[list[_Box]]:
    """Return the left and the right column of rows that have a white band between them; [] if there is none."""
    boxes = sorted((box for row in rows for box in row), key=lambda one: one.left)
    reach = boxes[0].right
    best, cut = 0.0, 0
    for place, box in enumerate(boxes[1:], 1):
        if box.left - reach > max(best, _COLUMN_GAP * height):
            best, cut = box.left - reach, place
        reach = max(reach, box.right)
    left, right = boxes[:cut], boxes[cut:]
    if len(left) < 2 or len(right) < 2 or _is_table(rows, left):
        return []
    # Columns stand beside each other, at least in part.
    shared = min(max(one.bottom for one in side) for side in (left, right)) - max(
        min(one.top for one in side) for side in (left, right)
    )
    return [left, right] if shared > height else []


def _is_table(rows: Sequence[Sequence[_Box]], left: Sequence[_Box]) -> bool:
    """Say whether the left column holds the labels of the right one: each short, and each with its line."""
    paired = sum(1 for row in rows if len(row) > 1 and row[0] in left)
    return paired == len(left) and all(len(one.text) <= _LABEL for one in left)


def _line(row: Sequence[_Box]) -> Line:
    text = row[0].text
    for before, box in pairwise(row):
        wide = box.left - before.right > _WIDE_GAP * min(before.height, box.height)
        text += (_APART if wide else " ") + box.text
    return Line(text, round(max(box.height for box in row), 1))
