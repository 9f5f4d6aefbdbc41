"""SVG and MathML within a page: elements of another kind, in which HTML's own rules do not hold."""

from __future__ import annotations

from collections import Counter

ROOTS = frozenset({"svg", "math"})
# Elements of SVG and MathML that hold HTML (HTML Living Standard, 13.2.6, "integration points").
HOSTS = frozenset("foreignobject desc title mi mo mn ms mtext annotation-xml".split())
# Tags of HTML that end SVG and MathML when they stand in it (13.2.6.5).
BREAKOUT = frozenset(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta "
    "nobr ol p pre ruby s small span strong strike sub sup table tt u ul var".split()
)

# What the innermost open element is: one of HTML, one that holds HTML, one that is drawn.
HTML, HOST, DRAWN = 0, 1, 2


class Drawings:
    """The open elements of SVG and MathML, as far as the tags alone tell."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._count: Counter[str] = Counter()

    def inside(self) -> int:
        """Return what the innermost open element is."""
        return HTML if not self._open else HOST if self._open[-1] in HOSTS else DRAWN

    def started(self, name: str, *, drawn: bool, void: bool) -> None:
        """Take note of a start tag."""
        if drawn and not void and (name in ROOTS or name in HOSTS):
            self._open.append(name)
            self._count[name] += 1
        while not drawn and self.inside() is DRAWN:
            self._count[self._open.pop()] -= 1

    def ended(self, name: str) -> None:
        """Take note of an end tag."""
        if self._count[name]:
            while (last := self._open.pop()) != name:
                self._count[last] -= 1
            self._count[name] -= 1
