"""The main job from end to end: the sample site over real HTTP, by the commands that a user runs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest

from harztool import changes, po
from harztool.model import Catalog, Message

GOLDEN = Path(__file__).parent / "golden"
CATALOGS = ("po/site.pot", "po/en.po", "po/es.po")


def demo(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the demo as a process of its own, with no key."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DEEPL")}
    command = [sys.executable, "-m", "harztool", "demo", str(folder), *options]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def catalog(folder: Path, name: str) -> Catalog:
    return po.parse((folder / name).read_text(encoding="utf-8"), name)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a first demo leaves; a test that changes it takes a copy."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    done = demo(folder)
    assert done.returncode == 0, done.stderr
    (folder.parent / "said").write_text(done.stdout + done.stderr, encoding="utf-8")
    return folder


def test_it_tells_where_things_stand_and_what_to_look_at_next(first: Path) -> None:
    said = (first.parent / "said").read_text(encoding="utf-8")
    assert re.search(r"language +messages +reviewed +drafts +untranslated", said)
    assert "What to look at next:" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("name", CATALOGS)
def test_the_catalogs_are_the_golden_ones(first: Path, name: str, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN / Path(name).name
    # The port, another one each time, stands in the target of a link that hands the page's address on.
    made = re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:80", (first / name).read_text(encoding="utf-8"))
    if request.config.getoption("--golden"):
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "es"])
def test_two_thirds_are_reviewed_some_are_drafted_and_nothing_is_invented(first: Path, language: str) -> None:
    messages = catalog(first, f"po/{language}.po").messages
    reviewed, drafts = sum(each.ready for each in messages), sum(each.draft for each in messages)
    assert 0.6 < reviewed / len(messages) < 0.75
    assert drafts >= 10
    assert all(each.by_machine and each.provenance for each in messages if each.draft)
    assert not [each for each in messages if each.obsolete]


@pytest.mark.parametrize("name", CATALOGS)
def test_gettext_accepts_the_catalogs_and_prints_them_alike(first: Path, name: str, tool: Callable[[str], str]) -> None:
    checked = subprocess.run(
        [tool("msgfmt"), "-c", "-o", os.devnull, first / name], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr
    printed = subprocess.run([tool("msgcat"), "--no-wrap", first / name], capture_output=True, check=True).stdout
    assert printed == (first / name).read_bytes()


def test_a_second_run_changes_no_byte(first: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(first, tmp_path / "demo")
    assert demo(folder).returncode == 0
    assert files(folder) == files(first)


def test_every_page_is_read_and_none_that_is_not_meant_to_be(first: Path) -> None:
    pages = sorted(path.relative_to(first / "pages").as_posix() for path in (first / "pages").rglob("*.html"))
    served = Path(__file__).parents[1] / "harztool" / "demo" / "site"
    written = sorted(path.relative_to(served).as_posix() for path in served.rglob("*.html"))
    assert pages == [each for each in written if not each.startswith("de/intern/")]
    assert len(pages) >= 14


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_is_built_with_the_same_elements(first: Path, language: str) -> None:
    pages = sorted((first / "pages").rglob("*.html"))
    for page in pages:
        path = page.relative_to(first / "pages").as_posix()
        built = (first / "public" / re.sub("^de/", f"{language}/", path)).read_text(encoding="utf-8")
        html = html5lib.parse(built, namespaceHTMLElements=False)
        assert html.get("lang") == language
        source = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        added = [each for each in html.iter("link") if each.get("hreflang") and each.get("rel") == "alternate"]
        counts = [
            sum(each.tag != "span" or each.attrib.keys() != {"lang"} for each in page.iter()) for page in (html, source)
        ]
        assert counts[0] - len(added) == counts[1]


def test_a_page_in_an_old_character_set_is_built_as_utf8_and_says_so(first: Path) -> None:
    built = (first / "public/en/impressum.html").read_text(encoding="utf-8")
    assert re.search(r'charset="?utf-8', built, re.IGNORECASE)
    assert "iso-8859-1" not in built.lower()


def test_links_within_the_site_stay_within_the_language(first: Path) -> None:
    built = (first / "public/es/index.html").read_text(encoding="utf-8")
    assert 'href="/es/wohnen.html"' in built
    assert not re.search(r'href="/de/(wohnen|leben|schulen)\.html"', built)


def test_the_second_edition_changes_what_changed_and_nothing_else(first: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(first, tmp_path / "demo")
    assert demo(folder, "--second").returncode == 0
    old, new = catalog(first, "po/en.po"), catalog(folder, "po/en.po")
    before = {each.key: each for each in old.messages}
    after = {each.key: each for each in new.messages}
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    assert 4 <= len(changed) <= 16, sorted(source for _, source in changed)
    kept = {each.translation for each in new.messages}
    assert {each.translation for each in old.messages if each.ready} <= kept


@pytest.fixture(scope="module")
def all_reviewed(first: Path, tmp_path_factory: pytest.TempPathFactory, tool: Callable[[str], str]) -> Path:
    """The first edition, all reviewed and committed, the second extracted over it; who changes it takes a copy."""
    folder = shutil.copytree(first, tmp_path_factory.mktemp("reviewed") / "demo")
    for language in ("en", "es"):
        found = catalog(folder, f"po/{language}.po")
        messages = tuple(
            replace(each, translation=each.translation or each.source, fuzzy=False) for each in found.messages
        )
        (folder / f"po/{language}.po").write_text(po.text(Catalog(messages, found.header)), encoding="utf-8")
    for args in (["init", "--quiet"], ["add", "po"], ["commit", "--quiet", "--message", "All reviewed"]):
        identity = ["-c", "user.name=Ana", "-c", "user.email=ana@harz.example"]
        subprocess.run([tool("git"), *identity, *args], cwd=folder, check=True)
    assert demo(folder, "--second").returncode == 0
    return folder


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_diff_of_the_second_edition_holds_the_changed_texts_and_nothing_else(
    all_reviewed: Path, language: str, tool: Callable[[str], str]
) -> None:
    name = f"po/{language}.po"
    before = po.parse(
        subprocess.run(
            [tool("git"), "show", f"HEAD:{name}"], cwd=all_reviewed, capture_output=True, encoding="utf-8", check=True
        ).stdout
    )
    after = catalog(all_reviewed, name)
    found = changes.between(before, after)
    assert sorted(kind for change in found for kind in change.kinds) == [
        "gone", "new", "source changed", "source changed", "source changed", *["un-reviewed"] * 3,
    ]  # fmt: skip
    command = [tool("git"), "diff", "--unified=0", name]
    lines = subprocess.run(command, cwd=all_reviewed, capture_output=True, encoding="utf-8", check=True).stdout
    shown = {line[1:] for line in lines.splitlines() if re.match(r"[-+](?![-+]{2} )", line)}
    told = {line for change in found for each in (change.old, change.new) if each for line in _lines(each)}
    assert shown <= told | {""}
    texts = {each.translation for each in after.messages if not each.fuzzy}
    assert {each.translation for each in before.messages} <= texts


def _lines(message: Message) -> set[str]:
    """Return the lines that a message may take in a file, now, as a draft for another text, or as obsolete."""
    kinds = (message, replace(message, obsolete=True, notes=(), places=()))
    return {line for each in kinds for line in po.text(Catalog((each,))).splitlines()}


def test_a_new_page_of_known_texts_changes_no_message(first: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(first, tmp_path / "demo")
    (folder / "pages/de/0-neu.html").write_bytes((folder / "pages/de/umzug.html").read_bytes())
    done = subprocess.run([sys.executable, "-m", "harztool", "extract", "-C", str(folder)], check=False)
    assert done.returncode == 0
    assert [(folder / name).read_bytes() for name in CATALOGS] == [(first / name).read_bytes() for name in CATALOGS]


@pytest.mark.parametrize("name", ["po/en.po", "po/es.po"])
@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["msgmerge", "--quiet", "--previous", "{}", "{}", "-o"], id="msgmerge"),
        pytest.param(["msgcat", "--width=79", "{}", "-o"], id="msgcat, as Poedit calls it"),
        pytest.param(["msgattrib", "--width=40", "{}", "-o"], id="msgattrib"),
    ],
)
def test_what_other_tools_wrote_is_brought_back_to_the_byte(
    first: Path, tmp_path: Path, tool: Callable[[str], str], command: list[str], name: str
) -> None:
    made = tmp_path / "made.po"
    program, *options = command
    subprocess.run([tool(program), *(each.format(first / name) for each in options), made], check=True)
    assert made.read_bytes() != (first / name).read_bytes()
    assert subprocess.run([sys.executable, "-m", "harztool", "fmt", str(made)], check=False).returncode == 0
    assert made.read_bytes() == (first / name).read_bytes()


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_update_by_msgmerge_is_taken_over(
    all_reviewed: Path, tmp_path: Path, tool: Callable[[str], str], language: str
) -> None:
    """Who runs msgmerge instead of extract gets the same texts, and extract goes on from there."""
    folder, name = shutil.copytree(all_reviewed, tmp_path / "demo"), f"po/{language}.po"
    ours = catalog(folder, name)
    subprocess.run([tool("git"), "checkout", "--quiet", "HEAD", name], cwd=folder, check=True)
    command = [tool("msgmerge"), "--quiet", "--update", "--previous", "--backup=none", name, "po/site.pot"]
    subprocess.run(command, cwd=folder, check=True)
    done = subprocess.run([sys.executable, "-m", "harztool", "extract", "-C", str(folder)], check=False)
    assert done.returncode == 0
    theirs = catalog(folder, name)
    assert [each.key for each in theirs.messages if not each.obsolete] == [
        each.key for each in ours.messages if not each.obsolete
    ]
    assert {each.key for each in ours.messages if each.ready} <= {each.key for each in theirs.messages if each.ready}


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear …", encoding="utf-8")
    done = demo(tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("holds something else; name a new folder for the demo.\n")
    assert files(tmp_path) == {"letter.txt": "Dear …".encode()}


def test_a_project_is_no_earlier_demo(tmp_path: Path) -> None:
    settings = 'site = "https://harz.example/de/"\nlanguages = ["en", "fr"]\n'
    (tmp_path / "harztool.toml").write_text(settings, encoding="utf-8")
    assert demo(tmp_path).returncode == 2
    assert files(tmp_path) == {"harztool.toml": settings.encode()}


def test_a_file_is_no_folder_for_a_demo(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("a file", encoding="utf-8")
    done = demo(tmp_path / "demo")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_settings_that_a_person_has_changed_stay(first: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(first, tmp_path / "demo")
    settings = folder / "harztool.toml"
    changed = settings.read_text(encoding="utf-8").replace("[crawl]", "similarity = 90\n[crawl]")
    settings.write_text(changed, encoding="utf-8")
    assert demo(folder).returncode == 0
    assert "similarity = 90" in settings.read_text(encoding="utf-8")


def test_the_first_edition_again_brings_every_reviewed_text_back(first: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(first, tmp_path / "demo")
    assert demo(folder, "--second").returncode == demo(folder).returncode == 0
    before = {each.key: each for each in catalog(first, "po/en.po").messages}
    after = {each.key: each for each in catalog(folder, "po/en.po").messages}
    assert {key: after[key] for key in before} == before


def test_what_a_person_wrote_in_the_meantime_stays(first: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(first, tmp_path / "demo")
    found = catalog(folder, "po/en.po")
    draft = next(each for each in found.messages if each.draft)
    edited = Message(draft.source, "A person's words", places=draft.places, notes=draft.notes)
    messages = tuple(edited if each is draft else each for each in found.messages)
    (folder / "po/en.po").write_text(po.text(Catalog(messages, found.header)), encoding="utf-8")
    assert demo(folder, "--second").returncode == 0
    again = {each.key: each for each in catalog(folder, "po/en.po").messages}
    assert again[draft.key].translation == "A person's words"
    assert again[draft.key].ready
