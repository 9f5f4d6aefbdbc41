"""HTML and the texts in it: the only rooms that know what a tag is."""

from harztool.markup.fill import fill
from harztool.markup.outline import Link, Outline, outline
from harztool.markup.rewrite import rewritten
from harztool.markup.selecting import is_selector
from harztool.markup.slots import texts

__all__ = ["Link", "Outline", "fill", "is_selector", "outline", "rewritten", "texts"]
