"""A page as an independent HTML5 parser sees it: its elements and texts, one after another.

The parser is Lexbor, a C library that passes the tests of the HTML standard's tree construction; harztool's own reading
of a page knows nothing of it, so that each can be held against the other. Scripting is off, as it is here. What is text
by its letters, and which attributes are, follows from the same rules on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from harztool.markup.selecting import matches

_NONE: Mapping[str, str] = {}


class Event(NamedTuple):
    """The start or the end of an element called `name`, or a text, which has no name.

    `selector` is the one that selects the element, if there is one.
    """

    kind: Literal["start", "end", "text"]
    name: str = ""
    text: str = ""
    attributes: Mapping[str, str] = _NONE
    selector: str = ""


def events(html: str, selectors: Sequence[str] = ()) -> Iterator[Event]:
    """Yield what stands in a page, in tree order; comments are left out, templates are entered.

    Each element names the last of the selectors that selects it.

    >>> [each.text or each.name for each in events("<title>Burg</title>") if each.kind != "end"]
    ['html', 'head', 'title', 'Burg', 'body']
    """
    tree = LexborHTMLParser(html)
    selected = {node.mem_id: selector for selector in selectors for node in matches(tree, selector)}
    node = tree.root
    above: list[LexborNode] = []
    while node is not None:
        yield from _entered(node, selected)
        if child := _first(node):
            above.append(node)
            node = child
            continue
        yield from _left(node)
        while above and node.next is None:
            node = above.pop()
            yield from _left(node)
        node = node.next if above else None


def _entered(node: LexborNode, selected: Mapping[int, str]) -> Iterator[Event]:
    if node.is_text_node:
        yield Event("text", text=node.text_content or "")
    elif node.is_element_node:
        given = {name: value or "" for name, value in node.attributes.items()}
        yield Event("start", node.tag or "", "", given, selected.get(node.mem_id, ""))


def _left(node: LexborNode) -> Iterator[Event]:
    if node.is_element_node:
        yield Event("end", node.tag or "")


def _first(node: LexborNode) -> LexborNode | None:
    """Return what an element begins with; the content of a template is a tree of its own."""
    if node.tag != "template":
        return node.first_child
    content = node.template_fragments()
    return content[0].first_child if content else None
