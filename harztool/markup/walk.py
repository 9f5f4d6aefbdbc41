"""One walk over the tokens of a page: what it finds are stretches of text, tags with attributes, data and remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from harztool.markup.attributes import Facts, reader
from harztool.markup.drawings import ENDING
from harztool.markup.element import FORMATTING, Element
from harztool.markup.findings import Data, Finding, Gathering, Remark, Tag
from harztool.markup.items import WORDS, Item
from harztool.markup.nesting import IN_HEAD, TABLE, Nesting
from harztool.markup.plain import BLANK, normalized
from harztool.markup.selecting import selected
from harztool.markup.tokens import COMMENT, END, RAW, START, TEXT, VOID, Token, scanned, text
from harztool.rules import Rules

_REMARK = re.compile(r"<!--\s*+translators?:", re.IGNORECASE)
_COMMENT_END = re.compile(r"--!?>\Z")
_NOWHERE = (0, 0)
# So many findings are handed on at once.
_AT_ONCE = 256
# Kept texts within kept texts, each switched on in between: deeper ones are taken as a whole.
_FRAMES_AT_MOST = 100
_OUTSIDE_BODY = 4  # as deep as a noscript in the head, at most


def findings(html: str, rules: Rules) -> Iterator[Sequence[Finding]]:
    """Yield what a page holds for translators, in page order and in parts that do not overlap.

    In each part a stretch comes after the tags in it. So no more of a page is held at once than its longest text.
    """
    walk = _Walk(html, rules)
    gathered = walk.gathered
    for kind, start, end, name, inner in scanned(html, walk.open.inside):
        if kind is TEXT:
            # Most texts are only the blanks between blocks.
            if gathered.items or walk.open.top.pre or html[start:end].strip(BLANK):
                walk.words(start, end, name)
        elif kind is START or kind is VOID:
            walk.start(start, end, name, attributes=inner < end - 1, void=kind is VOID)
        elif kind is END:
            walk.end(start, end, name)
        elif kind is RAW:
            walk.raw(start, end)
        else:
            walk.unseen(start, end, remark=kind is COMMENT)
        if len(gathered.found) >= _AT_ONCE and not gathered.items and not gathered.frames:
            yield gathered.found
            gathered.found = []
    walk.finish()
    yield gathered.found


class _Walk:
    """What is open at a place of the page, and what has been gathered."""

    def __init__(self, html: str, rules: Rules) -> None:
        self.html = html
        self.facts = reader(rules)
        self.selected = selected(html, rules)
        self.open = Nesting()
        self.gathered = Gathering(html)

    def finish(self) -> None:
        while self.open.top.depth:
            self.pop(len(self.html))
        self.gathered.flush(self.open.top)

    def words(self, start: int, end: int, inside: str) -> None:
        """Take a text; `inside` is the element that makes it special."""
        if self.open.top.depth < _OUTSIDE_BODY:
            self.leave_head("", start)
        top = self.reopen(start)
        if not top.text:
            return
        read = text(self.html, Token(TEXT, start, end, inside))
        if top.drawn and not top.hosts:
            read = read.replace("\0", "\ufffd")  # elsewhere a browser drops it
        if top.pre and start == top.end and top.kind.pre and read.startswith("\n"):  # a browser drops it
            start += 2 if self.html.startswith("\r\n", start) else 1
            read = read[1:]
        if read := normalized(read):
            self.gathered.items.append(Item(WORDS, "", start, end, read, False, _NOWHERE, top.said))

    def raw(self, start: int, end: int) -> None:
        if self.open.top.json:
            self.gathered.found.append(Data(start, end))

    def unseen(self, start: int, end: int, *, remark: bool = False) -> None:
        """Keep a comment within a text, or a tag that means nothing; read what it tells translators."""
        if remark and (found := _REMARK.match(self.html, start, end)):
            self.gathered.found.append(
                Remark(end, " ".join(_COMMENT_END.sub("", self.html[found.end() : end]).split()))
            )
        if self.open.top.name in TABLE:  # what is loose in a table is text by text put before it
            self.gathered.flush(self.open.top)
        if end < len(self.html):
            self.gathered.note(start, end)

    # Start tags

    def start(self, at: int, end: int, name: str, *, attributes: bool, void: bool) -> None:
        parent = self.open.top
        if self.open.has_a_say(name) or parent.depth < _OUTSIDE_BODY:
            if not self.admitted(at, end, name):
                self.dropped(at, end, name)
                return
            parent = self.open.top
        tag = self.html[at:end] if attributes or parent.drawn else ""
        element = Element(name, at, end, parent, tag)
        if not element.breaks and self.open.formatting.waits:
            element = Element(name, at, end, self.reopen(at), tag)
        if self.selected and (said := self.selected.get(at)):
            element.settle(said)
        if attributes and (facts := self.facts(tag)):
            self.inform(element, facts, at if void else end)
        if element.kind.off and not (element.kind.switchable and element.switched):
            element.told = True
            element.tell(translated=False, native=element.native)
        if void:
            self.void(element)
            return
        self.enter(element, at, end)
        if element.kind.formatting and not element.drawn:
            self.open.formatting.add(element, self.html)

    def admitted(self, at: int, end: int, name: str) -> bool:
        """End what a start tag ends; return whether a browser lets it in where it stands."""
        if self.open.top.depth < _OUTSIDE_BODY:
            self.leave_head(name, at)
        while ended := self.open.ended_by(name, self.html, at, end):
            self.pop_to(ended, at)
        if name in ("a", "nobr") and (before := self.open.formatting.latest(name)):
            self.end_formatting(before, at, at, name)
            self.open.formatting.remove(before)
        return not self.open.ignores(name)

    def dropped(self, at: int, end: int, name: str) -> None:
        """A start tag that opens nothing; a second `<body>` adds its attributes to the first (13.2.6.4.7).

        A `<select>` in another one is its end.
        """
        if name == "select" and (before := self.open.select()):
            self.pop_to(before, at, end)
            return
        if name in ("body", "head", "html"):
            self.gathered.flush(self.open.top)
            if facts := self.facts(self.html[at:end]):
                self.inform(Element(name, at, end, self.open.elements[0]), facts, end)
        self.unseen(at, end)

    def leave_head(self, name: str, at: int) -> None:
        """Begin the body where a browser does: before a tag or a text that cannot stand in the head."""
        if name in IN_HEAD:
            return
        while (top := self.open.top).name == "head" or (
            top.name == "noscript" and self.open.elements[top.depth - 1].name in ("#document", "head", "html")
        ):
            self.pop_to(top, at)
        if top.name in ("#document", "html") and name not in ("body", "html", "frameset"):
            self.open.push(Element("body", at, at, self.open.top))

    def inform(self, element: Element, facts: Facts, at: int) -> None:
        """Let an element know what its tag says, and report what is text in it; a note is for what begins at `at`."""
        element.inherit(facts)
        if facts.note:
            self.gathered.found.append(Remark(at, facts.note))
        if element.text:
            if facts.texts or facts.srcdoc:
                self.gathered.found.append(Tag(element.start, facts, element.said))
            element.target, element.json = facts.target, facts.json

    def enter(self, element: Element, start: int, inner: int, *, implied: bool = False) -> None:
        parent, gathered = self.open.top, self.gathered
        if element.kind.pre:
            element.pre = True
        if parent.text != element.text and len(gathered.frames) >= _FRAMES_AT_MOST:
            element.share(parent)
        if element.breaks:
            if gathered.items:
                gathered.flush(parent)
        elif element.island or parent.text != element.text:
            gathered.begin(element, start, inner)
        elif element.text:
            gathered.opened(element, implied=implied)
        self.open.push(element)

    def void(self, element: Element) -> None:
        if element.breaks:
            self.gathered.flush(self.open.top)
        elif self.open.top.text and not (element.name == "wbr" and element.end - element.start <= len("<wbr />")):
            self.gathered.thing(element.name, element.start, element.end)

    def reopen(self, at: int) -> Element:
        """Open what a browser opens again by itself before a text or an inline element; return what is then open."""
        if not self.open.formatting.waits:
            return self.open.top
        for before in self.open.formatting.closed():
            again = Element(before.name, before.start, before.end, self.open.top)
            if before.told:
                again.told = True
                again.share(before)
            self.open.formatting.replace(before, again)
            self.enter(again, at, at, implied=True)
        return self.open.top

    # End tags

    def end(self, at: int, end: int, name: str) -> None:
        top = self.open.top
        if top.name == name and top.kind.simple and top.open and not top.drawn:
            self.pop(at, end)
            while not self.open.top.open:
                self.pop(end)
            return
        if top.drawn and name in ENDING and (drawing := self.open.drawing()):
            self.pop_to(drawing, at)
        if self.open.top.drawn and (element := self.open.ended_at(name)):
            self.pop_to(element, at, end)
        elif name in FORMATTING and (latest := self.open.formatting.latest(name)):
            self.end_formatting(latest, at, end, name)
        elif name == "br":
            self.void(Element(name, at, end, self.reopen(at)))
        elif name == "form" and self.open.form:
            self.end_form(self.open.form, at, end)
        elif element := self.open.ended_at(name):
            self.pop_to(element, at, end)
        else:
            self.stray(at, end, name)

    def stray(self, at: int, end: int, name: str) -> None:
        """An end tag that closes nothing: `</p>` is a paragraph nevertheless, without content."""
        if name == "p":
            self.gathered.flush(self.open.top)
        else:
            self.unseen(at, end)

    def end_form(self, form: Element, at: int, end: int) -> None:
        """End a form; what is open in it stays open."""
        self.open.form = None
        if not form.open or not self.open.reached(form):
            self.stray(at, end, "form")
        elif form is self.open.top:
            self.pop(at, end)
        else:
            self.gathered.flush(self.open.top)
            self.open.shut(form)

    def end_formatting(self, element: Element, at: int, end: int, name: str) -> None:
        """End a formatting element, which other elements may cross (13.2.6.4.7, the "adoption agency")."""
        if element.open and not self.open.reached(element):
            self.unseen(at, end)
            return
        self.open.formatting.remove(element)
        if not element.open:
            self.unseen(at, end)
        elif block := self.open.adopting(element):
            while self.open.top is not block:
                self.pop(at)
            self.open.shut(element)
            self.hand_down(element)
            if block.inline:
                self.gathered.thing(name, at, end)
            elif block.text:
                self.gathered.closed(element, at, end)
        else:
            self.pop_to(element, at, end)

    def hand_down(self, element: Element) -> None:
        """Let what goes on after a formatting element has ended inherit from what is around it."""
        around = self.open.elements[element.depth - 1]
        if around.text != element.text:
            for each in self.open.elements[element.depth + 1 :]:
                if not each.told:
                    each.share(around)
                around = each

    def pop_to(self, element: Element, at: int, end: int | None = None) -> None:
        """Close an element and all that is open in it; `end` is where its end tag ends, if it has one."""
        while self.open.top is not element:
            self.pop(at)
        self.pop(at, end)
        while not self.open.top.open:
            self.pop(at if end is None else end)

    def pop(self, at: int, end: int | None = None) -> None:
        """Close the innermost element, with its end tag or without one."""
        element = self.open.top
        frames = self.gathered.frames
        if frames and frames[-1].element is element:
            self.gathered.flush(element)
            self.open.pop()
            self.gathered.finish(self.open.top, at, end)
            return
        if not element.inline:
            if self.gathered.items:
                self.gathered.flush(element)
        elif element.open and element.text:
            self.gathered.closed(element, at, end)
        self.open.pop()
