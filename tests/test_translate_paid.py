"""What is paid for: every text once, whatever happens in between, and nothing beyond the limits."""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Request

from harztool.errors import FileError
from harztool.store import Ledger, Store
from tests.conftest import Said
from tests.deepl_rules import RefusedError
from tests.deepl_server import DeepLServer, deepl_server_fixture, serving  # noqa: F401 - pytest looks for it here
from tests.sites import messages, project, sent, text, write_page

Harz = Callable[..., Said]


@pytest.fixture
def site(harz: Harz, tmp_path: Path) -> Path:
    """Six pages of ten texts and a title each, extracted."""
    project(tmp_path, pages=6, texts=10, settings="[deepl]\ntries = 4\n")
    assert harz("extract", "-q").status == 0
    return tmp_path


def unique(server: DeepLServer) -> bool:
    return max(Counter(server.texts).values(), default=0) <= 1


def test_every_text_is_sent_once_and_a_second_run_sends_nothing(
    harz: Harz, site: Path, deepl_server: DeepLServer
) -> None:
    assert harz("translate").status == 0
    assert len(deepl_server.texts) == 66
    assert unique(deepl_server)
    before = (site / "po/en.po").read_bytes()
    requests = len(deepl_server.requests)
    assert harz("translate").err == "po/en.po: 0 drafted by deepl, 0 untranslated\n"
    assert len(deepl_server.requests) == requests
    assert (site / "po/en.po").read_bytes() == before


def test_after_one_paragraph_has_changed_one_text_is_sent(harz: Harz, site: Path, deepl_server: DeepLServer) -> None:
    harz("translate")
    deepl_server.texts.clear()
    write_page(site, 3, [text(3, each) for each in range(9)] + ["Ein ganz anderer Satz."])
    assert harz("extract", "-q").status == 0
    assert harz("translate").status == 0
    assert deepl_server.texts == ["Ein ganz anderer Satz."]


