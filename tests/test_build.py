"""`harztool build` as an editor runs it: what is published, what is written again, what is told, what is checked."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from .conftest import Said

Harz = Callable[..., Said]
BASE = "https://harz.example"
PAGES = {
    "index": "<h1>Willkommen</h1><p>Die Burg ist offen.</p>",
    "tor": "<h1>Das Tor</h1><p>Heute ist es zu.</p>",
    "turm": "<h1>Der Turm</h1><p>Hundert Stufen.</p>",
}
HEAD = '<!doctype html><html lang="de"><head><meta charset="utf-8">{more}</head><body>{nav}{body}</body></html>'
NAV = '<nav><a href="/de/">Start</a> <a href="/de/tor.html">Zum Tor</a> <a href="/de/turm.html">Zum Turm</a></nav>'
ENGLISH = {
    "Start": "Home", "Zum Tor": "To the gate", "Zum Turm": "To the tower", "Willkommen": "Welcome",
    "Die Burg ist offen.": "The castle is open.", "Das Tor": "The gate", "Heute ist es zu.": "It is closed today.",
    "Der Turm": "The tower", "Hundert Stufen.": "A hundred steps.",
    "<a>Start</a> <a2>Zum Tor</a2> <a3>Zum Turm</a3>": "<a>Home</a> <a2>To the gate</a2> <a3>To the tower</a3>",
}  # fmt: skip


@pytest.fixture
def project(harz: Harz, tmp_path: Path) -> Path:
    """A project of three pages with its catalogs; it is the working folder."""
    (tmp_path / "harztool.toml").write_text(f'site = "{BASE}/de/"\nlanguages = ["en", "es"]\n', encoding="utf-8")
    for name in PAGES:
        page(tmp_path, name)
    assert harz("extract").status == 0
    return tmp_path


def page(root: Path, name: str, more: str = "", body: str = "") -> None:
    file = root / "pages/de" / f"{name}.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HEAD.format(more=more, nav=NAV, body=PAGES[name] + body), encoding="utf-8")


def review(root: Path, language: str = "en", **wanted: str) -> None:
    """Write translations into a catalog: those that are known, or others."""
    path = root / f"po/{language}.po"
    text = path.read_text(encoding="utf-8")
    for source, translation in (wanted or ENGLISH).items():
        text = re.sub(rf'(msgid "{re.escape(source)}"\nmsgstr )".*"', rf'\g<1>"{translation}"', text)
    path.write_text(text, encoding="utf-8")


def public(root: Path, path: str) -> str:
    return (root / "public" / path).read_text(encoding="utf-8")


def test_a_second_build_writes_nothing_and_after_one_message_only_the_pages_that_hold_it(
    harz: Harz, project: Path
) -> None:
    review(project)
    assert "public/en: 3 pages, 3 written" in harz("build").err
    before = {path: path.stat().st_mtime_ns for path in (project / "public").rglob("*") if path.is_file()}
    assert "public/en: 3 pages, 0 written" in harz("build").err
    review(project, **{"Das Tor": "The old gate"})
    assert "public/en: 3 pages, 1 written" in harz("build").err
    after = {path: path.stat().st_mtime_ns for path in (project / "public").rglob("*") if path.is_file()}
    assert [path.name for path in after if after[path] != before[path]] == ["tor.html"]


def test_drafts_are_built_only_when_asked_for(harz: Harz, project: Path) -> None:
    path = project / "po/en.po"
    review(project)
    path.write_text(path.read_text(encoding="utf-8").replace('msgid "Das Tor"', '#, fuzzy\nmsgid "Das Tor"'), "utf-8")
    harz("build", "--lang", "en")
    assert '<h1 lang="de">Das Tor</h1>' in public(project, "en/tor.html")
    harz("build", "--lang", "en", "--drafts")
    assert "<h1>The gate</h1>" in public(project, "en/tor.html")


class TestPublished:
    """Pages of which too little is reviewed."""

    @pytest.fixture
    def held(self, harz: Harz, project: Path) -> Said:
        review(project)
        assert harz("build").status == 0
        review(project, **{"Heute ist es zu.": ""})
        settings = project / "harztool.toml"
        settings.write_text(settings.read_text("utf-8") + "[build]\nmin_reviewed = { en = 90 }\n", "utf-8")
        return harz("build")

    def test_they_are_named_with_their_share_and_removed_if_they_were_there(self, held: Said, project: Path) -> None:
        assert "en: 1 page not published" in held.err
        assert re.search(r"https://harz.example/de/tor.html \(\d\d %\)", held.err)
        assert "en: 1 page removed that was built before:\n  en/tor.html" in held.err
        assert sorted(path.name for path in (project / "public/en").iterdir()) == [
            "index.html", "sitemap.xml", "turm.html",
        ]  # fmt: skip

    def test_no_page_names_them_in_that_language_and_links_lead_to_the_source(self, held: Said, project: Path) -> None:
        assert 'href="/de/tor.html"' in public(project, "en/index.html")
        assert "https://harz.example/de/tor.html (on en/index.html and 1 more)" in held.err
        assert 'hreflang="en"' not in public(project, "es/tor.html")
        assert "/en/tor.html" not in public(project, "en/sitemap.xml") + public(project, "es/sitemap.xml")

    def test_a_preview_of_drafts_holds_none_back(self, held: Said, harz: Harz, project: Path) -> None:
        assert harz("build", "--drafts").status == 0
        assert (project / "public/en/tor.html").exists()

    def test_the_check_finds_nothing_wrong_with_that(self, held: Said, harz: Harz) -> None:
        told = harz("build", "--check")
        assert (told.status, told.out) == (0, "")


def test_a_share_for_a_language_that_there_is_not_is_refused(harz: Harz, project: Path) -> None:
    settings = project / "harztool.toml"
    settings.write_text(settings.read_text("utf-8") + "[build]\nmin_reviewed = { english = 90 }\n", "utf-8")
    told = harz("build")
    assert (told.status, "did you mean 'en'?" in told.err) == (2, True)


def test_a_page_that_is_gone_goes_but_what_others_put_there_stays(harz: Harz, project: Path) -> None:
    harz("build")
    own = project / "public/en/mine.html"
    own.write_text("<p>mine", encoding="utf-8")
    (project / "pages/de/turm.html").unlink()
    assert "en: 1 page removed that was built before:\n  en/turm.html" in harz("build").err
    assert own.exists()
    assert not (project / "public/es/turm.html").exists()


def test_what_a_build_that_was_broken_off_has_written_goes_with_its_page(harz: Harz, project: Path) -> None:
    blocking = project / "public/en/turm.html/x"
    blocking.mkdir(parents=True)
    assert harz("build").status == 5
    assert (project / "public/en/index.html").exists()
    blocking.rmdir()
    blocking.parent.rmdir()
    (project / "pages/de/index.html").unlink()
    assert "en: 1 page removed that was built before:\n  en/index.html" in harz("build").err
    assert not (project / "public/en/index.html").exists()


def test_one_language_alone_leaves_the_others(harz: Harz, project: Path) -> None:
    harz("build")
    (project / "pages/de/turm.html").unlink()
    harz("build", "--lang", "en")
    assert not (project / "public/en/turm.html").exists()
    assert (project / "public/es/turm.html").exists()
    assert "es/turm.html" in harz("build").err


@pytest.mark.parametrize(
    ("address", "want"),
    [
        ("http://harz.example/de/tor.html", f"{BASE}/en/tor.html"),
        ("/de/tor.html?utm_source=brief", "/en/tor.html"),
        ("/de/tor.html?PAGE_MEDIA=text", "/de/tor.html?PAGE_MEDIA=text"),
        ("/de/tor.html?id=5", "/de/tor.html?id=5"),
    ],
    ids=["the other scheme", "a parameter that counts readers", "the text version", "another page"],
)
def test_links_lead_to_the_page_that_the_crawler_takes_them_for(
    harz: Harz, project: Path, address: str, want: str
) -> None:
    settings = project / "harztool.toml"
    settings.write_text(settings.read_text("utf-8") + 'preset = "geocms"\n', "utf-8")
    page(project, "turm", body=f'<b><a href="{address}">1</a></b>')
    assert harz("build", "--check").status == 0
    assert f'<b><a href="{want}">1</a></b>' in public(project, "en/turm.html")


def test_a_language_that_is_taken_out_of_the_settings_goes_but_what_others_put_there_stays(
    harz: Harz, project: Path
) -> None:
    harz("build")
    own = project / "public/es/mine.html"
    own.write_text("<p>mine", encoding="utf-8")
    settings = project / "harztool.toml"
    settings.write_text(settings.read_text("utf-8").replace(', "es"', ""), "utf-8")
    told = harz("build")
    assert "es: not among the languages any more; 4 files removed" in told.err
    assert [path.name for path in (project / "public/es").iterdir()] == ["mine.html"]
    assert "es:" not in harz("build").err


def test_a_page_is_published_under_the_name_that_its_address_has(harz: Harz, project: Path) -> None:
    """And not under that of its file, which a disk that folds case must hold, too."""
    from harztool.store import page_path

    names = ["%C3%BCber.html", "Wohnen.html", "Bau%20Amt/", "Ort.html", "ORT.html", "a%2Fb.html", "con.html"]
    urls = [f"{BASE}/de/{name}" for name in names]
    rows = [json.dumps({"url": url, "path": page_path(url)}) for url in urls]
    (project / "pages/index.jsonl").write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    for url in urls:
        path = project / "pages" / page_path(url)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEAD.format(more="", nav="".join(f'<a href="{each}">' for each in urls), body=url), "utf-8")
    assert harz("build", "--check").out == ""
    found = {path.relative_to(project / "public/en").as_posix() for path in (project / "public/en").rglob("*.html")}
    assert {name for name in found if "~" not in name} == {
        "index.html", "tor.html", "turm.html", "über.html", "Wohnen.html", "Bau Amt/index.html",
    }  # fmt: skip
    assert len(found) == len(names) + 3
    html = public(project, "en/Wohnen.html")
    assert f'href="{BASE}/en/%C3%BCber.html"' in html
    assert f'hreflang="en" href="{BASE}/en/Wohnen.html"' in html
    assert f'href="{BASE}/en/Bau%20Amt/"' in html


class TestOnePlaceForTwoPages:
    """A page beside the folder of the source language, and one in it, that would be one file in another language."""

    @pytest.fixture
    def told(self, harz: Harz, project: Path) -> Said:
        portal = '<!doctype html><html lang="de"><title>Portal</title><p>Das Portal.<a href="/de/">Zur Burg</a>'
        (project / "pages/index.html").write_text(portal, encoding="utf-8")
        (project / "pages/tor.html").write_text(portal, encoding="utf-8")
        page(project, "turm", body='<a href="/index.html">Zum Portal</a>')
        return harz("build", "--check")

    def test_the_one_in_the_folder_has_it_and_the_other_is_named_with_the_way_out(
        self, told: Said, project: Path
    ) -> None:
        assert "2 pages not built, as another one has the same place in other languages; leave out" in told.err
        assert f"{BASE}/index.html (its place has {BASE}/de/index.html)" in told.err
        assert "Willkommen" in public(project, "en/index.html")
        assert 'href="/index.html"' in public(project, "en/turm.html")
        assert public(project, "en/sitemap.xml").count("<loc>") == 3
        assert told.status == 0

    def test_no_file_is_written_twice(self, told: Said, harz: Harz) -> None:
        assert "public/en: 3 pages, 0 written" in harz("build").err


def test_a_page_in_another_language_is_no_source_and_links_to_it_stay(harz: Harz, project: Path) -> None:
    foreign = '<!doctype html><html lang="en-GB"><title>Welcome</title><p>Some words.<p lang="de">Das Tor'
    (project / "pages/de/english.html").write_text(foreign, encoding="utf-8")
    (project / "pages/en").mkdir()
    (project / "pages/en/castle.html").write_text(foreign, encoding="utf-8")
    page(project, "tor", body='<b><a href="english.html">1</a><a href="/en/castle.html">2</a></b>')
    told = harz("build", "--check")
    assert (told.status, told.out) == (0, "")
    assert "2 pages not built, as they say that they are not in 'de' themselves (lang of html)" in told.err
    assert f"  {BASE}/en/castle.html (en-GB)\n" in told.err
    assert '<a href="/de/english.html">1</a><a href="/en/castle.html">2</a>' in public(project, "en/tor.html")
    assert sorted(path.name for path in (project / "public/es").rglob("*.html")) == [
        "index.html", "tor.html", "turm.html",
    ]  # fmt: skip
    assert "english" not in public(project, "es/sitemap.xml")


class TestCanonical:
    """The address that a page is known by: its own in the language, however the German page writes its own."""

    @pytest.mark.parametrize(
        ("address", "want"),
        [
            pytest.param("http://harz.example/de/tor.html", f"{BASE}/en/tor.html", id="the other scheme"),
            pytest.param("/de/tor.html?sid=1", "/en/tor.html", id="a parameter that makes no page"),
            pytest.param("/de/tor.html?id=1", "/en/tor.html", id="an address that nobody read"),
            pytest.param("/de/tor.html#main", "/en/tor.html", id="a place on the page"),
            pytest.param("../de/%74or.html", "/en/tor.html", id="an escape"),
        ],
    )
    def test_it_is_its_own(self, harz: Harz, project: Path, address: str, want: str) -> None:
        page(project, "tor", f'<link rel="canonical" href="{address}"><meta property="og:url" content="{address}">')
        assert (harz("build", "--check")).out == ""
        assert f'<link rel="canonical" href="{want}">' in public(project, "en/tor.html")
        assert f"<loc>{BASE}/en/tor.html</loc>" in public(project, "en/sitemap.xml")

    def test_one_on_another_site_stays_and_the_page_is_not_listed(self, harz: Harz, project: Path) -> None:
        page(project, "tor", link := '<link rel="canonical" href="https://other.example/a#b">')
        assert (harz("build", "--check")).out == ""
        assert link in public(project, "en/tor.html")
        assert "/en/tor.html" not in public(project, "en/sitemap.xml")

    def test_several_of_the_source_are_no_fault_of_the_built_page(self, harz: Harz, project: Path) -> None:
        page(project, "tor", '<link rel="canonical" href="/de/tor.html"><link rel="canonical" href="/de/turm.html">')
        assert (harz("build", "--check")).out == ""


class TestSitemap:
    """public/<language>/sitemap.xml."""

    def test_it_names_each_page_in_all_languages(self, harz: Harz, project: Path) -> None:
        harz("build")
        root = ElementTree.fromstring(public(project, "es/sitemap.xml"))
        space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
        found = {
            url.findtext("s:loc", "", space): {
                link.get("hreflang"): link.get("href") for link in url.findall("x:link", space)
            }
            for url in root.findall("s:url", space)
        }
        assert list(found) == [f"{BASE}/es/index.html", f"{BASE}/es/tor.html", f"{BASE}/es/turm.html"]
        assert found[f"{BASE}/es/tor.html"] == {
            "de": f"{BASE}/de/tor.html", "x-default": f"{BASE}/de/tor.html",
            "en": f"{BASE}/en/tor.html", "es": f"{BASE}/es/tor.html",
        }  # fmt: skip

    @pytest.mark.parametrize(
        "more", ['<meta name="robots" content="NoIndex, follow">', '<link rel="canonical" href="/de/turm.html">']
    )
    def test_a_page_that_is_not_to_be_listed_is_not(self, harz: Harz, project: Path, more: str) -> None:
        page(project, "tor", more)
        harz("build")
        assert "/en/tor.html" not in public(project, "en/sitemap.xml")

    def test_more_pages_than_one_may_hold_are_parted(self) -> None:
        from harztool.pages import Site, sitemaps

        urls = [f"{BASE}/de/{number}&a.html" for number in range(5)]
        site = Site("de", {url: url.removeprefix(f"{BASE}/") for url in urls}, ("en",))
        found = sitemaps(urls, "en", site, most=2)
        assert list(found) == ["en/sitemap.xml", *(f"en/sitemap-{number}.xml" for number in (1, 2, 3))]
        assert all(ElementTree.fromstring(each) is not None for each in found.values())
        assert found["en/sitemap.xml"].count("<sitemap>") == 3


class TestAssets:
    """`--assets`: files that pages need, from the folder of the site."""

    @pytest.fixture
    def site(self, tmp_path: Path, project: Path) -> Path:
        site = tmp_path / "htdocs"
        for name, data in {
            "img/a.png": b"A",
            "img/b c.png": b"B",
            "css/main.css": b"@import 'more.css'; p { background: url(../img/x.png) }",
            "css/more.css": b"",
            "img/x.png": b"X",
            "plan.pdf": b"P",
            "unused.png": b"U",
            "de/tor.html": b"<p>tor",
        }.items():
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_bytes(data)
        body = (
            '<img src="../img/a.png" srcset="/img/b%20c.png 2x"><a href="/plan.pdf">Plan</a><img src="/gone.png">'
            '<img src="/%2e%2e/secret.png"><img src="/..%2fsecret.png"><img src="https://other.example/z.png">'
        )
        page(project, "tor", '<link rel="stylesheet" href="/css/main.css?v=2">', body)
        (tmp_path / "secret.png").write_bytes(b"S")
        return site

    def test_what_pages_and_styles_name_is_copied_and_what_is_missing_is_told(
        self, harz: Harz, project: Path, site: Path
    ) -> None:
        told = harz("build", "--assets", site)
        found = {path.relative_to(project / "public").as_posix() for path in (project / "public").rglob("*.*")}
        files = {name for name in found if not name.endswith((".html", ".xml"))}
        assert files == {"img/a.png", "img/b c.png", "css/main.css", "css/more.css", "img/x.png", "plan.pdf"}
        assert "https://harz.example/gone.png" in told.err
        assert "public: 6 files, 6 written" in told.err
        assert "public: 6 files, 0 written" in harz("build", "--assets", site).err

    def test_files_are_copied_wherever_a_page_names_them(self, harz: Harz, project: Path, site: Path) -> None:
        body = (
            '<svg><use href="../i/use.svg#a"/><use xlink:href="../i/old.svg#a"/><use href="#b"/>'
            '<image href="../i/drawn.png"/><path mask="url(../i/mask.svg#a)"/></svg>'
            '<img src="data:,A" data-src="../i/later.png" data-srcset="../i/later2.png 2x, ../i/later3.png 3x">'
            '<table background="../i/table.gif"><tr><td background="../i/cell.gif">1</table><img src="#">'
            '<amp-img src="../i/amp.png"></amp-img><object><param name="movie" value="../i/film.mp4"></object>'
            '<p style="background:image-set(\'../i/set.png\' 1x)">1</p><iframe data-src="../i/frame.html"></iframe>'
        )
        page(project, "tor", "<style>p { background: image-set('../i/choice.png' type('image/png')) }</style>", body)
        wanted = set(re.findall(r"\bi/[\w.]+", body + "i/choice.png")) - {"i/frame.html"}
        assert len(wanted) == 13
        for name in wanted:
            (site / name).parent.mkdir(exist_ok=True)
            (site / name).write_bytes(b"A")
        told = harz("build", "--assets", site)
        assert f"public: {len(wanted)} files, {len(wanted)} written" in told.err
        assert "not copied" not in told.err
        assert {f"i/{path.name}" for path in (project / "public/i").iterdir()} == wanted

    def test_a_link_out_of_the_folder_is_not_followed(self, harz: Harz, project: Path, site: Path) -> None:
        (site / "img/a.png").unlink()
        (site / "img/a.png").symlink_to(project / "secret.png")
        assert "https://harz.example/img/a.png" in harz("build", "--assets", site).err
        assert not (project / "public/img/a.png").exists()

    def test_what_is_not_for_readers_is_not_copied_and_told(self, harz: Harz, project: Path, site: Path) -> None:
        secrets = ["wp-config.php", ".env", ".git/config", ".htpasswd", "en/sitemap.xml", "composer.json", ".x/a.png"]
        for name in secrets:
            (site / name).parent.mkdir(exist_ok=True)
            (site / name).write_bytes(b"secret")
        body = "".join(f'<img src="/{name}"><a href="/{name}">1</a>' for name in secrets)
        page(project, "tor", '<style>p { background: url("/.htpasswd") }</style>', body)
        told = harz("build", "--assets", site, "-v")
        assert all(f"https://harz.example/{name} (no image, " in told.err for name in secrets)
        copied = [path for path in (project / "public").rglob("*") if path.is_file()]
        assert not [path for path in copied if b"secret" in path.read_bytes()]

    def test_a_file_that_cannot_be_read_holds_no_other_back(self, harz: Harz, project: Path, site: Path) -> None:
        (site / "img/loop.png").symlink_to("loop.png")
        page(project, "tor", "", f'<img src="/img/loop.png"><img src="/{"x" * 300}.png"><img src="/img/x.png">')
        told = harz("build", "--assets", site)
        assert told.status == 0
        assert "https://harz.example/img/loop.png (" in told.err
        assert "public: 1 file, 1 written" in told.err

    def test_a_folder_that_is_not_there_is_told(self, harz: Harz, project: Path) -> None:
        told = harz("build", "--assets", "nowhere")
        assert (told.status, "There is no folder nowhere" in told.err) == (5, True)


class TestCheck:
    """`--check`: what is wrong in public/."""

    @pytest.fixture(autouse=True)
    def _built(self, harz: Harz, project: Path) -> None:
        review(project)
        self.harz, self.root = harz, project
        assert harz("build", "--check").status == 0

    def checked(self) -> None:
        from harztool.cli import auditing, building
        from harztool.store import Store

        plan = building.plan(Store.open(self.root), None, drafts=False)
        self.harz("status")  # what was said so far
        auditing.checked(plan)

    @pytest.mark.parametrize(
        ("old", "new", "fault"),
        [
            pytest.param(
                '<html lang="en">', '<html lang="de">', "lang: its html says 'de' and not 'en'", id="language"
            ),
            pytest.param('<html lang="en">', "<html>", "lang: its html has no language", id="no language"),
            pytest.param(
                'hreflang="es" href="~/es/tor.html"',
                'hreflang="es" href="~/es/gone.html"',
                "link: ~/es/gone.html leads to no page",
                id="a translation that is not there",
            ),
            pytest.param(
                'hreflang="en" href="~/en/tor.html"',
                'hreflang="fr" href="~/fr/"',
                "hreflang: it does not name itself",
                id="itself",
            ),
            pytest.param(
                'hreflang="es" href="~/es/tor.html"',
                'hreflang="es" href="~/es/turm.html"',
                "hreflang: it names ~/es/turm.html as es, which does not name it as en",
                id="a pair that does not answer",
            ),
            pytest.param(
                "</head>",
                '<link rel="canonical" href="~/de/tor.html"></head>',
                "canonical: it names ~/de/tor.html and not ~/en/tor.html",
                id="canonical",
            ),
            pytest.param(
                "</head>",
                '<link rel="canonical" href="/a"><link rel="canonical" href="/b"></head>',
                "canonical: it names more than one",
                id="two canonicals",
            ),
            pytest.param(
                'href="/en/turm.html"',
                'href="/en/tower.html"',
                "link: /en/tower.html leads to no page",
                id="a dead link",
            ),
            pytest.param(
                "<h1>The gate</h1>",
                "<h1>The gate<script>1</script></h1>",
                "tree: it has more: <script> in h1",
                id="an element more",
            ),
            pytest.param(
                "<h1>The gate</h1>",
                '<h1 onclick="1">The gate</h1>',
                "tree: it has more: <h1 onclick> in body",
                id="an attribute more",
            ),
            pytest.param("<h1>The gate</h1>", "", "tree: it has lost: <h1> in body", id="an element less"),
        ],
    )
    def test_what_is_wrong_is_told(self, old: str, new: str, fault: str, capfd: pytest.CaptureFixture[str]) -> None:
        old, new, fault = (each.replace("~", BASE) for each in (old, new, fault))
        file = self.root / "public/en/tor.html"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        self.checked()
        assert f"public/en/tor.html: {fault}" in capfd.readouterr().out

    def test_a_text_that_has_lost_its_mark_is_told(self, capfd: pytest.CaptureFixture[str]) -> None:
        page(self.root, "tor", body="<p>Nach oben")
        assert self.harz("build", "--check").status == 0
        file = self.root / "public/en/tor.html"
        file.write_text(file.read_text("utf-8").replace('<p lang="de">', "<p>"), "utf-8")
        self.checked()
        told = "public/en/tor.html: leftover: paragraph 'Nach oben' stands untranslated and not marked\n"
        assert capfd.readouterr().out == told

    def test_what_is_left_out_and_has_lost_its_mark_is_told(self, capfd: pytest.CaptureFixture[str]) -> None:
        page(self.root, "tor", body="<p translate=no>Nach oben")
        assert self.harz("build", "--check").out == ""
        file = self.root / "public/en/tor.html"
        file.write_text(file.read_text("utf-8").replace('<p lang="de" ', "<p "), "utf-8")
        self.checked()
        told = "public/en/tor.html: leftover: 'Nach oben', which is left out, stands untranslated and not marked\n"
        assert capfd.readouterr().out == told

    def test_a_text_that_no_mark_can_tell_is_named_and_no_fault(self) -> None:
        page(self.root, "tor", body='<select><option title="Nach oben">Das Tor</select><a title="Nach unten">Start</a>')
        told = self.harz("build", "--lang", "en", "--check")
        assert (told.status, told.out) == (0, "")
        assert "Of 1 text no mark can tell the language" in told.err
        assert "\n  tooltip 'Nach oben' (on en/tor.html)\n" in told.err

    def test_a_place_to_break_a_word_may_go_with_the_word(self) -> None:
        page(self.root, "tor", body="<p>Hundert<wbr> Stufen.")
        assert self.harz("build", "--check").out == ""
        assert "<p>A hundred steps." in public(self.root, "en/tor.html")

    def test_what_lies_there_is_checked_as_it_is_and_nothing_is_written(self) -> None:
        own = self.root / "public/en/tor.html"
        own.write_text(changed := own.read_text("utf-8").replace("<h1>", "<h1 onclick=1>"), "utf-8")
        (self.root / "public/es/turm.html").unlink()
        (self.root / "pages/de/index.html").unlink()
        told = self.harz("build", "--check", "--no-write")
        assert told.status == 1
        assert "public/en/tor.html: tree: it has more: <h1 onclick> in body" in told.out
        assert "public/es/turm.html: page: it is not there; `harztool build` writes it" in told.out
        assert own.read_text("utf-8") == changed
        assert sorted(path.name for path in (self.root / "public/en").glob("*.html")) == [
            "index.html", "tor.html", "turm.html",
        ]  # fmt: skip

    @pytest.mark.parametrize("more", [[], ["--check", "--assets", "."]])
    def test_who_writes_nothing_can_only_check(self, more: list[str]) -> None:
        told = self.harz("build", "--no-write", *more)
        assert (told.status, "--no-write is for --check" in told.err) == (2, True)

    def test_a_link_that_the_source_has_too_is_no_dead_one(self) -> None:
        """The site may have pages in that language that are not ours."""
        page(
            self.root, "tor", body='<a href="/en/ours.html"></a><link rel="canonical" href=""><a href="http://[x"></a>'
        )
        assert self.harz("build", "--check").status == 0

    def test_one_language_alone_is_checked_alone(self) -> None:
        (self.root / "public/es/tor.html").write_text("<p>1", encoding="utf-8")
        (self.root / "public/es/turm.html").unlink()
        told = self.harz("build", "--lang", "en", "--check")
        assert (told.status, told.out) == (0, "")
        assert "3 pages checked: nothing is wrong." in told.err

    def test_the_site_is_reminded_to_name_its_translations(self) -> None:
        assert "3 of 3 pages of the site itself do not name their translations" in self.harz("build", "--check").err


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a right to make links")
def test_no_link_in_public_leads_a_page_out_of_it(harz: Harz, project: Path, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (project / "public").mkdir()
    (project / "public/en").symlink_to(outside, target_is_directory=True)
    told = harz("build", "--lang", "en")
    assert (told.status, "would lie outside of public/en" in told.err) == (5, True)
    assert not list(outside.iterdir())


@pytest.mark.parametrize(
    "path", ["../../outside.html", "de/../../../outside.html", "/etc/outside.html", "../es/index.html"]
)
def test_no_path_of_the_index_leads_out_of_public(harz: Harz, project: Path, path: str) -> None:
    index = json.dumps({"url": f"{BASE}/de/x", "path": path})
    (project / "pages/index.jsonl").write_text(f"{index}\n", encoding="utf-8")
    told = harz("build", "--lang", "en")
    assert (told.status, "outside of" in told.err) == (5, True)
    assert not list(project.parent.rglob("outside.html"))
