"""What two people made of the header of a catalog, in one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from harztool.catalogs.said import commented
from harztool.model import Catalog, Message


def headed(base: Catalog, ours: Catalog, theirs: Catalog) -> Message | None:
    """Return the header: each field as the side that changed it has it, ours where both did, the later of two dates."""
    if ours.header is None or theirs.header is None or ours.header == theirs.header:
        return ours.header or theirs.header
    if base.header is not None and ours.header == base.header:
        return theirs.header
    before, mine, others = (_fields(each.header) for each in (base, ours, theirs))
    keys = dict.fromkeys((*mine, *others))
    lines = (_field(key[0], before.get(key), mine.get(key), others.get(key)) for key in keys)
    return replace(
        ours.header,
        translation="".join(f"{line}\n" for line in lines if line is not None),
        comments=commented(base.header, ours.header, theirs.header),
        fuzzy=ours.header.fuzzy and theirs.header.fuzzy,
    )


def _fields(header: Message | None) -> dict[tuple[str, int], str]:
    """Return the lines of a header by their names, or by themselves where they have none, numbered if they recur."""
    found: dict[tuple[str, int], str] = {}
    seen: Counter[str] = Counter()
    for line in header.translation.splitlines() if header else ():
        name = line.partition(":")[0]
        found[name, seen[name]] = line
        seen[name] += 1
    return found


def _field(name: str, before: str | None, mine: str | None, other: str | None) -> str | None:
    if mine == before:
        return other
    if other == before:
        return mine
    return max(mine, other) if mine and other and name.endswith("-Date") else mine or other
