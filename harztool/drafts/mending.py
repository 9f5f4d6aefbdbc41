"""Small things that machines break and that can be put right without knowing the language."""

from __future__ import annotations

from collections import Counter

from harztool import msgid


def mended(source: str, translation: str) -> str:
    """Return a translation in which the blanks are back that an engine swallowed at the borders of placeholders.

    A blank is put back where the source has one at that border and the translation has two letters or digits there,
    glued together by the placeholder; never where none was, and none is taken away. Twice is the same as once.

    >>> mended("Siehe <a>Karte</a> im Harz", "See the<a>map</a>in the Harz")
    'See the <a>map</a> in the Harz'
    >>> mended("Die <b>alte </b>Burg", "The <b>old</b>castle")
    'The <b>old </b>castle'
    """
    borders = _borders(source)
    pieces = msgid.split(translation)
    for at in range(1, len(pieces), 2):
        before, behind = borders.get(pieces[at], ("", ""))
        left, right = _near(pieces, at, -1), _near(pieces, at, 1)
        if left.isalnum() and right.isalnum():
            if before:
                pieces[at - 1] += before
            elif behind:
                pieces[at + 1] = behind + pieces[at + 1]
    return "".join(pieces)


def _borders(source: str) -> dict[str, tuple[str, str]]:
    """Return the blanks right before and right behind each placeholder of a text, or what is empty where none is."""
    pieces = msgid.split(source)
    counts = Counter(pieces[1::2])
    return {
        pieces[at]: (_blank(pieces[at - 1][-1:]), _blank(pieces[at + 1][:1]))
        for at in range(1, len(pieces), 2)
        if counts[pieces[at]] == 1
    }


def _blank(character: str) -> str:
    return character if character.isspace() else ""


def _near(pieces: list[str], at: int, step: int) -> str:
    """Return the character next to a placeholder on one side, past other placeholders."""
    while 0 <= (at := at + step) < len(pieces):
        if at % 2 == 0 and pieces[at]:
            return pieces[at][-1 if step < 0 else 0]
    return ""