def test_requests_are_few(harz: Harz, tmp_path: Path, deepl_server: DeepLServer) -> None:
    project(tmp_path, pages=30, texts=17)
    harz("extract", "-q")
    harz("translate")
    texts = len(deepl_server.texts)
    assert texts == 30 * 18
    assert deepl_server.counted("translate") == -(-texts // 50)


def test_messages_of_other_tools_are_neither_drafted_nor_paid_for(
    harz: Harz, site: Path, deepl_server: DeepLServer
) -> None:
    path = site / "po/en.po"
    theirs = '\n#: theme.php:4\nmsgid "Weiter"\nmsgstr ""\n\n#: theme.php:9\n#, fuzzy\nmsgid "Tal"\nmsgstr "vale"\n'
    path.write_text(path.read_text(encoding="utf-8") + theirs, encoding="utf-8")
    assert json.loads(harz("cost", "--json").out)["total"]["messages"] == 66
    (site / "glossary.csv").write_text("de,en\nTal,dale\n", encoding="utf-8")
    assert harz("translate", "--refresh-glossary").out == ""
    assert harz("translate").status == 0
    assert harz("translate", "--engine", "pseudo").status == 0
    assert messages(site)["Weiter"].untranslated
    assert messages(site)["Tal"].translation == "vale"
    assert not {"Weiter", "Tal"} & {*deepl_server.texts}


def test_the_same_text_in_two_contexts_is_sent_once(harz: Harz, tmp_path: Path, deepl_server: DeepLServer) -> None:
    project(tmp_path, pages=0, settings='[contexts]\nnav = "navigation"\n')
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/a.html").write_text("<nav><p>Burg</p></nav><p>Burg</p><p>Tor</p>", encoding="utf-8")
    harz("extract", "-q")
    told = harz("translate")
    assert told.err.startswith("po/en.po: 3 drafted by deepl, 0 untranslated")
    assert sorted(deepl_server.texts) == ["Burg", "Tor"]


def test_what_was_paid_for_is_there_when_the_catalog_is_lost(harz: Harz, site: Path, deepl_server: DeepLServer) -> None:
    harz("translate")
    before = (site / "po/en.po").read_bytes()
    deepl_server.texts.clear()
    (site / "po/en.po").unlink()
    harz("extract", "-q")
    assert harz("translate").err == "po/en.po: 66 drafted paid for before, 0 untranslated\n"
    assert deepl_server.texts == []
    assert (site / "po/en.po").read_bytes() == before


def test_what_shapes_an_answer_is_asked_anew_when_it_changes(harz: Harz, site: Path, deepl_server: DeepLServer) -> None:
    harz("translate")
    deepl_server.texts.clear()
    (site / "po/en.po").unlink()
    settings = (site / "harztool.toml").read_text(encoding="utf-8")
    (site / "harztool.toml").write_text(f'{settings}formality = "less"\n', encoding="utf-8")
    harz("extract", "-q")
    harz("translate")
    assert len(deepl_server.texts) == 66


@pytest.mark.parametrize("fault", [400, 456, "drop", "short"])
def test_where_a_second_try_is_refused_the_first_answers_are_written(
    harz: Harz, settled: Path, deepl_server: DeepLServer, fault: int | str
) -> None:
    write_page(settled, 9, ["Um 9 Uhr"])
    assert harz("extract", "-q").status == 0
    refusing = [fault] * 4
    deepl_server.watch = lambda seen: deepl_server.fail(*refusing) if _again(seen) and not deepl_server.faults else None
    deepl_server.answer = lambda text, whole: "At ten" if text == "Um 9 Uhr" else whole
    told = harz("translate")
    assert (told.status, told.err.count("untranslated")) == (0, 1)
    there = messages(settled)
    assert all(message.draft for message in there.values())
    assert there["Um 9 Uhr"].translation == "At ten"
    assert deepl_server.counted("translate") > 7


def _again(seen: Request) -> bool:
    return "translate" in seen.path and seen.get_json().get("tag_handling_version") == "v1"


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param("\ud800", id="half a character"),
        pytest.param("&#xD800;", id="half a character, by its number"),
        pytest.param("&#0;", id="a null by its number"),
        pytest.param("\x00\x0b\x1b\x7f\x85\u2028\ufffe", id="controls"),
    ],
)
def test_odd_characters_of_an_answer_lose_nothing(harz: Harz, site: Path, deepl_server: DeepLServer, odd: str) -> None:
    deepl_server.answer = lambda _, whole: whole + odd
    assert harz("translate").status == 0
    assert sum(message.draft for message in messages(site).values()) == 66
    assert unique(deepl_server)
    assert harz("extract", "-q").status == 0
    assert harz("translate").err == "po/en.po: 0 drafted by deepl, 0 untranslated\n"


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The catalog that the site has when nothing goes wrong."""
    folder = project(tmp_path_factory.mktemp("undisturbed"), pages=6, texts=10)
    with serving() as server:
        environ = {**os.environ, **server.environ}
        for command in ("extract", "translate"):
            subprocess.run([sys.executable, "-m", "harztool", "-q", command], cwd=folder, env=environ, check=True)
    return (folder / "po/en.po").read_bytes()


@pytest.mark.parametrize(
    "faults",
    [
        pytest.param([None, 429, 429, 429], id="too many requests, three times"),
        pytest.param([None, 503, 503, 503], id="not available, three times"),
        pytest.param([None, "drop", "drop", "drop"], id="three dropped connections"),
        pytest.param(["drop", 429, 503, None, 503, "drop", 429], id="all at once"),
    ],
)
def test_passing_faults_are_sat_out(
    harz: Harz, site: Path, deepl_server: DeepLServer, undisturbed: bytes, faults: list[int | str | None]
) -> None:
    (site / "harztool.toml").write_text(
        (site / "harztool.toml").read_text(encoding="utf-8").replace("tries = 4", "tries = 8"), encoding="utf-8"
    )
    deepl_server.fail(*faults)
    assert harz("translate").status == 0
    assert (unique(deepl_server), len(deepl_server.texts)) == (True, 66)
    assert (site / "po/en.po").read_bytes() == undisturbed


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        pytest.param(456, "quota", id="the quota is used up"),
        pytest.param(403, "key", id="the key is withdrawn"),
        pytest.param("page", "answers with a web page", id="a web page"),
        pytest.param("short", "answered 10 of 11", id="an answer is missing"),
        pytest.param("truncated", "answered 0 of 11", id="half an answer"),
        pytest.param("drop", "can't be reached", id="the connection is cut for good"),
    ],
)
def test_after_a_failure_half_way_the_rest_is_paid_for(
    harz: Harz, site: Path, deepl_server: DeepLServer, undisturbed: bytes, fault: int | str, said: str
) -> None:
    deepl_server.fail(None, None, *[fault] * (16 if fault == "drop" else 1))
    told = harz("translate", "--json")
    assert told.status == 4
    summary, *_, sentence = told.err.splitlines()
    assert said in sentence
    there = messages(site)
    drafted = sum(message.draft for message in there.values())
    assert 0 < drafted < 66
    assert summary.startswith(f"po/en.po: {drafted} drafted by deepl, {66 - drafted} untranslated")
    (done,) = json.loads(told.out)
    assert (done["drafted"], done["untranslated"], done["finished"]) == (drafted, 66 - drafted, False)
    assert done["characters"] == sent(site)
    deepl_server.faults.clear()
    billed = Counter(deepl_server.texts)
    assert harz("translate").status == 0
    assert (site / "po/en.po").read_bytes() == undisturbed
    # What an answer that came back broken cost is lost: nobody knows which text it belongs to.
    lost = 11 if fault in {"short", "truncated"} else 0
    # Where the connection was cut, it can't be known from here whether it was billed.
    assert (sent(site) > deepl_server.characters) if fault == "drop" else (sent(site) == deepl_server.characters)
    assert ("got no answer; they may be billed" in told.err) == (fault == "drop")
    assert sum(billed.values()) <= drafted + lost
    assert sum((Counter(deepl_server.texts) - Counter(set(deepl_server.texts))).values()) == lost


@pytest.mark.parametrize("how", ["the connection is cut", "the answer comes too late"])
def test_what_may_be_billed_without_an_answer_counts_against_the_month_and_is_named(
    harz: Harz, settled: Path, deepl_server: DeepLServer, how: str
) -> None:
    path = settled / "harztool.toml"
    settings = path.read_text(encoding="utf-8").replace("tries = 4", "tries = 1")
    path.write_text(settings, encoding="utf-8")
    late = threading.Event()
    if how == "the connection is cut":
        deepl_server.fail("lost")
    else:
        # The client gives up the only request; what it had sent is billed after that.
        path.write_text(settings.replace("tries = 1", "tries = 1\ntimeout = 0.2"), encoding="utf-8")
        deepl_server.gate = lambda _: late.wait(60) and None
    told = harz("translate")
    late.set()
    path.write_text(settings, encoding="utf-8")
    assert told.status == 4
    assert "what was under way may be billed" in told.err
    (lost,) = (sum(map(len, seen.body["text"])) for seen in deepl_server.requests)
    assert sent(settled) == lost > 0
    assert f"{lost} characters in 1 request got no answer; they may be billed all the same, and then twice" in told.err
    told = harz("translate")
    assert (told.status, told.err.count("billed"), "An earlier run" in told.err) == (0, 0, False)


def test_what_is_told_only_once_is_kept_by_a_quiet_run_for_the_next_one(
    harz: Harz, settled: Path, deepl_server: DeepLServer
) -> None:
    deepl_server.fail("lost")
    assert harz("-q", "translate") == Said(0, "", "")
    assert harz("translate", "-q") == Said(0, "", "")
    lost = sum(map(len, deepl_server.requests[0].body["text"]))  # type: ignore[arg-type]  # a list of texts, in a body of anything
    told = harz("translate")
    assert told.err.startswith(f"An earlier run left {lost} characters in 1 request without an answer; they may be")
    assert "An earlier run" not in harz("translate").err


@pytest.mark.parametrize("how", ["the connection is cut", "the answer comes too late"])
def test_what_an_earlier_try_sent_in_vain_counts_and_is_named(
    harz: Harz, settled: Path, deepl_server: DeepLServer, how: str
) -> None:
    late = threading.Event()
    if how == "the connection is cut":
        deepl_server.fail("lost", "lost")
    else:
        path = settled / "harztool.toml"
        path.write_text(path.read_text(encoding="utf-8").replace("tries = 4", "tries = 4\ntimeout = 1"), "utf-8")
        deepl_server.gate = lambda number: late.wait(60) and None if number <= 2 else None
    told = harz("translate")
    late.set()
    assert told.status == 0
    first = sum(map(len, deepl_server.requests[0].body["text"]))  # type: ignore[arg-type]  # a list of texts, in a body of anything
    assert f"{2 * first} characters in 2 requests got no answer; they may be billed" in told.err
    total = sum(len(source) for source in messages(settled))
    assert sent(settled) == total + 2 * first
    assert harz("translate").err == "po/en.po: 0 drafted by deepl, 0 untranslated\n"


@pytest.mark.parametrize("option", ["max_characters", "max_characters_per_month"])
def test_no_repeat_of_a_request_exceeds_a_limit(
    harz: Harz, settled: Path, deepl_server: DeepLServer, option: str
) -> None:
    total = sum(len(source) for source in messages(settled))
    path = settled / "harztool.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}{option} = {total}\n", encoding="utf-8")
    deepl_server.fail("lost", "lost", "lost", None, "lost", "lost", "lost")
    told = harz("translate")
    assert told.status == 4
    assert f"drafts.{option} allows" in told.err
    # What was sent and got no answer is billed, and counts.
    assert deepl_server.characters == sent(settled) <= total


def test_a_repeat_is_noted_before_it_is_sent(harz: Harz, settled: Path, deepl_server: DeepLServer) -> None:
    noted: list[int] = []
    deepl_server.gate = lambda _: noted.append(sent(settled))
    deepl_server.fail("lost", "lost")
    assert harz("translate").status == 0
    first = sum(map(len, deepl_server.requests[0].body["text"]))
    assert noted[:3] == [first, 2 * first, 3 * first]


def test_what_the_ledger_can_not_keep_is_in_the_catalog_first(
    harz: Harz, settled: Path, deepl_server: DeepLServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Ledger, number: int, answers: object) -> None:
        raise FileError(".harztool/drafts.sqlite cannot be used: the disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "answered", full)
        told = harz("translate")
    assert (told.status, deepl_server.counted("translate")) == (5, 1)
    assert told.err.splitlines()[0].startswith("po/en.po: 11 drafted by deepl, 55 untranslated")
    assert "billed" not in told.err
    told = harz("translate")
    assert (told.status, "billed" in told.err, told.err.count("\n")) == (0, False, 1)
    assert (unique(deepl_server), len(deepl_server.texts)) == (True, 66)


def test_nothing_is_told_as_drafted_that_was_not_written(
    harz: Harz, settled: Path, deepl_server: DeepLServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def readonly(self: Store, language: str, made: object) -> None:
        raise FileError("po/en.po cannot be written.")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "change_catalog", readonly)
        told = harz("translate")
    assert told.status == 5
    assert "po/en.po: 0 drafted" in told.err
    assert "66 drafted paid for before" in harz("translate").err


def test_what_neither_the_ledger_nor_the_catalog_can_keep_is_told_as_lost(
    harz: Harz, settled: Path, deepl_server: DeepLServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise FileError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "answered", full)
        patch.setattr(Store, "change_catalog", full)
        told = harz("translate")
    assert (told.status, deepl_server.counted("translate")) == (5, 1)
    assert "in 1 request got no answer; they may be billed all the same" in told.err
    assert harz("translate").status == 0


def test_what_was_refused_is_not_told_as_sent(harz: Harz, site: Path, deepl_server: DeepLServer) -> None:
    deepl_server.fail(403, 403)
    told = harz("translate", "--json")
    assert (told.status, sent(site)) == (4, 0)
    assert told.err.splitlines()[0] == "po/en.po: 0 drafted by deepl, 66 untranslated"
    assert json.loads(told.out)[0]["characters"] == 0


def test_where_nothing_was_sent_nothing_counts(
    harz: Harz, settled: Path, deepl_server: DeepLServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEEPL_SERVER_URL", "http://127.0.0.1:9")
    path = settled / "harztool.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("tries = 4", "tries = 1"), encoding="utf-8")
    told = harz("translate")
    assert (told.status, "billed" in told.err, sent(settled)) == (4, False, 0)
    assert deepl_server.requests == []


def test_the_quota_ends_half_way_and_is_raised(
    harz: Harz, site: Path, deepl_server: DeepLServer, undisturbed: bytes
) -> None:
    deepl_server.limit = 1000
    told = harz("translate")
    assert told.status == 4
    assert "quota" in told.err
    assert deepl_server.characters <= 1000
    deepl_server.limit = 100_000
    assert harz("translate").status == 0
    assert unique(deepl_server)
    assert (site / "po/en.po").read_bytes() == undisturbed
    assert sent(site) == deepl_server.characters


class Killed:
    """Lets the first so many translations pass, holds what comes then, and refuses it once the client is gone."""

    def __init__(self, server: DeepLServer, passing: int) -> None:
        self.passing, self.held = passing, 0
        self.lock, self.full, self.gone = threading.Lock(), threading.Event(), threading.Event()
        server.gate = self

    def __call__(self, number: int) -> None:
        with self.lock:
            self.passing -= 1
            if self.passing >= 0:
                return
            self.held += 1
        self.full.set()
        self.gone.wait(60)
        raise RefusedError(503, "the client is gone")


def killed(folder: Path, server: DeepLServer, passing: int, how: signal.Signals = signal.SIGKILL) -> int:
    gate = Killed(server, passing)
    command = [sys.executable, "-m", "harztool", "-q", "translate"]
    environ = {**os.environ, **server.environ}
    with subprocess.Popen(command, cwd=folder, env=environ, stderr=subprocess.PIPE) as process:
        assert gate.full.wait(60)
        process.send_signal(how)
        if how == signal.SIGKILL:
            process.wait(60)
        gate.gone.set()
        server.gate = lambda _: None
        process.communicate(timeout=60)
    return process.returncode


@pytest.fixture
def settled(site: Path) -> Path:
    """The site, asked one request at a time: when one is held, all before it have been answered and kept."""
    path = site / "harztool.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}[drafts]\nconcurrency = 1\n", encoding="utf-8")
    return site


def test_killed_half_way_nothing_is_paid_twice(
    harz: Harz, settled: Path, deepl_server: DeepLServer, undisturbed: bytes
) -> None:
    assert killed(settled, deepl_server, 3) == -signal.SIGKILL
    assert len(deepl_server.texts) == 33
    messages(settled)  # the catalog can be read
    told = harz("translate")
    assert told.err.startswith("An earlier run left ")
    assert "po/en.po: 66 drafted (33 paid for before, 33 by deepl), 0 untranslated" in told.err
    assert unique(deepl_server)
    assert (settled / "po/en.po").read_bytes() == undisturbed
    assert "cut off" not in harz("translate").err


def test_killed_again_and_again_at_full_width_only_what_is_under_way_may_be_lost(
    harz: Harz, site: Path, deepl_server: DeepLServer, undisturbed: bytes
) -> None:
    for passing in (1, 2):
        killed(site, deepl_server, passing)
        messages(site)
    assert harz("translate").status == 0
    assert (site / "po/en.po").read_bytes() == undisturbed
    twice = Counter(deepl_server.texts) - Counter(set(deepl_server.texts))
    assert sum(twice.values()) <= 2 * 3 * 11  # two kills, three others under way, eleven texts each


def test_interrupted_by_the_user_what_is_under_way_is_kept(
    harz: Harz, settled: Path, deepl_server: DeepLServer, undisturbed: bytes
) -> None:
    came = threading.Event()
    released = threading.Event()

    def gate(number: int) -> None:
        if number == 3:
            came.set()
            released.wait(60)

    deepl_server.gate = gate
    command = [sys.executable, "-m", "harztool", "translate"]
    environ = {**os.environ, **deepl_server.environ}
    with subprocess.Popen(command, cwd=settled, env=environ, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        assert came.wait(60)
        process.send_signal(signal.SIGINT)
        assert "waiting for the answers" in process.stderr.readline()
        released.set()
        _, rest = process.communicate(timeout=60)
    assert process.returncode == 130
    assert re.fullmatch(
        r"po/en\.po: 33 drafted by deepl, 33 untranslated; [\d,]+ characters, about 0\.\d\d EUR\n"
        r"harztool: interrupted; what was finished is saved\.\n",
        rest,
    )
    assert sum(message.draft for message in messages(settled).values()) == 33
    assert harz("translate").status == 0
    assert unique(deepl_server)
    assert (settled / "po/en.po").read_bytes() == undisturbed


@pytest.mark.parametrize("option", ["max_characters", "max_characters_per_month"])
def test_a_limit_is_hard(harz: Harz, site: Path, deepl_server: DeepLServer, option: str) -> None:
    path = site / "harztool.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}[drafts]\n{option} = 100\n", encoding="utf-8")
    for flags in ([], ["--engine", "deepl"], ["--lang", "en"], ["--json"], ["--refresh-glossary"]):
        told = harz("translate", *flags)
        assert told.status == (0 if flags == ["--refresh-glossary"] else 4)
    assert f"drafts.{option} allows (100)" in harz("translate").err
    assert deepl_server.counted("translate") == 0
    assert f"drafts.{option}" in harz("cost").err


def test_the_limit_of_a_month_counts_earlier_runs(harz: Harz, site: Path, deepl_server: DeepLServer) -> None:
    path = site / "harztool.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}[drafts]\nmax_characters_per_month = 3000\n", encoding="utf-8")
    assert harz("translate").status == 0
    used = deepl_server.characters
    write_page(site, 5, ["x " * 700])
    harz("extract", "-q")
    told = harz("translate")
    assert (told.status, deepl_server.characters) == (4, used)
    assert told.err.splitlines()[-1].startswith(f"harztool: {used:,} characters have been sent this month, and ")


def test_what_costs_nothing_is_written_though_a_limit_stops_the_rest(
    harz: Harz, site: Path, deepl_server: DeepLServer
) -> None:
    assert harz("translate").status == 0
    used = deepl_server.characters
    reviewed = (site / "po/en.po").read_text(encoding="utf-8").replace("#, fuzzy\n", "", 1)
    (site / "old.po").write_text(reviewed, encoding="utf-8")
    (site / "po/en.po").unlink()
    write_page(site, 9, ["Ein neuer Satz.", "Noch ein Satz."])
    path = site / "harztool.toml"
    settings = f'memories = ["old.po"]\n{path.read_text(encoding="utf-8")}[drafts]\nmax_characters = 10\n'
    path.write_text(settings, encoding="utf-8")
    harz("extract", "-q")
    told = harz("translate", "--json")
    assert (told.status, deepl_server.characters) == (4, used)
    summary, sentence = told.err.splitlines()
    assert summary == "po/en.po: 66 drafted (1 from memory, 65 paid for before), 3 untranslated"
    assert "more than drafts.max_characters allows (10)" in sentence
    (done,) = json.loads(told.out)
    assert (done["given"], done["finished"]) == ({"memory": 1, "store": 65, "deepl": 0}, False)
    assert sum(message.draft for message in messages(site).values()) == 66


def test_a_draft_that_can_not_be_written_is_named(harz: Harz, site: Path, deepl_server: DeepLServer) -> None:
    write_page(site, 9, ["Zur <b>Burg</b>"])
    harz("extract", "-q")
    deepl_server.answer = lambda text, whole: "To the castle" if "<b>" in text else whole
    named, summary = harz("translate").err.splitlines()
    assert named == (
        "po/en.po: 'Zur Burg' on 0009.html came back broken, and is not written: <b>, </b> is missing; "
        "translate it by hand."
    )
    assert summary.endswith("; 1 not written, as named above")


LONG = "Sehr lang " * 13_000


def test_a_text_that_no_request_can_hold_is_named_and_counted_as_that(
    harz: Harz, site: Path, deepl_server: DeepLServer
) -> None:
    write_page(site, 9, [LONG, "Kurz"])
    harz("extract", "-q")
    named = (
        "po/en.po: 'Sehr lang Sehr lang Sehr lang Sehr lang Sehr lang Sehr …' on 0009.html has 129,999 characters, and "
        "is longer than a request may be; part it on the page, or translate it by hand.\n"
    )
    for command in (["cost"], ["translate", "--dry-run"]):
        told = harz(*command)
        assert named in told.err
        figures = json.loads(harz(*command, "--json").out)
        assert (figures["total"]["messages"], figures["total"]["texts"], figures["total"]["unfit"]) == (69, 68, 1)
        assert (figures["total"]["saved"], figures["total"]["characters"]) == (0, sum(map(len, sources(site))))
        (unfit,) = figures["unfit"]
        assert (unfit["language"], unfit["page"], unfit["characters"]) == ("en", "0009.html", 129_999)
        assert unfit["why"].startswith("longer than a request may be")
    told = harz("translate", "--json")
    assert told.status == 0
    assert told.err.startswith(named)
    assert "68 drafted by deepl, 1 untranslated; " in told.err
    assert told.err.endswith("; 1 not sent, as named above\n")
    assert json.loads(told.out)[0]["unfit"] == 1
    assert deepl_server.characters == figures["total"]["characters"]


def sources(site: Path) -> list[str]:
    return [source for source in messages(site) if source != LONG.strip()]


def test_many_pages_with_long_umlauts_around_leave_no_text_out(
    harz: Harz, tmp_path: Path, deepl_server: DeepLServer
) -> None:
    project(tmp_path, pages=0)
    for number in range(60):
        write_page(tmp_path, number, [f"{'ä' * 1900} {text(number, 1)}"])
    harz("extract", "-q")
    told = harz("translate")
    assert told.err.startswith("po/en.po: 120 drafted by deepl, 0 untranslated; ")
    assert all(seen.status == 200 for seen in deepl_server.requests)


def test_the_cost_is_told_before_and_comes_true(harz: Harz, site: Path, deepl_server: DeepLServer) -> None:
    for command in (["cost", "--json"], ["translate", "--dry-run", "--json"]):
        told = json.loads(harz(*command).out)
        assert deepl_server.counted("translate") == 0
    assert told["quota"] == {"used": 0, "limit": 500_000, "left": 500_000}
    assert (told["total"]["messages"], told["total"]["texts"], len(told["pages"])) == (66, 66, 6)
    assert sum(page["characters"] for page in told["pages"]) == told["total"]["characters"]
    harz("translate")
    assert deepl_server.characters == told["total"]["characters"]
    assert told["total"]["price"] == pytest.approx(deepl_server.characters * 20 / 1e6)
    after = json.loads(harz("cost", "--json").out)
    assert (after["total"]["texts"], after["quota"]["used"]) == (0, deepl_server.characters)
    assert after["sent_this_month"] == deepl_server.characters


def test_memory_store_and_doubles_are_told_apart(harz: Harz, site: Path, deepl_server: DeepLServer) -> None:
    harz("translate")
    path = site / "po/en.po"
    reviewed = path.read_text(encoding="utf-8")
    (site / "old.po").write_text(
        reviewed.replace("#, fuzzy\n", "", 1).replace("Language: en", "Language: en"), encoding="utf-8"
    )
    path.unlink()
    (site / "harztool.toml").write_text(
        'site = "https://harz.example/"\nlanguages = ["en"]\nmemories = ["old.po"]\n', encoding="utf-8"
    )
    write_page(site, 9, ["Ein neuer Satz.", "Noch ein Satz."])
    harz("extract", "-q")
    total = json.loads(harz("cost", "--json").out)["total"]
    assert {name: total[name] for name in ("messages", "memory", "store", "doubles", "texts")} == {
        "messages": 69,
        "memory": 1,
        "store": 65,
        "doubles": 0,
        "texts": 3,
    }
    told = json.loads(harz("translate", "--json").out)
    assert told[0]["given"] == {"memory": 1, "store": 65, "deepl": 3}


@pytest.mark.parametrize("command", [["cost"], ["translate", "--dry-run"]], ids=" ".join)
def test_what_only_tells_leaves_every_file_as_it_was(
    harz: Harz, site: Path, deepl_server: DeepLServer, command: list[str]
) -> None:
    harz("translate")
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert harz(*command).status == 0
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_the_cost_needs_no_key(harz: Harz, site: Path) -> None:
    told = harz("cost")
    assert told.status == 0
    assert told.out.splitlines()[-1].split()[:7] == ["(all)", "(all)", "66", "0", "0", "0", "66"]
    assert "not known: no key is set" in told.err
    assert not (site / ".harztool/drafts.sqlite").exists()


def test_a_broken_store_is_one_sentence(harz: Harz, site: Path, deepl_server: DeepLServer) -> None:
    (site / ".harztool/drafts.sqlite").write_bytes(b"no database at all " * 100)
    told = harz("translate")
    assert (told.status, told.err.count("\n")) == (5, 1)
    assert (
        ".harztool/drafts.sqlite, which holds the drafts that are paid for, cannot be used: it is no such" in told.err
    )
    assert "move it to another name" in told.err
    assert deepl_server.texts == []


def test_a_store_of_another_version_is_one_sentence(harz: Harz, site: Path, deepl_server: DeepLServer) -> None:
    with closing(sqlite3.connect(site / ".harztool/drafts.sqlite")) as store:
        store.execute("PRAGMA user_version = 2")
    for command in ("translate", "cost"):
        told = harz(command)
        assert (told.status, told.err.count("\n")) == (5, 1)
        assert "was written by another version of harztool: " in told.err
    assert deepl_server.requests == []


def test_the_cost_is_that_of_the_engine_in_the_settings(harz: Harz, site: Path, deepl_server: DeepLServer) -> None:
    path = site / "harztool.toml"
    path.write_text('engine = "pseudo"\n' + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert json.loads(harz("cost", "--json").out)["total"]["characters"] == 0
    assert deepl_server.requests == []
    assert json.loads(harz("cost", "--engine", "deepl", "--json").out)["total"]["characters"] > 0


def test_second_tries_are_told_beforehand_and_those_still_open_are_counted(
    harz: Harz, site: Path, deepl_server: DeepLServer
) -> None:
    write_page(site, 9, ["Um 9 Uhr"])
    harz("extract", "-q")
    told = json.loads(harz("cost", "--json").out)
    assert told["second_tries_at_most"] == told["total"]["characters"]
    assert "Drafts that come back broken are asked for once more: at most " in harz("cost").err
    deepl_server.watch = lambda seen: deepl_server.fail(400) if _again(seen) else None
    deepl_server.answer = lambda text, whole: "At ten" if text == "Um 9 Uhr" else whole
    assert harz("translate").status == 0
    deepl_server.watch = lambda _: None
    (site / "po/en.po").unlink()
    harz("extract", "-q")
    total = json.loads(harz("cost", "--json").out)
    assert (total["total"]["texts"], total["total"]["characters"]) == (1, len("Um 9 Uhr"))
    assert total["second_tries_at_most"] == 0
    used = deepl_server.characters
    harz("translate")
    assert deepl_server.characters - used == len("Um 9 Uhr")
    path = site / "harztool.toml"
    path.write_text(path.read_text(encoding="utf-8") + "[drafts]\nsecond_try = false\n", encoding="utf-8")
    assert "once more" not in harz("cost").err


@pytest.mark.parametrize("fault", ["page", "moved"])
def test_what_is_left_is_not_read_from_a_web_page(
    harz: Harz, site: Path, deepl_server: DeepLServer, fault: str
) -> None:
    deepl_server.fail(fault, path="usage")
    told = harz("cost")
    assert told.status == 0
    assert "What is left of the account can't be told: http://127.0.0.1" in told.err
    assert "check DEEPL_SERVER_URL if it is set" in told.err


def test_the_cost_with_a_wrong_address_speaks_of_the_address(
    harz: Harz, site: Path, deepl_server: DeepLServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEEPL_SERVER_URL", "api.deepl.com")
    told = harz("cost")
    assert told.status == 0
    assert "What is left of the account can't be told: DEEPL_SERVER_URL holds no address of a server" in told.err
    assert "no key" not in told.err
    monkeypatch.setenv("DEEPL_AUTH_KEY", "6c1f–7a3e:fx")
    assert "can't be told: DEEPL_AUTH_KEY holds a character" in harz("cost").err


@pytest.fixture
def everything(harz: Harz, site: Path, deepl_server: DeepLServer) -> Iterator[list[str]]:
    """All that is said while everything goes wrong, with all logs on."""
    root, handler = logging.getLogger(), logging.FileHandler(site / "debug.log", encoding="utf-8")
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    said = []
    for fault in (403, 456, 429, 503, 400, "drop", "short", "truncated", "page", None):
        deepl_server.faults.clear()
        deepl_server.fail(*[fault] * 5)
        told = harz("-v", "translate")
        said += [told.out, told.err]
    told = harz("cost")
    yield [*said, told.out, told.err]
    root.setLevel(before)
    root.removeHandler(handler)
    handler.close()


def test_the_key_is_in_no_output_and_in_no_file(everything: list[str], site: Path, deepl_server: DeepLServer) -> None:
    secret = deepl_server.key.removesuffix(":fx")
    assert secret not in "".join(everything)
    files = [path for path in site.rglob("*") if path.is_file()]
    assert {"debug.log", "drafts.sqlite", "en.po"} <= {path.name for path in files}
    assert not [path for path in files if secret.encode() in path.read_bytes()]
