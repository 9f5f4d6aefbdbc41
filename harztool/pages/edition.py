"""What a language has for the pages: the translations that may be shown, and those that cannot be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from harztool import msgid
from harztool.model import Catalog, Message, Slot

_Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Edition:
    """The translations of a language by context and source.

    `faulty` are those that do not fit their text; a page shows the source text there.
    """

    language: str
    translations: Mapping[_Key, str]
    faulty: Mapping[_Key, Message]

    def values(self, slots: Sequence[Slot]) -> dict[Slot, str]:
        """Return what is to stand in the slots of a page, as far as there is a translation."""
        get = self.translations.get
        return {slot: text for slot in slots if (text := get((slot.context, slot.text))) is not None}

    def share(self, slots: Sequence[Slot]) -> float:
        """Return how much of a page is translated, in percent of its letters; of a page without texts all is.

        >>> from harztool.markup import texts
        >>> english = edition(Catalog((Message("Burg", "Castle"),)), "en")
        >>> english.share(texts("<p>Burg<p>T - o - r - e!"))
        50.0
        """
        sizes = {slot: _letters(slot.text) for slot in slots}
        done = sum(sizes[slot] for slot in self.values(slots))
        return 100 * done / sum(sizes.values()) if any(sizes.values()) else 100.0


@lru_cache(maxsize=65_536)  # the same texts stand on every page
def _letters(text: str) -> int:
    return sum(map(str.isalpha, msgid.plain(text)))


def edition(catalog: Catalog, language: str, *, drafts: bool = False) -> Edition:
    """Return what a language, by the project's code for it, has: what is reviewed, or with `drafts` all there is.

    >>> edition(Catalog((Message("Burg", "Castle"), Message("Tor", "Gate", fuzzy=True))), "en").translations
    {(None, 'Burg'): 'Castle'}
    """
    usable = [message for message in catalog.messages if message.ready or (drafts and message.draft)]
    faulty = {message.key: message for message in usable if any(msgid.faults(message.source, message.translation))}
    good = {message.key: message.translation for message in usable if message.key not in faulty}
    return Edition(language, good, faulty)
