"""Changes between catalogs, for people: with the words marked that differ; and for programs."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from harztool import changes
from harztool.changes import KINDS, Piece, What
from harztool.model import Catalog, Change, Message
from harztool.provenance import without_draft
from harztool.report.findings import line
from harztool.wording import number

# How removed and added words are marked: as wdiff does it, and with the colours of a terminal.
PLAIN = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
COLOURED = {"same": ("", ""), "removed": ("\x1b[31;9m", "\x1b[0m"), "added": ("\x1b[32m", "\x1b[0m")}
_TAGS = {"same": ("", ""), "removed": ("<del>", "</del>"), "added": ("<ins>", "</ins>")}
# A comment of GitHub holds 65,536 characters at most.
_LONGEST = 60_000
# What Markdown would obey: anywhere, and at the beginning of a text.
_MARKDOWN = re.compile(r"[\\`*_\[\]|~$]|\A(?:[-+=#]|[0-9]+(?=[.)]))")
# What GitHub makes a mention, a reference or a link of, also where it is escaped; an empty comment behind it prevents
# that: @ana, ana@harz.example, #1, harz/site#1, GH-1, the number of a commit, www.harz.example, https://harz.example.
_CALLS = re.compile(
    r"[@#](?=\w)|GH(?=-[0-9])|www(?=\.)|(?:https?|ftp|mailto|xmpp)(?=:)"
    r"|\b(?=[0-9]*[a-f])[0-9a-f]{6}(?=[0-9a-f]{1,34}\b)",
    re.IGNORECASE,
)


def tally(found: Sequence[Change]) -> str:
    """Return the sentence that sums changes up.

    >>> tally([Change(("source changed", "un-reviewed"), Message("Burg", "Castle"), Message("Burgen", "Castle"))])
    '1 message changed: 1 source changed, 1 un-reviewed.'
    """
    if not found:
        return "No text has changed."
    counts = Counter(kind for change in found for kind in change.kinds)
    kinds = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind])
    return f"{number(len(found), 'message')} changed: {kinds}."


def terminal(files: Mapping[str, Sequence[Change]], marks: Mapping[str, tuple[str, str]] = PLAIN) -> str:
    """Return changes by file as lines for people: what happened and where, then source and translation.

    >>> change = Change(("translation changed",), Message("Burg", "The castle"), Message("Burg", "A castle"))
    >>> print(terminal({"po/en.po": [change]}), end="")
    po/en.po
    translation changed
        Burg
        [-The-]{+A+} castle
    """
    blocks = []
    for name, found in files.items():
        if found:
            blocks.append(f"{line(name)}\n" + "\n".join(_entry(change, marks) for change in found))
    return "\n".join(blocks)


def _entry(change: Change, marks: Mapping[str, tuple[str, str]]) -> str:
    place = f" · {line(change.message.places[0])}" if change.message.places else ""
    texts = [marked(pieces, marks) for pieces in _texts(change)]
    return "".join(f"{text}\n" for text in (f"{', '.join(change.kinds)}{place}", *(f"    {each}" for each in texts)))


def changed_source(change: Change) -> str:
    """Return in one line how the source of a message changed.

    >>> changed_source(Change(("source changed",), Message("Burg", "Castle"), Message("Burg.", "Castle")))
    'Burg{+.+}'
    """
    return marked(changes.words(change.old.source if change.old else "", change.message.source), PLAIN)


def marked(pieces: Sequence[Piece], marks: Mapping[str, tuple[str, str]] = PLAIN) -> str:
    """Return the words of a text on one line, those that differ between marks.

    >>> marked(changes.words("Zur Burg", "Zum Tor"))
    '[-Zur Burg-]{+Zum Tor+}'
    """
    return "".join(f"{marks[what][0]}{line(text)}{marks[what][1]}" for what, text in pieces)


def _texts(change: Change) -> list[tuple[Piece, ...]]:
    """Return source and translation, with their plurals, as they became what they are; without those that are empty."""
    old, new = (_lines(each) if each else [] for each in (change.old, change.new))
    if not old or not new:
        what: What = "added" if new else "removed"
        return [(Piece(what, text),) for text in new or old if text]
    size = max(len(old), len(new))
    pairs = zip(old + [""] * (size - len(old)), new + [""] * (size - len(new)), strict=True)
    return [changes.words(before, after) for before, after in pairs if before or after]


def _lines(message: Message) -> list[str]:
    return [message.source, message.plural or "", message.translation, *message.translations]


def objects(files: Mapping[str, Sequence[Change]]) -> str:
    """Return changes by file as a JSON list with one object each; `old` or `new` is null for what was or is not there.

    >>> objects({})
    '[]\\n'
    """
    rows = [
        {
            "file": name,
            "language": change.language,
            "kinds": list(change.kinds),
            "places": list(change.message.places),
            "old": _object(change.old),
            "new": _object(change.new),
        }
        for name, found in files.items()
        for change in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _object(message: Message | None) -> Mapping[str, Any] | None:
    if message is None:
        return None
    row = {"msgctxt": message.context, "msgid": message.source, "msgstr": message.translation}
    plural = {"msgid_plural": message.plural, "msgstr_plural": [message.translation, *message.translations]}
    return {**row, **(plural if message.plural is not None else {}), "fuzzy": message.fuzzy}


def markdown(files: Mapping[str, Sequence[Change]]) -> str:
    """Return changes by file as Markdown for a comment on a pull request, cut where such a comment would be too long.

    >>> change = Change(("reviewed",), Message("Burg", "Castle", fuzzy=True), Message("Burg", "Castle"))
    >>> print(markdown({"po/en.po": [change]}), end="")
    ### po/en.po: 1 message changed: 1 reviewed.
    <BLANKLINE>
    - **reviewed**
      - Burg
      - Castle
    <BLANKLINE>
    """
    written, left = "", 0
    for name, found in files.items():
        part = f"### {_literal(name)}: {tally(found)}\n\n" if found else ""
        for change in found:
            entry = _item(change)
            if left or len(written) + len(part) + len(entry) > _LONGEST:
                left += 1
            else:
                part += entry
        written += f"{part}\n" if part else ""
    return written + (f"… and {left} more, too many for a comment.\n" if left else "") or f"{tally(())}\n"


def _item(change: Change) -> str:
    place = f" · {_literal(change.message.places[0])}" if change.message.places else ""
    lines = [
        "".join(f"{_TAGS[what][0]}{_literal(text)}{_TAGS[what][1]}" for what, text in each) for each in _shown(change)
    ]
    return f"- **{', '.join(change.kinds)}**{place}\n" + "".join(f"  - {each}\n" for each in lines)


def _shown(change: Change) -> list[tuple[Piece, ...]]:
    # What is all new or all gone says so already.
    whole = change.old is None or change.new is None
    return [tuple(Piece("same", text) for _, text in each) if whole else each for each in _texts(change)]


def _literal(text: str) -> str:
    """Return a text that Markdown shows as it is, without mentions, links or tags."""
    shown = html.escape(line(text), quote=False)
    return _CALLS.sub(r"\g<0><!-- -->", _MARKDOWN.sub(_escaped, shown))


def _escaped(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def readable(catalog: Catalog) -> str:
    """Return a catalog as lines that a line-wise diff compares well: texts, states, remarks; no places, no notes.

    >>> print(readable(Catalog((Message("Burg", "Castle", fuzzy=True, previous="Burgen"), Message("Tor")))), end="")
    Burg
        was: Burgen
        draft: Castle
    <BLANKLINE>
    Tor
        untranslated
    """
    return "\n".join(_block(message) for message in catalog.messages if not message.obsolete)


def _block(message: Message) -> str:
    state = "draft" if message.draft else "reviewed"
    texts = [text for text in (message.translation, *message.translations) if text]
    lines = [f"was: {message.previous}"] if message.previous is not None else []
    lines += [f"{state}: {text}" for text in texts] or ["untranslated"]
    lines += [f"comment: {said}" for said in without_draft(message.comments)]
    heads = [f"[{message.context}]"] if message.context is not None else []
    heads += [message.source, *([message.plural] if message.plural is not None else [])]
    return "".join(f"{line(each)}\n" for each in (*heads, *(f"    {each}" for each in lines)))
