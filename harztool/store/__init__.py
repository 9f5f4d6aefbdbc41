"""The disk: the only room that opens a file of the project or knows where it lies."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import takewhile
from operator import attrgetter
from pathlib import Path
from urllib.parse import quote, urljoin

import msgspec

from harztool import config, po
from harztool.config import Config
from harztool.errors import ConfigError, FileError, GlossaryError
from harztool.model import Catalog, Page, Record
from harztool.store import files
from harztool.store.journal import Entry, Journal, overlaid
from harztool.store.ledger import Ledger
from harztool.store.named import (
    Saved,
    change,
    delete,
    inside,
    pages_in,
    read,
    read_bytes,
    read_po,
    write,
    write_bytes,
)
from harztool.store.paths import page_path
from harztool.store.public import Public

__all__ = [
    "Entry",
    "Journal",
    "Ledger",
    "Public",
    "Saved",
    "Store",
    "change",
    "delete",
    "inside",
    "overlaid",
    "page_path",
    "pages_in",
    "read",
    "read_bytes",
    "read_po",
    "write",
    "write_bytes",
]

INDEX = "index.jsonl"
TEMPLATE = "site.pot"
SETTINGS = ("harztool.toml", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class Store:
    """A project on the disk: its folder and its configuration; a planned one has no settings file yet."""

    root: Path
    config: Config
    is_planned: bool = field(default=False, compare=False)

    @classmethod
    def open(cls, root: Path) -> Store:
        """Return the project in a folder.

        Raises `ConfigError` where the folder holds no configuration, or one that cannot be used.
        """
        if store := cls.find(root):
            return store
        raise ConfigError(
            f"There is no harztool project in {_folder(root)}: put a {SETTINGS[0]} there, with a line such as "
            f'site = "https://www.example.org/de/", or begin one with `harztool scrape URL`.'
        )

    @classmethod
    def find(cls, root: Path) -> Store | None:
        """Return the project in a folder, or None where the folder holds no configuration.

        Raises `ConfigError` where the configuration cannot be used.
        """
        for name in SETTINGS:
            path = root / name
            if files.exists(path, name):
                text = files.read(path, name, ConfigError)
                if name == SETTINGS[0] or "[tool.harztool" in text:
                    return cls(root, config.parsed(text, name))
        return None

    @classmethod
    def planned(cls, root: Path, site: str) -> Store:
        """Return the project in a folder, or one that is not written yet: of a site, and what is usual.

        Raises `ConfigError` for a site that is no web address.
        """
        new = cls(root, config.parsed(_begun(site), SETTINGS[0]), is_planned=True)
        return cls.find(root) or new

    def begin(self) -> None:
        """Write the settings of a project that was only planned, as soon as there is something to keep."""
        path = self.root / SETTINGS[0]
        if self.is_planned and not files.exists(path, SETTINGS[0]):
            files.write(path, _begun(self.config.site), SETTINGS[0])

    def catalog_files(self, languages: Iterable[str] = ()) -> list[Path]:
        """Return the catalogs that are there: of the given languages, or of all and the template.

        Raises `FileError` where there is none.
        """
        names = [f"{language}.po" for language in languages] or [
            TEMPLATE,
            *(f"{each}.po" for each in self.config.languages),
        ]
        found = [path for name in names if files.exists(path := self.root / self.config.po / name, name)]
        if not found:
            raise FileError(f"There are no catalogs in {self.config.po}/; run `harztool extract` first.")
        return found

    def index(self) -> dict[str, Record]:
        """Return what is known of each page, by URL; empty where nothing has been read yet."""
        path = self._pages / INDEX
        name = self.name(path)
        if not files.exists(path, name):
            return {}
        lines = files.read(path, name).split("\n")
        records = [_record(line, f"{name}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]
        return {record.url: record for record in records}

    def save_index(self, records: Iterable[Record]) -> Saved:
        """Write one line for each page, sorted by URL."""
        fields = attrgetter(*Record.__slots__)
        rows = (dict(zip(Record.__slots__, fields(record), strict=True)) for record in sorted(records, key=_url))
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        return self._saved(self._pages / INDEX, "".join(f"{line}\n" for line in lines))

    def pages(self) -> list[Page]:
        """Return the pages in site order: as the index lists them, then any other HTML file in the folder.

        Raises `FileError` where there is none.
        """
        records = [record for record in self.index().values() if record.status == 200 and record.path]
        listed = {record.path: record.url for record in sorted(records, key=lambda each: each.url)}
        others = files.found(self._pages, "*.html", self.config.pages)
        places = listed | {path: urljoin(self.config.site, "/" + quote(path)) for path in others if path not in listed}
        if not places:
            raise FileError(f"There are no pages in {self.config.pages}/; run `harztool scrape` first.")
        return [Page(url, path, self._page(path)) for path, url in places.items()]

    def page_text(self, record: Record) -> str | None:
        """Return the stored text of a page that the index knows, or None where it is not there."""
        path, name = self._page_file(record.path), f"{self.config.pages}/{record.path}"
        return files.read(path, name) if files.exists(path, name) else None

    def save_page(self, page: Page) -> Saved:
        """Write a page below `pages/`."""
        return self._saved(self._page_file(page.path), page.html)

    def remove_page(self, record: Record) -> bool:
        """Remove the text of a page that has gone, and its folder if that was its last; return whether it was there."""
        path = self._page_file(record.path)
        removed = files.remove(path, self.name(path))
        for folder in takewhile(lambda each: each != self._pages, path.parents):
            with suppress(OSError):  # it holds something else
                folder.rmdir()
        return removed

    def journal(self) -> Journal:
        """Return the journal of the project's crawls."""
        return Journal(self._pages, self.config.pages)

    def ledger(self, *, only_reads: bool = False) -> Ledger:
        """Return the ledger of the project's paid drafts."""
        return Ledger(self.root, only_reads=only_reads)

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

    def change_catalog(self, language: str, made: Callable[[Catalog | None], Catalog]) -> Saved:
        """Write what a function makes of the catalog of a language as it is at that moment, None where there is none.

        A person may save it from an editor meanwhile: nothing is lost, as the function is then asked again. Whatever
        the header says, the file is that of the language: an editor may have made it `en_GB`.
        """
        path = self.catalog_path(language)
        name = self.name(path)
        return Saved(name, files.change(path, lambda data: po.text(made(_parsed(data, name))).encode(), name))

    def glossary(self) -> tuple[str, str]:
        """Return the text of the glossary and its name; an empty text where the project has none.

        Raises `FileError` where the settings name one that is not there, `GlossaryError` where it is not UTF-8, or
        something else stands in its place.
        """
        path = self.root / self.config.glossary
        name = self.name(path)
        if other := files.in_place_of(path, name):
            raise GlossaryError(f"{name} is {other}; put the glossary there as a CSV file, or take that away.")
        if self.config.glossary == Config().glossary and not files.exists(path, name):
            return "", name
        return files.read(path, name, GlossaryError), name

    def memories(self) -> Mapping[str, str]:
        """Return the texts of the translation memories that the configuration names, by file name."""
        return {name: files.read(self.root / name, name) for name in self.config.memories}

    def public(self) -> Public:
        """Return the folder of the translated pages."""
        return Public(self.root, self.config.public)

    def sweep(self) -> None:
        """Remove what a run that was cut off while writing has left beside the catalogs and the settings."""
        for folder in (self.root / self.config.po, self.root):
            files.sweep(folder, self.name(folder))

    def name(self, path: Path) -> str:
        """Return a file's name as the user of this project would write it."""
        if path.is_relative_to(self.root) and ".." not in path.parts:
            return path.relative_to(self.root).as_posix()
        try:
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return str(path)

    @property
    def _pages(self) -> Path:
        return self.root / self.config.pages

    def _page_file(self, path: str) -> Path:
        inner = Path(path)
        if inner.anchor or ".." in inner.parts:
            raise FileError(f"The page {path} would lie outside of {self.config.pages}/; it is not touched.")
        return self._pages / inner

    def _page(self, path: str) -> str:
        file = self._page_file(path)
        name = self.name(file)
        if not files.exists(file, name):
            raise FileError(
                f"There is no file {name}, though the index lists it; run `harztool scrape` to read it again."
            )
        return files.read(file, name)

    def _catalog(self, path: Path) -> Catalog | None:
        name = self.name(path)
        return _parsed(files.read_bytes(path, name), name) if files.exists(path, name) else None

    def _saved(self, path: Path, text: str) -> Saved:
        name = self.name(path)
        return Saved(name, files.write(path, text, name))


_url = attrgetter("url")


def _parsed(data: bytes | None, name: str) -> Catalog | None:
    # What gettext would drop, a person wrote.
    return None if data is None else po.parse(po.recoded(data, name), name, keep_stray=True)


def _begun(site: str) -> str:
    return f"site = {json.dumps(site)}\n"


def _folder(root: Path) -> str:
    return "this folder" if root == Path() else str(root)


def _record(line: str, place: str) -> Record:
    try:
        return msgspec.json.decode(line, type=Record)
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        raise FileError(
            f"{place}, is not a line of the index; delete it, and `harztool scrape` writes it anew."
        ) from error
