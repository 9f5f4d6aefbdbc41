"""A translation brings text to a page and nothing else: no tag, no attribute, no script, no address."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harztool import msgid
from harztool.catalogs import empty
from harztool.config import parsed
from harztool.errors import ConfigError
from harztool.markup import texts
from harztool.model import Message, Page
from harztool.pages import Site, edition, read, translated
from harztool.proof.tree import events
from harztool.rules import Rules

URL = "https://harz.example/de/"
# Every place in which a text can stand.
PAGE = """<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Die Burg</title>
<meta name="description" content="Eine Burg"><meta property='og:title' content='Ein Tor'>
<script type="application/ld+json">{"name": "Der Turm", "url": "/x"}</script></head><body>
<p>Zur <a href="/k" title="Zum Hof">Karte</a> dort</p><img alt=Hof src="/a.png"><img alt='Der Wall' src="/b.png">
<input type=submit value=Los><input placeholder="Ein Wort"><textarea>Ein Satz</textarea><noscript><p>Ohne</p></noscript>
<iframe srcdoc="<p title='Im Rahmen'>Im Haus</p>"></iframe><svg><title>Ein Bild</title><text>Im Bild</text></svg>
<p>Die <code>x</code> Lage</p><select><option label="Eins">Zwei</option></select><template><p>Bald</p></template>
<button onclick="los()">Knopf</button><p>Alte<br>Zeit</p></body></html>"""
HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "an end of the script": "</script><script>alert(1)</script>",
    "an end of the title": "</title><script>alert(1)</script>",
    "an end of the form field": "</textarea><img src=x onerror=alert(1)>",
    "an end of noscript": "</noscript><script>alert(1)</script>",
    "an end of the drawing": "</text></svg><script>alert(1)</script>",
    "an image with a handler": "<img src=x onerror=alert(1)>",
    "a handler behind double quotes": '" onmouseover="alert(1)',
    "a handler behind single quotes": "' onmouseover='alert(1)",
    "a handler behind a blank": "x onmouseover=alert(1) x",
    "an end of the tag": '"><script>alert(1)</script>',
    "an address that runs a script": '<a href="javascript:alert(1)">x</a>',
    "such an address alone": "javascript:alert(1)",
    "an address as data": "data:text/html,<script>alert(1)</script>",
    "references to signs": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "numbers of signs": "&#60;script&#62;alert(1)&#x3c;/script>",
    "a quote by its number": "&#34; onclick=&#34;alert(1)",
    "a comment": "<!-- --><script>alert(1)</script><!--",
    "an end of a comment": "--><script>alert(1)</script>",
    "a section of data": "]]><script>alert(1)</script>",
    "an end of JSON": '", "@context": "https://evil.example", "x": "',
    "a line in JSON": "x\\n\u2028\u2029\\u003c/script>",
    "a page in a frame": "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "another base": '<base href="//evil.example/">',
    "a jump": '<meta http-equiv="refresh" content="0;url=//evil.example/">',
    "a style": "<style>@import '//evil.example/'</style>",
    "an unfinished tag": "<a href='x",
    "a form": '<form action="//evil.example/"><input name=password>',
    "signs that browsers drop": "<\0script>alert(1)</\0script>\ufeff",
}
VALUES = st.lists(
    st.sampled_from([*HOSTILE.values(), *"<>&\"'=/!`\\ \n{}[]", "a", "on", "href", "--", "&#", "&lt;", "\0", "script"]),
    max_size=6,
).map("".join)


def built(values: dict[str, str], html: str = PAGE) -> str:
    messages = tuple(Message(source, text) for source, text in values.items())
    page = Page(URL, "de/index.html", html)
    catalog = replace(empty("en"), messages=messages)
    return translated(read(page), edition(catalog, "en"), Site("de", {})).html


def shape(html: str) -> Counter[object]:
    """Count what a page is but for its texts: elements with the names of attributes, and with all their addresses.

    The page in a frame is looked at like the page itself. Left out are marks of languages.
    """
    found: Counter[object] = Counter()
    for event in events(html):
        if event.kind == "start" and not is_mark(event.name, event.attributes):
            given = event.attributes
            found[event.name, frozenset(given.keys() - {"lang"})] += 1
            found.update(
                ("address", name, given[name]) for name in ("href", "src", "action", "onclick") if name in given
            )
            if "srcdoc" in given:
                found.update(shape(given["srcdoc"]))
    return found


def elements(html: str) -> Counter[object]:
    """Count the elements as html5lib finds them."""
    root = html5lib.parse(html, namespaceHTMLElements=False)
    found = (each for each in root.iter() if not is_mark(each.tag, each.attrib))
    return Counter((each.tag, frozenset(each.attrib.keys() - {"lang"})) for each in found)


def is_mark(name: object, attributes: Mapping[str, str]) -> bool:
    return name == "span" and attributes.keys() == {"lang"}


def sound(made: str, html: str = PAGE) -> None:
    assert shape(made) == shape(html)
    assert elements(made) == elements(html)
    data = made.partition('ld+json">')[2].partition("</script>")[0]
    assert json.loads(data).keys() == {"name", "url"}


SOURCES = [slot.text for slot in texts(PAGE)]


def test_the_page_holds_a_text_in_every_form() -> None:
    assert {slot.form for slot in texts(PAGE)} == {
        ("html",), ("double",), ("single",), ("bare",), ("json",), ("html", "double"), ("single", "double"),
    }  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_what_is_hostile_is_shown_as_text_or_not_at_all(hostile: str) -> None:
    """As the whole of a text, and behind each of the tags that it must have."""
    sound(built(dict.fromkeys(SOURCES, hostile)))
    sound(built(dict.fromkeys(SOURCES, msgid.escaped(hostile))))
    sound(built({source: msgid.reworded(source, lambda text: text + hostile) for source in SOURCES}))


@given(st.lists(VALUES, min_size=len(SOURCES), max_size=len(SOURCES)))
def test_no_translation_changes_more_than_texts(values: list[str]) -> None:
    sound(built(dict(zip(SOURCES, values, strict=True))))


def test_a_tag_of_the_source_stands_once_and_where_it_stood() -> None:
    """A placeholder of one text cannot be used in another, twice, or around another one."""
    source = "Zur <a>Karte</a> dort"
    for text in ("<a>x</a><a>y</a>", "<b>x</b>", "<a2>x</a2>", "<a>x", "x</a>", "<a/>", "<keep>x</keep>", "x"):
        made = built({source: text, "Eine Burg": "<a>x</a>", "Die <keep>x</keep> Lage": "<keep>y</keep>"})
        assert made.count('<a href="/k"') == 1
        assert "<code>x</code>" in made
        sound(made)


@pytest.mark.parametrize(
    "name", ["onclick", "ONLOAD", "href", "srcdoc", "style", "formaction", "http-equiv", "data-src"]
)
def test_an_attribute_that_browsers_obey_cannot_be_named_as_text(name: str) -> None:
    with pytest.raises(ConfigError, match="browsers obey"):
        parsed(f'attributes = ["{name}"]', "harztool.toml")


def test_an_attribute_of_ones_own_is_text_and_stays_one() -> None:
    html = '<p data-tip="Tipp" data-x=1>1</p>'
    page = read(Page(URL, "de/index.html", html), Rules(attributes=frozenset({"data-tip"})))
    catalog = replace(empty("en"), messages=(Message("Tipp", '" data-evil="'),))
    made = translated(page, edition(catalog, "en"), Site("de", {})).html
    (found,) = html5lib.parse(made, namespaceHTMLElements=False).iter("p")
    assert found.attrib == {"data-tip": '" data-evil="', "data-x": "1"}


def test_what_is_handed_to_a_program_is_no_text_whatever_is_named_as_text() -> None:
    html = '<object><param name="movie" value="a.mp4"></object><p value="Wert">Burg</p>'
    page = read(Page(URL, "de/index.html", html), Rules(attributes=frozenset({"value"})))
    assert [slot.text for slot in page.reading.slots] == ["Wert", "Burg"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,1", "vbscript:x", "//evil.example/"])
def test_no_address_of_the_index_becomes_a_link(address: str) -> None:
    """What is built may only lead to the site itself: the page that claims such an address is not the target."""
    paths = {URL: "de/index.html", address: "de/evil.html"}
    page = read(Page(URL, "de/index.html", '<a href="/de/">1</a>'))
    made = translated(page, edition(empty("en"), "en"), Site("de", paths, ("en",))).html
    assert address not in made
