"""Customers and contacts from the many columns that other programs spread them over."""

import re
from collections.abc import Callable, Sequence

from crmcli.exchange.sheet import values
from crmcli.exchange.sheet.cells import clean, emails, ours, phones, site_key, tags, websites
from crmcli.exchange.sheet.columns import Column, Plan
from crmcli.exchange.sheet.evidence import Settings
from crmcli.exchange.sheet.headers import CONTACTS, OURS, key, number
from crmcli.exchange.sheet.records import Party
from crmcli.exchange.vcard import Address, composed

_SINGLE = [
    "id",
    "customer_id",
    "company",
    "contact",
    "department",
    "wechat",
    "region",
    "industry",
    "category",
    "size",
    "grade",
    "needs",
    "source",
    "owner",
    "stage",
]
_NAMES = ("first_name", "middle_name", "last_name", "second_surname", "prefix", "suffix")
_PLACES = ("po_box", "street", "city", "state", "postcode", "country")
_DATED = ("created_at", "birthday", "archived_at")
_LABELS = {
    "mobile": "mobile",
    "cell": "mobile",
    "movil": "mobile",
    "celular": "mobile",
    "手机": "mobile",
    "移动": "mobile",
    "work": "work",
    "business": "work",
    "office": "work",
    "trabajo": "work",
    "工作": "work",
    "公司": "work",
    "home": "home",
    "casa": "home",
    "particular": "home",
    "personal": "home",
    "住宅": "home",
    "家庭": "home",
    "main": "",
    "other": "",
    "principal": "",
    "otro": "",
    "其他": "",
    "primary": "",
    "smtp": "",
    "ex": "",
    "": "",
}
# HubSpot's lifecycle in our stages; what it has no stage for is none.
_LIFECYCLE = {
    "subscriber": "lead",
    "lead": "lead",
    "marketingqualifiedlead": "lead",
    "salesqualifiedlead": "prospect",
    "opportunity": "prospect",
    "customer": "buyer",
    "evangelist": "buyer",
    "suscriptor": "lead",
    "oportunidad": "prospect",
    "cliente": "buyer",
}
# Said to everybody, so no part of a name.
_COURTESY = frozenset(
    ["mr", "mrs", "ms", "miss", "sr", "sra", "srta", "d", "da", "don", "dona", "先生", "女士", "小姐"]
)
_WHOLE = re.compile(r"(\d+)[.,]0")
_LINES = re.compile(r"\s*[\r\n]+\s*")

Read = Callable[[list[str]], str]
Pairs = tuple[tuple[str, str], ...]


def party(plan: Plan, settings: Settings, raw: bool) -> Callable[[list[str]], Party]:
    """Return the function that reads the cells of a customer or a contact."""
    tidy = values.raw if raw else clean
    back = {ours: theirs for theirs, ours in OURS[plan.kind].items()}
    columns = [column._replace(field=back.get(column.field, column.field)) for column in plan.columns]
    by_field: dict[str, list[Column]] = {}
    for column in columns:
        by_field.setdefault(column.field, []).append(column)
    single = {field: _text(by_field.get(field, []), tidy) for field in _SINGLE if field in by_field}
    dated = [
        (field, values.day(by_field[field][0], settings), by_field[field][0].place)
        for field in _DATED
        if field in by_field
    ]
    person = (
        _person([_text(by_field.get(field, []), tidy) for field in _NAMES]) if by_field.keys() & set(_NAMES) else None
    )
    address = _address(by_field, tidy)
    note = _joined(by_field.get("note", []), tidy)
    life = _text(by_field.get("lifecycle", []), tidy) if "lifecycle" in by_field else None
    mail = _points(by_field, "email", tidy, plan.exact)
    phone = _points(by_field, "phone", tidy, plan.exact)
    sites = _several(by_field.get("website", []), tidy, ours if plan.exact else websites, site_key)
    marked = _several(by_field.get("tags", []), tidy, ours if plan.exact else tags, values.raw)
    title = _joined(by_field.get("title", []), tidy, " / ")
    others = values.own(plan, tidy)
    is_customer = plan.kind != CONTACTS

    def read(cells: list[str]) -> Party:
        found = {field: text(cells) for field, text in single.items()}
        if person:
            found["contact"] = person(cells) or found.get("contact", "")
        if is_customer and not found.get("company"):
            found["company"] = found.get("contact", "")
        if life and not found.get("stage"):
            found["stage"] = _LIFECYCLE.get(key(life(cells)), "")
        if size := _WHOLE.fullmatch(found.get("size", "")):
            found["size"] = size[1]
        for field, day, place in dated:
            found[field] = day(cells[place])
        return Party(
            **found,
            emails=mail(cells),
            phones=phone(cells),
            websites=sites(cells),
            address=address(cells),
            tags=marked(cells),
            title=title(cells),
            note=note(cells),
            own=others(cells),
        )

    return read


