"""One walk over the tokens of a page: what it finds are stretches of text, tags with attributes, data and remarks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from harztool.markup.attributes import telling
from harztool.markup.inline import CLOSE, KEEP, NOTE, OPEN, THING, WORDS, Item
from harztool.markup.nesting import FORMATTING, REOPENED_AT_MOST, Element, Nesting
from harztool.markup.plain import BLANK, normalized
from harztool.markup.tokens import COMMENT, END, RAW, START, TEXT, VOID, Attribute, Token, attributes, text, tokens
from harztool.rules import KEPT, PREFORMATTED, Rules

_JSON = "application/ld+json"
_REMARK = re.compile(r"<!--\s*translators?:\s*(.*?)\s*-->", re.IGNORECASE | re.DOTALL)


class Stretch(NamedTuple):
    """What stands between two block boundaries; `block` is the element that holds it, `pre` that blanks count."""

    items: list[Item]
    block: str
    pre: bool


class Tag(NamedTuple):
    """A start tag with attributes that may be text."""

    element: str
    start: int
    end: int
    attributes: Mapping[str, Attribute]


class Data(NamedTuple):
    """The content of a script that holds JSON-LD, `html[start:end]`."""

    start: int
    end: int


class Remark(NamedTuple):
    """What the page tells translators about the text that follows."""

    text: str


Finding = Stretch | Tag | Data | Remark


def findings(html: str, rules: Rules) -> list[Finding]:
    """Return what a page holds for translators, in page order (a stretch comes after the tags in it)."""
    walk = _Walk(html, rules)
    for token in tokens(html):
        walk.step(token)
    return walk.finish()


class _Frame:
    """A stretch in the making, and the island or kept element that it stands in; the first frame is the page."""

    __slots__ = ("element", "items", "kept")

    def __init__(self, element: Element, kept: bool) -> None:
        self.element, self.kept = element, kept
        self.items: list[Item] = []


class _Walk:
    """What is open at a place of the page, the stretch that is being gathered, and what has been found."""

    def __init__(self, html: str, rules: Rules) -> None:
        self.html, self.rules = html, rules
        self.telling = telling(rules)
        self.open = Nesting()
        self.frames = [_Frame(self.open.top, kept=False)]
        self.found: list[Finding] = []

    def step(self, token: Token) -> None:
        kind = token.kind
        if kind is TEXT:
            self.words(token)
        elif kind is START or kind is VOID:
            self.start(token)
        elif kind is END:
            self.end(token)
        elif kind is RAW:
            self.raw(token)
        else:
            self.unseen(token)

    def finish(self) -> list[Finding]:
        while len(self.open.elements) > 1:
            self.pop(len(self.html))
        self.flush()
        return self.found

    def words(self, token: Token) -> None:
        items, element = self.frames[-1].items, self.open.top
        if not element.open_to_translation:
            return
        start, end = token.start, token.end
        if not items and not element.pre and not self.html[start:end].strip(BLANK):
            return
        if element.pre and start == element.end:
            start += _first_line_end(self.html, start)
        if read := normalized(text(self.html, token._replace(start=start))):
            items.append(Item(WORDS, "", start, end, read))

    def raw(self, token: Token) -> None:
        if self.open.top.json:
            self.found.append(Data(token.start, token.end))

    def unseen(self, token: Token) -> None:
        """Keep a comment within a text, or a tag that means nothing; read what it tells translators."""
        if token.kind is COMMENT and (remark := _REMARK.fullmatch(self.html, token.start, token.end)):
            self.found.append(Remark(" ".join(remark[1].split())))
        if self.frames[-1].items:
            self.frames[-1].items.append(Item(NOTE, "", token.start, token.end))

    # Start tags

    def start(self, token: Token) -> None:
        if ended := self.open.ended_by(token.name):
            self.pop_to(ended, token.start)
        elif token.name == "a" and (link := self.open.ended_at("a")):
            self.end_pair(link, token._replace(end=token.start))
        parent = self.open.top
        element = Element(token.name, token.start, token.end, parent)
        if self.telling.search(self.html, token.inner, token.end):
            self.inform(element, token)
        if token.name in KEPT:
            element.translated = element.translated and element.switched
        if token.kind is VOID:
            self.thing(element)
        else:
            self.enter(element, parent)

    def inform(self, element: Element, token: Token) -> None:
        """Let an element know what its attributes say, and report them where they may be text."""
        found = {each.name: each for each in attributes(self.html, token)}
        inherit(element, found, self.rules.source)
        if note := found.get("its-loc-note"):  # ITS 2.0, 8.3.2.2
            self.found.append(Remark(note.value))
        if element.open_to_translation:
            element.json = element.name == "script" and "type" in found and found["type"].value.strip().lower() == _JSON
            self.found.append(Tag(element.name, element.start, element.end, found))

    def enter(self, element: Element, parent: Element) -> None:
        before, inside = parent.open_to_translation, element.open_to_translation
        if element.name in PREFORMATTED:
            element.pre = True
        if not element.inline and not element.island:
            self.flush()
        elif element.island or before != inside:
            self.frames.append(_Frame(element, kept=before and not element.island))
        elif inside:
            self.frames[-1].items.append(Item(OPEN, element.name, element.start, element.end))
        self.open.push(element)

    def thing(self, element: Element) -> None:
        if not element.inline and not element.island:
            self.flush()
        elif element.name != "wbr" and self.open.top.open_to_translation:
            self.frames[-1].items.append(Item(THING, element.name, element.start, element.end))

    # End tags

    def end(self, token: Token) -> None:
        element = self.open.ended_at(token.name)
        if token.name == "br":
            self.thing(Element("br", token.start, token.end, self.open.top))
        elif element is None:
            self.stray(token)
        elif element.inline:
            self.end_pair(element, token)
        else:
            self.pop_to(element, token.start, token.end)

    def stray(self, token: Token) -> None:
        """An end tag of nothing open: of formatting that a block has ended before, or without meaning."""
        if token.name == "p":
            self.flush()
            return
        element = self.open.dangling(token.name)
        if element and not self.open.top.inline:
            self.close(element, token.start, token.end)
        else:
            self.unseen(token)

    def end_pair(self, element: Element, token: Token) -> None:
        if element.block is self.open.top.block:
            crossed = [each for each in self.open.elements[element.depth + 1 :] if each.name in FORMATTING]
            self.pop_to(element, token.start, token.end)
            for each in crossed[-REOPENED_AT_MOST:]:
                self.reopen(each)
        elif element.name in FORMATTING and element.depth > self.frames[-1].element.depth:
            self.open.shut(element)
            if self.open.top.inline:
                self.unseen(token)
            else:
                self.close(element, token.start, token.end)
        else:
            self.unseen(token)

    def reopen(self, element: Element) -> None:
        """Open what a browser opens again by itself: formatting that crosses the end of another element."""
        again = Element(element.name, element.start, element.end, self.open.top)
        if self.open.top.open_to_translation:
            self.frames[-1].items.append(Item(OPEN, again.name, again.start, again.end, implied=True))
        self.open.push(again)

    def pop_to(self, element: Element, at: int, end: int = 0) -> None:
        """Close an element and all that is open in it; `end` is where its end tag ends, if it has one."""
        while self.open.top is not element:
            self.pop(at)
        self.pop(at, end)
        if end:
            self.open.forget(element)

    def pop(self, at: int, end: int = 0) -> None:
        element = self.open.top
        if self.frames[-1].element is element:
            self.flush()
            self.open.pop()
            self.leave(self.frames.pop(), end or at)
            return
        if not element.inline:
            self.flush()
        elif not element.closed:
            self.close(element, at, end or at)
        self.open.pop()

    def close(self, element: Element, start: int, end: int) -> None:
        items = self.frames[-1].items
        if items and self.open.top.open_to_translation:
            implied = start == end
            place = (element.start, element.end) if implied else (start, end)
            items.append(Item(CLOSE, element.name, *place, implied=implied, opener=(element.start, element.end)))

    def leave(self, frame: _Frame, end: int) -> None:
        """Add what a frame held to the text around it, as one thing."""
        element = frame.element
        if self.open.top.open_to_translation:
            code, read = (KEEP, self.read(element.end, end)) if frame.kept else (THING, "")
            self.frames[-1].items.append(Item(code, element.name, element.start, end, read))

    def read(self, start: int, end: int) -> str:
        inner = self.html[start:end]
        return normalized("".join(text(inner, token) for token in tokens(inner) if token.kind is TEXT))

    def flush(self) -> None:
        """End the stretch, and report it if there are words in it."""
        frame, top = self.frames[-1], self.open.top
        if frame.items:
            items, frame.items = frame.items, []
            if any(item.code is WORDS for item in items):
                self.found.append(Stretch(items, top.block.name, top.pre))


def _first_line_end(html: str, at: int) -> int:
    """How long the line end is that a browser drops at the start of a `pre` or `textarea`."""
    return 2 if html.startswith("\r\n", at) else int(html[at : at + 1] in ("\n", "\r"))


def inherit(element: Element, found: Mapping[str, Attribute], source: str) -> None:
    """Let an element know whether it is text: `translate` (HTML 3.2.6.4), class `notranslate`, `lang`."""
    translate = found["translate"].value.strip().lower() if "translate" in found else None
    if translate in ("", "yes"):
        element.translated = element.switched = True
    elif translate == "no" or ("class" in found and "notranslate" in found["class"].value.split()):
        element.translated = False
    language = found.get("lang") or found.get("xml:lang")
    if language and language.value.strip():
        element.native = language.value.strip().lower().replace("_", "-").partition("-")[0] == source
