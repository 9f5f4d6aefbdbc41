"""Adapting: a translation of a text that differs from another in numbers and names only, with those exchanged."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from harztool import msgid
from harztool.checks import gazetteer

# A number with all that belongs to it, a word, or any other character.
_TOKEN = re.compile(r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*|\S")
_NUMBER = re.compile(r"\d.*")


def adapted(text: str, source: str, translation: str, names: Collection[str] = ()) -> tuple[str, str] | None:
    """Return the translation of `source` made to fit `text`, and what was exchanged; None where that can't be done.

    It can where the two differ in numbers and in names that stay only (`names`, and those of the gazetteer), and each
    of those stands in the translation as often as in the source.

    >>> adapted("Markt in Thale 2024", "Markt in Goslar 2023", "Market in Goslar 2023", ["Goslar", "Thale"])
    ('Market in Thale 2024', 'Goslar → Thale, 2023 → 2024')
    >>> adapted("Tor in Thale", "Turm in Thale", "Tower in Thale") is None
    True
    """
    exchanged = _exchanged(_TOKEN.findall(msgid.plain(source)), _TOKEN.findall(msgid.plain(text)), names)
    if not exchanged or not all(_stands(old, source, translation) for old in exchanged):
        return None
    either = re.compile("|".join(rf"(?<!\w){re.escape(old)}(?!\w)" for old in sorted(exchanged, key=len, reverse=True)))
    said = ", ".join(f"{old} → {new}" for old, new in exchanged.items())
    return msgid.reworded(translation, lambda piece: either.sub(lambda found: exchanged[found[0]], piece)), said


def frame(text: str, names: Collection[str] = ()) -> tuple[str, ...]:
    """Return a text with the same in place of all that may be exchanged: what `adapted` can do has the same frame.

    >>> frame("Markt in Goslar 2023", ["Goslar"]) == frame("Markt in Thale 2024", ["Thale"])
    True
    """
    return tuple(_framed(token, names) for token in _TOKEN.findall(msgid.plain(text)))


def _framed(token: str, names: Collection[str]) -> str:
    if _NUMBER.fullmatch(token):
        return _shape(token) or token
    # No token has a blank.
    return "a name" if _is_name(token, names) else token


def _exchanged(old: Sequence[str], new: Sequence[str], names: Collection[str]) -> dict[str, str] | None:
    """Return what becomes of what, or None where more than numbers and names differ, or one becomes two."""
    if len(old) != len(new):
        return None
    changed = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
    found = dict(changed)
    # What stays in one place and changes in another, or becomes two, can't be told apart in the translation.
    kept = {one for one, other in zip(old, new, strict=True) if one == other}
    if kept & set(found) or len(found) < len(set(changed)):
        return None
    return found if all(_alike(one, other, names) for one, other in changed) else None


def _alike(one: str, other: str, names: Collection[str]) -> bool:
    if _NUMBER.fullmatch(one) and _NUMBER.fullmatch(other):
        return _shape(one) == _shape(other) is not None
    return _is_name(one, names) and _is_name(other, names)


def _shape(number: str) -> str | None:
    """Return how a number is written, or None for one that is not written alike in all languages, such as 1.141."""
    return None if re.search(r"[.,]", number) else re.sub(r"\d+", "0", number)


def _is_name(word: str, names: Collection[str]) -> bool:
    return word in names or gazetteer.is_name(word)


def _stands(token: str, source: str, translation: str) -> bool:
    word = re.compile(rf"(?<!\w){re.escape(token)}(?!\w)")
    return len(word.findall(msgid.plain(source))) == len(word.findall(msgid.plain(translation))) > 0
