"""The three-way merge: whose text counts, what a conflict looks like, and that no person's text is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harztool import po
from harztool.catalogs import empty, united
from harztool.catalogs.said import KEPT, OURS, THEIRS
from harztool.model import Catalog, Message
from harztool.provenance import drafted_by, without_draft

from .test_catalogs import english

NOTHING = Message("Burg", places=("a.html",))
REVIEWED = replace(NOTHING, translation="Castle")
OTHER = replace(NOTHING, translation="Fort")
DOUBT = replace(OTHER, fuzzy=True)


def draft(text: str) -> Message:
    return replace(NOTHING, translation=text, fuzzy=True, comments=drafted_by((), "deepl", text))


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "found"),
    [
        pytest.param(NOTHING, REVIEWED, NOTHING, REVIEWED, id="what one side did counts"),
        pytest.param(NOTHING, NOTHING, REVIEWED, REVIEWED, id="whichever side it is"),
        pytest.param(REVIEWED, REVIEWED, OTHER, OTHER, id="a reviewed text may be changed"),
        pytest.param(REVIEWED, REVIEWED, DOUBT, DOUBT, id="and may be doubted"),
        pytest.param(NOTHING, draft("A castle"), REVIEWED, REVIEWED, id="a person's text beats a draft"),
        pytest.param(NOTHING, DOUBT, draft("A castle"), DOUBT, id="an unreviewed one, too"),
        pytest.param(REVIEWED, REVIEWED, draft("A castle"), REVIEWED, id="a draft never takes a person's place"),
        pytest.param(REVIEWED, NOTHING, REVIEWED, REVIEWED, id="nor does nothing"),
        pytest.param(draft("A castle"), NOTHING, draft("A castle"), NOTHING, id="a draft can be rejected"),
        pytest.param(
            NOTHING, draft("A castle"), draft("The castle"), draft("A castle"), id="of two drafts ours counts"
        ),
        pytest.param(
            draft("Castle"),
            replace(draft("Castle"), fuzzy=False),
            draft("Castle"),
            replace(draft("Castle"), fuzzy=False),
            id="a review of a draft counts",
        ),
        pytest.param(None, REVIEWED, None, REVIEWED, id="a new message"),
        pytest.param(None, draft("A castle"), REVIEWED, REVIEWED, id="a message that is new on both sides"),
        pytest.param(NOTHING, None, NOTHING, None, id="a message that has gone"),
        pytest.param(
            REVIEWED, None, OTHER, replace(OTHER, obsolete=True, places=()), id="a text for a message that has gone"
        ),
        pytest.param(
            REVIEWED,
            replace(REVIEWED, obsolete=True, places=()),
            OTHER,
            replace(OTHER, obsolete=True, places=()),
            id="a text for an obsolete message",
        ),
        pytest.param(
            REVIEWED,
            replace(REVIEWED, places=("b.html",)),
            OTHER,
            replace(OTHER, places=("b.html",)),
            id="a moved page",
        ),
        pytest.param(
            REVIEWED,
            replace(REVIEWED, comments=("ours",)),
            replace(REVIEWED, comments=("theirs",)),
            replace(REVIEWED, comments=("ours", "theirs")),
            id="comments of both",
        ),
    ],
)
def test_whose_text_counts(
    base: Message | None, ours: Message | None, theirs: Message | None, found: Message | None
) -> None:
    result = united(*(english(*filter(None, [each])) for each in (base, ours, theirs)))
    assert result.catalog.messages == ((found,) if found else ())
    assert result.conflicts == ()


def test_a_reviewed_text_beats_a_fuzzy_one_which_stays_in_a_comment() -> None:
    (found,) = united(english(NOTHING), english(DOUBT), english(REVIEWED)).catalog.messages
    assert (found.translation, found.ready, found.comments) == ("Castle", True, (f"{KEPT}Fort",))


@pytest.mark.parametrize("fuzzy", [True, False], ids=["both in doubt", "both reviewed"])
def test_two_people_s_different_texts_are_a_conflict_that_can_be_read(fuzzy: bool) -> None:
    base, ours, theirs = (english(replace(each, fuzzy=fuzzy)) for each in (NOTHING, REVIEWED, OTHER))
    result = united(base, ours, theirs)
    (found,) = result.catalog.messages
    assert found.fuzzy
    assert found.comments == (f"{OURS}Castle", f"{THEIRS}Fort")
    assert result.conflicts == (found,)
    assert po.parse(po.text(result.catalog)) == result.catalog


def test_a_conflict_is_told_once() -> None:
    first = united(english(NOTHING), english(REVIEWED), english(OTHER)).catalog
    assert united(first, first, replace(first, messages=(*first.messages, Message("Tor")))).conflicts == ()


def test_a_conflict_over_a_conflict_keeps_the_texts_of_the_first() -> None:
    first = united(english(NOTHING), english(REVIEWED), english(OTHER)).catalog
    (torn,) = first.messages
    ours, theirs = (english(replace(torn, translation=text)) for text in ("Keep", "Tower"))
    (found,) = united(first, ours, theirs).conflicts
    assert found.comments == (f"{KEPT}Castle", f"{KEPT}Fort", f"{OURS}Keep", f"{THEIRS}Tower")


class TestOpenConflict:
    """Nobody has chosen yet; until then neither text may be overwritten."""

    TORN = united(english(NOTHING), english(REVIEWED), english(OTHER)).catalog

    def test_the_same_merge_again_changes_nothing_and_is_still_one(self) -> None:
        again = united(english(NOTHING), self.TORN, english(OTHER))
        assert (again.catalog, again.conflicts) == (self.TORN, self.TORN.messages)

    @pytest.mark.parametrize("base", [NOTHING, REVIEWED, OTHER], ids=["nothing", "our text", "their text"])
    def test_another_text_makes_another(self, base: Message) -> None:
        found = united(english(base), self.TORN, english(replace(NOTHING, translation="Keep")))
        (message,) = found.conflicts
        assert (message.translation, message.fuzzy) == ("Castle", True)
        assert message.comments == (f"{KEPT}Fort", f"{OURS}Castle", f"{THEIRS}Keep")

    def test_a_draft_does_not_touch_it(self) -> None:
        assert united(english(NOTHING), self.TORN, english(draft("Keep"))).catalog == self.TORN

    @pytest.mark.parametrize("text", ["Castle", "Fort", "Keep"])
    def test_who_chooses_ends_it(self, text: str) -> None:
        chosen = english(replace(NOTHING, translation=text))
        assert united(self.TORN, self.TORN, chosen).catalog == chosen
        assert united(self.TORN, chosen, self.TORN).catalog == chosen

    def test_a_review_of_one_of_the_texts_elsewhere_keeps_the_other_in_a_comment(self) -> None:
        found = united(english(NOTHING), self.TORN, english(REVIEWED))
        assert found.catalog == english(replace(REVIEWED, comments=(f"{KEPT}Fort",)))


@pytest.mark.parametrize("taken_back", [NOTHING, draft("A castle")], ids=["nothing", "a draft"])
def test_a_text_that_one_side_took_back_stays_and_is_told(taken_back: Message) -> None:
    for ours, theirs in ((REVIEWED, taken_back), (taken_back, REVIEWED)):
        found = united(english(REVIEWED), english(ours), english(theirs))
        assert found.held == (REVIEWED,) == found.catalog.messages
    assert united(english(REVIEWED), english(REVIEWED), english(OTHER)).held == ()
    assert united(english(draft("Fort")), english(NOTHING), english(draft("Fort"))).held == ()


def test_header_lines_of_the_same_name_and_remarks_without_a_header_stay() -> None:
    head = Message("", "X-Note: a\nX-Note: b\n")
    theirs = Catalog((), replace(head, translation="X-Note: a\nX-Note: b\nX-New: c\n"))
    assert united(Catalog((), head), Catalog((), replace(head, fuzzy=True)), theirs).catalog.header == replace(
        theirs.header or head, fuzzy=False
    )
    tor, burg = Message("Tor", "Gate"), Message("Burg")
    said = united(Catalog((burg, tor)), Catalog((replace(burg, comments=("ask",)), tor)), Catalog((tor,))).catalog
    assert said.messages == (replace(tor, comments=("On “Burg”, which has gone: ask",)),)


def test_what_is_new_stands_behind_what_it_followed() -> None:
    base = english(Message("A"), Message("D"))
    theirs = english(Message("A"), Message("B"), Message("C"), Message("D"), Message("E"))
    found = united(base, english(Message("0"), Message("A"), Message("D")), theirs)
    assert [each.source for each in found.catalog.messages] == ["0", "A", "B", "C", "D", "E"]


def test_the_header_keeps_what_each_side_changed_and_the_later_date() -> None:
    def headed(date: str, team: str, by: str) -> Catalog:
        return Catalog((), Message("", f"PO-Revision-Date: {date}\nLanguage-Team: {team}\nLast-Translator: {by}\n"))

    found = united(headed("2024-01", "", ""), headed("2024-02", "Harz", ""), headed("2024-03", "", "Ana"))
    assert found.catalog == headed("2024-03", "Harz", "Ana")


def test_a_line_of_the_header_without_a_colon_is_one_too_and_what_one_side_removed_has_gone() -> None:
    def headed(*lines: str) -> Catalog:
        return Catalog((), Message("", "".join(f"{line}\n" for line in lines)))

    base = headed("Made by hand", "Language: en", "X-Old: 1", "X-Older: 1")
    ours, theirs = (
        headed("Made by hand", "Language: en", "X-Old: 1", "X-New: 1"),
        headed("Made by hand", "Language: en_GB", "X-Older: 1"),
    )
    assert united(base, ours, theirs).catalog == headed("Made by hand", "Language: en_GB", "X-New: 1")


@pytest.mark.parametrize("swapped", [False, True], ids=["ours", "theirs"])
def test_a_remark_on_an_untranslated_text_that_the_other_side_removed_stays_in_the_header(swapped: bool) -> None:
    with_remark = english(replace(NOTHING, comments=("ask the museum",)))
    sides = (english(), with_remark) if swapped else (with_remark, english())
    found = united(english(NOTHING), *sides).catalog
    assert (found.messages, found.header and found.header.comments) == (
        (), ("On “Burg”, which has gone: ask the museum",),
    )  # fmt: skip
    assert united(english(NOTHING), found, with_remark).catalog == found


PLURAL = Message("Burg", "Castle", plural="Burgen", translations=("Castles",))


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "found"),
    [
        pytest.param(NOTHING, PLURAL, DOUBT, replace(PLURAL, comments=(f"{KEPT}Fort",)), id="a plural that counts"),
        pytest.param(
            NOTHING, replace(PLURAL, fuzzy=True), OTHER,
            replace(NOTHING, translation="Fort", comments=(f"{KEPT}Castle | Castles",)), id="a plural that gives way",
        ),
        pytest.param(
            replace(PLURAL, translation="", translations=("",)), None, replace(PLURAL, translation=""),
            replace(PLURAL, translation=""), id="a plural with a later form only, for a message that has gone",
        ),
        pytest.param(
            PLURAL, replace(PLURAL, obsolete=True), replace(PLURAL, translation=""),
            replace(PLURAL, translation=""), id="and for an obsolete one",
        ),
        pytest.param(
            PLURAL, replace(PLURAL, plural="Die Burgen"), replace(PLURAL, translations=("Forts",)),
            replace(PLURAL, plural="Die Burgen", translations=("Forts",)), id="each side changed another part",
        ),
    ],
)  # fmt: skip
def test_a_plural_goes_with_its_forms(base: Message, ours: Message | None, theirs: Message, found: Message) -> None:
    for one, other in ((ours, theirs), (theirs, ours)):
        sides = (english(*([each] if each else [])) for each in (base, one, other))
        (got,) = united(*sides).catalog.messages
        assert replace(got, places=()) == replace(found, places=())
        assert po.parse(po.text(english(got))) == english(got)


TEXTS = st.sampled_from(["", "Castle", "Fort", "A castle", "Burgo"])


@st.composite
def sides(draw: st.DrawFn) -> Catalog:
    found = []
    for source in draw(st.lists(st.sampled_from("ABCD"), unique=True)):
        text, others = draw(TEXTS), draw(st.lists(TEXTS, max_size=1))
        plural = f"{source}s" if others else None
        machine = bool(text) and draw(st.booleans())
        fuzzy = bool(text) and (machine or draw(st.booleans()))
        said = tuple(draw(st.lists(st.sampled_from(["ask the museum", "a town"]), max_size=1)))
        comments = drafted_by(said, "deepl", text) if machine else said
        obsolete = bool(text) and draw(st.booleans())
        found.append(
            Message(
                source, text, fuzzy=fuzzy, comments=comments, obsolete=obsolete,
                plural=plural, translations=tuple(others),
            )
        )  # fmt: skip
    return english(*sorted(found, key=lambda message: message.obsolete))


def written(catalog: Catalog) -> set[tuple[str, str]]:
    """What people wrote, as text or in a comment, of the message or of the header."""
    texts = {(each.source, form) for each in catalog.messages for form in each.forms if form and not each.by_machine}
    lines = [(each.source, line) for each in catalog.messages for line in without_draft(each.comments)]
    for line in catalog.header.comments if catalog.header else ():
        source, _, said = line.removeprefix("On “").partition("”, which has gone: ")
        lines.append((source, said))
    marks = (OURS, THEIRS, KEPT)
    said = {
        (source, form)
        for source, line in lines
        for mark in marks
        for form in line.removeprefix(mark).split(" | ")
        if form and (line.startswith(mark) or not line.startswith(marks))
    }
    return texts | said


def test_a_draft_that_one_person_claimed_is_kept_beside_the_other_persons_text() -> None:
    draft = Message("Burg", "Castle", fuzzy=True, comments=drafted_by((), "deepl", "Castle"))
    found = united(english(draft), english(Message("Burg", "Fort")), english(replace(draft, comments=())))
    assert found.catalog == english(Message("Burg", "Fort", comments=(f"{KEPT}Castle",)))


@given(sides(), sides(), sides())
def test_no_text_that_a_person_wrote_on_either_side_is_lost(base: Catalog, ours: Catalog, theirs: Catalog) -> None:
    found = united(base, ours, theirs).catalog
    news = (written(ours) | written(theirs)) - written(base)
    assert news <= written(found) | {(each.source, form) for each in found.messages for form in each.forms}
    assert {each.key for each in found.messages} <= {each.key for each in (*ours.messages, *theirs.messages)}
    assert po.parse(po.text(found)) == found


@given(sides(), sides())
def test_one_side_alone_is_the_result(base: Catalog, changed: Catalog) -> None:
    assert united(base, changed, changed).catalog == changed
    assert united(base, base, base) == united(empty("en"), base, base)
    assert not united(base, changed, changed).conflicts
