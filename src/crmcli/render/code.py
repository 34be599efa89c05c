"""A QR code drawn in a terminal, for a phone to read: light and dark hold on a dark screen and on a light one."""

from collections.abc import Sequence

QUIET = 4  # modules of white around it
_HALVES = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
_COLOURS = {False: "107", True: "40"}  # the background of a light and of a dark module
_INK = {False: "97", True: "30"}


def width(modules: int, *, utf8: bool) -> int:
    """Return the columns that a code of that many modules takes."""
    return (modules + 2 * QUIET) * (1 if utf8 else 2)


def drawn(matrix: Sequence[Sequence[bool]], *, utf8: bool, colour: bool) -> str:
    """Return the code as lines of text: half blocks, or two characters a module where there are none.

    In colour black and white are said; without, light is what the terminal writes with: right on a dark one, and on a
    light one the code is a negative, which phones read as well.
    """
    rows = _with_quiet(matrix)
    if not utf8:
        return "".join("".join("  " if dark else "##" for dark in row) + "\n" for row in rows)
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    pairs = [list(zip(rows[place], rows[place + 1], strict=True)) for place in range(0, len(rows), 2)]
    if not colour:
        return "".join("".join(_HALVES[pair] for pair in line) + "\n" for line in pairs)
    return "".join("".join(f"\x1b[{_INK[top]};{_COLOURS[low]}m▀" for top, low in line) + "\x1b[0m\n" for line in pairs)


def _with_quiet(matrix: Sequence[Sequence[bool]]) -> list[list[bool]]:
    wide = len(matrix[0]) + 2 * QUIET
    side = [False] * QUIET
    return [
        *([False] * wide for _row in range(QUIET)),
        *([*side, *row, *side] for row in matrix),
        *([False] * wide for _row in range(QUIET)),
    ]
