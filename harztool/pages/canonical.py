"""The address that a page in another language is to be known by (RFC 6596), and whether search engines list it."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin

from harztool import urls
from harztool.markup import StartTag
from harztool.pages.place import BLANKS, Place, resolved
from harztool.pages.source import Source


def is_canonical(tag: StartTag) -> bool:
    """Whether a link names the canonical address of its page."""
    return "canonical" in tag.value("rel").lower().split() and bool(tag.value("href").strip(BLANKS))


def target(place: Place, address: str) -> str:
    """Return what a canonical address of the source page has to be in the language, or nothing where it may stay.

    It is that of the page that it names, if the language has that. One that leads to no page of the site's names the
    page itself, as the address of a German page would take it out of the index; one on another site stays.
    """
    source, site = place.source, place.site
    whole, _ = resolved(source.base, address.strip(BLANKS))
    if whole and site.has(whole, place.language):
        return site.address(whole, place.language)
    own = _is_on(whole, urljoin(source.page.url, "/")) and site.has(source.page.url, place.language)
    return site.address(source.page.url, place.language) if own else ""


@lru_cache(maxsize=1024)
def _is_on(url: str, home: str) -> bool:
    """Whether an address is on a site."""
    found = urls.found(url, home) if url else ""
    return bool(found) and urls.same_site(found, urls.found(home, home))


def known_by(place: Place) -> str:
    """Return the address that the page in the language is known by: its own, or that which it has to name."""
    told = next((tag.value("href") for tag in place.source.tags.found if is_canonical(tag)), "")
    other = resolved(place.source.base, told.strip(BLANKS))[0] if told else ""
    return target(place, told) or other or place.site.address(place.source.page.url, place.language)


def is_listed(place: Place) -> bool:
    """Whether search engines are meant to list the page: it does not forbid it, and is known by its own address."""
    own = place.site.address(place.source.page.url, place.language)
    return not _is_forbidden(place.source) and known_by(place) == own


def _is_forbidden(source: Source) -> bool:
    metas = {tag.value("name").strip().lower(): tag.value("content").lower() for tag in source.tags.found}
    return bool({"noindex", "none"} & set(re.split(r"[\s,]+", metas.get("robots", ""))))
