"""The tokens of an HTML text with their positions, as the HTML standard's tokenizer finds them.

HTML Living Standard, 13.2.5 (tokenization), with scripting off. Every character belongs to exactly one token, in order;
possessive expressions keep the time linear on any input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from harztool.markup.references import decoded, decoded_attribute

TEXT, RAW, START, VOID, END, COMMENT, OTHER = "text", "raw", "start", "void", "end", "comment", "other"

VOIDS = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
_RCDATA = frozenset({"title", "textarea"})
_RAWTEXT = frozenset({"style", "xmp", "iframe", "noembed", "noframes", "script", "plaintext"})

_S = r"\t\n\f\r "
_ATTRIBUTE = (
    rf"(?:=[^{_S}/>=]*+|[^{_S}/>=]++)"
    rf"(?:[{_S}]*+=[{_S}]*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])[^{_S}>]*+)|(?![{_S}]*+=))"
)
_MARKUP = re.compile(
    rf"<(?:(?P<end>/)?(?P<name>[A-Za-z][^{_S}/>]*+)(?P<attributes>(?:[{_S}/]++|{_ATTRIBUTE})*+)>"
    r"|(?P<comment>!--(?:-?>|(?s:.*?)(?:--!?>|\Z)))"
    r"|(?P<cdata>!\[CDATA\[)"
    r"|(?P<other>[!?][^>]*+>?|/[^A-Za-z>][^>]*+>?|/>)"
    r"|(?P<unfinished>/?[A-Za-z]))"
)
_PAIR = re.compile(
    rf"(?P<name>=[^{_S}/>=]*+|[^{_S}/>=]++)"
    rf"(?:[{_S}]*+=[{_S}]*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>(?![\"'])[^{_S}>]*+)))?+"
)
_SCRIPT = re.compile(rf"<!--|-->|</?script(?=[{_S}/>])", re.IGNORECASE)

_FOREIGN = frozenset({"svg", "math"})
_INTEGRATION = {
    "svg": frozenset({"foreignobject", "desc", "title"}),
    "math": frozenset({"mi", "mo", "mn", "ms", "mtext", "annotation-xml"}),
}
_BREAKOUT = frozenset(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta "
    "nobr ol p pre ruby s small span strong strike sub sup table tt u ul var".split()
)


class Token(NamedTuple):
    """A piece of the page, `html[start:end]`.

    `name` is the lower-case name of a tag; of a text it is the element that makes it special, such as `title`, or
    `cdata`, or empty. The attributes of a tag stand in `html[inner:end - 1]`.
    """

    kind: str
    start: int
    end: int
    name: str = ""
    inner: int = 0


class Attribute(NamedTuple):
    """An attribute's name in lower case, its decoded value, and where the raw value stands between its quotes."""

    name: str
    value: str
    start: int
    end: int
    quote: str
    raw: str


def tokens(html: str) -> Iterator[Token]:
    """Yield the tokens of a page: texts, start, void and end tags, comments and other markup.

    A `void` is a start tag that has no end: `<br>`, or `<path/>` in SVG. A `raw` text holds no references (script,
    style). What the standard drops, such as an unfinished tag at the end, is a token of kind `other`.

    >>> [(token.kind, "<p>Burg"[token.start : token.end]) for token in tokens("<p>Burg")]
    [('start', '<p>'), ('text', 'Burg')]
    """
    search, at, size = _MARKUP.search, 0, len(html)
    foreign: list[str] = []
    while at < size:
        found = search(html, at)
        if found is None:
            yield Token(TEXT, at, size)
            return
        start = found.start()
        if start > at:
            yield Token(TEXT, at, start)
        at = found.end()
        if (given := found["name"]) is None:
            token = _odd(html, found, bool(foreign) and foreign[-1] in _FOREIGN)
            yield token
            at = token.end
            continue
        name = given.lower()
        if found["end"]:
            yield Token(END, start, at, name, found.start("attributes"))
            if foreign and name in foreign:
                del foreign[_last(foreign, name) :]
            continue
        kind = _entered(foreign, name, found) if foreign or name in _FOREIGN else _kind(name)
        yield Token(kind, start, at, name, found.start("attributes"))
        if kind is START and (name in _RCDATA or name in _RAWTEXT) and not _is_foreign(foreign, name):
            end = _raw_end(html, at, name)
            if end > at:
                yield Token(TEXT if name in _RCDATA else RAW, at, end, name)
            at = end


