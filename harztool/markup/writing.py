"""The msgid of a text: its items written one after another, tags as placeholders, blanks as HTML shows them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harztool.markup.items import CLOSE, KEEP, NOTE, THING, WORDS, Item
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
        return _escaped(text if pre else collapsed(text).strip(" ")), ("",)
    labels = _labels(items)
    return "".join(_pieces(items, labels, pre)), labels


def _escaped(text: str) -> str:
    return escaped(text) if "<" in text or "&" in text else text


def _labels(items: Sequence[Item]) -> Sequence[str]:
    """Return the placeholder of each item: `a`, `a2` … by element name."""
    taken: dict[str, int] = {}
    labels: list[str] = []
    opened: list[str] = []
    for item in items:
        code = item.code
        if code is CLOSE:
            labels.append(f"</{opened.pop()}>")
        elif code is WORDS or code is NOTE:
            labels.append("")
        elif code is THING:
            labels.append(f"<{_free(item.name, taken)}/>")
        elif code is KEEP:
            labels.append(f"<{_numbered('keep', taken)}>")
        else:
            opened.append(_free(item.name, taken))
            labels.append(f"<{opened[-1]}>")
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


def _pieces(items: Sequence[Item], labels: Sequence[str], pre: bool) -> Sequence[str]:
    pieces: list[str] = []
    words: list[int] = []  # where the pieces stand whose end a line break or the end of the text may still trim
    after_blank = not pre
    for item, label in zip(items, labels, strict=True):
        code = item.code
        if code is THING:
            after_blank = item.name == "br" and not pre
            if after_blank:
                _trim(pieces, words)
            words.clear()
        if label:
            pieces.append(label)
        if code is WORDS or code is KEEP:
            text = item.text if pre else _line(item.text, after_blank)
            after_blank = text.endswith(" ") and not pre if text else after_blank
            words.append(len(pieces))
            pieces.append(_escaped(text))
        if code is KEEP:
            pieces.append(f"</{label[1:]}")
    if not pre:
        _trim(pieces, words)
    return pieces


def _line(text: str, after_blank: bool) -> str:
    text = collapsed(text)
    return text[1:] if after_blank and text.startswith(" ") else text


def _trim(pieces: list[str], words: list[int]) -> None:
    """Take the blank off the end of what has been written, through any tags behind it."""
    while words:
        last = words.pop()
        pieces[last] = pieces[last].rstrip(" ")
        if pieces[last]:
            return
