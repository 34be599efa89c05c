"""Customers and contacts from the many columns that other programs spread them over."""

import re
from collections.abc import Callable, Sequence
from operator import itemgetter

from crmcli.exchange.sheet import values
from crmcli.exchange.sheet.cells import emails, ours, phones, site_key, tags, websites
from crmcli.exchange.sheet.columns import Column, Plan
from crmcli.exchange.sheet.evidence import Settings
from crmcli.exchange.sheet.headers import CONTACTS, OURS, key, number
from crmcli.exchange.sheet.records import Party
from crmcli.exchange.vcard import Address, composed

# The fields of a Party that are one cell as it stands, in its order, around those that are made of several.
_FIRST = ("id", "customer_id", "company", "contact")
_LAST = ("region", "industry", "category", "size", "grade", "needs", "source", "owner", "stage")
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
_NOT_CALLED = ("fax", "pager")
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

Read = Callable[[list[str]], str]
Pairs = tuple[tuple[str, str], ...]


def party(plan: Plan, settings: Settings) -> Callable[[list[str]], Party]:
    """Return the function that reads the tidy cells of a customer or a contact, with "" behind the last."""
    by_field = _by_field(plan)
    places = {field: columns[0].place for field, columns in by_field.items()}
    first = itemgetter(*(places.get(field, -1) for field in _FIRST))
    last = itemgetter(*(places.get(field, -1) for field in _LAST))
    department, wechat, size = (places.get(field, -1) for field in ("department", "wechat", "size"))
    person = _person([_text(by_field.get(field, [])) for field in _NAMES]) if by_field.keys() & set(_NAMES) else None
    title, note = _joined(by_field.get("title", []), " / "), _joined(by_field.get("note", []))
    mail, phone = _points(by_field, "email", plan.exact), _points(by_field, "phone", plan.exact)
    sites = _several(by_field.get("website", []), ours if plan.exact else websites, site_key)
    marked = _several(by_field.get("tags", []), ours if plan.exact else tags, str)
    created, birthday, archived = (_day(by_field.get(field, []), settings) for field in _DATED)
    address, others, staged = _address(by_field), values.own(plan), _staged(places)
    place = _text([one for field in ("state", "city") for one in by_field.get(field, []) if one.label != "home"])
    is_customer = plan.kind != CONTACTS
    firm = _text(by_field["company"]) if len(by_field.get("company", [])) > 1 else None

    def read(cells: list[str]) -> Party:
        own_id, customer_id, company, contact = first(cells)
        contact = (person(cells) if person else "") or contact
        company = company or (firm(cells) if firm else "") or (contact if is_customer else "")
        if cells[size].endswith(".0") and (whole := _WHOLE.fullmatch(cells[size])):
            cells[size] = whole[1]
        who = (own_id, customer_id, company, contact, title(cells), cells[department])
        reach = (mail(cells), phone(cells), cells[wechat], sites(cells), address(cells))
        business = staged(cells, last(cells)) if staged else last(cells)
        dated = (created(cells), birthday(cells), archived(cells))
        return Party._make((*who, *reach, *business, marked(cells), note(cells), *dated, others(cells), place(cells)))

    return read


def _by_field(plan: Plan) -> dict[str, list[Column]]:
    """Return the columns by the fields of a Party."""
    back = {ours: theirs for theirs, ours in OURS[plan.kind].items()}
    found: dict[str, list[Column]] = {}
    for column in plan.columns:
        found.setdefault(back.get(column.field, column.field), []).append(column)
    return found


def _staged(places: dict[str, int]) -> Callable[[list[str], tuple[str, ...]], tuple[str, ...]] | None:
    """Return what puts HubSpot's lifecycle where no stage is said; None if the sheet has none."""
    if "lifecycle" not in places:
        return None
    place = places["lifecycle"]
    return lambda cells, last: (*last[:-1], last[-1] or _LIFECYCLE.get(key(cells[place]), ""))


def _day(columns: Sequence[Column], settings: Settings) -> Read:
    """Return the reader of a column of dates."""
    if not columns:
        return _nothing
    place, read = columns[0].place, values.day(columns[0], settings)
    return lambda cells: read(cells[place])


