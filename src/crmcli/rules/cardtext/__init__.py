"""The text of a business card or an e-mail signature becomes fields, by rules and scores."""

from crmcli.rules.cardtext.reader import read, read_text
from crmcli.rules.cardtext.reading import Line, Phone, Reading

__all__ = ["Line", "Phone", "Reading", "read", "read_text"]
