"""Content codings (RFC 9110, 8.4.1): a packed body, unpacked piece by piece and to its end."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

import brotli

_PIECE = 65_536
_GZIP = 16 + zlib.MAX_WBITS
# What servers write for no coding at all; a character set is none, but some take it for one.
_PLAIN = frozenset({"", "identity", "none", "utf-8", "iso-8859-1"})


class PackingError(ValueError):
    """A body that can't be unpacked to its end; the message is a phrase that tells why."""


class UnendedError(PackingError):
    """A packed body that was cut off, as may happen on the way."""


def unpacked(chunks: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """Yield a body in pieces that are never large, however much a chunk unpacks to.

    Raises `PackingError` behind what could be unpacked: where the packed data are broken or have no end, as the text
    would lack its own then, and for a coding that nobody asked for.

    >>> b"".join(unpacked([zlib.compress(b"Burg" * 1000)], "deflate")) == b"Burg" * 1000
    True
    """
    name = coding.strip().lower()
    if name in _PLAIN:
        yield from chunks
        return
    if name not in _CODINGS:
        raise PackingError(f"it is packed in a way that was not asked for ({name!a})")
    try:
        yield from _CODINGS[name](chunks)
    except (zlib.error, brotli.error) as error:
        raise PackingError("it can't be unpacked") from error


def _gunzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    return _inflated(chunks, _GZIP)


def _undeflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Unpack what calls itself deflate: the zlib format (RFC 1950), but some servers send the bare data (RFC 1951)."""
    rest = iter(chunks)
    head = b""
    while len(head) < 2 and (chunk := next(rest, b"")):
        head += chunk
    is_zlib = head[:1] and head[0] & 15 == 8 and int.from_bytes(head[:2], "big") % 31 == 0
    return _inflated(chain([head], rest), zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)


def _inflated(chunks: Iterable[bytes], bits: int) -> Iterator[bytes]:
    inner, begun = zlib.decompressobj(bits), False
    for chunk in chunks:
        rest, begun = chunk, begun or bool(chunk)
        while rest:
            if inner.eof:
                if bits != _GZIP or rest[:1] != b"\x1f":
                    return  # padding behind the end
                inner = zlib.decompressobj(bits)  # RFC 1952, 2.2: one member after the other
            yield from _pieces(inner, rest)
            rest = inner.unused_data
    _ended(inner.eof or not begun)


def _pieces(inner: zlib._Decompress, packed: bytes) -> Iterator[bytes]:
    piece = inner.decompress(packed, _PIECE)
    yield piece
    while piece and not inner.eof:
        piece = inner.decompress(inner.unconsumed_tail, _PIECE)
        yield piece


def _unbrotlied(chunks: Iterable[bytes]) -> Iterator[bytes]:
    inner, begun = brotli.Decompressor(), False
    for chunk in chunks:
        if inner.is_finished():
            return
        begun = begun or bool(chunk)
        piece = inner.process(chunk, output_buffer_limit=_PIECE)
        yield piece
        while not inner.is_finished() and (piece or not inner.can_accept_more_data()):
            piece = inner.process(b"", output_buffer_limit=_PIECE)
            yield piece
    _ended(inner.is_finished() or not begun)


def _ended(whole: bool) -> None:
    if not whole:
        raise UnendedError("its packed body has no end")


_CODINGS: Mapping[str, Callable[[Iterable[bytes]], Iterator[bytes]]] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _undeflated,
    "br": _unbrotlied,
}
