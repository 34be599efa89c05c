"""Spreadsheets in: every row becomes something, is there already, or comes back with the reason."""

from crmcli.actions.imports.answer import ImportRow, Options, Result
from crmcli.actions.imports.ground import Given
from crmcli.actions.imports.run import Import, Survey

__all__ = ["Given", "Import", "ImportRow", "Options", "Result", "Survey"]
