"""Products: what is sold, and what it costs from which day on."""

from typing import NamedTuple

from crmcli.actions.dues import chosen_currency
from crmcli.actions.outcome import Done, Outcome, each
from crmcli.errors import BadInputError, ConflictError, RefusedError
from crmcli.language import _
from crmcli.model import Product, ProductPrice
from crmcli.rules import money
from crmcli.rules.dates import DateOrder, day
from crmcli.rules.texts import LONG, checked
from crmcli.store import products
from crmcli.store.write import Request, Work

_PRICES = ("list", "floor", "cost")


class Given(NamedTuple):
    """What a person said of a product; None is nothing."""

    name: str | None = None
    unit: str | None = None
    group: str | None = None
    note: str | None = None
    list: str | None = None
    floor: str | None = None
    cost: str | None = None
    currency: str = ""
    since: str = ""


def add(request: Request, code: str, given: Given, dates: DateOrder = "") -> Outcome:
    """Add a product; ConflictError where its code is taken."""

    def one(work: Work, code: str) -> Done:
        kept = checked(code, "CODE").strip()
        if not kept or ":" in kept or "@" in kept:
            raise BadInputError(
                _("CODE: {code} can be no code; : and @ part it from quantity and price.").format(code=kept)
            )
        if products.with_code(work.sql, kept) is not None:
            raise ConflictError(_("There is a product {code} already.").format(code=kept))
        product_id = work.add(
            Product(
                code=kept,
                name=checked(given.name or kept, "NAME").strip(),
                unit=checked(given.unit or "", "--unit").strip(),
                grp=checked(given.group or "", "--group").strip(),
                note=checked(given.note or "", "--note", LONG),
                created_on=work.today,
            )
        )
        said = _price(work, product_id, given, dates)
        return Done(
            f"g{product_id}",
            " ".join(filter(None, [_("{code} (g{id}) is a product now.").format(code=kept, id=product_id), said])),
            _("Sell it: crm order add REF --line {code}:1").format(code=kept),
        )

    return each(request, [code], one)


def edit(request: Request, codes: list[str], given: Given, dates: DateOrder = "") -> Outcome:
    """Change products; a new price is a row of its own day, and changes no order."""

    def one(work: Work, code: str) -> Done:
        found = products.named(work.sql, code)
        row: Product = work.get(Product, found.id)
        said = {"name": given.name, "unit": given.unit, "grp": given.group, "note": given.note}
        new = {column: checked(text, column, LONG).strip() for column, text in said.items() if text is not None}
        if new.get("name") == "":
            raise BadInputError(_("A product without a name?"))
        for column, text in new.items():
            setattr(row, column, text)
        priced = _price(work, found.id, given, dates)
        if not new and not priced:
            raise BadInputError(_("What is to change? See: crm product edit --help"))
        parts = [_("{code} (g{id}) is changed.").format(code=found.code, id=found.id), priced]
        return Done(f"g{found.id}", " ".join(filter(None, parts)))

    return each(request, codes, one)


def archive(request: Request, codes: list[str]) -> Outcome:
    """Put products away: they stay in old orders, and nobody sells them any more."""

    def one(work: Work, code: str) -> Done:
        found = products.named(work.sql, code)
        work.get(Product, found.id).archived_on = work.today
        return Done(f"g{found.id}", _("{code} ({name}) is put away.").format(code=found.code, name=found.name))

    return each(request, codes, one)


def _price(work: Work, product_id: int, given: Given, dates: DateOrder) -> str:
    """Write the prices that were given, from their day on; returns what to say of them, "" where there are none."""
    texts = {name: getattr(given, name) for name in _PRICES if getattr(given, name) is not None}
    if not texts:
        if given.since or given.currency:
            raise BadInputError(_("Which price? Say it with --list, --floor or --cost."))
        return ""
    common = products.currencies(work.sql, product_id, "9999-12-31")
    code = given.currency or (common.pop() if len(common) == 1 else "")
    code = chosen_currency(work, code)
    since = (
        day(given.since, work.request.today, order=dates, place="--since").isoformat() if given.since else work.today
    )
    new = {name: money.parse(text, code, f"--{name}") if text else None for name, text in texts.items()}
    then = products.price(work.sql, product_id, code, since)
    before = {"list": then.list_price, "floor": then.floor_price, "cost": then.cost} if then else dict.fromkeys(_PRICES)
    kept = {**before, **new}
    if kept["list"] is not None and kept["floor"] is not None and kept["floor"] > kept["list"]:
        raise RefusedError(_("The floor price is above the list price."))
    columns = {"list_price": kept["list"], "floor_price": kept["floor"], "cost": kept["cost"]}
    if then and then.since == since:
        row: ProductPrice = work.get(ProductPrice, then.id)
        for column, value in columns.items():
            setattr(row, column, value)
    else:
        work.session.add(ProductPrice(product_id=product_id, since=since, currency=code, **columns))
    work.session.flush()
    names = {"list": _("list"), "floor": _("floor"), "cost": _("cost")}
    said = ", ".join(f"{names[name]} {money.display(value, code)}" for name, value in kept.items() if value is not None)
    return _("From {day}: {prices}.").format(day=since, prices=said)
