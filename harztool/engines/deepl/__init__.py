"""The engine `deepl`: drafts with the DeepL API through its official client, with the office's terms in a glossary."""

from __future__ import annotations

from harztool.engines.deepl.asking import FORMALITIES, DeepL, engine, planning

__all__ = ["FORMALITIES", "DeepL", "engine", "planning"]
