"""What is left of a card's lines when its numbers and hosts are taken out, piece by piece."""

import re
from dataclasses import dataclass, field

from crmcli.rules.cardtext import labels, latin
from crmcli.rules.cardtext.rows import CJK, HAS_CJK, Row, low

MOST_PIECES = 120
# What stands between two fields of a line.
_BETWEEN = re.compile(
    r"[|｜¦•●▪■□◆◇★☆►▶※‣⁃∙⋅]| [·・] |[·・](?= )| {3,}|\x00+|(?<=[^\W\d_]) +[/／] +(?=[^\W\d_])|[\U0001f300-\U0001faff☎✆☏✉✈➤⌂℡🕿]"
)
_SLASH = re.compile(r" +[/／] +")
_HEAD = re.compile(rf"^\s*(?:[^\W\d_][^:：]{{0,40}}?|[{CJK}][^:：]{{0,12}}?)\s*[:：]\s*(?=\S|$)")
_POST_BOX = re.compile(
    r"\W*(?:p\.? ?o\.? ?box|post ?box|p\.? ?o\.? ?b|postfach|postbus|apdo|apartado|casilla|b\.? ?p)\b"
)
# An office in front of its address, and any word for an address.
_OFFICE = re.compile(
    rf"\s*[{CJK}A-Z]{{0,10}}(?:总公司|分公司|總公司|办事处|辦事處|总部|總部|总厂|分厂|工厂|工廠|营业部|门店|門市|仓库|展厅|展廳|分店|总店|旗舰店|本部|本社|支社|工場|营业所|營業所|地址|住址|地點|地点|[会會社校院馆館所店厂廠局库庫]址|茶园|基地)\s*[:：]\s*(?=\S)"
)
_EDGES = " \t,;:：,，、;/\\|·•-–—_*~<>→=+"
_WARES = re.compile(
    r"主营|主營|淘宝|淘寶|天猫|拼多多|抖音|快手|小红书|公众号|店铺|经营|經營|营业|營業|业务范围|产品|產品|服务项目|(?i:mfrs|manufacturers|dealers|specialist|especialidad|horario|hours|products|productos|services|servicios)"
)
_FIELDS = frozenset(("name", "firm", "title", "unit", "place", "post"))


@dataclass
class Piece:
    """A stretch of text that is one field or none: where it stands, its label, and whether it is Chinese, Japanese, Korean."""

    text: str
    row: int
    order: int
    block: int
    height: float
    label: str = ""
    siblings: int = 1
    cjk: bool = False
    split_by: str = ""
    low: str = field(init=False)
    words: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.low = low(self.text)
        self.words = [word for word in re.split(r"[^\w.'’&-]+", self.low) if word.strip(".'’&-")]
        self.cjk = bool(HAS_CJK.search(self.text))


def pieces_of(rows: list[Row], japanese: bool = False) -> list[Piece]:
    """Return the pieces of all rows, in order; on a Japanese card two short words may be one name."""
    found: list[Piece] = []
    pending = ""
    for row in rows:
        parts = _parts(row, japanese)
        if len(parts) == 1 and not parts[0][0] and parts[0][2]:
            # A label alone in its line names the line below.
            pending = parts[0][2]
            continue
        for order, (text, split_by, label) in enumerate(parts):
            if text and not text.startswith("@"):
                found.append(
                    Piece(
                        text,
                        row.number,
                        order,
                        row.block,
                        row.height,
                        label or (pending if order == 0 else ""),
                        len(parts),
                        split_by=split_by,
                    )
                )
        pending = "" if parts else pending
        if len(found) >= MOST_PIECES:
            break
    return found