def _nothing(cells: list[str]) -> str:
    return ""


def _text(columns: Sequence[Column]) -> Read:
    """Return the reader of the first column that holds any text."""
    places = [column.place for column in columns]
    if len(places) <= 1:
        return itemgetter(*places) if places else _nothing
    return lambda cells: next((text for place in places if (text := cells[place])), "")


def _joined(columns: Sequence[Column], mark: str = "\n") -> Read:
    """Return the reader of all columns, joined by a mark."""
    if len(columns) <= 1:
        return _text(columns)
    places = [column.place for column in columns]
    return lambda cells: mark.join(text for place in places if (text := cells[place]))


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


def _address(by_field: dict[str, list[Column]]) -> Read:
    """Return the reader of the address: whole, or from its parts; several are joined by "; "."""
    groups: dict[str, dict[str, list[Column]]] = {}
    for field in ("address", *_PLACES):
        for column in by_field.get(field, []):
            groups.setdefault(column.label, {}).setdefault(field, []).append(column)
    if not groups:
        return _nothing
    if len(groups) == 1 and all(group.keys() == {"address"} for group in groups.values()):
        return _text(by_field["address"])
    # A private address counts only where there is no other.
    readers = [_place(groups[label]) for label in sorted(groups, key=lambda label: label == "home")]
    if len(readers) == 1:
        return readers[0]
    return lambda cells: "; ".join(dict.fromkeys(text for one in readers if (text := one(cells))))


def _place(group: dict[str, list[Column]]) -> Read:
    """Return the reader of one address."""
    whole = _joined(group.get("address", []))
    box, street, city, state, postcode, country = (_joined(group.get(field, [])) for field in _PLACES)

    def read(cells: list[str]) -> str:
        given, road = whole(cells), street(cells)
        if given and road:
            return _one_line(given)
        parts = [box(cells), given or road, city(cells), state(cells), postcode(cells), country(cells)]
        if given:
            # What the address says already is not said again.
            parts = [part if place == 1 or part not in given else "" for place, part in enumerate(parts)]
        if not (parts[:3] != ["", "", ""] or parts[4] or parts[5]):
            return ""  # a province alone is a region and no address
        return Address(parts[0], "", _one_line(parts[1]), *parts[2:]).text

    return read


def _one_line(text: str) -> str:
    return ", ".join(line.strip(" ,") for line in text.splitlines() if line.strip(" ,"))


def _points(by_field: dict[str, list[Column]], field: str, exact: bool) -> Callable[[list[str]], Pairs]:
    """Return the reader of all phones or e-mails, each with the label of its column or of the column beside it."""
    labels = {column.label: column.place for column in by_field.get(field + "_label", [])}
    split = emails if field == "email" else phones
    columns = [
        (column.place, column.name or field, column.label, labels.get(number(column.name), -1) if labels else -1)
        for column in by_field.get(field, [])
    ]

    def read(cells: list[str]) -> Pairs:
        found: dict[str, tuple[str, str]] = {}
        for place, name, label, beside in columns:
            if text := cells[place]:
                if beside >= 0:
                    label = _label(cells[beside])
                for value in ours(text) if exact else split(text, name):
                    found.setdefault(value.casefold(), (value, label))
        if len(found) > 1 and field == "phone":  # whoever is called first is no fax
            return tuple(sorted(found.values(), key=lambda point: point[1] in _NOT_CALLED))
        return tuple(found.values())

    return read


def _label(text: str) -> str:
    """Return the label that a program's word for it means; any other stays as it is."""
    bare = text.removeprefix("* ").strip()
    folded = key(bare)
    return "fax" if "fax" in folded or "传真" in folded else _LABELS.get(folded, bare)


def _several(
    columns: Sequence[Column], split: Callable[[str], list[str]], folded: Callable[[str], str]
) -> Callable[[list[str]], tuple[str, ...]]:
    """Return the reader of the values of all columns; of those that fold alike the first."""
    places = [column.place for column in columns]

    def read(cells: list[str]) -> tuple[str, ...]:
        found: dict[str, str] = {}
        for place in places:
            if text := cells[place]:
                for value in split(text):
                    found.setdefault(folded(value), value)
        return tuple(found.values())

    return read
