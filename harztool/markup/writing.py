"""The msgid of a text: its items written one after another, tags as placeholders, blanks as HTML shows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from sys import intern

from harztool.markup.items import CLOSE, KEEP, NOTE, OPEN, THING, WORDS, Item
from harztool.markup.plain import collapsed
from harztool.msgid import NAME, escaped

_NAME = re.compile(rf"(?!keep[0-9]*$){NAME}")
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9:._-]")


def written(items: Sequence[Item], pre: bool) -> tuple[str, Sequence[str]]:
    """Return the msgid that items read as, and the placeholder of each item ("" for texts and comments).

    Blanks collapse across tags, and vanish at the ends and around a line break; with `pre` they stay as they are.
    """
    if len(items) == 1 and items[0].code is WORDS:
        text = items[0].text
        return _escaped(text) if pre else alone_text(text), ("",)
    labels = _labels(items)
    line = _Line(pre=pre)
    for item, label in zip(items, labels, strict=True):
        line.put(item, label)
    return line.text(), labels


def alone_text(text: str) -> str:
    """Return the msgid of words without tags among them."""
    return _escaped(collapsed(text).strip(" "))


def _escaped(text: str) -> str:
    return escaped(text) if "<" in text or "&" in text else text


def _labels(items: Sequence[Item]) -> Sequence[str]:
    """Return the placeholder of each item: `a`, `a2` … by element name; on a page there are many, but few different."""
    taken: dict[str, int] = {}
    labels: list[str] = []
    opened: list[str] = []
    for item in items:
        code = item.code
        if code is CLOSE:
            labels.append(intern(f"</{opened.pop()}>"))
        elif code is WORDS or code is NOTE:
            labels.append("")
        elif code is THING:
            labels.append(intern(f"<{_free(item.name, taken)}/>"))
        elif code is KEEP:
            labels.append(intern(f"<{_numbered('keep', taken)}>"))
        else:
            opened.append(_free(item.name, taken))
            labels.append(intern(f"<{opened[-1]}>"))
    return labels


def _free(name: str, taken: dict[str, int]) -> str:
    return _numbered(name if _NAME.fullmatch(name) else "x" + _NOT_IN_A_NAME.sub("", name), taken)


def _numbered(name: str, taken: dict[str, int]) -> str:
    number = taken.get(name, 0) + 1
    label = name if number == 1 else f"{name}{number}"
    while number > 1 and label in taken:
        number += 1
        label = f"{name}{number}"
    taken[name] = number
    if number > 1:
        taken[label] = 1
    return label


class _Line:
    """A msgid in the making: the tags and texts so far, and the blanks among them that may still go."""

    def __init__(self, *, pre: bool) -> None:
        self._pre = pre
        self._pieces: list[str] = []
        self._texts: list[int] = []  # where pieces stand that are no tags
        self._loose: list[int] = []  # those of them whose end a line break or the end of the text may still trim
        self._opened: list[int] = []  # how many pieces stood behind each tag that is open
        self._after_blank = not pre

    def put(self, item: Item, label: str) -> None:
        code = item.code
        if code is THING:
            self._part(breaks=item.name == "br" and not self._pre)
        elif code is CLOSE and self._opened.pop() == len(self._pieces):  # an icon may be drawn in an empty element
            self._part(breaks=False)
        if label:
            self._pieces.append(label)
        if code is OPEN:
            self._opened.append(len(self._pieces))
        elif code is WORDS or code is KEEP:
            self._say(item.text, joined=not label)
        if code is KEEP:
            self._pieces.append(f"</{label[1:]}")

    def text(self) -> str:
        if not self._pre:
            self._trim()
        for at in self._texts:
            self._pieces[at] = _escaped(self._pieces[at])
        return "".join(self._pieces)

    def _part(self, *, breaks: bool) -> None:
        """Part what stands before from what comes: there, blanks do not run together."""
        self._after_blank = breaks
        if breaks:
            self._trim()
        self._loose.clear()

    def _say(self, text: str, *, joined: bool) -> None:
        if not self._pre:
            text = collapsed(text)
            text = text[1:] if self._after_blank and text.startswith(" ") else text
            self._after_blank = text.endswith(" ") if text else self._after_blank
        if joined and self._texts and self._texts[-1] == len(self._pieces) - 1:  # a comment stands between them
            self._pieces[-1] += text
        elif text:
            self._texts.append(len(self._pieces))
            self._loose.append(len(self._pieces))
            self._pieces.append(text)

    def _trim(self) -> None:
        """Take the blank off the end of what has been written, through any tags behind it."""
        while self._loose:
            last = self._loose.pop()
            self._pieces[last] = self._pieces[last].rstrip(" ")
            if self._pieces[last]:
                return
