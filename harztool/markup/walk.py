"""One walk over the tokens of a page: what it finds are stretches of text, tags with attributes, data and remarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harztool.markup.attributes import Facts, reader
from harztool.markup.element import ALWAYS, Element, kind_of
from harztool.markup.findings import Data, Finding, Remark, Seen, Tag
from harztool.markup.items import NOTHING, WORDS, Item
from harztool.markup.moves import Moves
from harztool.markup.nesting import IN_HEAD, IN_TABLE, TABLE
from harztool.markup.plain import BLANK, is_text, trimmed
from harztool.markup.selecting import selected
from harztool.markup.tokens import COMMENT, END, RAW, START, TEXT, VOID, Token, scanned, text
from harztool.msgid import normalized
from harztool.rules import Rules

_ITEM = Item._make
# So many findings are handed on at once.
_AT_ONCE = 256
_OUTSIDE_BODY = 4  # as deep as a noscript in the head, at most


def findings(html: str, rules: Rules, seen: Seen | None = None) -> Iterator[Sequence[Finding]]:
    """Yield what a page holds for translators, in page order and in parts that do not overlap.

    In each part a stretch comes after the tags in it. So no more of a page is held at once than its longest text.
    `seen`, if given, is told what else is seen.
    """
    walk = _Walk(html, rules, seen)
    gathered = walk.gathered
    tokens = scanned(html, walk.open.inside)
    for kind, start, end, name, inner in seen.watched(tokens) if seen else tokens:
        if kind is TEXT:
            # Most texts are only the blanks between blocks.
            if gathered.items or walk.open.top.pre or html[start:end].strip(BLANK):
                walk.words(start, end, name)
        elif kind is END:
            walk.end(start, end, name)
        elif kind is START or kind is VOID:
            walk.start(start, end, name, inner < end - 1, kind is VOID)
            if len(gathered.found) >= _AT_ONCE and not gathered.items and not gathered.frames:
                yield gathered.found
                gathered.found = []
        elif kind is RAW:
            walk.raw(start, end)
        else:
            walk.unseen(start, end, remark=kind is COMMENT)
    walk.finish()
    yield gathered.found


class _Walk(Moves):
    """What is open at a place of the page, and what has been gathered, while tags and texts come by."""

    def __init__(self, html: str, rules: Rules, seen: Seen | None) -> None:
        super().__init__(html)
        self.seen = seen
        self.switchers = frozenset(rules.switchers)
        self.facts = reader(rules)
        self.selected = selected(html, rules)
        self.placing = seen is not None or bool(self.selected)

    def finish(self) -> None:
        while self.open.top.depth:
            self.pop(len(self.html))
        self.gathered.flush(self.open.top)

    def words(self, start: int, end: int, inside: str) -> None:
        """Take a text; `inside` is the element that makes it special."""
        if self.open.top.depth < _OUTSIDE_BODY:
            self.leave_head("", start)
        top = self.reopen(start)
        loose = top.name in TABLE and not top.text and self.open.outside().text  # a browser puts it before the table
        if not top.text and not loose:
            if self.seen is not None and not top.translated:
                self.leave(top, self.html[start:end])
            return
        read = self.html[start:end]
        if inside or "&" in read or "\r" in read:
            read = text(self.html, Token(TEXT, start, end, inside))
        if top.drawn and not top.hosts:
            read = read.replace("\0", "\ufffd")  # elsewhere a browser drops it
        if top.pre and start == top.end and top.kind.pre and read.startswith("\n"):  # a browser drops it
            start += 2 if self.html.startswith("\r\n", start) else 1
            read = read[1:]
        if read := normalized(read):
            at = self.open.outside().owner if loose else top.owner
            self.gathered.items.append(_ITEM((WORDS, "", start, end, read, False, (at, at), top.said)))
            if loose:
                self.gathered.flush(self.open.outside())

    def raw(self, start: int, end: int) -> None:
        if self.open.top.json:
            self.gathered.found.append(Data(start, end, self.open.top.said))

    # Start tags

    def start(self, at: int, end: int, name: str, attributes: bool, void: bool) -> None:
        parent, what = self.open.top, kind_of(name)
        if (
            (what.asks and (what.asks == ALWAYS or parent.place.paragraph))
            or parent.drawn
            or parent.depth < _OUTSIDE_BODY
        ):
            if not self.admitted(at, end, name):
                self.dropped(at, end, name)
                return
            parent = self.open.top
        tag = self.html[at:end] if attributes or parent.drawn else ""
        element = Element(name, at, end, parent, tag)
        if not element.breaks and self.open.formatting.waits:
            element = Element(name, at, end, self.reopen(at), tag)
        if parent.name in TABLE and not parent.text and name not in IN_TABLE:
            element.share(self.open.outside())
        if self.placing:
            self.place(element, at, parent)
        if attributes and (facts := self.facts(tag)):
            self.inform(element, facts, at if void else end)
        if what.off and not (what.switchable and element.switched):
            element.switch_off()
        if void:
            self.void(element)
            return
        self.enter(element, at, end)
        if what.formatting and not element.drawn:
            self.open.formatting.add(element, self.html)

    def place(self, element: Element, at: int, parent: Element) -> None:
        """Tell where a tag stands, and let its element know what the settings say of it."""
        if self.seen is not None:
            self.seen.parents[at] = parent.owner
        if said := self.selected.get(at):
            element.settle(said)

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
        if self.seen is not None and self.seen.body < 0 and name != "html" and self.open.top.name in ("body", "html"):
            self.seen.body = at

    def leave(self, element: Element, words: str) -> None:
        """Take note of words that are left out though they are in the source language.

        Not so for what is the same in every language, and for switchers, as languages are called by their own names.
        """
        if not self.seen or not element.native or not is_text(words):
            return
        outermost = None
        for each in (element, *reversed(self.open.elements[: element.depth])):
            if each.translated or each.name in ("body", "html"):
                break
            if each.kind.off or self.selected.get(each.start, NOTHING).left_out in self.switchers:
                return
            outermost = each if each.end > each.start else outermost
        if outermost:
            self.seen.left.setdefault(outermost.start, trimmed(words))

    def inform(self, element: Element, facts: Facts, at: int) -> None:
        """Let an element know what its tag says, and report what is text in it; a note is for what begins at `at`."""
        element.inherit(facts)
        if facts.note:
            self.gathered.found.append(Remark(at, facts.note))
        if element.text:
            if facts.texts or facts.srcdoc:
                self.gathered.found.append(Tag(element.start, facts, element.said))
            element.target, element.json = facts.target, facts.json
        elif facts.texts and self.seen is not None and not element.translated:
            self.leave(element, facts.texts[0].text)
