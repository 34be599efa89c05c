"""The e-mail addresses and websites of a card, with what a camera misreads in them put right."""

import re
from typing import NamedTuple

from crmcli.rules.cardtext.rows import Row

_TLDS = frozenset(
    """
    com net org info biz edu gov mil int eu io co me tv cc ai app dev shop store online site tech xyz pro top vip club cloud agency studio design group ltd company solutions consulting legal law
    coop cat gal eus wine vin bio eco farm restaurant hotel travel photo photography art gallery health dental clinic care energy systems digital media global international world works build construction
    engineering expert finance fund capital services support team tools berlin hamburg koeln wien bayern ruhr swiss paris bzh london nyc amsterdam archi immo haus asia
    cn hk tw mo jp kr sg my th vn id ph in pk bd lk np mm kh la mn kz uz ae sa qa kw bh om jo lb il ir iq tr ge am az
    es mx ar cl pe ve ec uy py bo cr pa gt sv hn ni do cu pr br pt us ca gb uk ie au nz za ng ke gh tz ug eg ma tn dz sn ci cm et mu
    de at ch fr be lu nl it li mc mt ad pl cz sk hu ro bg gr hr si rs ba mk al me ua by ru lt lv ee fi se no dk is cy su
    """.split()
)
# Ends that are words too: a sentence without a blank after its dot looks like a host.
_WORDLIKE = frozenset(
    "de la in it is at to me no so do us be am my as al in co pro top es ar st ch ai id by law art int care team works ma mu io tv group company ltd sa pa".split()
)
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


class Host(NamedTuple):
    """An address found in a row, and where."""

    value: str
    row: int
    start: int
    end: int


def _is_tld(label: str) -> bool:
    return label in _TLDS or label.translate(_LETTERS) in _TLDS


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
    last = labels[-1] if labels[-1] in _TLDS else labels[-1].translate(_LETTERS)
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
            if (
                not local
                or not domain
                or not (_is_tld(domain.rpartition(".")[2]) or len(domain.rpartition(".")[2]) in (2, 3))
            ):
                continue
            start = _with_broken_local(row.low, local.start())
            value = row.low[start : sign.start()].replace(" ", "").strip(".'’-_") + "@" + domain
            found.append(Host(value.replace("’", "'"), row.number, start, end))
            row.claim(start, end)
            at = end
    return found


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
        path = _PATH.match(row.low, end)
        end = path.end() if path else end
        value = ("www." if web else "") + domain + (row.text[path.start() : path.end()] if path else "")
        found.append(Host(value.rstrip(_TAIL), row.number, mark.start(), end))
        row.claim(mark.start(), end)
        at = end
    return found


def _bare(row: Row, mail_domains: set[str]) -> list[Host]:
    """Return the hosts that stand in the row without any mark."""
    found = []
    for match in _BARE.finditer(row.low):
        start, end = match.span()
        printed, labels = row.text[start:end], match.group().split(".")
        if not row.is_free(start, end) or not _is_host(printed, labels, match.group() in mail_domains):
            continue
        path = _PATH.match(row.low, end)
        end = path.end() if path else end
        value = match.group() + (row.text[path.start() : path.end()] if path else "")
        found.append(Host(value.rstrip(_TAIL), row.number, start, end))
        row.claim(start, end)
    return found


def _is_host(printed: str, labels: list[str], known: bool) -> bool:
    last = labels[-1]
    if known:
        return True
    if last not in _TLDS or len(labels[0]) < 2 or labels[0].isdigit() or not printed.isascii():
        return False
    if len(labels) == 2 and len(labels[0]) < 3 and last in _WORDLIKE:
        return False
    return (
        printed.islower()
        or (last not in _WORDLIKE and not printed.isupper())
        or (printed.isupper() and last in ("COM", "NET"))
    )
