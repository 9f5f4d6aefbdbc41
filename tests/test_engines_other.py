"""The engines beside DeepL and the memory: pseudo, a LibreTranslate server, and Argos Translate packages."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, Response, jsonify, request
from hypothesis import given
from hypothesis import strategies as st
from urllib3 import HTTPResponse
from werkzeug.serving import WSGIRequestHandler, make_server

from harztool import msgid
from harztool.config import Config, LibreTranslate
from harztool.engines import Batch, masks, named
from harztool.engines.adapting import adapted, frame
from harztool.errors import ConfigError, EngineError
from harztool.memory import Memory
from tests.conftest import Said
from tests.sites import messages, project, write_page

Harz = Callable[..., Said]

TEXTS = [
    "Die Burg",
    "Siehe <a>Karte</a> & <b>Plan</b><br/>",
    "Die <keep>HarzCard <b>Plus</b></keep> gilt",
    "1 &lt; 2 und &amp;lt;",
    "5\u00a0€ 🏔️",
    "<a><b>nur</b></a>",
]
PIECES = st.lists(
    st.sampled_from(
        ["<a>", "</a>", "<br/>", "<keep>", "</keep>", " ", "Burg", "Ämter", "&lt;", "&", "1.141", "a@b.de"]
    ),
    max_size=10,
).map("".join)


@pytest.mark.parametrize("text", TEXTS)
def test_pseudo_keeps_what_a_translation_must_keep(text: str) -> None:
    (proposal,) = named("pseudo")(Config(), "en", (), Memory()).translate(Batch("en", (text,)))
    assert proposal is not None
    assert list(msgid.faults(text, proposal.translation)) == []
    assert len(msgid.plain(proposal.translation)) >= 1.3 * len(msgid.plain(text))


def test_pseudo_leaves_numbers_and_addresses_and_marks_each_word() -> None:
    (proposal,) = named("pseudo")(Config(), "en", (), Memory()).translate(Batch("en", ("Am 3. Mai: a@b.de, www.x.de",)))
    assert proposal is not None
    assert {"3.", "a@b.de,", "www.x.de"} <= set(proposal.translation.split())
    assert "Mai" not in proposal.translation


@given(PIECES)
def test_masks_come_off_as_they_were_put_on(text: str) -> None:
    plain, stand_for = masks.masked(text)
    assert masks.unmasked(plain, stand_for) == msgid.reworded(text, lambda piece: msgid.escaped(msgid.unescaped(piece)))
    assert masks.whole([text], list) == [masks.unmasked(plain, stand_for)]


@given(st.lists(PIECES, max_size=3))
def test_piece_by_piece_no_placeholder_is_lost(texts: list[str]) -> None:
    found = masks.piecewise(texts, lambda some: [each.upper() for each in some])
    assert [msgid.split(text)[1::2] for text in found] == [msgid.split(text)[1::2] for text in texts]


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - the name is inherited
        """Say nothing on stderr."""


@dataclass
class Libre:
    """A stand-in for a LibreTranslate server: it answers in capitals, unless told otherwise."""

    url: str = ""
    key: str = ""
    answer: Callable[[str], Any] = str.upper
    whole: Callable[[list[Any]], Any] = lambda texts: {"translatedText": texts}
    status: int = 200
    nested: int = 0
    busy: list[int] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)


@pytest.fixture
def libre() -> Iterator[Libre]:
    server, app = Libre(), Flask("libretranslate")

    @app.post("/translate")
    def translate() -> Any:
        body = request.get_json()
        server.asked.append(body)
        if server.busy:
            return Response(status=server.busy.pop(0))
        if server.key and body.get("api_key") != server.key:
            return jsonify({"error": f"Invalid API key {body.get('api_key')}"}), 403
        if server.status != 200:
            return jsonify({"error": "de is not supported"}), server.status
        if server.nested:
            return Response("[" * server.nested + "]" * server.nested, content_type="application/json")
        return jsonify(server.whole([server.answer(text) for text in body["q"]]))

    http = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    server.url = f"http://127.0.0.1:{http.server_port}"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    http.shutdown()
    http.server_close()
    thread.join()


def libre_engine(server: Libre, url: str = "", language: str = "en", tries: int = 4) -> Any:
    return named("libretranslate")(
        Config(libretranslate=LibreTranslate(url or server.url, 5, tries)), language, (), Memory()
    )


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("again", [False, True])
def test_a_text_comes_back_from_the_server_unharmed(libre: Libre, text: str, *, again: bool) -> None:
    (proposal,) = libre_engine(libre).translate(Batch("en", (text,), again=again))
    assert list(msgid.faults(text, proposal.translation)) == []
    assert msgid.plain(proposal.translation).casefold() == msgid.plain(text).casefold()


def test_the_server_is_told_two_languages_and_plain_texts(libre: Libre) -> None:
    libre_engine(libre, language="pt_BR").translate(Batch("pt_BR", ("Zur <a>Karte</a>", "A & B")))
    assert libre.asked == [{"q": ["Zur XQ0XKarteXQ1X", "A & B"], "source": "de", "target": "pt", "format": "text"}]


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        pytest.param({"status": 400}, "refuses: de is not supported.", id="a language that it has not"),
        pytest.param({"key": "s3cret"}, "refuses: Invalid API key None; set LIBRETRANSLATE_API_KEY.", id="no key"),
        pytest.param(
            {"whole": lambda texts: {"translatedText": texts[:-1]}}, "can't be read", id="an answer is missing"
        ),
        pytest.param({"whole": lambda texts: ["no", "object"]}, "can't be read", id="another object"),
        pytest.param({"answer": len}, "can't be read", id="numbers"),
    ],
)
def test_a_fault_of_the_server_is_one_sentence(libre: Libre, spoiled: dict[str, Any], said: str) -> None:
    for name, value in spoiled.items():
        setattr(libre, name, value)
    with pytest.raises(EngineError) as caught:
        libre_engine(libre).translate(Batch("en", ("Burg", "Tor")))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again_and_one_that_stays_busy_is_named(
    libre: Libre, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("harztool.engines.libretranslate._PAUSE", 0.0)
    libre.busy = [status] * 3
    (proposal,) = libre_engine(libre).translate(Batch("en", ("Burg",)))
    assert (proposal.translation, len(libre.asked)) == ("BURG", 4)
    libre.busy = [status] * 9
    with pytest.raises(EngineError, match=rf"refuses: status {status}; try again in a few minutes\.$"):
        libre_engine(libre).translate(Batch("en", ("Burg",)))
    assert len(libre.asked) == 8


def test_pauses_grow_up_to_a_bound(libre: Libre) -> None:
    waiting = libre_engine(libre, tries=9)._session().get_adapter("http://x/").max_retries
    pauses = []
    for _ in range(4):
        waiting = waiting.increment("POST", "/translate", HTTPResponse(status=503))
        pauses.append(waiting.get_backoff_time())
    assert pauses[0] < 1 < 2 <= pauses[1] < 4 <= pauses[2] < 8 <= pauses[3] < 9
    assert waiting.retry_after_max == 120


def test_an_answer_nested_too_deep_to_be_read_is_one_sentence(libre: Libre) -> None:
    libre.nested = 100_000
    with pytest.raises(EngineError, match="can't be read"):
        libre_engine(libre).translate(Batch("en", ("Burg",)))


def test_keys_and_passwords_of_a_server_are_not_shown(libre: Libre, monkeypatch: pytest.MonkeyPatch) -> None:
    libre.key = "right"
    monkeypatch.setenv("LIBRETRANSLATE_API_KEY", "wr0ng")
    drafting = libre_engine(libre)
    assert "wr0ng" not in repr(drafting)
    with pytest.raises(EngineError, match="Invalid API key …") as caught:
        drafting.translate(Batch("en", ("Burg",)))
    assert "wr0ng" not in str(caught.value)
    with pytest.raises(EngineError, match=r"can't be reached at http://127\.0\.0\.1:9;") as caught:
        libre_engine(libre, "http://office:secret@127.0.0.1:9").translate(Batch("en", ("Burg",)))
    assert "secret" not in str(caught.value)
    with pytest.raises(EngineError, match=r"can't be reached at http://127\.0\.0\.1:9;"):
        libre_engine(libre, "http://office:se@cret@127.0.0.1:9").translate(Batch("en", ("Burg",)))


def test_a_server_must_be_named() -> None:
    with pytest.raises(ConfigError, match=r"libretranslate\.url"):
        named("libretranslate")(Config(), "en", (), Memory())


def test_a_lost_mask_is_made_good_piece_by_piece(harz: Harz, tmp_path: Path, libre: Libre) -> None:
    project(tmp_path, pages=0, settings=f'engine = "libretranslate"\n[libretranslate]\nurl = "{libre.url}"\n')
    write_page(tmp_path, 0, ["Zur <a href=x>Karte</a> im Harz", "Die Burg"])
    libre.answer = lambda text: re.sub(r"XQ\d+X", " ", text).upper()
    harz("extract", "-q")
    told = harz("translate")
    assert told.err == "po/en.po: 3 drafted by libretranslate, 0 untranslated\n"
    there = messages(tmp_path)
    assert there["Zur <a>Karte</a> im Harz"].translation == "ZUR <a>KARTE</a> IM HARZ"
    assert [len(body["q"]) for body in libre.asked] == [3, 3]


def test_pseudo_drafts_all_and_can_be_taken_back(harz: Harz, tmp_path: Path) -> None:
    project(tmp_path, pages=2, texts=5)
    harz("extract", "-q")
    assert harz("translate", "--engine", "pseudo").err == "po/en.po: 12 drafted by pseudo, 0 untranslated\n"
    assert harz("reject", "--engine", "pseudo", "-q").status == 0
    assert all(message.untranslated for message in messages(tmp_path).values())


# How much more likely than any other word the end of a sentence is.
ENDING = 6
WORDS = "die burg der harz wir sehen ein tor am markt und das tal berg see wald dom hof turm".split()


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two tiny packages, de to en and en to es, of real models that have learned nothing."""
    ctranslate2 = pytest.importorskip("ctranslate2")
    folder = tmp_path_factory.mktemp("packages")
    for source, target in (("de", "en"), ("en", "es")):
        _package(ctranslate2, folder / f"translate-{source}_{target}", source, target)
    return folder


