"""The configuration: `[tool.harztool]` of pyproject.toml, or a harztool.toml, read into a frozen `Config`."""

from harztool.config.options import (
    ENGINES,
    FORMALITIES,
    INSTRUCTED,
    INSTRUCTION_LENGTH,
    INSTRUCTIONS,
    MODELS,
    Build,
    Check,
    Config,
    Crawl,
    DeepL,
    Drafts,
    LibreTranslate,
)
from harztool.config.reading import parsed

__all__ = [
    "ENGINES",
    "FORMALITIES",
    "INSTRUCTED",
    "INSTRUCTIONS",
    "INSTRUCTION_LENGTH",
    "MODELS",
    "Build",
    "Check",
    "Config",
    "Crawl",
    "DeepL",
    "Drafts",
    "LibreTranslate",
    "parsed",
]
