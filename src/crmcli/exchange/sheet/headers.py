"""What one header says: the field it means and a label, whatever its language and spelling."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from crmcli.exchange.sheet import goods_words, words
from crmcli.rules.figures import SYMBOLS, currency_of
from crmcli.rules.money import EXPONENTS
from crmcli.rules.names import fold

CUSTOMERS, CONTACTS, ACTIVITIES, ORDERS, PAYMENTS = "customers", "contacts", "activities", "orders", "payments"
LINES, PRODUCTS, EXPENSES = "lines", "products", "expenses"
GOODS = (LINES, PRODUCTS, EXPENSES)
# The columns of our own exports, by kind.
EXPORTED = {
    CUSTOMERS: (
        "id,name,contact,title,email,phone,wechat,website,address,region,industry,category,size,grade,needs,source,"
        "owner,stage,tags,note,created_at"
    ),
    CONTACTS: ("id,customer_id,customer,name,title,department,email,phone,wechat,birthday,note,created_at,archived_at"),
    ACTIVITIES: "id,at,customer_id,customer,kind,text,rep,contact,minutes,cost,currency",
    ORDERS: ("id,code,customer_id,customer,at,amount,currency,sample,rep,instalments,note,cancelled_at,cancel_reason"),
    PAYMENTS: "id,customer_id,customer,order,at,amount,currency,note",
    LINES: "order,customer_id,customer,at,product,text,qty,unit,price,amount,currency,rep",
    PRODUCTS: "code,name,unit,group,list_price,floor_price,cost,currency,since,note",
    EXPENSES: "id,at,amount,currency,kind,payer,rep,customer_id,customer,order,region,text,receipt",
}
KINDS = tuple(EXPORTED)
_PERSON = ("first_name", "middle_name", "last_name", "second_surname", "prefix", "suffix")
_PLACE = ("street", "po_box", "city", "state", "postcode", "country")
# What a list of people says of their firms; it tells no list of people from one of firms.
OF_FIRMS = (
    *[
        "address",
        "website",
        "region",
        "industry",
        "category",
        "size",
        "grade",
        "needs",
        "source",
        "owner",
        "stage",
        "tags",
    ],
    *_PLACE,
    "lifecycle",
)
# Fields that a file of others may have beside those of our exports; --map knows them too.
_FURTHER = {
    CUSTOMERS: (*_PERSON, *_PLACE, "department", "birthday", "lifecycle"),
    CONTACTS: (*_PERSON, *OF_FIRMS),
    ACTIVITIES: ("next", "next_at"),
    ORDERS: ("due", "status"),
    PAYMENTS: ("instalment",),
    LINES: (),
    PRODUCTS: (),
    EXPENSES: (),
}
FIELDS = {kind: (*names.split(","), *_FURTHER[kind]) for kind, names in EXPORTED.items()}
# Where our exports call the company and the person by another name than the table of words does.
OURS = {CUSTOMERS: {"company": "name"}, CONTACTS: {"company": "customer", "contact": "name"}}
MULTIPLE = frozenset(["email", "phone", "website", "address", "title", "tags", "note", "text", *_PLACE])
LEFT_OUT = "-"
AMOUNTS = frozenset(["amount", "cost", "price", "list_price", "floor_price"])
_IDS = ("id", "customer_id")
# Columns that our rejected files add, and what Outlook and Google say of a value beside it.
_IGNORED = """
line; reason; email type; email display name; display name email; tipo de correo electrónico; phonetic name;
nombre de pantalla de correo electrónico; 电子邮件类型; 电子邮件显示名称; 电子邮件显示名; 電子郵件類型; 電子郵件顯示名稱; internet free busy;
address label; address type; website label; website type; organization type; organization label
"""
_BRACKETED = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_BESIDE = ("home", "other")  # addresses beside that of the firm: their label stands before the field in the table
_LABEL = re.compile(r"(email|phone)(\d*)(?:label|type)")
_ADDRESS = re.compile(r"address(\d)(formatted|street|extendedaddress|pobox|city|region|postalcode|country)")
_NUMBER = re.compile(r"\d+")
_PARTS = re.compile(r"[/|\n\r／｜]")
_SCRIPTS = re.compile(r"[\u3400-\u9fff]+(?:[\s\d]*[\u3400-\u9fff]+)*|[^\u3400-\u9fff]+")
_THOUSANDS = re.compile(r"万|萬|千元|\bmiles\b|\bmillones\b|\bthousands?\b|\bmillions?\b|\bk ?(?:€|eur|usd)\b", re.I)
MERGED = ": "
_LONGEST = 150


class Meaning(NamedTuple):
    """The field a header means, in the words of the table, and a label: of a phone, an address, a currency."""

    field: str
    label: str = ""


def key(name: str) -> str:
    """Return a header as it is compared: "E-Mail *" and "email" are the same."""
    return fold(name).replace(" ", "")


@cache
def _table(kind: str) -> dict[str, Meaning]:
    """Return the meanings of folded headers for a kind of sheet."""
    found: dict[str, Meaning] = {}
    for field, names in _tables(kind):
        place, mark, part = field.partition(":")
        meant = Meaning(part, place) if mark and place in _BESIDE else Meaning(*field.split(":"))
        for name in names.split(";"):
            found.setdefault(key(name), meant)
    found.pop("", None)
    return found


def _tables(kind: str) -> list[tuple[str, str]]:
    ignored = (LEFT_OUT, _IGNORED)
    if kind not in (CUSTOMERS, CONTACTS):
        nouns = {
            ACTIVITIES: words.ACTIVITY,
            ORDERS: words.ORDER,
            PAYMENTS: words.PAYMENT,
            LINES: goods_words.LINE,
            PRODUCTS: goods_words.PRODUCT,
            EXPENSES: goods_words.EXPENSE,
        }[kind]
        return [ignored, *nouns.items(), *([] if kind in (LINES, PRODUCTS) else [("customer", words.NAME)])]
    party = [
        (field, names)
        for field, names in words.PARTY.items()
        if OURS[kind].get(bare := _bare(field), bare) in FIELDS[kind]
    ]
    return [ignored, ("company", words.CUSTOMER), ("name", words.NAME), *party]


def _bare(field: str) -> str:
    """Return the field that an entry of the table is about, without its label."""
    first, _mark, second = field.partition(":")
    return second if first in _BESIDE else first


def meaning(name: str, kind: str) -> Meaning | None:
    """Return what a header means in a sheet of a kind; None if nothing that is known.

    An id is only ours if it is spelled as ours: a number of another program would name somebody else here.
    """
    if len(name) > _LONGEST:
        return None
    if name in _IDS:
        return Meaning(name) if name in FIELDS[kind] else None
    group, mark, last = name.rpartition(MERGED)
    if mark:
        return _plain(group + " " + last, kind) or _in_group(group, _plain(last, kind), kind)
    return _plain(name, kind)


def _in_group(group: str, found: Meaning | None, kind: str) -> Meaning | None:
    """Let the group above a header say whose name it is."""
    above = _plain(group, kind) if found and found.field == "name" else None
    return above if above and above.field in ("company", "contact") else found


def _plain(name: str, kind: str) -> Meaning | None:
    """Look a header up: as it stands, without brackets, by the parts of a bilingual one."""
    if _THOUSANDS.search(name):
        return None  # an amount in units of thousands is no amount that could be taken as it stands
    bare = _BRACKETED.sub(" ", name)
    tried = dict.fromkeys([name, bare, *reversed(_PARTS.split(bare)), *_SCRIPTS.findall(bare)])
    for text in tried:
        found = _exact(text, kind)
        if found:
            return _with_currency(found, name)
    unit = bare.rpartition(" ")
    if unit[2].upper() in EXPONENTS or currency_of(unit[2]):
        found = _exact(unit[0], kind)
        return _with_currency(found, name) if found and found.field in AMOUNTS else None
    return None


def _with_currency(found: Meaning, name: str) -> Meaning:
    if found.field not in AMOUNTS:
        return found
    inside = [part.strip("()（）[]【】 ") for part in _BRACKETED.findall(name)]
    for text in (*inside, *name.split()):
        sign = text.replace("￥", "¥")
        code = currency_of(text) or (sign if sign in SYMBOLS else "")
        if code:
            return Meaning(found.field, code)
    return found


def _exact(text: str, kind: str) -> Meaning | None:
    folded = key(text)
    label = _LABEL.fullmatch(folded)
    if label:
        return Meaning(label[1] + "_label", label[2])
    table = _table(kind)
    several = _ADDRESS.fullmatch(folded)
    if several and (part := table.get("address" + several[2])):
        return Meaning(part.field, several[1])
    found = table.get(folded)
    if found or not _NUMBER.search(folded):
        return found
    numbered = table.get(_NUMBER.sub("", folded))
    if numbered is None or numbered.field not in {*MULTIPLE, LEFT_OUT}:
        return None
    return numbered


def number(name: str) -> str:
    """Return the number in a header: "1" of "E-mail 1 - Value"; "" if it has none."""
    found = _NUMBER.search(key(name))
    return found[0] if found else ""


@lru_cache(maxsize=4096)
def known(name: str) -> bool:
    """Say whether a header means something in any kind of sheet."""
    return bool(name.strip()) and any(meaning(name, kind) is not None for kind in KINDS)
