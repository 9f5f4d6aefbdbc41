"""CSS selectors of the settings: which tags of a page they select, by where the tags stand.

Selectors are matched by Lexbor (through selectolax), which knows Selectors 4 but no positions. So each start tag is
given its position as an attribute first, in a copy of the page. The library is loaded only where there are selectors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from harztool.markup.element import FORMATTING
from harztool.markup.items import NOTHING, Said
from harztool.markup.tokens import END, START, VOID, tokens
from harztool.rules import Rules

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_AT = "harztool-at"
# Formatting elements that nobody ends are opened again in every block: a page with more of them, each told apart by its
# position, would grow without measure.
_UNENDED_AT_MOST = 100


def is_selector(text: str) -> bool:
    """Whether a text is a CSS selector.

    >>> is_selector("#menu > li:not(.open)"), is_selector("#menu >")
    (True, False)
    """
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    try:
        LexborHTMLParser("").css(text)
    except SelectolaxError:
        return False
    return True


def selected(html: str, rules: Rules) -> Mapping[int, Said]:
    """Return what the selectors of the rules say of a page's tags, by where each tag begins.

    >>> selected('<p>Burg<p class="date">1. Mai', Rules(notes=((".date", "date of a calendar"),)))
    {7: Said(left_out='', notes=('date of a calendar',), context=None)}
    """
    found: dict[int, Said] = {}
    if not (rules.left_out or rules.notes or rules.contexts):
        return found
    tree = _tree(html)
    for selector in rules.left_out:
        for at in _places(tree, selector):
            found[at] = found.get(at, NOTHING)._replace(left_out=selector)
    for selector, note in rules.notes:
        for at in _places(tree, selector):
            before = found.get(at, NOTHING)
            found[at] = before._replace(notes=(*before.notes, note))
    for selector, context in rules.contexts:
        for at in _places(tree, selector):
            found[at] = found.get(at, NOTHING)._replace(context=context)
    return found


def links_within(html: str, selectors: Sequence[str]) -> Mapping[int, str]:
    """Return the links in elements that selectors select, or that are such elements: where each begins, its text.

    >>> links_within('<ul class=languages><li><a href="/en/">English</a></ul><a href="/">1</a>', [".languages"])
    {24: 'English'}
    """
    found: dict[int, str] = {}
    tree = _tree(html) if selectors else None
    for selector in selectors:
        for node in matches(tree, selector) if tree else ():
            for link in node.css("a, area"):
                at = link.attributes.get(_AT)
                if at and at.isdecimal():
                    found[int(at)] = " ".join(link.text().split())
    return found


@lru_cache(maxsize=1)  # who asks for the texts of a page asks for its links next
def _tree(html: str) -> LexborHTMLParser:
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(_numbered(html))


def matches(tree: LexborHTMLParser, selector: str) -> Iterator[LexborNode]:
    """Yield the elements of a page that a selector selects; each template is a tree of its own."""
    trees: list[LexborHTMLParser | LexborNode] = [tree]
    while trees:
        each = trees.pop()
        yield from each.css(selector)
        trees += each.template_fragments() if each is tree else _inner(each)


def _inner(fragment: LexborHTMLParser | LexborNode) -> Sequence[LexborNode]:
    return [content for node in fragment.css("template") for content in node.template_fragments()[:1]]


def _places(tree: LexborHTMLParser, selector: str) -> list[int]:
    found = (node.attributes.get(_AT) for node in matches(tree, selector))
    return [int(at) for at in found if at and at.isdecimal()]


def _numbered(html: str) -> str:
    """Return the page with the position of each start tag as an attribute of it."""
    pieces: list[str] = []
    unended: Counter[str] = Counter()
    at = 0
    for token in tokens(html):
        if token.kind is END:
            unended[token.name] -= 1
        elif token.kind is START or token.kind is VOID:
            unended[token.name] += token.kind is START
            if token.name not in FORMATTING or unended[token.name] < _UNENDED_AT_MOST:
                pieces += html[at : token.inner], f' {_AT}="{token.start}"'
                at = token.inner
    return "".join([*pieces, html[at:]])
