"""Lines as vCards and calendars write them."""


def folded(line: str) -> str:
    """Fold a line at 75 octets, never inside a character."""
    octets = line.encode("utf-8", "replace")
    if len(octets) <= 75:
        return octets.decode() + "\r\n"
    pieces = []
    start, end = 0, 75
    while end < len(octets):
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(octets[start:end])
        start, end = end, end + 74
    pieces.append(octets[start:])
    return b"\r\n ".join(pieces).decode() + "\r\n"
