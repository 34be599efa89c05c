"""What an import is told, and what it answers about each row."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from crmcli.rules.dates import DateOrder


class Result(StrEnum):
    """What became of a row."""

    CREATED = "created"
    COMPLETED = "completed"
    KNOWN = "known"
    LEFT_OUT = "left-out"
    REJECTED = "rejected"


class ImportRow(NamedTuple):
    """What became of one row of the file: the line it begins at, the id it has now, and what there is to say."""

    line: int
    id: str
    name: str
    result: str
    detail: str = ""


class Options(NamedTuple):
    """How rows are taken in."""

    dates: DateOrder = ""
    currency: str = ""  # of amounts that name none
    update: bool = False  # the file's values replace those that are there
    add_reps: bool = False  # names that are no rep's are registered
    add_customers: bool = False  # orders, payments and activities may name new customers
    add_products: bool = False  # order lines may name new products
    force: str = ""  # why rows that share an e-mail or phone become customers of their own
    strict: bool = False  # all rows or none
    fields: Mapping[str, str] = {}  # columns that may be fields of one's own: column, key
    keep_unknown: bool = False  # those of them that are no field yet become one
    mapped: bool = False  # a person said what columns are
