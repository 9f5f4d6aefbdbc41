"""A page in another language: its texts from a catalog, its language, its links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

from harztool import msgid
from harztool.markup import fill, outline, rewritten, texts
from harztool.model import Catalog, Message, Page, Slot
from harztool.rules import DEFAULT, Rules

# Where addresses stand: elements by attribute (HTML Living Standard, attributes index, "valid URL").
_ADDRESSES = {
    "href": frozenset({"a", "area", "link"}),
    "src": frozenset("audio embed frame iframe img input script source track video".split()),
    "action": frozenset({"form"}),
    "formaction": frozenset({"button", "input"}),
    "cite": frozenset({"blockquote"}),
    "background": frozenset({"body", "td"}),
    "data": frozenset({"object"}),
    "longdesc": frozenset({"img"}),
    "poster": frozenset({"video"}),
    "srcset": frozenset({"img", "source"}),
    "imagesrcset": frozenset({"link"}),
}
_ELEMENTS = frozenset({"html", "meta", "base"}).union(*_ADDRESSES.values())

# Open Graph wants a territory, too; a language that is not listed stands as the project names it.
_LOCALES = {"en": "en_GB", "es": "es_ES"}
# What gettext writes behind an @, and BCP 47 as a script.
_SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "devanagari": "Deva"}

_Tags = Iterable[tuple[str, Mapping[str, str]]]
_S = r"\t\n\f\r "
_NAME = re.compile(rf"<([A-Za-z][^{_S}/>]*+)")
# HTML Living Standard, "extracting a character encoding from a meta element".
_CHARSET = re.compile(rf"(charset[{_S}]*+=[{_S}]*+[\"']?+)[^{_S};\"']++", re.IGNORECASE)
_XML_ENCODING = re.compile(rf"(\A\ufeff?<\?xml[{_S}][^>]*?\bencoding[{_S}]*=[{_S}]*[\"'])[^\"'>]*")
# What may stand before the head without being part of it, and the tag that begins it.
_TAG = rf"(?=[{_S}/>])(?:[^>=]|=[{_S}]*+(?:\"[^\"]*+\"|'[^']*+')?+)*+>"
_BEFORE_HEAD = re.compile(
    rf"(?i)\ufeff?+(?:[{_S}]++|<!--(?:-?>|(?s:.*?)--!?>)|<(?:!(?!--)|\?)[^>]*+>|<html{_TAG})*+(?:<head{_TAG})?+"
)
# HTML Living Standard, "parse a srcset attribute": an address ends at a blank, commas at its end are none of it.
_IMAGE = re.compile(rf"([^{_S},][^{_S}]*(?<!,))((?:[^,(]|\([^)]*+\)?+)*+)")
# CSS Syntax 3: comments and strings, which only look as if they held addresses, and addresses in each form.
_ESCAPED = rf"\\(?:[0-9a-f]{{1,6}}+[{_S}]?+|[^\n\f\r0-9a-f])"
_DOUBLE, _SINGLE = (rf"(?:[^{mark}\\\n\f\r]|{_ESCAPED})*+" for mark in "\"'")
_CSS = re.compile(
    rf"(?i)/\*(?s:.*?)(?:\*/|\Z)|(?<![\w-])url\([{_S}]*+"
    rf"(?:\"(?P<double>{_DOUBLE})\"|'(?P<single>{_SINGLE})'|(?P<bare>(?:[^{_S}\"'()\\]|{_ESCAPED})*+))"
    rf"(?=[{_S}]*+(?:\)|\Z))|\"{_DOUBLE}|'{_SINGLE}"
)
_ESCAPE = re.compile(rf"\\(?:([0-9a-f]{{1,6}})[{_S}]?|(.))", re.IGNORECASE)
_SPECIAL = re.compile(r"[\"'()\\ ]")


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


@dataclass(frozen=True, slots=True)
class _Place:
    """Where addresses are written: on which page of the site, in which language, and what they are relative to."""

    page: Page
    site: Site
    language: str
    base: str

    @property
    def own(self) -> bool:
        """Whether addresses are relative to the page itself."""
        return urldefrag(self.base)[0] == self.page.url


def translated(
    page: Page, catalog: Catalog, language: str, site: Site, rules: Rules = DEFAULT, *, drafts: bool = False
) -> Built:
    """Return a page in a language, by the project's code for it: reviewed texts, what it says of itself, its links.

    A text without a reviewed translation stays as it is (with `drafts`, what waits for review is used too). The page
    is UTF-8 and says so. Links to pages of the site lead to their translation; what else is linked stays where it is.
    Addresses are read against the page's `base` and written from the root, or whole where the base is on another host.
    The base itself leads where it led, for the sake of what scripts load, unless it is this page. Relative addresses
    in `style` attributes are moved, too; those in `style` elements are not, and without a `base` they lead nowhere.

    >>> page = Page("https://harz.example/de/", "de/index.html", '<html lang="de"><meta charset="UTF-8"><p>Burg</p>')
    >>> catalog = Catalog((Message("Burg", "Castle"),))
    >>> translated(page, catalog, "en", Site("de", {page.url: page.path})).html
    '<html lang="en"><meta charset="UTF-8"><p>Castle</p>'
    """
    messages = {message.key: message for message in catalog.messages if message.ready or (drafts and message.draft)}
    slots = texts(page.html, rules)
    wanted = [(slot, messages[slot.context, slot.text]) for slot in slots if (slot.context, slot.text) in messages]
    faulty = {message.key: message for _, message in wanted if any(msgid.faults(message.source, message.translation))}
    values: Mapping[Slot, str] = {slot: message.translation for slot, message in wanted if message.key not in faulty}
    place, tags = _Place(page, site, language, _base(page)), _tags(page.html)
    html = fill(page.html, values)
    # Any element may have a style; they are all asked for only where some style may name an address.
    elements = _ELEMENTS.union(map(str.lower, _NAME.findall(html))) if "url(" in html.lower() else _ELEMENTS
    html = rewritten(html, elements, partial(_changed, place), _alternates(place, tags))
    path = localized(page.path, site.source, language)
    return Built(path, _declared(html, tags), len(slots), len(values), tuple(faulty.values()))


def localized(path: str, source: str, language: str) -> str:
    """Return the path of a page in another language: the folder of the source language becomes the other's.

    >>> localized("de/wohnen.html", "de", "en"), localized("wohnen.html", "de", "en")
    ('en/wohnen.html', 'en/wohnen.html')
    """
    first, slash, rest = path.partition("/")
    return f"{language}/{rest}" if slash and first == source else f"{language}/{path}"


def language_tag(language: str) -> str:
    """Return the BCP 47 tag of a language, from its code as gettext writes it; `pages/` and `po/` keep the code.

    >>> language_tag("en"), language_tag("pt_BR"), language_tag("sr_RS@latin")
    ('en', 'pt-BR', 'sr-Latn-RS')
    """
    place, _, modifier = language.partition("@")
    name, _, region = place.partition("_")
    return "-".join(filter(None, (name, _SCRIPTS.get(modifier), region)))


def _base(page: Page) -> str:
    """Return what the page's addresses are relative to (HTML Living Standard, "document base URL")."""
    try:
        base = urljoin(page.url, outline(page.html).base)
    except ValueError:  # what is no address is no base
        return page.url
    return page.url if urlsplit(base).scheme in ("data", "javascript") else base


