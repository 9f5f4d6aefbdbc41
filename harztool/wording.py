"""How a count is told in words, wherever one is."""

from __future__ import annotations


def number(count: int, noun: str, one: str = "", several: str = "") -> str:
    """Return a count with its noun, and with what one of it does, or several do.

    >>> number(1, "error"), number(2, "error"), number(0, "message")
    ('1 error', '2 errors', '0 messages')
    >>> number(1, "draft", "waits", "wait"), number(2, "draft", "waits", "wait")
    ('1 draft waits', '2 drafts wait')
    """
    told = f"{count} {noun} {one}" if count == 1 else f"{count} {noun}s {several}"
    return told.rstrip()
