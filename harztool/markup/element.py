"""An element of a page that is open: what it is, what it hands down, and what it means for the tags in it."""

from __future__ import annotations

from collections.abc import Mapping

from harztool.markup.drawings import HOLDING, ROOTS, holds_html
from harztool.markup.items import NOTHING, Said
from harztool.markup.tokens import Attribute
from harztool.rules import BLOCKS, ISLANDS

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


class Place:
    """The innermost special element and those around it, as far as tags ask for them; inline elements share it.

    Numbers are depths: how far down the stack a question of the standard's "has an element in scope" looks.
    """

    __slots__ = ("grid", "item", "lists", "paragraph", "scope", "special", "table", "term")

    grid: Element | None  # a table, or a part of it that holds text
    item: Element | None
    lists: int
    paragraph: Element | None
    scope: int
    table: Element | None
    term: Element | None

    def __init__(self, element: Element, around: Place | None) -> None:
        name, depth = element.name, element.depth
        self.special = self.scope = self.lists = depth
        self.grid = self.item = self.paragraph = self.table = self.term = None
        if around is not None and name not in _SCOPE:
            self.scope = around.scope
            self.lists = depth if name in ("ol", "ul") else around.lists
            self.paragraph = None if name == "button" else around.paragraph
            if name in ("address", "div", "p"):
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


class Element:
    """An open element: its start tag in the page, and what it hands down to what stands in it."""

    __slots__ = (
        "block", "breaks", "depth", "drawn", "end", "ground", "hosts", "inline", "island", "json", "name", "native",
        "open", "outer", "place", "pre", "said", "start", "switched", "target", "text", "told", "translated",
    )  # fmt: skip

    block: str
    ground: int  # how deep the innermost element of HTML is, itself or around it
    outer: Element | None  # of the same name, around it
    place: Place
    said: Said  # by the settings

    def __init__(self, name: str, start: int, end: int, parent: Element | None, tag: str = "") -> None:
        self.name, self.start, self.end = name, start, end
        self.open = True
        self.told = False  # whether it is text, by its attributes
        self.switched = False  # on, by its own attribute, where its name alone would keep it as it is
        self.json = False  # holds JSON-LD
        self.target = ""  # of a link
        self.island = name in ISLANDS
        self.drawn = name if name in ROOTS else ""  # in SVG or MathML
        self.hosts = False  # HTML in it
        if parent is None:
            self.depth, self.inline, self.pre = 0, False, False
            self.translated = self.native = self.text = True
            self.said = NOTHING
            special = True
        else:
            self.depth, self.pre = parent.depth + 1, parent.pre
            self.translated, self.native, self.text = parent.translated, parent.native, parent.text
            self.said = parent.said
            if parent.drawn and not parent.hosts:
                self.drawn = parent.drawn
            if self.drawn:
                self.hosts = holds_html(name, self.drawn, tag)
                self.inline, special = name in _DRAWN_INLINE, self.hosts
            else:
                self.inline, special = not self.island and name not in BLOCKS, name in SPECIAL
        self.ground = parent.ground if parent and self.drawn else self.depth
        self.breaks = not self.inline and not self.island  # the line of text it stands in
        self.block = parent.block if parent and self.inline else name
        self.place = parent.place if parent and not special else Place(self, parent.place if parent else None)

    def tell(self, *, translated: bool, native: bool) -> None:
        """Let an element know whether it is switched off, and whether it is in the source language."""
        self.translated, self.native, self.text = translated, native, translated and native

    def share(self, other: Element) -> None:
        """Let an element be text, or not, as another is."""
        self.tell(translated=other.translated, native=other.native)

    def settle(self, said: Said) -> None:
        """Take note of what the settings say of the element."""
        context = self.said.context if said.context is None else said.context
        self.said = Said("", (*self.said.notes, *said.notes), context)
        if said.left_out:
            self.told = True
            self.tell(translated=False, native=self.native)

    def inherit(self, found: Mapping[str, Attribute], source: str) -> None:
        """Take note of what the attributes say: `translate` (HTML 3.2.6.4), class `notranslate`, `lang`."""
        translated, native = self.translated, self.native
        translate = found["translate"].value.strip().lower() if "translate" in found else None
        if translate in ("", "yes"):
            translated = self.switched = True
        elif translate == "no" or ("class" in found and "notranslate" in found["class"].value.split()):
            translated = False
        language = found.get("lang") or found.get("xml:lang")
        if language and language.value.strip():
            native = language.value.strip().lower().replace("_", "-").partition("-")[0] == source
        if (translated, native) != (self.translated, self.native):
            self.told = True
            self.tell(translated=translated, native=native)