def _tags(html: str) -> _Tags:
    """Return the page's `link` and `meta` elements with their attributes."""
    found: list[tuple[str, Mapping[str, str]]] = []

    def seen(element: str, attributes: Mapping[str, str]) -> Mapping[str, str]:
        found.append((element, attributes))
        return {}

    rewritten(html, frozenset({"link", "meta"}), seen)
    return found


def _changed(place: _Place, element: str, found: Mapping[str, str]) -> Mapping[str, str]:
    match element:
        case "html":
            changes = dict.fromkeys(["lang", *found.keys() & {"xml:lang"}], language_tag(place.language))
        case "meta":
            changes = _meta(place, found)
        case "base" if "href" in found:
            changes = {"href": _moved(replace(place, base=place.page.url), found["href"], stays=not place.own)}
        case _:
            changes = _led(place, element, found)
    if "style" in found:
        changes["style"] = _CSS.sub(partial(_styled, place), found["style"])
    return changes


def _meta(place: _Place, found: Mapping[str, str]) -> dict[str, str]:
    changes = {"charset": "UTF-8"} if "charset" in found else {}
    if (content := found.get("content")) is None:
        return changes
    match (found.get("http-equiv") or found.get("property") or found.get("name") or "").strip().lower():
        case "content-type":
            changes["content"] = _CHARSET.sub(r"\1UTF-8", content)
        case "content-language":
            changes["content"] = language_tag(place.language)
        case "og:locale":
            changes["content"] = _LOCALES.get(place.language, place.language)
        case "og:url":
            changes["content"] = _moved(place, content)
    return changes


