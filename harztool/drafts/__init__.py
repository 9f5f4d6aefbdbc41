"""Drafts: which messages need one, in which batches an engine is asked, and what becomes of its proposals.

What a person wrote is never changed: a draft goes only where there is no translation at all, or where a machine's own
is asked for anew.
"""

from __future__ import annotations

from harztool.drafts.asking import STORE, Answer, Desk
from harztool.drafts.budget import Budget
from harztool.drafts.groups import batches
from harztool.drafts.judging import Judge
from harztool.drafts.noting import renoted
from harztool.drafts.plan import Plan, Row, planned, rows, total
from harztool.drafts.refreshing import Concerned, concerned, entries
from harztool.drafts.workers import Gate, StoppedError, asked
from harztool.drafts.writing import drafted, needed

__all__ = [
    "STORE",
    "Answer",
    "Budget",
    "Concerned",
    "Desk",
    "Gate",
    "Judge",
    "Plan",
    "Row",
    "StoppedError",
    "asked",
    "batches",
    "concerned",
    "drafted",
    "entries",
    "needed",
    "planned",
    "renoted",
    "rows",
    "total",
]
