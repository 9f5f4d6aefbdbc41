"""A sample site, its second edition, and what people have reviewed of it: by these harztool shows itself."""

from pathlib import Path

_HERE = Path(__file__).parent

SITE = _HERE / "site"
SECOND = _HERE / "second"
# What a project has before it begins, by its name in the project.
FILES = {name: _HERE / name for name in ("glossary.csv", "po/en.po", "po/es.po")}
