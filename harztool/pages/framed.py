"""Pages that stand in an attribute of a page (`srcdoc`): a browser reads them as pages of their own.

They inherit no language from the page around them, but what their addresses are relative to (HTML Living Standard,
"fallback base URL").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from harztool.markup import Edit, inner_edits
from harztool.pages import addresses, head
from harztool.pages.edition import Edition
from harztool.pages.marks import marks
from harztool.pages.place import Place


def edits(place: Place, edition: Edition) -> Iterator[Edit]:
    """Yield what changes in the frames of a page beside their texts: languages, and where addresses lead."""
    html = place.source.page.html
    for tag in place.source.tags.found:
        if inner := place.source.frames.get(tag.start):
            framed = replace(place, source=inner)
            said = marks(inner, edition.values(inner.reading.slots), edition.language).edits
            changes = [*head.language(framed), *addresses.edits(framed), *said, *edits(framed, edition)]
            yield from inner_edits(html, tag, "srcdoc", changes)
