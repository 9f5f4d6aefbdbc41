"""Files of several languages: which of them is meant, and what is left out for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath

from harztool.errors import UsageError
from harztool.languages import primary


def nearest(wanted: str, codes: Iterable[str]) -> str:
    """Return the code that is meant: the same, else that of the language alone, else one of another region, or "".

    >>> nearest("en_GB", ["en-US", "en", "en-GB"]), nearest("en_GB", ["en-US", "en"]), nearest("en", ["de"])
    ('en-GB', 'en', '')
    """
    near = (code for code in codes if primary(code) == primary(wanted))
    return min(near, key=lambda code: (not _same(code, wanted), not _same(code, primary(wanted))), default="")


def chosen(codes: Iterable[str], wanted: str, where: str) -> str:
    """Return the language of a file that is meant: the one wanted, the only one, or the one that its name begins with.

    Where the file holds it for several regions only, it is the language alone. Nothing where it is not there.

    Raises `UsageError` where that is not clear.

    >>> chosen(["en", "es"], "", "back/es.tmx"), chosen(["en-GB", "en-US"], "", "back.tmx")
    ('es', 'en')
    """
    there = list(dict.fromkeys(filter(None, codes)))
    if wanted or len(there) < 2:
        return nearest(wanted, there) if wanted else "".join(there)
    if named := nearest(PurePath(where).name.partition(".")[0], there):
        return named
    if len({primary(code) for code in there}) > 1:
        raise UsageError(f"{where} holds texts in {', '.join(there)}; name the language that is wanted with --lang.")
    return primary(there[0])


def left_out(texts: Counter[str]) -> tuple[str, ...]:
    """Return remarks on texts that are not taken in, counted by language.

    >>> left_out(Counter({"es": 2}))
    ('2 texts in es are left out',)
    """
    return tuple(
        f"{count} text in {code} is left out" if count == 1 else f"{count} texts in {code} are left out"
        for code, count in texts.items()
    )


def _same(code: str, other: str) -> bool:
    return code.lower().replace("_", "-") == other.lower().replace("_", "-")
