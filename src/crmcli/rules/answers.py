"""Yes and no, as people type them in English, Chinese and Spanish."""

_YES = frozenset(
    "yes y true t 1 on si sí s vero verdadero cierto 是 对 對 好 好的 可以 有 开 開 打开 启用 √ ✓ ✔".split()
)
_NO = frozenset("no n false f 0 off falso nunca 否 不 不是 不要 无 無 没有 沒有 关 關 关闭 關閉 停用".split())


def yes_or_no(text: str) -> bool | None:
    """Return what an answer means; None for what is neither."""
    word = text.strip().casefold()
    return True if word in _YES else False if word in _NO else None
