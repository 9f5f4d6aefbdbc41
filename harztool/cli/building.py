"""What `harztool build` builds: the project's pages in its languages, which of them are published, and what to say."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from harztool.cli import talk

if TYPE_CHECKING:
    from harztool.model import Message, Page
    from harztool.pages import Built, Edition, Places, Site, Source
    from harztool.rules import Rules
    from harztool.store import Store

# So many lines are shown for one thing to say; -v shows all of them.
_NAMED = 8


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be built: pages in editions.

    `shares` tells of pages held back by how much of them is reviewed, `places` of those that are built in no language.
    """

    store: Store
    pages: Sequence[Page]
    rules: Rules
    site: Site
    editions: Sequence[Edition]
    shares: Mapping[str, Mapping[str, float]]
    places: Places


@dataclass(slots=True)
class Outcome:
    """What became of the pages of a language."""

    language: str
    paths: list[str] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    sitemaps: list[str] = field(default_factory=list)
    written: int = 0
    faulty: dict[Message, list[str]] = field(default_factory=dict)
    kept: dict[str, list[str]] = field(default_factory=dict)
    removed: Sequence[str] = ()

    def add(self, source: Source, built: Built, written: bool) -> None:
        """Take note of a page."""
        self.paths.append(built.path)
        self.written += written
        if built.listed:
            self.listed.append(source.page.url)
        for message in built.faulty:
            self.faulty.setdefault(message, []).append(built.path)
        for address in built.kept:
            self.kept.setdefault(address, []).append(built.path)


def plan(store: Store, wanted: Sequence[str] | None, *, drafts: bool) -> Plan:
    """Return what is to be built of a project: in the languages wanted, or in all.

    Raises `FileError` where there are no pages, or no catalog for one of the languages.
    """
    from harztool.cli import project, publishing

    languages, rules, pages = project.languages(store, wanted), project.rules(store), store.pages()
    catalogs = {name: project.catalog(store, name) for name in languages}
    found = publishing.published(store, pages, rules, catalogs, drafts=drafts)
    editions = [found.editions[name] for name in languages]
    return Plan(store, pages, rules, found.site, editions, found.shares, found.places)


def carried_out(plan: Plan, *, with_assets: bool = False) -> tuple[Sequence[Outcome], Sequence[str]]:
    """Build page by page and write what differs; return what became of them, and the files that they need.

    Pages that were built before and are no longer, by the pages that there are or by how much of them is reviewed, are
    removed at the end.
    """
    from harztool.pages import assets, read, translated

    public = plan.store.public()
    before = public.built()
    public.remember(before | _planned(plan))  # what a build that is broken off has written is known to the next one
    gc.freeze()  # what is loaded by now stays to the end, and need not be looked through again and again
    outcomes = [Outcome(edition.language) for edition in plan.editions]
    needed: dict[str, None] = {}
    for page in talk.followed(plan.pages, "Building", len(plan.pages)):
        source = read(page, plan.rules)
        for edition, outcome in zip(plan.editions, outcomes, strict=True):
            if plan.site.has(page.url, edition.language):
                built = translated(source, edition, plan.site)
                outcome.add(source, built, public.save(built.path, built.html, edition.language).changed)
        needed.update(dict.fromkeys(assets.needed(source) if with_assets else ()))
    for outcome in outcomes:
        _finish(plan, outcome, before)
    others = {path for path in before if path.partition("/")[0] not in {each.language for each in outcomes}}
    public.remember(others.union(*(outcome.paths + outcome.sitemaps for outcome in outcomes)))
    return outcomes, [*needed]


def _planned(plan: Plan) -> frozenset[str]:
    from harztool.pages import localized

    site = plan.site
    pages = ((page, each.language) for each in plan.editions for page in plan.pages)
    return frozenset(localized(page.path, site.source, each) for page, each in pages if site.has(page.url, each))


def _finish(plan: Plan, outcome: Outcome, before: frozenset[str]) -> None:
    """Write the sitemaps of a language, and remove its pages that are no longer built."""
    from harztool.pages import sitemaps

    public, language = plan.store.public(), outcome.language
    for path, text in sitemaps(outcome.listed, language, plan.site).items():
        public.save(path, text, language)
        outcome.sitemaps.append(path)
    there = {each for each in before if each.startswith(f"{language}/")}
    removed = public.remove(there - {*outcome.paths, *outcome.sitemaps})
    outcome.removed = [path for path in removed if path.endswith(".html")]


