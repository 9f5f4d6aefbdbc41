"""Language of parts: what of a translated page stays in the source language says so, as a browser inherits it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from harztool import msgid
from harztool.catalogs import empty
from harztool.model import Message, Page
from harztool.pages import Site, edition, read, translated
from harztool.pages.edition import Edition
from harztool.pages.marks import marks
from harztool.rules import KEPT, NEVER, Rules

from .test_laws import WELL

URL = "https://harz.example/de/"
SILENT = NEVER | KEPT
HEAD = '<html lang="de"><head><meta charset="UTF-8"></head>'


def english(*sources: str) -> Edition:
    """English translations: each text in capitals, its tags as they are."""
    messages = (Message(source, msgid.reworded(source, _upper)) for source in sources)
    return edition(replace(empty("en"), messages=tuple(messages)), "en")


def _upper(text: str) -> str:
    return msgid.escaped(msgid.unescaped(text).upper())


def built(html: str, *sources: str) -> str:
    made = translated(read(Page(URL, "de/index.html", HEAD + html)), english(*sources), Site("de", {})).html
    head = HEAD.replace('"de"', '"en"')
    assert made.startswith(head)
    return made.removeprefix(head)


def test_what_the_settings_leave_out_is_marked_but_not_the_names_of_languages() -> None:
    rules = Rules(left_out=("#banner", ".languages"), switchers=(".languages",))
    html = HEAD + "<div id=banner>Wir nutzen Cookies</div><ul class=languages><li><a>Deutsch</a><li><a>English</a></ul>"
    made = translated(read(Page(URL, "de/index.html", html), rules), english(), Site("de", {})).html
    assert made == html.replace('"de"', '"en"').replace("<div", '<div lang="de"')


@pytest.mark.parametrize(
    ("html", "done", "want"),
    [
        pytest.param("<p>Tor<p>Burg", "Burg", '<p lang="de">Tor<p>BURG', id="the block of an untranslated text"),
        pytest.param(
            "<p><a href=#><b>Tor</b></a>", "", '<p><a href=#><b lang="de">Tor</b></a>', id="the innermost tag around it"
        ),
        pytest.param(
            "<p translate=no>Tor<p>Burg", "Burg", '<p lang="de" translate=no>Tor<p>BURG', id="what is left out"
        ),
        pytest.param(
            "<div class=notranslate><p>Tor<p title=Tipp>Turm</div>",
            "",
            '<div lang="de" class=notranslate><p>Tor<p title=Tipp>Turm</div>',
            id="all that is left out in one",
        ),
        pytest.param(
            "<p>Zur <i translate=no>Alten Burg</i> dort",
            "Zur <keep>Alten Burg</keep> dort",
            '<p>ZUR <i lang="de" translate=no>Alten Burg</i> DORT',
            id="what is left out of a text",
        ),
        pytest.param(
            "<div translate=no>Tor<p translate=yes>Burg</div>",
            "Burg",
            '<div lang="de" translate=no>Tor<p lang="en" translate=yes>BURG</div>',
            id="what is not left out within",
        ),
        pytest.param(
            "<p translate=no><img alt=Tor>", "", '<p lang="de" translate=no><img alt=Tor>', id="an attribute left out"
        ),
        pytest.param(
            "<p translate=no>5 km<code>tor</code><p translate=no lang=en>Gate",
            "",
            "<p translate=no>5 km<code>tor</code><p translate=no lang=en>Gate",
            id="nothing German left out",
        ),
        pytest.param(
            "<div>Tor <p>Burg</div>",
            "Burg",
            '<div lang="de">Tor <p lang="en">BURG</div>',
            id="a translated block within says that it is",
        ),
        pytest.param(
            "<p>Tor<br><br>Burg", "Burg", '<p><span lang="de">Tor</span><br><br>BURG', id="a text right beside another"
        ),
        pytest.param(
            "<big>Burg<hr>Tor</big>", "Burg", '<big>BURG<hr><span lang="de">Tor</span></big>', id="across a block"
        ),
        pytest.param(
            "<b lang=de><hr>Burg<hr></b>", "Burg", "<b lang=en><hr>BURG<hr></b>", id="in an element begun before"
        ),
        pytest.param(
            "<svg><text><a>Burg<g/>Tor</a></text></svg>",
            "Burg",
            "<svg><text><a>BURG<g/>Tor</a></text></svg>",
            id="a drawing takes no span",
        ),
        pytest.param("Tor<p>Burg", "Burg", '<span lang="de">Tor</span><p>BURG', id="a text in no element"),
        pytest.param('<img alt="Tor">', "", '<img lang="de" alt="Tor">', id="an attribute"),
        pytest.param(
            '<p>Die Burg <img alt="Tor"> dort',
            "Die Burg <img/> dort",
            '<p>DIE BURG <img lang="de" alt="Tor"> DORT',
            id="an attribute in a translated text",
        ),
        pytest.param(
            '<p>Die Burg <img alt="Tor"> dort',
            "Tor",
            '<p lang="de">Die Burg <img lang="en" alt="TOR"> dort',
            id="a translated attribute in a text that is not",
        ),
        pytest.param(
            '<a title="Zum Tor">Burg</a>',
            "Burg",
            '<a lang="de" title="Zum Tor"><span lang="en">BURG</span></a>',
            id="an attribute of an element whose text is translated",
        ),
        pytest.param(
            '<a title="Zum Tor">Burg</a>',
            "Zum Tor",
            '<a title="ZUM TOR"><span lang="de">Burg</span></a>',
            id="a translated attribute of an element whose text is not",
        ),
        pytest.param(
            '<a title="Zum Tor"><b>Burg</b></a>',
            "Burg",
            '<a lang="de" title="Zum Tor"><b lang="en">BURG</b></a>',
            id="an element within it needs no span",
        ),
        pytest.param(
            '<p>Die <a title="Zum Tor">Burg</a> dort',
            "Die <a>Burg</a> dort",
            '<p>DIE <a lang="de" title="Zum Tor"><span lang="en">BURG</span></a> DORT',
            id="an attribute of a part of a translated text",
        ),
        pytest.param(
            '<b><b title="Zum Tor"></b><b title="Zum Tor">Burg</b>Burg</b>',
            "Zum Tor",
            '<b lang="de"><b lang="en" title="ZUM TOR"></b><b lang="en" title="ZUM TOR"><span lang="de">Burg</span></b>'
            "Burg</b>",
            id="a translated attribute of a part of a text that is not",
        ),
        pytest.param(
            '<nav title="Zum Tor"><ul><li>Burg<li>Tor<li>1.141</ul></nav>',
            "Burg",
            '<nav lang="de" title="Zum Tor"><ul lang="en"><li>BURG<li lang="de">Tor<li>1.141</ul></nav>',
            id="an attribute around what is translated",
        ),
        pytest.param(
            '<option title="Zum Tor">Burg</option>',
            "Burg",
            '<option title="Zum Tor">BURG</option>',
            id="not where no span may stand",
        ),
        pytest.param(
            '<img alt="Burg" title="Zum Tor">',
            "Burg",
            '<img alt="BURG" title="Zum Tor">',
            id="nor of one tag that has both",
        ),
        pytest.param(
            '<a title="Zum Tor"><b translate=no>Burg</b></a>',
            "",
            '<a lang="de" title="Zum Tor"><b translate=no>Burg</b></a>',
            id="an attribute around what is kept",
        ),
        pytest.param(
            '<meta name="description" content="Ein Tor">',
            "",
            '<meta lang="de" name="description" content="Ein Tor">',
            id="a description",
        ),
        pytest.param("<title>Tor</title>", "", '<title lang="de">Tor</title>', id="the title"),
        pytest.param('<div lang="de">Burg</div>', "Burg", '<div lang="en">BURG</div>', id="a language that was stated"),
        pytest.param(
            '<div lang="de">Tor</div>', "", '<div lang="de">Tor</div>', id="a stated language that still holds"
        ),
        pytest.param(
            '<p>Die <i lang="de-DE">alte</i> Burg',
            "Die <i>alte</i> Burg",
            '<p>DIE <i lang="en">ALTE</i> BURG',
            id="a language stated within a translated text",
        ),
        pytest.param(
            '<p>Die <code lang="de">Tor</code> Burg',
            "Die <keep>Tor</keep> Burg",
            '<p>DIE <code lang="de">Tor</code> BURG',
            id="what is kept keeps its language",
        ),
        pytest.param(
            '<a hreflang="de" lang="de" translate="no">Deutsch</a>',
            "",
            '<a hreflang="de" lang="de" translate="no">Deutsch</a>',
            id="the name of the language",
        ),
        pytest.param(
            "<select><option>Tor<option>Burg</select>",
            "Burg",
            '<select><option lang="de">Tor<option>BURG</select>',
            id="an option",
        ),
        pytest.param("<p>1.141<p lang=en>Gate", "", "<p>1.141<p lang=en>Gate", id="numbers and other languages stay"),
        pytest.param(
            '<script type="application/ld+json">{"name":"Tor"}</script>',
            "",
            '<script type="application/ld+json">{"name":"Tor"}</script>',
            id="data is read by nobody",
        ),
    ],
)
def test_marks(html: str, done: str, want: str) -> None:
    assert built(html, *filter(None, [done])) == want


def test_a_page_in_a_frame_is_one_of_its_own() -> None:
    inner = '<html lang="{}"><p>{}<p{}>Tor<a href="{}">1</a>'.replace('"', "&quot;").replace("<", "&lt;")
    html = f'<iframe srcdoc="{inner}"></iframe>'
    assert built(html.format("de", "Burg", "", "x"), "Burg") == html.format(
        "en", "BURG", " lang=&quot;de&quot;", "/de/x"
    )
    bare = "<iframe srcdoc='<p>Tor'></iframe>"
    assert built(bare) == bare.replace("<p>", '&lt;html lang="en"&gt;<p lang="de">')


@pytest.mark.parametrize(
    "html",
    ['<option title="Zum Tor">Burg</option>', '<img alt="Burg" title="Zum Tor">', "<svg><title>Burg</title></svg>"],
)
def test_what_no_mark_can_tell_is_known(html: str) -> None:
    source = read(Page(URL, "de/index.html", HEAD + html))
    words = english("Burg").values(source.reading.slots)
    assert [slot.text for slot in marks(source, words, "en").unmarked] == (["Zum Tor"] if "Zum Tor" in html else [])


@given(WELL, st.randoms(use_true_random=False))
@example("<b>Burg<b><br><br>Burg</b>Burg</b>", Random(1))
def test_every_text_is_in_the_language_that_its_element_states(html: str, chance: Random) -> None:
    """What is translated stands in English as a browser inherits it, what is not in German, texts and attributes."""
    html = html.replace("lang=en", "lang=fr")  # English is what is translated
    source = read(Page(URL, "de/index.html", HEAD + html))
    texts = [*dict.fromkeys(slot.text for slot in source.reading.slots)]
    assume(texts)
    words = english(*(text for text in texts if chance.random() < 0.5))
    values = words.values(source.reading.slots)
    # No span stands across tags: of a text that another element goes on in after a line break its parts are not told.
    unmarked = [msgid.plain(values.get(slot, slot.text)) for slot in marks(source, values, "en").unmarked]
    for text, language in shown(translated(source, words, Site("de", {})).html):
        for word in re.findall("Burg|Tor|Wald|Brocken", text, re.IGNORECASE) if language != "fr" else ():
            assert language == ("en" if word.isupper() else "de") or any(text.strip() in each for each in unmarked), (
                text
            )


def shown(html: str) -> Iterator[tuple[str, str]]:
    """Yield what a browser shows in elements that are text, each with its language; then their attributes."""
    yield from _within(html5lib.parse(html, namespaceHTMLElements=False), "en")


def _within(element: Element, around: str) -> Iterator[tuple[str, str]]:
    if not isinstance(element.tag, str) or element.get("translate") == "no" or element.tag in SILENT:
        return
    language = element.get("lang", around)
    yield element.text or "", language
    yield from ((element.get(name, ""), language) for name in ("title", "alt"))
    for child in element:
        yield from _within(child, language)
        yield child.tail or "", language
