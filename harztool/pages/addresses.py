"""Where links, images and styles of a page lead, and how that is written in the page in another language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from urllib.parse import urlsplit

from harztool import urls
from harztool.markup import Edit, StartTag, edited
from harztool.pages import switching
from harztool.pages.canonical import is_canonical
from harztool.pages.canonical import target as canonical
from harztool.pages.head import ours, refresh
from harztool.pages.place import BLANKS, Place, moved, resolved, written
from harztool.pages.source import DRAWN, STYLES, addressed
from harztool.pages.styles import renamed

_S = r"\t\n\f\r "
# HTML Living Standard, "parse a srcset attribute": an address ends at a blank, commas at its end are none of it.
IMAGE = re.compile(rf"([^{_S},][^{_S}]*(?<!,))((?:[^,(]|\([^)]*+\)?+)*+)")
_FILE = re.compile(r"\.(?!(?:html?|xhtml|php\d?|aspx?|jspx?|cgi|do)$)[a-z][a-z0-9]{1,4}$", re.IGNORECASE)

# What leads readers to pages, or shows them one, and by which attribute.
_LEADING = {"a": "href", "area": "href", "form": "action", "frame": "src", "iframe": "src", "meta": "content"}


def edits(place: Place) -> Iterator[Edit]:
    """Yield what changes in the tags of a page so that each address leads where it is meant to lead."""
    html = place.source.page.html
    for tag in place.source.tags.found:
        if changes := _changes(place, tag):
            yield from edited(html, tag, changes)
    for start, end in place.source.tags.styles:
        if (new := renamed(css := html[start:end], partial(moved, place))) != css:
            yield Edit(start, end, new)


def kept(place: Place) -> Iterator[str]:
    """Yield the pages of the site that a page in another language links to as they are, each once.

    Not told are versions of pages that search engines are to pass over (`nofollow`), and what is meant to lead to a
    page in a certain language.
    """
    source, found = place.source, dict[str, None]()
    host = urlsplit(source.page.url).netloc
    for tag in source.tags.found:
        address = _target(tag).strip(BLANKS) if tag.name in _LEADING and tag.start not in source.switches else ""
        whole, _ = resolved(source.base, address) if address and not address.startswith("#") else ("", "")
        if whole and not place.site.has(whole, place.language) and (page := _page(whole, host)):
            found[page] = None
    yield from found


def _target(tag: StartTag) -> str:
    """Return the address that a tag leads its reader to, or shows a page of, if a translation is meant to be there."""
    if tag.name == "meta":
        content = tag.value("content") if tag.value("http-equiv").strip().lower() == "refresh" else ""
        return content[slice(*found)] if (found := refresh(content)) else ""
    meant = tag.value("hreflang") or "nofollow" in tag.value("rel").lower().split()
    return "" if meant else tag.value(_LEADING[tag.name])


@lru_cache(maxsize=65_536)  # the same links stand on every page
def _page(url: str, host: str) -> str:
    """Return the normal form of an address that is on a host and that of no file, else nothing."""
    found = urls.found(url, url)
    ours = found and urls.same_site(found, urls.found(f"{urlsplit(found).scheme}://{host}/", ""))
    return found if ours and not is_file(urlsplit(found).path) else ""


def is_file(path: str) -> bool:
    """Whether the path of an address is that of a file, by how its name ends; a script of a server makes pages.

    >>> is_file("/plan.pdf"), is_file("/de/karte.html"), is_file("/de/karte"), is_file("/index.php")
    (True, False, False, False)
    """
    return bool(_FILE.search(path))


def _changes(place: Place, tag: StartTag) -> dict[str, str]:
    changes = {"href": _base(place, tag)} if tag.name == "base" and "href" in tag.attributes else _led(place, tag)
    for name in STYLES.intersection(tag.attributes):
        changes[name] = renamed(tag.value(name), partial(moved, place))
    return changes


def _base(place: Place, tag: StartTag) -> str:
    source = place.source
    return moved(place, tag.value("href"), base=source.page.url, stays=not source.own)


def _led(place: Place, tag: StartTag) -> dict[str, str]:
    source, name = place.source, tag.name
    if name == "link" and (language := ours(place.site, source.page.url, tag)):
        return {"href": place.site.address(source.page.url, language)}
    if tag.start in source.switches and "href" in tag.attributes:
        address = tag.value("href")
        target = switching.target(source.page.url, tag, source.switches[tag.start], place.site)
        return {"href": written(place, address, target) if target else moved(place, address, stays=True)}
    if name == "link" and is_canonical(tag) and (own := canonical(place, address := tag.value("href"))):
        return {"href": written(place, address, own)}
    # What states the language of its target is meant to lead there from every language.
    led = partial(_drawn if name in DRAWN else moved, place, stays=bool(tag.value("hreflang")))
    images = partial(IMAGE.sub, lambda image: led(image[1]) + image[2])
    return {each: (images if "srcset" in each else led)(address) for each, address in addressed(tag)}


def _drawn(place: Place, address: str, *, stays: bool) -> str:
    """Return an address of a drawing: `#` means this page, whatever its base is (SVG 2, "same-document URL")."""
    return address if address.lstrip(BLANKS).startswith("#") else moved(place, address, stays=stays)