def attributes(html: str, token: Token) -> list[Attribute]:
    """Return the attributes of a start tag in order; of doubles only the first, as a browser keeps it.

    >>> html = '<a href="/x" TITLE=Karte>'
    >>> [(each.name, each.value, each.quote) for each in attributes(html, next(tokens(html)))]
    [('href', '/x', '"'), ('title', 'Karte', '')]
    """
    found: dict[str, Attribute] = {}
    for pair in _PAIR.finditer(html, token.inner, token.end - 1):
        name = pair["name"].lower().replace("\0", "\ufffd")
        if name not in found:
            found[name] = _attribute(name, pair)
    return list(found.values())


def text(html: str, token: Token) -> str:
    """Return the characters that a text token stands for, line ends as LF.

    >>> text("5 &euro;", Token(TEXT, 0, 8))
    '5 €'
    """
    raw = html[token.start : token.end]
    if "\r" in raw:
        raw = raw.replace("\r\n", "\n").replace("\r", "\n")
    if token.kind is RAW:
        return raw.replace("\0", "\ufffd")
    if token.name == "cdata":
        return raw[9:].removesuffix("]]>")
    return decoded(raw).replace("\0", "\ufffd") if token.name else decoded(raw)


def _attribute(name: str, pair: re.Match[str]) -> Attribute:
    for group, quote in (("double", '"'), ("single", "'"), ("bare", "")):
        if (value := pair[group]) is not None:
            start, end = pair.span(group)
            return Attribute(name, decoded_attribute(_lines(value)), start, end, quote, value)
    return Attribute(name, "", pair.end(), pair.end(), "", "")


def _lines(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def _kind(name: str) -> str:
    return VOID if name in VOIDS else START


def _odd(html: str, found: re.Match[str], in_foreign: bool) -> Token:
    start = found.start()
    if found["comment"]:
        return Token(COMMENT, start, found.end())
    if found["unfinished"]:
        return Token(OTHER, start, len(html))
    if found["cdata"]:
        closing = "]]>" if in_foreign else ">"
        end = html.find(closing, found.end())
        end = len(html) if end < 0 else end + len(closing)
        return Token(TEXT, start, end, "cdata") if in_foreign else Token(OTHER, start, end)
    return Token(OTHER, start, found.end())


def _last(names: list[str], name: str) -> int:
    return len(names) - 1 - names[::-1].index(name)


def _is_foreign(foreign: list[str], name: str) -> bool:
    """Whether a tag just entered stands in SVG or MathML, where title and script are ordinary elements."""
    around = foreign[:-1] if foreign and foreign[-1] == name else foreign
    return bool(around) and around[-1] in _FOREIGN


def _entered(foreign: list[str], name: str, found: re.Match[str]) -> str:
    """Keep track of SVG, MathML and the places in them that hold HTML; return the kind of the tag."""
    inside = foreign[-1] if foreign else ""
    if inside in _FOREIGN and name not in _BREAKOUT:
        opens = name in _FOREIGN or name in _INTEGRATION[inside]
    else:
        while foreign and foreign[-1] in _FOREIGN:
            foreign.pop()
        if name not in _FOREIGN:
            return _kind(name)
        opens = True
    if _self_closed(found):
        return VOID
    if opens:
        foreign.append(name)
    return START


def _self_closed(found: re.Match[str]) -> bool:
    inside = found["attributes"]
    if not inside.endswith("/"):
        return False
    ends = [pair.end() for pair in _PAIR.finditer(inside)]
    return not ends or ends[-1] < len(inside)


@cache
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[{_S}/>])", re.IGNORECASE)


def _raw_end(html: str, at: int, name: str) -> int:
    if name == "plaintext":
        return len(html)
    if name == "script":
        return _script_end(html, at)
    found = _end_tag(name).search(html, at)
    return found.start() if found else len(html)


def _script_end(html: str, at: int) -> int:
    """Where a script ends: `</script>` counts, but not between `<!-- <script>` and `-->` (the escaped states)."""
    depth = 0
    while found := _SCRIPT.search(html, at):
        at, mark = found.end(), found[0].lower()
        if mark == "<!--":
            depth = max(depth, 1)
            at = found.start() + 2
        elif mark == "-->":
            depth = 0
        elif mark == "<script":
            depth = 2 if depth else 0
        elif depth < 2:
            return found.start()
        else:
            depth = 1
    return len(html)
