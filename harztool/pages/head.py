"""What a page says of itself: its language, its address, its character set, and its other languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from html import escape

from babel.core import get_global

from harztool.languages import language_tag
from harztool.markup import Edit, StartTag, edited, tags
from harztool.pages.place import Place, moved
from harztool.pages.site import Site

# Open Graph wants a territory, too: that in which most people speak a language (CLDR, "likely subtags"), but English as
# in Europe.
_LOCALES = {"en": "en_GB"}

_S = r"\t\n\f\r "
# HTML Living Standard, "extracting a character encoding from a meta element".
_CHARSET = re.compile(rf"(charset[{_S}]*+=[{_S}]*+[\"']?+)[^{_S};\"']++", re.IGNORECASE)
_REFRESH = re.compile(
    rf"(?is)[{_S}]*+[0-9.]++(?:[{_S}]*+[;,]|[{_S}])[{_S}]*+(?:url[{_S}]*+=[{_S}]*+)?+"
    r"(?:\"(?P<double>[^\"]*+)|'(?P<single>[^']*+)|(?P<bare>.*))"
)
_XML_ENCODING = re.compile(rf"(\A\ufeff?<\?xml[{_S}][^>]*?\bencoding[{_S}]*=[{_S}]*[\"'])[^\"'>]*")
# What may stand before the head without being part of it, and the tag that begins it.
_TAG = rf"(?=[{_S}/>])(?:[^>=]|=[{_S}]*+(?:\"[^\"]*+\"|'[^']*+')?+)*+>"
_ASIDE = rf"[{_S}]++|<!--(?:-?>|(?s:.*?)--!?>)|<(?:!(?!--)|\?)[^>]*+>"
_BEFORE_HEAD = re.compile(rf"(?i)\ufeff?+(?:{_ASIDE}|<html{_TAG})*+(?:<head{_TAG})?+")
_HTML = re.compile(rf"(?i)<html{_TAG}")
_BEFORE_HTML = re.compile(rf"(?i)\ufeff?+(?:{_ASIDE})*+")


@cache
def locale(language: str) -> str:
    """Return a language and a territory, as Open Graph wants them.

    >>> locale("en"), locale("es"), locale("pt_BR"), locale("eo")
    ('en_GB', 'es_ES', 'pt_BR', 'eo')
    """
    plain = language.partition("@")[0]
    territory = get_global("likely_subtags").get(plain, "").rpartition("_")[2]
    return _LOCALES.get(plain) or (f"{plain}_{territory}" if territory.isalpha() else plain)


def stated_language(html: str) -> str:
    """Return the language that a page says it is in, as it writes it, or nothing.

    >>> stated_language('<!doctype html><!-- <html lang="de"> --><html lang="en-GB"><p>Castle')
    'en-GB'
    """
    before = found.end() if (found := _BEFORE_HTML.match(html)) else 0
    tag = _HTML.match(html, before)
    return _language_of(tag[0]) if tag else ""


@lru_cache(maxsize=256)  # the pages of a site begin alike
def _language_of(tag: str) -> str:
    read = next(iter(tags(tag, frozenset({"html"})).found), None)
    return (read.value("lang").strip() or read.value("xml:lang").strip()) if read else ""


def edits(place: Place) -> Iterator[Edit]:
    """Yield what changes in what a page says of itself, and what is added to its head."""
    yield from language(place)
    for tag in place.source.tags.found:
        if tag.name == "meta":
            yield from edited(place.source.page.html, tag, _meta(place, tag))
    yield from _added(place)


def language(place: Place) -> Iterator[Edit]:
    """Yield what lets a page state its language."""
    source = place.source
    html = source.page.html
    if not any(tag.name == "html" for tag in source.tags.found):  # a browser adds the element, but no language
        at = found.end() if (found := _BEFORE_HTML.match(html)) else 0
        yield Edit(at, at, f'<html lang="{language_tag(place.language)}">')
    for tag in source.tags.found:
        if tag.name == "html":
            names = ["lang", *tag.attributes.keys() & {"xml:lang"}]
            yield from edited(html, tag, dict.fromkeys(names, language_tag(place.language)))


def _meta(place: Place, tag: StartTag) -> dict[str, str]:
    changes = {"charset": "UTF-8"} if "charset" in tag.attributes else {}
    if "content" not in tag.attributes:
        return changes
    content = tag.value("content")
    match (tag.value("http-equiv") or tag.value("property") or tag.value("name")).strip().lower():
        case "content-type":
            changes["content"] = _CHARSET.sub(r"\1UTF-8", content)
        case "content-language":
            changes["content"] = language_tag(place.language)
        case "og:locale":
            changes["content"] = locale(place.language)
        case "og:url":
            changes["content"] = moved(place, content)
        case "refresh" if found := refresh(content):
            start, end = found
            changes["content"] = content[:start] + moved(place, content[start:end]) + content[end:]
    return changes


def refresh(content: str) -> tuple[int, int] | None:
    """Return where the address stands that a page sends its reader to (HTML, "shared declarative refresh steps").

    >>> refresh("5; URL='/de/burg'"), refresh("300")
    ((8, 16), None)
    """
    found = _REFRESH.match(content)
    return found.span(found.lastgroup) if found and found.lastgroup and found[found.lastgroup] else None


def _added(place: Place) -> Iterator[Edit]:
    """Yield the lines that the head lacks: the character set as the first thing in it, the languages as the last.

    Where no tag ends the head, the languages stand behind the character set, which must come early.
    """
    source = place.source
    html, found = source.page.html, source.tags
    telling = next((tag for tag in found.found if tag.name == "meta" and _declares(tag)), None)
    languages = _alternates(place)
    before, charset = ("", "") if telling else _charset(html)
    end = telling.end if telling else len(before)
    if found.head_end >= 0 and not 0 <= source.reading.body < found.head_end:  # what ends it later ends nothing
        yield Edit(len(before), len(before), charset)
        yield Edit(found.head_end, found.head_end, languages)
    else:
        yield Edit(end, end, charset + languages)


def _charset(html: str) -> tuple[str, str]:
    """Return what stands before the head's content, and the line that is to tell the character set there."""
    before = found[0] if (found := _BEFORE_HEAD.match(html)) else ""
    return before, f'<meta charset="UTF-8"{_tag_end(html)}'


