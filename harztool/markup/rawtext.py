"""Elements whose content is no markup, and where it ends: script, style, title and their like.

HTML Living Standard, 13.2.5.2 to 13.2.5.31 (RCDATA, RAWTEXT and script data states), with scripting off.
"""

from __future__ import annotations

import re
from functools import cache

# These elements, and whether their content holds character references, as the text of a page does.
CONTENT = {
    **dict.fromkeys(("title", "textarea"), True),
    **dict.fromkeys(("style", "xmp", "iframe", "noembed", "noframes", "script", "plaintext"), False),
}

_AFTER_NAME = r"(?=[\t\n\f\r />])"
_SCRIPT = re.compile(rf"<!--|-->|</?script{_AFTER_NAME}", re.IGNORECASE)


def content_end(html: str, at: int, name: str) -> int:
    """Return where the content that begins at `at` ends: before the end tag of its element, or with the page.

    >>> content_end("<title>Burg</title>", 7, "title")
    11
    """
    if name == "plaintext":
        return len(html)
    if name == "script":
        return _script_end(html, at)
    found = _end_tag(name).search(html, at)
    return found.start() if found else len(html)


@cache
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}{_AFTER_NAME}", re.IGNORECASE)


def _script_end(html: str, at: int) -> int:
    """Where a script ends: `</script>` counts, but not between `<!-- <script>` and `-->` (the escaped states)."""
    depth = 0
    while found := _SCRIPT.search(html, at):
        at, mark = found.end(), found[0].lower()
        if mark == "<!--":
            depth = max(depth, 1)
            at = found.start() + len("<!")
        elif mark == "-->":
            depth = 0
        elif mark == "<script":
            depth = 2 if depth else 0
        elif depth < 2:
            return found.start()
        else:
            depth = 1
    return len(html)
