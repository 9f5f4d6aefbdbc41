"""A msgid <-> strict XML (XML 1.0), for engines that keep tags; placeholders are tags, everything else is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from harztool import msgid

# Placeholders are lower-case, so the names with capitals are free: a line break that is content, and a placeholder
# that can't be a tag of XML, as it is not paired or its name has a colon.
LINE = "N"
_OTHER = "P"
_KEEP = re.compile(r"<(keep[0-9]*)>")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9._-]*)\s*(?P<void>/?)>")
_REFERENCE = re.compile(r"&(?:(?P<name>amp|lt|gt|quot|apos)|#(?P<number>[0-9]{1,6})|#x(?P<hex>[0-9A-Fa-f]{1,5}));")
_MEANS = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tagged(text: str) -> str:
    """Return a msgid as XML that any parser takes; `untagged(tagged(t), t) == t`.

    Characters that XML 1.0 has no way to write are left out.

    >>> tagged("Rat & Hilfe: <a>Karte</a><br/>1 &lt; 2")
    'Rat &amp; Hilfe: <a>Karte</a><br/>1 &lt; 2'
    """
    tags = _tags(text)
    pieces = msgid.split(text)
    return "".join(tags[piece] if i % 2 else _escaped(msgid.unescaped(piece)) for i, piece in enumerate(pieces))


def _tags(text: str) -> Mapping[str, str]:
    paired = msgid.parents(text) is not None
    placeholders = dict.fromkeys(msgid.split(text)[1::2])
    return {
        placeholder: placeholder if paired and ":" not in placeholder else f"<{_OTHER}{number}/>"
        for number, placeholder in enumerate(placeholders)
    }


def _escaped(plain: str) -> str:
    text = writable(plain).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub("\r\n?|\n", f"<{LINE}/>", text)


def writable(text: str) -> str:
    """Return a text without the characters that XML 1.0 (2.2, "Characters") has no way to write, nor any PO file.

    >>> writable("Burg\\ud800 am\\x00 Markt 🏔️")
    'Burg am Markt 🏔️'
    """
    return _NO_XML.sub("", text)


def billed(text: str) -> int:
    """Return how many characters of a msgid are sent beside its tags: what an engine bills that knows tags.

    >>> billed("Rat & Hilfe: <a>Karte</a><br/>1 &lt; 2")
    23
    """
    pieces = (writable(msgid.unescaped(piece)) for piece in msgid.split(text)[::2])
    return sum(len(re.sub("\r\n?|\n", "", piece)) for piece in pieces)


def untagged(answer: str, source: str) -> str:
    """Return the XML of a translation as a msgstr, with the placeholders of its msgid `source`.

    What stands in `<keep>` is taken from the source, letter by letter. A tag that the source has not stays a
    placeholder, so that `msgid.faults` finds it.

    >>> untagged("Advice &amp; help: <a>map</a><br></br>1 &lt; 2", "Rat & Hilfe: <a>Karte</a><br/>1 &lt; 2")
    'Advice & help: <a>map</a><br/>1 &lt; 2'
    """
    placeholders = {tag: placeholder for placeholder, tag in _tags(source).items()} | {f"<{LINE}/>": "\n"}
    pieces, end = [], 0
    for tag in _TAG.finditer(answer):
        pieces.append(msgid.escaped(_unescaped(answer[end : tag.start()])))
        pieces.append(_placeholder(tag, placeholders))
        end = tag.end()
    pieces.append(msgid.escaped(_unescaped(answer[end:])))
    return _kept("".join(pieces), msgid.kept(source))


def _placeholder(tag: re.Match[str], placeholders: Mapping[str, str]) -> str:
    name = tag["name"]
    if f"<{name}/>" in placeholders:
        # A void tag may come back as a pair of tags with nothing between them.
        return "" if tag["end"] else placeholders[f"<{name}/>"]
    if tag["void"] and f"</{name}>" in placeholders:
        return placeholders[f"<{name}>"] + placeholders[f"</{name}>"]
    written = f"<{tag['end']}{name}{tag['void']}>"
    return placeholders.get(written, written.lower())


def _unescaped(text: str) -> str:
    return _REFERENCE.sub(_character, text)


def _character(reference: re.Match[str]) -> str:
    if reference["name"]:
        return _MEANS[reference["name"]]
    return chr(int(reference["number"]) if reference["number"] else int(reference["hex"], 16))


def _kept(text: str, kept: Mapping[str, str]) -> str:
    for start, content in kept.items():
        end = start.replace("<", "</", 1)
        before, opened, rest = text.partition(start)
        _, closed, after = rest.partition(end)
        if opened and closed:
            text = f"{before}{start}{content}{end}{after}"
    return text


def kept_names(texts: Iterable[str]) -> list[str]:
    """Return the names of all tags in some texts, as msgids or XML, whose content must not be translated.

    >>> kept_names(["<keep>A</keep> und <keep2>B</keep2>", "<b>C</b>"])
    ['keep', 'keep2']
    """
    return sorted({name for text in texts for name in _KEEP.findall(text)})
