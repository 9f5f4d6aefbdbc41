"""The files that pages need beside themselves: images, styles, scripts, documents."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from harztool.markup import StartTag
from harztool.pages import styles
from harztool.pages.addresses import IMAGE, is_file
from harztool.pages.place import BLANKS, resolved
from harztool.pages.source import STYLES, Source, addressed

# Links of a `link` element that a page is shown with; others lead to pages and feeds.
_SHOWN = frozenset({"stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "modulepreload"})
_SIGNS = frozenset("\\:\0")
# What is for readers, by how its name ends. A folder of a site holds more: a CMS keeps its passwords beside its images.
_KINDS = frozenset(
    """
    apng avif bmp gif ico jfif jpeg jpg png svg svgz tif tiff webp  css js mjs webmanifest  eot otf ttf woff woff2
    aac flac m4a m4v mov mp3 mp4 mpeg mpg oga ogg ogv opus vtt wav weba webm
    csv doc docx epub geojson gpx ics kml kmz odp ods odt pdf ppt pptx rtf txt vcf xls xlsx zip
    """.split()
)
_MANIFEST = "manifest.json"


def needed(source: Source) -> Iterator[str]:
    """Yield the addresses of the files that a page is shown with, or offers, on its own host.

    >>> from harztool.model import Page
    >>> from harztool.pages import read
    >>> page = Page("https://harz.example/de/", "", '<img src="a.jpg"><a href="/plan.pdf">1</a><a href="/de/tor">2</a>')
    >>> list(needed(read(page)))
    ['https://harz.example/de/a.jpg', 'https://harz.example/plan.pdf']
    """
    html, host = source.page.html, urlsplit(source.page.url).netloc
    named = [address for tag in source.tags.found for address in _named(tag)]
    styled = [address for start, end in source.tags.styles for address in styles.named(html[start:end])]
    for address in dict.fromkeys([*named, *styled]):
        whole, _ = resolved(source.base, address.strip(BLANKS))
        if urlsplit(whole).netloc == host and urlsplit(whole).scheme in ("http", "https"):
            yield whole


def of_style(css: str, url: str) -> Iterator[str]:
    """Yield the addresses of the files that a style sheet at an address names, on its own host.

    >>> list(of_style("@import 'b.css'; p { background: url(../a.png) }", "https://harz.example/css/a.css"))
    ['https://harz.example/css/b.css', 'https://harz.example/a.png']
    """
    for address in dict.fromkeys(styles.named(css)):
        whole, _ = resolved(url, address.strip(BLANKS))
        if urlsplit(whole).netloc == urlsplit(url).netloc:
            yield whole


def path_of(url: str) -> str:
    """Return the path of a file below the folder of a site, or nothing for an address that leads out of any folder.

    >>> path_of("https://harz.example/bilder/b%C3%BCrg.jpg?v=2"), path_of("https://harz.example/..%2fetc/passwd")
    ('bilder/bürg.jpg', '')
    """
    names = unquote(urlsplit(url).path, errors="surrogateescape").removeprefix("/").split("/")
    sound = all(name and name.strip(".") and not _SIGNS.intersection(name) for name in names)
    return "/".join(names) if sound else ""


def is_public(path: str) -> bool:
    """Return whether a file is of a kind that readers get, by its path: image, style, script, font, film or document.

    >>> is_public("img/tor.JPG"), is_public("manifest.json"), is_public("wp-config.php"), is_public(".git/tor.jpg")
    (True, True, False, False)
    """
    *folders, name = path.split("/")
    shown = not any(each.startswith(".") for each in [*folders, name])
    return shown and (name == _MANIFEST or name.rpartition(".")[2].lower() in _KINDS)


def _named(tag: StartTag) -> Iterator[str]:
    for name, value in addressed(tag):
        if "srcset" in name:
            yield from (found[1] for found in IMAGE.finditer(value))
        elif _is_shown(tag, name, value):
            yield value
    for name in STYLES.intersection(tag.attributes):
        yield from styles.named(tag.value(name))


def _is_shown(tag: StartTag, name: str, address: str) -> bool:
    if address.lstrip(BLANKS).startswith("#"):
        return False
    if tag.name in ("a", "area"):
        return is_file(urlsplit(address).path if "[" not in address else "")
    if tag.name == "link":
        return bool(_SHOWN.intersection(tag.value("rel").lower().split()))
    return name not in ("action", "formaction", "cite", "longdesc") and tag.name not in ("frame", "iframe")
