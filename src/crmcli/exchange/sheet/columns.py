"""Which column of a sheet is which field, and which kinds of sheet its headers leave possible."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crmcli.errors import UsageError, meant, quoted
from crmcli.exchange.sheet.goods_words import EXPENSE_KIND
from crmcli.exchange.sheet.headers import (
    ACTIVITIES,
    CONTACTS,
    CUSTOMERS,
    EXPENSES,
    EXPORTED,
    FIELDS,
    GOODS,
    KINDS,
    LEFT_OUT,
    LINES,
    MERGED,
    MULTIPLE,
    OF_FIRMS,
    ORDERS,
    OURS,
    PAYMENTS,
    PRODUCTS,
    Meaning,
    key,
    meaning,
)
from crmcli.language import _

_LABELS = ("email_label", "phone_label")
_REJECTED = ("line", "reason")
_PERSON = ("contact", "first_name", "last_name")
_WHO = ("customer", "customer_id")
_WHAT = ("product", "text")
_PRICES = ("list_price", "floor_price", "cost")
_SPENT = frozenset(map(key, EXPENSE_KIND.split(";")))
# HubSpot has two columns for the company of a contact; one counts where the other is empty.
_EITHER = frozenset(["companyname", "associatedcompany", "primarycompany"])
_CODES_OF_CUSTOMERS = (
    *("customer id", "customer code", "customer no", "customer number", "client id", "client code"),
    *("account no", "account number", "id cliente", "código cliente", "código de cliente", "cód. cliente"),
    *("nº cliente", "客户编号", "客户代码", "客户编码", "客戶編號"),
)
# Headers that say the field only where no other column says it better: a reference may be anybody's.
_WEAK = frozenset(
    map(
        key,
        (
            "reference",
            "ref",
            "number",
            "no",
            "deal name",
            "deal",
            "referencia",
            "número",
            "编号",
            "編號",
            "单号",
            "單號",
            *_CODES_OF_CUSTOMERS,
        ),
    )
)


class Column(NamedTuple):
    """One column: its place from 0, its header, the field it is ("" is none, "-" is left out), and a label."""

    place: int
    name: str
    field: str
    label: str = ""


class Plan(NamedTuple):
    """What becomes of every column; `exact` says that the headers are those of our own export."""

    kind: str
    columns: tuple[Column, ...]
    exact: bool = False

    @property
    def unknown(self) -> tuple[Column, ...]:
        """The columns that have a name but no field."""
        return tuple(column for column in self.columns if column.name and not column.field)

    @property
    def fields(self) -> frozenset[str]:
        """The fields that the sheet has."""
        return frozenset(column.field for column in self.columns if column.field not in ("", LEFT_OUT))


def plan(columns: Sequence[str], kind: str, given: Mapping[str, str]) -> Plan:
    """Say which column is which field; `given` maps columns (by name or number from 1) to fields or "-".

    Raises UsageError, listing what there is, for a column or a field that is not there.
    """
    mapped = _given(columns, kind, given)
    exact = _is_export(columns, kind)
    if exact:
        meanings = [_our_own(name, kind) for name in columns]
    else:
        meanings = [None if place in mapped or not name else meaning(name, kind) for place, name in enumerate(columns)]
        _settle_names(meanings, columns, kind, set(mapped.values()))
        _prefer_plain(meanings, columns)
    taken = set(mapped.values())
    made: list[Column] = []
    for place, (name, found) in enumerate(zip(columns, meanings, strict=True)):
        label = found.label if found else ""
        field = mapped[place] if place in mapped else OURS.get(kind, {}).get(found.field, found.field) if found else ""
        again = place not in mapped and field in taken and field not in (*MULTIPLE, *_LABELS, LEFT_OUT, "")
        if again and not _stands_in(name, field, made):
            field = label = ""  # a second column of a field that has one value is left to the person
        if field in _LABELS and kind not in (CUSTOMERS, CONTACTS):
            field = ""  # nobody's e-mail or phone is in such a sheet, to be labelled
        taken.add(field)
        made.append(Column(place, name, field, label))
    return Plan(kind, tuple(made), exact)


def _stands_in(name: str, field: str, made: list[Column]) -> bool:
    """Say whether a column counts where another of the same field is empty."""
    return key(name) in _EITHER and any(one.field == field and key(one.name) in _EITHER for one in made)


def _our_own(name: str, kind: str) -> Meaning | None:
    """Return what a header of our own export means; the fields of one's own behind it mean none."""
    if name in _REJECTED:
        return Meaning(LEFT_OUT)
    back = {ours: theirs for theirs, ours in OURS.get(kind, {}).items()}
    return Meaning(back.get(name, name)) if name in EXPORTED[kind].split(",") else None


def _is_export(columns: Sequence[str], kind: str) -> bool:
    """Say whether the sheet begins with all columns of our export; fields of one's own stand behind them."""
    names = [name for name in columns if name not in _REJECTED]
    ours = EXPORTED[kind].split(",")
    return names[: len(ours)] == ours


def _given(columns: Sequence[str], kind: str, given: Mapping[str, str]) -> dict[int, str]:
    """Return the fields that a person mapped, by the places of their columns."""
    found: dict[int, str] = {}
    for column, wanted in given.items():
        field = wanted.strip().lower()
        if field != LEFT_OUT and field not in FIELDS[kind]:
            raise UsageError(
                _("{field} is no field of {kind}.").format(field=quoted(wanted), kind=kind),
                meant(wanted, FIELDS[kind], _("There are: {names}; - leaves a column out.")),
            )
        if field in found.values() and field not in (*MULTIPLE, LEFT_OUT):
            raise UsageError(_("{field} can be only one column.").format(field=field))
        found[_place(columns, column)] = field
    return found


