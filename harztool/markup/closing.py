"""End tags for an element that a page never ends, so that something may be written behind it."""

from __future__ import annotations

from collections import Counter

from harztool.markup.tokens import END, START, tokens

# Elements that another of the same name ends where their own end tag is missing.
_ENDING_EACH_OTHER = frozenset("dd dt li option p td th tr".split())


def end_tags(html: str) -> str | None:
    """Return the end tags that an element lacks whose start tag `html` begins with, or None where none could end it.

    >>> end_tags("<code>harz <b>tool"), end_tags("<code><!-- harz")
    ('</b></code>', None)
    """
    unended: list[str] = []
    counts: Counter[str] = Counter()
    for token in tokens(html):
        name = token.name
        if token.kind is START and not (unended and unended[-1] == name and name in _ENDING_EACH_OTHER):
            unended.append(name)
            counts[name] += 1
        elif token.kind is END and counts[name]:
            while (last := unended.pop()) != name:
                counts[last] -= 1
            counts[name] -= 1
    ends = "".join(f"</{name}>" for name in reversed(unended))
    kinds = [token.kind for token in tokens(html + ends)][-len(unended) :]
    return ends if set(kinds) <= {END} else None
