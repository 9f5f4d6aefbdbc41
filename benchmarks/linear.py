"""How the time of reading and filling a page grows with it, and the memory, on pages that are made to be slow.

`python -m benchmarks.linear SHAPE SIZE` measures one page in a process of its own, which is given up after a while.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from time import process_time
from typing import NamedTuple, TypeVar

from harztool.markup import fill, texts

GROWTH, MEMORY = 2.6, 12
RUNS = 3
LONG, LONGEST = 6, 150  # seconds of the processor: when both sizes take so many they are not run again, or given up
TELLING = 0.03  # less than that says nothing of growth
MARK = "\u241f"
MILLION = 1_000_000
BIG = "a page of 30 MB"
PARAGRAPH = (
    '<p class="text" id="p{0}">Der Landkreis Harz lädt ein: <a href="/de/seite{0}.html" title="Öffnet die Seite {0}">'
    "Seite {0}</a> mit <strong>Arbeit</strong> &amp; Wohnraum in der Nähe von Halberstadt.<br>Mehr unter {0}.</p>\n"
)

T = TypeVar("T")


class Shape(NamedTuple):
    """Pages of a kind: what makes one of a size, and the largest size that is measured; the other is half of it."""

    page: Callable[[int], str]
    size: int


def _each(piece: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """Return what repeats a piece, with its number where it asks for one, between what stands before and after."""
    if "{0}" not in piece:
        return lambda size: before + piece * size + after
    return lambda size: before + "".join(map(piece.format, range(size))) + after


def _nested(start: str, end: str, inner: str = "Burg") -> Callable[[int], str]:
    return lambda size: start * size + inner + end * size


SHAPES: Mapping[str, Shape] = {
    "nested divs": Shape(_nested("<div>", "</div>"), 40_000),
    "nested divs with texts": Shape(_nested("<div>Tor", "</div>"), 40_000),
    "nested spans": Shape(_nested("<span>", "</span>"), 40_000),
    "nested spans with texts": Shape(_nested("<span>Tor ", "</span>"), 40_000),
    BIG: Shape(_each(PARAGRAPH), 30 * MILLION // len(PARAGRAPH.format(99_999).encode())),
    "a text of 1 MB": Shape(_each("Der Landkreis Harz "), 2 * MILLION // 19),
    "a word of 1 MB": Shape(_each("Landkreis"), 2 * MILLION // 9),
    "unclosed b": Shape(_each("<b>", "", "Burg"), 200_000),
    "unclosed b with texts": Shape(_each("<b>Burg "), 200_000),
    "unclosed b, all different, with paragraphs": Shape(_each("<p><b class={0}>Burg"), 200_000),
    "unclosed b, all different, in an object": Shape(_each("<b class={0}>Burg ", "<object>"), 20_000),
    "a kept part without end, other end tags": Shape(
        lambda size: "Burg <code>Tor" + "<i>" * size + "</x>" * size, 20_000
    ),
    "a remark full of blanks": Shape(_each(" ", "<!-- translators: Burg", "! --><p>Tor"), 20_000),
    "attributes on a tag": Shape(_each(" a{0}=x", "<p title=Burg", ">Tor"), 200_000),
    "1 MB of <": Shape(_each("<"), 2 * MILLION),
    "1 MB of &": Shape(_each("&"), 2 * MILLION),
    "1 MB of <!--": Shape(_each("<!--"), 2 * MILLION // 4),
    "comments in a text": Shape(_each("Burg <!-- {0} -->"), 100_000),
    "unclosed links": Shape(_each("<a href>Burg "), 200_000),
    "cells without end tags": Shape(_each("<td>Burg", "<table><tr>"), 100_000),
    "nested lists": Shape(_each("<ul><li>Burg"), 100_000),
    "nested svg, other end tags": Shape(lambda size: "<svg>" + "<g>" * size + "</x></i></a>" * size, 40_000),
    "nested svg, texts": Shape(_nested("<svg><text>Burg</text>", "</svg>"), 40_000),
    "nested svg and desc": Shape(_nested("<svg><desc>Burg", "</desc></svg>"), 40_000),
    "nested templates": Shape(_nested("<template><p>Burg", "</template>"), 40_000),
    "nested kept and switched on": Shape(
        _nested("<span translate=no>Burg <span translate=yes>Tor ", "</span></span>"), 20_000
    ),
    "line breaks": Shape(_each("<br>", "Burg", "Tor"), 200_000),
    "line breaks between texts": Shape(_each("Burg<br>"), 200_000),
    "tables in tables": Shape(_each("<table><tr><td>Burg"), 40_000),
    "forms that end across blocks": Shape(_each("<form><div>Burg</form>"), 40_000),
    "b that ends across blocks": Shape(_each("<b><div>Burg</b>"), 40_000),
    "JSON-LD of 5 MB": Shape(
        _each(',"Der Landkreis Harz {0}"', '<script type="application/ld+json">{"name":[""', "]}</script>"),
        10 * MILLION // 28,
    ),
    "srcdoc of 5 MB": Shape(_each("<p>Der Landkreis Harz</p>", '<iframe srcdoc="', '"></iframe>'), 10 * MILLION // 25),
}


class Cost(NamedTuple):
    """What a page takes: seconds for its texts and for filling them, and the peak of memory after each by its size."""

    texts: float
    fill: float
    read: float
    filled: float


def measured() -> Iterator[str]:
    """Yield for each shape what a page takes, and how that grows from one of half the size."""
    for name, shape in SHAPES.items():
        yield f"{name}: {_told(*_pair(name, shape.size))}" + (f" (goal: at most {MEMORY})" if name == BIG else "")


def _pair(name: str, size: int) -> tuple[Cost | str, Cost | str]:
    """Return the least that a page of half the size takes, and one of the whole: in turns, until both took long."""
    halves: list[Cost] = []
    wholes: list[Cost] = []
    while len(wholes) < RUNS and sum(each.texts + each.fill for each in (*halves, *wholes)) < LONG:
        half, whole = _cost(name, size // 2), _cost(name, size)
        if isinstance(half, str) or isinstance(whole, str):
            return half, whole
        halves.append(half)
        wholes.append(whole)
    return _least(halves), _least(wholes)


def _least(costs: Sequence[Cost]) -> Cost:
    return Cost(*map(min, zip(*costs, strict=True)))


def _told(half: Cost | str, whole: Cost | str) -> str:
    if isinstance(half, str) or isinstance(whole, str):
        return f"{half if isinstance(half, str) else f'half of it takes {half.texts + half.fill:.2f} s'}; {whole}"
    steps = (f"{step} {_growth(getattr(half, step), getattr(whole, step))}" for step in ("texts", "fill"))
    memory = f"memory {whole.read:.1f} times the page, filled {whole.filled:.1f}"
    return f"{'; '.join(steps)} (goal: at most {GROWTH}); {memory}"


def _growth(half: float, whole: float) -> str:
    growth = f"growth {whole / half:.2f}" if whole >= TELLING else "too fast to tell"
    return f"{half:.2f} s, then {whole:.2f} s, {growth}"


def _cost(name: str, size: int) -> Cost | str:
    """Return what a page takes, or why it does not come to an end."""
    # A process begins with the peak of memory of the one that starts it; a shell between has none to speak of.
    command = ["sh", "-c", '"$@"; exit $?', "sh", sys.executable, "-m", "benchmarks.linear", name, str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"ended with {done.returncode}"]
        return f"size {size:,} took more than {LONGEST} s" if "CPU" in said[-1] else f"size {size:,}: {said[-1]}"
    return Cost(*json.loads(done.stdout))


def _measure(name: str, number: int) -> Cost:
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST + 5))
    texts(PARAGRAPH)  # what is made once is made before
    before = _peak()
    html = SHAPES[name].page(number)
    reading, slots = _timed(lambda: texts(html))
    read = _peak() - before
    filling, filled = _timed(lambda: fill(html, {slot: slot.text + MARK for slot in slots}))
    size = len(html.encode())
    if filled.count(MARK) < len(slots):
        raise RuntimeError(f"{len(slots) - filled.count(MARK)} of {len(slots)} texts were not filled")
    return Cost(reading, filling, read / size, (_peak() - before) / size)


def _timed(step: Callable[[], T]) -> tuple[float, T]:
    start = process_time()
    made = step()
    return process_time() - start, made


def _peak() -> int:
    """Return the most memory that the process has had so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    print(json.dumps(_measure(sys.argv[1], int(sys.argv[2]))))
