"""The disk: what is read as it is, written whole, and never outside of its folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from harztool.catalogs import empty
from harztool.errors import ConfigError, FileError, GlossaryError, HarztoolError
from harztool.model import Page, Record
from harztool.store import Store, files, read, write


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A project with nothing but settings."""
    (tmp_path / "harztool.toml").write_text('site = "https://harz.example/de/"\n', encoding="utf-8")
    return Store.open(tmp_path)


def test_the_settings_are_found_in_either_file(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.ruff]\n", encoding="utf-8")
    assert Store.find(tmp_path) is None
    (tmp_path / "pyproject.toml").write_text('[tool.harztool]\nlanguages = ["fr"]\n', encoding="utf-8")
    assert Store.open(tmp_path).config.languages == ("fr",)


def test_a_folder_without_settings_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"There is no harztool project in .*: put a harztool.toml there"):
        Store.open(tmp_path)


def test_a_project_begins_with_its_site_and_keeps_what_it_has(tmp_path: Path) -> None:
    planned = Store.planned(tmp_path, "https://harz.example/")
    assert Store.find(tmp_path) is None
    planned.begin()
    assert Store.open(tmp_path) == planned
    assert Store.planned(tmp_path, "https://other.example/") == planned


@pytest.mark.parametrize("text", ["Grüße\n", "a\r\nb\rc\n", "", "\ufeffBOM", "no end"])
def test_a_page_is_read_as_it_was_written_byte_for_byte(store: Store, text: str) -> None:
    store.save_page(Page("", "de/a.html", text))
    assert (store.root / "pages/de/a.html").read_bytes() == text.encode()
    assert [page.html for page in store.pages()] == [text]


def test_writing_the_same_again_touches_nothing(store: Store) -> None:
    page = Page("", "de/a.html", "Burg")
    assert store.save_page(page).changed
    before = (store.root / "pages/de/a.html").stat()
    assert not store.save_page(page).changed
    assert (store.root / "pages/de/a.html").stat().st_mtime_ns == before.st_mtime_ns


def test_pages_come_in_the_order_of_their_urls_then_those_that_no_index_lists(store: Store) -> None:
    records = [Record("https://harz.example/de/z.html", "z.html"), Record("https://harz.example/de/a.html", "y.html")]
    store.save_index(records)
    for name in ("z.html", "y.html", "extra/ä.html"):
        store.save_page(Page("", name, name))
    assert [(page.path, page.url) for page in store.pages()] == [
        ("y.html", "https://harz.example/de/a.html"),
        ("z.html", "https://harz.example/de/z.html"),
        ("extra/ä.html", "https://harz.example/extra/%C3%A4.html"),
    ]


def test_an_index_is_one_line_a_page_sorted_by_url(store: Store) -> None:
    store.save_index([Record("https://h.example/b", "b.html", title="Grüße"), Record("https://h.example/a", "a.html")])
    lines = (store.root / "pages/index.jsonl").read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith('{"url": "https://h.example/b", "path": "b.html", "status": 200')
    assert "Grüße" in lines[1]
    assert list(store.index()) == ["https://h.example/a", "https://h.example/b"]


@pytest.mark.parametrize("line", ["{", "[]", '"text"', "{}", '{"url": 3, "path": "a.html"}'])
def test_a_broken_line_of_the_index_is_named(store: Store, line: str) -> None:
    (store.root / "pages").mkdir()
    (store.root / "pages/index.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(FileError, match=r"pages/index.jsonl, line 1,"):
        store.index()


def test_an_index_cannot_make_a_page_of_a_file_elsewhere(store: Store) -> None:
    (store.root / "secret.html").write_text("secret", encoding="utf-8")
    store.save_index([Record("https://harz.example/", "../secret.html")])
    with pytest.raises(FileError, match="would lie outside"):
        store.pages()


@pytest.mark.parametrize("path", ["../out.html", "/etc/out.html", "a/../../out.html"])
@pytest.mark.parametrize("save", ["page", "built"])
def test_nothing_is_written_outside_of_its_folder(store: Store, path: str, save: str) -> None:
    with pytest.raises(FileError, match="would lie outside"):
        store.save_page(Page("", path, "x")) if save == "page" else store.public().save(path, "x")
    assert not (store.root / "out.html").exists()


def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path: Path) -> None:
    write(tmp_path / "a.po", "before")
    (tmp_path / "folder").write_text("in the way", encoding="utf-8")
    with pytest.raises(FileError, match="cannot be written"):
        write(tmp_path / "folder" / "a.po", "text")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.po", "folder"]


