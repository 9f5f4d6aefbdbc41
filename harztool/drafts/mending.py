"""Small things that machines break and that can be put right without knowing what a text says."""

from __future__ import annotations

from collections import Counter

from harztool import msgid
from harztool.languages import primary

# Languages that set no blanks between words.
_UNPARTED = frozenset({"ja", "km", "lo", "my", "th", "zh"})
# What a blank may follow, and what it may precede, beside letters and digits. Quotes and dashes may be either way.
_ENDING = frozenset(".,;:!?…)]}»›%€")
_BEGINNING = frozenset("([{«‹¿¡€")


def mended(source: str, translation: str, language: str = "") -> str:
    """Return a translation in which the blanks are back that an engine swallowed at the borders of placeholders.

    A blank is put back where the source has one at that border and the translation has what is glued together by the
    placeholder: two letters or digits, or punctuation that a blank belongs to; never where none was, none is taken
    away, and none is put into a language without. What is void, such as a picture, is no border but something with two.
    Twice is the same as once.

    >>> mended("Siehe <a>Karte</a> im Harz", "See the<a>map</a>in the Harz")
    'See the <a>map</a> in the Harz'
    >>> mended("Die <b>alte </b>Burg", "The <b>old</b>castle")
    'The <b>old </b>castle'
    >>> mended("Tel.: <a>112</a> (Notruf)", "Phone:<a>112</a>(emergency)")
    'Phone: <a>112</a> (emergency)'
    """
    if primary(language) in _UNPARTED:
        return translation
    borders = _borders(source)
    pieces = msgid.split(translation)
    for at in range(1, len(pieces), 2):
        before, behind = borders.get(pieces[at], ("", ""))
        left, right = "".join(pieces[:at:2])[-2:], "".join(pieces[at + 1 :: 2])[:1]
        if pieces[at].endswith("/>"):
            pieces[at - 1] += before if _ends(left) else ""
            pieces[at + 1] = (behind if _begins(right) else "") + pieces[at + 1]
        elif _ends(left) and _begins(right) and not _is_number(left, right):
            # Outside of the tag or inside, as in the source.
            pieces[at - 1] += before
            pieces[at + 1] = ("" if before else behind) + pieces[at + 1]
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


def _ends(left: str) -> bool:
    return left[-1:].isalnum() or left[-1:] in _ENDING


def _begins(right: str) -> bool:
    return right.isalnum() or right in _BEGINNING


def _is_number(left: str, right: str) -> bool:
    """Whether what is on both sides of a border is one number, as of a price or a time."""
    return left[:1].isdigit() and left[-1:] in {".", ",", ":"} and right.isdigit()
