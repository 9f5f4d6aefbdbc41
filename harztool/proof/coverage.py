"""What of a page is in no unit, and why: found by an independent parser on a page whose units have all been emptied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from harztool import msgid
from harztool.markup import fill, texts
from harztool.markup.plain import told_apart
from harztool.proof.tree import Event, events
from harztool.rules import BLOCKS, DEFAULT, KEPT, NEVER, Rules, attribute_kind

# Stands for the words of a unit: a character for private use that no page is likely to hold.
_EMPTIED = "\U000f1a2b"
_WORDS = re.compile(r"\S(?:.*\S)?", re.DOTALL)
# Elements whose content is no markup, so that not every text could be written there. Browsers never show what is in
# the first three; xmp and plaintext, which they show, are obsolete.
_RAW = frozenset("iframe noembed noframes plaintext xmp".split())
_PARTING = BLOCKS | {"br", "hr"}
_PAGES_WITHIN_AT_MOST = 3


class Uncovered(NamedTuple):
    """A text of a page that is in no unit; `where` names the element, or the attribute, and `reason` is why.

    An empty `reason` is a fault of the extraction: nobody would ever translate the text.
    """

    text: str
    reason: str
    where: str


class _Around(NamedTuple):
    """What an element hands down: why its texts are left out (nothing if they are not)."""

    name: str
    off: str = ""
    foreign: str = ""

    @property
    def reason(self) -> str:
        return self.off or self.foreign


def uncovered(html: str, rules: Rules = DEFAULT) -> Iterator[Uncovered]:
    """Yield the texts of a page that are in no unit, in page order, each with the reason.

    Visible are the texts of all elements, and of the attributes that are text by the rules. The reasons: what a text
    without a letter is (number, sign, e-mail, URL, placeholder), the attribute that switches it off, another language,
    an element that is never text, or the selector of the settings that leaves it out.

    >>> [(each.text, each.reason) for each in uncovered("<p>Der Brocken: <p>1.141 m <p lang=en>Welcome")]
    [('1.141 m', 'number'), ('Welcome', 'lang="en"')]
    """
    emptied = fill(html, {slot: msgid.reworded(slot.text, _empty) for slot in texts(html, rules)})
    yield from _left(emptied, html, rules, 0)


def _empty(text: str) -> str:
    return _WORDS.sub(_EMPTIED, text)


def _left(emptied: str, html: str, rules: Rules, depth: int) -> Iterator[Uncovered]:
    """Yield what is left of an emptied page; `html` is the page before, with all that a selector may ask for."""
    before = events(html, rules.left_out) if rules.left_out else iter(())
    selected = (each.selector for each in before if each.kind == "start")
    above = [_Around("#document")]
    run: list[Uncovered] = []
    for event in events(emptied):
        if event.name in _PARTING:
            yield from _judged(run)
            run = []
        if event.kind == "text":
            run.append(Uncovered(msgid.normalized(event.text.replace(_EMPTIED, " ")), above[-1].reason, above[-1].name))
        elif event.kind == "end":
            above.pop()
        else:
            around, own = _entered(above[-1], event, next(selected, ""), rules)
            above.append(around)
            yield from _of_attributes(event, own, rules, depth)
    yield from _judged(run)


def _entered(parent: _Around, event: Event, selector: str, rules: Rules) -> tuple[_Around, _Around]:
    """Return what an element hands down to its content, and what holds for its own attributes."""
    given = event.attributes
    translate = given.get("translate", "-").strip().lower()
    off, switched_on = parent.off, translate in ("", "yes")
    if switched_on:
        off = ""
    elif translate == "no":
        off = 'translate="no"'
    elif "notranslate" in given.get("class", "").split():
        off = 'class="notranslate"'
    if selector and not switched_on:
        off = f"left out by {selector}"
    foreign = parent.foreign
    if language := (given.get("lang", "").strip() or given.get("xml:lang", "").strip()):
        native = language.lower().replace("_", "-").partition("-")[0] == rules.source
        foreign = "" if native else f'lang="{language}"'
    own = _Around(event.name, off, foreign)
    name = event.name.lower()
    inside = f"<{name}>" if name in NEVER | _RAW or (name in KEPT and not switched_on) else ""
    return own._replace(off=inside or off), own._replace(off=off or (inside if name in NEVER else ""))


def _judged(run: Sequence[Uncovered]) -> Iterator[Uncovered]:
    """Yield the texts of a line; what tags cut into pieces, such as an address, is judged as a whole, too."""
    whole = told_apart("".join(each.text for each in run if not each.reason))
    for text, reason, where in run:
        if left := _plain(text):
            yield Uncovered(left, reason or told_apart(left) or whole, where)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _of_attributes(event: Event, around: _Around, rules: Rules, depth: int) -> Iterator[Uncovered]:
    given = event.attributes
    for name, value in given.items():
        where = f"{event.name}[{name}]"
        left = _plain(value.replace(_EMPTIED, " "))
        if left and attribute_kind(event.name, name, lambda other: given.get(other, ""), rules):
            yield Uncovered(left, around.reason or told_apart(left), where)
        elif name == "srcdoc" and event.name == "iframe" and not around.reason:
            yield from _of_srcdoc(value, where, rules, depth)


def _of_srcdoc(value: str, where: str, rules: Rules, depth: int) -> Iterator[Uncovered]:
    for each in _left(value, value, rules, depth + 1):
        deep = "" if depth < _PAGES_WITHIN_AT_MOST else "pages within pages"
        yield each._replace(reason=each.reason or deep, where=f"{where} {each.where}")
