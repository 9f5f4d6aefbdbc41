"""The character set of a PO file: UTF-8, or the one that its header names."""

from __future__ import annotations

import codecs
import re

from harztool.errors import FileError

_NAMED = re.compile(rb'Content-Type:[^"\n]*?charset=([\w.:-]+)', re.IGNORECASE)
_NAMES = re.compile(r'(Content-Type:[^"\n]*?charset=)([\w.:-]+)', re.IGNORECASE)
_ASCII = bytes(range(32, 127)).decode()


def decoded(data: bytes, where: str = "") -> tuple[str, str]:
    r"""Return the text of a PO file called `where`, and the name of its character set.

    What can be read as UTF-8 is UTF-8; another file is in the character set that its header names. As in gettext, only
    those will do in which ASCII is ASCII.

    Raises `FileError` where neither fits.

    >>> decoded('msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n# Grüße\n'.encode("latin-1"))[1]
    'iso8859-1'
    """
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        name = _codec(data)
        if name and (text := _read(data, name)) is not None:
            return text, name
        place = f"{where}, line {line}," if where else f"Line {line}"
        raise FileError(
            f"{place} is not UTF-8, nor does the header name a character set that fits; save it anew as UTF-8."
        ) from error


def recoded(data: bytes, where: str = "") -> str:
    r"""Return the text of a PO file called `where` as it reads in UTF-8, which its header then names.

    Raises `FileError` as `decoded` does.

    >>> recoded('msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n# Grüße\n'.encode("latin-1"))
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n# Grüße\n'
    """
    text = decoded(data, where)[0]
    found = _NAMES.search(text)
    if not found or found[2].lower() in ("utf-8", "utf8"):
        return text
    return f"{text[: found.start(2)]}UTF-8{text[found.end(2) :]}"


def encoded(text: str, charset: str, where: str = "") -> bytes:
    r"""Return the bytes of a PO file in the character set that `decoded` named.

    Raises `FileError` where an escape has spelled a character that it does not have.

    >>> encoded("Grüße", "iso8859-1")
    b'Gr\xfc\xdfe'
    """
    try:
        return text.encode(charset)
    except UnicodeEncodeError as error:
        missing = error.object[error.start]
        raise FileError(f"{where}: there is no {missing} in {charset}; save it anew as UTF-8.") from error


def _codec(data: bytes) -> str:
    """Return Python's name of the character set that the header names, or nothing where there is none."""
    found = _NAMED.search(data)
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else ""
        return name if name and _ASCII.encode(name) == _ASCII.encode() else ""
    except (LookupError, UnicodeError):
        return ""


def _read(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None
