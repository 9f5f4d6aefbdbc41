"""Pages -> the template: one message for each text of the site, in the order of the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from harztool.markup import texts
from harztool.model import Catalog, Message, Page, Slot, is_page
from harztool.rules import DEFAULT, Rules

# What is said of a text on many pages: without their number, so that one more page changes nothing.
SHARED = "on many pages"
PLACES = 3

_Key = tuple[str | None, str]
# Where a text stands: the number of its page, its position on it, and its slot there.
_Place = tuple[int, int, Slot]

# The fields that gettext asks for. What they say is the business of people and their editors; no date is written here.
_HEADER = (
    "Project-Id-Version: \nReport-Msgid-Bugs-To: \nPO-Revision-Date: \nLast-Translator: \nLanguage-Team: \n"
    "Language: {language}\nMIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
)


def foreign(places: Iterable[str]) -> tuple[str, ...]:
    """Return the places that another tool wrote.

    >>> foreign(("de/index.html", "theme.php:4", "base.html:12"))
    ('theme.php:4', 'base.html:12')
    """
    return tuple(place for place in places if not is_page(place))


def empty(language: str = "") -> Catalog:
    """Return a catalog without messages for a language, or for a template where none is named.

    >>> empty("en").language
    'en'
    """
    return Catalog(header=Message("", _HEADER.format(language=language)))


def template(pages: Iterable[Page], old: Catalog | None = None, rules: Rules = DEFAULT) -> Catalog:
    """Return the texts of all pages, one message each: what stands on many pages first, then page by page.

    `old` is the template so far, or any catalog made of it. A message keeps the pages that it names there as long as
    its text is on them. Whether it stands on many pages is told when it is first seen, and stays so while the text is
    there, whatever pages come, go or get another path. So a new page adds messages, and changes none.

    >>> [message.source for message in template([Page("", "a.html", "<h1>Burg</h1><p>Tor</p>")]).messages]
    ['Burg', 'Tor']
    """
    found = _found(pages, rules)
    known = {message.key: message for message in old.messages} if old else {}
    placed = [_placed(key, found[key], known.get(key)) for key in found]
    header = old.header if old and old.header and not old.language else empty().header
    return Catalog(tuple(message for _, message in sorted(placed, key=lambda pair: pair[0])), header)


def _found(pages: Iterable[Page], rules: Rules) -> dict[_Key, dict[str, _Place]]:
    found: dict[_Key, dict[str, _Place]] = {}
    for number, page in enumerate(pages):
        for position, slot in enumerate(texts(page.html, rules)):
            found.setdefault((slot.context, slot.text), {}).setdefault(page.path, (number, position, slot))
    return found


def _placed(key: _Key, on: Mapping[str, _Place], old: Message | None) -> tuple[tuple[bool, int, int], Message]:
    """Return a message, and where it belongs in the order of the site."""
    named = [place for place in old.places if place in on] if old else []
    # What has no notes, such as an obsolete message, was not in the template.
    shared = SHARED in old.notes if old and old.notes else len(on) > PLACES
    places = tuple(named or list(on)[:PLACES])
    number, position, slot = on[places[0]]
    notes = (slot.kind, *((SHARED,) if shared else ()), *slot.notes)
    message = Message(key[1], context=key[0], places=places, notes=notes)
    return (not shared, number, position), message
