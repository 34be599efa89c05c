"""Chinese fields that run together: "业务经理陈建军", and sentences in which somebody says who they are."""

import re

from crmcli.rules.cardtext import chinese, links
from crmcli.rules.cardtext.rows import HAS_CJK

_SAYS = re.compile(r"我是|我叫|本人是|敝姓|我们公司|我公司")
_BEGINS = re.compile(
    r"^(?:您好|你好|大家好|我们公司|我公司|我的名字是|我的名字叫|我是|我叫|本人是|本人|敝姓|来自|就职于|任职于|供职于|目前在|现在在|担任|现任|职务是|是|厂址在|地址在|地址是|公司地址|地址|公司是|公司叫|公司在|位于|坐落于|在)"
)
_FIRM = re.compile(
    r"^(?P<firm>.{3,30}?(?:有限公司|公司|集团|厂|工作室|经营部|商行|事务所|研究院|大学|医院|酒店|银行|店))的?(?P<rest>.{0,16})$"
)


def title_and_name(text: str) -> list[str]:
    """Return title and name that nothing separates, in the order printed; [] if the text is not sure to be both."""
    if not 4 <= len(text) <= 14 or not HAS_CJK.match(text):
        return []
    for size in (3, 2, 4):
        for name, title, parts in (
            (text[-size:], text[:-size], [text[:-size], text[-size:]]),
            (text[:size], text[size:], [text[:size], text[size:]]),
        ):
            if (
                len(title) >= 2
                and not (text.startswith(name) and title[0] in "区區部科处處店厂级級")
                and _sure_name(name)
                and chinese.title_score(title) >= 4
                and chinese.title_score(name) < 2
            ):
                return parts
    return []


def _sure_name(text: str) -> bool:
    """Say whether a run is a family name with a given name of signs that given names have."""
    needed = {2: 2.5, 3: 3.9, 4: 4.9}.get(len(text), 9)
    return chinese.name_score(text) >= needed and links.all_sounds_known(text)


def clauses(text: str) -> list[str]:
    """Return the fields of a sentence in which somebody introduces themselves, [] if the text is none."""
    if not _SAYS.search(text):
        return []
    found: list[str] = []
    for clause in re.split(r"[，,。；;！!、：:]+", text):
        bare = clause.strip()
        while match := _BEGINS.match(bare):
            bare = bare[match.end() :].strip()
        firm = _FIRM.match(bare)
        if firm and chinese.firm_score(firm.group("firm")) >= 2.5:
            found.append(firm.group("firm"))
            bare = firm.group("rest").removeprefix("的")
        elif (
            " " not in bare
            and 6 <= len(bare) <= 30
            and (match := re.match(r"(.{3,20})的(.{2,12})$", bare))
            and title_and_name(match.group(2))
        ):
            found.append(match.group(1))
            bare = match.group(2)
        if not bare.startswith(("负责", "期待", "希望", "主要", "专业", "欢迎", "谢谢", "样品", "附件", "请")):
            found += title_and_name(bare) or [bare]
    return [part for part in found if len(part) >= 2]
