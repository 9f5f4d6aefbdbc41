"""The values that flow from stage to stage; all frozen, none knows where it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, get_args

from harztool import provenance


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site: its address, its path below `pages/`, and its HTML, character by character."""

    url: str
    path: str
    html: str


@dataclass(frozen=True, slots=True)
class Record:
    """What `pages/index.jsonl` knows of one page; times are ISO 8601 in UTC."""

    url: str
    path: str
    status: int = 200
    etag: str = ""
    last_modified: str = ""
    sha256: str = ""
    title: str = ""
    fetched: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """What the text of a page, known by its SHA-256, says to a crawler, so that nobody has to read it for that again.

    Addresses are in normal form, `canonical` is empty where the page names none, `listed` is false where it asks not
    to be listed, `language` is what it says of itself.
    """

    url: str
    sha256: str
    canonical: str = ""
    links: tuple[str, ...] = ()
    listed: bool = True
    language: str = ""


Outcome = Literal["new", "changed", "unchanged", "gone", "refused", "failed", "skipped"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
# The outcomes of an address that is a page of the site as it is now.
KEPT: frozenset[Outcome] = frozenset({"new", "changed", "unchanged"})


@dataclass(frozen=True, slots=True)
class Visit:
    """What became of one address, and the reason in one phrase; `found_on` is the address that led to it.

    `page` is there when the page must be stored (new, changed), `record` when the page is known (and for `gone`,
    what was known of it), `trace` when the page was read. `links` are the addresses of the site that the page leads
    to, `target` is the address that stands in for this one. `hides` tells that there may be pages behind it that
    nobody can know of, `dead` that whoever follows a link to it finds nothing: the site says so, or does not answer.
    """

    url: str
    outcome: Outcome
    reason: str = ""
    page: Page | None = None
    record: Record | None = None
    found_on: str = ""
    trace: Trace | None = None
    links: tuple[str, ...] = ()
    target: str = ""
    hides: bool = False
    dead: bool = False


class Part(NamedTuple):
    """A stretch of a page that a placeholder of a text stands for; offsets count characters.

    An implied tag stands nowhere in the page, a browser adds it; the offsets are then those of the start tag that it
    repeats or ends. A part without a placeholder is a comment, which a translation keeps unseen.
    """

    placeholder: str
    start: int
    end: int
    implied: bool = False


class Slot(NamedTuple):
    """A stretch of a page that is text: `html[start:end]`, and the msgid that it reads as.

    `form` says how the stretch is written in the page (as HTML, or in quotes of an attribute, or in JSON),
    `parts` what stands behind each placeholder. `owner` is where the start tag begins of the innermost element that
    holds the whole of it, or that it is an attribute of; -1 where no tag of the page does. Slots are nested (an
    attribute of a tag inside a text) or apart; they never overlap in part.
    """

    kind: str
    start: int
    end: int
    text: str
    notes: tuple[str, ...] = ()
    context: str | None = None
    form: tuple[str, ...] = ("html",)
    parts: tuple[Part, ...] = ()
    owner: int = -1


@dataclass(frozen=True, slots=True)
class Message:
    """A source text with its translation, its state, and the places it comes from.

    `translations` holds the plural forms from the second on, for catalogs of other tools; harztool itself
    writes no plurals. `places`, `notes` and `comments` are the `#:`, `#.` and `# ` lines of a PO file.
    """

    source: str
    translation: str = ""
    context: str | None = None
    places: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    fuzzy: bool = False
    previous: str | None = None
    previous_context: str | None = None
    previous_plural: str | None = None
    plural: str | None = None
    translations: tuple[str, ...] = ()
    obsolete: bool = False

    @property
    def key(self) -> tuple[str | None, str]:
        """What makes a message itself within a catalog, as in gettext: context and source."""
        return self.context, self.source

    @property
    def forms(self) -> tuple[str, ...]:
        """The translation, and where the message has a plural, its other forms."""
        return self.translation, *self.translations

    @property
    def ready(self) -> bool:
        """Whether the translation may be published: it is there, and a person stands behind it."""
        return bool(self.translation) and not self.fuzzy and not self.obsolete

    @property
    def draft(self) -> bool:
        """Whether there is a translation that waits for review."""
        return bool(self.translation) and self.fuzzy and not self.obsolete

    @property
    def untranslated(self) -> bool:
        """Whether there is nothing yet to review or publish."""
        return not self.translation and not self.obsolete

    @property
    def foreign(self) -> bool:
        """Whether it is another tool's: it names places, and no page is among them."""
        return bool(self.places) and not any(map(is_page, self.places))

    @property
    def provenance(self) -> tuple[str, str] | None:
        """The engine that drafted this message and the digits of what it wrote, or None for a person's text."""
        return provenance.provenance(self.comments)

    @property
    def by_machine(self) -> bool:
        """Whether the translation is still, letter for letter, what an engine wrote."""
        return self.provenance is not None and self.provenance[1] == provenance.digits(self.translation)

    def rejects(self, translation: str) -> bool:
        """Whether a person rejected this translation, as an engine had proposed it."""
        return provenance.digits(translation) in provenance.rejections(self.comments)


def is_page(place: str) -> bool:
    """Whether a place is a page of the site: its path ends in `.html`, with no number of a line.

    >>> is_page("de/index.html"), is_page("theme.php:4"), is_page("base.html:12")
    (True, False, False)
    """
    return place.endswith(".html")


def remarks(message: Message) -> tuple[str, ...]:
    """Return what people remarked on a message that has gone, as lines that still tell what they are about.

    >>> remarks(Message("Burg", comments=("ask the museum", "draft: deepl 3a1c82b0")))
    ('On “Burg”, which has gone: ask the museum',)
    """
    about, kept = " ".join(message.source.split()), provenance.without_draft(message.comments)
    return tuple(f"On “{about}”, which has gone: {line}" for line in kept if line.strip())


@dataclass(frozen=True, slots=True)
class Catalog:
    """Messages in site order, and the PO header (a message with an empty source), which names the language."""

    messages: tuple[Message, ...] = ()
    header: Message | None = None

    @property
    def fields(self) -> Mapping[str, str]:
        """The header's fields by name, such as `Language` or `Content-Type`."""
        lines = self.header.translation.splitlines() if self.header else []
        pairs = (line.partition(":") for line in lines)
        return {name.strip(): value.strip() for name, _, value in pairs}

    @property
    def language(self) -> str:
        """The code that the header names, such as `en`; empty in a template."""
        return self.fields.get("Language", "")

    def remarked(self, said: Iterable[str]) -> Catalog:
        """Return the catalog with lines, those that are new, among its header's comments, or the first message's."""
        holder = self.header or next(iter(self.messages), Message(""))
        new = tuple(line for line in said if line not in holder.comments)
        changed = replace(holder, comments=(*holder.comments, *new))
        if self.messages and not self.header:
            return replace(self, messages=(changed, *self.messages[1:]))
        return replace(self, header=changed) if new else self


@dataclass(frozen=True, slots=True)
class Term:
    """A row of glossary.csv: a German term and what it must become, by language; `row` counts from 2.

    `columns` are the languages that the glossary has a column for, also where this row has an empty cell.
    """

    source: str
    translations: Mapping[str, str]
    note: str = ""
    row: int = 0
    columns: tuple[str, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an engine proposes for one text; `note` tells a reviewer where it comes from."""

    translation: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding of a check at one message of one catalog; `spot` is the stretch of its texts that it is about.

    `form` is the form of the plural that it is about, counted from 0 as in `msgstr[0]`; other messages have but that.
    """

    check: str
    severity: str
    text: str
    message: Message
    language: str
    spot: str = ""
    form: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one message between two catalogs, as a reviewer cares about it.

    `old` is None for a new message, `new` for one that has gone. `kinds` names what happened, the weightiest first.
    """

    kinds: tuple[str, ...]
    old: Message | None
    new: Message | None
    language: str = ""

    @property
    def message(self) -> Message:
        """The message as it is now, or as it was where it has gone."""
        found = self.new or self.old
        assert found is not None  # noqa: S101 - a change of nothing is none
        return found