def _place(columns: Sequence[str], wanted: str) -> int:
    """Return the place of a column named by a person; UsageError lists those there are."""
    name = wanted.strip().casefold()
    places = [place for place, column in enumerate(columns) if column.casefold() == name]
    places = places or [place for place, column in enumerate(columns) if column and key(column) == key(wanted) != ""]
    places = places or [place for place, column in enumerate(columns) if name and _under(column) == key(wanted)]
    if len(places) == 1:
        return places[0]
    if not places and name.isdecimal() and len(name) < 6 and 1 <= int(name) <= len(columns):
        return int(name) - 1
    said = _("{column} names several columns; take its number.") if places else _("There is no column {column}.")
    there = ", ".join(f"{place}={column}" for place, column in enumerate(columns, 1) if column)
    raise UsageError(said.format(column=quoted(wanted)), _("There are: {names}").format(names=there))


def _under(column: str) -> str:
    """Return the name that stands below a merged cell, as it is compared; "" for any other column."""
    return key(column.rpartition(MERGED)[2]) if MERGED in column else ""


def _settle_names(meanings: list[Meaning | None], columns: Sequence[str], kind: str, mapped: set[str]) -> None:
    """Decide whose name a plain "Name" is, by the columns beside it; likewise what a plain "Title" is."""
    if kind not in (CUSTOMERS, CONTACTS):
        return
    back = {ours: theirs for theirs, ours in OURS[kind].items()}
    fields = {found.field for found in meanings if found} | {back.get(field, field) for field in mapped}
    titles = {key(name) for name, found in zip(columns, meanings, strict=True) if found and found.field == "title"}
    for place, found in enumerate(meanings):
        if found and found.field == "name":
            meanings[place] = Meaning(_whose(fields, kind))
        elif found and found.field == "title" and len(titles) > 1 and key(columns[place]) in ("title", "titulo"):
            meanings[place] = Meaning("prefix")


def _prefer_plain(meanings: list[Meaning | None], columns: Sequence[str]) -> None:
    """Take a field from a column with a weak name where another column says it plainly."""
    weak = [found is not None and key(name) in _WEAK for name, found in zip(columns, meanings, strict=True)]
    plain = {found.field for found, other in zip(meanings, weak, strict=True) if found and not other}
    for place, found in enumerate(meanings):
        if found and weak[place] and found.field in plain:
            meanings[place] = None


def _whose(fields: set[str], kind: str) -> str:
    if "last_name" in fields and "first_name" not in fields:
        return "first_name"
    if "first_name" in fields:
        return "contact"
    if "contact" in fields:
        return "company"
    return "contact" if kind == CONTACTS or "company" in fields else "company"


def kind_of(columns: Sequence[str], given: Mapping[str, str]) -> list[str]:
    """Return the kinds of sheet that the headers leave possible, the likeliest first; [] if none."""
    ours = [kind for kind in KINDS if _is_export(columns, kind)]
    if ours:
        return ours
    read: dict[str, frozenset[int]] = {}
    lacking: dict[str, frozenset[int]] = {}  # of these something is missing that their rows cannot do without
    for kind in KINDS:
        try:
            made = plan(columns, kind, given)
        except UsageError:
            continue  # a field that is mapped belongs to another kind
        (read if _suffices(made) else lacking)[kind] = frozenset(
            one.place
            for one in made.columns
            if one.field not in ("", LEFT_OUT) and not (kind == CONTACTS and one.field in OF_FIRMS)
        )
    left = [kind for kind, places in read.items() if not any(places < others for others in read.values())]
    # Orders without an amount are no sheet of customers: a kind that knows every column and more is an answer too.
    left += [
        kind
        for kind, places in lacking.items()
        if left and kind not in GOODS and all(read[one] < places for one in left)
    ]
    return sorted(left, key=lambda kind: -len((read | lacking)[kind]))


def _suffices(made: Plan) -> bool:
    """Say whether a sheet has what a row of its kind cannot do without."""
    fields = made.fields
    who = any(field in fields for field in _WHO)
    return {
        CUSTOMERS: bool(fields & {"name", *_PERSON}),
        CONTACTS: bool(fields & {"name", "first_name", "last_name"}) and who,
        ACTIVITIES: who and "at" in fields and bool(fields & {"text", "kind"}),
        ORDERS: who and "amount" in fields,
        PAYMENTS: (who or "order" in fields) and {"amount", "at"} <= fields,
        LINES: "order" in fields and bool(fields & set(_WHAT)) and "qty" in fields,
        PRODUCTS: {"code", "name"} <= fields and bool(fields & set(_PRICES)) and not who,
        # An amount and a kind may be anything, unless the header says that money was spent.
        EXPENSES: {"at", "amount"} <= fields and any(key(one.name) in _SPENT for one in made.columns),
    }[made.kind]


def missing(made: Plan) -> list[tuple[str, ...]]:
    """Return the fields that no row of its kind can do without and no column is: one of each would do."""
    needs: dict[str, list[tuple[str, ...]]] = {
        CUSTOMERS: [("name", *_PERSON, "email", "phone", "wechat")],
        CONTACTS: [("name", "customer", "first_name", "last_name", "email", "phone", "wechat")],
        ACTIVITIES: [_WHO, ("at",)],
        ORDERS: [_WHO, ("at",), ("amount",)],
        PAYMENTS: [(*_WHO, "order"), ("at",), ("amount",)],
        LINES: [("order",), _WHAT, ("qty",), ("price", "amount")],
        PRODUCTS: [("code",)],
        EXPENSES: [("at",), ("amount",), ("kind",)],
    }
    return [fields for fields in needs[made.kind] if not made.fields & set(fields)]
