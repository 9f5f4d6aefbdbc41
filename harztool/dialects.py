"""How content management systems write addresses: what makes a page of its own, and what is only an aside to one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Dialect:
    """The addresses of one system.

    `parameters` make a page of their own, beside those of the configuration; `pagers` are those that make a further
    page of a list. `asides` are patterns of `path?query` (with its escapes undone), each with what such an address is;
    `pages` is a pattern of paths that are pages, though they may end like a file.
    """

    parameters: frozenset[str] = frozenset()
    pagers: frozenset[str] = frozenset()
    pages: str = "(?!)"
    asides: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


_COMMENTS = {r"/comment-page-\d+/?(?:\?|$)": "a page of comments"}
_LIST = "articlelist[page]"

# What is plain without a preset.
_PLAIN = Dialect(pagers=frozenset({_LIST}), asides=_COMMENTS)
DIALECTS: Mapping[str, Dialect] = {
    "geocms": Dialect(
        parameters=frozenset({"id", _LIST}),
        pagers=frozenset({_LIST}),
        asides={
            r"[?&]PAGE_MEDIA=": "the text version of a page",
            r"[?&]modus=drucken": "the print version of a page",
            r"[?&]formscript\[url\]=": "the form that recommends a page",
        },
    ),
    "wordpress": Dialect(
        parameters=frozenset({"p", "page_id", "attachment_id", "paged", "cat", "tag", "author", "m"}),
        asides={
            **_COMMENTS,
            r"[?&]cpage=": "a page of comments",
            r"^/search/": "a search",
            r"[?&]replytocom=": "the reply form of a comment",
            r"[?&]s=": "a search",
            r"[?&]share=": "a link that shares a page",
            r"[?&]feed=|/feed/?(?:\?|$)|/feed/(?:atom|rdf|rss2?)/": "a feed",
            r"/wp-(?:json|admin|login\.php|includes|content)(?:[/?]|$)|/xmlrpc\.php": "a part of WordPress, no page",
            r"/(?:trackback|embed)/?(?:\?|$)": "a part of WordPress, no page",
        },
    ),
    "typo3": Dialect(
        parameters=frozenset(
            {
                "id",
                "cHash",
                "tx_news_pi1[action]",
                "tx_news_pi1[controller]",
                "tx_news_pi1[currentPage]",
                "tx_news_pi1[news]",
            }
        ),
        pagers=frozenset({"tx_news_pi1[currentPage]"}),
        asides={
            r"[?&]type=98(?:&|$)": "the print version of a page",
            r"[?&]L=[1-9]": "a page in another language",
            r"[?&]eID=|^/typo3(?:[/?]|$)|^/typo3conf/": "a part of TYPO3, no page",
            r"[?&]tx_indexedsearch": "a search",
        },
    ),
    "mediawiki": Dialect(
        parameters=frozenset({"title", "curid", "pagefrom", "pageuntil", "subcatfrom", "filefrom"}),
        pages=r"/(?:wiki|index\.php)/[^/]+:",
        asides={
            r"[?&](?:action=(?!view\b)|veaction=)": "an action on a page",
            r"[?&](?:mobileaction|useskin)=|[?&]redirect=no\b": "another view of a page",
            r"[?&](?:oldid|diff)=": "an older version of a page",
            r"[?&]printable=": "the print version of a page",
            r"[/=](?:Spezial|Special):": "a special page of the wiki",
        },
    ),
}


def dialect(preset: str) -> Dialect:
    """Return the dialect of a preset of the configuration; what is plain everywhere for one that has none here.

    >>> dialect("mediawiki").asides["[?&]printable="]
    'the print version of a page'
    """
    return DIALECTS.get(preset, _PLAIN)


def aside(path: str, system: Dialect) -> str:
    """Return what `path?query` is if it is no page of its own, else nothing.

    >>> aside("/de/index.php?id=5&PAGE_MEDIA=text", dialect("geocms"))
    'the text version of a page'
    """
    return next((what for pattern, what in system.asides.items() if re.search(pattern, path)), "")
