"""Where a page lies below `pages/`: readable, safe on every disk, one file for each address."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harztool.store.paths import LONGEST_NAME, LONGEST_PATH, page_path
from harztool.urls import found

HOST = "https://harz.example"
DEVICES = {"con", "prn", "aux", "nul", "com1", "lpt9"}


@pytest.mark.parametrize(
    ("address", "path"),
    [
        pytest.param("", "index.html", id="the bare host is the index"),
        pytest.param("/", "index.html", id="the root is the index"),
        pytest.param("/de/", "de/index.html", id="a folder is its index"),
        pytest.param("/de/wohnen.html", "de/wohnen.html", id="a page keeps its name"),
        pytest.param("/de/wohnen", "de/wohnen.html", id="a page without ending gets one"),
        pytest.param("/de/wohnen/", "de/wohnen/index.html", id="a page with a slash is a folder"),
        pytest.param("/de/index.php", "de/index.php.html", id="a script keeps its ending inside"),
        pytest.param("/de/tag-20001187.html", "de/tag-20001187.html", id="digits and hyphens are clean"),
        pytest.param("/de/index.php?id=118", "de/index.php@id=118.html", id="a query is part of the name"),
        pytest.param("/de/?page=2", "de/index@page=2.html", id="a query of a folder is part of its index"),
        pytest.param("/de/liste.html?id=1&page=2", "de/liste@id=1@page=2.html", id="each parameter shows"),
        pytest.param("/de/wohnen.html#miete", "de/wohnen.html", id="a fragment plays no part"),
        pytest.param("/de/w%6fhnen.html", "de/wohnen.html", id="a needless escape plays no part"),
    ],
)
def test_a_clean_address_is_its_own_path(address: str, path: str) -> None:
    assert page_path(HOST + address) == path


@pytest.mark.parametrize(
    ("address", "start"),
    [
        pytest.param("/de/Wohnen.html", "de/wohnen~", id="upper case"),
        pytest.param("/de/%C3%9Cber-uns.html", "de/ueber-uns~", id="an umlaut is written out"),
        pytest.param("/de/caf%C3%A9.html", "de/cafe~", id="an accent is dropped"),
        pytest.param("/de/mein haus.html", "de/mein-haus~", id="white space"),
        pytest.param("/de/..%2f..%2fetc", "de/etc~", id="an escaped way out of the folder"),
        pytest.param("/../../etc", "page~", id="a way out of the folder"),
        pytest.param("/de/a%00b", "de/a-b~", id="the character U+0000"),
        pytest.param("/de/a\\b", "de/a-b~", id="a backslash"),
        pytest.param("/c:/x", "c~", id="a drive letter"),
        pytest.param("/con", "con~", id="a device of Windows"),
        pytest.param("/nul.txt", "nul-txt~", id="a device of Windows with an ending"),
        pytest.param("/.git/config", "git~", id="a hidden folder"),
        pytest.param("/-rf", "rf~", id="a name that reads as an option"),
        pytest.param("/a./b", "a~", id="a folder that ends in a dot, which Windows drops"),
        pytest.param("/de/wohnen.html/karte", "de/wohnen-html~", id="a folder that is called as a page is"),
        pytest.param("//x", "page~", id="an empty name"),
        pytest.param("/de/a~b", "de/a-b~", id="the mark of a changed name"),
        pytest.param("/de/l.html?articlelist%5Bpage%5D=2", "de/l@articlelist-page-=2~", id="brackets in a query"),
        pytest.param("/de/a?x=/../../y", "de/a@x=-y~", id="a way out in a query"),
        pytest.param(f"/{'ü' * 300}", "ueueue", id="a long name"),
        pytest.param("/a" * 900, "a/a~", id="a path without end"),
    ],
)
def test_an_address_that_a_disk_could_not_hold_gets_a_hash(address: str, start: str) -> None:
    path = page_path(HOST + address)
    assert path.startswith(start)
    assert "~" in path


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("/de/Wohnen", "/de/wohnen", id="upper and lower case"),
        pytest.param("/de/Wohnen", "/de/WOHNEN", id="two kinds of upper case"),
        pytest.param("/de/%C3%BC", "/de/u%CC%88", id="two ways to write an umlaut"),
        pytest.param("/de/ue", "/de/%C3%BC", id="an umlaut and its transcription"),
        pytest.param("/de/a%2Fb", "/de/a/b", id="an escaped slash"),
        pytest.param("/de/a%20b", "/de/a-b", id="a space and a hyphen"),
        pytest.param("/de/a%20b", "/de/a+b", id="a space and a plus, in a path"),
        pytest.param("/de/a?b=1", "/de/a@b=1", id="a query and a name that looks like it"),
        pytest.param("/de/a?b=1&c=2", "/de/a?b=1%26c=2", id="two parameters and one with an escaped &"),
        pytest.param("/de/a/b?c=1", "/de/a?b=/c", id="a slash in a query"),
        pytest.param(f"/{'a' * 200}1", f"/{'a' * 200}2", id="two that were shortened"),
        pytest.param(f"{'/a' * 200}/b/c", f"{'/a' * 200}/b%2Fc", id="two whose folders were shortened"),
        pytest.param("/de/wohnen", "/de/wohnen/", id="a page and a folder"),
        pytest.param("/.html", "/", id="a bare ending and the index"),
        pytest.param("/o+o.html", "/o%2Bo.html", id="a plus and an escaped one"),
        pytest.param("/a:b", "/a%3Ab", id="a colon and an escaped one"),
        pytest.param("/a,b/c", "/a%2Cb/c", id="a comma and an escaped one, in a folder"),
        pytest.param("/a%zz", "/a%25zz", id="a broken escape and an escaped one"),
        pytest.param("/a%2B", "/a%252B", id="an escape and an escaped one"),
        pytest.param("/a?b%3Dc=d", "/a?b=c%3Dd", id="an equals sign in the name and in the value of a parameter"),
        pytest.param("/a?b%3Dc=", "/a?b%253Dc=", id="an escape in the name of a parameter and an escaped one"),
    ],
)
def test_two_pages_have_two_files_even_if_a_disk_folds_case(one: str, other: str) -> None:
    assert page_path(HOST + one).lower() != page_path(HOST + other).lower()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("https://harz.example/de/", "http://www.harz.example:8080/de/", id="host and scheme play no part"),
        pytest.param("https://harz.example/a?b=%20", "https://harz.example/a?b=+", id="a space in a query"),
        pytest.param("https://harz.example/a?", "https://harz.example/a", id="an empty query"),
        pytest.param("https://harz.example/%c3%bc", "https://harz.example/ü", id="an escaped letter"),
        pytest.param("https://harz.example/a%2bb", "https://harz.example/a%2Bb", id="an escape in small letters"),
    ],
)
def test_addresses_that_mean_the_same_have_one_file(one: str, other: str) -> None:
    assert page_path(one) == page_path(other)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        pytest.param("/de/Wohnen.html", "de/wohnen~22a4753a3d13.html", id="upper case"),
        pytest.param("/%C3%9Cber%20uns/", "ueber-uns~18f7dd7ac1bf/index.html", id="an umlaut and a space"),
        pytest.param("/wiki/Spezial:Suche", "wiki/spezial-suche~ac444ac5f08a.html", id="a colon"),
        pytest.param("/l?a%5Bb%5D=2%2C3", "l@a-b-=2-3~42efaab9be1e.html", id="escapes in a query"),
    ],
)
def test_a_hash_is_the_same_in_every_version(address: str, path: str) -> None:
    assert page_path(HOST + address) == path


NAMES = st.text(max_size=12) | st.sampled_from(["..", ".", "", "con", "Index", "index.html", "a" * 300, "ß", "ſ", "K"])
FIELDS = st.lists(st.tuples(st.text(max_size=6), st.text(max_size=6)), max_size=2)


def _address(names: list[str], fields: list[tuple[str, str]]) -> str:
    query = "&".join(f"{quote(name, '')}={quote(value, '')}" for name, value in fields)
    path = "/".join(quote(name, "", errors="surrogatepass") for name in names)
    return f"{HOST}/{path}" + (f"?{query}" if query else "")


ADDRESSES = st.builds(_address, st.lists(NAMES, max_size=5), FIELDS)


@given(ADDRESSES | st.text().map(lambda text: f"{HOST}/{text}") | st.text())
def test_every_path_is_safe_on_every_disk(url: str) -> None:
    path = page_path(url)
    names = path.split("/")
    assert path.isascii()
    assert path == path.lower()
    assert not any(sign.isspace() or sign in '<>:"|?*\\' or not sign.isprintable() for sign in path)
    assert not PurePosixPath(path).is_absolute()
    assert not PureWindowsPath(path).drive
    assert not any(name in ("", ".", "..") or name.startswith((".", "-")) or name.endswith(".") for name in names)
    assert not any(name.partition(".")[0] in DEVICES for name in names)
    assert len(path) <= LONGEST_PATH
    assert max(map(len, names)) <= LONGEST_NAME + len(".html")


@given(ADDRESSES | st.text().map(lambda text: f"{HOST}/{text}"))
def test_only_files_end_as_pages_do(url: str) -> None:
    *folders, file = page_path(url).split("/")
    assert file.endswith(".html")
    assert not any(folder.endswith(".html") for folder in folders)


@given(st.lists(NAMES, min_size=1, max_size=4), FIELDS, st.lists(NAMES, min_size=1, max_size=4), FIELDS)
def test_different_addresses_have_different_files(
    names: list[str], fields: list[tuple[str, str]], others: list[str], other_fields: list[tuple[str, str]]
) -> None:
    same = (_plain(names), fields) == (_plain(others), other_fields)
    assert (page_path(_address(names, fields)) == page_path(_address(others, other_fields))) == same


@given(st.data())
def test_addresses_are_one_file_only_if_their_normal_forms_are_one(data: st.DataObject) -> None:
    signs = data.draw(st.text("!$%&'()*+,:;=@?\"<>[]^`{|}~ .aB25D/", max_size=8))
    escaped = st.lists(st.booleans(), min_size=len(signs), max_size=len(signs))
    one, other = (found(_spelt(signs, data.draw(escaped)), HOST) for _ in range(2))
    # The exception is left aside: no name here is `index` or ends in `.html`.
    assert (page_path(one) == page_path(other)) == (one == other)


def _spelt(signs: str, escaped: list[bool]) -> str:
    return f"{HOST}/x" + "".join(
        f"%{ord(sign):02X}" if each else sign for sign, each in zip(signs, escaped, strict=True)
    )


def _plain(names: list[str]) -> list[str]:
    """The names of a path as the one exception reads them: without `.html`, and `index` for nothing."""
    *folders, name = names
    return [*folders, (name.removesuffix(".html") or name) or "index"]
