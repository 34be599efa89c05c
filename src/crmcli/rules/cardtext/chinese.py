"""Chinese, Japanese and Korean names, firms and titles: what a run of signs is likely to be."""

import re
from functools import cache

from crmcli.rules.cardtext.rows import CJK, HAS_CJK

_SIGN = f"[{CJK}]"
_ADDRESS = re.compile(
    r"\d+ ?(?:号|號|室|楼|樓|层|層|栋|幢|座|路|弄|巷|段|之|F|番|丁目|階|동|층|호|길|로|单元|铺|区)|(?:省|市|区|區|县|縣|镇|鎮|乡|鄉|街道|村|郷|都|府|県).{1,14}(?:路|街|道|大道|巷|村|园|園|大厦|大廈|广场|廣場|区|區|镇|鎮|楼|樓|城|港|号|號|町|市)|(?:大厦|大廈|广场|工业区|工業區|工业园|科技园|产业园|开发区|路口|市场|商城|中心)[A-Z]?\d|^〒"
)
_SPACED = re.compile(rf"(?<!{_SIGN})(?:{_SIGN}[ ]+){{1,7}}{_SIGN}(?!{_SIGN})")


@cache
def _lexicon() -> dict[str, frozenset[str] | tuple[str, ...]]:
    from crmcli.rules.cardtext.words import firms, people, posts

    return {
        "surnames": people.CHINESE_SURNAMES,
        "compound": people.COMPOUND_SURNAMES,
        "japanese": people.JAPANESE_SURNAMES,
        "korean": people.KOREAN_SURNAMES,
        "not names": people.NOT_CHINESE_NAMES,
        "honorifics": people.CHINESE_HONORIFICS,
        "titles": tuple(sorted(posts.CJK_TITLE_ENDS, key=len, reverse=True)),
        "title parts": tuple(posts.CJK_TITLE_PARTS),
        "departments": tuple(sorted(posts.CJK_DEPARTMENT_ENDS, key=len, reverse=True)),
        "weak departments": posts.CJK_WEAK_DEPARTMENT_ENDS,
        "firms": tuple(sorted(firms.CJK_FIRM_ENDS, key=len, reverse=True)),
        "firm starts": firms.CJK_FIRM_STARTS,
        "weak firms": firms.CJK_WEAK_FIRM_ENDS,
        "slogans": tuple(firms.CJK_SLOGAN_PARTS),
    }


def joined(text: str, japanese: bool = False) -> list[str]:
    """Return the words of a Chinese line that blanks separate, those that are one word joined."""
    if is_address(text) or re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", text):
        return [text.strip()]
    whole = _SPACED.sub(
        lambda match: match.group().replace(" ", "") if _one_word(match.group()) else match.group(), text
    )
    words = whole.split()
    found: list[str] = []
    for word in words:
        if found and (_continue_name(found[-1], word) or (japanese and _may_be_pair(found[-1], word))):
            sep = " " if japanese or _is_japanese_pair(found[-1], word) else ""
            found[-1] += sep + word
        else:
            found.append(word)
    if len(found) > 4 or any(len(word) == 1 for word in found):
        return [text.strip()]
    if (
        re.search("[\uac00-\ud7af]", text)
        and len(found) > 1
        and not any(title_score(word) > 2 or name_score(word) > 2 for word in found)
    ):
        return [text.strip()]
    return found


def _one_word(spaced: str) -> bool:
    return len(spaced.replace(" ", "")) >= 2


def _continue_name(left: str, right: str) -> bool:
    """Say whether two words are family and given name."""
    words = _lexicon()
    known = (
        left in words["compound"]
        or left in words["japanese"]
        or (len(left) == 1 and (left in words["surnames"] or left in words["korean"]))
    )
    if not known or not 1 <= len(right) <= 3 or not HAS_CJK.match(right):
        return False
    return title_score(right) < 2 and right not in words["honorifics"]


def _is_japanese_pair(left: str, right: str) -> bool:
    words = _lexicon()
    return len(left) >= 2 and left in words["japanese"] and left not in words["compound"]


def _may_be_pair(left: str, right: str) -> bool:
    """Say whether two words of a Japanese line may be family and given name."""
    short = 1 <= len(left) <= 3 and 1 <= len(right) <= 3 and bool(re.fullmatch(rf"{_SIGN}+", left + right))
    return short and all(
        title_score(word) < 2 and department_score(word) < 1 and firm_score(word) < 2 for word in (left, right)
    )


def is_address(text: str) -> bool:
    """Say whether a Chinese, Japanese or Korean text has the marks of an address."""
    return bool(_ADDRESS.search(text)) and not firm_like_end(text)


def firm_like_end(text: str) -> bool:
    """Say whether the text ends in an unmistakable legal form."""
    return bool(re.search(r"(?:公司|株式会社|有限会社|事务所|事務所|주식회사|集团|集團)(?:[(（].{0,12}[)）])?$", text))


