"""What the comments of a message tell of drafts: which engine wrote one, from where, and which a person rejected.

# draft: deepl 3a1c82b0         the engine, and by what it is known again what it wrote
# draft note: from the glossary
# rejected: deepl 913a53d7      a draft that is not to be proposed again
"""

from __future__ import annotations

import hashlib
import re

_DRAFT = re.compile(r"draft: (?P<engine>[\w-]+) (?P<digits>[0-9a-f]{8})")
_REJECTED = re.compile(r"rejected: (?P<engine>[\w-]+) (?P<digits>[0-9a-f]{8})")
# What an engine says of its proposal stands among the translator's comments, next to the provenance, and goes with it.
# In a `#.` note the next extract would drop it, as those are made anew from the pages.
NOTE = "draft note: "
# What this engine writes is for a look at the layout; to take it back is no word on it.
_PSEUDO = "pseudo"


def digits(translation: str) -> str:
    """Return the first 8 hex digits of the SHA-256 of a msgstr, by which a draft is known again.

    >>> digits("The castle")
    '3a1c82b0'
    """
    return hashlib.sha256(translation.encode()).hexdigest()[:8]


def provenance(comments: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the engine that comments name and the digits of what it wrote, or None where they name none.

    >>> provenance(("ask the office", "draft: deepl 3a1c82b0"))
    ('deepl', '3a1c82b0')
    """
    found = next(filter(None, map(_DRAFT.fullmatch, comments)), None)
    return (found["engine"], found["digits"]) if found else None


def rejections(comments: tuple[str, ...]) -> frozenset[str]:
    """Return the digits of the drafts that a person rejected.

    >>> rejections(("ask the office", "rejected: deepl 3a1c82b0"))
    frozenset({'3a1c82b0'})
    """
    return frozenset(found["digits"] for found in map(_REJECTED.fullmatch, comments) if found)


def drafted_by(comments: tuple[str, ...], engine: str, translation: str, note: str = "") -> tuple[str, ...]:
    """Return translator comments in which exactly one line names the engine and what it wrote, one more its note.

    >>> drafted_by(("ask the office",), "deepl", "The castle")
    ('ask the office', 'draft: deepl 3a1c82b0')
    """
    told = (NOTE + " ".join(note.split()),) if note else ()
    kept = tuple(line for line in comments if not _of_draft(line))
    return (*kept, f"draft: {engine} {digits(translation)}", *told)


def rejected_by(comments: tuple[str, ...]) -> tuple[str, ...]:
    """Return translator comments in which the draft that they tell of is one that a person rejected.

    >>> rejected_by(("ask the office", "draft: deepl 3a1c82b0", "draft note: from the glossary"))
    ('ask the office', 'rejected: deepl 3a1c82b0')
    """
    found = provenance(comments)
    kept = tuple(line for line in comments if not _of_draft(line))
    if found is None or found[0] == _PSEUDO:
        return kept
    return tuple(dict.fromkeys((*kept, f"rejected: {' '.join(found)}")))


def without_draft(comments: tuple[str, ...]) -> tuple[str, ...]:
    """Return translator comments without what tells of drafts: which engine wrote one, from where, which is rejected.

    >>> without_draft(("ask the office", "draft: deepl 3a1c82b0", "draft note: from the glossary"))
    ('ask the office',)
    """
    return tuple(line for line in comments if not _of_draft(line) and not _REJECTED.fullmatch(line))


def without_rejections(comments: tuple[str, ...]) -> tuple[str, ...]:
    """Return translator comments without what tells of rejected drafts, as there is a translation that was not.

    >>> without_rejections(("ask the office", "rejected: deepl 3a1c82b0"))
    ('ask the office',)
    """
    return tuple(line for line in comments if not _REJECTED.fullmatch(line))


def _of_draft(line: str) -> bool:
    return bool(_DRAFT.fullmatch(line)) or line.startswith(NOTE)
