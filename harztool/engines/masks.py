"""Masks: what stands for placeholders where an engine knows no tags, and how a text is put together again.

A mask is a word that no language has and that translators leave alone, such as `XQ1X`. An engine that loses one may be
asked once more, piece by piece between the placeholders; then nothing can get lost, but sentences are torn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from harztool import msgid

_MASK = re.compile(r"X\s?Q\s?(\d+)\s?X", re.IGNORECASE)
# A part that stays, with all that stands in it, or any other placeholder.
_PART = re.compile(
    rf"<keep(?P<number>[0-9]*)>.*?</keep(?P=number)>|{msgid.PLACEHOLDER.pattern}",
    re.DOTALL,
)
_LETTER = re.compile(r"[^\W\d_]")
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)

Translate = Callable[[Sequence[str]], Sequence[str]]


def masked(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a msgid as plain text with a mask for each placeholder and each part that stays, and what they stand for.

    >>> masked("Siehe <a>Karte</a> & <keep>HarzCard</keep>")
    ('Siehe XQ0XKarteXQ1X & XQ2X', ('<a>', '</a>', '<keep>HarzCard</keep>'))
    """
    stand_for: list[str] = []
    told, end = "", 0
    for part in _PART.finditer(text):
        told += f"{msgid.unescaped(text[end : part.start()])}XQ{len(stand_for)}X"
        stand_for.append(part[0])
        end = part.end()
    return told + msgid.unescaped(text[end:]), tuple(stand_for)


def unmasked(answer: str, stand_for: Sequence[str]) -> str:
    """Return a translation as a msgstr: each mask is what it stands for, and the rest is escaped.

    A mask that was made up is left as it is; one that is missing is for the checks to find.

    >>> unmasked("See xq 0 xmapXQ1X & XQ2X", ("<a>", "</a>", "<keep>HarzCard</keep>"))
    'See <a>map</a> & <keep>HarzCard</keep>'
    """
    pieces, end = [], 0
    for mask in _MASK.finditer(answer):
        number = int(mask[1])
        if number < len(stand_for):
            pieces += [msgid.escaped(answer[end : mask.start()]), stand_for[number]]
            end = mask.end()
    return "".join([*pieces, msgid.escaped(answer[end:])])


def whole(texts: Sequence[str], translate: Translate) -> list[str]:
    """Return the translations of msgids by a function for plain texts, with masks for placeholders."""
    made = [masked(text) for text in texts]
    answers = translate([plain for plain, _ in made])
    return [unmasked(answer, stand_for) for answer, (_, stand_for) in zip(answers, made, strict=True)]


def piecewise(texts: Sequence[str], translate: Translate) -> list[str]:
    """Return the translations of msgids by a function for plain texts, each stretch between placeholders by itself.

    >>> piecewise(["Die <b>alte</b> Burg <br/>"], lambda texts: [text.upper() for text in texts])
    ['DIE <b>ALTE</b> BURG <br/>']
    """
    wanted: dict[str, None] = {}
    for text in texts:
        msgid.reworded(text, lambda piece: wanted.setdefault(_edges(piece)[1]) or "")
    asked = [piece for piece in wanted if _LETTER.search(piece)]
    known = dict(zip(asked, translate([msgid.unescaped(piece) for piece in asked]) if asked else (), strict=True))

    def reworded(piece: str) -> str:
        before, words, behind = _edges(piece)
        return before + (msgid.escaped(known[words].strip()) if words in known else words) + behind

    return [msgid.reworded(text, reworded) for text in texts]


def _edges(piece: str) -> tuple[str, str, str]:
    found = _EDGES.fullmatch(piece)
    assert found is not None  # noqa: S101 - any text has a middle
    return found[1], found[2], found[3]
