"""What the rows of a sheet say, as plain typed records."""

from typing import NamedTuple


class Party(NamedTuple):
    """A customer or a contact; dates are ISO text, phones and e-mails pairs of value and label.

    Of a sheet of customers `id` is the customer's, of one of contacts the contact's, `company` the customer's name.
    """

    id: str = ""
    customer_id: str = ""
    company: str = ""
    contact: str = ""
    title: str = ""
    department: str = ""
    emails: tuple[tuple[str, str], ...] = ()
    phones: tuple[tuple[str, str], ...] = ()
    wechat: str = ""
    websites: tuple[str, ...] = ()
    address: str = ""
    region: str = ""
    industry: str = ""
    category: str = ""
    size: str = ""
    grade: str = ""
    needs: str = ""
    source: str = ""
    owner: str = ""
    stage: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    created_at: str = ""
    birthday: str = ""  # a year may be missing: --03-05
    archived_at: str = ""
    own: dict[str, str] = {}  # noqa: RUF012 - the columns without a field, by name, those that hold any text
    place: str = ""  # the province or city, for those of no sales region


class ActivityRecord(NamedTuple):
    """An activity; `at` is ISO text, with the time of day to the minute if there was one."""

    id: str = ""
    customer_id: str = ""
    customer: str = ""
    at: str = ""
    kind: str = ""
    text: str = ""
    rep: str = ""
    contact: str = ""
    minutes: int | None = None
    cost: str = ""  # plain decimal
    currency: str = ""  # a code, or the `$` or `¥` that several currencies have
    next: str = ""
    own: dict[str, str] = {}  # noqa: RUF012


class OrderRecord(NamedTuple):
    """An order; `amount` is a plain decimal, negative too, `instalments` as in the cell."""

    id: str = ""
    code: str = ""
    customer_id: str = ""
    customer: str = ""
    at: str = ""
    amount: str = ""
    currency: str = ""
    sample: bool = False
    rep: str = ""
    due: str = ""
    cancelled: bool = False  # on a day that the sheet does not tell
    instalments: str = ""  # 2026-01-31=5000;2026-02-28=7500
    note: str = ""
    cancelled_at: str = ""
    cancel_reason: str = ""
    own: dict[str, str] = {}  # noqa: RUF012


class PaymentRecord(NamedTuple):
    """A payment; `order` is an order's id or code."""

    id: str = ""
    customer_id: str = ""
    customer: str = ""
    order: str = ""
    instalment: str = ""
    at: str = ""
    amount: str = ""
    currency: str = ""
    note: str = ""
    own: dict[str, str] = {}  # noqa: RUF012


class LineRecord(NamedTuple):
    """A line of an order; `order` is its code or id, figures are plain decimals, negative too."""

    order: str = ""
    customer_id: str = ""
    customer: str = ""
    at: str = ""
    product: str = ""
    text: str = ""
    qty: str = ""
    unit: str = ""
    price: str = ""
    amount: str = ""
    currency: str = ""
    rep: str = ""
    own: dict[str, str] = {}  # noqa: RUF012


class ProductRecord(NamedTuple):
    """A product with its prices from a day on; figures are plain decimals."""

    code: str = ""
    name: str = ""
    unit: str = ""
    group: str = ""
    list_price: str = ""
    floor_price: str = ""
    cost: str = ""
    currency: str = ""
    since: str = ""
    note: str = ""
    own: dict[str, str] = {}  # noqa: RUF012


class ExpenseRecord(NamedTuple):
    """An expense; `amount` is a plain decimal, `order` an order's id or code."""

    id: str = ""
    at: str = ""
    amount: str = ""
    currency: str = ""
    kind: str = ""
    payer: str = ""
    rep: str = ""
    customer_id: str = ""
    customer: str = ""
    order: str = ""
    region: str = ""
    text: str = ""
    receipt: str = ""
    own: dict[str, str] = {}  # noqa: RUF012


Record = Party | ActivityRecord | OrderRecord | PaymentRecord | LineRecord | ProductRecord | ExpenseRecord