def _tag_end(html: str) -> str:
    """Return how a tag without content ends in a page: XML wants it to be closed."""
    before = found[0] if (found := _BEFORE_HEAD.match(html)) else ""
    return " />" if "<?xml" in before or "/xhtml" in before.lower() else ">"


def _declares(tag: StartTag) -> bool:
    typed = tag.value("http-equiv").strip().lower() == "content-type"
    return "charset" in tag.attributes or (typed and bool(_CHARSET.search(tag.value("content"))))


def declared_xml(html: str) -> str:
    """Return a page that tells UTF-8 where it tells a character set as XML does."""
    return _XML_ENCODING.sub(r"\1UTF-8", html) if "<?xml" in html[:10] else html


def _alternates(place: Place) -> str:
    """Return the links by which search engines know a page's languages (RFC 8288 `alternate`, with `hreflang`).

    A language that the page names already is left out: what is ours among those links is led to our page.
    """
    url, site = place.source.page.url, place.site
    named = {alternate(tag).lower() for tag in place.source.tags.found if tag.name == "link"}
    missing = [(name, address) for name, address in alternates(url, site) if name.lower() not in named]
    end = _tag_end(place.source.page.html) if missing else ""
    return "".join(f'<link rel="alternate" hreflang="{name}" href="{escape(each)}"{end}\n' for name, each in missing)


def alternates(url: str, site: Site) -> list[tuple[str, str]]:
    """Return the languages that a source page is published in, as BCP 47 names them, with its address in each.

    >>> site = Site("de", {"https://harz.example/de/": "de/index.html"}, ("en",))
    >>> [name for name, _ in alternates("https://harz.example/de/", site)]
    ['de', 'x-default', 'en']
    """
    if url not in site.paths:
        return []
    others = [each for each in site.languages if site.has(url, each)]
    own = [(language_tag(site.source), url), ("x-default", url)]
    return [*own, *((language_tag(each), site.address(url, each)) for each in others)]


def ours(site: Site, url: str, tag: StartTag) -> str:
    """Return the language of the site's translations that a link names as the page's own in it, or nothing."""
    name = alternate(tag).lower()
    return next((each for each in site.languages if language_tag(each).lower() == name and site.has(url, each)), "")


def alternate(tag: StartTag) -> str:
    """Return the language of the page that a link names as the same in it; a feed or a style sheet is no such page."""
    relations = tag.value("rel").lower().split()
    page = tag.value("type").strip().lower() in ("", "text/html", "application/xhtml+xml")
    same = "alternate" in relations and "stylesheet" not in relations and page and not tag.value("media")
    return language_tag(tag.value("hreflang").strip()) if same else ""
