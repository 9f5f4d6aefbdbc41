"""Which pages of a project each language has: what build writes, and what the report links to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harztool.cli import addresses

if TYPE_CHECKING:
    from harztool.model import Catalog, Page
    from harztool.pages import Edition, Places, Site
    from harztool.rules import Rules
    from harztool.store import Store


@dataclass(frozen=True, slots=True)
class Published:
    """The site as readers get it, and what each language has for it.

    `shares` tells by language of pages held back by how much of them is reviewed, `places` of those that are built in
    no language.
    """

    site: Site
    editions: Mapping[str, Edition]
    shares: Mapping[str, Mapping[str, float]]
    places: Places


def published(
    store: Store, pages: Sequence[Page], rules: Rules, catalogs: Mapping[str, Catalog], *, drafts: bool = False
) -> Published:
    """Return what is published of pages, by the settings, with the catalogs of some languages.

    Pages name each other in all languages that have them; so the catalogs of the others are read, too. With `drafts`
    no page is held back.
    """
    from harztool.pages import Site, edition, placed

    more = {
        name: catalog for name in store.config.languages if name not in catalogs and (catalog := store.catalog(name))
    }
    editions = {name: edition(catalog, name, drafts=drafts) for name, catalog in {**catalogs, **more}.items()}
    places = placed(pages, store.config.source)
    owners = [page for page in pages if page.url not in places.unbuilt]
    shares = {} if drafts else _held_back(store, owners, rules, editions)
    known = [name for name in store.config.languages if name in editions]
    missing = {name: frozenset([*shares.get(name, ()), *places.unbuilt]) for name in known}
    site = Site(store.config.source, places.paths, known, missing, addresses.normal(store.config, pages))
    return Published(site, editions, shares, places)


def _held_back(
    store: Store, pages: Sequence[Page], rules: Rules, editions: Mapping[str, Edition]
) -> Mapping[str, Mapping[str, float]]:
    """Return by language the URLs of the pages of which too little is reviewed, with the share that is."""
    from harztool.markup import texts

    least = store.config.build.min_reviewed
    asked = {name: least.get(name, least.get("all", 0)) for name in editions}
    found: dict[str, dict[str, float]] = {name: {} for name in editions}
    for page in pages if any(asked.values()) else ():
        slots = texts(page.html, rules)
        for name, edition in editions.items():
            if (share := edition.share(slots)) < asked[name]:
                found[name][page.url] = share
    return found
