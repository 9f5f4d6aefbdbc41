"""Reviewing in the terminal, draft by draft and many at once: what is shown, saved, and never dropped."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given

from harztool import po, reviews
from harztool.catalogs import empty
from harztool.catalogs.said import KEPT, OURS, THEIRS
from harztool.model import Catalog, Message
from harztool.provenance import digits, drafted_by, without_draft

from .conftest import Said
from .test_catalogs import english
from .test_unite import sides

Harz = Callable[..., Said]
Answer = Callable[[str], None]


def draft(source: str, text: str, engine: str = "deepl", page: str = "de/a.html", **more: object) -> Message:
    comments = drafted_by((), engine, text) if engine else ()
    return Message(source, text, fuzzy=True, comments=comments, places=(page,), notes=("paragraph",), **more)  # type: ignore[arg-type]


DRAFTS = (
    draft("Die Burg", "The castle"),
    Message("Das Tor", "The gate", places=("de/a.html",)),
    draft("Am 3. Mai", "On May 4", engine="memory"),
    draft("Der Landkreis", "The county", page="de/b.html"),
    draft("Der Turm", "A tower", engine="", page="de/b.html", previous="Der alte Turm"),
)


@pytest.fixture
def project(harz: Harz, tmp_path: Path) -> Path:
    """A project with drafts in English; it is the working folder."""
    (tmp_path / "harztool.toml").write_text('languages = ["en"]\n', encoding="utf-8")
    (tmp_path / "glossary.csv").write_text("de,en\nLandkreis,district\n", encoding="utf-8")
    (tmp_path / "po").mkdir()
    (tmp_path / "po/en.po").write_text(po.text(english(*DRAFTS)), encoding="utf-8")
    return tmp_path


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Type these lines at the next command."""
    return lambda lines: monkeypatch.setattr("sys.stdin", io.StringIO(lines))


def editing(monkeypatch: pytest.MonkeyPatch, project: Path, code: str) -> None:
    """Name an editor that does this to the text of the file it is given."""
    (project / "editor.py").write_text(
        "import sys\nfrom pathlib import Path\npath = Path(sys.argv[1])\ntext = path.read_text(encoding='utf-8')\n"
        f"{code}\npath.write_text(text, encoding='utf-8')\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} editor.py")


def english_of(project: Path) -> dict[str, Message]:
    return {each.source: each for each in po.parse((project / "po/en.po").read_text(encoding="utf-8")).messages}


