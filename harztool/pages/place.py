"""Where an address leads from a page, and how that is written on the page in another language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urldefrag, urljoin, urlsplit, urlunsplit

from harztool import urls
from harztool.pages.site import Site
from harztool.pages.source import Source

BLANKS = "\t\n\f\r "


@dataclass(frozen=True, slots=True)
class Place:
    """Where addresses are written: on which page of the site, in which language."""

    source: Source
    site: Site
    language: str


def moved(place: Place, address: str, *, base: str = "", stays: bool = False) -> str:
    """Return an address as the page in another language must write it.

    It leads to a page of the site in that language, or where it led before, as it always does if it `stays`. The
    translated page stands in another folder; so an address relative to the page is written from the root. `base` is
    what it is relative to, if not to the base of the page.
    """
    source, site, plain = place.source, place.site, urls.plain(address.strip(BLANKS))
    own = base == source.page.url or source.own
    if not plain or (plain.startswith("#") and own):
        return address
    whole, fragment = resolved(base or source.base, plain)
    if not whole:  # what is no address leads nowhere in any language
        return address
    target = site.page(whole)
    is_ours = not stays and site.has(target, place.language)
    if not is_ours and (plain.startswith("/") or urlsplit(plain).scheme):
        return address
    new = site.address(target, place.language) if is_ours else whole
    return written(place, address, f"{new}#{fragment}" if fragment else new, base)


def written(place: Place, before: str, new: str, base: str = "") -> str:
    """Return a whole address as it is written where another one stood: as a whole, or from the root."""
    plain, base = urls.plain(before.strip(BLANKS)), base or place.source.base
    if urlsplit(plain).scheme or plain.startswith("//") or urlsplit(base)[:2] != urlsplit(place.source.page.url)[:2]:
        return new
    return urlunsplit(("", "", *urlsplit(new)[2:])) or "/"


def resolved(base: str, address: str) -> tuple[str, str]:
    """Return where an address leads, and the place there; two empty texts for what is no address."""
    # What begins at the root is the same from every page of a site.
    return _resolved(_root(base) if address.startswith("/") else base, address)


@lru_cache(maxsize=256)
def _root(base: str) -> str:
    try:
        return urljoin(base, "/")
    except ValueError:
        return base


@lru_cache(maxsize=65_536)
def _resolved(base: str, address: str) -> tuple[str, str]:
    try:
        whole, fragment = urldefrag(urljoin(base, urls.plain(address)))
    except ValueError:
        return "", ""
    return whole, fragment
