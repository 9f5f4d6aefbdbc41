"""One walk over the tokens of a page: what it finds are stretches of text, tags with attributes, data and remarks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harztool.markup.attributes import mention, telling
from harztool.markup.drawings import ENDING
from harztool.markup.element import Element
from harztool.markup.findings import Data, Finding, Gathering, Remark, Tag
from harztool.markup.formatting import FORMATTING
from harztool.markup.items import WORDS, Item
from harztool.markup.nesting import IN_HEAD, RULED, TABLE, Nesting
from harztool.markup.plain import BLANK, normalized
from harztool.markup.selecting import selected
from harztool.markup.tokens import COMMENT, END, RAW, START, TEXT, VOID, Token, attributes, text, tokens
from harztool.rules import KEPT, NEVER, PREFORMATTED, Rules

_JSON = "application/ld+json"
_REMARK = re.compile(r"<!--\s*translators?:\s*(.*?)\s*-->", re.IGNORECASE | re.DOTALL)
# Kept texts within kept texts, each switched on in between: deeper ones are taken as a whole.
_FRAMES_AT_MOST = 100
_OUTSIDE_BODY = 4  # as deep as a noscript in the head, at most


def findings(html: str, rules: Rules) -> Sequence[Finding]:
    """Return what a page holds for translators, in page order (a stretch comes after the tags in it)."""
    walk = _Walk(html, rules)
    for token in tokens(html, walk.open.inside):
        kind = token.kind
        if kind is TEXT:
            walk.words(token)
        elif kind is START or kind is VOID:
            walk.start(token)
        elif kind is END:
            walk.end(token)
        elif kind is RAW:
            walk.raw(token)
        else:
            walk.unseen(token)
    return walk.finish()


class _Walk:
    """What is open at a place of the page, and what has been gathered."""

    def __init__(self, html: str, rules: Rules) -> None:
        self.html, self.source = html, rules.source
        self.telling, self.mention = telling(rules), mention(rules)
        self.selected = selected(html, rules)
        self.open = Nesting()
        self.gathered = Gathering(html)

    def finish(self) -> Sequence[Finding]:
        while self.open.top.depth:
            self.pop(len(self.html))
        self.gathered.flush(self.open.top)
        return self.gathered.found

    def words(self, token: Token) -> None:
        start, end, top = token.start, token.end, self.open.top
        if not self.gathered.items and not top.pre and not self.html[start:end].strip(BLANK):
            return
        if top.depth < _OUTSIDE_BODY:
            self.leave_head("", start)
        top = self.reopen(start)
        if not top.text:
            return
        read = text(self.html, token)
        if top.drawn and not top.hosts:
            read = read.replace("\0", "\ufffd")  # elsewhere a browser drops it
        if top.pre and start == top.end and top.name in PREFORMATTED and read.startswith("\n"):  # a browser drops it
            start += 2 if self.html.startswith("\r\n", start) else 1
            read = read[1:]
        if read := normalized(read):
            self.gathered.items.append(Item(WORDS, "", start, end, read, said=top.said))

    def raw(self, token: Token) -> None:
        if self.open.top.json:
            self.gathered.found.append(Data(token.start, token.end))

    def unseen(self, token: Token) -> None:
        """Keep a comment within a text, or a tag that means nothing; read what it tells translators."""
        if token.kind is COMMENT and (remark := _REMARK.fullmatch(self.html, token.start, token.end)):
            self.gathered.found.append(Remark(token.end, " ".join(remark[1].split())))
        if self.open.top.name in TABLE:  # what is loose in a table is text by text put before it
            self.gathered.flush(self.open.top)
        if token.end < len(self.html):
            self.gathered.note(token.start, token.end)

    # Start tags

    def start(self, token: Token) -> None:
        name, at, parent = token.name, token.start, self.open.top
        if name in RULED or parent.drawn or parent.depth < _OUTSIDE_BODY:
            if not self.admitted(token):
                self.dropped(token)
                return
            parent = self.open.top
        tag = self.html[at : token.end] if parent.drawn else ""
        element = Element(name, at, token.end, parent, tag)
        if not element.breaks and self.reopen(at) is not parent:
            element = Element(name, at, token.end, self.open.top, tag)
        if said := self.selected.get(at):
            element.settle(said)
        if token.inner < token.end - 1 and self.mention.search(self.html, token.inner, token.end):
            self.inform(element, token)
        if name in NEVER or (name in KEPT and not element.switched):
            element.told = True
            element.tell(translated=False, native=element.native)
        if token.kind is VOID:
            self.void(element)
        else:
            self.enter(element, at, token.end)
            if name in FORMATTING and not element.drawn:
                self.open.formatting.add(element, self.html)

    def admitted(self, token: Token) -> bool:
        """End what a start tag ends; return whether a browser lets it in where it stands."""
        if self.open.top.depth < _OUTSIDE_BODY:
            self.leave_head(token.name, token.start)
        while ended := self.open.ended_by(token.name, self.html[token.start : token.end]):
            self.pop_to(ended, token.start)
        if token.name in ("a", "nobr") and (before := self.open.formatting.latest(token.name)):
            self.end_formatting(before, token._replace(end=token.start))
            self.open.formatting.remove(before)
        return not self.open.ignores(token.name)

    def dropped(self, token: Token) -> None:
        """A start tag that opens nothing; a second `<body>` adds its attributes to the first (13.2.6.4.7).

        A `<select>` in another one is its end.
        """
        if token.name == "select" and (before := self.open.select()):
            self.pop_to(before, token.start, token.end)
            return
        if token.name in ("body", "head", "html"):
            self.gathered.flush(self.open.top)
            self.inform(Element(token.name, token.start, token.end, self.open.elements[0]), token)
        self.unseen(token)

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

    def inform(self, element: Element, token: Token) -> None:
        """Let an element know what its attributes say, and report them where they may be text."""
        found = attributes(self.html, token, self.telling)
        element.inherit(found, self.source)
        if note := found.get("its-loc-note"):  # ITS 2.0, 8.3.2.2
            self.gathered.found.append(Remark(token.start if token.kind is VOID else token.end, note.value))
        if element.text:
            if element.name not in NEVER:
                self.gathered.found.append(Tag(element.name, found, element.said))
            if element.name == "a" and "href" in found:
                element.target = " ".join(found["href"].value.split())
            elif element.name == "script" and "type" in found:
                element.json = found["type"].value.partition(";")[0].strip().lower() == _JSON

    def enter(self, element: Element, start: int, inner: int, *, implied: bool = False) -> None:
        parent = self.open.top
        if element.name in PREFORMATTED:
            element.pre = True
        if parent.text != element.text and len(self.gathered.frames) >= _FRAMES_AT_MOST:
            element.share(parent)
        if element.breaks:
            self.gathered.flush(parent)
        elif element.island or parent.text != element.text:
            self.gathered.begin(element, start, inner)
        elif element.text:
            self.gathered.opened(element, implied=implied)
        self.open.push(element)

    def void(self, element: Element) -> None:
        if element.breaks:
            self.gathered.flush(self.open.top)
        elif self.open.top.text and not (element.name == "wbr" and element.end - element.start <= len("<wbr />")):
            self.gathered.thing(element.name, element.start, element.end)

    def reopen(self, at: int) -> Element:
        """Open what a browser opens again by itself before a text or an inline element; return what is then open."""
        for before in self.open.formatting.closed():
            again = Element(before.name, before.start, before.end, self.open.top)
            if before.told:
                again.told = True
                again.share(before)
            self.open.formatting.replace(before, again)
            self.enter(again, at, at, implied=True)
        return self.open.top

    # End tags

    def end(self, token: Token) -> None:
        name = token.name
        if self.open.top.drawn and name in ENDING and (drawing := self.open.drawing()):
            self.pop_to(drawing, token.start)
        if self.open.top.drawn and (element := self.open.ended_at(name)):
            self.pop_to(element, token.start, token.end)
        elif name in FORMATTING and (latest := self.open.formatting.latest(name)):
            self.end_formatting(latest, token)
        elif name == "br":
            self.void(Element(name, token.start, token.end, self.reopen(token.start)))
        elif name == "form" and self.open.form:
            self.end_form(self.open.form, token)
        elif element := self.open.ended_at(name):
            self.pop_to(element, token.start, token.end)
        else:
            self.stray(token)

    def stray(self, token: Token) -> None:
        """An end tag that closes nothing: `</p>` is a paragraph nevertheless, without content."""
        if token.name == "p":
            self.gathered.flush(self.open.top)
        else:
            self.unseen(token)

    def end_form(self, form: Element, token: Token) -> None:
        """End a form; what is open in it stays open."""
        self.open.form = None
        if not form.open or not self.open.reached(form):
            self.stray(token)
        elif form is self.open.top:
            self.pop(token.start, token.end)
        else:
            self.gathered.flush(self.open.top)
            self.open.shut(form)

    def end_formatting(self, element: Element, token: Token) -> None:
        """End a formatting element, which other elements may cross (13.2.6.4.7, the "adoption agency")."""
        if element.open and not self.open.reached(element):
            self.unseen(token)
            return
        self.open.formatting.remove(element)
        if not element.open:
            self.unseen(token)
        elif block := self.open.adopting(element):
            while self.open.top is not block:
                self.pop(token.start)
            self.open.shut(element)
            self.hand_down(element)
            if block.inline:
                self.gathered.thing(token.name, token.start, token.end)
            elif block.text:
                self.gathered.closed(element, token.start, token.end)
        else:
            self.pop_to(element, token.start, token.end)

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
            self.gathered.flush(element)
        elif element.open and element.text:
            self.gathered.closed(element, at, end)
        self.open.pop()