def without_honorific(text: str) -> str:
    """Return a name without 先生, 博士 and the like behind it."""
    bare = re.sub(r"[(（](?:先生|女士|小姐|博士|Mr\.?|Ms\.?|男|女)[)）]$", "", text)
    for word in _lexicon()["honorifics"]:
        if bare.endswith(word) and len(bare) - len(word) >= 2:
            return bare.removesuffix(word).strip()
    return bare


def name_score(text: str) -> float:
    """Return how much a text looks like a person's name, from -5 to 5."""
    words = _lexicon()
    bare = without_honorific(text)
    if (
        re.fullmatch(rf"{_SIGN}{{1,8}}(?:[·・•.]{_SIGN}{{1,8}}){{1,3}}", bare)
        and not bare.endswith(("公司", "部"))
        and len(bare) >= 5
        and not is_slogan(bare)
        and not any(title_score(part) >= 2 or len(part) > 6 for part in re.split("[·・•.]", bare))
    ):
        return 4.5
    if " " in bare:
        left, _, right = bare.partition(" ")
        return 4.5 if left in words["japanese"] and 1 <= len(right) <= 3 else 3.5 if _may_be_pair(left, right) else -3
    if not re.fullmatch(rf"{_SIGN}{{2,5}}", bare) or bare in words["not names"]:
        return -5
    if re.match("[\uac00-\ud7af]", bare):
        return (
            3.5
            if len(bare) in (2, 3, 4)
            and bare[0] in words["korean"]
            and title_score(bare) < 3
            and firm_score(bare) < 3
            and department_score(bare) < 3
            else -3
        )
    score = _surname_score(bare, words)
    if (
        title_score(bare) >= 3
        or firm_score(bare) >= 4
        or any(bare.startswith(word) or bare.endswith(word) for word in words["not names"] if len(word) >= 2)
    ):
        score -= 3.5
    return score


def _surname_score(bare: str, words: dict[str, frozenset[str] | tuple[str, ...]]) -> float:
    if bare[:2] in words["compound"] and 3 <= len(bare) <= 4:
        return 5
    if (bare[:2] in words["japanese"] and 3 <= len(bare) <= 5) or bare[:3] in words["japanese"]:
        return 3.5 if bare[0] not in words["surnames"] or re.search("[\u3040-\u30ff]", bare) else 3
    if bare[0] in words["surnames"]:
        if len(bare) == 4:
            return 3.5 if bare[1] in words["surnames"] else 0
        return {2: 2.5, 3: 4.0}.get(len(bare), -3)
    return 0.3 if len(bare) in (2, 3) else -3


def title_score(text: str) -> float:
    """Return how much a text looks like a title, from -3 to 5."""
    words = _lexicon()
    bare = re.sub(r"[(（][^()（）]*[)）]$", "", text).strip()
    if not bare or len(bare) > 24 or re.search(r"\d{3}|公司$|有限", bare):
        return -3
    for end in words["titles"]:
        if bare.endswith(end):
            return 4.5 if len(end) >= 2 and len(bare) <= 14 else 2.5
    if any(part in bare for part in words["title parts"]) and len(bare) <= 16:
        return 2.5
    return -1


def department_score(text: str) -> float:
    """Return how much a text looks like a department, from -3 to 4."""
    words = _lexicon()
    bare = text.strip()
    if not 2 <= len(bare) <= 20 or re.search(r"公司$|\d{3}", bare):
        return -3
    for end in words["departments"]:
        if bare.endswith(end) and bare != end:
            return 1.5 if end in words["weak departments"] else 4
    return -2


def firm_score(text: str) -> float:
    """Return how much a text looks like a firm, from -3 to 7."""
    words = _lexicon()
    bare = re.sub(r"[(（][^()（）]{0,12}[)）]$", "", text).strip()
    if not 2 <= len(bare) <= 48:
        return -3
    score = -1.0
    if (
        re.search(r"(?:公司|集团|集團|株式会社|有限会社|合同会社|주식회사)$", bare)
        or bare.startswith(tuple(words["firm starts"]))
        or bare.endswith(("(주)", "(株)", "㈱"))
    ):
        score = 7
    else:
        for end in words["firms"]:
            if bare.endswith(end) and len(bare) > len(end) + (0 if len(end) > 1 else 1):
                score = 2.5 if end in words["weak firms"] else 4.5
                break
    slogans = sum(part in bare for part in words["slogans"])
    if slogans and score < 7:
        score -= 2 * slogans
    return score - (2 if re.search(r"[,，。!！、;；:：]", bare) else 0)


def is_slogan(text: str) -> bool:
    """Say whether a Chinese text is a slogan or a list of wares."""
    return any(part in text for part in _lexicon()["slogans"]) or len(re.findall(r"[、，,。!！]", text)) >= 2
