"""Messages -> PO text, in the canonical bytes of `msgcat --no-wrap`."""

from __future__ import annotations

from harztool.errors import FileError
from harztool.model import Catalog, Message
from harztool.po import comments
from harztool.po.strings import written


def text(catalog: Catalog) -> str:
    r"""Return the text of a PO file that holds the catalog: its header, its messages, and the obsolete ones last.

    `parse(text(c)) == c` for every catalog that `parse` returns, and `text(parse(x))` is what `msgcat --no-wrap` prints
    for a file with the text x. Of any other catalog, what gettext would drop is not printed: obsolete messages without
    a translation, unknown flags, `fuzzy` without a translation.

    Raises `FileError` for a text with the characters U+0000 or U+0004, which no PO file can hold.

    >>> print(text(Catalog((Message("Burg", "Castle", places=("de/index.html",), fuzzy=True),))), end="")
    #: de/index.html
    #, fuzzy
    msgid "Burg"
    msgstr "Castle"
    """
    header = [catalog.header] if catalog.header else []
    active = [message for message in catalog.messages if not message.obsolete]
    obsolete = [message for message in catalog.messages if message.obsolete and message.translation]
    return "\n".join([_entry(message) for message in (*header, *active, *obsolete)])


def _entry(message: Message) -> str:
    mark, before = ("#~ ", "#~| ") if message.obsolete else ("", "#| ")
    try:
        return f"{comments.written(message)}{_previous(message, before)}{_own(message, mark)}"
    except ValueError as error:
        raise FileError(f"The text {message.source!r} cannot be written: {error}.") from error


def _previous(message: Message, mark: str) -> str:
    # In gettext's grammar there is no previous context or plural without a previous source.
    if message.previous is None:
        return ""
    context = _lines(mark, "msgctxt", message.previous_context)
    plural = _lines(mark, "msgid_plural", message.previous_plural)
    return f"{context}{_lines(mark, 'msgid', message.previous)}{plural}"


def _own(message: Message, mark: str) -> str:
    intro = f"{_lines(mark, 'msgctxt', message.context)}{_lines(mark, 'msgid', message.source)}"
    if message.plural is None:
        return f"{intro}{_lines(mark, 'msgstr', message.translation)}"
    forms = enumerate((message.translation, *message.translations))
    printed = "".join([_lines(mark, f"msgstr[{number}]", form) for number, form in forms])
    return f"{intro}{_lines(mark, 'msgid_plural', message.plural)}{printed}"


def _lines(mark: str, keyword: str, text: str | None) -> str:
    """Return the lines of a keyword and its text, or none where there is no text."""
    if text is None:
        return ""
    return f"{mark}{keyword} " + f"\n{mark}".join(written(text)) + "\n"
