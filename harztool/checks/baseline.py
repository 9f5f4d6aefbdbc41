"""A baseline: the problems that a project had when it began to be checked, one JSON object to a line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from harztool.errors import FileError
from harztool.model import Problem

_FIELDS = ("language", "check", "msgctxt", "msgid", "message")
_Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """How often each known problem may occur. Neither file nor line is part of it: texts move."""

    known: Mapping[_Key, int]

    def without(self, problems: Iterable[Problem]) -> tuple[list[Problem], int]:
        """Return the problems that are not known, and how many of the known ones are gone."""
        left, new = Counter(self.known), list[Problem]()
        for problem in problems:
            key = _key(problem)
            if left[key] > 0:
                left[key] -= 1
            else:
                new.append(problem)
        return new, left.total()


def baseline(text: str, name: str) -> Baseline:
    r"""Return the baseline in the text of a file.

    Raises `FileError` naming file and line for what `written` would not have written.

    >>> from harztool.model import Message
    >>> problem = Problem("blank", "error", "the translation is blank", Message("Burg", " "), "en")
    >>> baseline(written([problem]), "known.jsonl").without([problem, problem])[0] == [problem]
    True
    """
    lines = enumerate(text.splitlines(), 1)
    return Baseline(Counter(_read(line, f"{name}, line {number}") for number, line in lines if line.strip()))


def written(problems: Iterable[Problem], old: Baseline | None = None, languages: Collection[str] = ()) -> str:
    """Return the text of a baseline, sorted, so that its diff shows what was mended.

    What an `old` one knows of other languages than those stays in it.
    """
    known = Counter(old.known if old else ()).elements()
    others = (key for key in known if key[0] not in languages)
    keys = sorted([*map(_key, problems), *others], key=lambda key: [each or "" for each in key])
    objects = (dict(zip(_FIELDS, key, strict=True)) for key in keys)
    return "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in objects)


def _key(problem: Problem) -> _Key:
    message = problem.message
    return (problem.language, problem.check, message.context, message.source, problem.text)


def _read(line: str, place: str) -> _Key:
    try:
        found = json.loads(line)
        return tuple(found[name] for name in _FIELDS)
    except (ValueError, KeyError, TypeError) as error:
        raise FileError(
            f"{place}, is not a line of a baseline; write it anew with `harztool check --write-baseline`."
        ) from error