def test_a_failure_while_writing_leaves_the_old_text_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.po"
    write(path, "before")
    monkeypatch.setattr(Path, "replace", _full)
    with pytest.raises(FileError, match=r"a\.po cannot be written: no space left on device"):
        write(path, "after")
    assert (path.read_text(encoding="utf-8"), list(tmp_path.iterdir())) == ("before", [path])


def _full(*_: object) -> Path:
    raise OSError(28, "No space left on device")


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    write(tmp_path / "real.po", "before")
    (tmp_path / "link.po").symlink_to("real.po")
    write(tmp_path / "link.po", "after")
    assert (tmp_path / "link.po").is_symlink()
    assert (tmp_path / "real.po").read_text(encoding="utf-8") == "after"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there are no such devices")
def test_a_device_is_written_to_and_neither_read_nor_replaced() -> None:
    """As with `-o /dev/null`; one that never ends would fill the memory."""
    assert files.write(Path("/dev/null"), "1", "null")
    with pytest.raises(FileError, match="full cannot be written: no space left"):
        files.write(Path("/dev/full"), "1", "full")
    assert Path("/dev/full").is_char_device()
    assert Path("/dev/null").is_char_device()


def test_a_page_of_the_index_that_is_not_there_says_how_to_get_it_back(store: Store) -> None:
    store.save_index([Record("https://harz.example/de/", "de/index.html")])
    with pytest.raises(FileError, match=r"There is no file pages/de/index.html, .* run `harztool scrape`"):
        store.pages()


def test_a_catalog_stays_in_its_file_whatever_its_header_says(store: Store) -> None:
    assert store.change_catalog("en", lambda _: empty("en_GB")).name == "po/en.po"
    assert store.change_catalog("en", lambda _: empty("../../evil")).name == "po/en.po"


def test_a_glossary_that_the_settings_name_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "harztool.toml").write_text('glossary = "terme.csv"\n', encoding="utf-8")
    with pytest.raises(FileError, match=r"There is no file terme.csv"):
        Store.open(tmp_path).glossary()


@pytest.mark.parametrize("setting", ["", 'glossary = "terme.csv"\n'], ids=["by itself", "named in the settings"])
@pytest.mark.parametrize(
    ("made", "said"),
    [
        pytest.param(Path.mkdir, "is a folder", id="a folder"),
        pytest.param(lambda path: path.symlink_to("gone.csv"), "is a link that leads to no file", id="a broken link"),
        pytest.param(lambda path: path.symlink_to(path.name), "is a link that leads to no file", id="a link to itself"),
    ],
)
def test_what_stands_in_the_place_of_the_glossary_is_named(
    tmp_path: Path, made: Callable[[Path], None], said: str, setting: str
) -> None:
    (tmp_path / "harztool.toml").write_text(setting, encoding="utf-8")
    name = "terme.csv" if setting else "glossary.csv"
    made(tmp_path / name)
    with pytest.raises(GlossaryError, match=f"^{name} {said}; put the glossary there as a CSV file, or take that"):
        Store.open(tmp_path).glossary()


def test_a_glossary_as_an_old_spreadsheet_saves_it_is_named_with_its_row(store: Store) -> None:
    (store.root / "glossary.csv").write_bytes("de,en\nBürgerbüro,citizens' office\n".encode("cp1252"))
    with pytest.raises(
        GlossaryError, match=r"glossary.csv, line 2, is not UTF-8; save it anew with the encoding UTF-8"
    ):
        store.glossary()


def test_a_folder_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "harztool.toml").write_text(f'po = "{"x" * 300}"\n', encoding="utf-8")
    with pytest.raises(FileError, match=r"x/en.po cannot be read: file name too long"):
        Store.open(tmp_path).catalog("en")


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    write(path, "before")
    path.chmod(0o640)
    write(path, "after")
    assert path.stat().st_mode & 0o777 == 0o640


def test_what_is_no_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_bytes("eins\nzwei ü\n".encode("latin-1"))
    with pytest.raises(FileError, match=r"a.po, line 2, is not UTF-8"):
        read(tmp_path / "a.po")


@pytest.mark.parametrize("ask", [Store.pages, Store.catalog_files], ids=["pages", "catalogs"])
def test_what_is_not_there_yet_says_which_command_makes_it(store: Store, ask: object) -> None:
    with pytest.raises(HarztoolError, match=r"run `harztool (scrape|extract)` first"):
        ask(store)  # type: ignore[operator]


def test_a_catalog_is_read_as_it_was_saved(store: Store) -> None:
    assert store.change_catalog("es", lambda _: empty("es")).name == "po/es.po"
    assert store.catalog("es") == empty("es")
    assert store.catalog("en") is None
