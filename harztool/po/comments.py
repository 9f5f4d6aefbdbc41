"""The comments of a PO entry <-> what they say: `# `, `#.`, `#:` and `#,` lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from harztool.model import Message
from harztool.po.grammar import BLANK, MARK

WIDTH = 79  # bytes in a line of references, which gettext breaks whatever it is told about strings
_OPEN, _CLOSE = "\u2068", "\u2069"
# In the order in which gettext prints them.
_FORMATS = (
    "c objc c++ python python-brace java java-printf csharp javascript scheme lisp elisp librep rust go ruby sh "
    "sh-printf awk lua object-pascal modula2 d ocaml smalltalk qt qt-plural kde kde-kuit boost tcl perl perl-brace php "
    "gcc-internal gfc-internal ycp"
).split()
# A possible format is printed as one, an impossible one not at all.
_PRINTED = {"": "", "possible-": "", "no-": "no-"}

_LINE = re.compile(rf"^{BLANK}(?:{MARK})*+#(?![~|])([.:,=!]?)( ?)([^\n]*+)", re.MULTILINE)
_SUN = re.compile(r"[Ff]ile:[ \t]*(.*?)[ \t]*,[ \t]*line[ \t]*(?:number[ \t]*)?:([0-9]+)[ \t]*")
# A name, and a line number that may stand apart from it: `a.c:5`, `a.c : 5`, `a.c: 5`.
_PLACE = re.compile(
    rf"(?:{_OPEN}([^{_CLOSE}]*+){_CLOSE}?|([^ \t]++))(?:(?:[ \t]*:[ \t]*|(?<=:)[ \t]+)([0-9]+)(?![^ \t]))?"
)
_NUMBERED = re.compile(r"(.+):([0-9]+)", re.DOTALL)
_FLAG = re.compile(r"range:[\s,]+[^\s,]+|[^\s,]+", re.ASCII)
_FORMAT = re.compile(rf"(|no-|possible-|impossible-)({'|'.join(map(re.escape, _FORMATS))})-format")
_RANGE = re.compile(r"range:[\s,]+([0-9]+)\.\.([0-9]+)", re.ASCII)


class Comments(NamedTuple):
    """What the comments of an entry say, by the fields of a message; `words` is what stands behind `#,`."""

    comments: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    words: str = ""


def read(head: str) -> Comments:
    r"""Return what the comment lines before an entry say.

    >>> read("# ask the office\n#: de/index.html de/kontakt.html\n#,fuzzy")
    Comments(comments=('ask the office',), notes=(), places=('de/index.html', 'de/kontakt.html'), words='fuzzy')
    """
    comments: list[str] = []
    notes: list[str] = []
    places: list[str] = []
    words: list[str] = []
    for kind, space, said in _LINE.findall(head):
        if kind == ":":
            places.append(said)
        elif kind == ".":
            notes.append(said)
        elif kind:
            words.append(said)
        elif space and (found := _SUN.fullmatch(said)):
            places.append(f"{_OPEN}{found[1]}{_CLOSE}:{found[2]}")
        else:
            comments.append(said)
    return Comments(tuple(comments), tuple(notes), _tidy(_named(" ".join(places))), ",".join(words))


def _named(said: str) -> list[str]:
    """Return the places that `#:` lines name."""
    return [_place(*found) if found[0] or found[2] or ":0" in found[1] else found[1] for found in _PLACE.findall(said)]


def _place(isolated: str, bare: str, number: str) -> str:
    name = isolated or bare
    if number:
        return f"{name.removesuffix(':')}:{int(number)}"
    found = None if isolated else _NUMBERED.fullmatch(name)
    return f"{found[1]}:{int(found[2])}" if found else name


def _tidy(places: Iterable[str]) -> tuple[str, ...]:
    """Return the places as gettext prints them: each once, without `./` before it."""
    kept = tuple(dict.fromkeys(places))
    together = "".join(kept)
    if "./" in together or "\n" in together:
        tidied = (re.sub(r"\A(?:\./)+", "", place).replace("\n", " ") for place in kept)
        return tuple(dict.fromkeys(filter(None, tidied)))
    return kept


@lru_cache(maxsize=1024)
def flags(words: str, *, obsolete: bool) -> tuple[bool, tuple[str, ...]]:
    """Return whether the words of `#,` lines say fuzzy, and which other flags are printed, in gettext's order.

    >>> flags("no-wrap, c-format, fuzzy, of-no-meaning", obsolete=False)
    (True, ('c-format', 'no-wrap'))
    """
    found = _FLAG.findall(words)
    formats = {each[2]: each[1] for each in map(_FORMAT.fullmatch, found) if each}
    printed = [f"{_PRINTED[formats[name]]}{name}-format" for name in _FORMATS if formats.get(name) in _PRINTED]
    bounds = [(int(each[1]), int(each[2])) for each in map(_RANGE.match, found) if each]
    printed += [f"range: {low}..{high}" for low, high in bounds[-1:] if low <= high and not obsolete]
    wrapped = [word for word in found if word in ("wrap", "no-wrap")]
    printed += [word for word in wrapped[-1:] if word == "no-wrap"]
    return "fuzzy" in found, tuple(printed)


def written(message: Message) -> str:
    r"""Return the comment lines of a message, each with its line end.

    >>> written(Message("Burg", "Castle", notes=("heading",), flags=("c-format",), fuzzy=True))
    '#. heading\n#, fuzzy, c-format\n'
    """
    lines = [f"# {line}" if line else "#" for comment in message.comments for line in comment.split("\n")]
    lines += [f"#. {line}" if line else "#." for note in message.notes for line in note.split("\n")]
    lines += _references(_tidy(message.places))
    words: tuple[str, ...] = ()
    if message.flags:
        _, words = flags(",".join(message.flags), obsolete=message.obsolete)
    if message.fuzzy and message.translation:
        words = ("fuzzy", *words)
    if words:
        lines.append(f"#, {', '.join(words)}")
    lines.append("")
    printed = "\n".join(lines)
    odd = "\\" in printed or "\r" in printed or "\0" in printed
    return "\n".join(map(_harmless, lines)) if odd else printed


def _harmless(line: str) -> str:
    """Return a comment line that neither ends before its end nor continues on the next."""
    line = line.replace("\0", "").rstrip("\r")
    if line.endswith("\\"):
        return f"{line} "
    return line.rstrip() if line in ("# ", "#. ") else line


def _references(places: tuple[str, ...]) -> list[str]:
    """Return `#:` lines with the places; U+2068 and U+2069 have no width."""
    together = f"#: {' '.join(places)}"
    if len(together.encode()) <= WIDTH and len(together.split()) == len(places) + 1:
        return [together] if places else []
    lines, column = [], WIDTH
    for place in places:
        width = len(place.encode()) + 1
        if column + width > WIDTH:
            lines.append("#:")
            column = 2
        lines[-1] += f" {_isolated(place)}"
        column += width
    return lines


def _isolated(place: str) -> str:
    """Return a place as it is printed: a name with spaces stands between U+2068 and U+2069, its line number behind."""
    if not any(space in place for space in " \t"):
        return place
    found = _NUMBERED.fullmatch(place)
    name, number = (found[1], f":{found[2]}") if found else (place, "")
    return f"{_OPEN}{name}{_CLOSE}{number}"
