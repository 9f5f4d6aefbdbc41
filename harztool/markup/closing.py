"""End tags for an element that a page never ends, so that something may be written behind it."""

from __future__ import annotations

from harztool.markup.tokens import END, START, tokens

# Elements that another of the same name ends where their own end tag is missing.
_ENDING_EACH_OTHER = frozenset("dd dt li option p td th tr".split())


def end_tags(html: str) -> str | None:
    """Return the end tags that an element lacks whose start tag `html` begins with, or None where none could end it.

    >>> end_tags("<code>harz <b>tool"), end_tags("<code><!-- harz")
    ('</b></code>', None)
    """
    unended: list[str] = []
    for token in tokens(html):
        if token.kind is START:
            if unended and unended[-1] == token.name and token.name in _ENDING_EACH_OTHER:
                unended.pop()
            unended.append(token.name)
        elif token.kind is END and token.name in unended:
            while unended.pop() != token.name:
                pass
    ends = "".join(f"</{name}>" for name in reversed(unended))
    last = [token.kind for token in tokens(html + ends)][-len(unended) :]
    return ends if set(last) <= {END} else None
