"""Packed bodies: whatever was packed comes out again, and nothing counts as whole without its end."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harztool.web.packing import PackingError, unpacked


def _bare(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


def _members(body: bytes) -> bytes:
    return gzip.compress(body[: len(body) // 2]) + gzip.compress(body[len(body) // 2 :])


PACKED: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "gzip in two members": ("X-GZip", _members),
    "gzip with padding": ("gzip", lambda body: gzip.compress(body) + b"\0\0"),
    "zlib": ("deflate", zlib.compress),
    "bare deflate": ("deflate", _bare),
    "Brotli": ("br", brotli.compress),
    "nothing": ("identity", bytes),
    "a character set for a packing": ("UTF-8", bytes),
}
REAL = sorted(name for name in PACKED if PACKED[name][1] is not bytes)


def _cut(body: bytes, size: int) -> Iterator[bytes]:
    yield from (body[at : at + size] for at in range(0, len(body), size))


@pytest.mark.parametrize("name", PACKED)
@given(st.binary(max_size=300), st.integers(1, 60), st.sampled_from([1, 1000]))
def test_what_was_packed_comes_out_again(name: str, body: bytes, size: int, times: int) -> None:
    coding, pack = PACKED[name]
    assert b"".join(unpacked(_cut(pack(body * times), size), coding)) == body * times


@pytest.mark.parametrize("name", sorted({*REAL} - {"gzip in two members", "gzip with padding"}))
@given(st.binary(min_size=1, max_size=300), st.integers(1, 60), st.data())
def test_what_has_no_end_is_not_whole(name: str, body: bytes, size: int, data: st.DataObject) -> None:
    coding, pack = PACKED[name]
    packed = pack(body)
    torn = packed[: data.draw(st.integers(1, len(packed) - 1))]
    with pytest.raises(PackingError, match="has no end"):
        list(unpacked(_cut(torn, size), coding))


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_an_empty_body_needs_no_end(coding: str) -> None:
    assert not b"".join(unpacked([], coding))


@pytest.mark.parametrize("name", REAL)
def test_no_piece_is_large_however_much_is_packed(name: str) -> None:
    coding, pack = PACKED[name]
    pieces = list(unpacked([pack(bytes(5_000_000))], coding))
    assert max(map(len, pieces)) <= 100_000
    assert b"".join(pieces) == bytes(5_000_000)


@pytest.mark.parametrize(
    ("body", "coding", "reason"),
    [
        pytest.param(b"<p>gar nicht gepackt</p>", "gzip", "it can't be unpacked", id="no gzip"),
        pytest.param(b"<p>gar nicht gepackt</p>", "br", "it can't be unpacked", id="no Brotli"),
        pytest.param(b"x", "x-foo", "not asked for ('x-foo')", id="a packing of its own"),
        pytest.param(b"x", "gzip, br", "not asked for ('gzip, br')", id="two packings"),
        pytest.param(b"x", "\x9b31m", r"not asked for ('\x9b31m')", id="a sequence for terminals"),
    ],
)
def test_what_cannot_be_unpacked_says_why(body: bytes, coding: str, reason: str) -> None:
    with pytest.raises(PackingError) as raised:
        list(unpacked([body], coding))
    assert reason in str(raised.value)