def _led(place: _Place, element: str, found: Mapping[str, str]) -> dict[str, str]:
    if element == "link" and (language := _ours(place, found)):
        return {"href": place.site.address(place.page.url, language)}
    # What states the language of its target is meant to lead there from every language.
    stays = bool(found.get("hreflang")) and "canonical" not in found.get("rel", "").lower().split()
    moved = partial(_moved, place, stays=stays)
    images = partial(_IMAGE.sub, lambda image: moved(image[1]) + image[2])
    named = {name: value for name, value in found.items() if element in _ADDRESSES.get(name, ())}
    return {name: (images if "srcset" in name else moved)(value) for name, value in named.items()}


def _styled(place: _Place, found: re.Match[str]) -> str:
    form = found.lastgroup
    address = _ESCAPE.sub(_character, found[form]) if form else ""
    # In a style, `#` means this page whatever its base is (CSS Values 4, "fragment URLs").
    if not form or address.startswith("#") or (new := _moved(place, address)) == address:
        return found[0]
    start, end = (at - found.start() for at in found.span(form))
    return found[0][:start] + _SPECIAL.sub(r"\\\g<0>", new) + found[0][end:]


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else ord(found[2])
    return chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"


def _moved(place: _Place, address: str, *, stays: bool = False) -> str:
    """Return an address as the page in another language must write it.

    It leads to a page of the site in that language, or where it led before, as it always does if it `stays`. The
    translated page stands in another folder; so an address relative to the page is written from the root.
    """
    plain = address.strip("\t\n\f\r ")
    if not plain or (plain.startswith("#") and place.own):
        return address
    try:
        whole, fragment = urldefrag(urljoin(place.base, plain))
    except ValueError:  # what is no address leads nowhere in any language
        return address
    ours = whole in place.site.paths and not stays
    new = (place.site.address(whole, place.language) if ours else whole) + (f"#{fragment}" if fragment else "")
    if not ours and (plain.startswith("/") or urlsplit(plain).scheme):
        return address
    if urlsplit(plain).scheme or plain.startswith("//") or urlsplit(place.base)[:2] != urlsplit(place.page.url)[:2]:
        return new
    return urlunsplit(("", "", *urlsplit(new)[2:])) or "/"


def _alternates(place: _Place, tags: _Tags) -> str:
    """Return the links by which search engines know a page's languages (RFC 8288 `alternate`, with `hreflang`).

    A language that the page names already is left out: what is ours among those links is led to our page.
    """
    page, site = place.page, place.site
    if page.url not in site.paths:
        return ""
    named = {_alternate(found).lower() for element, found in tags if element == "link"}
    own = [(language_tag(site.source), page.url), ("x-default", page.url)]
    others = [(language_tag(language), site.address(page.url, language)) for language in site.languages]
    missing = [(name, url) for name, url in [*own, *others] if name.lower() not in named]
    return "".join(f'<link rel="alternate" hreflang="{name}" href="{escape(url)}">\n' for name, url in missing)


def _ours(place: _Place, found: Mapping[str, str]) -> str:
    """Return the language of the site's translations that a link names as the page's own in it, or nothing."""
    languages = {language_tag(each).lower(): each for each in place.site.languages}
    return languages.get(_alternate(found).lower(), "") if place.page.url in place.site.paths else ""


def _alternate(found: Mapping[str, str]) -> str:
    """Return the language of the page that a link names as the same in it; a feed or a style sheet is no such page."""
    relations = found.get("rel", "").lower().split()
    page = found.get("type", "").strip().lower() in ("", "text/html", "application/xhtml+xml")
    same = "alternate" in relations and "stylesheet" not in relations and page and not found.get("media")
    return language_tag(found.get("hreflang", "").strip()) if same else ""


def _declared(html: str, tags: _Tags) -> str:
    """Return the page with its character set told: where it told one, or else as the first thing in its head."""
    html = _XML_ENCODING.sub(r"\1UTF-8", html)
    if any(_declares(found) for element, found in tags if element == "meta"):
        return html
    before = found[0] if (found := _BEFORE_HEAD.match(html)) else ""
    end = " />" if "<?xml" in before or "/xhtml" in before.lower() else ">"
    return f'{before}<meta charset="UTF-8"{end}{html[len(before) :]}'


def _declares(found: Mapping[str, str]) -> bool:
    typed = found.get("http-equiv", "").strip().lower() == "content-type"
    return "charset" in found or (typed and bool(_CHARSET.search(found.get("content", ""))))
