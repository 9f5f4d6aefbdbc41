"""What `harztool build --check` finds: the pages of a plan as they lie in public/ -> what is wrong in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from harztool.cli import building, talk

if TYPE_CHECKING:
    from harztool.cli.building import Plan
    from harztool.pages.audit import Fault, Made


def checked(plan: Plan) -> bool:
    """Show what is wrong in the pages that were built, a line for each fault, and return whether anything is.

    What cannot be better is told beside that.
    """
    from harztool.pages import audit
    from harztool.wording import number

    known = _known(plan)
    found: dict[Fault, list[str]] = {}
    named: dict[str, Mapping[str, str]] = {}
    untold: dict[str, list[str]] = {}
    count = 0
    for path, made in _made(plan, known):
        count += 1
        for text in audit.untold(made):
            untold.setdefault(text, []).append(path)
        named[made.url] = audit.named(made.html)
        for fault in audit.faults(made, plan.site, plan.rules, known):
            found.setdefault(fault, []).append(path)
    for path, fault in _absent(plan):
        found.setdefault(fault, []).append(path)
    for url, fault in audit.answers(named, {url: language for url, (_, language) in known.items()}):
        found.setdefault(fault, []).append(known[url][0])
    for fault, paths in found.items():
        more = f" (on {len(paths)} pages)" if len(paths) > 1 else ""
        talk.show(f"{plan.store.config.public}/{paths[0]}: {fault.check}: {fault.text}{more}")
    said = number(len(found), "fault") if found else "nothing is wrong"
    talk.say(f"{number(count, 'page')} checked: {said}.")
    building.listed(
        f"Of {number(len(untold), 'text')} no mark can tell the language, as the same element says something in "
        "the other one, too; translate both:",
        [f"{text} (on {building.place(paths)})" for text, paths in untold.items()],
    )
    _advise(plan)
    return bool(found)


def _known(plan: Plan) -> Mapping[str, tuple[str, str]]:
    """Return the path of each page that is published, and its language as the web writes it, by address.

    Of a language that is checked it must be there; others may be built later.
    """
    from harztool.languages import language_tag
    from harztool.pages import localized

    site, public = plan.site, plan.store.public()
    paths = site.paths
    pages = ((page, each) for page in plan.pages for each in site.languages if site.has(page.url, each))
    placed = (
        (site.address(page.url, each), localized(paths[page.url], site.source, each), each) for page, each in pages
    )
    asked = {edition.language for edition in plan.editions}
    return {url: (path, language_tag(each)) for url, path, each in placed if each not in asked or public.has(path)}


def _absent(plan: Plan) -> Iterator[tuple[str, Fault]]:
    """Yield the pages that should be there and are not, as somebody has removed them since, or never built them."""
    from harztool.pages import localized
    from harztool.pages.audit import Fault

    public = plan.store.public()
    for page in plan.pages:
        for edition in plan.editions:
            path = localized(plan.site.paths[page.url], plan.site.source, edition.language)
            if plan.site.has(page.url, edition.language) and not public.has(path):
                yield path, Fault("page", "it is not there; `harztool build` writes it")


def _made(plan: Plan, known: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, Made]]:
    from harztool.pages import read
    from harztool.pages.audit import Made

    public = plan.store.public()
    for page in talk.followed(plan.pages, "Checking", len(plan.pages)):
        source = read(page, plan.rules)
        for edition in plan.editions:
            url = plan.site.address(page.url, edition.language)
            if (
                plan.site.has(page.url, edition.language)
                and url in known
                and (html := public.text(known[url][0])) is not None
            ):
                yield known[url][0], Made(source, edition, url, html)


def _advise(plan: Plan) -> None:
    """Tell if the pages of the site do not name their translations, which search engines ask of both sides."""
    from harztool.pages import audit

    silent = sum(not audit.named(page.html) for page in plan.pages)
    if silent:
        talk.say(
            f"{silent} of {len(plan.pages)} pages of the site itself do not name their translations; search engines "
            "believe hreflang only where both sides say it, so the site's own pages or its sitemap should, too."
        )
