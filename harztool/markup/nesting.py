"""Which elements are open at a place of the page, where end tags may be missing, crossed or stray.

The share of the HTML standard's tree construction (13.2.6) that says which block a text stands in and which inline
elements are around it. Every question takes constant time, however deep the page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from harztool.markup.drawings import DRAWN, HOST, HTML, breaks_out
from harztool.markup.element import ENDING_PARAGRAPHS, SPECIAL, Element
from harztool.markup.formatting import Formatting
from harztool.rules import HEADINGS

IN_HEAD = frozenset("base basefont bgsound head link meta noframes noscript script style template title".split())
TABLE = frozenset("table tbody tfoot thead tr".split())
# What may stand right in a table or a part of it; all else goes before the table (13.2.6.1).
IN_TABLE = TABLE | frozenset("caption col colgroup form script style td template th".split())
_IMPLIED_ENDS = frozenset("dd dt li optgroup option p rb rp rt rtc".split())


class Nesting:
    """The open elements, innermost last, and the formatting elements that may be opened again."""

    def __init__(self) -> None:
        self.top = Element("#document", 0, 0, None)
        self.elements = [self.top]
        self.formatting = Formatting()
        self.form: Element | None = None
        self._named: dict[str, Element | None] = {}

    def push(self, element: Element) -> None:
        """Open an element."""
        name = element.name
        self.elements.append(element)
        self.top = element
        element.outer, self._named[name] = self._named.get(name), element
        if element.kind.marked:
            self.formatting.mark()
        elif name == "form":
            self.form = element

    def pop(self) -> None:
        """Close the innermost element."""
        element = self.elements.pop()
        self.top = self.elements[-1]
        if self._named[element.name] is element:
            self._named[element.name], element.open = element.outer, False
        elif element.open:
            self.shut(element)
        if element.kind.marked:
            self.formatting.unmark()

    def shut(self, element: Element) -> None:
        """Close an element, while others may be open in it: it leaves the stack with them."""
        element.open = False
        inner = self._named[element.name]
        if inner is element:
            self._named[element.name] = element.outer
            return
        while inner and inner.outer is not element:
            inner = inner.outer
        if inner:
            inner.outer = element.outer

    def inside(self) -> int:
        """Return what kind the innermost open element is of."""
        return HTML if not self.top.drawn else HOST if self.top.hosts else DRAWN

    # Start tags

    def ended_by(self, name: str, html: str, at: int, end: int) -> Element | None:
        """Return an open element that the start tag `html[at:end]` ends; ask again when it has been closed."""
        if self.top.drawn and self.inside() is DRAWN:
            return self.drawing() if breaks_out(name, html[at:end]) else None
        ends = _ENDS.get(name)
        return ends(self) if ends else None

    def drawing(self) -> Element | None:
        """Return what HTML ends where it begins in SVG or MathML: all of it up to an element that holds HTML."""
        return self._above(lambda each: not each.drawn or each.hosts)

    def outside(self) -> Element:
        """Return what holds the innermost table, and with it what is loose in the table."""
        table = self.top.place.table
        return self.elements[table.depth - 1] if table else self.top

    def ignores(self, name: str) -> bool:
        """Whether a browser drops this start tag where it stands."""
        if self.top.drawn and self.inside() is DRAWN:
            return False
        if name in _PARTS:
            return self.top.place.table is None
        if name == "form":
            return self.form is not None
        if name == "select":
            return self.select() is not None
        if name == "html":
            return len(self.elements) > 1
        if name == "frameset":
            return self.top.name not in ("#document", "html", "frameset")
        return name in ("head", "body") and self.top.name not in ("#document", "html")

    def paragraph(self) -> Element | None:
        """Return the paragraph that the start of another block ends."""
        return self.top.place.paragraph

    def item(self) -> Element | None:
        """Return the list item, or the paragraph, that another item ends."""
        return self.top.place.item or self.top.place.paragraph

    def term(self) -> Element | None:
        """Return the term or definition, or the paragraph, that another ends."""
        return self.top.place.term or self.top.place.paragraph

    def heading(self) -> Element | None:
        """Return the paragraph, or the heading right here, that a heading ends."""
        return self.top.place.paragraph or (self.top if self.top.name in HEADINGS else None)

    def table(self) -> Element | None:
        """Return the table whose rows another table interrupts, or the paragraph before it."""
        grid = self.top.place.grid
        return grid if grid and grid.name == "table" else self.top.place.paragraph

    def button(self) -> Element | None:
        """Return the button that another ends."""
        return self._scoped("button")

    def select(self) -> Element | None:
        """Return the list of options that a form field, or the tag of another such list, ends."""
        return self._scoped("select")

    def option(self) -> Element | None:
        """Return the option right here that another ends."""
        return self.top if self.top.name == "option" else None

    def options(self) -> Element | None:
        """Return the option or the group of options right here that another group ends."""
        return self.top if self.top.name in ("option", "optgroup") else None

    def reading(self) -> Element | None:
        """Return what an annotation of ruby text ends: the elements here whose end tags may be missing."""
        return self._above(lambda each: each.name not in _IMPLIED_ENDS) if self._scoped("ruby") else None

    def part(self, around: frozenset[str]) -> Element | None:
        """Return what a part of a table ends: all that is open in the innermost of the elements it may stand in."""
        return self._above(lambda each: each.name in around) if self.top.place.table else None

    def _above(self, stays: Callable[[Element], bool]) -> Element | None:
        """Return the outermost element of those at the top that do not stay."""
        at = len(self.elements)
        while not stays(self.elements[at - 1]):
            at -= 1
        return self.elements[at] if at < len(self.elements) else None

    # End tags

    def ends_plainly(self, top: Element) -> bool:
        """Whether the innermost element ends with its own end tag and nothing else happens; most do."""
        if top.drawn or not top.open:
            return False
        listed = self.formatting.listed
        if top.kind.formatting and listed and listed[-1] is top:
            listed.pop()
            return True
        return top.kind.simple

    def ended_at(self, name: str) -> Element | None:
        """Return the open element that the end tag of `name` closes, or None where it closes none."""
        top = self.top
        named = self._named.get(name)
        if top.drawn and named and named.depth > top.ground:  # 13.2.6.5, "any other end tag"
            return named
        if top.name == name and name not in ("body", "html"):
            return top
        if name == "p":
            return top.place.paragraph
        if name in HEADINGS:
            return max(filter(None, map(self._scoped, HEADINGS)), key=lambda each: each.depth, default=None)
        return named if named and named.depth >= self._floor(name) else None

    def _scoped(self, name: str) -> Element | None:
        named = self._named.get(name)
        return named if named and self.reached(named) else None

    def _floor(self, name: str) -> int:
        """How far down the stack an end tag reaches: the depth of the outermost element that it may close."""
        place = self.top.place
        if name == "li":
            return place.lists
        if name == "table" or name in _PARTS:
            return place.table.depth if place.table else len(self.elements)
        if name in ("head", "body", "html"):
            return len(self.elements)
        if name == "template":
            return 0
        return place.scope if name in SPECIAL else self.top.special

    def adopting(self, element: Element) -> Element | None:
        """Return the innermost block in which a formatting element goes on, if there is one (13.2.6.4.7)."""
        depth = self.top.special
        return self.elements[depth] if depth > element.depth else None

    def reached(self, element: Element) -> bool:
        """Whether nothing hides an open element from an end tag at this place."""
        return element.depth >= self.top.place.scope


_ROWS = "tbody thead tfoot table template"
# The parts of a table, and the elements that they may stand in.
_PARTS = {
    **dict.fromkeys(("caption", "colgroup", "tbody", "thead", "tfoot"), frozenset({"table", "template"})),
    "col": frozenset({"colgroup", "table", "template"}),
    "tr": frozenset(_ROWS.split()),
    **dict.fromkeys(("td", "th"), frozenset(f"tr {_ROWS}".split())),
}
_ENDS: dict[str, Callable[[Nesting], Element | None]] = {
    **dict.fromkeys(ENDING_PARAGRAPHS, Nesting.paragraph),
    **dict.fromkeys(HEADINGS, Nesting.heading),
    "li": Nesting.item,
    "dd": Nesting.term,
    "dt": Nesting.term,
    "table": Nesting.table,
    "button": Nesting.button,
    "input": Nesting.select,
    "option": Nesting.option,
    "optgroup": Nesting.options,
    **dict.fromkeys(("rb", "rp", "rt", "rtc"), Nesting.reading),
    **{name: partial(Nesting.part, around=around) for name, around in _PARTS.items()},
}
