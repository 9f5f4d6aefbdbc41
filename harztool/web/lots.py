"""What a server draws anew for each answer, such as a session id: no page has changed by that alone."""

from __future__ import annotations

import re

from harztool.urls import SESSION

# An address may stand in another one, with its signs escaped once or more often.
_ESCAPED = r"%(?:25)*"
_PARAMETER = rf"(?:[?;&]|&amp;|{_ESCAPED}(?:3[BF]|26))(?:{SESSION}|sid(?==[0-9a-f]{{16}}))(?:=|{_ESCAPED}3D)[\w,.-]+"
_DRAWN = re.compile(
    rf"{_PARAMETER}"
    r"|\snonce=(?P<quote>[\"'])[^\"'<>]*(?P=quote)"
    r"|\"[\w-]*nonce\"\s*:\s*\"[\w-]*\""
    r"|(?<=//)\d(?=\.gravatar\.com/)",  # one of four hosts with the same pictures
    re.IGNORECASE,
)
_FIELD = re.compile(r"<(?:input|meta)\b[^<>]*>", re.IGNORECASE)
_TOKEN = re.compile(
    rf"\bname=[\"']?(?:{SESSION}|(?:csrf|xsrf)[\w-]*|_token|authenticity_token|[\w-]*nonce"
    r"|__(?:RequestToken|RequestVerificationToken|VIEWSTATE\w*|EVENTVALIDATION))[\"'\s/>]",
    re.IGNORECASE,
)
# Behind the page, caches write how long they took for it.
_END = re.compile(r"</html\s*>", re.IGNORECASE)
_REMARKS = re.compile(r"(?:\s++|<!--(?s:.*?)-->)*+\Z")


def without_lots(html: str) -> str:
    """Return the text of a page without what is drawn anew for each answer: session ids, nonces, form tokens.

    >>> without_lots('<a href="/de/?id=5&amp;PHPSESSID=0a1b2c">Wohnen</a>')
    '<a href="/de/?id=5">Wohnen</a>'
    """
    return _DRAWN.sub("", _FIELD.sub(_field, _trimmed(html)))


def _field(found: re.Match[str]) -> str:
    return "" if _TOKEN.search(found[0]) else found[0]


def _trimmed(html: str) -> str:
    ends = [found.end() for found in _END.finditer(html)]
    return html[: ends[-1]] if ends and _REMARKS.match(html, ends[-1]) else html
