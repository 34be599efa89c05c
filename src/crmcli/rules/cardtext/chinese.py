"""Chinese, Japanese and Korean names, firms and titles: what a run of signs is likely to be."""

import re
from functools import cache

from crmcli.rules.cardtext.rows import CJK, HAS_CJK

_SIGN = f"[{CJK}]"
# What people are called with their family name alone.
_CALLED = frozenset("师傅 師傅 先生 小姐 女士 老板 老闆 总 總 工 姐 哥 叔 老师 老師 太太 医生 经理".split())
_LEGAL = frozenset("公司 有限公司 股份有限公司 有限责任公司 集团有限公司 集团 集團 分公司 주식회사".split())
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
        "weak titles": posts.CJK_WEAK_TITLE_ENDS,
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
    if is_address(text) and not any(title_score(word) >= 3 for word in text.split()):
        return _address_and_firm(text)
    if re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", text):
        return [text.strip()]
    if re.fullmatch(rf"{_SIGN}(?: {_SIGN}){{4,30}}", text.strip()):
        return [text.replace(" ", "")]
    whole = _SPACED.sub(
        lambda match: match.group().replace(" ", "") if _one_word(match.group()) else match.group(), text
    )
    words = whole.split()
    found: list[str] = []
    for word in words:
        if found and (found[-1] in _lexicon()["firm starts"] or word[0] in "(（" or word in _LEGAL):
            found[-1] += " " + word
        elif found and (_continue_name(found[-1], word) or (japanese and _may_be_pair(found[-1], word))):
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


def _address_and_firm(text: str) -> list[str]:
    """Return an address apart from a firm that stands before or behind it in its line."""
    words = text.split()
    for firm, rest in ((words[-1], words[:-1]), (words[0], words[1:])):
        if rest and firm_score(firm) >= 2.5 and not re.search(r"\d|[路街道号號]", firm) and is_address(" ".join(rest)):
            parts = [" ".join(rest), firm]
            return parts if firm == words[-1] else parts[::-1]
    return [text.strip()]


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
    if len(left) == 1 and left in words["surnames"] and right in _CALLED:
        return True
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
    return bool(_ADDRESS.search(text)) and not firm_like_end(text) and not _place_in_firm(text)


def _place_in_firm(text: str) -> bool:
    """Say whether a text without numbers begins with places and ends as firms do: 广州市番禺区…厂."""
    return bool(
        re.search(
            r"(?:厂|廠|店|行|社|部|院|校|馆|所|坊|庄|会|會|业|業|局|银行|合作社|协会|学院|大学|中心|批发|图文|广告|总汇|工作室|打印|快印|口腔|门诊|集团|超市|网咖|宾馆|酒楼)$",
            text,
        )
    ) and not re.search(r"\d|[路街巷弄号號楼樓]", text)


def firm_like_end(text: str) -> bool:
    """Say whether the text ends in an unmistakable legal form."""
    return bool(re.search(r"(?:公司|株式会社|有限会社|事务所|事務所|주식회사|集团|集團)(?:[(（].{0,12}[)）])?$", text))


def without_honorific(text: str) -> str:
    """Return a name without 先生, 博士 and the like behind it."""
    bare = re.sub(r"[(（][^()（）]{1,6}[)）]$", "", text).strip() or text
    for word in _lexicon()["honorifics"]:
        if bare.endswith(word) and len(bare) - len(word) >= 2:
            return bare.removesuffix(word).strip()
    return bare


# Signs that write the sounds of Uyghur, Kazakh, Tibetan, Mongolian and foreign names.
_SOUNDS = frozenset(
    "瓦维赛杰孜曼鲁凯麦热木合提江汗别克阿不都力提买艾尔古丽娜木江克吐热依拉加帕巴特玛哈萨斯达旦扎西多吉卓次仁才让尼桑格央金德勒乌兰图雅其高娃布努赛甫沙吾库班穆罕默罗罕古孜莱姆亚伊卡迪里合曼苏米尼约翰史密大卫玛丽安娜杰克森汤彼得保马可托麦埃伯纳威廉詹"
)
_TWO_SOUNDS = frozenset(
    "扎西 平措 次仁 卓玛 多吉 尼玛 央金 德吉 旺堆 洛桑 丹增 格桑 白玛 拉姆 边巴 达瓦 普布 巴桑 索朗 强巴 仁青 才让 卓嘎 顿珠 罗布 贡布 嘉措 旺姆 曲珍 措姆 占堆 群培 旦增 江村 加措 乌兰 图雅 巴特 苏和 那仁 斯琴 高娃 娜仁 托娅 布和 孟和 宝音 其其 额尔 敖登 萨仁 朝鲁 巴雅 德力".split()
)


