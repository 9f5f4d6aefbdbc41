from __future__ import annotations

import pytest

from harztool.errors import FileError
from harztool.memory import Entry, Memory, entries_of, entries_of_tmx
from harztool.model import Catalog, Message

OPENING = Entry("Öffnungszeiten 2023 der Verwaltung", "Opening hours 2023 of the administration")


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        pytest.param("Die Burg", "Die Burg", id="the same"),
        pytest.param("Die  Burg\n", "Die\u00a0Burg", id="other white space"),
        pytest.param("Die „Burg“ von ‚hier‘", "Die \"Burg\" von 'hier'", id="other quotes"),
        pytest.param("Siehe <a>«Burg»</a>", "Siehe <a>“Burg”</a>", id="other quotes between placeholders"),
    ],
)
def test_exactly_known(known: str, asked: str) -> None:
    entry = Entry(known, "x")
    assert Memory((entry,)).exact(asked) == entry


@pytest.mark.parametrize("asked", ["die Burg", "Die Burg.", "Die <b>Burg</b>", "Die Bur g"])
def test_not_exactly_known(asked: str) -> None:
    assert Memory((Entry("Die Burg", "The castle"),)).exact(asked) is None


def test_the_first_translation_counts_and_the_same_text_before_one_that_is_nearly_so() -> None:
    memory = Memory((Entry("„Burg“", "1"), Entry("»Burg«", "2"), Entry("„Burg“", "3")))
    assert [memory.exact(text) for text in ("„Burg“", "»Burg«", '"Burg"')] == [memory.entries[i] for i in (0, 1, 0)]


def test_similar_texts_come_best_first() -> None:
    far = Entry("Öffnungszeiten der Verwaltung", "Opening hours of the administration")
    matches = Memory((far, OPENING)).similar("Öffnungszeiten 2024 der Verwaltung", 75)
    assert [match.entry for match in matches] == [OPENING, far]
    assert 100 > matches[0].score > matches[1].score >= 75


def test_equally_similar_texts_come_in_the_order_given() -> None:
    entries = tuple(Entry(f"Der Brocken ist {number} m hoch", str(number)) for number in (1151, 1131, 1121, 1111))
    for some in (entries, entries[::-1]):
        assert [match.entry for match in Memory(some).similar("Der Brocken ist 1141 m hoch", 75)] == list(some)


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        pytest.param("Montag", "Sonntag", id="a word that shares letters only"),
        pytest.param("Kontakt", "Impressum", id="another word"),
        pytest.param("Die Burg steht auf dem Berg", "Der Wald wächst im Tal", id="another sentence"),
        pytest.param("<br/>", "<img/>", id="nothing but placeholders"),
    ],
)
def test_not_similar(known: str, asked: str) -> None:
    assert Memory((Entry(known, "x"),)).similar(asked, 60) == ()


def test_placeholders_and_escapes_do_not_count() -> None:
    memory = Memory((Entry("Die <b>Burg</b> &lt; Tal", "x"),))
    assert memory.similar("Die Burg &lt; <a>Tal</a>", 100)[0].score == 100


def test_a_catalog_remembers_what_was_reviewed_obsolete_texts_last() -> None:
    messages = (
        Message("Alt", "Old", obsolete=True),
        Message("Burg", "Castle"),
        Message("Tal", "Valley", fuzzy=True),
        Message("See"),
        Message("Weg", "Path", obsolete=True, fuzzy=True),
    )
    assert entries_of(Catalog(messages)) == (Entry("Burg", "Castle"), Entry("Alt", "Old"))


def tmx(*units: str, head: str = "") -> str:
    body = "".join(f"<tu>{unit}</tu>" for unit in units)
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<tmx version="1.4"><header/><body>{body}</body></tmx>'


def tu(german: str, english: str) -> str:
    return f'<tuv xml:lang="de-DE"><seg>{german}</seg></tuv><tuv xml:lang="EN-gb"><seg>{english}</seg></tuv>'


@pytest.mark.parametrize(
    ("german", "english", "entry"),
    [
        pytest.param("Burg &amp; Tal", "castle &amp; vale", ("Burg & Tal", "castle & vale"), id="text"),
        pytest.param("1 &lt; 2", "1 &lt; 2", ("1 &lt; 2", "1 &lt; 2"), id="what a msgid escapes"),
        pytest.param("\n  Die\n  Burg ", " The castle\n", ("Die Burg", "The castle"), id="white space of the file"),
        pytest.param(
            'Zur <bpt i="1">&lt;a href="x"></bpt>Karte<ept i="1">&lt;/a></ept>',
            'See the <bpt i="1">&lt;a href="x"></bpt>map<ept i="1">&lt;/a></ept>',
            ("Zur <a>Karte</a>", "See the <a>map</a>"),
            id="a pair of tags",
        ),
        pytest.param(
            '<bpt i="1" x="1">&lt;b></bpt>A<ept i="1"/> <bpt i="2" x="2">&lt;b></bpt>B<ept i="2"/>',
            '<bpt i="1" x="2">&lt;b></bpt>B<ept i="1"/> <bpt i="2" x="1">&lt;b></bpt>A<ept i="2"/>',
            ("<b>A</b> <b2>B</b2>", "<b2>B</b2> <b>A</b>"),
            id="pairs in another order",
        ),
        pytest.param('A<ph x="1">&lt;br/></ph>B', 'A<ph x="1">&lt;br/></ph>B', ("A<br/>B", "A<br/>B"), id="a void tag"),
        pytest.param('A<ph x="1">{0}</ph> B', 'A<ph x="1">{0}</ph> B', ("A B", "A B"), id="a code that is no tag"),
        pytest.param("Die <hi>Burg</hi>", "The <hi>castle</hi>", ("Die Burg", "The castle"), id="highlighted text"),
        pytest.param('<ph x="1">&lt;br/></ph>Burg', "castle", ("Burg", "castle"), id="codes that do not fit"),
    ],
)
def test_a_translation_in_tmx(german: str, english: str, entry: tuple[str, str]) -> None:
    assert entries_of_tmx(tmx(tu(german, english)), "office.tmx", "en") == (entry,)


def test_units_without_both_languages_are_passed_over() -> None:
    units = [
        tu("Burg", "castle"),
        tu("Tal", ""),
        '<tuv lang="de"><seg>See</seg></tuv><tuv lang="fr"><seg>lac</seg></tuv>',
    ]
    text = "\ufeff" + tmx(*units, head='<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
    assert entries_of_tmx(text, "office.tmx", "en") == (Entry("Burg", "castle"),)
    assert entries_of_tmx(text, "office.tmx", "fr") == (Entry("See", "lac"),)
    assert entries_of_tmx(text, "office.tmx", "es") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "office.tmx is broken at line 1, column 1: it is not well-formed XML", id="empty"),
        pytest.param("<tmx>\n<body></tmx>", "office.tmx is broken at line 2, column 9", id="not well-formed"),
        pytest.param("<html></html>", "office.tmx is not a TMX file: it begins with <html>", id="not TMX"),
        pytest.param(
            tmx(tu("&x;", "&x;"), head='<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
            "office.tmx declares XML entities",
            id="an entity that reads a file",
        ),
        pytest.param(
            tmx(tu("&x;", "&x;"), head='<!DOCTYPE tmx SYSTEM "a.dtd">'), "office.tmx is broken", id="an unknown one"
        ),
    ],
)
def test_a_broken_file_is_an_error_that_names_it(text: str, said: str) -> None:
    with pytest.raises(FileError) as caught:
        entries_of_tmx(text, "office.tmx", "en")
    assert str(caught.value).startswith(said)
