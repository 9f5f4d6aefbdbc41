"""The glossary: what glossary.csv says, which of its terms a text contains, and which of them a translation misses."""

from __future__ import annotations

from harztool.glossary.finding import column, found, missed, note, notes
from harztool.glossary.table import parsed

__all__ = ["column", "found", "missed", "note", "notes", "parsed"]
