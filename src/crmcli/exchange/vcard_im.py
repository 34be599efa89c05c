"""Which vCard properties hold a name in a messenger, and of what service."""

import re

from crmcli.exchange.vcard_text import unescape

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WECHAT = {"wechat", "weixin", "we chat", "微信", "微信号", "微信號"}
_SERVICES = {
    "X-WECHAT": "wechat",
    "X-WEIXIN": "wechat",
    "X-WECHAT-ID": "wechat",
    "X-SKYPE": "skype",
    "X-SKYPE-USERNAME": "skype",
    "X-GTALK": "gtalk",
    "X-GOOGLE-TALK": "gtalk",
    "X-GOOGLE TALK": "gtalk",
    "X-MS-IMADDRESS": "",
    "X-QQ": "qq",
    "X-AIM": "aim",
    "X-ICQ": "icq",
    "X-MSN": "msn",
    "X-YAHOO": "yahoo",
    "X-JABBER": "jabber",
    "X-WHATSAPP": "whatsapp",
    "X-TELEGRAM": "telegram",
    "X-LINE": "line",
    "X-KAKAOTALK": "kakaotalk",
    "X-VIBER": "viber",
    "X-SIGNAL": "signal",
    "X-DINGTALK": "dingtalk",
    "X-SIP": "sip",
}
_PROFILES = ("IMPP", "SOCIALPROFILE", "X-SOCIALPROFILE")


Params = tuple[tuple[str, str], ...]


def messenger(name: str, params: Params, value: str, label: str = "") -> tuple[str, str] | None:
    """Return service, in lower case, and user name; None if the property holds no name in a messenger.

    `label` is the Apple label of the property: a phone or a website labelled 微信 is a WeChat name.
    """
    service = _SERVICES.get(name)
    if service is not None:
        return service, unescape(value).removeprefix("sip:")
    if name in _PROFILES:
        return _profile(name, params, unescape(value), label)
    if name not in ("TEL", "EMAIL", "URL"):
        return None
    labels = {label.lower(), *_types(params)}
    if labels.isdisjoint(_WECHAT) or "@" in value or "//" in value:
        return None
    return "wechat", unescape(value).removeprefix("tel:")


def _types(params: Params) -> list[str]:
    return [value.lower().removeprefix("x-") for key, value in params if key == "TYPE"]


def _profile(name: str, params: Params, value: str, label: str) -> tuple[str, str] | None:
    """Return service and name of an IMPP or a social profile; None for a profile that is no messenger's."""
    first = dict(reversed(params))
    match = _SCHEME.match(value)
    scheme = match[1].lower() if match else ""
    service = first.get("X-SERVICE-TYPE", first.get("SERVICE-TYPE"))
    user = ""
    if name != "IMPP":
        known = {*_WECHAT, *_SERVICES.values()}
        service = service or next((kind for kind in _types(params) if kind in known), None)
        user = first.get("X-USER", first.get("USERNAME", ""))
        if service is None or service.lower() not in known:
            return None
    elif service is None:
        service = label if scheme in ("", "x-apple", "im") or label.lower() in _WECHAT else scheme
    service = "wechat" if service.lower() in _WECHAT else service.lower()
    return service, user or _user(value[match.end() :] if match else value)


def _user(value: str) -> str:
    """Return the user name in a URI without its scheme: of a web address the last part."""
    if value.startswith("//"):
        value = value.rstrip("/").rpartition("/")[2]
    if "%" not in value:
        return value
    from urllib.parse import unquote

    return unquote(value)
