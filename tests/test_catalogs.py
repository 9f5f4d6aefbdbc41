"""Catalogs: what a template holds, in which order, and what a merge keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harztool import po
from harztool.catalogs import SHARED, empty, merged, template
from harztool.model import Catalog, Message, Page, Term
from harztool.provenance import drafted_by


def page(path: str, *paragraphs: str) -> Page:
    return Page(f"https://harz.example/{path}", path, "".join(f"<p>{each}</p>\n" for each in paragraphs))


def sources(catalog: Catalog) -> list[str]:
    return [message.source for message in catalog.messages if not message.obsolete]


def english(*messages: Message) -> Catalog:
    return replace(empty("en"), messages=messages)


class TestTemplate:
    def test_a_text_is_one_message_however_often_it_stands_there(self) -> None:
        made = template([page("a.html", "Burg", "Tor", "Burg"), page("b.html", "Burg")])
        assert [(each.source, each.places) for each in made.messages] == [
            ("Burg", ("a.html", "b.html")),
            ("Tor", ("a.html",)),
        ]

    def test_what_stands_on_many_pages_comes_first_and_names_three_of_them(self) -> None:
        made = template([page(f"{name}.html", f"Nur {name}", "Startseite") for name in "abcd"])
        first = made.messages[0]
        assert (first.source, first.places) == ("Startseite", ("a.html", "b.html", "c.html"))
        assert SHARED in first.notes

    def test_a_new_page_changes_no_message_wherever_it_sorts(self) -> None:
        pages = [page("b.html", "Burg", "Tor"), page("c.html", "Tor", "Brunnen"), page("d.html", "Tor")]
        before = template(pages)
        after = template([page("a.html", "Brunnen", "Neu", "Tor"), *pages], before)
        assert [each for each in after.messages if each.source != "Neu"] == list(before.messages)

    def test_a_page_that_lost_the_text_is_no_longer_named(self) -> None:
        before = template([page("a.html", "Burg"), page("b.html", "Burg")])
        after = template([page("a.html", "Tor"), page("b.html", "Burg")], before)
        assert next(each.places for each in after.messages if each.source == "Burg") == ("b.html",)

    def test_a_template_holds_no_language_and_keeps_the_header_that_an_editor_filled_in(self) -> None:
        header = Message("", "Project-Id-Version: Harz\n")
        assert template([page("a.html", "Burg")]).language == ""
        assert template([page("a.html", "Burg")], Catalog((), header)).header == header

    @pytest.mark.parametrize("count", [3, 5])
    def test_pages_that_are_renamed_or_away_for_a_crawl_do_not_make_a_text_one_of_many_pages(self, count: int) -> None:
        pages = [page(f"{i}.html", "Startseite", f"Nur {i}") for i in range(count)]
        first = template(pages)
        more = template([*pages, page("z.html", "Startseite")], first)
        renamed = [page(each.path.replace(".html", "/index.html"), "Startseite") for each in pages]
        after = template([*renamed, page("z.html", "Startseite")], more)
        assert after.messages[0].notes == more.messages[0].notes == first.messages[0].notes
        assert (SHARED in after.messages[0].notes) == (count > 3)
        again = template(pages, template(pages[:1], first))
        assert [each.notes for each in again.messages] == [each.notes for each in first.messages]

    def test_a_text_that_was_gone_is_told_anew_whether_it_is_on_many_pages(self) -> None:
        few, many = ([page(f"{i}.html", "Startseite") for i in range(count)] for count in (2, 5))
        catalog = merged(template(few), english(Message("Startseite", "Home")))
        gone = merged(template([page("0.html", "Tor")]), catalog)
        assert SHARED in template(many, replace(gone, header=None)).messages[0].notes


class TestMerge:
    def test_a_text_keeps_its_translation_and_its_state(self) -> None:
        old = english(Message("Burg", "Castle"), Message("Tor", "Gate", fuzzy=True))
        made = merged(template([page("a.html", "Tor", "Burg")]), old)
        assert [(each.source, each.translation, each.fuzzy) for each in made.messages] == [
            ("Tor", "Gate", True),
            ("Burg", "Castle", False),
        ]

    def test_a_text_that_has_gone_is_obsolete_and_comes_back_with_its_translation(self) -> None:
        first = merged(template([page("a.html", "Burg")]), english(Message("Burg", "Castle", comments=("checked",))))
        second = merged(template([page("a.html", "Ganz anderes")]), first)
        assert [each for each in second.messages if each.obsolete] == [
            Message("Burg", "Castle", comments=("checked",), obsolete=True)
        ]
        third = merged(template([page("a.html", "Burg")]), second)
        assert (third.messages[0].translation, third.messages[0].ready) == ("Castle", True)

    def test_a_changed_text_takes_over_the_translation_for_review(self) -> None:
        before = template([page("a.html", "Die Burg ist von 10 bis 18 Uhr offen.")])
        old = merged(before, english(Message("Die Burg ist von 10 bis 18 Uhr offen.", "The castle is open.")))
        made = merged(template([page("a.html", "Die Burg ist von 10 bis 17 Uhr offen.")], before), old)
        message, past = made.messages
        assert (message.translation, message.fuzzy) == ("The castle is open.", True)
        assert message.previous == past.source == "Die Burg ist von 10 bis 18 Uhr offen."
        assert (past.translation, past.fuzzy, past.obsolete) == ("The castle is open.", False, True)

    def test_a_text_that_changes_back_is_reviewed_as_before_to_the_byte(self) -> None:
        summer, winter = (template([page("a.html", f"Offen von 10 bis {hour} Uhr", "Tor")]) for hour in (18, 16))
        old = merged(summer, english(Message("Offen von 10 bis 18 Uhr", "Open", comments=("draft: deepl 3f9a01c2",))))
        changed = merged(winter, old)
        assert changed.messages[0].comments == ()
        assert po.text(merged(summer, changed)) == po.text(old)

    def test_a_text_that_changes_back_after_the_change_was_reviewed_keeps_both(self) -> None:
        summer, winter = (template([page("a.html", f"Offen von 10 bis {hour} Uhr")]) for hour in (18, 16))
        old = merged(summer, english(Message("Offen von 10 bis 18 Uhr", "Until 6 pm")))
        (carried, past) = merged(winter, old).messages
        done = replace(carried, translation="Until 4 pm", fuzzy=False, previous=None)
        again = merged(summer, english(done, past))
        assert [(each.translation, each.obsolete) for each in again.messages] == [
            ("Until 6 pm", False),
            ("Until 4 pm", True),
        ]

    def test_a_text_that_changed_twice_names_the_source_that_was_translated(self) -> None:
        first, second, third = (template([page("a.html", f"Offen von 10 bis {hour} Uhr")]) for hour in (18, 17, 16))
        old = merged(first, english(Message("Offen von 10 bis 18 Uhr", "Until 6 pm")))
        made = merged(third, merged(second, old))
        assert made.messages[0].previous == "Offen von 10 bis 18 Uhr"
        assert [each.source for each in made.messages if each.obsolete] == ["Offen von 10 bis 18 Uhr"]

    @pytest.mark.parametrize(
        ("before", "after", "translation"),
        [
            pytest.param("Die alte Burg", "Die alte Burg.", "The old castle", id="a full stop"),
            pytest.param('Die "alte" Burg', "Die „alte“ Burg", "The old castle", id="quotes of another kind"),
            pytest.param("Nur 5 €", "Nur 5\u00a0€", "Only €5", id="a NO-BREAK SPACE"),
            pytest.param("Ab 10 Uhr, z. B. heute", "Ab 10 Uhr, z.B. heute", "From 10", id="white space"),
            pytest.param("<a>Zur</a> Burg heute", "<a>Zur Burg</a> heute", "To the <a>castle</a> today", id="markup"),
        ],
    )
    def test_a_change_that_changes_no_word_keeps_the_reviewed_state(
        self, before: str, after: str, translation: str
    ) -> None:
        old = merged(template([page("a.html", before)]), english(Message(before, translation)))
        made = merged(template([page("b.html", after)]), old)
        assert [(each.source, each.translation, each.ready) for each in made.messages] == [(after, translation, True)]
        assert made.messages[0].previous is None

    @pytest.mark.parametrize(
        ("before", "after", "translation"),
        [
            pytest.param("Die alte Burg", "Die <b>alte</b> Burg", "The old castle", id="markup that it lacks"),
            pytest.param("Heute am 10.", "Heute am 10", "Today on the 10th", id="an ordinal"),
            pytest.param("Die alte Burg", "Die alte Burg?", "The old castle", id="a question mark"),
            pytest.param("Die alte Burg", "Die Alte Burg", "The old castle", id="a capital letter"),
            pytest.param("Tel. 10 15 20", "Tel. 101520", "Phone 10 15 20", id="white space between digits"),
        ],
    )
    def test_a_change_that_a_translation_may_not_fit_is_for_review(
        self, before: str, after: str, translation: str
    ) -> None:
        old = merged(template([page("a.html", before)]), english(Message(before, translation)))
        made = merged(template([page("a.html", after)]), old)
        assert (made.messages[0].translation, made.messages[0].fuzzy) == (translation, True)

    def test_a_text_that_changes_on_a_page_that_is_renamed_keeps_its_translation_for_review(self) -> None:
        before = template([page("alt.html", "Öffnungszeiten", "Offen von 10 bis 18 Uhr"), page("b.html", "Tor")])
        old = merged(before, english(Message("Offen von 10 bis 18 Uhr", "Open")))
        after = template([page("neu.html", "Öffnungszeiten", "Offen von 10 bis 17 Uhr"), page("b.html", "Tor")], before)
        assert merged(after, old).messages[1].previous == "Offen von 10 bis 18 Uhr"

    def test_a_paragraph_above_repeated_texts_is_one_new_message(self) -> None:
        texts = ["Mehr lesen"] * 10
        before = template([page("a.html", *texts)])
        old = merged(before, english(Message("Mehr lesen", "Read more")))
        after = merged(template([page("a.html", "Neu im Harz", *texts)], before), old)
        assert [each for each in after.messages if each not in old.messages] == [after.messages[0]]
        assert (after.messages[0].source, len(after.messages)) == ("Neu im Harz", 2)

    def test_a_changed_text_that_changes_back_has_its_reviewed_translation_again(self) -> None:
        before = template([page("a.html", "Die Burg ist von 10 bis 18 Uhr offen.")])
        person = Message("Die Burg ist von 10 bis 18 Uhr offen.", "The castle is open.", comments=("checked by Meier",))
        first = merged(before, english(person))
        second = merged(template([page("a.html", "Die Burg ist von 10 bis 17 Uhr offen.")]), first)
        assert [(each.translation, each.obsolete) for each in second.messages] == [
            ("The castle is open.", False),
            ("The castle is open.", True),
        ]
        rewritten = replace(second.messages[0], translation="Open till 5 p.m.", fuzzy=False, previous=None)
        third = merged(before, replace(second, messages=(rewritten, *second.messages[1:])))
        assert third.messages[0] == first.messages[0]
        assert third.messages[1].translation == "Open till 5 p.m."
        assert merged(before, second) == first

    def test_a_text_that_takes_over_a_translation_is_no_draft_of_a_machine(self) -> None:
        drafted = Message(
            "Offen von 10 bis 18 Uhr", "Open", comments=("ask", *drafted_by((), "memory", "Open")), places=("a.html",)
        )
        (message, _) = merged(template([page("a.html", "Offen von 10 bis 17 Uhr")]), english(drafted)).messages
        assert (message.translation, message.comments, message.provenance) == ("Open", ("ask",), None)

    def test_a_remark_on_a_text_that_goes_untranslated_is_kept_in_the_header(self) -> None:
        remarked = Message("Tor", comments=("Frau Meier fragen",))
        made = merged(template([page("a.html", "Burg")]), english(remarked))
        assert made.header
        assert made.header.comments == ("On “Tor”, which has gone: Frau Meier fragen",)
        assert po.parse(po.text(made)) == made

    def test_a_lost_template_is_made_again_from_a_catalog(self) -> None:
        pages = [page(f"{name}.html", "Startseite", f"Nur {name}") for name in "bcd"]
        before = template(pages)
        again = template([page("a.html", "Startseite"), *pages], merged(before, empty("en")))
        assert again == before

    def test_two_changed_texts_take_over_each_its_own(self) -> None:
        before = template([page("a.html", "Führung um 10 Uhr am Tor", "Führung um 11 Uhr am Turm")])
        old = merged(
            before, english(Message("Führung um 10 Uhr am Tor", "A"), Message("Führung um 11 Uhr am Turm", "B"))
        )
        after = template([page("a.html", "Führung um 12 Uhr am Turm", "Führung um 12 Uhr am Tor")], before)
        live = [each for each in merged(after, old).messages if not each.obsolete]
        assert [(each.source[-4:], each.translation) for each in live] == [("Turm", "B"), (" Tor", "A")]

    def test_a_draft_of_a_machine_is_not_carried_to_another_text(self) -> None:
        draft = Message(
            "Offen von 10 bis 18 Uhr", "Open", fuzzy=True, comments=drafted_by((), "deepl", "Open"), places=("a.html",)
        )
        made = merged(template([page("a.html", "Offen von 10 bis 17 Uhr")]), english(draft))
        assert [(each.translation, each.obsolete) for each in made.messages] == [("", False), ("Open", True)]

    def test_a_reviewed_text_keeps_the_notes_it_was_reviewed_with(self) -> None:
        old = english(Message("Burg", "Castle", notes=("paragraph", "under: Früher")))
        made = merged(template([Page("", "a.html", "<h1>Heute</h1><p>Burg</p>")]), old)
        assert made.messages[1].notes == ("paragraph", "under: Früher")

    def test_the_note_of_an_open_text_names_the_terms_in_it(self) -> None:
        made = merged(template([page("a.html", "Der Landkreis")]), empty("en"), [Term("Landkreis", {"en": "district"})])
        assert any("Landkreis" in note and "district" in note for note in made.messages[0].notes)

    def test_a_plural_message_of_another_tool_survives(self) -> None:
        plural = Message("%d page", "%d Seite", plural="%d pages", translations=("%d Seiten",))
        assert plural in merged(template([page("a.html", "Burg")]), english(plural)).messages

    def test_an_unreviewed_message_without_anything_in_it_just_goes(self) -> None:
        assert merged(template([page("a.html", "Burg")]), english(Message("Tor"))).messages == (
            *merged(template([page("a.html", "Burg")]), empty("en")).messages,
        )


TEXTS = st.lists(
    st.sampled_from(["Burg", "Tor", "Burg und Tor", "Burg und Tor heute", "Ganz anderes", "Haus"]), max_size=5
)
STATES = st.sampled_from([("", False), ("A person's text", False), ("A person's doubt", True)])


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    found = draw(st.dictionaries(st.sampled_from(["Burg", "Tor", "Burg und Tor", "Alt", "Älter"]), STATES, max_size=5))
    gone = draw(st.sets(st.sampled_from(sorted(found)))) if found else set()
    return english(
        *(
            Message(
                source,
                text,
                fuzzy=fuzzy,
                obsolete=source in gone and bool(text),
                places=() if source in gone else ("0.html",),
            )
            for source, (text, fuzzy) in found.items()
        )
    )


@given(st.lists(TEXTS, min_size=1, max_size=4), catalogs())
def test_a_second_merge_changes_nothing(texts: Sequence[Sequence[str]], old: Catalog) -> None:
    made = template([page(f"{i}.html", *each) for i, each in enumerate(texts)])
    assert template([page(f"{i}.html", *each) for i, each in enumerate(texts)], made) == made
    once = merged(made, old)
    assert merged(made, once) == once
    assert po.parse(po.text(once)) == once


@given(st.lists(TEXTS, min_size=1, max_size=4), catalogs())
def test_a_merge_keeps_every_translation_and_brings_every_text(texts: Sequence[Sequence[str]], old: Catalog) -> None:
    made = template([page(f"{i}.html", *each) for i, each in enumerate(texts)])
    new = merged(made, old)
    assert sources(new) == [each.source for each in made.messages]
    written = {each.translation for each in old.messages if each.translation}
    assert {each.translation for each in new.messages if each.translation} == written
    reviewed = {each.key for each in old.messages if each.translation and not each.fuzzy}
    assert reviewed <= {each.key for each in new.messages if each.translation and not each.fuzzy}
    assert len({each.key for each in new.messages}) == len(new.messages)


@pytest.mark.parametrize("language", ["en", "es", "pt_BR"])
def test_an_empty_catalog_names_its_language(language: str) -> None:
    assert merged(template([]), empty(language)).language == language
