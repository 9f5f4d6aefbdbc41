"""An element of a page that is open: what it is, what it hands down, and what it means for the tags in it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from harztool.markup.attributes import Facts
from harztool.markup.drawings import HOLDING, ROOTS, holds_html
from harztool.markup.items import NOTHING, Said
from harztool.rules import BLOCKS, HEADINGS, ISLANDS, KEPT, NEVER, PREFORMATTED

# The formatting elements that a browser opens again after a block, or another element, has closed them.
FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
# All else in SVG is drawn for itself.
_DRAWN_INLINE = frozenset("a tspan textpath tref".split())

# Elements that the end tag of an inline element does not reach across (HTML Living Standard, 13.2.4.2, "special").
SPECIAL = frozenset(
    "address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd "
    "details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header "
    "hgroup hr html iframe img input keygen li link listing main marquee menu meta nav noembed noframes noscript "
    "object ol p param plaintext pre script search section select source style summary table tbody td template "
    "textarea tfoot th thead title tr track ul wbr xmp".split()
)
# Elements that no end tag of a block reaches across ("in scope").
_SCOPE = HOLDING | frozenset("applet caption html marquee object select table td template th".split())


# Elements whose start tag ends a paragraph.
ENDING_PARAGRAPHS = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form header "
    "hgroup hr listing main menu nav ol p plaintext pre search section summary ul xmp".split()
)
# Elements whose start tag ends other elements, too, or may be dropped where it stands.
_ASKING = HEADINGS | frozenset(
    "a body button caption col colgroup dd dt form frameset head html input li nobr optgroup option rb rp rt rtc "
    "select table tbody td tfoot th thead tr".split()
)
# Whether a start tag may end something, or be dropped: never, where a paragraph is open, or anywhere.
NEVER_ASKS, IN_PARAGRAPHS, ALWAYS = 0, 1, 2
# Elements that one of the questions of a `Place` is about.
_PLACES = _SCOPE | frozenset("ol ul button p li dd dt".split())
# Blocks in which a list item, or a term, may still be ended from outside of them.
_SEEN_THROUGH = frozenset({"address", "div", "p"})


class Kind(NamedTuple):
    """What an element of HTML is by its name."""

    island: bool
    inline: bool
    special: bool
    pre: bool
    formatting: bool
    off: bool  # its content is the same in every language
    switchable: bool  # but `translate` may say otherwise
    simple: bool  # its end tag ends it where it is the innermost one
    asks: int
    marked: bool  # what is formatted before it does not go on in it, and the other way round


@lru_cache(maxsize=1024)
def kind_of(name: str) -> Kind:
    """Return what an element of HTML is by its name."""
    island = name in ISLANDS
    return Kind(
        island,
        not island and name not in BLOCKS,
        name in SPECIAL,
        name in PREFORMATTED,
        name in FORMATTING,
        name in NEVER or name in KEPT,
        name in KEPT,
        name not in FORMATTING and name not in ("body", "form", "html"),
        ALWAYS if name in _ASKING else IN_PARAGRAPHS if name in ENDING_PARAGRAPHS else NEVER_ASKS,
        name in ("applet", "caption", "marquee", "object", "td", "template", "th"),
    )


class Place:
    """What is open around a place of the page, as far as tags ask for it; elements share it where nothing differs.

    Numbers are depths: how far down the stack a question of the standard's "has an element in scope" looks.
    """

    __slots__ = ("grid", "item", "lists", "paragraph", "scope", "table", "term")

    grid: Element | None  # a table, or a part of it that holds text
    item: Element | None
    lists: int
    paragraph: Element | None
    scope: int
    table: Element | None
    term: Element | None

    def __init__(self, element: Element, around: Place | None) -> None:
        name, depth = element.name, element.depth
        self.scope = self.lists = depth
        self.grid = self.item = self.paragraph = self.table = self.term = None
        if around is not None and name not in _SCOPE:
            self.scope = around.scope
            self.lists = depth if name in ("ol", "ul") else around.lists
            self.paragraph = None if name == "button" else around.paragraph
            if name in _SEEN_THROUGH:
                self.item, self.term = around.item, around.term
        if around is not None:
            self.grid, self.table = around.grid, around.table
        if name in ("table", "template"):
            self.grid = self.table = element
        elif name in ("caption", "td", "th"):
            self.grid = element
        elif name == "p":
            self.paragraph = element
        elif name == "li":
            self.item = element
        elif name in ("dd", "dt"):
            self.term = element


def _place(element: Element, around: Place) -> Place:
    """Return the place within a special element."""
    name = element.name
    differs = name in _PLACES or (name not in _SEEN_THROUGH and (around.item or around.term))
    return Place(element, around) if differs else around


class Element:
    """An open element: its start tag in the page, and what it hands down to what stands in it."""

    __slots__ = (
        "block", "breaks", "depth", "drawn", "end", "ground", "holder", "hosts", "inline", "island", "json", "kind",
        "name", "native", "open", "outer", "own_native", "own_translated", "owner", "place", "pre", "said", "special",
        "start", "switched", "target", "text", "translated",
    )  # fmt: skip

    block: str
    drawn: str  # the root of the SVG or MathML that it belongs to
    ground: int  # how deep the innermost element of HTML is, itself or around it
    holder: int  # where the tag of what holds a text in it begins: of a block, or of what is text as nothing around it
    owner: int  # where its tag begins, or where it has none in the page, that of the nearest element around it
    outer: Element | None  # of the same name, around it
    place: Place
    said: Said  # by the settings
    special: int  # how deep the innermost special element is, itself or around it

    def __init__(self, name: str, start: int, end: int, parent: Element | None, tag: str = "") -> None:
        self.name, self.start, self.end, self.open = name, start, end, True
        # What it says itself, by its attributes, its name or the settings; None where what is around it counts.
        self.own_translated: bool | None = None
        self.own_native: bool | None = None
        self.switched = False  # on, by its own attribute, where its name alone would keep it as it is
        self.json = False  # holds JSON-LD
        self.target = ""  # of a link
        self.hosts = False  # holds HTML within SVG or MathML
        self.kind = what = kind_of(name)
        self.island = what.island
        if parent is None:
            self.depth = self.ground = self.special = 0
            self.holder = self.owner = -1
            self.inline, self.pre, self.breaks, self.drawn = False, False, True, ""
            self.translated = self.native = self.text = True
            self.said, self.block = NOTHING, name
            self.place = Place(self, None)
            return
        self.depth, self.pre = parent.depth + 1, parent.pre
        self.translated, self.native, self.text = parent.translated, parent.native, parent.text
        self.said = parent.said
        if name in ROOTS or parent.drawn:
            special = self._draw(parent, tag)
        else:
            self.drawn, self.ground, self.inline, special = "", self.depth, what.inline, what.special
        self.breaks = not self.inline and not what.island  # the line of text it stands in
        self.block = parent.block if self.inline else name
        self.special = self.depth if special else parent.special
        self.owner = start if end > start else parent.owner
        self.holder = parent.holder if self.inline else self.owner
        self.place = _place(self, parent.place) if special else parent.place

    def _draw(self, parent: Element, tag: str) -> bool:
        """Take note of what is different in SVG and MathML; return whether end tags of HTML do not reach across it."""
        if parent.drawn and not parent.hosts:
            self.drawn = parent.drawn
        else:
            self.drawn = self.name if self.name in ROOTS else ""
        if not self.drawn:
            self.ground, self.inline = self.depth, self.kind.inline
            return self.kind.special
        self.ground, self.inline = parent.ground, self.name in _DRAWN_INLINE
        self.hosts = holds_html(self.name, self.drawn, tag)
        return self.hosts

    def tell(self, *, translated: bool, native: bool) -> None:
        """Let an element know whether it is switched off, and whether it is in the source language."""
        self.translated, self.native, self.text = translated, native, translated and native

    def share(self, other: Element) -> None:
        """Let an element be text, or not, as another is."""
        self.tell(translated=other.translated, native=other.native)

    def settle(self, said: Said) -> None:
        """Take note of what the settings say of the element."""
        context = self.said.context if said.context is None else said.context
        more = [note for note in said.notes if note not in self.said.notes]
        if more or context != self.said.context:
            self.said = Said("", (*self.said.notes, *more), context)
        if said.left_out:
            self.switch_off()

    def switch_off(self) -> None:
        """Let an element be the same in every language."""
        self.own_translated = False
        self.tell(translated=False, native=self.native)

    def inherit(self, facts: Facts) -> None:
        """Take note of what the attributes say."""
        self.switched = facts.switched is True
        if facts.switched is not None:
            self.own_translated = facts.switched
        if facts.native is not None:
            self.own_native = facts.native
        self.follow(self)

    def follow(self, around: Element) -> None:
        """Let an element be text, or not, as another is, but for what it says itself."""
        translated = around.translated if self.own_translated is None else self.own_translated
        native = around.native if self.own_native is None else self.own_native
        self.tell(translated=translated, native=native)
