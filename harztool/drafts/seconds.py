"""Second tries: how texts whose answer came back broken are asked for once more, and by what such an answer is known.

Both follow from a text and its own first answer alone, not from what else happens to be asked for with it: a run that
goes on where another ended finds again what was paid for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Protocol

from harztool.drafts.judging import Faults
from harztool.engines import Batch, Careful, Engine, Paid

Terms = tuple[tuple[str, str], ...]
# How many terms are named when a text is asked for once more.
_TERMS = 5


class Known(Protocol):
    """What has been paid for."""

    def known(self, keys: Iterable[str]) -> Mapping[str, str]:
        """Return the translations that have been paid for, by their keys."""


def key(stamp: str, batch: Batch, text: str, terms: Terms = ()) -> str:
    """Return what a paid answer is known by: a digest of all that shapes it, `terms` being those named for this text.

    >>> batch = Batch("en", ("Burg", "Tor"), "Die Burg")
    >>> key("deepl", batch, "Burg") == key("deepl", replace(batch, texts=("Burg",)), "Burg")
    True
    >>> key("deepl", batch, "Burg") == key("deepl", replace(batch, context=""), "Burg")
    False
    """
    shaping = [stamp, batch.language, batch.context, batch.again, terms, text]
    return hashlib.sha256(json.dumps(shaping).encode()).hexdigest()


def in_vain(stamp: str, language: str, text: str) -> str:
    """Return what an answer is known by that is of no use, whatever the text was asked for with: a digest as well.

    >>> in_vain("deepl", "en", "Burg") == key("deepl", Batch("en", ("Burg",)), "Burg")
    False
    """
    return hashlib.sha256(json.dumps(["in vain", stamp, language, text]).encode()).hexdigest()


def keys(engine: Paid, batch: Batch, own: Mapping[str, Terms]) -> dict[str, str]:
    """Return the key of each text of a batch; `own` are the terms that are named for a text."""
    return {text: key(engine.stamp, batch, text, own.get(text, ())) for text in batch.texts}


def paid(ledger: Known, batch: Batch, keys: Mapping[str, str]) -> dict[str, str]:
    """Return what has been paid for of a batch, by text; an empty first answer is none, and is asked for anew."""
    known = ledger.known(keys.values())
    return {text: known[each] for text, each in keys.items() if known.get(each) or (batch.again and each in known)}


def seconds(engine: Engine, batch: Batch, found: Mapping[str, Faults]) -> Iterator[tuple[Batch, Mapping[str, Terms]]]:
    """Yield how broken texts are asked for once more: in another way, or with the terms that each of them missed."""
    broken = {text: faults for text, faults in found.items() if faults}
    facts = [text for text, faults in broken.items() if len(faults.said) > len(faults.terms)]
    own = {text: faults.terms[:_TERMS] for text, faults in broken.items() if text not in facts}
    for texts, terms in [(facts, ()), *_by_terms(own)]:
        second = replace(batch, texts=tuple(texts), again=True, terms=terms)
        if texts and isinstance(engine, Careful) and engine.can_again(second):
            yield second, {text: own[text] for text in texts if text in own}


def _by_terms(own: Mapping[str, Terms]) -> Iterator[tuple[list[str], Terms]]:
    """Yield texts together with the few terms that they miss, as many texts at a time as share them."""
    some: list[str] = []
    named: dict[tuple[str, str], None] = {}
    for text, terms in sorted(own.items(), key=lambda pair: pair[1]):
        together = named | dict.fromkeys(terms)
        if some and len(together) > _TERMS:
            yield some, tuple(named)
            some, together = [], dict.fromkeys(terms)
        some.append(text)
        named = together
    if some:
        yield some, tuple(named)
