"""Character sets: the bytes of a page -> its text, as browsers decide it (WHATWG Encoding, HTML 13.2.3)."""

from __future__ import annotations

import codecs
import re

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, to_unicode

# Python knows more encodings than the web does, and some of them (`unicode_escape`) make tags out of plain letters.
_OF_THE_WEB = re.compile(
    r"utf-(?:8|16|32)(?:-[bl]e)?|cp(?:866|874|932|949|950|125[0-8])|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic)"
    r"|gb18030|big5hkscs|euc_jp|iso2022_jp"
)
# The one set with labels that Python lacks; `i` and `e` tell only how the letters are ordered.
_HEBREW = re.compile(rb"(?<=iso-8859-8)-[ie](?![\w-])", re.IGNORECASE)
# Where statements are looked for, and one that is not HTML's.
_SEARCHED = 4096
_XML = re.compile(rb"<\?xml\s[^<>]*")
# How many signs of UTF-8 there must be for each byte that is none. German text in Windows-1252 has hardly any, such as
# a sharp s before a closing quote, and its opening quote is none.
_SOUND = 2


def decoded(body: bytes, content_type: str = "") -> str:
    """Return the text of a page; its line ends stay as they are, a byte order mark is no part of it.

    The byte order mark decides, then the HTTP header, then the page's own statement, then the bytes themselves:
    what is UTF-8 but for very few bytes is UTF-8, anything else Windows-1252. Of the page's statements the `meta`
    comes before the XML declaration, except where it is sent as XML. Bytes that the chosen set does not know become
    U+FFFD; those that Windows leaves empty become control characters.

    >>> decoded("Übernachten".encode("iso-8859-1"), "text/html; charset=ISO-8859-1")
    'Übernachten'
    """
    name, mark = read_bom(body)
    if name and mark:
        return to_unicode(body[len(mark) :], name)
    return _read(body, _stated(body, content_type) or _detected(body))


def _read(body: bytes, charset: str) -> str:
    of_windows = charset.startswith("cp125") or charset == "cp874"
    return body.decode(charset, _CONTROLS) if of_windows else to_unicode(body, charset)


def _control(error: UnicodeError) -> tuple[str, int]:
    """Read a byte that Windows leaves empty as the indexes of WHATWG Encoding do: below 0xA0 it is the control."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte = error.object[error.start]
    return chr(byte) if byte < 0xA0 else "\ufffd", error.start + 1


_CONTROLS = "harztool.controls"
codecs.register_error(_CONTROLS, _control)


def _stated(body: bytes, content_type: str) -> str:
    known = _HEBREW.sub(b"", content_type.encode(errors="replace")).decode()
    header = http_content_type_encoding(known) or ""
    if _OF_THE_WEB.fullmatch(header):
        return f"{header}-le" if header in ("utf-16", "utf-32") else header
    whole = _HEBREW.sub(b"", body[:_SEARCHED])
    # HTML 13.2.3.2, "prescan a byte stream": an XML declaration counts only where there is no meta.
    is_xml = content_type.partition(";")[0].strip().lower().endswith("xml")
    return _declared(whole) if is_xml else _declared(_XML.sub(b" ", whole)) or _declared(whole)


def _declared(html: bytes) -> str:
    page = html_body_declared_encoding(html) or ""
    # A page that can say UTF-16 in plain ASCII is not in UTF-16 (HTML 13.2.3.2).
    return page if _OF_THE_WEB.fullmatch(page) and not page.startswith(("utf-16", "utf-32")) else ""


def _detected(body: bytes) -> str:
    text = body.decode(errors="replace")
    bad = text.count("\ufffd") - body.count("\ufffd".encode())
    sound = sum(map(len, re.findall(r"[^\0-\x7f\ufffd]+", text))) if bad else 0
    return "utf-8" if bad * _SOUND <= sound else "cp1252"
