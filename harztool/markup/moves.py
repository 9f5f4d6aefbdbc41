"""What it does to the texts being gathered when elements open and end, in order or out of it."""

from __future__ import annotations

import re

from harztool.markup.drawings import ENDING
from harztool.markup.element import FORMATTING, Element
from harztool.markup.findings import Gathering, Remark
from harztool.markup.nesting import TABLE, Nesting

_REMARK = re.compile(r"<!--\s*+translators?:", re.IGNORECASE)
_COMMENT_END = re.compile(r"--!?>\Z")
# Kept texts within kept texts, each switched on in between: deeper ones are taken as a whole.
_FRAMES_AT_MOST = 100


class Moves:
    """The open elements of a page and the texts gathered in them, which change together."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.open = Nesting()
        self.gathered = Gathering(html)

    def enter(self, element: Element, start: int, inner: int, *, implied: bool = False) -> None:
        """Open an element whose tag and content begin as given; a browser opens it by itself if it is implied."""
        parent, gathered = self.open.top, self.gathered
        if element.kind.pre:
            element.pre = True
        if parent.text != element.text and len(gathered.frames) >= _FRAMES_AT_MOST:
            element.share(parent)
        if element.breaks:
            if gathered.items:
                gathered.flush(parent)
        elif element.island or parent.text != element.text:
            element.holder = element.owner
            gathered.begin(element, start, inner)
        elif element.text:
            gathered.opened(element, implied=implied)
        self.open.push(element)

    def void(self, element: Element) -> None:
        """Take an element that has no content."""
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
            again.own_translated, again.own_native = before.own_translated, before.own_native
            again.follow(again)
            self.open.formatting.replace(before, again)
            self.enter(again, at, at, implied=True)
        return self.open.top

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

    # End tags

    def end(self, at: int, end: int, name: str) -> None:
        """End what an end tag ends, if it ends anything."""
        top = self.open.top
        if top.name == name and self.open.ends_plainly(top):
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
                each.follow(around)
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
