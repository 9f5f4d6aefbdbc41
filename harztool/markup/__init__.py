"""HTML and the texts in it: the only rooms that know what a tag is."""

from harztool.markup.fill import fill
from harztool.markup.outline import Link, Outline, outline
from harztool.markup.selecting import is_selector, links_within
from harztool.markup.slots import Reading, read, texts
from harztool.markup.tags import Edit, StartTag, Tags, edited, inner_edits, inner_page, tags

__all__ = [
    "Edit",
    "Link",
    "Outline",
    "Reading",
    "StartTag",
    "Tags",
    "edited",
    "fill",
    "inner_edits",
    "inner_page",
    "is_selector",
    "links_within",
    "outline",
    "read",
    "tags",
    "texts",
]
