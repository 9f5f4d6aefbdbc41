from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harztool.drafts import batches, drafted, needed
from harztool.drafts.groups import CONTEXT
from harztool.model import Catalog, Message, Proposal
from harztool.provenance import digits, drafted_by, without_draft

HEADER = Message("", "Language: en\n")


def message(source: str, *places: str, **others: object) -> Message:
    return Message(source, places=places, **others)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("candidate", "wanted"),
    [
        pytest.param(Message("Burg"), True, id="untranslated"),
        pytest.param(Message("Burg", comments=("ask the office",)), True, id="untranslated, with a comment"),
        pytest.param(Message("Burg", "castle"), False, id="reviewed"),
        pytest.param(Message("Burg", "castle", fuzzy=True), False, id="drafted"),
        pytest.param(Message("Burg", obsolete=True), False, id="obsolete"),
        pytest.param(Message("Burg", plural="Burgen"), False, id="with plural forms"),
        pytest.param(Message("Burg", places=("theme.php:4", "base.html:12")), False, id="of another tool"),
        pytest.param(Message("Burg", places=("burg.html", "theme.php:4")), True, id="on a page and of another tool"),
    ],
)
def test_a_draft_is_needed_where_there_is_no_translation(candidate: Message, *, wanted: bool) -> None:
    assert (needed(Catalog((candidate,))) == (candidate,)) is wanted


def test_batches_go_page_by_page() -> None:
    messages = (
        message("Start", "index.html", "wohnen.html"),
        message("Wohnen", "wohnen.html"),
        message("Burg", "index.html"),
        message("Lose"),
    )
    found = list(batches(Catalog(messages, HEADER), messages, "en"))
    assert [(batch.language, batch.texts) for batch, _ in found] == [
        ("en", ("Start", "Burg")),
        ("en", ("Wohnen",)),
        ("en", ("Lose",)),
    ]
    assert [some for _, some in found] == [[messages[0], messages[2]], [messages[1]], [messages[3]]]


def test_the_language_is_that_of_the_project_whatever_an_editor_made_of_the_header() -> None:
    catalog = Catalog((Message("Burg"),), Message("", "Language: en_GB\n"))
    assert [batch.language for batch, _ in batches(catalog, catalog.messages, "en")] == ["en"]


def test_a_batch_has_fifty_texts_at_most() -> None:
    messages = tuple(message(f"Burg {number}", "index.html") for number in range(120))
    assert [len(batch.texts) for batch, _ in batches(Catalog(messages, HEADER), messages, "en")] == [50, 50, 20]
    assert [len(some) for _, some in batches(Catalog(messages, HEADER), messages, "en", texts=100)] == [100, 20]


def test_the_context_is_what_a_reader_sees_on_the_page_in_site_order() -> None:
    catalog = Catalog(
        (
            message("Die <b>Burg</b>", "burg.html", translation="The <b>castle</b>"),
            message("1 &lt; 2", "burg.html"),
            message("Alt", "burg.html", obsolete=True),
            message("Anderswo", "tal.html"),
        ),
        HEADER,
    )
    assert [batch.context for batch, _ in batches(catalog, needed(catalog), "en")] == ["Die Burg\n1 < 2", "Anderswo"]


def test_the_context_ends_with_a_whole_text_and_there_is_none_without_a_page() -> None:
    catalog = Catalog((*(message(f"{number}" * 400, "burg.html") for number in range(9)), message("Lose")), HEADER)
    contexts = [batch.context for batch, _ in batches(catalog, needed(catalog), "en")]
    assert [line[0] for line in contexts[0].split("\n")] == ["0", "1", "2", "3"]
    assert len(contexts[0]) <= CONTEXT
    assert contexts[1] == ""


def test_a_proposal_becomes_a_draft_with_its_provenance() -> None:
    before = Message("Burg", comments=("ask the office",), notes=("heading",), places=("index.html",))
    proposal = Proposal("castle", "87 % like: Die\nBurg")
    (after,) = drafted(Catalog((before,)), [before], [proposal], "memory").messages
    comments = ("ask the office", f"draft: memory {digits('castle')}", "draft note: 87 % like: Die Burg")
    assert after == replace(before, translation="castle", fuzzy=True, comments=comments)
    assert after.draft
    assert after.by_machine


def test_the_marks_of_a_former_draft_are_replaced() -> None:
    before = Message("Burg", comments=("draft: memory 00000000", "draft note: 87 % like: Berg", "ask the office"))
    (after,) = drafted(Catalog((before,)), [before], [Proposal("castle")], "deepl").messages
    assert after.comments == ("ask the office", f"draft: deepl {digits('castle')}")


def test_what_tells_of_a_draft_can_be_taken_away() -> None:
    comments = ("ask the office", "draft: memory 00000000", "draft note: 87 % like: Berg", "draft: by hand", "a note")
    assert without_draft(comments) == ("ask the office", "draft: by hand", "a note")
    assert without_draft(drafted_by(("ask",), "deepl", "castle", "from\nnowhere")) == ("ask",)


@pytest.mark.parametrize(
    "proposal",
    [
        pytest.param(None, id="nothing is proposed"),
        pytest.param(Proposal(" "), id="a blank is proposed"),
        pytest.param(Proposal("See map"), id="a placeholder is lost"),
        pytest.param(Proposal("See <a>map</a> <b>here</b>"), id="a placeholder is added"),
        pytest.param(Proposal("See </a>map<a>"), id="a placeholder is crossed"),
    ],
)
def test_what_does_not_fit_is_not_written(proposal: Proposal | None) -> None:
    catalog = Catalog((Message("Siehe <a>Karte</a>"),))
    assert drafted(catalog, catalog.messages, [proposal], "deepl") == catalog


def test_as_many_proposals_as_messages_are_expected() -> None:
    catalog = Catalog((Message("Burg"), Message("Tal")))
    with pytest.raises(ValueError, match="shorter"):
        drafted(catalog, catalog.messages, [Proposal("castle")], "deepl")


def test_the_same_text_in_two_contexts_is_two_messages() -> None:
    catalog = Catalog((Message("Schloss", context="Tür"), Message("Schloss", context="Bau")))
    after = drafted(catalog, catalog.messages, [Proposal("lock"), Proposal("castle")], "deepl")
    assert [each.translation for each in after.messages] == ["lock", "castle"]


MESSAGES = st.builds(
    Message,
    source=st.sampled_from(["Burg", "Siehe <a>Karte</a>", "Tal"]),
    translation=st.sampled_from(["", "castle", "See <a>map</a>"]),
    context=st.sampled_from([None, "menu"]),
    comments=st.lists(st.sampled_from(["ask", "draft: deepl 00000000"]), max_size=2).map(tuple),
    plural=st.sampled_from([None, None, "Burgen"]),
    fuzzy=st.booleans(),
    obsolete=st.booleans(),
)


@given(st.lists(MESSAGES, max_size=6, unique_by=lambda each: each.key), st.sampled_from(["keep", "See <a>map</a>"]))
def test_what_has_a_translation_is_never_touched(messages: list[Message], text: str) -> None:
    catalog = Catalog(tuple(messages), HEADER)
    after = drafted(catalog, messages, [Proposal(text, "note")] * len(messages), "deepl")
    for old, new in zip(catalog.messages, after.messages, strict=True):
        assert new == old or (old in needed(catalog) and new.by_machine and new.draft)
    assert after.header == HEADER
    assert drafted(after, messages, [Proposal(text, "note")] * len(messages), "deepl") == after