def name_score(text: str) -> float:
    """Return how much a text looks like a person's name, from -5 to 5."""
    words = _lexicon()
    if text[:1] in words["surnames"] and text[1:] in _CALLED:
        return 2.4
    bare = without_honorific(text)
    if re.fullmatch(rf"[A-Z][a-z]+ ?{_SIGN}", bare):
        return 4.5 if bare[-1] in words["surnames"] else 0
    if (
        re.fullmatch(rf"{_SIGN}{{1,8}}(?:[·・•.]{_SIGN}{{1,8}}){{1,3}}", bare)
        and not bare.endswith(("公司", "部"))
        and len(bare) >= 5
        and sum(sign in _SOUNDS for sign in bare) * 2 >= len(bare)
        and not is_slogan(bare)
        and not any(title_score(part) >= 2 or len(part) > 6 for part in re.split("[·・•.]", bare))
    ):
        return 4.5
    if " " in bare:
        left, _, right = bare.partition(" ")
        return 4.5 if left in words["japanese"] and 1 <= len(right) <= 3 else 3.5 if _may_be_pair(left, right) else -3
    if not re.fullmatch(rf"{_SIGN}{{2,7}}", bare) or bare in words["not names"]:
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
        or department_score(bare) >= 3.5
        or any(bare.startswith(word) or bare.endswith(word) for word in words["not names"] if len(word) >= 2)
    ):
        score -= 3.5
    return score


def _surname_score(bare: str, words: dict[str, frozenset[str] | tuple[str, ...]]) -> float:
    if 4 <= len(bare) <= 7 and sum(sign in _SOUNDS for sign in bare) >= 0.75 * len(bare) and firm_score(bare) < 2:
        return 3.4
    if len(bare) == 4 and bare[:2] in _TWO_SOUNDS and bare[2:] in _TWO_SOUNDS:
        return 5
    if bare[:2] in words["compound"] and 3 <= len(bare) <= 4:
        return 5
    if (bare[:2] in words["japanese"] and 3 <= len(bare) <= 5) or bare[:3] in words["japanese"]:
        return 3.5 if bare[0] not in words["surnames"] or re.search("[\u3040-\u30ff]", bare) else 3
    if len(bare) == 2 and bare[0] in "小阿老":
        return 2.0
    if bare[0] in words["surnames"]:
        if len(bare) == 4:
            return 3.5 if bare[1] in words["surnames"] else 0
        return {2: 2.5, 3: 4.0}.get(len(bare), -3)
    return 0.3 if len(bare) in (2, 3) else -3


def title_score(text: str) -> float:
    """Return how much a text looks like a title, from -3 to 5."""
    words = _lexicon()
    if text[:1] in words["surnames"] and text[1:] in _CALLED:
        return -1
    bare = re.sub(r"[(（][^()（）]*[)）]$", "", text).strip()
    if not bare or len(bare) > 24 or re.search(r"\d{3}|公司$|有限", bare):
        return -3
    for end in words["titles"]:
        if bare.endswith(end):
            if end in words["weak titles"]:
                return 3.0 if len(bare) <= 5 else 2.0
            return 4.5 if len(end) >= 2 and len(bare) <= 14 else 2.5
    if any(part in bare for part in words["title parts"]) and len(bare) <= 16:
        return 2.5
    return -1


def department_score(text: str) -> float:
    """Return how much a text looks like a department, from -3 to 4."""
    words = _lexicon()
    bare = re.sub(r"[(（][^()（）]{1,8}[)）]$", "", text).strip()
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
    slogans = sum(
        part in re.sub(r"专业(?=合作社)|批发(?=行|部|市场|中心|$)|零售(?=店|部)", "", bare) for part in words["slogans"]
    )
    if slogans and score < 7:
        score -= 2 * slogans
    return score - (2 if re.search(r"[,，。!！、;；:：]", bare) else 0)


def is_plain(text: str) -> bool:
    """Say whether a text is Chinese signs and nothing else."""
    return bool(re.fullmatch(rf"{_SIGN}+", text))


def is_honorific(text: str) -> bool:
    """Say whether a text is 先生, 博士 or the like."""
    return text in _lexicon()["honorifics"] or text in _CALLED


def is_place(text: str) -> bool:
    """Say whether a text is nothing but the name of a province or town, or another word that names nobody."""
    return text in _lexicon()["not names"] or text.removesuffix("市").removesuffix("省") in _lexicon()["not names"]


def is_slogan(text: str) -> bool:
    """Say whether a Chinese text is a slogan or a list of wares."""
    return any(part in text for part in _lexicon()["slogans"]) or len(re.findall(r"[、，,。!！]", text)) >= 2
