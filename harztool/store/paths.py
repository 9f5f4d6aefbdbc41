"""Where a page lies below `pages/`: one file for each address, under a name that every disk can hold.

A clean address is its own path. Whatever a disk could refuse, fold or run together (upper-case letters, signs
outside `a-z 0-9 _ - .`, device names of Windows, great length) is made plain and gets `~` and a hash of what it
was; no clean name holds a `~`, so the two kinds never meet. Folders never end in `.html`, files always do.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import unquote, unquote_plus

LONGEST_NAME = 100
LONGEST_PATH = 180

# Escapes of what means another thing as it is and may stand so, too (RFC 3986, 2.2 "reserved", and a `%` that begins no
# escape): in a path, and in the name of a parameter.
_RESERVED = re.compile(r"%(2[1456789ABC]|3[ABD]|40)", re.IGNORECASE)
_RESERVED_IN_NAME = re.compile(r"%(25|3D)", re.IGNORECASE)
# Scheme and host as RFC 3986, appendix B, tells them from the path; unlike urllib it takes any text.
_HOST = re.compile(r"(?:[^:/]+:)?(?://[^/]*)?")
_WORD = r"[a-z0-9_-]+"
_CLEAN = re.compile(rf"(?!-){_WORD}(?:\.{_WORD})*")
_CLEAN_FIELD = re.compile(rf"{_WORD}(?:\.{_WORD})*(?:=(?:{_WORD}(?:\.{_WORD})*)?)?")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{i}" for port in ("com", "lpt") for i in range(10))})
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def page_path(url: str) -> str:
    """Return the path below `pages/` for the page at an absolute URL; scheme, host and fragment play no part.

    Addresses whose normal forms differ get different files, also on a disk that folds case, with one exception:
    `/wohnen` and `/wohnen.html` are one file, and so are `/`, `/index` and `/index.html`. Never fails.

    >>> page_path("https://harz.example/de/")
    'de/index.html'
    >>> page_path("https://harz.example/de/wohnen")
    'de/wohnen.html'
    >>> page_path("https://harz.example/de/aktuelles.html?id=118&page=2")
    'de/aktuelles@id=118@page=2.html'
    >>> page_path("https://harz.example/de/Wohnen.html")
    'de/wohnen~22a4753a3d13.html'
    """
    whole, _, query = url.partition("#")[0].partition("?")
    names = _HOST.sub("", whole, count=1).removeprefix("/").split("/")
    *folders, name = map(_name, names)
    fields = [_field(each) for each in query.split("&") if each]
    stem = (name.removesuffix(".html") or name) if name else "index"
    path = "/".join([*map(_folder, folders), f"{_file(stem, fields)}.html"])
    return path if len(path) <= LONGEST_PATH else _short(folders, stem, fields)


def _name(part: str) -> str:
    return unquote(_RESERVED.sub(_kept, part), errors="surrogateescape")


def _field(part: str) -> str:
    name, sign, value = part.partition("=")
    return unquote_plus(_RESERVED_IN_NAME.sub(_kept, name) + sign + value, errors="surrogateescape")


def _kept(escape: re.Match[str]) -> str:
    return f"%25{escape[1].upper()}"


def _folder(name: str) -> str:
    return name if _is_clean(name) and not name.endswith(".html") else _hashed(unquote(name), name)


def _file(stem: str, fields: list[str]) -> str:
    whole = "@".join([unquote(stem), *fields])
    clean = _is_clean(stem) and all(map(_CLEAN_FIELD.fullmatch, fields)) and len(whole) <= LONGEST_NAME
    return whole if clean else _hashed(whole, stem, *fields)


def _short(folders: list[str], stem: str, fields: list[str]) -> str:
    name = _hashed("@".join([unquote(stem), *fields]), str(len(folders)), *folders, stem, *fields)
    return "/".join([*map(_folder, folders[:1]), f"{name}.html"])


def _is_clean(name: str) -> bool:
    # Windows takes `con` and `con.txt` alike for the console.
    return bool(_CLEAN.fullmatch(name)) and len(name) <= LONGEST_NAME and name.partition(".")[0] not in _DEVICES


def _hashed(name: str, *identity: str) -> str:
    digest = hashlib.sha256(ascii(identity).encode()).hexdigest()[:12]
    return f"{_plain(name)}~{digest}"


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFC", name).lower().translate(_GERMAN)
    bare = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9_@=]+", "-", bare)[:60].strip("-@") or "page"
