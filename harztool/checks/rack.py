"""The rack: what a check is, how one is hung up, and the examples that its docstring gives."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from harztool.checks.overview import NOTHING, Overview, overview
from harztool.checks.reading import shown
from harztool.model import Catalog, Message, Term

ERROR = "error"
WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may know beside the message.

    The language of the file and that of its sources, the glossary, the project's own names, and what the catalog
    says elsewhere.
    """

    language: str = ""
    terms: Sequence[Term] = ()
    source: str = "de"
    names: tuple[str, ...] = ()
    elsewhere: Overview = NOTHING

    @property
    def tongue(self) -> str:
        """The language without its country: `en` for `en_GB`."""
        return primary(self.language)

    @property
    def column(self) -> str:
        """The column of the glossary that the file follows."""
        # Its stems take a while to load, and a run without terms needs none.
        from harztool import glossary

        return glossary.column(self.terms, self.language)

    def wanted(self, term: Term) -> str:
        """Return what the glossary asks for, or an empty text."""
        return term.translations.get(self.column, "")


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check says, and the stretch of the translation, or else of the source, that it says it of."""

    text: str
    spot: str = ""


# A bare text is a fault that is found in no one place.
Run = Callable[[Message, Context], Iterator[str | Fault] | Iterator[str] | Iterator[Fault]]
When = Callable[[Message], bool]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule for one message: its public name, how grave a breach is, when it makes sense, and the rule itself."""

    name: str
    severity: str
    run: Run
    when: When

    @property
    def room(self) -> str:
        """The room that the check hangs in."""
        return self.run.__module__.rpartition(".")[2]

    @property
    def manual(self) -> str:
        """What the check asks for, with its examples."""
        return inspect.getdoc(self.run) or ""


@dataclass(frozen=True, slots=True)
class Example:
    """A `Bad` or `Good` line of a docstring: a message, and the context that it is read in."""

    good: bool
    line: str
    message: Message
    context: Context


# What has been hung up so far, by name, in the order of imports.
HUNG: dict[str, Check] = {}


class Rack(Mapping[str, Check]):
    """The checks of some rooms by name; a room is imported when one of its checks is first asked for."""

    def __init__(self, rooms: Iterable[str]) -> None:
        self._closed = list(rooms)
        self._rooms = tuple(self._closed)

    def __getitem__(self, name: str) -> Check:
        while name not in HUNG and self._closed:
            self._open()
        return HUNG[name]

    def __iter__(self) -> Iterator[str]:
        while self._closed:
            self._open()
        return (check.name for room in self._rooms for check in HUNG.values() if check.run.__module__ == room)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _open(self) -> None:
        # Only what could be imported counts as open: a room that fails must fail again, not be missing.
        import_module(self._closed[0])
        self._closed.pop(0)


@cache
def primary(language: str) -> str:
    """Return the language of a code, without its country or script, in lower case.

    >>> primary("en_GB"), primary("es-419"), primary("")
    ('en', 'es', '')
    """
    return re.split(r"[_-]", language)[0].lower()


def written(translation: str) -> bool:
    """Whether a translation shows anything to a reader.

    >>> written("The <b>castle</b>"), written("<b> \\u200b</b>")
    (True, False)
    """
    text = shown(translation)
    return any(map(str.isalnum, text)) or any(char.isprintable() and not char.isspace() for char in text)


# What GNOME and KDE ask translators to put their own names for; the two have nothing in common.
_CREDITS = frozenset({"translator-credits", "translator_credits", "translators-credits", "Your names", "Your emails"})


def text(message: Message) -> bool:
    """Whether there is a translation to look at, reviewed or not."""
    return bool(message.source) and message.source not in _CREDITS and written(message.translation)


def stated(message: Message) -> bool:
    """Whether this is a message, whatever its state."""
    return bool(message.source)


def header(message: Message) -> bool:
    """Whether this is the header of a catalog."""
    return not message.source


def error(when: When = text) -> Callable[[Run], Run]:
    """Hang up a check whose breach must not be published; it runs on the messages that `when` names."""
    return _hung(ERROR, when)


def warning(when: When = text) -> Callable[[Run], Run]:
    """Hang up a check whose breach a reviewer should see; it runs on the messages that `when` names."""
    return _hung(WARNING, when)


def _hung(severity: str, when: When) -> Callable[[Run], Run]:
    def hang(run: Run) -> Run:
        name = run.__name__.replace("_", "-")
        if name in HUNG:
            raise ValueError(f"There are two checks called {name}.")
        HUNG[name] = Check(name, severity, run, when)
        return run

    return hang


_EXAMPLE = re.compile(r"^(?P<kind>Bad|Good)(?: \((?P<tags>[^)]*)\))?:[ \t]*(?P<pair>.*)$", re.MULTILINE)
_TERM = re.compile(r"^Term: +(?P<source>.+?) +-> +(?P<target>.+?)(?: +\((?P<note>[^)]*)\))?$", re.MULTILINE)
_ALSO = re.compile(r"^Also: +(?P<source>.+?) +-> +(?P<target>.+?)$", re.MULTILINE)
_ESCAPED = re.compile(r"\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}|[nrt])")


def examples(check: Check) -> tuple[Example, ...]:
    r"""Return the `Bad:` and `Good:` lines of a check's manual.

    A line reads `Bad (es, fuzzy): source -> translation`; without a language it is English, and `es from en` has
    English sources. `\n`, `\x20` and `\u202e` are read as in Python. `Term: source -> translation (note)` gives the
    glossary that the lines are read with, `Also: source -> translation` what the catalog holds beside each.

    >>> def shout(message, context):
    ...     '''No shouting.
    ...
    ...     Bad (es): Halt! -> ¡ALTO!
    ...     '''
    >>> [example.message.translation for example in examples(Check("shout", ERROR, shout, text))]
    ['¡ALTO!']
    """
    terms = [(found["source"], found["target"], found["note"] or "") for found in _TERM.finditer(check.manual)]
    also = [Message(found["source"], found["target"]) for found in _ALSO.finditer(check.manual)]
    return tuple(_example(found, terms, also) for found in _EXAMPLE.finditer(check.manual))


def _example(found: re.Match[str], terms: Sequence[tuple[str, str, str]], also: Sequence[Message]) -> Example:
    tags = (found["tags"] or "").replace(",", " ").replace("from ", "from_").split()
    language = next((tag for tag in tags if tag != "fuzzy" and not tag.startswith("from_")), "en")
    written_in = next((tag.removeprefix("from_") for tag in tags if tag.startswith("from_")), "de")
    source, _, translation = found["pair"].partition("->")
    message = Message(_read(source), _read(translation), fuzzy="fuzzy" in tags)
    rules = tuple(Term(term, {language: target}, note) for term, target, note in terms)
    elsewhere = overview(Catalog((*also, message))) if also else NOTHING
    return Example(found["kind"] == "Good", found[0], message, Context(language, rules, written_in, (), elsewhere))


def _read(written_down: str) -> str:
    return _ESCAPED.sub(lambda found: found[0].encode().decode("unicode_escape"), written_down.strip(" "))
