"""SVG and MathML within a page: elements of another kind, in which HTML's own rules do not hold."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

ROOTS = frozenset({"svg", "math"})
# Elements of SVG and of MathML that hold HTML (HTML Living Standard, 13.2.6, "integration points").
_HOSTS = {"svg": frozenset("foreignobject desc title".split()), "math": frozenset("mi mo mn ms mtext".split())}
_ANNOTATION = "annotation-xml"  # of MathML: it holds HTML if its tag says so
_OF_HTML = re.compile(
    r"[\s\"'/]encoding\s*=\s*(?:\"(?:text/html|application/xhtml\+xml)\"|'(?:text/html|application/xhtml\+xml)'"
    r"|(?:text/html|application/xhtml\+xml)(?=[\s>]))",
    re.IGNORECASE,
)
# Whatever stands in one of these, no end tag outside of SVG and MathML reaches across it.
HOLDING = frozenset({_ANNOTATION}).union(*_HOSTS.values())
# Tags of HTML that end SVG and MathML when they stand in it (13.2.6.5).
_BREAKOUT = frozenset(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta "
    "nobr ol p pre ruby s small span strong strike sub sup table tt u ul var".split()
)
# End tags that do so; both mean an element.
ENDING = frozenset({"br", "p"})
_FONT = re.compile(r"[\s\"'/](?:color|face|size)[\s=/>]", re.IGNORECASE)

# What the innermost open element is: one of HTML, one that holds HTML, one that is drawn.
HTML, HOST, DRAWN = 0, 1, 2


def breaks_out(name: str, tag: str) -> bool:
    """Whether a start tag ends SVG and MathML; `tag` is all of it.

    >>> breaks_out("p", "<p>"), breaks_out("font", "<font>"), breaks_out("font", "<font color=red>")
    (True, False, True)
    """
    return name in _BREAKOUT or (name == "font" and bool(_FONT.search(tag)))


def holds_html(name: str, root: str, tag: str) -> bool:
    """Whether an element of SVG or MathML, by its `root`, holds HTML; `tag` is all of its start tag.

    >>> holds_html("desc", "svg", "<desc>"), holds_html("desc", "math", "<desc>")
    (True, False)
    """
    return name in _HOSTS[root] or (root == "math" and name == _ANNOTATION and bool(_OF_HTML.search(tag)))


class _Drawn(NamedTuple):
    name: str
    root: str
    hosts: bool


class Drawings:
    """The open elements of SVG and MathML, as far as the tags alone tell."""

    def __init__(self) -> None:
        self._open: list[_Drawn] = []
        self._count: Counter[str] = Counter()

    def inside(self) -> int:
        """Return what the innermost open element is."""
        return HTML if not self._open else HOST if self._open[-1].hosts else DRAWN

    def started(self, name: str, tag: str, *, drawn: bool, void: bool) -> None:
        """Take note of a start tag; `tag` is all of it."""
        if drawn and not void:
            root = self._open[-1].root if self.inside() is DRAWN else name
            hosts = holds_html(name, root, tag)
            if hosts or name in ROOTS:
                self._open.append(_Drawn(name, root, hosts))
                self._count[name] += 1
        while not drawn and self.inside() is DRAWN:
            self._count[self._open.pop().name] -= 1

    def ended(self, name: str) -> None:
        """Take note of an end tag."""
        while name in ENDING and self.inside() is DRAWN:
            self._count[self._open.pop().name] -= 1
        if self._count[name]:
            while (last := self._open.pop().name) != name:
                self._count[last] -= 1
            self._count[name] -= 1
