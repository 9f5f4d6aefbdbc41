"""Write docs/settings.md from the options in the code, where each is declared once; `--check` only compares."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
SOURCE = HERE.parent / "harztool" / "config" / "options.py"
TARGET = HERE / "settings.md"
TABLES = {
    "Config": "[tool.harztool]",
    "Crawl": "[tool.harztool.crawl]",
    "Drafts": "[tool.harztool.drafts]",
    "DeepL": "[tool.harztool.deepl]",
    "LibreTranslate": "[tool.harztool.libretranslate]",
    "Check": "[tool.harztool.check]",
    "Build": "[tool.harztool.build]",
}
HEAD = """\
# Settings

In `[tool.harztool]` of `pyproject.toml`; in a `harztool.toml` without the words `tool.harztool`. What is not
set has its default. (This page is made from `harztool/config/options.py` by `make docs`.)
"""


def manual(source: str) -> str:
    """Return the page for the text of options.py: a table for each class, a row for each of its fields."""
    lines = source.splitlines()
    classes = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)}
    return HEAD + "".join("".join(_table(TABLES[name], classes[name], lines)) for name in TABLES)


def _table(title: str, node: ast.ClassDef, lines: list[str]) -> Iterator[str]:
    yield f"\n## `{title}`\n\n{ast.get_docstring(node)}\n\n| option | default | what it means |\n| --- | --- | --- |\n"
    for field in node.body:
        if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and field.value):
            continue
        if meaning := _comment(lines, field.lineno - 1):
            yield f"| `{field.target.id}` | {_default(field.value)} | {meaning} |\n"


def _comment(lines: list[str], at: int) -> str:
    """Return the comment that ends right above a line."""
    found: list[str] = []
    while lines[at - 1].lstrip().startswith("#"):
        at -= 1
        found.insert(0, lines[at].strip().removeprefix("#").strip())
    return " ".join(found).replace("|", "\\|")


def _default(value: ast.expr) -> str:
    literals = [node for node in ast.walk(value) if isinstance(node, ast.Dict)]
    shown = ast.literal_eval(literals[0] if literals else value)
    match shown:
        case bool():
            text = str(shown).lower()
        case dict():
            text = "{ " + ", ".join(f'{name} = "{each}"' for name, each in shown.items()) + " }"
        case tuple():
            text = "[" + ", ".join(f'"{each}"' for each in shown) + "]"
        case str():
            text = f'"{shown}"'
        case _:
            text = str(shown)
    return f"`{text}`"


if __name__ == "__main__":
    made = manual(SOURCE.read_text(encoding="utf-8"))
    if "--check" in sys.argv:
        sys.exit(made != TARGET.read_text(encoding="utf-8") and "docs/settings.md is out of date; run `make docs`.")
    TARGET.write_text(made, encoding="utf-8")