def sweep(plan: Plan) -> None:
    """Remove what was built of languages that are no longer in the settings, and tell of it."""
    from harztool.wording import number

    public, known = plan.store.public(), {*plan.store.config.languages}
    before = public.built()
    gone = {path for path in before if path.partition("/")[0] not in known}
    if not gone:
        return
    removed = public.remove(gone)
    public.remember(before - gone)
    names = ", ".join(sorted({path.partition("/")[0] for path in gone}))
    talk.say(f"{names}: not among the languages any more; {number(len(removed), 'file')} removed that was built before")


def say_unbuilt(plan: Plan) -> None:
    """Tell which pages are built in no language."""
    from harztool.wording import number

    listed(
        f"{number(len(plan.places.foreign), 'page')} not built, as they say that they are not in "
        f"{plan.store.config.source!r} themselves (lang of html); links to them stay:",
        [f"{url} ({language})" for url, language in plan.places.foreign.items()],
    )
    displaced = plan.places.displaced
    listed(
        f"{number(len(displaced), 'page')} not built, as another one has the same place in other languages; "
        "leave out one of the two by crawl.exclude:",
        [f"{url} (its place has {owner})" for url, owner in displaced.items()],
    )


def say(plan: Plan, outcome: Outcome) -> None:
    """Tell what became of the pages of a language."""
    from harztool.wording import number

    language, public = outcome.language, plan.store.config.public
    for message, paths in outcome.faulty.items():
        talk.say(f"{place(paths)}: {message.translation!r} does not fit {message.source!r} and is left out")
    shares = plan.shares.get(language, {})
    listed(
        f"{language}: {number(len(shares), 'page')} not published, as less is reviewed than build.min_reviewed asks:",
        [f"{url} ({int(share)} %)" for url, share in sorted(shares.items())],
    )
    listed(f"{language}: {number(len(outcome.removed), 'page')} removed that was built before:", outcome.removed)
    listed(
        f"{language}: {number(len(outcome.kept), 'link')} to pages that it does not have, left as they are:",
        [f"{address} (on {place(paths)})" for address, paths in outcome.kept.items()],
    )
    talk.say(f"{public}/{language}: {number(len(outcome.paths), 'page')}, {outcome.written} written")


def listed(title: str, lines: Sequence[str]) -> None:
    """Tell lines under a title, if there are any; of many only the first, unless asked for more."""
    if lines:
        most = len(lines) if talk.verbose else _NAMED
        more = [f"and {len(lines) - most} more; -v shows them all"] if len(lines) > most else []
        talk.say("\n".join([title, *(f"  {line}" for line in [*lines[:most], *more])]))


def place(paths: Sequence[str]) -> str:
    """Return where something is found: the first of some pages, and how many more."""
    return paths[0] if len(paths) == 1 else f"{paths[0]} and {len(paths) - 1} more"


def copied(plan: Plan, folder: Path, needed: Sequence[str]) -> None:
    """Copy the files that pages need from the folder of the site's files, and those that style sheets name in turn.

    What cannot be copied is told, and holds nothing else back. Raises `FileError` where there is no such folder, or a
    file cannot be written.
    """
    from harztool.pages import assets
    from harztool.wording import number

    public = plan.store.public()
    left, known, lacking = [*needed], {*needed}, dict[str, str]()
    count = written = 0
    while left:
        url = left.pop()
        path = assets.path_of(url)
        data, lacking[url] = _asset(folder, path)
        if data is None:
            continue
        count += 1
        written += public.save(path, data).changed
        if path.lower().endswith(".css"):
            new = [each for each in assets.of_style(data.decode("utf-8", "replace"), url) if each not in known]
            known.update(new)
            left += new
    lines = [f"{url} ({why})" for url, why in sorted(lacking.items()) if why]
    listed(f"{number(len(lines), 'file')} that pages need not copied from {folder}:", lines)
    talk.say(f"{plan.store.config.public}: {number(count, 'file')}, {written} written")


def _asset(folder: Path, path: str) -> tuple[bytes | None, str]:
    """Return what a file of the site holds, or why it is not to be copied."""
    from harztool.errors import FileError
    from harztool.pages import assets
    from harztool.store import inside

    if path and not assets.is_public(path):
        return None, "no image, style, script, font, film or document"
    try:
        data = inside(folder, path)
    except FileError as error:
        return None, str(error).rstrip(".")
    return data, "" if data is not None else "there is none"
