"""A terminal-first customer-lifecycle manager on one SQLite file."""

__version__ = "0.1.0"
