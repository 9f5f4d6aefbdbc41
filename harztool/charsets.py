"""Character sets: the bytes of a page -> its text, as browsers decide it (WHATWG Encoding, HTML 13.2.3)."""

from __future__ import annotations

import re

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, to_unicode

# Python knows more encodings than the web does, and some of them (`unicode_escape`) make tags out of plain letters.
_OF_THE_WEB = re.compile(
    r"utf-(?:8|16|32)(?:-[bl]e)?|cp(?:866|874|932|949|950|125[0-8])|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic)"
    r"|gb18030|big5hkscs|euc_jp|iso2022_jp"
)


def decoded(body: bytes, content_type: str = "") -> str:
    """Return the text of a page; its line ends stay as they are, a byte order mark is no part of it.

    The byte order mark decides, then the HTTP header, then the page's own statement, then the bytes themselves:
    what is valid UTF-8 is UTF-8, anything else Windows-1252. Bytes that the chosen set does not know become U+FFFD.

    >>> decoded("Übernachten".encode("iso-8859-1"), "text/html; charset=ISO-8859-1")
    'Übernachten'
    """
    name, mark = read_bom(body)
    if name and mark:
        return to_unicode(body[len(mark) :], name)
    return to_unicode(body, _stated(body, content_type) or _detected(body))


def _stated(body: bytes, content_type: str) -> str:
    header = http_content_type_encoding(content_type) or ""
    if _OF_THE_WEB.fullmatch(header):
        return f"{header}-le" if header in ("utf-16", "utf-32") else header
    page = html_body_declared_encoding(body) or ""
    # A page that can say UTF-16 in plain ASCII is not in UTF-16 (HTML 13.2.3.2).
    return page if _OF_THE_WEB.fullmatch(page) and not page.startswith(("utf-16", "utf-32")) else ""


def _detected(body: bytes) -> str:
    try:
        body.decode()
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
