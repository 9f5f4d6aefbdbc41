"""Heirs: which text takes over the translation of which earlier one, from where, and in which state."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from harztool import po
from harztool.catalogs import empty, merged, template
from harztool.model import Catalog, Message, Page
from harztool.provenance import drafted_by

from .test_catalogs import english, page
from .test_cli import Harz

SUMMER, WINTER = "Die Burg ist von 10 bis 18 Uhr offen", "Die Burg ist von 10 bis 17 Uhr offen"


def lived(old: Catalog, *editions: Sequence[Page]) -> Catalog:
    """Return the catalog after some crawls, each written and read as the project does; a second merge changes none."""
    made = None
    for pages in editions:
        made = template(pages, made)
        once = merged(made, old)
        old = po.parse(po.text(once), keep_stray=True)
        assert old == once
        assert merged(made, old) == old
    return old


def found(catalog: Catalog, source: str) -> tuple[str, bool, str | None]:
    """Return the translation of a live text, whether it is reviewed, and its previous source."""
    (message,) = (each for each in catalog.messages if each.source == source and not each.obsolete)
    return message.translation, message.ready, message.previous


@pytest.mark.parametrize("names", ["abcmnop", "mnopqrs"], ids=["before the named ones", "behind the named ones"])
def test_a_text_on_many_pages_is_carried_over_after_pages_were_added(names: str) -> None:
    nav, new = "Aktuelles und Termine im Harz", "Aktuelles und Termine in der Region Harz"
    first = [page(f"{each}.html", nav, f"Nur {each}") for each in "mnop"]
    more, changed = ([page(f"{each}.html", text, f"Nur {each}") for each in names] for text in (nav, new))
    assert found(lived(english(Message(nav, "News")), first, more, changed), new) == ("News", False, nav)


def test_a_text_on_a_few_pages_that_came_to_many_is_carried_over_too() -> None:
    nav, new = "Aktuelles und Termine im Harz", "Aktuelles und Termine in der Region Harz"
    first = [page(f"{each}.html", nav) for each in "mno"]
    more, changed = ([page(f"{each}.html", text) for each in "abcdmno"] for text in (nav, new))
    assert found(lived(english(Message(nav, "News")), first, more, changed), new) == ("News", False, nav)


def test_a_text_that_changes_on_one_of_its_pages_takes_over_for_review() -> None:
    both = [page("a.html", SUMMER), page("b.html", SUMMER)]
    made = lived(english(Message(SUMMER, "Open till 6")), both, [both[0], page("b.html", WINTER)])
    assert found(made, SUMMER) == ("Open till 6", True, None)
    assert found(made, WINTER) == ("Open till 6", False, SUMMER)


def test_a_text_that_is_alike_takes_nothing_over_from_a_page_where_nothing_has_gone() -> None:
    made = lived(english(Message(SUMMER, "Open till 6")), [page("a.html", SUMMER)], [page("a.html", SUMMER, WINTER)])
    assert found(made, WINTER) == ("", False, None)


@pytest.mark.parametrize(
    "after",
    [
        pytest.param([page("a.html", SUMMER), page("b.html", f"{SUMMER}.")], id="it stays on another page"),
        pytest.param([page("a.html", f"{SUMMER}."), page("b.html", f"„{SUMMER}“")], id="it changes in two ways"),
        pytest.param([page("a.html", SUMMER, f"{SUMMER}.", f"„{SUMMER}“")], id="two new ones beside it"),
    ],
)
def test_a_text_with_no_other_word_is_reviewed_as_often_as_it_comes(after: Sequence[Page]) -> None:
    made = lived(english(Message(SUMMER, "Open")), [page("a.html", SUMMER), page("b.html", SUMMER)], after)
    assert {(each.translation, each.ready) for each in made.messages} == {("Open", True)}


def test_a_text_that_changes_in_a_full_stop_here_and_in_a_word_there_is_carried_over_to_both() -> None:
    both = [page("a.html", SUMMER), page("b.html", SUMMER)]
    after = [page("a.html", f"{SUMMER}."), page("b.html", WINTER)]
    made = lived(english(Message(SUMMER, "Open till 6")), both, after)
    assert found(made, f"{SUMMER}.") == ("Open till 6", True, None)
    assert found(made, WINTER) == ("Open till 6", False, f"{SUMMER}.")


def test_among_texts_that_are_equally_alike_each_takes_over_one() -> None:
    before = [f"Führung um {each} am Tor" for each in "ABCDEFGHIJKLMNOPQRST"]
    after = [f"Führung um {each} am Tor" for each in "abcdefghijklmnopqrst"]
    old = english(*(Message(each, f"Tour {i}") for i, each in enumerate(before)))
    made = lived(old, [page("a.html", *before)], [page("a.html", *after)])
    assert [each.translation for each in made.messages[:20]] == [f"Tour {i}" for i in range(20)]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param(f"{SUMMER}.", ("Open till 6", True, None), id="a full stop"),
        pytest.param(WINTER, ("Open till 6", False, SUMMER), id="a word"),
    ],
)
def test_a_text_that_was_there_before_the_old_one_went_takes_over(
    new: str, expected: tuple[str, bool, str | None]
) -> None:
    editions = [page("a.html", SUMMER)], [page("a.html", SUMMER, new)], [page("a.html", new)]
    assert found(lived(english(Message(SUMMER, "Open till 6")), *editions), new) == expected


def test_a_page_that_was_away_for_a_crawl_and_gained_a_full_stop_is_reviewed() -> None:
    editions = [page("a.html", SUMMER)], [page("b.html", "Tor")], [page("a.html", f"{SUMMER}.")]
    made = lived(english(Message(SUMMER, "Open")), *editions)
    assert [(each.source, each.translation, each.ready) for each in made.messages] == [(f"{SUMMER}.", "Open", True)]


def test_what_was_remarked_on_an_untranslated_text_stays_with_what_it_takes_over() -> None:
    old = english(Message(SUMMER, "Open", comments=("checked",)), Message(f"{SUMMER}.", comments=("ask", "checked")))
    (message,) = lived(old, [page("a.html", f"{SUMMER}.")]).messages
    assert (message.translation, message.comments) == ("Open", ("ask", "checked"))


@pytest.mark.parametrize(
    ("before", "after", "translation"),
    [
        pytest.param(
            "Siehe <a>Karte</a> und Plan", "Siehe Karte und <a>Plan</a>", "See <a>map</a> and plan", id="another word"
        ),
        pytest.param("Zimmer 10, 5 Betten", "Zimmer 10,5 Betten", "Room 10, 5 beds", id="a decimal comma"),
        pytest.param('Rohr mit 5"', "Rohr mit 5", 'Pipe of 5"', id="inches"),
    ],
)
def test_a_change_of_marks_that_changes_the_meaning_is_for_review(before: str, after: str, translation: str) -> None:
    made = lived(english(Message(before, translation)), [page("a.html", before)], [page("a.html", after)])
    assert found(made, after) == (translation, False, before)


def test_a_link_does_not_wander_from_one_text_to_the_next() -> None:
    first, second, third = "<a>Zur</a> Burg heute", "<a>Zur Burg</a> heute", "Zur <a>Burg</a> heute"
    old = english(Message(first, "<a>To the</a> castle today"))
    made = lived(old, [page("a.html", first)], [page("a.html", second), page("b.html", third)])
    assert found(made, second) == ("<a>To the</a> castle today", True, None)
    assert found(made, third) == ("", False, None)


def test_a_text_whose_source_changed_has_the_notes_of_today() -> None:
    old = english(Message("Burg", "Castle", notes=("paragraph", "under: Früher")))
    made = lived(old, [Page("", "a.html", "<h1>Heute</h1><p>Burg.</p>")])
    assert [each.notes for each in made.messages if each.source == "Burg."] == [("paragraph", "under: Heute")]


def test_a_draft_of_a_machine_is_kept_where_no_word_changed_with_what_was_remarked() -> None:
    comments = drafted_by(("ask",), "deepl", "Open", "a note")
    old = english(Message(SUMMER, "Open", fuzzy=True, comments=comments))
    (message,) = lived(old, [page("a.html", SUMMER)], [page("a.html", f"{SUMMER}.")]).messages
    assert (message.translation, message.fuzzy, message.comments) == ("Open", True, comments)
    assert message.by_machine


def test_a_reviewed_text_comes_before_a_draft_where_both_would_do() -> None:
    draft = Message(f"„{SUMMER}“", "A draft", fuzzy=True, comments=drafted_by((), "deepl", "A draft"))
    made = lived(english(draft, Message(SUMMER, "Open")), [page("a.html", f"{SUMMER}.")])
    assert found(made, f"{SUMMER}.") == ("Open", True, None)


def test_a_remark_on_an_untranslated_text_goes_with_it() -> None:
    editions = [page("a.html", SUMMER)], [page("a.html", f"{SUMMER}.")], [page("a.html", SUMMER)]
    made = lived(english(Message(SUMMER, comments=("ask",))), *editions)
    assert made.messages[0].comments == ("ask",)
    assert made.header == empty("en").header


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(Message("%d Ort", plural="%d Orte", translations=("",), comments=("ask",)), id="a plural"),
        pytest.param(Message("%d Ort", plural="%d Orte", comments=("ask",)), id="a plural of a language with one form"),
        pytest.param(Message("Suche", "Search", places=("theme.php:4",), flags=("php-format",)), id="translated"),
        pytest.param(Message("Suche", places=("theme.php:4", "base.html:12")), id="untranslated"),
    ],
)
def test_a_message_of_another_tool_stays_as_it_is(message: Message) -> None:
    old = english(Message("Tor", "Gate"), message)
    assert message in lived(old, [page("a.html", "Burg")], [page("a.html", "Brunnen")]).messages


def test_a_message_of_another_tool_that_is_on_a_page_for_a_while_stays() -> None:
    old = english(Message("Suche", "Search", places=("theme.php:4",)))
    there, gone = [page("a.html", "Suche")], [page("a.html", "Burg")]
    assert lived(old, there).messages[0].places == ("a.html", "theme.php:4")
    assert lived(old, there, gone).messages[1].places == ("theme.php:4",)
    assert found(lived(old, there, gone), "Suche") == ("Search", True, None)


@pytest.mark.parametrize("after", [("Burg.",), ("Burg", "Burg.")], ids=["it changed", "it stays beside it"])
def test_extract_lists_what_is_reviewed_under_another_source(harz: Harz, tmp_path: Path, after: Sequence[str]) -> None:
    (tmp_path / "harztool.toml").write_text('site = "https://harz.example/de/"\n', encoding="utf-8")
    there, catalog = tmp_path / "pages" / "de" / "index.html", tmp_path / "po" / "en.po"
    there.parent.mkdir(parents=True)
    there.write_text(page("", "Burg").html, encoding="utf-8")
    assert "reviewed" not in harz("extract").out
    text = catalog.read_text(encoding="utf-8").replace('msgid "Burg"\nmsgstr ""', 'msgid "Burg"\nmsgstr "Castle"')
    catalog.write_text(text, encoding="utf-8")
    there.write_text(page("", *after).html, encoding="utf-8")
    said = harz("extract")
    assert "po/en.po: still reviewed, as no word changed: Burg{+.+}" in said.out + said.err
    again = harz("extract")
    assert "still reviewed" not in again.out + again.err
