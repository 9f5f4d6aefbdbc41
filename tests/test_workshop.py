"""A long life of a site and its catalogs: whatever happens, in whatever order, what a person wrote is still there."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from harztool import drafts, interchange, po, reviews
from harztool.catalogs import empty, merged, template, united
from harztool.catalogs.said import KEPT, OURS, THEIRS
from harztool.cli import exchange
from harztool.model import Catalog, Message, Proposal

from .test_catalogs import page

# Some are alike, some differ in a full stop, a quotation mark or a tag, some in every letter.
SOURCES = (
    "Offen von 10 bis 18 Uhr",
    "Offen von 10 bis 17 Uhr",
    "Offen von 10 bis 16 Uhr.",
    "Offen von 10 bis 16 Uhr",
    "Die „alte“ Burg im Harz",
    'Die "alte" Burg im Harz',
    "Die <b>alte</b> Burg im Harz",
    "Siehe <b>Karte</b> und Plan im Harz",
    "Siehe Karte und <b>Plan</b> im Harz",
    "Wernigerode",
    "Mehr lesen",
)
PATHS = ("a.html", "b.html", "c.html", "d.html")
# What other tools keep in the same catalogs.
OTHERS = (
    Message("%d Seite", plural="%d Seiten", translations=("",), places=("theme.php:4",)),
    Message("%d Ort", "%d place", plural="%d Orte", translations=("%d places",)),
    Message("Suche", places=("theme.php:9",)),
)
PAGES = st.dictionaries(st.sampled_from(PATHS), st.lists(st.sampled_from(SOURCES), max_size=5), max_size=3)


class Workshop(RuleBasedStateMachine):
    """Editors change the site, machines draft, people review on two branches, and all of it is merged."""

    @initialize(pages=PAGES)
    def begin(self, pages: dict[str, list[str]]) -> None:
        self.pages = pages
        self.template = template([])
        self.catalog = replace(empty("en"), messages=OTHERS)
        self.branch: tuple[Catalog, Catalog] | None = None
        # What people wrote and nobody took back; each writes something else.
        self.written: set[str] = set()
        self.remarks: set[str] = set()
        self.count = 0
        self.extract()

    @rule()
    def extract(self) -> None:
        self.template = template([page(path, *texts) for path, texts in self.pages.items()], self.template)
        once = merged(self.template, self.catalog)
        assert merged(self.template, once) == once
        assert [each.key for each in _ours(once)] == [each.key for each in self.template.messages]
        # A merge takes no state back: what was reviewed is so where its text is, or among what has gone.
        assert {each.translation for each in _reviewed(self.catalog)} <= {each.translation for each in _reviewed(once)}
        live = {each.key: each for each in once.messages}
        for each in _reviewed(self.catalog):
            assert each.key not in live or (live[each.key].translation, live[each.key].fuzzy) == (
                each.translation,
                False,
            )
        self.catalog = once

    @rule(pages=PAGES)
    def edit_the_site(self, pages: dict[str, list[str]]) -> None:
        self.pages = {**self.pages, **pages}
        self.extract()

    @rule(source=st.sampled_from(SOURCES))
    def put_a_text_on_all_pages(self, source: str) -> None:
        self.edit_the_site({path: [source, *self.pages.get(path, ())] for path in (*PATHS, *self.pages)})

    @precondition(lambda self: any(self.pages.values()))
    @rule(data=st.data(), step=st.sampled_from([-1, 1]))
    def change_a_text_on_all_pages(self, data: st.DataObject, step: int) -> None:
        """Make a text of a neighbour in the list above, which is mostly one that is alike."""
        old = data.draw(st.sampled_from(sorted({each for on in self.pages.values() for each in on})))
        new = SOURCES[(SOURCES.index(old) + step) % len(SOURCES)]
        self.edit_the_site({path: [new if each == old else each for each in on] for path, on in self.pages.items()})

    @precondition(lambda self: self.pages)
    @rule(data=st.data())
    def rename_a_page(self, data: st.DataObject) -> None:
        # What people decided since may have its heirs first.
        self.extract()
        path = data.draw(st.sampled_from(sorted(self.pages)))
        self.count += 1
        self.pages[f"new-{self.count}.html"] = self.pages.pop(path)
        before = {each.key: each.translation for each in self.catalog.messages if each.ready}
        self.extract()
        after = {each.key: each.translation for each in self.catalog.messages if each.ready}
        assert before == after

    @rule()
    def draft(self) -> None:
        for batch, messages in list(drafts.batches(self.catalog, drafts.needed(self.catalog), "en")):
            proposals = [Proposal(text.upper().replace("B>", "b>")) for text in batch.texts]
            self.catalog = drafts.drafted(self.catalog, messages, proposals, "pseudo")

    def _write(self, catalog: Catalog, data: st.DataObject, where: str, chosen: Message | None = None) -> Catalog:
        live = _ours(catalog)
        if not live:
            return catalog
        message = chosen or data.draw(st.sampled_from(live))
        self.count += 1
        text = f"{where}: text {self.count} of a person"
        if "<b>" in message.source:
            text = f"<b>{text}</b>"
        new = reviews.edited(message, text)
        if data.draw(st.booleans()):
            new = reviews.accepted(new)
        changed = reviews.decided(catalog, message, new)
        assert changed is not None
        self._decide(message, new)
        self.written.add(text)
        return changed

    def _decide(self, message: Message, new: Message) -> None:
        """Who decides upon a message has read what it holds, and takes back what is no longer in it."""
        self.written -= _texts((message,)) - _texts((new,))

    @rule(data=st.data())
    def write(self, data: st.DataObject) -> None:
        self.catalog = self._write(self.catalog, data, "main")

    @precondition(lambda self: _ours(self.catalog))
    @rule(data=st.data())
    def remark(self, data: st.DataObject) -> None:
        message = data.draw(st.sampled_from(_ours(self.catalog)))
        self.count += 1
        remark = f"remark {self.count} of a person"
        new = replace(message, comments=(*message.comments, remark))
        messages = tuple(new if each is message else each for each in self.catalog.messages)
        self.catalog = replace(self.catalog, messages=messages)
        self.remarks.add(remark)

    @rule(data=st.data())
    def accept(self, data: st.DataObject) -> None:
        waiting = [each for each in reviews.drafts(self.catalog) if not each.errors]
        if waiting:
            message = data.draw(st.sampled_from(waiting)).message
            self._decide(message, reviews.accepted(message))
            self.catalog = reviews.decided(self.catalog, message, reviews.accepted(message)) or self.catalog

    @rule()
    def reject_all(self) -> None:
        for draft in list(reviews.drafts(self.catalog)):
            new = reviews.rejected(draft.message, self.catalog)
            if new:
                self.catalog = reviews.decided(self.catalog, draft.message, new) or self.catalog

    @precondition(lambda self: self.branch is None)
    @rule()
    def part(self) -> None:
        self.branch = self.catalog, self.catalog

    @precondition(lambda self: self.branch is not None)
    @rule(data=st.data())
    def write_on_the_branch(self, data: st.DataObject) -> None:
        assert self.branch
        base, theirs = self.branch
        self.branch = base, self._write(theirs, data, "branch")

    @precondition(lambda self: self.branch is not None)
    @rule()
    def unite(self) -> None:
        assert self.branch
        found = united(self.branch[0], self.catalog, self.branch[1])
        self.catalog, self.branch = found.catalog, None

    @rule()
    def save_and_load(self) -> None:
        text = po.text(self.catalog)
        assert po.parse(text, keep_stray=True) == po.parse(text)
        self.catalog = po.parse(text)
        assert po.text(self.catalog) == text

    @precondition(lambda self: _ours(self.catalog))
    @rule(data=st.data())
    def two_people_write_the_same_message_at_once(self, data: st.DataObject) -> None:
        base = self.catalog
        message = data.draw(st.sampled_from(_ours(base)))
        ours, theirs = (self._write(base, data, where, message) for where in ("main", "elsewhere"))
        self.catalog = united(base, ours, theirs).catalog

    @rule(form=st.sampled_from(["csv", "xliff"]))
    def export_and_import(self, form: str) -> None:
        sheet = interchange.Sheet(tuple(interchange.rows(self.catalog)), "de", "en")
        back = interchange.read(interchange.printed(sheet, form), form, "back")
        assert interchange.applied(self.catalog, back.rows, exchange.faulty(())).catalog == self.catalog

    @invariant()
    def what_a_person_wrote_is_there(self) -> None:
        if not hasattr(self, "catalog"):
            return
        there = _texts(self.catalog.messages)
        if self.branch:
            there |= _texts(self.branch[1].messages)
        assert self.written <= there, self.written - there
        assert len({each.key for each in self.catalog.messages}) == len(self.catalog.messages)

    @invariant()
    def what_a_person_remarked_is_there(self) -> None:
        catalogs = [self.catalog, *(self.branch or ())[1:]] if hasattr(self, "catalog") else []
        said = "\n".join(line for each in catalogs for one in (each.header, *each.messages) for line in one.comments)
        for remark in getattr(self, "remarks", ()):
            assert remark in said

    @invariant()
    def what_other_tools_wrote_is_there(self) -> None:
        if hasattr(self, "catalog"):
            there = {each.key: (each.plural, each.places) for each in self.catalog.messages if not each.obsolete}
            assert all(there[each.key] == (each.plural, each.places) for each in OTHERS)

    @invariant()
    def what_is_reviewed_fits(self) -> None:
        for message in getattr(self, "catalog", empty()).messages:
            assert not (message.ready and "<b>" in message.source and "<b>" not in message.translation)


def _ours(catalog: Catalog) -> list[Message]:
    """Return the messages that are texts of the site as it is."""
    others = {each.key for each in OTHERS}
    return [each for each in catalog.messages if not each.obsolete and each.key not in others]


def _reviewed(catalog: Catalog) -> list[Message]:
    return [each for each in catalog.messages if each.translation and not each.fuzzy]


def _texts(messages: tuple[Message, ...]) -> set[str]:
    """Return what can be read in messages: as a translation, or in the comment that a merge left."""
    said = {each.translation for each in messages}
    for mark in (OURS, THEIRS, KEPT):
        said |= {line.removeprefix(mark) for each in messages for line in each.comments if line.startswith(mark)}
    return said


TestWorkshop = Workshop.TestCase
TestWorkshop.settings = settings(deadline=None, max_examples=40, stateful_step_count=30)
