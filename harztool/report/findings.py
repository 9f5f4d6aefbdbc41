"""A finding: a problem and its place in a file; how findings are counted, and texts shown in one line."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from harztool.model import Problem
from harztool.wording import number

_SEVERITIES = ("error", "warning")


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, the file that it stands in, and the line of its msgid or form, counted from 1.

    The file is named as the project's user would, for a server by its name in the repository.

    `manual` is the sentence that tells what the check asks for.
    """

    file: str
    line: int
    problem: Problem
    manual: str = ""

    @property
    def source(self) -> str:
        """The text that was to be translated: for a further form, the plural."""
        return (self.problem.form and self.problem.message.plural) or self.problem.message.source

    @property
    def translation(self) -> str:
        """The form of the translation that the problem is about."""
        return self.problem.message.forms[self.problem.form]


def counted(findings: Sequence[Finding]) -> str:
    """Return the sentence that ends a check: how many problems there are, by severity and language.

    >>> counted(())
    'No problems found.'
    """
    if not findings:
        return "No problems found."
    numbers = Counter((finding.problem.language, finding.problem.severity) for finding in findings)
    languages = dict.fromkeys(finding.problem.language for finding in findings)
    parts = [
        " and ".join(number(numbers[language, each], each) for each in _SEVERITIES if numbers[language, each])
        + f" in {language or 'a file without language'}"
        for language in languages
    ]
    return f"Found {', '.join(parts)}."


def fingerprint(finding: Finding) -> str:
    """Return what a finding is known by from run to run: hex digits that do not change when the message moves.

    >>> from harztool.model import Message
    >>> problem = Problem("blank", "error", "the translation is blank", Message("Burg", " "), "en")
    >>> fingerprint(Finding("po/en.po", 3, problem)) == fingerprint(Finding("po/en.po", 300, problem))
    True
    """
    problem, message = finding.problem, finding.problem.message
    parts = (finding.file, problem.check, message.context or "", message.source, problem.text)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def line(text: str) -> str:
    r"""Return a text on one line; what a terminal would obey or hide is written as in Python.

    >>> line("Wel\u202ecome\n5\u00a0€")
    'Wel\\u202ecome\\n5\xa0€'
    """
    return "".join(char if char.isprintable() or char == "\u00a0" else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
