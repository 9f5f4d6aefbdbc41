"""Which checks a name means, and which of them are run."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches

from harztool.errors import UsageError


def matching(name: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the checks that a name means: the one called so, or all whose names begin with it and a hyphen.

    >>> matching("numbers", ["numbers-kept", "number-form"]), matching("quotes", ["quotes"]), matching("", ["quotes"])
    (('numbers-kept',), ('quotes',), ())
    """
    if name in known:
        return (name,)
    return tuple(each for each in known if name and each.startswith(f"{name}-"))


def chosen(
    select: Sequence[str], ignore: Sequence[str], known: Collection[str], also: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the checks to run: those selected, or all, without those ignored.

    `also` names what is told beside what they find. Raises `UsageError` for a name that means no check.

    >>> chosen(["numbers", "quotes"], ["quotes"], ["quotes", "numbers-kept", "entities"])
    ('numbers-kept',)
    """
    wanted = dict.fromkeys(each for name in select for each in _meant(name, known, also)) if select else (*known, *also)
    unwanted = {each for name in ignore for each in _meant(name, known, also)}
    return tuple(name for name in wanted if name not in unwanted)


def _meant(name: str, known: Collection[str], also: Collection[str]) -> tuple[str, ...]:
    # One name is looked up without a look at all that are known: a room of checks is opened when it is asked for.
    found = (name,) if name in also or name in known else matching(name, (*known, *also))
    if not found:
        near = get_close_matches(name, known, n=1, cutoff=0.5)
        advice = f"did you mean {near[0]}?" if near else "`harztool check --list` shows them."
        raise UsageError(f"There is no check {name!r}; {advice}")
    return found
