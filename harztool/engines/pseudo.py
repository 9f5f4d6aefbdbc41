"""The engine `pseudo`: accented and longer texts, for a look at the pages in a language that is none.

What is still German on a built page was never extracted, and what breaks the layout would break in Spanish, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from harztool import msgid
from harztool.config import Config
from harztool.engines import Batch
from harztool.memory import Memory
from harztool.model import Proposal, Term

_ACCENTS = str.maketrans(
    "abcdeghijklnorstuwyzABCDEGHIJKLNORSTUWYZäöüÄÖÜß",
    "àƀçďéĝĥîĵķļñôŕšţûŵÿžÀƁÇĎÉĜĤÎĴĶĻÑÔŔŠŢÛŴŸŽâøůÂØŮẞ",
)
# Addresses and numbers stay: they must be the same in every language.
_WORD = re.compile(r"\S+")
_STAYS = re.compile(r"[\d@/]|www\.")
# How much longer a text is than German, by its length: short ones grow most.
_GROWTH = ((10, 1.0), (30, 0.6), (70, 0.4))
_LEAST = 0.3


def engine(_config: Config, _language: str, _terms: Sequence[Term], _memory: Memory, /) -> Pseudo:
    """Return the engine; it needs nothing, and is the same for every language.

    >>> engine(Config(), "en", (), Memory()).translate(Batch("en", ("Die <b>alte</b> Burg",)))[0].translation
    '[Ďîé <b>àļţé</b> Ɓûŕĝ ~~~~~~~~]'
    """
    return Pseudo()


class Pseudo:
    """Texts that can be told from German at a glance, and read all the same."""

    @property
    def name(self) -> str:
        """The name of the engine in the rack."""
        return "pseudo"

    def translate(self, batch: Batch) -> list[Proposal | None]:
        """Return each text in brackets, with accents on its letters, and longer; placeholders and numbers stay."""
        return [Proposal(_pseudo(text)) for text in batch.texts]


def _pseudo(text: str) -> str:
    accented = msgid.reworded(text, lambda piece: msgid.escaped(_WORD.sub(_accented, msgid.unescaped(piece))))
    length = len(msgid.plain(text))
    growth = next((growth for most, growth in _GROWTH if length <= most), _LEAST)
    return f"[{accented} {'~' * max(1, round(length * growth))}]"


def _accented(word: re.Match[str]) -> str:
    return word[0] if _STAYS.search(word[0]) else word[0].translate(_ACCENTS)
