"""Plain text as it is written in a page: between tags, in quotes of an attribute, in a string of JSON.

No `<` is ever left in it: so a text cannot open or close anything, not even where browsers differ about what a stretch
of a page is (a `noscript` ends at the first `</noscript`, a script at `</script`, if only within quotes).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable

_BARE = re.compile(r"[\t\n\f\r \"'<=>`]")


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\xa0", "&nbsp;")


def _double(text: str) -> str:
    return _html(text).replace('"', "&quot;")


def _single(text: str) -> str:
    return _html(text).replace("'", "&#39;")


def _bare(text: str) -> str:
    return _BARE.sub(lambda found: f"&#{ord(found[0])};", text.replace("&", "&amp;").replace("\xa0", "&nbsp;"))


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1].replace("<", "\\u003c").replace(">", "\\u003e")


_WRITTEN: dict[str, Callable[[str], str]] = {
    "html": _html,
    "double": _double,
    "single": _single,
    "bare": _bare,
    "json": _json,
}
# The form of an attribute's value, by the quotes around it.
QUOTED = {'"': "double", "'": "single", "": "bare"}


def fits_bare(value: str) -> bool:
    """Return whether an attribute's value may stand without quotes (HTML 13.1.2.3, "unquoted attribute value syntax").

    >>> fits_bare("/karte"), fits_bare("/karte?a=b"), fits_bare("")
    (True, False, False)
    """
    return bool(value) and not _BARE.search(value)


def in_form(text: str, form: Iterable[str]) -> str:
    """Return a text as it is written in a form; a form within a form is written from the inside out.

    >>> in_form('Essen & "Trinken"', ("html", "double"))
    'Essen &amp;amp; &quot;Trinken&quot;'
    """
    for name in form:
        text = _WRITTEN[name](text)
    return text
