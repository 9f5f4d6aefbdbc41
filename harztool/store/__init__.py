"""The disk: the only room that opens a file of the project or knows where it lies."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote, urljoin

import msgspec

from harztool import config, po
from harztool.config import Config
from harztool.errors import ConfigError, FileError
from harztool.model import Catalog, Page, Record
from harztool.store import files
from harztool.store.paths import page_path
from harztool.store.revisions import text_at

__all__ = ["Saved", "Store", "page_path", "read", "text_at", "write"]

INDEX = "index.jsonl"
TEMPLATE = "site.pot"
SETTINGS = ("harztool.toml", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class Saved:
    """A file by the name a user knows it by, and whether it differs from what was there before."""

    name: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Store:
    """A project on the disk: its folder and its configuration."""

    root: Path
    config: Config

    @classmethod
    def open(cls, root: Path) -> Store:
        """Return the project in a folder.

        Raises `ConfigError` where the folder holds no configuration, or one that cannot be used.
        """
        if store := cls.find(root):
            return store
        raise ConfigError(
            f"There is no harztool project in {_folder(root)}: put a {SETTINGS[0]} there, with a line such as "
            f'site = "https://www.example.org/de/".'
        )

    @classmethod
    def find(cls, root: Path) -> Store | None:
        """Return the project in a folder, or None where the folder holds no configuration.

        Raises `ConfigError` where the configuration cannot be used.
        """
        for name in SETTINGS:
            path = root / name
            if path.is_file():
                text = files.read(path, name)
                if name == SETTINGS[0] or "[tool.harztool" in text:
                    return cls(root, config.parsed(text, name))
        return None

    @classmethod
    def begin(cls, root: Path, site: str) -> Store:
        """Return the project in a folder; one without a configuration gets one that names the site."""
        store = cls.find(root)
        if store is None:
            files.write(root / SETTINGS[0], f"site = {json.dumps(site)}\n", SETTINGS[0])
        return store or cls.open(root)

    def catalog_files(self, languages: Iterable[str] = ()) -> list[Path]:
        """Return the catalogs that are there: of the given languages, or of all and the template.

        Raises `FileError` where there is none.
        """
        names = [f"{language}.po" for language in languages] or [
            TEMPLATE,
            *(f"{each}.po" for each in self.config.languages),
        ]
        found = [path for name in names if (path := self.root / self.config.po / name).exists()]
        if not found:
            raise FileError(f"There are no catalogs in {self.config.po}/; run `harztool extract` first.")
        return found

    def index(self) -> dict[str, Record]:
        """Return what is known of each page, by URL; empty where nothing has been read yet."""
        path = self._pages / INDEX
        if not path.exists():
            return {}
        name = self.name(path)
        lines = files.read(path, name).splitlines()
        records = [_record(line, f"{name}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]
        return {record.url: record for record in records}

    def save_index(self, records: Iterable[Record]) -> Saved:
        """Write one line for each page, sorted by URL."""
        lines = (
            json.dumps(asdict(record), ensure_ascii=False) for record in sorted(records, key=lambda each: each.url)
        )
        return self._saved(self._pages / INDEX, "".join(f"{line}\n" for line in lines))

    def pages(self) -> list[Page]:
        """Return the pages in site order: as the index lists them, then any other HTML file in the folder.

        Raises `FileError` where there is none.
        """
        records = [record for record in self.index().values() if record.status == 200 and record.path]
        listed = {record.path: record.url for record in sorted(records, key=lambda each: each.url)}
        others = sorted(
            path.relative_to(self._pages).as_posix() for path in self._pages.rglob("*.html") if path.is_file()
        )
        places = listed | {path: urljoin(self.config.site, "/" + quote(path)) for path in others if path not in listed}
        if not places:
            raise FileError(f"There are no pages in {self.config.pages}/; run `harztool scrape` first.")
        return [Page(url, path, files.read(self._page_file(path), path)) for path, url in places.items()]

    def page_text(self, record: Record) -> str | None:
        """Return the stored text of a page that the index knows, or None where it is not there."""
        path = self._page_file(record.path)
        return files.read(path, self.name(path)) if path.is_file() else None

    def save_page(self, page: Page) -> Saved:
        """Write a page below `pages/`."""
        return self._saved(self._page_file(page.path), page.html)

    def template(self) -> Catalog | None:
        """Return the template, or None where none has been made."""
        return self._catalog(self.root / self.config.po / TEMPLATE)

    def save_template(self, template: Catalog) -> Saved:
        """Write the template."""
        return self._saved(self.root / self.config.po / TEMPLATE, po.text(template))

    def catalog_path(self, language: str) -> Path:
        """Return where the catalog of a language lies."""
        return self.root / self.config.po / f"{language}.po"

    def catalog(self, language: str) -> Catalog | None:
        """Return the catalog of a language, or None where there is none yet."""
        return self._catalog(self.catalog_path(language))

    def save_catalog(self, catalog: Catalog) -> Saved:
        """Write a catalog where its language has its place."""
        return self._saved(self.catalog_path(catalog.language), po.text(catalog))

    def glossary(self) -> tuple[str, str]:
        """Return the text of the glossary and its name; an empty text where the project has none."""
        path = self.root / self.config.glossary
        name = self.name(path)
        return (files.read(path, name) if path.exists() else "", name)

    def memories(self) -> Mapping[str, str]:
        """Return the texts of the translation memories that the configuration names, by file name."""
        return {name: files.read(self.root / name, name) for name in self.config.memories}

    def save_built(self, path: str, html: str) -> Saved:
        """Write a translated page below `public/`."""
        folder = (self.root / self.config.public).resolve()
        file = (folder / path).resolve()
        if not file.is_relative_to(folder):
            raise FileError(f"The page {path} would lie outside of {self.config.public}/; it is not written.")
        return self._saved(file, html)

    def name(self, path: Path) -> str:
        """Return a file's name as the user of this project would write it."""
        try:
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return str(path)

    @property
    def _pages(self) -> Path:
        return self.root / self.config.pages

    def _page_file(self, path: str) -> Path:
        file = (self._pages / path).resolve()
        if not file.is_relative_to(self._pages.resolve()):
            raise FileError(f"The page {path} would lie outside of {self.config.pages}/; it is not touched.")
        return file

    def _catalog(self, path: Path) -> Catalog | None:
        if not path.exists():
            return None
        name = self.name(path)
        return po.parse(files.read(path, name), name)

    def _saved(self, path: Path, text: str) -> Saved:
        name = self.name(path)
        return Saved(name, files.write(path, text, name))


def read(path: Path) -> str:
    """Return the text of any UTF-8 file that a user names.

    Raises `FileError` where it cannot be read.
    """
    return files.read(path, str(path))


def write(path: Path, text: str) -> Saved:
    """Write any file that a user names, as UTF-8, in one step.

    Raises `FileError` where it cannot be written.
    """
    return Saved(str(path), files.write(path, text, str(path)))


def _folder(root: Path) -> str:
    return "this folder" if root == Path() else str(root)


def _record(line: str, place: str) -> Record:
    try:
        return msgspec.json.decode(line, type=Record)
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        raise FileError(
            f"{place}, is not a line of the index; delete it, and `harztool scrape` writes it anew."
        ) from error
