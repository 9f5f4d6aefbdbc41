"""The addresses that a style names (CSS Syntax 3, CSS Images 4), and the style with others in their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_S = r"\t\n\f\r "
_ESCAPED = rf"\\(?:[0-9a-f]{{1,6}}+[{_S}]?+|[^\n\f\r0-9a-f])"
_DOUBLE, _SINGLE = (rf"(?:[^{mark}\\\n\f\r]|{_ESCAPED})*+" for mark in "\"'")
_BARE = rf"(?:[^{_S}\"'()\\]|{_ESCAPED})*+"
_COMMENT = r"/\*(?s:.*?)(?:\*/|\Z)"
# Comments, strings and escapes, which only look as if they held addresses, and addresses in each form.
_CSS = re.compile(
    rf"(?i){_COMMENT}|@import[{_S}]*+(?:\"(?P<import2>{_DOUBLE})\"|'(?P<import1>{_SINGLE})')|(?<![\w-])url\([{_S}]*+"
    rf"(?:\"(?P<double>{_DOUBLE})\"|'(?P<single>{_SINGLE})'|(?P<bare>{_BARE}))"
    rf"(?=[{_S}]*+(?:\)|\Z))|\"(?P<text2>{_DOUBLE})\"?+|'(?P<text1>{_SINGLE})'?+|{_ESCAPED}"
)
_TEXTS = frozenset({"text2", "text1"})
# What tells which function a string stands in.
_NESTING = re.compile(
    rf"(?i){_COMMENT}|(?<![\w-])url\([{_S}]*+(?![\"']){_BARE}[{_S}]*+\)|(?P<text>\"{_DOUBLE}\"|'{_SINGLE}')"
    rf"|(?P<images>(?<![\w-])(?:-webkit-)?image-set\()|(?P<open>\()|(?P<close>\))|{_ESCAPED}"
)
_IMAGES = re.compile(r"image-set\(", re.IGNORECASE)
_NAMING = re.compile(r"(?i)url\(|@import|image-set\(")
_ESCAPE = re.compile(rf"\\(?:([0-9a-f]{{1,6}})[{_S}]?|(.))", re.IGNORECASE)
_SPECIAL = re.compile(r"[\"'()\\ ]")


def named(css: str) -> Iterator[str]:
    """Yield the addresses that a style names, as written, without escapes.

    In a style, `#` means this page whatever its base is (CSS Values 4, "fragment URLs"); it is none of them.

    >>> list(named("@import 'a.css'; p { background: url( 'b.png' ), url(#c), image-set('d.png' 1x) }"))
    ['a.css', 'b.png', 'd.png']
    """
    return (address for _, _, address in _places(css))


def renamed(css: str, new: Callable[[str], str]) -> str:
    """Return a style with other addresses in place of its own; all else, and what stays the same, as it was.

    >>> renamed("p { background: url( 'b.png' ), url(c.png) }", {"b.png": "/b.png", "c.png": "c.png"}.__getitem__)
    "p { background: url( '/b.png' ), url(c.png) }"
    """
    pieces, at = list[str](), 0
    for start, end, address in _places(css):
        if (other := new(address)) != address:
            pieces += [css[at:start], _SPECIAL.sub(r"\\\g<0>", other)]
            at = end
    return "".join([*pieces, css[at:]])


def _places(css: str) -> Iterator[tuple[int, int, str]]:
    """Yield where the addresses of a style stand, and what they are without escapes."""
    if not _NAMING.search(css):
        return
    options = frozenset(_options(css)) if _IMAGES.search(css) else frozenset[int]()
    for found in _CSS.finditer(css):
        form = found.lastgroup
        if form and (form not in _TEXTS or found.start() in options):
            address = _ESCAPE.sub(_character, found[form])
            if address and not address.startswith("#"):
                yield *found.span(form), address


def _options(css: str) -> Iterator[int]:
    """Yield where the strings begin that are images to choose from: those that stand in an `image-set` itself."""
    within: list[bool] = []
    for found in _NESTING.finditer(css):
        if found.lastgroup == "close":
            del within[-1:]
        elif found.lastgroup in ("open", "images"):
            within.append(found.lastgroup == "images")
        elif found.lastgroup == "text" and within and within[-1]:
            yield found.start()


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else ord(found[2])
    return chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"
