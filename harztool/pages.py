"""A page in another language: its texts from a catalog, its language, its links."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

from harztool import msgid
from harztool.markup import fill, rewritten, texts
from harztool.model import Catalog, Message, Page, Slot
from harztool.rules import DEFAULT, Rules

# Where addresses stand: attributes by element (HTML Living Standard, attributes index, "valid URL").
_ADDRESSES = {
    "a": ("href",),
    "area": ("href",),
    "audio": ("src",),
    "blockquote": ("cite",),
    "body": ("background",),
    "embed": ("src",),
    "form": ("action",),
    "frame": ("src",),
    "iframe": ("src",),
    "img": ("src", "longdesc"),
    "input": ("src", "formaction"),
    "button": ("formaction",),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src",),
    "td": ("background",),
    "track": ("src",),
    "video": ("src", "poster"),
}
_ELEMENTS = frozenset({"html", "meta", *_ADDRESSES})
_CHARSET = re.compile(r"(?<=charset=)[\w-]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Site:
    """The source pages: their language, the path of each below `pages/` by its URL, and the languages to come."""

    source: str
    paths: Mapping[str, str]
    languages: Sequence[str] = ()

    def address(self, url: str, language: str) -> str:
        """Return the URL of a source page in a language: where its file lies, as a web server shows it."""
        path = localized(self.paths[url], self.source, language)
        if url.endswith("/"):
            path = path.removesuffix("index.html")
        return urljoin(url, "/" + quote(path, safe="/~@="))


@dataclass(frozen=True, slots=True)
class Built:
    """A translated page: its path below `public/`, its HTML, how much of it is translated, and what could not be used.

    `faulty` are messages whose translation does not fit its text; the page shows the source text there.
    """

    path: str
    html: str
    texts: int
    translated: int
    faulty: tuple[Message, ...] = ()


def translated(page: Page, catalog: Catalog, site: Site, rules: Rules = DEFAULT, *, drafts: bool = False) -> Built:
    """Return a page in the catalog's language: reviewed texts, the language it states, links within the language.

    A text without a reviewed translation stays as it is (with `drafts`, what waits for review is used too). The page
    is UTF-8 and says so. Links to pages of the site lead to their translation; what else is linked stays where it is.

    >>> page = Page("https://harz.example/de/", "de/index.html", '<html lang="de"><p>Burg</p>')
    >>> catalog = Catalog((Message("Burg", "Castle"),), Message("", "Language: en\\n"))
    >>> translated(page, catalog, Site("de", {page.url: page.path})).html
    '<html lang="en"><p>Castle</p>'
    """
    messages = {message.key: message for message in catalog.messages if message.ready or (drafts and message.draft)}
    slots = texts(page.html, rules)
    wanted = [(slot, messages[slot.context, slot.text]) for slot in slots if (slot.context, slot.text) in messages]
    faulty = {message.key: message for _, message in wanted if any(msgid.faults(message.source, message.translation))}
    values: Mapping[Slot, str] = {slot: message.translation for slot, message in wanted if message.key not in faulty}
    language = catalog.language
    change = partial(_changed, page, site, language)
    html = rewritten(fill(page.html, values), _ELEMENTS, change, _alternates(page, site))
    return Built(localized(page.path, site.source, language), html, len(slots), len(values), tuple(faulty.values()))


def localized(path: str, source: str, language: str) -> str:
    """Return the path of a page in another language: the folder of the source language becomes the other's.

    >>> localized("de/wohnen.html", "de", "en"), localized("wohnen.html", "de", "en")
    ('en/wohnen.html', 'en/wohnen.html')
    """
    first, slash, rest = path.partition("/")
    return f"{language}/{rest}" if slash and first == source else f"{language}/{path}"


def _changed(page: Page, site: Site, language: str, element: str, found: Mapping[str, str]) -> Mapping[str, str]:
    if element == "html":
        return dict.fromkeys(["lang", *(name for name in found if name == "xml:lang")], language)
    if element == "meta":
        return _meta(page, site, language, found)
    moved = partial(_moved, page, site, language)
    changes = {name: moved(found[name]) for name in _ADDRESSES[element] if found.get(name)}
    if "srcset" in found:
        changes["srcset"] = _srcset(found["srcset"], moved)
    return {} if found.get("hreflang") and found.get("rel") != "canonical" else changes


def _meta(page: Page, site: Site, language: str, found: Mapping[str, str]) -> Mapping[str, str]:
    told = (found.get("http-equiv") or found.get("property") or "").lower()
    content = found.get("content", "")
    match told:
        case "content-type":
            return {"content": _CHARSET.sub("UTF-8", content)}
        case "content-language":
            return {"content": language}
        case "og:url":
            return {"content": _moved(page, site, language, content)}
    return {"charset": "UTF-8"} if "charset" in found else {}


def _srcset(value: str, moved: Callable[[str], str]) -> str:
    images = (image.strip().partition(" ") for image in value.split(", "))
    return ", ".join(f"{moved(address)}{blank}{size}" for address, blank, size in images)


def _moved(page: Page, site: Site, language: str, address: str) -> str:
    """Return an address as the page in another language must write it.

    It leads to a page of the site in that language, or where it led before. The translated page stands in another
    folder; so an address relative to the page is written from the root.
    """
    if address.startswith("#"):
        return address
    try:
        whole, fragment = urldefrag(urljoin(page.url, address))
    except ValueError:  # what is no address leads nowhere in any language
        return address
    ours = whole in site.paths
    new = (site.address(whole, language) if ours else whole) + (f"#{fragment}" if fragment else "")
    if urlsplit(address).scheme or address.startswith("//"):
        return new if ours else address
    return _from_root(new) if ours or not address.startswith("/") else address


def _from_root(url: str) -> str:
    return urlunsplit(("", "", *urlsplit(url)[2:])) or "/"


def _alternates(page: Page, site: Site) -> str:
    """Return the links by which search engines know a page's languages (RFC 8288 `alternate`, with `hreflang`)."""
    if page.url not in site.paths:
        return ""
    own = [(site.source, page.url), ("x-default", page.url)]
    others = [(language, site.address(page.url, language)) for language in site.languages]
    lines = (f'<link rel="alternate" hreflang="{name}" href="{escape(url)}">\n' for name, url in [*own, *others])
    return "".join(lines)
