"""Whose host it is: the domain of a firm, but not that of a service which lends it to everybody."""

import re
from functools import lru_cache

_BEHIND = re.compile(r"[/?#:]")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+$")
# The last labels under which a country gives names to firms: firm.com.cn, firma.gob.mx.
_SECOND = frozenset("com co net org gov gob edu ac or ne go gen nom ind adv ltd plc".split())
# Where everybody can have a mailbox, a page, a shop or a number.
_PUBLIC = frozenset(
    """
    gmail.com googlemail.com hotmail.com outlook.com live.com msn.com yahoo.com ymail.com rocketmail.com aol.com
    icloud.com me.com mac.com mail.com email.com gmx.com gmx.net gmx.de gmx.at gmx.ch web.de t-online.de freenet.de
    arcor.de protonmail.com proton.me pm.me tutanota.com tuta.com zoho.com fastmail.com hushmail.com inbox.com hey.com
    qq.com foxmail.com 163.com 126.com yeah.net 188.com 139.com 189.cn wo.cn sina.com sina.cn sina.com.cn sohu.com
    tom.com 21cn.com aliyun.com 263.net 263.net.cn chinaren.com vip.163.com vip.qq.com naver.com daum.net hanmail.net
    nate.com yandex.ru yandex.com ya.ru mail.ru bk.ru list.ru inbox.ru rambler.ru orange.fr wanadoo.fr free.fr
    laposte.net sfr.fr bbox.fr neuf.fr libero.it virgilio.it tiscali.it alice.it tin.it telefonica.net movistar.es
    terra.es terra.com.br terra.com uol.com.br bol.com.br ig.com.br globo.com prodigy.net.mx telmex.com speedy.com.ar
    fibertel.com.ar arnet.com.ar btinternet.com sky.com talktalk.net virginmedia.com comcast.net verizon.net att.net
    sbcglobal.net bellsouth.net cox.net charter.net earthlink.net rogers.com shaw.ca bigpond.com optusnet.com.au
    rediffmail.com seznam.cz centrum.cz wp.pl o2.pl onet.pl interia.pl abv.bg ukr.net i.ua mynet.com sapo.pt
    alibaba.com aliexpress.com 1688.com taobao.com tmall.com jd.com made-in-china.com globalsources.com hktdc.com
    tradekey.com ec21.com indiamart.com amazon.com ebay.com mercadolibre.com etsy.com shopify.com myshopify.com
    wixsite.com wix.com wordpress.com blogspot.com weebly.com squarespace.com jimdo.com github.io google.com
    sites.google.com facebook.com fb.com instagram.com linkedin.com twitter.com x.com youtube.com tiktok.com weibo.com
    wa.me whatsapp.com t.me telegram.org wechat.com weixin.qq.com skype.com pinterest.com vk.com xing.com linktr.ee
    bit.ly goo.gl example.com example.org localhost.localdomain
    """.split()
)
_EVERYWHERE = re.compile(
    r"(?:yahoo|hotmail|live|outlook|msn|amazon|ebay|mercadolibre|google|yandex)\.(?:[a-z]{2,3}\.)?[a-z]{2,3}"
)


@lru_cache(1_000)
def domain_key(address: str) -> str:
    """Return the domain by which a website or e-mail address tells the firm, "" for one that everybody may have."""
    host = address.strip().casefold().split("://")[-1].rpartition("@")[2].removeprefix("www.")
    return _domain(_BEHIND.split(host, maxsplit=1)[0].strip("."))


# A firm's website and its mailboxes are at one host, and are asked for together.
@lru_cache(1_000)
def _domain(host: str) -> str:
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    if not _HOST.fullmatch(host) or host.replace(".", "").isdigit():
        return ""
    labels = host.split(".")
    count = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND else 2
    domain = ".".join(labels[-count:])
    public = domain in _PUBLIC or host in _PUBLIC or _EVERYWHERE.fullmatch(domain)
    return "" if public or (count == 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND) else domain
