"""The glossary: what glossary.csv says, which of its terms a text contains, and which of them a translation misses."""

from __future__ import annotations

from harztool.glossary.consistency import Remark, by_kind, remarks, too_long
from harztool.glossary.finding import column, found, missed, note, notes, unserved
from harztool.glossary.suggesting import Suggestion, suggestions
from harztool.glossary.table import every_row, parsed
from harztool.glossary.usage import Usage, usage

__all__ = [
    "Remark",
    "Suggestion",
    "Usage",
    "by_kind",
    "column",
    "every_row",
    "found",
    "missed",
    "note",
    "notes",
    "parsed",
    "remarks",
    "suggestions",
    "too_long",
    "unserved",
    "usage",
]
