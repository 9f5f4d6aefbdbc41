"""Changes between catalogs: what a reviewer is told, and what is none of their business."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harztool import changes
from harztool.catalogs import empty, merged
from harztool.model import Catalog, Message

from .test_catalogs import english

BURG = Message("Burg", "Castle", places=("a.html",))
DRAFT = replace(BURG, fuzzy=True)


def kinds(old: list[Message], new: list[Message]) -> list[tuple[str, str]]:
    found = changes.between(english(*old), english(*new))
    return [(change.message.source, ", ".join(change.kinds)) for change in found]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param([], [BURG], [("Burg", "new")], id="a new text"),
        pytest.param([BURG], [], [("Burg", "gone")], id="a text that has gone"),
        pytest.param([BURG], [replace(BURG, obsolete=True)], [("Burg", "gone")], id="an obsolete text has gone"),
        pytest.param([replace(BURG, obsolete=True)], [BURG], [("Burg", "new")], id="a text that came back is new"),
        pytest.param([DRAFT], [BURG], [("Burg", "reviewed")], id="a draft that was accepted"),
        pytest.param([BURG], [DRAFT], [("Burg", "un-reviewed")], id="a text that is fuzzy again"),
        pytest.param(
            [DRAFT],
            [replace(BURG, translation="Fort")],
            [("Burg", "translation changed, reviewed")],
            id="a draft that was edited",
        ),
        pytest.param(
            [BURG], [replace(BURG, translation="")], [("Burg", "translation changed, un-reviewed")], id="a lost text"
        ),
        pytest.param(
            [BURG],
            [replace(DRAFT, source="Burgen", previous="Burg"), replace(BURG, obsolete=True)],
            [("Burgen", "source changed, un-reviewed")],
            id="a source that changed",
        ),
        pytest.param(
            [BURG],
            [replace(BURG, source="Burg.")],
            [("Burg.", "source changed")],
            id="a full stop that was carried over",
        ),
        pytest.param(
            [BURG, Message("Tor", "Gate")], [Message("Tor", "Gate"), BURG], [], id="another order is no change"
        ),
        pytest.param(
            [BURG],
            [replace(BURG, places=("b.html",), notes=("heading",), comments=("ask",))],
            [],
            id="places, notes and comments are no change of text",
        ),
        pytest.param(
            [replace(BURG, plural="Burgen", translations=("Castles",))],
            [replace(BURG, plural="Burgen", translations=("Forts",))],
            [("Burg", "translation changed")],
            id="a plural form counts",
        ),
    ],
)
def test_what_happened(old: list[Message], new: list[Message], found: list[tuple[str, str]]) -> None:
    assert kinds(old, new) == found


def test_a_merge_is_told_as_what_it_is() -> None:
    old = english(BURG, replace(BURG, source="Der alte Turm ist offen", translation="The old tower is open"))
    new = Catalog(tuple(replace(each, source=each.source + " heute", translation="") for each in old.messages[1:]))
    (source, gone) = changes.between(old, merged(new, old))
    assert (source.kinds, gone.kinds) == (("source changed", "un-reviewed"), ("gone",))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        pytest.param("Die alte Burg", "Die neue Burg", "Die [-alte-]{+neue+} Burg", id="a word"),
        pytest.param("Zur Burg", "Zur <a>Burg</a>", "Zur {+<a>+}Burg{+</a>+}", id="placeholders"),
        pytest.param("bis 18 Uhr", "bis 17.30 Uhr", "bis [-18-]{+17.30+} Uhr", id="a number"),
        pytest.param("alt und schön", "neu oder hässlich", "[-alt und schön-]{+neu oder hässlich+}", id="a phrase"),
        pytest.param("", "neu", "{+neu+}", id="all of it"),
    ],
)
def test_the_words_that_differ_are_marked(old: str, new: str, shown: str) -> None:
    marks: dict[str, Callable[[str], str]] = {"same": str, "removed": "[-{}-]".format, "added": "{{+{}+}}".format}
    assert "".join(marks[what](text) for what, text in changes.words(old, new)) == shown


WORDS = st.lists(st.sampled_from(["Burg", " ", "<a>", "</a>", "alt", "\n", ".", "ü"]), max_size=12).map("".join)


@given(WORDS, WORDS)
def test_marked_words_hold_both_texts(old: str, new: str) -> None:
    pieces = changes.words(old, new)
    assert "".join(text for what, text in pieces if what != "added") == old
    assert "".join(text for what, text in pieces if what != "removed") == new


@given(
    st.lists(st.builds(Message, st.text(min_size=1), st.text(), fuzzy=st.booleans()), unique_by=lambda each: each.key)
)
def test_a_catalog_has_no_changes_against_itself_and_all_against_nothing(messages: list[Message]) -> None:
    catalog = english(*messages)
    assert changes.between(catalog, catalog) == ()
    assert len(changes.between(empty("en"), catalog)) == len(messages)
