"""Which elements are open at a place of the page, where end tags may be missing, crossed or stray.

A small share of the HTML standard's tree construction (13.2.6): what it takes to know the block that a text stands in,
the inline elements around it, and the state that both hand down. Every step takes constant time, however deep the page.
"""

from __future__ import annotations

from harztool.rules import BLOCKS, ISLANDS

# Inline elements that a browser opens again after a block or another element has closed them (13.2.4.3).
FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
REOPENED_AT_MOST = 8  # as the adoption agency's outer loop

_P_ENDS_AT = frozenset(
    "address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul "
    "xmp".split()
)
_SCOPE = frozenset(
    "applet caption html table td th marquee object template select svg foreignobject button noscript".split()
)
_LISTS = _SCOPE | {"ul", "ol", "menu", "dir", "dl"}
_TABLE = frozenset({"table", "template", "html"})
_SELECT = frozenset({"select", "datalist", "template"})


def _ended(names: str, barriers: frozenset[str]) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((name, barriers) for name in names.split())


# Which open elements a start tag ends, and which elements between hide them from it.
_ENDS = {
    "li": _ended("li", _LISTS),
    "dd": _ended("dd dt", _LISTS),
    "dt": _ended("dd dt", _LISTS),
    "option": _ended("option", _SELECT),
    "optgroup": _ended("option optgroup", _SELECT),
    "td": _ended("td th caption colgroup", _TABLE),
    "th": _ended("td th caption colgroup", _TABLE),
    "tr": _ended("tr caption colgroup", _TABLE),
    "tbody": _ended("tbody thead tfoot caption colgroup", _TABLE),
    "thead": _ended("tbody thead tfoot caption colgroup", _TABLE),
    "tfoot": _ended("tbody thead tfoot caption colgroup", _TABLE),
    "caption": _ended("colgroup", _TABLE),
    "body": _ended("head", frozenset()),
    "rt": _ended("rt rp", _SCOPE),
    "rp": _ended("rt rp", _SCOPE),
    "button": _ended("button", _SCOPE),
}


class Element:
    """An open element: its start tag in the page, and what it hands down to what stands in it."""

    __slots__ = (
        "block", "closed", "depth", "end", "inline", "island", "json", "name", "native", "pre", "start", "switched",
        "translated",
    )  # fmt: skip

    block: Element
    depth: int
    native: bool
    pre: bool
    translated: bool

    def __init__(self, name: str, start: int, end: int, parent: Element | None) -> None:
        self.name, self.start, self.end = name, start, end
        self.depth = parent.depth + 1 if parent else 0
        self.island = name in ISLANDS
        self.inline = not self.island and name not in BLOCKS
        self.block = parent.block if parent and self.inline else self
        self.pre = parent.pre if parent else False
        self.translated = parent.translated if parent else True
        self.native = parent.native if parent else True
        self.switched = False  # by its own attribute, where its name alone would keep it as it is
        self.json = False  # holds JSON-LD
        self.closed = False  # ended while blocks in it are still open

    @property
    def open_to_translation(self) -> bool:
        """Whether text in this element is to be translated: not switched off, and in the source language."""
        return self.translated and self.native


class Nesting:
    """The open elements, innermost last; asked by name in constant time."""

    def __init__(self) -> None:
        self.elements = [Element("#document", 0, 0, None)]
        self._named: dict[str, list[Element]] = {}
        self._dangling: dict[str, Element] = {}

    @property
    def top(self) -> Element:
        """The innermost open element."""
        return self.elements[-1]

    def push(self, element: Element) -> None:
        """Open an element."""
        self.elements.append(element)
        self._named.setdefault(element.name, []).append(element)

    def pop(self) -> Element:
        """Close the innermost element, and remember a formatting element for an end tag that comes later."""
        element = self.elements.pop()
        if not element.closed:
            self._named[element.name].pop()
            if element.name in FORMATTING:
                self._dangling[element.name] = element
        return element

    def shut(self, element: Element) -> None:
        """Close an inline element that has blocks open inside; it leaves the stack with them."""
        element.closed = True
        self._named[element.name].pop()

    def dangling(self, name: str) -> Element | None:
        """Return, once, the formatting element that an end tag without an open element belongs to."""
        return self._dangling.pop(name, None)

    def forget(self, element: Element) -> None:
        """Take an element that was closed by its own end tag off the list of the dangling."""
        if self._dangling.get(element.name) is element:
            del self._dangling[element.name]

    def ended_by(self, name: str) -> Element | None:
        """Return the outermost open element that the start tag of `name` ends, if any."""
        ends = _ENDS.get(name, ())
        found = [element for each, barriers in ends if (element := self.within(each, barriers))]
        if name in _P_ENDS_AT and (paragraph := self.within("p", _SCOPE)):
            found.append(paragraph)
        return min(found, key=lambda element: element.depth) if found else None

    def ended_at(self, name: str) -> Element | None:
        """Return the open element that the end tag of `name` closes, or None where it is stray."""
        barriers = _TABLE if name in ("tr", "td", "th", "tbody", "thead", "tfoot", "caption") else _SCOPE
        return self.within(name, barriers)

    def within(self, name: str, barriers: frozenset[str]) -> Element | None:
        """Return the innermost open element of a name, unless one of the barriers stands between."""
        named = self._named.get(name)
        if not named:
            return None
        element = named[-1]
        if element is self.elements[-1]:
            return element
        for barrier in barriers:
            between = self._named.get(barrier)
            if between and between[-1].depth > element.depth:
                return None
        return element
