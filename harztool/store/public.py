"""The folder of the translated pages: written below it only, and what was built once and is no longer goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from itertools import takewhile
from pathlib import Path

from harztool.errors import FileError
from harztool.store import files
from harztool.store.named import Saved

# One line for each page and sitemap that was built, so that nothing is ever removed that somebody else put there.
BUILT = ".harztool/built.txt"


class Public:
    """What is published: files by their paths below a folder of the project."""

    def __init__(self, root: Path, name: str) -> None:
        self._root, self._name = root, name
        self._folder = (root / name).resolve()

    def save(self, path: str, data: str | bytes, language: str = "") -> Saved:
        """Write a file, if it differs; one of a language stays below that language's folder.

        Raises `FileError` for a path that leads out of the folder, by itself or by a link, and where it cannot be
        written.
        """
        file = self._file(path, language)
        data = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
        return Saved(f"{self._name}/{path}", files.write_bytes(file, data, f"{self._name}/{path}"))

    def has(self, path: str) -> bool:
        """Return whether a file is there."""
        return files.exists(self._file(path), f"{self._name}/{path}")

    def text(self, path: str) -> str | None:
        """Return the text of a file, or None where there is none.

        Raises `FileError` where it cannot be read.
        """
        file, name = self._file(path), f"{self._name}/{path}"
        return files.read(file, name) if files.exists(file, name) else None

    def built(self) -> frozenset[str]:
        """Return the pages and sitemaps that were built so far."""
        path = self._root / BUILT
        return frozenset(files.read(path, BUILT).splitlines() if files.exists(path, BUILT) else ())

    def remember(self, paths: Iterable[str]) -> None:
        """Write down which pages and sitemaps are built."""
        files.write(self._root / BUILT, "".join(f"{path}\n" for path in sorted(paths) if "\n" not in path), BUILT)

    def remove(self, paths: Collection[str]) -> list[str]:
        """Remove files, and folders that are empty then; return those that were there.

        Raises `FileError` where one cannot be removed.
        """
        gone = []
        for path in sorted(paths):
            file = self._file(path)
            if files.remove(file, f"{self._name}/{path}"):
                gone.append(path)
            for folder in takewhile(lambda each: each != self._folder, file.parents):
                with suppress(OSError):  # it holds something else
                    folder.rmdir()
        return gone

    def _file(self, path: str, language: str = "") -> Path:
        folder = (self._folder / language).resolve()
        file = (self._folder / path).resolve()
        if "\0" in path or not folder.is_relative_to(self._folder) or not file.is_relative_to(folder):
            raise FileError(f"{path} would lie outside of {self._name}/{language}; it is not touched.")
        return file
