"""The WeChat and QQ of a card."""

import re
from typing import NamedTuple

from crmcli.rules.cardtext.rows import Row

_WECHAT = r"(?:加 ?(?:v|微|wx)|(?<![a-z0-9])v(?=[:：])|[微薇徽] {0,4}信(?: {0,4}号码| {0,4}号|号|號|账号|帐号|id)?|v信|威信|we-?chat(?: ?(?:id|no\.?|账号|号|帐号|account|username|name))?|weixin(?: ?id| ?号)?|wechatid|(?<![a-z0-9])(?:vx|wx|v-x|w-x|薇信|徽信|wecha)(?=[ :：号→>]))"
_QQ = r"(?:企业 ?qq|扣扣|(?<![a-z0-9@])q(?: {0,3}q|(?= ?[:：] ?\d{5}))(?: {0,4}号 {0,4}码| ?号| ?no\.?)?)"
_ID = re.compile(
    rf"{_WECHAT}(?: ?[(（/|]? ?{_WECHAT}[)）]?)?(?: ?[/&、,和] ?(?:{_QQ}|line|skype|whatsapp|telegram))*(?: ?\([^()]{{1,12}}\))? ?[:：.\-=→>]? ?(?P<id>[a-z][a-z0-9_\-]{{4,29}}|\d(?=[\d_\-]{{0,12}}[a-z])[a-z0-9_\-]{{5,19}})(?![a-z0-9@]|\.[a-z0-9])"
)
_QQ_NUMBER = re.compile(
    rf"(?:{_WECHAT} ?[/&、,和] ?)?{_QQ}(?: ?[/&、,和] ?{_WECHAT})* ?[:：.\-=]? ?(?P<id>[1-9](?:[ -]?[0-9oil]){{4,10}})(?![0-9@.])"
)
_SAME = re.compile(r"[微薇徽] ?信|we-?chat|weixin|(?<![a-z])(?:vx|wx)(?![a-z])|v信")
_NOT_IDS = frozenset(
    "whatsapp skype mobile phone telegram email e-mail line-id number account official and_qq public".split()
)


class Chats(NamedTuple):
    """The chat names of a card, as printed."""

    wechat: str
    qq: str


def read(rows: list[Row]) -> Chats:
    """Return the WeChat and QQ names that stand behind a label, and claim them; mobile numbers are left to the phones."""
    wechat = qq = ""
    for row in rows:
        for match in _QQ_NUMBER.finditer(row.low):
            if row.is_free(*match.span("id")):
                row.claim(*match.span())
                value = match.group("id").translate(str.maketrans("oil", "011", " -"))
                qq = qq or value
                if _SAME.search(match.group()):
                    wechat = wechat or value
        for match in _ID.finditer(row.low):
            if (
                row.is_free(*match.span("id"))
                and match.group("id") not in _NOT_IDS
                and not _is_label(match.group("id"))
            ):
                row.claim(*match.span())
                wechat = wechat or row.text[slice(*match.span("id"))]
    return Chats(wechat, qq)


def _is_label(word: str) -> bool:
    from crmcli.rules.cardtext.labels import kinds_of_word

    return bool(kinds_of_word(word)) or word.startswith(("whatsapp", "official"))


_AS_MOBILE = re.compile(
    r"(?:微 ?信|we-?chat|weixin)[:： ]{0,3}(?:同手机|同手機|同电话|同電話|同上|同号|同號|手机号|手机同号|即手机|same (?:as )?(?:mobile|number|phone))"
)


def is_the_mobile(rows: list[Row]) -> bool:
    """Say whether a line says that the WeChat name is the mobile number, wherever that stands."""
    return any(_AS_MOBILE.search(row.low) for row in rows)


def shares_wechat(before: str, after: str) -> bool:
    """Say whether the words around a number make it the WeChat name too: "微信同号", "Mob/WeChat"."""
    return bool(_SAME.search(before)) or bool(
        re.match(
            r"[^0-9a-z]{0,4}(?:[^0-9a-z:：]{0,6}(?:[微薇徽] ?信|v信)(?!公众|公眾)|(?:[^0-9:：]{0,20}[/&+,( ] ?)?(?:we-?chat|weixin|vx|wx)(?![a-z]| ?[:：]? ?[a-z0-9]))",
            after,
        )
    )