class TestReview:
    def test_a_draft_is_shown_with_all_that_helps_to_judge_it(self, harz: Harz, project: Path, answer: Answer) -> None:
        answer("s\ns\ns\ns\n")
        told = harz("review")
        assert (told.status, told.err.splitlines()[-1].split("? ")[-1]) == (0, "po/en.po: 4 skipped, 4 left")
        second = told.out.split("\n\n")[1].splitlines()
        assert second == [
            "en 2 of 4 · de/a.html",
            "  before  Das Tor",
            "          The gate",
            "  source  Am 3. Mai",
            "   draft  On May 4",
            "    note  paragraph",
            f"    note  {DRAFTS[2].comments[0]}",
            "   error  numbers-kept: the number 3 is missing",
            "   error  numbers-kept: the number 4 is not in the source",
            "   after  Der Landkreis",
            "          The county",
        ]
        assert "  source  Der [-alte -]Turm\n" in told.out

    def test_every_answer_is_saved_at_once(self, harz: Harz, project: Path, answer: Answer) -> None:
        before = (project / "po/en.po").read_text(encoding="utf-8")
        answer("a\nq\n")
        assert harz("review").err.endswith("po/en.po: 1 accepted, 3 left\n")
        after = (project / "po/en.po").read_text(encoding="utf-8")
        assert after == before.replace("#, fuzzy\n", "", 1)

    def test_what_cannot_be_published_is_not_accepted(self, harz: Harz, project: Path, answer: Answer) -> None:
        answer("s\na\nq\n")
        assert "It cannot be published, the number 3 is missing: edit or skip it." in harz("review").err
        assert english_of(project)["Am 3. Mai"].fuzzy

    def test_an_edited_text_is_a_person_s_and_reviewed(
        self, harz: Harz, project: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        editing(monkeypatch, project, "text = text.replace('May 4', '3 May')")
        answer("s\ne\nq\n")
        assert harz("review").err.endswith("po/en.po: 1 skipped, 1 edited, 3 left\n")
        found = english_of(project)["Am 3. Mai"]
        assert (found.translation, found.ready, found.comments) == ("On 3 May", True, ())

    def test_an_edited_text_that_does_not_fit_is_kept_as_a_draft_and_asked_for_again(
        self, harz: Harz, project: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        editing(monkeypatch, project, "text = text.replace('May 4', '5 May')")
        answer("s\ne\ns\nq\n")
        assert "Kept as a draft, the number 3 is missing." in harz("review").err
        found = english_of(project)["Am 3. Mai"]
        assert (found.translation, found.fuzzy, found.by_machine) == ("On 5 May", True, False)

    @pytest.mark.parametrize(
        "code",
        [
            pytest.param("text = ''", id="nothing is left"),
            pytest.param("sys.exit(1)", id="the editor fails"),
            pytest.param("path.write_text('A fortress\\n' + text); sys.exit(1)", id="it fails behind a change"),
            pytest.param("pass", id="nothing is changed"),
            pytest.param("text = text.partition('\\n')[2]", id="the draft is taken out"),
            pytest.param("text = '\\n'.join(text.split('\\n')[:1] + text.split('\\n')[2:])", id="the line below is"),
        ],
    )
    @pytest.mark.parametrize("first", ["", "s\n"], ids=["a draft that could be published", "one that could not"])
    def test_an_editor_that_gives_nothing_back_changes_nothing(
        self, harz: Harz, project: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch, first: str, code: str
    ) -> None:
        before = (project / "po/en.po").read_bytes()
        editing(monkeypatch, project, code)
        answer(f"{first}e\nq\n")
        assert harz("review").status == 0
        assert (project / "po/en.po").read_bytes() == before

    def test_a_person_without_an_editor_is_told_what_to_do(
        self, harz: Harz, project: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("VISUAL", "EDITOR"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("PATH", str(project / "nothing"))
        answer("e\na\nq\n")
        told = harz("review")
        assert (told.status, "EDITOR=nano" in told.err) == (0, True)
        assert told.err.endswith("po/en.po: 1 accepted, 3 left\n")

    def test_an_editor_that_nobody_named_is_found(
        self, harz: Harz, project: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("VISUAL", "EDITOR"):
            monkeypatch.delenv(name, raising=False)
        (project / "bin").mkdir()
        (project / "bin/nano").write_text(
            '#!/bin/sh\necho \'A keep\' > "$1.new"\n/bin/cat "$1" | {\nread -r _\n'
            '/bin/cat >> "$1.new"\n}\n/bin/mv "$1.new" "$1"\n',
            encoding="utf-8",
        )
        (project / "bin/nano").chmod(0o755)
        monkeypatch.setenv("PATH", str(project / "bin"))
        answer("e\nq\n")
        assert harz("review").err.endswith("po/en.po: 1 edited, 3 left\n")
        assert english_of(project)["Die Burg"] == Message(
            "Die Burg", "A keep", places=("de/a.html",), notes=("paragraph",)
        )

    def test_the_end_of_the_input_ends_the_review(self, harz: Harz, project: Path, answer: Answer) -> None:
        answer("a\n")
        assert harz("review").err.endswith("po/en.po: 1 accepted, 3 left\n")

    @pytest.mark.parametrize(
        ("change", "found"),
        [
            pytest.param(
                "was.replace('On May 4', 'On the third of May')",
                ("On 3 May", False, (f"{KEPT}On the third of May",)),
                id="a person's other draft gives way to it, in a comment",
            ),
            pytest.param(
                "was.replace('#, fuzzy\\nmsgid \"Am 3. Mai', 'msgid \"Am 3. Mai').replace('May 4', '3rd May')",
                ("On 3rd May", True, (f"{OURS}On 3rd May", f"{THEIRS}On 3 May")),
                id="so does a reviewed text",
            ),
            pytest.param(
                "was.replace('On May 4', '')", ("On 3 May", False, ()), id="a draft that was rejected counts less"
            ),
            pytest.param("was.replace('de/a.html', 'de/z.html')", ("On 3 May", False, ()), id="a page was moved"),
            pytest.param(
                "was[: was.index('#. paragraph\\n#: de/b')]", ("On 3 May", False, ()), id="others have gone"
            ),
        ],
    )  # fmt: skip
    def test_what_somebody_else_did_meanwhile_stays_and_so_does_what_was_typed(
        self, harz: Harz, project: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch,
        change: str, found: tuple[object, ...],
    ) -> None:  # fmt: skip
        editing(
            monkeypatch,
            project,
            "other = Path('po/en.po')\nwas = other.read_text(encoding='utf-8')\n"
            f"other.write_text({change}, encoding='utf-8')\n"
            "text = text.replace('May 4', '3 May')",
        )
        answer("s\ne\nq\n")
        told = harz("review")
        now = english_of(project)["Am 3. Mai"]
        assert (now.translation, now.fuzzy, without_draft(now.comments)) == found
        assert ("Somebody has changed this message meanwhile" in told.err) == now.fuzzy

    def test_a_text_typed_for_a_message_that_has_gone_stays_as_obsolete(
        self, harz: Harz, project: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        editing(
            monkeypatch,
            project,
            "other = Path('po/en.po')\nwas = other.read_text(encoding='utf-8')\n"
            "other.write_text(was[: was.index('#. paragraph')], encoding='utf-8')\ntext = 'A keep' + text[10:]",
        )
        answer("e\nq\n")
        harz("review")
        assert english_of(project) == {"Die Burg": Message("Die Burg", "A keep", obsolete=True)}

    def test_a_decision_on_a_text_that_is_no_longer_there_is_none(
        self, harz: Harz, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = project / "po/en.po"

        class Typing(io.StringIO):
            def readline(self, size: int | None = -1, /) -> str:
                path.write_text(path.read_text(encoding="utf-8").replace("The castle", "The fort"), encoding="utf-8")
                return super().readline(size if size is not None else -1)

        monkeypatch.setattr("sys.stdin", Typing("a\nq\n"))
        assert "it is left as it is now" in harz("review").err
        assert english_of(project)["Die Burg"].draft


def sheets(project: Path) -> list[Path]:
    """Return the files in which something typed was left."""
    return sorted(project.glob(".harztool/review-*"))


class TestWhatWasTyped:
    """Whatever the editor does, what a person typed is in the catalog, or in a file that is named."""

    @pytest.mark.parametrize(
        "code",
        [
            pytest.param(
                "text = text.replace('The castle', 'A keep')\npath.write_text(text)\nsys.exit(1)", id="it fails"
            ),
            pytest.param("path.write_bytes('Ein Schloß'.encode('latin-1'))\nsys.exit()", id="it saves as Latin-1"),
            pytest.param(
                "import os, signal\npath.write_text('A keep')\n"
                "signal.signal(signal.SIGINT, signal.SIG_DFL)\nos.kill(os.getpid(), signal.SIGINT)",
                id="Ctrl-C ends it",
            ),
        ],
    )
    def test_a_text_that_cannot_be_taken_is_kept_and_the_session_goes_on(
        self, harz: Harz, project: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch, code: str
    ) -> None:
        editing(monkeypatch, project, code)
        answer("e\ne\na\nq\n")
        told = harz("review")
        assert (told.status, told.err.endswith("po/en.po: 1 accepted, 3 left\n")) == (0, True)
        kept = sheets(project)
        assert [path.name for path in kept] == ["review-en-1.txt", "review-en-2.txt"]
        for path in kept:
            assert f"what you wrote is kept in {path.relative_to(project)}." in told.err
            assert any(typed in path.read_bytes() for typed in (b"A keep", "Schloß".encode("latin-1")))

    @pytest.mark.parametrize(
        ("code", "said"),
        [
            pytest.param("path.unlink()\nsys.exit()", "The editor left no file", id="the file is gone"),
            pytest.param("sys.exit(1)", "The editor ended with an error", id="it fails on an unchanged text"),
            pytest.param("text = ''", "Nothing was written", id="nothing is left"),
            pytest.param("pass", "EDITOR='code --wait'", id="nothing was typed"),
        ],
    )
    def test_where_nothing_was_typed_no_file_is_left(
        self, harz: Harz, project: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch, code: str, said: str
    ) -> None:
        editing(monkeypatch, project, code)
        answer("e\nq\n")
        told = harz("review")
        assert (told.status, said in told.err, sheets(project)) == (0, True, [])

    def test_a_text_that_was_put_in_place_of_everything_is_kept_as_a_draft_and_asked_for(
        self, harz: Harz, project: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        editing(monkeypatch, project, "text = 'A keep\\n'")
        answer("e\nq\n")
        assert "accept it if it is right: A keep" in harz("review").err
        assert english_of(project)["Die Burg"].draft
        answer("a\nq\n")
        harz("review")
        now = english_of(project)["Die Burg"]
        assert (now.translation, now.ready, sheets(project)) == ("A keep", True, [])

    def test_of_a_text_without_the_line_below_it_no_remark_is_taken(
        self, harz: Harz, project: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        editing(monkeypatch, project, "rest = text.split('\\n')\ntext = '\\n'.join(['A keep', *rest[2:]])")
        answer("e\nq\n")
        harz("review")
        assert english_of(project)["Die Burg"].translation == "A keep"

    @pytest.mark.parametrize(
        "code",
        [
            pytest.param("text = '\\ufeffA keep' + text[10:]", id="a byte order mark"),
            pytest.param("text = '\\n\\nA keep\\n\\n' + text[10:]", id="blank lines"),
            pytest.param("text = ('A keep' + text[10:]).replace('\\n', '\\r\\n')", id="line ends of Windows"),
        ],
    )
    def test_what_an_editor_puts_around_a_text_is_no_part_of_it(
        self, harz: Harz, project: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch, code: str
    ) -> None:
        editing(monkeypatch, project, code)
        answer("e\nq\n")
        harz("review")
        now = english_of(project)["Die Burg"]
        assert (now.translation, now.ready, sheets(project)) == ("A keep", True, [])

    def test_ctrl_c_while_the_editor_runs_is_the_editor_s(
        self, harz: Harz, project: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        editing(
            monkeypatch, project, "import os, signal\nos.kill(os.getppid(), signal.SIGINT)\ntext = 'A keep' + text[10:]"
        )
        answer("e\nq\n")
        assert harz("review").err.endswith("po/en.po: 1 edited, 3 left\n")
        assert english_of(project)["Die Burg"].translation == "A keep"

    def test_a_catalog_that_cannot_be_saved_costs_no_text(
        self, harz: Harz, project: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        broken = "Path('po/en.po').write_text('msgid', encoding='utf-8')"
        editing(monkeypatch, project, f"{broken}\ntext = 'A keep' + text[10:]")
        answer("e\nq\n")
        told = harz("review")
        assert (told.status, "what you wrote is kept in .harztool/review-en-1.txt." in told.err) == (5, True)
        assert sheets(project)[0].read_text(encoding="utf-8").startswith("A keep\n")

    def test_an_editor_whose_name_cannot_be_read_is_told(
        self, harz: Harz, project: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("VISUAL", 'vim "')
        answer("e\nq\n")
        told = harz("review")
        assert (told.status, "a quotation mark is not closed" in told.err, sheets(project)) == (0, True, [])

    def test_an_editor_may_lie_in_the_home_of_its_user(
        self, harz: Harz, project: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        editing(monkeypatch, project, "text = 'A keep' + text[10:]")
        monkeypatch.setenv("HOME", str(project))
        monkeypatch.setenv("VISUAL", f"{sys.executable} ~/editor.py")
        answer("e\nq\n")
        assert harz("review").err.endswith("po/en.po: 1 edited, 3 left\n")


@pytest.fixture
def disputed(project: Path) -> Path:
    """The project with one message for which a merge left two texts."""
    comments = ("ask", f"{OURS}The old fort", f"{THEIRS}The old fortress")
    message = Message("Die Feste", "The old fort", fuzzy=True, comments=comments, places=("de/a.html",))
    (project / "po/en.po").write_text(po.text(english(message)), encoding="utf-8")
    return project


class TestDispute:
    def test_both_texts_are_shown_with_their_difference(self, harz: Harz, disputed: Path, answer: Answer) -> None:
        answer("q\n")
        told = harz("review")
        assert told.out.splitlines()[1:] == [
            "en 1 of 1 · de/a.html",
            "  source  Die Feste",
            "    ours  The old fort",
            "  theirs  The old [-fort-]{+fortress+}",
            "    note  ask",
        ]
        assert "[a]ccept ours, [t]ake theirs, " in told.err

    @pytest.mark.parametrize(
        ("key", "chosen", "other"),
        [("a", "The old fort", "The old fortress"), ("t", "The old fortress", "The old fort")],
        ids=["ours", "theirs"],
    )
    def test_one_is_chosen_and_the_other_kept(
        self, harz: Harz, disputed: Path, answer: Answer, key: str, chosen: str, other: str
    ) -> None:
        answer(f"{key}\n")
        assert harz("review").err.endswith("po/en.po: 1 accepted, 0 left\n")
        now = english_of(disputed)["Die Feste"]
        assert (now.translation, now.ready, now.comments) == (chosen, True, ("ask", f"{KEPT}{other}"))

    def test_a_third_text_keeps_both(
        self, harz: Harz, disputed: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        editing(monkeypatch, disputed, "text = text.replace('The old fort', 'The stronghold', 1)")
        answer("e\n")
        harz("review")
        now = english_of(disputed)["Die Feste"]
        both = (f"{KEPT}The old fort", f"{KEPT}The old fortress")
        assert (now.translation, now.ready, now.comments) == ("The stronghold", True, ("ask", *both))

    def test_nothing_can_be_taken_where_nobody_else_wrote(self, harz: Harz, project: Path, answer: Answer) -> None:
        before = (project / "po/en.po").read_bytes()
        answer("t\nq\n")
        harz("review")
        assert (project / "po/en.po").read_bytes() == before


class TestTerminal:
    @pytest.fixture
    def narrow(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
        """Let the next command believe that it writes to a terminal of 40 columns."""
        for name, value in {"COLUMNS": "40", "TERM": "xterm-256color"}.items():
            monkeypatch.setenv(name, value)
        for name in ("NO_COLOR", "FORCE_COLOR"):
            monkeypatch.delenv(name, raising=False)
        return lambda: monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    def test_words_are_wrapped_below_their_text(
        self, harz: Harz, project: Path, answer: Answer, narrow: Callable[[], None]
    ) -> None:
        narrow()
        text = "Das Rathaus ist montags bis freitags geöffnet, außer an Feiertagen."
        (project / "po/en.po").write_text(po.text(english(draft(text, "Open"))), encoding="utf-8")
        answer("q\n")
        shown = harz("review").out.splitlines()
        assert shown[2:5] == [
            "  source  Das Rathaus ist montags bis",
            "          freitags geöffnet, außer an",
            "          Feiertagen.",
        ]
        assert max(map(len, shown)) <= 40

    @pytest.mark.parametrize(
        ("name", "value", "shown"),
        [
            pytest.param("TERM", "xterm", "Der \x1b[9;31malte \x1b[0mTurm", id="in colours"),
            pytest.param("NO_COLOR", "1", "Der [-alte -]Turm", id="without, if that is wanted"),
            pytest.param("TERM", "dumb", "Der [-alte -]Turm", id="without, if there are none"),
        ],
    )
    def test_words_that_differ_are_marked(
        self,
        harz: Harz,
        project: Path,
        answer: Answer,
        monkeypatch: pytest.MonkeyPatch,
        narrow: Callable[[], None],
        name: str,
        value: str,
        shown: str,
    ) -> None:
        narrow()
        monkeypatch.setenv(name, value)
        answer("s\ns\ns\nq\n")
        assert f"  source  {shown}\n" in harz("review").out

    @pytest.mark.parametrize("error", [KeyboardInterrupt, None], ids=["Ctrl-C", "Ctrl-D"])
    def test_the_question_that_is_not_answered_ends_its_line(
        self, harz: Harz, project: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException] | None
    ) -> None:
        class Typing(io.StringIO):
            def readline(self, size: int | None = -1, /) -> str:
                if error:
                    raise error
                return ""

        monkeypatch.setattr("sys.stdin", Typing())
        assert "[q]uit? \n" in harz("review").err


@pytest.mark.parametrize(
    ("args", "accepted"),
    [
        pytest.param(["--all"], ["Die Burg", "Der Landkreis", "Der Turm"], id="all that can be published"),
        pytest.param(["--page", "de/b*"], ["Der Landkreis", "Der Turm"], id="by page"),
        pytest.param(["--engine", "deepl"], ["Die Burg", "Der Landkreis"], id="by engine"),
        pytest.param(["--check-free", "--engine", "deepl"], ["Die Burg"], id="where the checks find nothing"),
        pytest.param(["--glossary-true", "--page", "de/b.html"], ["Der Turm"], id="where the glossary is followed"),
        pytest.param(["--engine", "pseudo"], [], id="none"),
        pytest.param(["--all", "--dry-run"], [], id="a list only"),
    ],
)
def test_many_drafts_are_accepted_by_condition(harz: Harz, project: Path, args: list[str], accepted: list[str]) -> None:
    before = english_of(project)
    told = harz("accept", *args)
    assert told.status == 0
    after = english_of(project)
    assert [source for source in after if after[source].ready and not before[source].ready] == accepted
    assert {each.translation for each in after.values()} == {each.translation for each in before.values()}


def test_many_drafts_are_rejected_but_no_person_s_text(harz: Harz, project: Path) -> None:
    told = harz("reject", "--all")
    assert "po/en.po: left, a person wrote it: Der Turm\n" in told.err
    assert told.err.endswith("po/en.po: 3 rejected\n")
    after = english_of(project)
    assert [source for source in after if after[source].untranslated] == ["Die Burg", "Am 3. Mai", "Der Landkreis"]
    assert {source: each.comments for source, each in after.items() if each.comments} == {
        "Die Burg": (f"rejected: deepl {digits('The castle')}",),
        "Am 3. Mai": (f"rejected: memory {digits('On May 4')}",),
        "Der Landkreis": (f"rejected: deepl {digits('The county')}",),
    }


@pytest.mark.parametrize("command", ["accept", "reject"])
def test_an_engine_that_there_is_not_is_told(harz: Harz, project: Path, command: str) -> None:
    told = harz(command, "--engine", "depl")
    assert (told.status, told.err) == (
        2,
        "harztool: There is no draft by 'depl'; those that wait are by deepl, memory.\n",
    )


@pytest.mark.parametrize("command", ["accept", "reject"])
def test_no_condition_at_all_is_no_command(harz: Harz, project: Path, command: str) -> None:
    before = (project / "po/en.po").read_bytes()
    told = harz(command)
    assert (told.status, "or --all for all drafts" in told.err) == (2, True)
    assert (project / "po/en.po").read_bytes() == before


def test_a_rejection_of_what_was_taken_over_is_one() -> None:
    draft, lender = Message("Burgen", "Castle", fuzzy=True, previous="Burg"), Message("Burg", "Castle", obsolete=True)
    catalog = Catalog((draft, lender))
    new = reviews.rejected(draft, catalog)
    assert new
    assert reviews.decided(catalog, draft, new) == Catalog((Message("Burgen"), lender))


def test_an_accepted_conflict_is_none_any_more() -> None:
    conflict = Message("Burg", "Castle", fuzzy=True, comments=("ask", f"{OURS}Castle", f"{THEIRS}Fort"))
    assert reviews.accepted(conflict) == Message("Burg", "Castle", comments=("ask", f"{KEPT}Fort"))


def test_what_was_not_taken_over_is_told_once_and_other_comments_stay_as_they_are() -> None:
    comments = ("", "ask", "", f"{KEPT}Fort", f"{OURS}Castle", f"{THEIRS}Fort")
    assert reviews.accepted(Message("Burg", "Castle", fuzzy=True, comments=comments)).comments == comments[:4]


def test_the_other_s_text_is_taken_form_by_form() -> None:
    both = (f"{OURS}castle | castles", f"{THEIRS}fort | forts")
    disputed = Message(
        "%d Burg",
        "castle",
        plural="%d Burgen",
        translations=("castles",),
        fuzzy=True,
        comments=(*both, "draft note: x"),
    )
    found = reviews.swapped(disputed)
    assert found
    assert found.forms == ("fort", "forts")
    assert reviews.accepted(found).comments == (f"{KEPT}castle | castles",)
    assert reviews.swapped(Message("Burg\n", "Fort\n", comments=(f"{THEIRS}A\\nB\\n",))).translation == "A\nB\n"  # type: ignore[union-attr]
    unclear = Message("a", "b", plural="c", translations=("d",), comments=(f"{THEIRS}e | f | g",))
    assert reviews.swapped(unclear) is None


@given(sides())
def test_a_rejection_drops_no_text_of_a_person(catalog: Catalog) -> None:
    for message in catalog.messages:
        if message.draft and not message.by_machine:
            assert reviews.rejected(message, catalog) is None
    assert reviews.decided(empty("en"), Message("Burg"), Message("Burg")) is None


def test_what_two_people_wrote_is_accepted_by_no_filter(harz: Harz, project: Path) -> None:
    comments = ("conflict, ours: Fortress", "conflict, theirs: Stronghold")
    disputed = Message("Die Feste", "Fortress", fuzzy=True, comments=comments, places=("de/a.html",))
    (project / "po/en.po").write_text(po.text(english(disputed, *DRAFTS)), encoding="utf-8")
    said = harz("accept", "--all")
    assert "left, two people wrote it: Die Feste" in said.err
    assert english_of(project)["Die Feste"] == disputed
    assert english_of(project)["Die Burg"].ready


@pytest.mark.parametrize("text", ["The gate\n", "\nThe gate"], ids=["behind it", "before it"])
def test_a_line_break_that_gettext_refuses_is_accepted_by_no_filter(harz: Harz, project: Path, text: str) -> None:
    path = project / "po/en.po"
    before = po.text(english(Message("Das Tor", text, fuzzy=True)))
    path.write_text(before, encoding="utf-8")
    harz("accept", "--all")
    assert path.read_text(encoding="utf-8") == before
