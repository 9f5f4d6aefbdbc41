"""The tokens of an HTML text with their positions, as the HTML standard's tokenizer finds them.

HTML Living Standard, 13.2.5 (tokenization), with scripting off. Every character belongs to exactly one token, in order;
possessive expressions keep the time linear on any input.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Generator, Iterator
from functools import lru_cache
from typing import NamedTuple

from harztool.markup.drawings import DRAWN, HTML, ROOTS, Drawings, breaks_out
from harztool.markup.rawtext import CONTENT, content_end
from harztool.markup.references import decoded, decoded_attribute

TEXT, RAW, START, VOID, END, COMMENT, OTHER = "text", "raw", "start", "void", "end", "comment", "other"

VOIDS = frozenset(
    "area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr".split()
)
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
_NAME_END = re.compile(rf"[{_S}/>]")
_SMALL = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_PAIR = re.compile(
    rf"(?P<name>=[^{_S}/>=]*+|[^{_S}/>=]++)"
    rf"(?:[{_S}]*+=[{_S}]*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>(?![\"'])[^{_S}>]*+)))?+"
)
# Most tags are of these elements, most of them in small letters; and most of them only begin something.
_COMMON = (
    "a abbr address article aside b blockquote body br button caption cite dd details div dl dt em fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 head header hr html i img input label legend li link main meta nav ol option "
    "p section select small source span strong sub summary sup table tbody td tfoot th thead time tr u ul"
).split()
_PLAIN = {name: VOID if name in VOIDS else START for name in _COMMON}
_NAMES = {given: name for name in _COMMON for given in (name, name.upper())}
_QUOTES = ("", "", '"', "'", "")  # by the group of the pair that is the value

# A `Token` as a plain tuple.
Fields = tuple[str, int, int, str, int]


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


def tokens(html: str) -> Iterator[Token]:
    """Yield the tokens of a page: texts, start, void and end tags, comments and other markup.

    A `void` is a start tag that has no end: `<br>`, or `<path/>` in SVG. A `raw` text holds no references (script,
    style). What the standard drops, such as an unfinished tag at the end, is a token of kind `other`.

    >>> [(token.kind, "<p>Burg"[token.start : token.end]) for token in tokens("<p>Burg")]
    [('start', '<p>'), ('text', 'Burg')]
    """
    return map(Token._make, scanned(html))


def scanned(html: str, inside: Callable[[], int] | None = None) -> Iterator[Fields]:
    """Yield the tokens of a page as plain tuples with the fields of a `Token`, for those who read many.

    `inside` tells what the innermost open element is (see `drawings`), if someone knows better than the tags alone do.
    """
    drawings = Drawings()
    alone, inside = inside is None, inside or drawings.inside
    search, at, size, draws = _MARKUP.search, 0, len(html), False
    while found := search(html, at):
        start = found.start()
        if start > at:
            yield TEXT, at, start, "", 0
        at = found.end()
        ends, given, inner = found.group(1, 2, 3)
        if given is None:
            yield (odd := _odd(html, found, cdata=draws and inside() is not HTML))
            at = odd[2]
            continue
        name = _NAMES.get(given) or _lowered(given)
        if ends:
            if draws and alone:
                drawings.ended(name)
            yield END, start, at, name, at - 1 - len(inner)
            continue
        if name in _PLAIN and (not draws or inside() is HTML):
            yield _PLAIN[name], start, at, name, at - 1 - len(inner)
            continue
        draws = draws or name in ROOTS
        drawn = draws and (name in ROOTS or (inside() is DRAWN and not breaks_out(name, found[0])))
        void = _self_closed(inner) if drawn else name in VOIDS
        if draws and alone:
            drawings.started(name, found[0], drawn=drawn, void=void)
        yield VOID if void else START, start, at, name, at - 1 - len(inner)
        if name in CONTENT and not drawn:
            at = yield from _content(html, at, name)
    if at < size:
        yield TEXT, at, size, "", 0


def tag_token(tag: str) -> Token:
    """Return the token of a start tag that stands alone.

    >>> tag_token("<a href=x>").name
    'a'
    """
    name = _NAME_END.split(tag[1:], maxsplit=1)[0]
    return Token(START, 0, len(tag), _lowered(name), 1 + len(name))


def attributes(html: str, token: Token, wanted: Container[str] | None = None) -> dict[str, Attribute]:
    """Return the attributes of a start tag by name, in order; of doubles the first, as a browser keeps it.

    With `wanted`, only those of these names.

    >>> html = '<a href="/x" TITLE=Karte>'
    >>> [(each.name, each.value, each.quote) for each in attributes(html, next(tokens(html))).values()]
    [('href', '/x', '"'), ('title', 'Karte', '')]
    """
    found: dict[str, Attribute] = {}
    for pair in _PAIR.finditer(html, token.inner, token.end - 1):
        name = _lowered(pair[1])
        if name not in found and (wanted is None or name in wanted):
            found[name] = _attribute(name, pair)
    return found


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
    value = pair.lastindex or 1
    if value == 1:
        return Attribute(name, "", pair.end(), pair.end(), "")
    raw = pair[value]
    start, end = pair.span(value)
    return Attribute(name, decoded_attribute(_lines(raw)), start, end, _QUOTES[value])


def _lines(value: str) -> str:
    if "\r" in value or "\0" in value:
        return value.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return value


def _odd(html: str, found: re.Match[str], *, cdata: bool) -> Fields:
    start, end = found.span()
    if found["comment"]:
        return COMMENT, start, end, "", 0
    if found["unfinished"]:
        return OTHER, start, len(html), "", 0
    if found["cdata"]:
        closing = "]]>" if cdata else ">"
        end = html.find(closing, end)
        end = len(html) if end < 0 else end + len(closing)
        return (TEXT, start, end, "cdata", 0) if cdata else (OTHER, start, end, "", 0)
    return OTHER, start, end, "", 0


def _content(html: str, at: int, name: str) -> Generator[Fields, None, int]:
    """Yield what stands in an element whose content is no markup; return where that ends."""
    end = content_end(html, at, name)
    if end > at:
        yield TEXT if CONTENT[name] else RAW, at, end, name, 0
    return end


@lru_cache(maxsize=4096)
def _lowered(given: str) -> str:
    """Return the name of a tag as the standard reads it: only the letters of ASCII have another case."""
    return given.translate(_SMALL).replace("\0", "\ufffd")


def _self_closed(inside: str) -> bool:
    if not inside.endswith("/"):
        return False
    ends = [pair.end() for pair in _PAIR.finditer(inside)]
    return not ends or ends[-1] < len(inside)
