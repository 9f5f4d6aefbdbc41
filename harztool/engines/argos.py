"""The engine `argos`: drafts on this machine, with the language packages of Argos Translate that the user installed.

A package is a folder with a model of CTranslate2 and a vocabulary of SentencePiece; both are read by their own
libraries (`pip install 'harztool[argos]'`). Where there is no package from German into a language, two are joined, as
Argos Translate does: German to English, English to Spanish.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from harztool.config import Config
from harztool.engines import Batch, masks
from harztool.errors import EngineError
from harztool.languages import primary
from harztool.memory import Memory
from harztool.model import Proposal, Term

# The variables by which Argos Translate finds its packages, and where they are without.
_FOLDER = "ARGOS_PACKAGES_DIR"
_DATA = "XDG_DATA_HOME"
# A sentence ends here, but not behind an abbreviation or an ordinal, such as "z. B." and "am 3. Mai".
_END = re.compile(
    r"(?<![\d.])(?<!\b[A-Za-z])(?<!\bca)(?<!\bbzw)(?<!\bStr)(?<!\bDr)(?<!\bNr)(?<=[.!?…])\s+(?=[^\W\d_a-z])"
)
_BEAM = 4


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package: its folder, the languages that it leads from and to, and what its answers begin with."""

    folder: Path
    source: str
    target: str
    prefix: str = ""


def engine(config: Config, language: str, _terms: Sequence[Term], _memory: Memory, /) -> Argos:
    """Return the engine that drafts into a language.

    Raises `EngineError` where the libraries or the packages for it are not installed.
    """
    source, target = primary(config.source), primary(language)
    folder = _folder()
    way = chain(list(_packages(folder)), source, target)
    if not way:
        raise EngineError(
            f"There is no package of Argos Translate from {source} to {target} in {folder}; install one, for example "
            f"with `argospm install translate-{source}_{target}`, or name the folder in {_FOLDER}."
        )
    return Argos([_opened(package) for package in way])


def _folder() -> Path:
    if named := os.environ.get(_FOLDER, "").strip():
        return Path(named)
    data = os.environ.get(_DATA, "").strip()
    return (Path(data) if data else Path.home() / ".local/share") / "argos-translate/packages"


def _packages(folder: Path) -> Iterator[Package]:
    for path in sorted(folder.glob("*/metadata.json")):
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            if told.get("type", "translate") == "translate":
                yield Package(path.parent, told["from_code"], told["to_code"], told.get("target_prefix", ""))
        except (OSError, ValueError, KeyError, AttributeError) as error:
            raise EngineError(f"{path} can't be read; install the package of Argos Translate anew.") from error


def chain(packages: Sequence[Package], source: str, target: str) -> Sequence[Package]:
    """Return the package that leads from one language to another, or else two that do, or none.

    >>> one, other = Package(Path("a"), "de", "en"), Package(Path("b"), "en", "es")
    >>> len(chain([one, other], "de", "en")), len(chain([one, other], "de", "es")), len(chain([other], "de", "es"))
    (1, 2, 0)
    """
    direct = [[each] for each in packages if (each.source, each.target) == (source, target)]
    first = [each for each in packages if each.source == source]
    joined = [
        [each, other] for each in first for other in packages if (each.target, target) == (other.source, other.target)
    ]
    return next(iter([*direct, *joined]), [])


def _opened(package: Package) -> Model:
    try:
        import ctranslate2
        import sentencepiece
    except ImportError as error:
        raise EngineError("The engine argos needs two more libraries: pip install 'harztool[argos]'.") from error
    vocabulary = package.folder / "sentencepiece.model"
    if not vocabulary.exists():
        raise EngineError(
            f"The package in {package.folder} is of an old kind, without SentencePiece; install a newer one."
        )
    try:
        pieces = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
        return Model(package, ctranslate2.Translator(str(package.folder / "model"), device="cpu"), pieces)
    except (RuntimeError, OSError, ValueError) as error:
        raise EngineError(f"The package in {package.folder} can't be opened; install it anew.") from error


@dataclass(frozen=True, slots=True)
class Model:
    """A package, opened."""

    package: Package
    translator: Any = field(repr=False)
    pieces: Any = field(repr=False)

    def translate(self, texts: Sequence[str]) -> list[str]:
        """Return the translations of plain texts, sentence by sentence."""
        sentences = [_sentences(text) for text in texts]
        answers = iter(self._asked([sentence for some in sentences for sentence in some]))
        return [" ".join(next(answers) for _ in some) for some in sentences]

    def _asked(self, sentences: Sequence[str]) -> Iterator[str]:
        prefix = self.package.prefix
        try:
            told = self.translator.translate_batch(
                [self.pieces.encode(sentence, out_type=str) for sentence in sentences],
                target_prefix=[[prefix]] * len(sentences) if prefix else None,
                beam_size=_BEAM,
                replace_unknowns=True,
            )
        except RuntimeError as error:
            raise EngineError(f"The package in {self.package.folder} fails: {str(error).rstrip('.')}.") from error
        for answer in told:
            tokens = [token for token in answer.hypotheses[0] if token != prefix]
            yield self.pieces.decode(tokens).strip()


def _sentences(text: str) -> list[str]:
    """Return the sentences of a text.

    >>> _sentences("Am 3. Mai, z. B. um 9. Das ist früh! Alle kommen.")
    ['Am 3. Mai, z. B. um 9. Das ist früh!', 'Alle kommen.']
    """
    return _END.split(text)


@dataclass(slots=True)
class Argos:
    """The models that lead to a language, one after the other."""

    models: Sequence[Model]
    _lock: Lock = field(default_factory=Lock, init=False, repr=False)

    @property
    def name(self) -> str:
        """The name of the engine in the rack."""
        return "argos"

    def can_again(self, batch: Batch) -> bool:
        """Whether asking piece by piece may help: where there are pieces."""
        return any("<" in text for text in batch.texts)

    def translate(self, batch: Batch) -> list[Proposal | None]:
        """Return a translation of each text; placeholders are masked, and the second time left out."""
        with self._lock:  # one batch uses all processors by itself
            way = masks.piecewise if batch.again else masks.whole
            answers = way(batch.texts, self._asked)
        return [Proposal(answer) if answer.strip() else None for answer in answers]

    def _asked(self, texts: Sequence[str]) -> Sequence[str]:
        for model in self.models:
            texts = model.translate(texts)
        return texts
