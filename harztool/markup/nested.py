"""Texts in the JSON-LD of a page: strings under the keys that hold text for people (schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from harztool.markup.plain import is_text, trimmed
from harztool.model import Slot
from harztool.msgid import escaped
from harztool.rules import JSON_KEYS, Rules

# RFC 8259: strings and the marks between them; all else of a valid text is blank, number or literal.
_MARK = re.compile(r'"(?P<string>(?:[^"\\]|\\.)*+)"(?P<key>\s*+:)?|[\[\]{},]', re.DOTALL)

_HALF = re.compile(r"[\ud800-\udfff]")  # of a character: no file can hold it


def json_slots(html: str, start: int, end: int, rules: Rules) -> Iterator[Slot]:
    """Yield a slot for each string of the JSON in `html[start:end]` that is text; none where it is not valid JSON.

    >>> page = '{"@type": "Event", "name": "R\\\\u00fcckkehrertag"}'
    >>> [slot.text for slot in json_slots(page, 0, len(page), Rules())]
    ['Rückkehrertag']
    """
    try:
        json.loads(html[start:end])
    except (ValueError, RecursionError):
        return
    keys = JSON_KEYS | rules.json_keys
    path = [""]
    for mark in _MARK.finditer(html, start, end):
        if mark["key"]:
            path[-1] = json.loads(f'"{mark["string"]}"', strict=False)
        elif mark["string"] is None:
            _step(path, mark[0])
        elif path[-1] in keys:
            text = trimmed(json.loads(f'"{mark["string"]}"', strict=False))
            if is_text(text) and not _HALF.search(text):
                yield Slot(f"data: {path[-1]}", *mark.span("string"), escaped(text), form=("json",))


def _step(path: list[str], mark: str) -> None:
    """Keep the key that a value stands under: a list hands it down to its strings, an object has keys of its own."""
    if mark in "[{":
        path.append(path[-1] if mark == "[" else "")
    elif mark in "]}":
        path.pop()
