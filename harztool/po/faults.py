"""What is wrong where no PO entry can be read: the place, and a sentence with the way out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from harztool.po.grammar import ESCAPE, PLAIN, STRING

_BEGIN = ("msgid", "msgctxt", "#| msgid", "#| msgctxt")
# The keywords that may come after each keyword and its strings; "" stands for the end of the message before.
_NEXT = {
    "": _BEGIN,
    "#| msgctxt": ("#| msgid",),
    "#| msgid": ("msgid", "msgctxt", "#| msgid_plural"),
    "#| msgid_plural": ("msgid", "msgctxt"),
    "msgctxt": ("msgid",),
    "msgid": ("msgstr", "msgid_plural"),
    "msgid_plural": ("msgstr[0]",),
    "msgstr": _BEGIN,
    "msgstr[0]": (*_BEGIN, "msgstr[0]"),
}
_COMPLETE = ("", "msgstr", "msgstr[0]")
_WORDS = ("msgctxt", "msgid", "msgid_plural", "msgstr")
_BEGUN = re.compile(rf'"{PLAIN}(?:{ESCAPE}{PLAIN})*+')
_TOKEN = re.compile(
    rf"(?P<line>\n)|[ \t\r\f\v]++|(?P<comment>#(?![~|])[^\n\0]*+)|(?P<mark>#~\|?|#\|)|(?P<string>{STRING})"
    r"|(?P<form>msgstr[ \t]*+\[[ \t]*+[0-9]++[ \t]*+\])|(?P<word>[A-Za-z_$][\w$]*+)|(?P<other>.)",
    re.ASCII | re.DOTALL,
)
# The lines that `git merge` puts around two versions; see git-merge(1), "How conflicts are presented".
_OF_GIT = re.compile(r"^([<>|=])\1{6,}(?=[ \r\n]|\Z)", re.MULTILINE)


class _Token(NamedTuple):
    """A keyword (a key of the table above), `string`, `comment` or `other`; `mark` is the one on its line."""

    offset: int
    name: str
    mark: str = ""


def fault(text: str, offset: int) -> tuple[int, str]:
    r"""Return where the entry that begins at the offset goes wrong, and a sentence that says how.

    >>> fault('msgid "Burg"\nmsgid "Tor"\n', 0)
    (13, 'msgstr or msgid_plural is missing before this msgid; add it')
    """
    last, strings = _Token(offset, ""), 1
    for token in _tokens(text, offset):
        said = _unfit(text, token, last, strings)
        if said:
            return token.offset, said
        if token.name == "string":
            strings += 1
        elif token.name != "comment":
            last, strings = token, 0
        elif last.name in _COMPLETE:
            last = _Token(token.offset, "")
    if last.name in _COMPLETE and strings:
        return offset, "this is no entry of a PO file; write it as msgid and msgstr"
    return last.offset, f"the file ends in this message; add {_due(last, strings)}"


def _tokens(text: str, offset: int) -> Iterator[_Token]:
    mark = ""
    for found in _TOKEN.finditer(text, offset):
        if found["line"]:
            mark = ""
        elif found["mark"]:
            mark = found[0]
        elif found["form"]:
            yield _Token(found.start(), "msgstr[0]", mark)
        elif found["word"] in _WORDS:
            yield _Token(found.start(), f"#| {found[0]}" if "|" in mark else found[0], mark)
        elif found.lastgroup:
            yield _Token(found.start(), found.lastgroup, mark)


def _unfit(text: str, token: _Token, last: _Token, strings: int) -> str:
    """Return why a token cannot stand behind the last keyword and its strings, or nothing."""
    complete = last.name in _COMPLETE and strings > 0
    if token.name in ("word", "other"):
        return _unknown(text, token)
    if token.name == "comment":
        return "" if complete else "a comment stands inside a message; move it above the message"
    if token.name == "string":
        return _stray(token, last)
    if strings == 0 or token.name not in _NEXT[last.name]:
        return f"{_due(last, strings)} is missing before this {token.name}; add it"
    if not complete and ("#~" in token.mark) != ("#~" in last.mark):
        return "some lines of this message begin with #~ and some do not; mark all or none"
    return ""


def _due(last: _Token, strings: int) -> str:
    return " or ".join(_NEXT[last.name]) if strings else "a string in quotation marks"


def _stray(token: _Token, last: _Token) -> str:
    if not last.name:
        return "this string has no keyword; put one before it, or begin its line like the one above"
    if token.mark != last.mark:
        return f"this line begins otherwise than that of its keyword; begin it with {last.mark or 'a quotation mark'}"
    return ""


def _unknown(text: str, token: _Token) -> str:
    found = _TOKEN.match(text, token.offset)
    written = found[0] if found else ""
    if _OF_GIT.match(text, token.offset):
        return "git left a merge conflict here; run `harztool merge-po` on the file, or choose one side by hand"
    if token.name == "word":
        return _no_keyword(written)
    if written == '"':
        return _spoilt(text, token.offset)
    if written == "\0":
        return "a NUL character stands here; save the file as UTF-8"
    return f"{written} stands where a keyword, a string or a comment is due; delete it, or begin the line with #"


def _no_keyword(word: str) -> str:
    if word == "domain":
        return "domains are not supported; keep the messages of each domain in a file of their own"
    near = get_close_matches(word, _WORDS, n=1)
    return f"there is no keyword {word}; did you mean {near[0] if near else 'msgid or msgstr'}?"


def _spoilt(text: str, offset: int) -> str:
    """Return what is wrong with the string that begins at the offset."""
    found = _BEGUN.match(text, offset)
    end = found.end() if found else offset
    match text[end : end + 1]:
        case "\\":
            return rf"the string has the unknown escape {text[end : end + 2]}; write \\ for a backslash"
        case "\x04" | "\0" as char:
            return f"the string has the character U+{ord(char):04X}, which cannot be in a text; delete it"
        case _:
            return "the string is not closed; put a quotation mark at its end"