def _parts(row: Row, japanese: bool) -> list[tuple[str, str, str]]:
    """Return (text, what separates it from the part before, label) of each part of a row."""
    free = "".join(sign if row.free[place] else "\x00" for place, sign in enumerate(row.text))
    labelled: list[tuple[str, str, str]] = []
    at, split_by = 0, ""
    for match in [*_BETWEEN.finditer(free), None]:
        piece = free[at : match.start()] if match else free[at:]
        labelled += _fields(piece, split_by, japanese)
        if match:
            at, split_by = match.end(), match.group().strip() or match.group()
    if labelled and labelled[0][0] == "wares":
        # All that follows on the line is more of them.
        labelled = [("noise", text, split) for _label, text, split in labelled]
    return [(text, split, label) for label, text, split in labelled if text or label in _FIELDS]


def _fields(piece: str, split_by: str, japanese: bool) -> list[tuple[str, str, str]]:
    """Return (label, text, separator) of what stands between two separators: a label in front counts for all of it."""
    label, rest = _unlabelled(piece)
    if label in _FIELDS and rest:
        return [(label, text, split) for text, split in _scripts(rest, split_by, japanese)]
    return [(*_unlabelled(text), split) for text, split in _scripts(piece, split_by, japanese)]


def _unlabelled(text: str) -> tuple[str, str]:
    """Return the label in front of the text and the text without it."""
    head = _HEAD.match(text)
    if head and _POST_BOX.match(low(text)):
        return "", _stripped(text)
    if head and re.search(r"\d.*(?:no|nr|n[°º]|km|kat|daire|d|apt)\.? ?:\s*$", low(head.group())):
        return "", _stripped(text)
    if head and (office := _OFFICE.match(text)):
        return "place", _stripped(text[office.end() :])
    if head:
        kinds = labels.heading_kinds()
        if _WARES.search(head.group()):
            return "wares", _stripped(text[head.end() :])
        words = [word for word in re.split(r"[\s/()（）&+.,:：]+", low(head.group())) if word]
        found = {kinds[word] for word in words if word in kinds} | (
            {kinds["".join(words)]} if "".join(words) in kinds else set()
        )
        named = len(words) if "".join(words) in kinds else sum(1 for word in words if word in kinds)
        if found and 2 * named >= len(words):
            for kind in ("name", "title", "unit", "firm", "place", "post"):
                if kind in found:
                    return kind, _stripped(text[head.end() :])
            if latin.title_score(_stripped(head.group())) >= 4 and len(words) >= 2:
                # "Sales Engineer: Windy Peng"
                return "", _stripped(text)
            return "noise", _stripped(text[head.end() :])
    bare = _stripped(text)
    if not bare or _is_label_only(bare):
        kind = labels.heading_kinds().get(low(bare).replace(" ", ""), "")
        return (kind if kind in _FIELDS and HAS_CJK.search(bare) else ""), ""
    return _glued_label(bare)


def _stripped(text: str) -> str:
    """Return the text without the punctuation around it; quotes stay where they come in pairs."""
    bare = text.strip(_EDGES)
    framed = re.fullmatch(r"[【「『《〈\[]([^【】「」『』《》〈〉\[\]]+)[】」』》〉\]]", bare)
    if framed:
        return framed.group(1).strip(_EDGES)
    bare = re.sub(r"\s*[(（\[]\s*$", "", bare)
    for marks in ('"', "“”„‟″", "«»", "'"):
        if sum(map(bare.count, marks)) == 1 and len(bare) > 1:
            bare = bare.strip(marks)
    return bare


def _glued_label(text: str) -> tuple[str, str]:
    """Return label and text where a label stands in front without a colon: "地址 Add 佛山市…", "Add. Rm 5"."""
    match = re.match(
        r"(?:[\u4e00-\u9fff]{0,4}地址|住所|주소|厂址|工厂|add(?:ress)?\b[.:]?|部门|姓名|公司名称|职务|职位)(?: ?[/(]? ?(?:add(?:ress)?|name|company|title|dept|position)\b[.)]?)?[ :：.]+",
        low(text),
    )
    if not match:
        return "", text
    kind = labels.heading_kinds().get(re.split(r"[ :：./(]", match.group())[0], "place")
    return kind, _stripped(text[match.end() :])


