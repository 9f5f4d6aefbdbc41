"""The grammar of a msgid: text, placeholders such as `<a>…</a2>` and `<br/>`, and the escapes that keep them apart.

`&lt;` stands for a literal `<`; `&amp;` for a literal `&` only where the text would otherwise read `&lt;`, `&gt;` or
`&amp;`. What stands inside `<keep>…</keep>` belongs to the page and is never translated.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

NAME = r"[a-z][a-z0-9:._-]*"
PLACEHOLDER = re.compile(rf"</?{NAME}>|<{NAME}/>")
_KEEP = re.compile(r"<keep[0-9]*>")
_ESCAPE = re.compile(r"<|&(?=(?:lt|gt|amp);)")
_UNESCAPE = re.compile(r"&(lt|gt|amp);")
# What no reader sees: control characters, which no PO file can hold, and marks for where a word may be broken.
_UNSEEN = re.compile("[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f\\u00ad\\u200b]")
# White space of a text file; a no-break space is text.
_WHITE = " \t\r\n"
_MEANS = {"lt": "<", "gt": ">", "amp": "&"}


def normalized(text: str) -> str:
    """Return characters without soft hyphens, zero-width spaces and control characters, in NFC; blanks as they are.

    >>> normalized("Donau\\xaddampf u\\u0308ber")
    'Donaudampf über'
    """
    if text.isprintable() and text.isascii():
        return text
    if _UNSEEN.search(text):
        text = _UNSEEN.sub("", text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def escaped(text: str) -> str:
    """Return plain text as it stands in a msgid; `unescaped(escaped(t)) == t`.

    >>> escaped("1 < 2 & mehr, &copy; und &lt;")
    '1 &lt; 2 & mehr, &copy; und &amp;lt;'
    """
    return _ESCAPE.sub(lambda found: "&lt;" if found[0] == "<" else "&amp;", text)


def unescaped(text: str) -> str:
    """Return the plain text that a stretch of a msgid without placeholders stands for.

    >>> unescaped("1 &lt; 2 & mehr, &copy; und &amp;lt;")
    '1 < 2 & mehr, &copy; und &lt;'
    """
    return _UNESCAPE.sub(lambda found: _MEANS[found[1]], text)


def split(text: str) -> list[str]:
    """Return text and placeholders in turn, beginning and ending with text; placeholders have odd positions.

    >>> split("Siehe <a>Karte</a>")
    ['Siehe ', '<a>', 'Karte', '</a>', '']
    """
    return _SPLIT.split(text)


_SPLIT = re.compile(f"({PLACEHOLDER.pattern})")


def plain(text: str) -> str:
    """Return what a reader sees: placeholders are gone, escapes are undone; `<br/>` reads as a line break.

    >>> plain("Nutzen Sie die <keep>HarzCard</keep>:<br/>1 &lt; 2")
    'Nutzen Sie die HarzCard:\\n1 < 2'
    """
    if "<" not in text and "&" not in text:
        return text
    return "".join(_reading(piece, i % 2 == 1) for i, piece in enumerate(split(text)))


def _reading(piece: str, placeholder: bool) -> str:
    if not placeholder:
        return unescaped(piece)
    return "\n" if re.fullmatch(r"<br[0-9]*/>", piece) else ""


def gist(text: str) -> str:
    """Return what is left of a text where markup, white space, quotation marks and a full stop do not count.

    Between two letters or digits white space counts, also behind a comma between digits; so does the full stop of an
    ordinal, and the sign of inches or minutes.

    >>> gist("Die <b>„alte“</b> Burg, z.\u00a0B.") == gist("Die «alte» <i>Burg</i>, z.B")
    True
    >>> gist("Burg Tor"), gist("Der 10."), gist("Zimmer 10, 5 Betten"), gist('Rohr 5"')
    ('Burg Tor', 'Der 10.', 'Zimmer 10, 5 Betten', 'Rohr 5"')
    """
    letters = _MARKS.sub("", " ".join(plain(text).split()))
    return _FULL_STOP.sub("", _BLANK.sub("", letters))


_MARKS = re.compile("(?<![0-9])[\"']|[„“”‟«»‚‘’‛‹›\u00ad\u200b\u2060]")
_BLANK = re.compile(r"(?<!\w)(?!(?<=\d,) \d) | (?!\w)")
_FULL_STOP = re.compile(r"(?<![\d.])\.\Z")


def inside(text: str) -> Mapping[str, str]:
    """Return what a reader sees between the two placeholders of each pair, by the opening one.

    >>> inside("Die <b>alte <a>Burg</a></b><br/>im Harz")
    {'<b>': 'alte Burg', '<a>': 'Burg'}
    """
    found: dict[str, str] = {}
    unclosed: set[str] = set()
    for i, piece in enumerate(split(text)):
        if i % 2 == 0:
            found |= {name: found[name] + unescaped(piece) for name in unclosed}
        elif piece.startswith("</"):
            unclosed.discard(piece.replace("/", "", 1))
        elif not piece.endswith("/>"):
            unclosed.add(piece)
            found.setdefault(piece, "")
    return found


def own(text: str) -> str:
    """Return the text without what must stay as it is: kept parts and placeholders are gone.

    >>> own("Nutzen Sie die <keep>HarzCard</keep> im <b>Harz</b>")
    'Nutzen Sie die  im Harz'
    """
    return plain("".join(piece for opening, piece in _stretches(text) if not opening) if "</keep" in text else text)


def reworded(text: str, change: Callable[[str], str]) -> str:
    """Return the text with each of its stretches changed; placeholders and what is kept are as they were.

    >>> reworded("Die <keep>HarzCard</keep> im <b>Harz</b>", str.upper)
    'DIE <keep>HarzCard</keep> IM <b>HARZ</b>'
    """
    pieces = split(text)
    kept_until = ""
    for i, piece in enumerate(pieces):
        if i % 2 == 0:
            pieces[i] = piece if kept_until else change(piece)
        elif piece == kept_until:
            kept_until = ""
        elif not kept_until and _KEEP.fullmatch(piece):
            kept_until = piece.replace("<", "</")
    return "".join(pieces)


def kept(text: str) -> Mapping[str, str]:
    """Return what stands inside each `<keep>` of a text, by its opening placeholder.

    >>> dict(kept("Die <keep>HarzCard</keep>"))
    {'<keep>': 'HarzCard'}
    """
    return {opening: piece for opening, piece in _stretches(text) if opening}


def _stretches(text: str) -> Iterator[tuple[str, str]]:
    """Yield the stretches of a text in turn: each kept one behind its opening placeholder, all others behind none."""
    pieces = split(text)
    # Where each placeholder stands last: whoever looks for an end behind that would look in vain, each time anew.
    last = {piece: at for at, piece in enumerate(pieces)}
    at = 0
    while at < len(pieces):
        piece, opening = pieces[at], ""
        closing = piece.replace("<", "</", 1)
        if _KEEP.fullmatch(piece) and last.get(closing, 0) > at:
            end = pieces.index(closing, at)
            opening, piece, at = piece, "".join(pieces[at + 1 : end]), end
        yield opening, piece
        at += 1


def faults(source: str, translation: str) -> Iterator[str]:
    """Yield what keeps a translation from taking its source's place: one phrase per fault, none if it fits.

    Placeholders may change their order, but each must occur once, closed where it was opened, under the same
    parent as in the source, and what is kept must not differ.

    >>> list(faults("<a>Goslar</a> und <a2>Thale</a2>", "<a2>Thale</a2> and <a>Goslar</a>"))
    []
    >>> list(faults("Siehe <a>Karte</a>", "See <b>map</b>"))
    ['<a>, </a> is missing', '<b>, </b> is not in the source']
    """
    if "<" not in source and "<" not in translation:
        return
    here, there = split(source)[1::2], split(translation)[1::2]
    if here == there and _nested(here) is not None:
        # As most translations are: only what is kept can differ.
        yield from _unkept(source, translation) if "<keep" in source else ()
        return
    lost, added = Counter(here) - Counter(there), Counter(there) - Counter(here)
    if lost:
        yield f"{', '.join(lost.elements())} is missing"
    if added:
        yield f"{', '.join(added.elements())} is not in the source"
    if not lost and not added:
        yield from _misplaced(source, translation)


def _misplaced(source: str, translation: str) -> Iterator[str]:
    before, after = parents(source), parents(translation)
    if after is None:
        yield "a placeholder is closed before one that was opened inside it"
        return
    for name, parent in after.items():
        if before is not None and before[name] != parent:
            yield f"{name} stands {_inside(parent)}, but in the source {_inside(before[name])}"
    yield from _unkept(source, translation)


def _unkept(source: str, translation: str) -> Iterator[str]:
    ours, theirs = kept(source), kept(translation)
    for name in ours:
        if ours[name] != theirs.get(name):
            yield f"{name} must hold {ours[name]!r} as it is"


def _inside(parent: str) -> str:
    return f"inside {parent}" if parent else "inside no other placeholder"


def parents(text: str) -> Mapping[str, str] | None:
    """Return the placeholder that each one stands in ("" for none), or None where pairs are crossed or unclosed.

    >>> parents("<a>Zum <b>Brocken</b></a><br/>")
    {'<a>': '', '<b>': '<a>', '<br/>': ''}
    """
    return _nested(split(text)[1::2])


def _nested(placeholders: Iterable[str]) -> Mapping[str, str] | None:
    found: dict[str, str] = {}
    above = [""]
    for placeholder in placeholders:
        if placeholder.startswith("</"):
            if above.pop() != placeholder.replace("/", "", 1):
                return None
            continue
        found[placeholder] = above[-1]
        if not placeholder.endswith("/>"):
            above.append(placeholder)
    return found if len(above) == 1 else None


def framed(text: str, source: str) -> str:
    r"""Return a text that begins and ends with line breaks only where its source does: as gettext wants.

    >>> framed("\n   Castle\n", "Burg"), framed("Castle", "Burg\n"), framed(" Castle ", "Burg")
    ('Castle', 'Castle\n', ' Castle ')
    """
    (before, _, behind), (first, inner, last) = _edges(source), _edges(text)
    first, last = (_edge(ours, theirs) for ours, theirs in ((before, first), (behind, last)))
    return f"{first}{inner}{last}" if inner else text


def _edges(text: str) -> tuple[str, str, str]:
    inner = text.strip(_WHITE)
    before = text[: len(text) - len(text.lstrip(_WHITE))]
    return before, inner, text[len(before) + len(inner) :]


def _edge(ours: str, theirs: str) -> str:
    return ours if "\n" in ours or "\n" in theirs else theirs
