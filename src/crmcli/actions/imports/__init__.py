"""Spreadsheets in: every row becomes something, is there already, or comes back with the reason."""

from crmcli.actions.imports.answer import ImportRow, Options, Result
from crmcli.actions.imports.ground import Given
from crmcli.actions.imports.run import Summary, Survey, take_in

__all__ = ["Given", "ImportRow", "Options", "Result", "Summary", "Survey", "take_in"]
