"""The e-mail addresses and websites of a card, with what a camera misreads in them put right."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from crmcli.rules.cardtext.rows import Row
from crmcli.rules.cardtext.words.hosts import TLDS, WORDLIKE

_SOCIAL = re.compile(
    r"(?:^|\.)(?:facebook|instagram|twitter|youtube|tiktok|linkedin|xing|weibo|pinterest|behance|github|vimeo|flickr|vk|calendly|whatsapp|threads|skype|google|researchgate|orcid|medium|snapchat|zoom)\.(?:com|org|us|net|es|de)$"
    r"|^(?:x\.com|wa\.me|t\.me|fb\.(?:com|me)|m\.me|lnkd\.in|linktr\.ee|goo\.gl|bit\.ly|youtu\.be|maps\.app\.goo\.gl|g\.page|aka\.ms|line\.me|u\.wechat\.com)$"
)
_AT = re.compile(r" ?(?:@|\(at\)|\[at\]|\{at\}| \(a\) ) ?")
_LOCAL = re.compile(r"[a-z0-9][a-z0-9._%+'’&-]{0,63}$|[a-z0-9]$")
_HOST = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")
_DOT = re.compile(r"\.")
_LOOSE_DOT = re.compile(r"[.,] | ?[.,] ?")
_SCHEME = re.compile(
    r"(?<![a-z0-9])(?:https?|http) ?[:;]? ?/ ?/ ?:?|(?<![a-z0-9@.])(?:w{3,4}|vvww|wvvw|wwvv|vvvvvv)(?= ?[.,:] ?[a-z0-9])|(?<![a-z0-9@.])www(?= [a-z0-9-]+[.,])"
)
_BARE = re.compile(r"(?<![a-z0-9@._%+-])[a-z0-9]+(?:-+[a-z0-9]+)*(?:\.[a-z0-9]+(?:-+[a-z0-9]+)*){1,4}(?![a-z0-9@-])")
_PATH = re.compile(r"/[a-z0-9_\-./?=&%#~+@:]*", re.ASCII)
_TAIL = "/.,;:-?&"


# Where many people have their mail: a camera's slips in these are sure.
_MAIL_HOSTS = (
    "gmail.com googlemail.com hotmail.com hotmail.es hotmail.fr hotmail.it hotmail.co.uk outlook.com outlook.es live.com yahoo.com yahoo.es yahoo.fr yahoo.co.uk yahoo.com.mx yahoo.com.ar yahoo.com.br "
    "icloud.com msn.com aol.com foxmail.com aliyun.com sina.com sohu.com hinet.net web.de gmx.de t-online.de libero.it virgilio.it alice.it tiscali.it orange.fr wanadoo.fr laposte.net free.fr "
    "telefonica.net prodigy.net.mx terra.com.br uol.com.br bol.com.br protonmail.com rediffmail.com btinternet.com comcast.net naver.com skynet.be telenet.be planet.nl ziggo.nl bluewin.ch"
).split()


class Host(NamedTuple):
    """An address found in a row, and where."""

    value: str
    row: int
    start: int
    end: int


def _is_tld(label: str) -> bool:
    return label in TLDS or label in ("corn", "conn") or label.translate(_LETTERS) in TLDS


_LETTERS = str.maketrans("01", "ol")


def _domain(text: str, at: int) -> tuple[str, int]:
    """Return the domain that begins at `at` and where it ends, "" if there is none; blanks and commas at its dots are read over."""
    first = _HOST.match(text, at)
    if not first:
        return "", at
    labels, end = [first.group()], first.end()
    while len(labels) < 6:
        done = len(labels) > 1 and _is_tld(labels[-1])
        dot = (_DOT if done else _LOOSE_DOT).match(text, end)
        label = _HOST.match(text, dot.end()) if dot else None
        if not dot or not label:
            break
        if dot.group() != "." and not _is_tld(label.group()) and len(labels) > 1:
            break
        if done and not _is_tld(label.group()):
            break
        labels.append(label.group())
        end = label.end()
    if len(labels) < 2:
        return "", end
    last = labels[-1] if labels[-1] in TLDS else labels[-1].translate(_LETTERS)
    last = {"corn": "com", "conn": "com", "nef": "net"}.get(last, last)
    return ".".join([*labels[:-1], last]), end


def emails(rows: list[Row]) -> list[Host]:
    """Return the e-mail addresses of the rows, and claim them."""
    found = []
    for row in rows:
        at = 0
        while sign := _AT.search(row.low, at):
            at = sign.end()
            local = _LOCAL.search(row.low, max(row.start_of_free(sign.start()), sign.start() - 70), sign.start())
            domain, end = _domain(row.low, sign.end())
            if sign.group() == " @" and local and _is_handle(local.group()):
                continue
            if (
                not local
                or not domain
                or not (
                    _is_tld(domain.rpartition(".")[2]) or (domain.rpartition(".")[2].isalpha() and sign.group() == "@")
                )
            ):
                continue
            start = _with_broken_local(row.low, local.start())
            value = row.low[start : sign.start()].replace(" ", "").strip(".'’-_") + "@" + domain
            found.append(Host(value.replace("’", "'"), row.number, start, end))
            row.claim(start, end)
            at = end
    return found


def _is_handle(word: str) -> bool:
    """Say whether the word before " @" names a network: what follows is a handle there."""
    from crmcli.rules.cardtext.labels import kinds_of_word

    return "social" in kinds_of_word(word)


def _with_broken_local(text: str, start: int) -> int:
    """Return where the part before the @ begins, if a blank stands behind a dot or underscore in it."""
    before = re.search(r"(?<![a-z0-9.])([a-z0-9-]{1,20})[._] $", text[max(0, start - 24) : start])
    if not before or before.group(1) in (
        "e",
        "m",
        "mail",
        "e-mail",
        "email",
        "correo",
        "c",
        "courriel",
        "eposta",
        "e-posta",
        "k",
    ):
        return start
    return start - len(before.group(0))


def websites(rows: list[Row], mail_domains: set[str]) -> tuple[list[Host], list[Host]]:
    """Return the websites and the social profiles of the rows, and claim both."""
    sites: list[Host] = []
    social: list[Host] = []
    for row in rows:
        for host in [*_marked(row), *_bare(row, mail_domains)]:
            domain = re.split(r"[/?:]", host.value)[0].removeprefix("www.")
            (social if _SOCIAL.search(domain) else sites).append(host)
    return sites, social


def mended(found: list[Host], others: Sequence[str]) -> list[Host]:
    """Return the hosts with 0 and 1 read as o and l where another domain of the card has those."""
    known = {_same_look(other): other for other in (*_MAIL_HOSTS, *others) if not re.search(r"[01]", other)}
    mended = []
    for host in found:
        before, at, domain = host.value.rpartition("@")
        www, path = ("www." if domain.startswith("www.") else ""), ""
        bare, slash, path = domain.removeprefix("www.").partition("/")
        better = known.get(_same_look(bare), bare)
        better = re.sub(r"(?<=[a-z])0(?=[a-z])", "o", better)
        mended.append(host._replace(value=f"{before}{at}{www}{better}{slash}{path}"))
    return mended


def _same_look(domain: str) -> str:
    return domain.replace("0", "o").replace("1", "l").replace("i", "l")


def _marked(row: Row) -> list[Host]:
    """Return what follows http:// or www. in the row."""
    found, at = [], 0
    while mark := _SCHEME.search(row.low, at):
        at = mark.end()
        if not row.is_free(mark.start(), mark.end()):
            continue
        web, start = "http" not in mark.group(), mark.end()
        inner = re.compile(r" ?(?:w{3,4}|wvvw|vvww|wwvv) ?[.,:] ?").match(row.low, start)
        if not web and inner:
            web, start = True, inner.end()
        elif web:
            start += len(row.low[start : start + 3]) - len(row.low[start : start + 3].lstrip(" .,:"))
        domain, end = _domain(row.low, start)
        if not domain:
            continue
        if domain.startswith("www."):
            web, domain = True, domain.removeprefix("www.")
        path = _PATH.match(row.low, end)
        end = path.end() if path else end
        value = ("www." if web else "") + domain + (row.text[path.start() : path.end()] if path else "")
        found.append(Host(value.rstrip(_TAIL), row.number, mark.start(), end))
        row.claim(mark.start(), end)
        at = end
    return found


