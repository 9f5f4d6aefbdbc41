"""Memory: what has been translated before, in catalogs and in TMX files, found again exactly or by likeness."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree import ElementTree

from rapidfuzz import fuzz, process

from harztool import msgid
from harztool.errors import FileError
from harztool.languages import primary
from harztool.model import Catalog

_QUOTES = str.maketrans(dict.fromkeys("„“”‟«»", '"') | dict.fromkeys("‚‘’‛‹›", "'"))
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NATIVE = re.compile(r"<([a-z][a-z0-9]*)", re.IGNORECASE)
_MATCHES = 5
# Of two texts that are alike letter by letter, at least this share of the words must be the same: "Montag" and
# "Sonntag" share five letters of seven, and no meaning.
_WORDS = 50.0


class Entry(NamedTuple):
    """A text and its translation, both as msgids."""

    source: str
    translation: str


class Match(NamedTuple):
    """An entry, and how like its source is to a text, in percent."""

    entry: Entry
    score: float


@dataclass(frozen=True, slots=True)
class Memory:
    """Earlier translations into one language; of two translations of the same text, the first given counts.

    >>> memory = Memory((Entry("„Der“ Brocken", "“The” Brocken"),))
    >>> memory.exact('"Der"   Brocken')
    Entry(source='„Der“ Brocken', translation='“The” Brocken')
    """

    entries: tuple[Entry, ...] = ()
    _same: Mapping[str, Entry] = field(init=False, repr=False, compare=False)
    _even: Mapping[str, Entry] = field(init=False, repr=False, compare=False)
    _alike: Mapping[int, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # The first translation given counts, so the mappings are made from the last to the first.
        alike = {number: _letters(entry.source) for number, entry in enumerate(self.entries)}
        object.__setattr__(self, "_same", {entry.source: entry for entry in reversed(self.entries)})
        object.__setattr__(self, "_even", {_evened(entry.source): entry for entry in reversed(self.entries)})
        object.__setattr__(self, "_alike", {number: text for number, text in alike.items() if text})

    def exact(self, source: str) -> Entry | None:
        """Return the entry of a msgid, or of one that differs in white space or the style of quotes only."""
        return self._same.get(source) or self._even.get(_evened(source))

    def similar(self, source: str, threshold: float) -> tuple[Match, ...]:
        """Return the few entries whose texts are most like a msgid, at least `threshold` percent, the best first.

        Placeholders do not count; of equally good entries the earlier comes first.

        >>> memory = Memory((Entry("Der Brocken ist hoch.", "The Brocken is high."),))
        >>> memory.similar("Der Brocken ist sehr hoch.", 75)[0].entry.translation
        'The Brocken is high.'
        """
        text = _letters(source)
        if not text:
            return ()
        best = process.extract(text, self._alike, scorer=fuzz.ratio, score_cutoff=threshold, limit=_MATCHES)
        words = text.split()
        matches = (Match(self.entries[number], score) for found, score, number in best if _shared(found.split(), words))
        return tuple(matches)


def likeness(one: str, other: str) -> float:
    """Return how like two msgids are, letter by letter, in percent; placeholders do not count.

    >>> likeness("Tor", "<b>Tor</b>"), int(likeness("Markt in Thale", "Markt in Goslar"))
    (100.0, 68)
    """
    return fuzz.ratio(_letters(one), _letters(other))


def _letters(source: str) -> str:
    return _evened(msgid.plain(source))


def _evened(text: str) -> str:
    return " ".join(text.translate(_QUOTES).split())


def _shared(words: Sequence[str], others: Sequence[str]) -> bool:
    return fuzz.ratio(words, others) >= _WORDS


def entries_of(catalog: Catalog) -> tuple[Entry, ...]:
    """Return what a catalog has reviewed: live messages first, then obsolete ones; no drafts.

    >>> from harztool.model import Message
    >>> entries_of(Catalog((Message("Burg", "castle"), Message("Tal", "vale", fuzzy=True))))
    (Entry(source='Burg', translation='castle'),)
    """
    reviewed = [message for message in catalog.messages if message.translation and not message.fuzzy]
    reviewed.sort(key=lambda message: message.obsolete)
    return tuple(Entry(message.source, message.translation) for message in reviewed)


def entries_of_tmx(text: str, where: str, language: str, source: str = "de") -> tuple[Entry, ...]:
    """Return the translations into `language` in the text of a TMX file (TMX 1.4b) called `where`.

    Regions of languages do not count: `en-GB` is `en`. Inline codes that are HTML tags become placeholders; where
    those of a text and its translation do not fit, both are taken without.

    Raises `FileError` for what is not XML or not TMX, and for XML that declares entities of its own.

    >>> tu = '<tu><tuv xml:lang="de-DE"><seg>Burg</seg></tuv><tuv xml:lang="en"><seg>castle</seg></tuv></tu>'
    >>> entries_of_tmx(f'<tmx version="1.4"><body>{tu}</body></tmx>', "office.tmx", "en")
    (Entry(source='Burg', translation='castle'),)
    """
    root = _root(text.removeprefix("\ufeff"), where)
    pairs = (_entry(unit, language, source) for unit in root.iter("tu"))
    return tuple(entry for entry in pairs if entry)


def _root(text: str, where: str) -> ElementTree.Element:
    if "<!ENTITY" in text:
        raise FileError(f"{where} declares XML entities, which may hide anything; export it again as plain TMX 1.4.")
    try:
        # The parser loads no other file, and what entities can do to it has been refused above.
        root = ElementTree.fromstring(text)  # noqa: S314 - see above
    except ElementTree.ParseError as error:
        line, column = error.position
        place = f"line {line}, column {column + 1}"
        raise FileError(f"{where} is broken at {place}: it is not well-formed XML; export it again.") from error
    if root.tag != "tmx":
        raise FileError(f"{where} is not a TMX file: it begins with <{root.tag}>, not with <tmx>.")
    return root


def _entry(unit: ElementTree.Element, language: str, source: str) -> Entry | None:
    segments: dict[str, ElementTree.Element] = {}
    for variant in unit.iter("tuv"):
        code = variant.get(_LANGUAGE) or variant.get("lang") or ""
        segment = variant.find("seg")
        if segment is not None:
            segments.setdefault(primary(code), segment)
    if primary(source) not in segments or primary(language) not in segments:
        return None
    names: dict[str, str] = {}
    entry = Entry(*(_msgid(segments[primary(code)], names) for code in (source, language)))
    if any(msgid.faults(*entry)):
        entry = Entry(*(_spaced(msgid.escaped(msgid.plain(each))) for each in entry))
    return entry if all(entry) else None


def _msgid(segment: ElementTree.Element, names: dict[str, str]) -> str:
    """Return a segment as a msgid; `names` remembers which code is which placeholder, from source to translation."""
    pieces = [msgid.escaped(segment.text or "")]
    opened: dict[str, str] = {}
    for number, code in enumerate(segment):
        pieces.append(_placeholder(code, number, names, opened))
        pieces.append(msgid.escaped(code.tail or ""))
    return _spaced("".join(pieces))


def _spaced(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def _placeholder(code: ElementTree.Element, number: int, names: dict[str, str], opened: dict[str, str]) -> str:
    if code.tag == "hi":
        return _msgid(code, names)
    if code.tag == "ept":
        name = opened.get(code.get("i", ""), "")
        return f"</{name}>" if name else ""
    native = _NATIVE.match("".join(code.itertext()).strip())
    if code.tag not in {"bpt", "ph"} or not native:
        return ""
    key = f"{code.tag} {code.get('x') or code.get('i') or number}"
    name = names.setdefault(key, _numbered(native[1].lower(), names.values()))
    if code.tag == "ph":
        return f"<{name}/>"
    opened[code.get("i", "")] = name
    return f"<{name}>"


def _numbered(name: str, taken: Iterable[str]) -> str:
    count = sum(re.fullmatch(f"{name}[0-9]*", each) is not None for each in taken)
    return f"{name}{count + 1}" if count else name
