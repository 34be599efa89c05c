"""Spreadsheets of other programs, as CSV and TSV: from the bytes of a file to plain typed records."""

from crmcli.exchange.sheet.columns import Column, Plan, kind_of, missing, plan
from crmcli.exchange.sheet.evidence import Ambiguity, Evidence, Settings
from crmcli.exchange.sheet.headers import EXPORTED, FIELDS, KINDS
from crmcli.exchange.sheet.reader import reader
from crmcli.exchange.sheet.reading import Row, Sheet, open_sheet
from crmcli.exchange.sheet.records import (
    ActivityRecord,
    ExpenseRecord,
    LineRecord,
    OrderRecord,
    Party,
    PaymentRecord,
    ProductRecord,
    Record,
)
from crmcli.exchange.sheet.survey import Overview, survey
from crmcli.exchange.sheet.totals import aside, is_total
from crmcli.exchange.sheet.values import own_columns

__all__ = [
    "EXPORTED",
    "FIELDS",
    "KINDS",
    "ActivityRecord",
    "Ambiguity",
    "Column",
    "Evidence",
    "ExpenseRecord",
    "LineRecord",
    "OrderRecord",
    "Overview",
    "Party",
    "PaymentRecord",
    "Plan",
    "ProductRecord",
    "Record",
    "Row",
    "Settings",
    "Sheet",
    "aside",
    "is_total",
    "kind_of",
    "missing",
    "open_sheet",
    "own_columns",
    "plan",
    "reader",
    "survey",
]