def _is_label_only(text: str) -> bool:
    """Say whether nothing but labels of contact data is left: "Tel", "E-mail", "电话 Tel", "Móvil / WhatsApp"."""
    plain = low(text)
    if len(plain) > 40:
        return False
    if not re.search(r"\w", plain):
        return True
    if re.fullmatch(r"\d{5}|\d{3} \d{2}|\d{5}-\d{3,4}|\d{2}-\d{3}", plain):
        # A postcode may stand apart from its town.
        return False
    cjk = sorted((word for word, _kind in labels.cjk_labels()), key=len, reverse=True)
    for word in cjk:
        plain = plain.replace(word, " ")
    words = re.findall(r"[^\W\d_][\w.'-]*", plain)
    return not HAS_CJK.search(plain) and all(_is_contact_word(word) for word in words)


def _is_contact_word(word: str) -> bool:
    kinds = set(labels.kinds_of_word(word.strip(".'-")))
    if word.strip(".") in (
        "sales",
        "ventas",
        "support",
        "dir",
        "service",
        "plant",
        "office",
        "direct",
        "area",
        "comercial",
        "contact",
    ):
        return False
    return bool(
        kinds & {"mobile", "work", "fax", "mail", "web", "wechat", "qq", "post", "place", "social", "ext", "other"}
    ) or word in ("and", "y", "e", "mail", "und", "et")


_LATIN_THEN = re.compile(
    rf"(?:(?<=[A-Za-zÀ-ÿ.])|(?<=[A-Za-zÀ-ÿ.]\)))[ (（/]+(?=[{CJK}])|(?<=[{CJK})）])[ (（/]+(?=[A-Za-zÀ-ÿ])"
)


def _scripts(text: str, split_by: str, japanese: bool) -> list[tuple[str, str]]:
    """Return the text in pieces of one script each, where Latin words stand beside Chinese ones; Chinese ones apart at blanks."""
    if not HAS_CJK.search(text):
        return [(text, split_by)]
    cut, at, parts = 0, 0, []
    for match in _LATIN_THEN.finditer(text):
        left, right = text[at : match.start()], text[match.end() :]
        if _parts_of_one(left, right) or (
            re.search(r"(?:^|[^A-Za-z ] ?)[A-Z][a-z]+$", left) and re.fullmatch(rf"[{CJK}] ?", right)
        ):
            continue
        parts.append(text[cut : match.start()])
        cut = at = match.end()
    parts.append(text[cut:])
    found: list[tuple[str, str]] = []
    for part in parts:
        stripped = (
            part.strip(" ()（）")
            if part.count("(") + part.count("（") != part.count(")") + part.count("）")
            else part.strip()
        )
        for piece in _at_blanks(stripped, japanese):
            found.append((piece, " " if found else split_by))
    return found


def _parts_of_one(left: str, right: str) -> bool:
    """Say whether a Latin word and a Chinese one are parts of one term: "IT 部经理", "LED 灯具", "(LED)"."""
    latin_left = not HAS_CJK.search(left[-1:])
    near = re.search(r"[A-Za-zÀ-ÿ.&']+$", left) if latin_left else re.match(r"[A-Za-zÀ-ÿ.&']+", right)
    word = near.group() if near else ""
    before = left[: near.start()].strip() if near and latin_left else ""
    alone = not before if latin_left else not re.match(r"\S+ +[A-Za-zÀ-ÿ]", right)
    return (
        word.isupper()
        and len(word) <= 4
        and alone
        and latin_left
        and bool(word)
        and word not in ("CEO", "CTO", "CFO", "COO")
    )


def _at_blanks(text: str, japanese: bool) -> list[str]:
    """Return Chinese text apart at its blanks, with names and words that were spaced out joined: "沈 丽 萍" is one."""
    from crmcli.rules.cardtext.chinese import joined

    if not HAS_CJK.search(text) or " " not in text.strip():
        return [text.strip()]
    return joined(text, japanese)
