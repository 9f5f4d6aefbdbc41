"""PO text -> messages, entry by entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice, takewhile

from harztool.errors import FileError
from harztool.model import Catalog, Message, remarks
from harztool.po import comments
from harztool.po.faults import fault
from harztool.po.grammar import ACTIVE, FORM, OBSOLETE, REST
from harztool.po.strings import value

_HEADER = (None, "")
_REMARK = re.compile(r"\s*#(?![.:,=!])\s*\S")
# The mark of a previous text with nothing behind it, which may stand anywhere in an entry.
_NOTHING_BEFORE = re.compile(r"^[ \t]*+#~*+\|[ \t\f\v]*+$", re.MULTILINE)
_CONTINUED = re.compile(r"^(?:[^\n]*+(?<=\\)\n)++[^\n]*+", re.MULTILINE)


def parse(text: str, where: str = "", *, keep_stray: bool = False) -> Catalog:
    r"""Return the catalog in the text of a PO file called `where`.

    It holds what gettext keeps, in the order in which gettext prints it: obsolete messages last, and only those with a
    translation; known flags; `fuzzy` only where there is a translation. Where strays are to be kept, as `kept` says.

    Raises `FileError` with file and line for what is no PO text, and for a message that is defined twice.

    >>> catalog = parse('msgid ""\nmsgstr "Language: en\\n"\n\n#, fuzzy\nmsgid "Burg"\nmsgstr "Castle"\n')
    >>> catalog.language, catalog.messages[0].source, catalog.messages[0].draft
    ('en', 'Burg', True)
    """
    if keep_stray:
        return kept(text, where)[0]
    return _catalog(message for message, _ in _entries(_plain(text), where))


def kept(text: str, where: str = "") -> tuple[Catalog, tuple[str, ...]]:
    r"""Return the catalog as `parse` does, and the comments of people that gettext would drop, which it holds, too.

    Those are comments behind the last message, and on obsolete messages without a translation. They stand among the
    header's then, or those of the first message where there is no header.

    Raises `FileError` as `parse` does.

    >>> kept('msgid "Burg"\nmsgstr ""\n\n# ask the office\n')[1]
    ('ask the office',)
    """
    messages = [message for message, _ in _entries(_plain(text), where)]
    gone = (message for message in messages if message.obsolete and not message.translation)
    said = tuple(line for each in gone for line in remarks(_told(each))) + _behind(text)
    catalog = _catalog(messages)
    return (_remarked(catalog, said) if said else catalog), said


def _told(message: Message) -> Message:
    """Return a message with the later forms of its plural among its remarks, if the first is missing."""
    forms = " | ".join(message.translations)
    return replace(message, comments=(*message.comments, forms)) if any(message.translations) else message


def _behind(text: str) -> tuple[str, ...]:
    """Return the comments of people behind the last message."""
    behind = [*takewhile(_says_nothing_of_a_message, reversed(text.split("\n")))]
    return tuple(line.strip()[1:].strip() for line in reversed(behind) if _REMARK.match(line))


def _says_nothing_of_a_message(line: str) -> bool:
    said = line.strip()
    return not said or (said[0] == "#" and said[1:2] not in ("~", "|"))


def _remarked(catalog: Catalog, said: tuple[str, ...]) -> Catalog:
    """Return a catalog with comments added to its header, or to its first message where it has none."""
    if catalog.messages and not catalog.header:
        first, *others = catalog.messages
        return Catalog((replace(first, comments=(*first.comments, *said)), *others))
    header = catalog.header or Message("")
    return replace(catalog, header=replace(header, comments=(*header.comments, *said)))


def _catalog(messages: Iterable[Message]) -> Catalog:
    header, active, obsolete = None, [], []
    for message in messages:
        if not message.obsolete:
            if message.key == _HEADER:
                header = message
            else:
                active.append(message)
        elif message.translation:
            obsolete.append(message)
    return Catalog((*active, *obsolete), header)


_Key = tuple[str | None, str]
_FORM = re.compile(r"^[ \t]*msgstr\s*\[", re.MULTILINE)


def lines(text: str, where: str = "") -> Mapping[_Key, int]:
    r"""Return the line, counted from 1, at which each message's msgctxt or msgid stands, by the message's key.

    Raises `FileError` as `parse` does.

    >>> lines('# ask\nmsgid "Burg"\nmsgstr ""\n')
    {(None, 'Burg'): 2}
    """
    return {key: first for key, (first, *_) in located(text, where)[1].items()}


def located(text: str, where: str = "") -> tuple[Catalog, Mapping[_Key, tuple[int, ...]]]:
    r"""Return the catalog as `parse` does, and its lines as `lines` does, at the cost of one.

    Behind the line of a message stand those of its further forms: of `msgstr[1]` and so on.

    >>> catalog, lines = located('# ask\nmsgid "Burg"\nmsgid_plural "Burgen"\nmsgstr[0] ""\nmsgstr[1] "castles"\n')
    >>> lines[catalog.messages[0].key]
    (2, 5)
    """
    plain = _plain(text)
    entries = list(_entries(plain, where))
    found: dict[_Key, tuple[int, ...]] = {}
    line, last = 1, 0
    for message, start in entries:
        line += plain.count("\n", last, start)
        forms = islice(_FORM.finditer(plain, start), 1, len(message.forms)) if message.translations else ()
        found[message.key] = (line, *(line + plain.count("\n", start, form.start()) for form in forms))
        last = start
    return _catalog(message for message, _ in entries), found


def _plain(text: str) -> str:
    """Return the text with plain line ends, without a byte order mark, and no line continued on the next."""
    text = text.removeprefix("\ufeff")
    # A backslash at the end of a line joins it with the next; an empty line in its place keeps the count.
    if "\\\n" in text:
        text = _CONTINUED.sub(_joined, text)
    # After that: where a line ends with CR and LF, its backslash joins nothing.
    if "\r" in text:
        text = re.sub(r"\r+\n", "\n", text)
    return _NOTHING_BEFORE.sub("", text) if "#|" in text or "#~|" in text else text


def _joined(found: re.Match[str]) -> str:
    return found[0].replace("\\\n", "") + "\n" * found[0].count("\\\n")


def _entries(text: str, where: str) -> Iterator[tuple[Message, int]]:
    """Yield each message with the offset of its msgctxt or msgid."""
    end = 0
    seen: dict[tuple[str | None, str], int] = {}
    while found := ACTIVE.match(text, end) or OBSOLETE.match(text, end):
        start, end = found.start("body"), found.end()
        try:
            message = _message(found)
        except ValueError as error:
            raise _error(text, where, start, str(error)) from error
        first = seen.setdefault(message.key, start)
        if first != start:
            raise _error(text, where, start, _twice(text, first))
        yield message, start
    rest = REST.match(text, end)
    if rest is None or rest.end() < len(text):
        raise _error(text, where, *fault(text, end))


def _message(found: re.Match[str]) -> Message:
    """Return the message of an entry; `ValueError` says what cannot be read."""
    head, before_context, before, before_plural, _, context, source, translation, plural, forms = found.groups()
    said = comments.read(head)
    obsolete = found.re is OBSOLETE
    fuzzy, flags = comments.flags(said.words, obsolete=obsolete) if said.words else (False, ())
    first, *others = _forms(forms) if forms else [value(translation)]
    return Message(
        source=value(source),
        translation=first,
        context=value(context) if context else None,
        places=said.places,
        notes=said.notes,
        comments=said.comments,
        flags=flags,
        fuzzy=fuzzy and first != "",
        previous=value(before) if before else None,
        previous_context=value(before_context) if before_context else None,
        previous_plural=value(before_plural) if before_plural else None,
        plural=value(plural) if plural else None,
        translations=tuple(others),
        obsolete=obsolete,
    )


def _forms(forms: str) -> list[str]:
    found = FORM.findall(forms)
    for expected, (number, _) in enumerate(found):
        if int(number) != expected:
            raise ValueError(f"msgstr[{number}] stands where msgstr[{expected}] is due; number the forms from 0")
    return [value(each) for _, each in found]


def _twice(text: str, first: int) -> str:
    line = text.count("\n", 0, first) + 1
    return f"this message stands in line {line} already; delete one of the two, or merge them with msguniq"


def _error(text: str, where: str, offset: int, what: str) -> FileError:
    line = text.count("\n", 0, offset) + 1
    sentence = what if what.endswith("?") else f"{what}."
    return FileError(f"{where}:{line}: {sentence}" if where else f"Line {line}: {sentence}")
