"""What can go wrong for a user: one class per cause, each with the exit status that it ends with.

HarztoolError
├── UsageError            2   the command cannot be meant
├── ConfigError           2   the configuration cannot be used as written
├── GlossaryError         2   the glossary cannot be used as written
├── SiteError             3   the site could not be read
├── EngineError           4   the engine refused: key, quota, limit, or no answer
│   ├── AnswerError       4   the engine answered, and may bill, what can't be used
│   ├── CutOffError       4   the engine gave no answer, and may bill what was sent
│   ├── RefusedError      4   the engine does not take this request, and bills nothing of it
│   └── LimitError        4   the settings allow no more to be spent
├── FileError             5   a file could not be read or written
└── TranslationError      1   a translation does not fit its text
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches


class HarztoolError(Exception):
    """One sentence that says what is wrong and what to do; `status` is the exit status it leads to."""

    status = 1


class UsageError(HarztoolError):
    """The command cannot be carried out as it was written."""

    status = 2


class ConfigError(HarztoolError):
    """The configuration cannot be used as written."""

    status = 2


class GlossaryError(HarztoolError):
    """The glossary cannot be used as written; the message names file, row and column."""

    status = 2


class SiteError(HarztoolError):
    """The site could not be read."""

    status = 3


class EngineError(HarztoolError):
    """The translation engine refused or could not be reached."""

    status = 4


class AnswerError(EngineError):
    """The engine answered what cannot be used; what was sent may be billed all the same."""


class CutOffError(EngineError):
    """The connection ended before there was an answer; what was sent may be billed all the same."""


class RefusedError(EngineError):
    """The engine does not take what was sent, for one of its texts or for a setting; `reason` is what it says of it."""

    def __init__(self, sentence: str, reason: str = "") -> None:
        super().__init__(sentence)
        self.reason = reason or sentence.rstrip(".")


class LimitError(EngineError):
    """More would be spent than the settings allow."""


class FileError(HarztoolError):
    """A file of the project could not be read or written."""

    status = 5


class TranslationError(HarztoolError, ValueError):
    """A translation does not fit the text that it translates: a placeholder is lost, added or crossed."""


def meant(name: str, known: Iterable[str], shown: Callable[[str], str] = repr) -> str:
    """Return the end of a sentence that refuses a name: the known one that it is most like, or all to choose from.

    Capitals do not count, and a name that begins with a known one is most like that: `english` means `en`.

    >>> meant("WordPres", ["typo3", "wordpress"]), meant("english", ["de", "en", "es"])
    ("; did you mean 'wordpress'?", "; did you mean 'en'?")
    >>> meant("fr", ["de", "en"])
    '; choose from de, en.'
    """
    low = name.lower()
    written = {each.lower(): each for each in known}
    begun = [each for each in written if low.startswith(each)]
    near = sorted(begun, key=len)[-1:] or get_close_matches(low, written, n=1, cutoff=0.5)
    return f"; did you mean {shown(written[near[0]])}?" if near else f"; choose from {', '.join(written.values())}."
