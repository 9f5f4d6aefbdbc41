"""A source page and the translations of a language: the page in that language."""

from __future__ import annotations

from dataclasses import dataclass

from harztool.markup import fill
from harztool.model import Message
from harztool.pages import addresses, framed, head
from harztool.pages.canonical import is_listed
from harztool.pages.edition import Edition
from harztool.pages.marks import marks
from harztool.pages.place import Place
from harztool.pages.site import Site, localized
from harztool.pages.source import Source


@dataclass(frozen=True, slots=True)
class Built:
    """A translated page: its path below `public/`, its HTML, how much of it is translated, and what could not be used.

    `faulty` are messages whose translation does not fit its text; the page shows the source text there. `kept` are the
    addresses of pages of the site that it links to as they are, as the language does not have them. `listed` tells
    whether search engines are meant to list it.
    """

    path: str
    html: str
    texts: int
    translated: int
    faulty: tuple[Message, ...] = ()
    kept: tuple[str, ...] = ()
    listed: bool = True


def translated(source: Source, edition: Edition, site: Site) -> Built:
    """Return a page in a language: its texts, what it says of itself, its links.

    A text without a translation stays as it is, and is marked as being in the source language (WCAG 2.2, 3.1.2). The
    page is UTF-8 and says so. Links to pages of the site lead to their translation, if the language has it; what else
    is linked stays where it is. Addresses are read against the page's `base` and written from the root, or whole where
    the base is on another host. The base itself leads where it led, for the sake of what scripts load, unless it is
    this page.

    >>> from harztool.model import Catalog, Page
    >>> from harztool.pages import edition, read
    >>> page = Page("https://harz.example/de/", "de/index.html", '<html lang="de"><meta charset="UTF-8"><p>Burg<p>Tor')
    >>> english = edition(Catalog((Message("Burg", "Castle"),)), "en")
    >>> translated(read(page), english, Site("de", {})).html
    '<html lang="en"><meta charset="UTF-8"><p>Castle<p lang="de">Tor'
    """
    page, slots = source.page, source.reading.slots
    values = edition.values(slots)
    place = Place(source, site, edition.language)
    said = marks(source, values, edition.language).edits
    edits = [*head.edits(place), *addresses.edits(place), *said, *framed.edits(place, edition)]
    faulty = {key: edition.faulty[key] for slot in slots if (key := (slot.context, slot.text)) in edition.faulty}
    return Built(
        localized(site.paths.get(page.url, page.path), site.source, edition.language),
        head.declared_xml(fill(page.html, values, edits)),
        len(slots),
        len(values),
        tuple(faulty.values()),
        tuple(addresses.kept(place)),
        not site.page(page.url) or is_listed(place),
    )