def _package(ctranslate2: Any, folder: Path, source: str, target: str) -> None:
    import numpy as np
    import sentencepiece

    folder.mkdir()
    corpus = folder / "corpus.txt"
    corpus.write_text("\n".join(f"{one} {other} XQ0X." for one in WORDS for other in WORDS), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(corpus),
        model_prefix=str(folder / "sentencepiece"),
        vocab_size=60,
        hard_vocab_limit=False,
        minloglevel=2,
        character_coverage=1,
    )
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
    vocabulary = ["<blank>", "<unk>", "<s>", "</s>", *(pieces.id_to_piece(i) for i in range(3, len(pieces)))]
    spec = ctranslate2.specs.TransformerSpec.from_config(1, 2)
    dice = np.random.default_rng(1)
    _fill(spec, dice, len(vocabulary))
    # Who has learned nothing never ends a sentence, and goes on to the longest answer that there is.
    spec.decoder.projection.bias[vocabulary.index("</s>")] = ENDING
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    (folder / "model").mkdir()
    spec.save(str(folder / "model"))
    told = {"type": "translate", "from_code": source, "to_code": target, "package_version": "1.0"}
    (folder / "metadata.json").write_text(json.dumps(told), encoding="utf-8")


def _fill(spec: Any, dice: Any, size: int) -> None:
    """Give each variable of a model a value of the right shape: width 8, and as many words as the vocabulary has."""
    import numpy as np

    def matrix(*shape: int) -> Any:
        return dice.normal(size=shape).astype(np.float32)

    def norm(layer: Any) -> None:
        layer.gamma, layer.beta = np.ones(8, np.float32), np.zeros(8, np.float32)

    def linear(layer: Any, out: int, into: int) -> None:
        layer.weight, layer.bias = matrix(out, into), np.zeros(out, np.float32)

    def attention(layer: Any, shapes: Sequence[int]) -> None:
        norm(layer.layer_norm)
        for each, out in zip(layer.linear, shapes, strict=True):
            linear(each, out, 8)

    for side in (spec.encoder, spec.decoder):
        embeddings = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        embeddings.weight = matrix(size, 8)
        side.position_encodings.encodings = matrix(300, 8)
        norm(side.layer_norm)
        for layer in side.layer:
            attention(layer.self_attention, [24, 8])
            norm(layer.ffn.layer_norm)
            linear(layer.ffn.linear_0, 16, 8)
            linear(layer.ffn.linear_1, 8, 16)
            if hasattr(layer, "attention"):
                attention(layer.attention, [8, 16, 8])
    linear(spec.decoder.projection, size, 8)


