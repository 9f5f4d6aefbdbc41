"""Strings of a PO file <-> the texts they stand for: quotation marks, escapes, and the lines of a long text."""

from __future__ import annotations

import re

import polib

from harztool.po.grammar import ESCAPE, PLAIN

_PIECE = re.compile(rf'"({PLAIN}(?:{ESCAPE}{PLAIN})*+)"')
_ESCAPE = re.compile(ESCAPE)
_ESCAPED = re.compile(r'[\\"\a\b\t\v\f\r\x04\0]')
_LINE_END = "\x04"  # while a text is escaped, since no text has it
_MEANS = {r"\"": '"', r"\\": "\\", r"\a": "\a", r"\b": "\b", r"\f": "\f"}
_MEANS |= {r"\n": "\n", r"\r": "\r", r"\t": "\t", r"\v": "\v"}


def value(strings: str) -> str:
    r"""Return the text that one or more strings stand for.

    Raises `ValueError`, which says why, where escapes spell what cannot be in a text.

    >>> value(r'"" "Br\303\274cke" " am \"Brocken\""')
    'Brücke am "Brocken"'
    """
    inner = strings[strings.index('"') + 1 : -1]
    joined = "".join(_PIECE.findall(strings)) if '"' in inner else inner
    if "\\" not in joined:
        return joined
    usual = joined.replace(r"\"", '"').replace(r"\n", "\n")
    return usual if "\\" not in usual else _unescaped(strings)


def _unescaped(strings: str) -> str:
    """Return the text of strings with any escapes, each of which ends with the string that it stands in."""
    joined = "".join([_ESCAPE.sub(_meant, piece) for piece in _PIECE.findall(strings)])
    try:
        return joined.encode(errors="surrogateescape").decode()
    except UnicodeError as error:
        raise ValueError("the escapes spell bytes that are not UTF-8; write the character itself") from error


def _meant(escape: re.Match[str]) -> str:
    written = escape[0]
    if written in _MEANS:
        return _MEANS[written]
    # As in gettext, only the last eight bits count.
    byte = (int(written[2:], 16) if written[1] == "x" else int(written[1:], 8)) & 0xFF
    if byte in (0, 4):
        raise ValueError(f"{written} cannot be in a text; delete it")
    return chr(byte) if byte < 0x80 else bytes([byte]).decode(errors="surrogateescape")


def written(text: str) -> list[str]:
    r"""Return the strings that stand for a text: one, or an empty one and then one for each of its lines.

    Raises `ValueError` for a text with U+0000 or U+0004.

    >>> written("Brücke"), written('am\n"Brocken"')
    (['"Brücke"'], ['""', '"am\\n"', '"\\"Brocken\\""'])
    """
    *lines, last = _escaped(text) if _ESCAPED.search(text) else text.split("\n")
    strings = [rf'"{line}\n"' for line in lines]
    if last or not lines:
        strings.append(f'"{last}"')
    return strings if len(strings) == 1 else ['""', *strings]


def _escaped(text: str) -> list[str]:
    """Return the lines of a text as they stand in a PO file."""
    if "\0" in text or _LINE_END in text:
        raise ValueError("U+0000 and U+0004 cannot be in a PO file")
    return polib.escape(text.replace("\n", _LINE_END)).replace("\a", r"\a").split(_LINE_END)
