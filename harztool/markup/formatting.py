"""The formatting elements that a browser opens again after a block, or another element, has closed them.

HTML Living Standard, 13.2.4.3 (the list of active formatting elements): `<p><b>Eins<p>Zwei` is bold twice.
"""

from __future__ import annotations

from collections.abc import Sequence

from harztool.markup.element import Element

_ALIKE_AT_MOST = 3  # the standard's "Noah's Ark clause"
_LISTED_AT_MOST = 24  # the standard has no such limit, but a page with more is broken beyond repair


class Formatting:
    """The list, the latest last; `None` is a mark that it is not read beyond."""

    def __init__(self) -> None:
        self.listed: list[Element | None] = []

    def mark(self) -> None:
        """Begin anew: what is listed so far is hidden."""
        self.listed.append(None)

    def unmark(self) -> None:
        """Forget all that was listed since the last mark."""
        while self.listed and self.listed.pop() is not None:
            pass

    def add(self, element: Element, html: str) -> None:
        """List an element that has been opened by its tag."""
        if not self.listed:
            self.listed.append(element)
            return
        tag = html[element.start : element.end]
        current = self._current()
        alike = [each for each in current if html[each.start : each.end] == tag]
        if len(alike) >= _ALIKE_AT_MOST:
            self.listed.remove(alike[-1])
        elif len(current) >= _LISTED_AT_MOST:
            del self.listed[-len(current)]
        self.listed.append(element)

    def latest(self, name: str) -> Element | None:
        """Return the latest element of a name that has not been ended by its own tag."""
        last = self.listed[-1] if self.listed else None
        if last is None or last.name == name:
            return last
        return next((each for each in self._current() if each.name == name), None)

    def remove(self, element: Element) -> None:
        """Forget an element: it has been ended."""
        if self.listed and self.listed[-1] is element:
            self.listed.pop()
        elif element in self.listed:
            self.listed.remove(element)

    def replace(self, element: Element, again: Element) -> None:
        """Let an element that was opened again take the place of the closed one."""
        self.listed[self.listed.index(element)] = again

    @property
    def waits(self) -> bool:
        """Whether an element waits to be opened again."""
        return bool(self.listed) and (last := self.listed[-1]) is not None and not last.open

    def closed(self) -> Sequence[Element]:
        """Return the elements that a browser opens again before a text or an inline tag at this place."""
        if not self.listed or (last := self.listed[-1]) is None or last.open:
            return ()
        waiting: list[Element] = []
        for each in self._current():
            if each.open:
                break
            waiting.append(each)
        return waiting[::-1]

    def _current(self) -> list[Element]:
        """What is listed since the last mark, the latest first."""
        since: list[Element] = []
        for each in reversed(self.listed):
            if each is None:
                break
            since.append(each)
        return since