# What follows is a name at a network, with a dot in it or not: "LINE ID: coffee.house".
_NETWORK_NAME = re.compile(
    r"(?<![a-z])(?:line|ig|insta(?:gram)?|skype|facebook|fb|telegram|tiktok|twitter|youtube|kakao(?: ?talk)?|we-?chat|微信|抖音|小红书|微博|公众号|视频号)(?: ?id| ?号| ?@)? ?[:：@]{0,2} ?$"
)


def _bare(row: Row, mail_domains: set[str]) -> list[Host]:
    """Return the hosts that stand in the row without any mark."""
    found = []
    for match in _BARE.finditer(row.low):
        start, end = match.span()
        printed, labels = row.text[start:end], match.group().split(".")
        if _NETWORK_NAME.search(row.low[:start]):
            continue
        if not row.is_free(start, end) or not _is_host(printed, labels, match.group() in mail_domains):
            continue
        path = _PATH.match(row.low, end)
        end = path.end() if path else end
        value = match.group() + (row.text[path.start() : path.end()] if path else "")
        found.append(Host(value.rstrip(_TAIL), row.number, start, end))
        row.claim(start, end)
    return found


def _is_named(labels: list[str]) -> bool:
    """Say whether the label that names a host is long enough to be no form of a firm: "FIRM.COM.AU", not "S.A.DE.CV"."""
    own = (
        labels[:-2]
        if len(labels) > 2 and labels[-2] in ("com", "co", "net", "org", "edu", "gob", "gov", "ac")
        else labels[:-1]
    )
    return max(map(len, own), default=0) >= 4


def _is_host(printed: str, labels: list[str], known: bool) -> bool:
    last = labels[-1]
    if known:
        return True
    if last not in TLDS or len(labels[0]) < 2 or labels[0].isdigit() or not printed.isascii():
        return False
    if len(labels) == 2 and len(labels[0]) < 3 and last in WORDLIKE:
        return False
    return (
        printed.islower()
        or (last not in WORDLIKE and not printed.isupper())
        or (printed.isupper() and min(map(len, labels)) > 1 and _is_named(labels))
    )
