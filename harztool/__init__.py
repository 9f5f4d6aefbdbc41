"""Puts a German website into other languages, with gettext PO files as the place of review."""

__version__ = "0.1.0"