def argos(packages: Path, monkeypatch: pytest.MonkeyPatch, language: str = "en") -> Any:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(packages))
    return named("argos")(Config(), language, (), Memory())


@pytest.mark.parametrize("language", ["en", "es"])
def test_packages_are_opened_and_asked_directly_or_by_way_of_another(
    packages: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    engine = argos(packages, monkeypatch, language)
    assert len(engine.models) == (1 if language == "en" else 2)
    texts = ("Wir sehen die <b>Burg</b>. Ein Tor am Markt.", "der Harz")
    first = engine.translate(Batch(language, texts, again=True))
    assert first == engine.translate(Batch(language, texts, again=True))
    assert any(first)
    for text, proposal in zip(texts, first, strict=True):
        assert proposal is None or list(msgid.faults(text, proposal.translation)) == []


def test_the_command_drafts_with_packages(
    harz: Harz, tmp_path: Path, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(packages))
    project(tmp_path / "site", pages=1, texts=3, settings='engine = "argos"\n')
    harz("extract", "-q", "-C", tmp_path / "site")
    told = harz("translate", "-C", tmp_path / "site")
    assert told.status == 0
    assert "drafted by argos" in told.err


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        pytest.param(lambda folder: None, "There is no package of Argos Translate from de to en", id="none at all"),
        pytest.param(
            lambda folder: (folder / "metadata.json").write_text("{"), "metadata.json can't be read", id="torn"
        ),
        pytest.param(
            lambda folder: (folder / "metadata.json").write_text('{"from_code": "de", "to_code": "en"}'),
            "is of an old kind, without SentencePiece",
            id="an old one",
        ),
    ],
)
def test_what_is_wrong_with_a_package_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path], object], said: str
) -> None:
    (tmp_path / "one").mkdir()
    spoil(tmp_path / "one")
    with pytest.raises(EngineError) as caught:
        argos(tmp_path, monkeypatch)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_model_that_is_none_is_one_sentence(tmp_path: Path, packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    for name in ("metadata.json", "sentencepiece.model"):
        (folder / name).write_bytes((packages / "translate-de_en" / name).read_bytes())
    with pytest.raises(EngineError, match="can't be opened; install it anew"):
        argos(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("text", "source", "translation", "made"),
    [
        pytest.param("Fest 2024", "Fest 2023", "Fair 2023", ("Fair 2024", "2023 → 2024"), id="a year"),
        pytest.param(
            "Um 9 und 11 Uhr",
            "Um 11 und 9 Uhr",
            "At 11 and 9 a.m.",
            ("At 9 and 11 a.m.", "11 → 9, 9 → 11"),
            id="crossed",
        ),
        pytest.param(
            "Tor in <b>Thale</b>",
            "Tor in <b>Wernigerode</b>",
            "Gate in <b>Wernigerode</b>",
            ("Gate in <b>Thale</b>", "Wernigerode → Thale"),
            id="a name within placeholders",
        ),
        pytest.param(
            "Höhe: 1.142 m", "Höhe: 1.141 m", "Height: 1.141 m", None, id="a number that is written in other ways"
        ),
        pytest.param("Am 4.5.", "Am 3.5.", "On 3 May", None, id="a date that became words"),
        pytest.param("Fest 2024", "Fest 2023", "Fair", None, id="a number that is not there"),
        pytest.param("Fest 2024 bis 2025", "Fest 2023 bis 2023", "Fair 2023 to 2023", None, id="one becomes two"),
        pytest.param("2023 bis 2024", "2023 bis 2023", "2023 to 2023", None, id="one stays and one changes"),
        pytest.param("Burg in Thale", "Tor in Thale", "Gate in Thale", None, id="a word"),
        pytest.param("Fest 2023", "Fest 2023", "Fair 2023", None, id="nothing"),
    ],
)
def test_numbers_and_names_are_exchanged(
    text: str, source: str, translation: str, made: tuple[str, str] | None
) -> None:
    assert adapted(text, source, translation) == made


TOKENS = st.lists(st.sampled_from(["Fest", "in", "Thale", "Goslar", "Wernigerode", "2023", "1.141", "9", "12:30", "."]))


@given(TOKENS, TOKENS)
def test_what_can_be_exchanged_has_the_same_frame(words: list[str], others: list[str]) -> None:
    text, source = " ".join(words), " ".join(others)
    assert not adapted(text, source, source) or frame(text) == frame(source)
    assert frame(text) == frame(text.replace("Thale", "Goslar").replace("2023", "1984"))
