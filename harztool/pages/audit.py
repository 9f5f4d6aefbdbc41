"""What is wrong in pages that were built: read as they lie there, whoever wrote them.

Each check has a name, by which it is told: `lang`, `canonical`, `hreflang`, `link`, `leftover`, `tree`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from harztool import msgid, urls
from harztool.languages import language_tag, primary
from harztool.markup import StartTag, read, tags
from harztool.pages.addresses import is_file
from harztool.pages.canonical import is_canonical, known_by
from harztool.pages.edition import Edition
from harztool.pages.head import alternate
from harztool.pages.marks import marks
from harztool.pages.place import Place
from harztool.pages.site import Site
from harztool.pages.source import Source
from harztool.proof.tree import Event, events
from harztool.rules import Rules

_READ = frozenset({"html", "base", "link", "a", "area"})
_SHOWN = 60
_BESIDE = frozenset({"lang", "xml:lang"})


class Fault(NamedTuple):
    """Something that is wrong in a built page: the check that found it, and a phrase."""

    check: str
    text: str


@dataclass(frozen=True, slots=True)
class Made:
    """A page as it was built: of which source page, for which language, at which address, and its HTML."""

    source: Source
    edition: Edition
    url: str
    html: str


def faults(made: Made, site: Site, rules: Rules, known: Collection[str]) -> Iterator[Fault]:
    """Yield what is wrong in a page by itself; `known` are the addresses of all pages that were built."""
    found = tags(made.html, _READ).found
    language = language_tag(made.edition.language)
    stated = next((tag.value("lang") for tag in found if tag.name == "html"), "")
    if stated != language:
        yield Fault("lang", f"its html says {stated!r} and not {language!r}" if stated else "its html has no language")
    yield from _canonical(made, site, found)
    yield from _dead(made, site, found, known)
    yield from _leftover(made, rules)
    yield from _tree(made)


def answers(named: Mapping[str, Mapping[str, str]], languages: Mapping[str, str]) -> Iterator[tuple[str, Fault]]:
    """Yield the pages whose links to their other languages are not answered, by their addresses.

    `named` holds for each page what it names by `hreflang`, `languages` the language of each page as BCP 47 writes it.

    >>> named = {"/en/": {"en": "/en/", "es": "/es/"}, "/es/": {"es": "/es/"}}
    >>> [fault.text for _, fault in answers(named, {"/en/": "en", "/es/": "es"})]
    ['it names /es/ as es, which does not name it as en']
    """
    for url, others in named.items():
        if url not in others.values():
            yield url, Fault("hreflang", "it does not name itself")
        for name, address in others.items():
            back = named.get(address)
            if name != "x-default" and back is not None and back.get(languages[url].lower()) != url:
                yield (
                    url,
                    Fault("hreflang", f"it names {address} as {name}, which does not name it as {languages[url]}"),
                )


def named(html: str) -> Mapping[str, str]:
    """Return the addresses that a page names as the same in other languages, by the language in small letters."""
    links = tags(html, frozenset({"link"})).found
    return {alternate(tag).lower(): tag.value("href") for tag in links if alternate(tag)}


def _canonical(made: Made, site: Site, found: Collection[StartTag]) -> Iterator[Fault]:
    """Yield what is wrong with the address that a page is to be known by; that there are several the source may say."""
    told, before = (
        {tag.value("href").strip() for tag in tags if is_canonical(tag)} for tags in (found, made.source.tags.found)
    )
    known = known_by(Place(made.source, site, made.edition.language))
    if len(told) > 1 and len(before) < 2:
        yield Fault("canonical", "it names more than one canonical address")
    for address in told if len(told) == 1 else ():
        if urldefrag(urljoin(made.url, address))[0] != known:
            yield Fault("canonical", f"it names {address} and not {known}")


def _dead(made: Made, site: Site, found: Collection[StartTag], known: Collection[str]) -> Iterator[Fault]:
    """Yield the links that lead into a folder of a language in which there is no such page.

    Those that the source has, too, lead where they led.
    """
    before = {whole for whole, _ in _links(made.source.tags.found, made.source.page.url)}
    for whole, address in _links(found, made.url):
        if whole not in before and whole not in known and _is_for_us(whole, made.url, site):
            yield Fault("link", f"{address} leads to no page")


def _is_for_us(whole: str, url: str, site: Site) -> bool:
    """Whether an address is that of a page in a folder of a language, and none that the site itself has."""
    found = urls.found(whole, url)
    if not found or not urls.same_site(found, urls.found(url, url)):
        return False
    path = urlsplit(found).path
    return path.removeprefix("/").partition("/")[0] in site.languages and not is_file(path) and not site.page(whole)


def _links(found: Collection[StartTag], url: str) -> Iterator[tuple[str, str]]:
    """Yield where the links of a page lead, and how that is written."""
    base = next((tag.value("href") for tag in found if tag.name == "base" and tag.value("href")), "")
    for tag in found:
        address = tag.value("href").strip() if tag.name in ("a", "area") or alternate(tag) else ""
        with suppress(ValueError):  # what is no address leads nowhere
            if address and not address.startswith("#"):
                yield urldefrag(urljoin(urljoin(url, base), urls.plain(address)))[0], address


def untold(made: Made) -> Iterator[str]:
    """Yield the texts of a page whose language no mark can tell, as something else in their element is in the other."""
    values = made.edition.values(made.source.reading.slots)
    for slot in sorted(marks(made.source, values, made.edition.language).unmarked):
        yield f"{slot.kind} {_short(msgid.plain(values.get(slot, slot.text)))!r}"


def _leftover(made: Made, rules: Rules) -> Iterator[Fault]:
    """Yield the texts of the source that stand in the page without being marked as such, though they could be."""
    slots = made.source.reading.slots
    values = made.edition.values(slots)
    unmarked = {slot.text for slot in marks(made.source, values, made.edition.language).unmarked}
    left = {slot.text for slot in slots if slot not in values} - {*values.values()} - unmarked
    left_out = {*made.source.reading.left.values()}
    if not left and not left_out:
        return
    reading = read(made.html, replace(rules, source=primary(made.edition.language)))
    for slot in reading.slots:
        if slot.text in left and not slot.kind.startswith("data: "):
            yield Fault(
                "leftover", f"{slot.kind} {_short(msgid.plain(slot.text))!r} stands untranslated and not marked"
            )
    for words in sorted(left_out.intersection(reading.left.values())):
        yield Fault("leftover", f"{_short(words)!r}, which is left out, stands untranslated and not marked")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _tree(made: Made) -> Iterator[Fault]:
    """Yield the elements that an independent parser finds in the page and not in its source, or only there.

    Where none is, the page is as valid as its source: each element stands in the same one, with the same attributes.
    """
    before, after = (_elements(html) for html in (made.source.page.html, made.html))
    for what, found in (("has lost", before - after), ("has more", after - before)):
        for parent, name, attributes in found:
            shown = " ".join([name, *sorted(attributes)])
            yield Fault("tree", f"it {what}: <{shown}> in {parent}")


def _elements(html: str) -> Counter[tuple[str, str, frozenset[str]]]:
    """Count the elements of a page by the one they stand in; left out is what `build` documents that it adds."""
    found: Counter[tuple[str, str, frozenset[str]]] = Counter()
    above: list[Event] = []
    for event in events(html):
        if event.kind == "end":
            above.pop()
        elif event.kind == "start":
            parent = next((each.name for each in reversed(above) if not _is_added(each)), "")
            above.append(event)
            if not _is_added(event) and event.name != "wbr":  # a text without it reads the same
                found[parent, event.name, frozenset(event.attributes.keys() - _BESIDE)] += 1
    return found


def _is_added(event: Event) -> bool:
    given = event.attributes
    if event.name == "span":
        return given.keys() <= _BESIDE
    if event.name == "meta":
        return given.keys() == {"charset"}
    return event.name == "link" and given.keys() == {"rel", "hreflang", "href"} and given["rel"] == "alternate"