def _text(columns: Sequence[Column], tidy: Callable[[str], str]) -> Read:
    """Return the reader of the first column that holds any text."""
    places = [column.place for column in columns]
    if len(places) == 1:
        place = places[0]
        return lambda cells: tidy(cells[place])
    return lambda cells: next((text for place in places if (text := tidy(cells[place]))), "")


def _joined(columns: Sequence[Column], tidy: Callable[[str], str], mark: str = "\n") -> Read:
    """Return the reader of all columns, joined by a mark."""
    if len(columns) <= 1:
        return _text(columns, tidy)
    places = [column.place for column in columns]
    return lambda cells: mark.join(text for place in places if (text := tidy(cells[place])))


def _person(parts: list[Read]) -> Read:
    """Return the reader of a name from its parts, in the order of its script."""
    first, middle, last, second, prefix, suffix = parts

    def read(cells: list[str]) -> str:
        family = " ".join(filter(None, (last(cells), second(cells))))
        given = first(cells)
        title = prefix(cells)
        title = "" if key(title) in _COURTESY else title
        return composed((family, given, middle(cells), title, suffix(cells))) if family or given else ""

    return read


def _address(by_field: dict[str, list[Column]], tidy: Callable[[str], str]) -> Read:
    """Return the reader of the address: whole, or from its parts; several are joined by "; "."""
    groups: dict[str, dict[str, list[Column]]] = {}
    for field in ("address", *_PLACES):
        for column in by_field.get(field, []):
            groups.setdefault(column.label, {}).setdefault(field, []).append(column)
    if not groups:
        return lambda cells: ""
    if len(groups) == 1 and all(group.keys() == {"address"} for group in groups.values()):
        return _text(by_field["address"], tidy)
    # A private address counts only where there is no other.
    readers = [_place(groups[label], tidy) for label in sorted(groups, key=lambda label: label == "home")]

    def read(cells: list[str]) -> str:
        return "; ".join(dict.fromkeys(text for one in readers if (text := one(cells))))

    return read


def _place(group: dict[str, list[Column]], tidy: Callable[[str], str]) -> Read:
    """Return the reader of one address."""
    whole = _text(group.get("address", []), tidy)
    box, street, city, state, postcode, country = (_several_lines(group.get(field, []), tidy) for field in _PLACES)

    def read(cells: list[str]) -> str:
        given, road = _LINES.sub(", ", whole(cells)), street(cells)
        if given and road:
            return given
        parts = [box(cells), given or road, city(cells), state(cells), postcode(cells), country(cells)]
        beyond = [part if not given or place == 1 or part not in given else "" for place, part in enumerate(parts)]
        return Address(beyond[0], "", beyond[1], beyond[2], beyond[3], beyond[4], beyond[5]).text

    return read


def _several_lines(columns: Sequence[Column], tidy: Callable[[str], str]) -> Read:
    read = _joined(columns, tidy)
    return lambda cells: _LINES.sub(", ", read(cells))


def _points(
    by_field: dict[str, list[Column]], field: str, tidy: Callable[[str], str], exact: bool
) -> Callable[[list[str]], Pairs]:
    """Return the reader of all phones or e-mails, each with the label of its column or of the column beside it."""
    labels = {column.label: column.place for column in by_field.get(field + "_label", [])}
    split = emails if field == "email" else phones
    columns = [
        (column.place, column.name or field, column.label, labels.get(number(column.name), -1) if labels else -1)
        for column in by_field.get(field, [])
    ]
    if not columns:
        return lambda cells: ()

    def read(cells: list[str]) -> Pairs:
        found: dict[str, tuple[str, str]] = {}
        for place, name, label, beside in columns:
            text = tidy(cells[place])
            if not text:
                continue
            if beside >= 0:
                label = _label(tidy(cells[beside]))
            for value in ours(text) if exact else split(text, name):
                found.setdefault(value.casefold(), (value, label))
        return tuple(found.values())

    return read


def _label(text: str) -> str:
    """Return the label that a program's word for it means; any other stays as it is."""
    bare = text.removeprefix("* ").strip()
    folded = key(bare)
    return "fax" if "fax" in folded or "传真" in folded else _LABELS.get(folded, bare)


def _several(
    columns: Sequence[Column],
    tidy: Callable[[str], str],
    split: Callable[[str], list[str]],
    folded: Callable[[str], str],
) -> Callable[[list[str]], tuple[str, ...]]:
    """Return the reader of the values of all columns; of those that fold alike the first."""
    places = [column.place for column in columns]
    if not places:
        return lambda cells: ()

    def read(cells: list[str]) -> tuple[str, ...]:
        found: dict[str, str] = {}
        for place in places:
            if text := tidy(cells[place]):
                for value in split(text):
                    found.setdefault(folded(value), value)
        return tuple(found.values())

    return read
