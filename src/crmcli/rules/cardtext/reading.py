"""What a card's text is read into."""

from typing import NamedTuple


class Line(NamedTuple):
    """A line of a card: its text and, where it comes from an image, the height of its letters (0: unknown)."""

    text: str
    height: float = 0.0


class Phone(NamedTuple):
    """A phone number in E.164, with `;ext=` where the card names an extension, and what it is: mobile, work or fax."""

    number: str
    type: str


class Reading(NamedTuple):
    """The fields that a card's text holds; "" and () for what it does not name.

    `name`, `company` and `title` are in the card's main language, the `…_alt` ones in its other script. `confidence`
    has a number from 0 to 1 for each field with a value: how often a value found this way is right.
    """

    name: str = ""
    name_alt: str = ""
    company: str = ""
    company_alt: str = ""
    title: str = ""
    title_alt: str = ""
    department: str = ""
    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    address: str = ""
    postcode: str = ""
    wechat: str = ""
    qq: str = ""
    linkedin: str = ""
    confidence: dict[str, float] = {}  # noqa: RUF012 (never changed: a reading is made whole)
    warnings: tuple[str, ...] = ()
