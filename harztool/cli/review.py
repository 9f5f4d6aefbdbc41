"""`harztool review`: walk through the drafts, one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from harztool.cli import talk
from harztool.cli.app import HERE, Languages, Root, app
from harztool.errors import UsageError

if TYPE_CHECKING:
    from harztool.model import Message, Term
    from harztool.reviews import Draft
    from harztool.store import Store

_QUESTION = "[a]ccept, [e]dit, [s]kip, [q]uit? "
# How long an answer waits for another run to end, in seconds, before it is given up.
_PATIENCE = 30


@app.command()
def review(lang: Languages = None, root: Root = HERE) -> None:
    """Walk through the drafts in the terminal.

    Shows each with its source, the notes, what the checks find, and the texts around it. Accept it, edit it in your
    $EDITOR (which accepts it, if it fits), skip it, or quit. Every answer is saved at once, and only that message is
    touched, so you may quit at any time, and others may work on the catalogs meanwhile.
    """
    from harztool import reviews
    from harztool.cli import project
    from harztool.store import Store

    store = Store.open(root)
    terms = project.terms(store)
    for language in project.languages(store, lang):
        session = _Session(store, language, terms)
        waiting = list(reviews.drafts(project.catalog(store, language), terms))
        on = all(session.goes_on(draft, f"{number} of {len(waiting)}") for number, draft in enumerate(waiting, 1))
        left = len(waiting) - session.done["accepted"] - session.done["edited"]
        counts = "".join(f"{count} {what}, " for what, count in session.done.items())
        talk.say(f"{store.name(store.catalog_path(language))}: {counts}{left} left")
        if not on:
            return


@dataclass(frozen=True, slots=True)
class _Session:
    """One person, one catalog, and what has been decided so far."""

    store: Store
    language: str
    terms: Sequence[Term]
    done: Counter[str] = field(default_factory=Counter)

    def goes_on(self, draft: Draft, number: str) -> bool:
        """Show a draft and carry out the answers until it is decided; return whether the next is wanted."""
        talk.show("\n".join(_screen(draft, f"{self.language} {number}")))
        while True:
            # At the end of the input there is nobody left to ask.
            match (talk.asked(_QUESTION) or "q").strip().lower()[:1]:
                case "a" if self._accepts(draft):
                    return True
                case "e":
                    again = self._edits(draft)
                    if again is None:
                        return True
                    draft = again
                case "s":
                    self.done["skipped"] += 1
                    return True
                case "q":
                    return False

    def _accepts(self, draft: Draft) -> bool:
        from harztool import reviews

        if draft.errors:
            talk.say(f"It cannot be published, {draft.errors[0].text}: edit or skip it.")
            return False
        self._save(draft.message, reviews.accepted(draft.message), "accepted")
        return True

    def _edits(self, draft: Draft) -> Draft | None:
        """Let the user edit a draft; return it as it is then if there is more to decide."""
        from harztool import reviews
        from harztool.cli import project
        from harztool.store import editor

        if draft.message.plural is not None:
            talk.say("It has plural forms: edit them in a PO editor.")
            return draft
        try:
            text = editor.edited(draft.message.translation, "\n".join(_screen(draft, self.language)))
        except UsageError as error:
            talk.say(str(error))
            return draft
        if text is None:
            talk.say("The editor ended with an error, or the line below the text is gone; the draft is as it was.")
            return draft
        if text == draft.message.translation:
            talk.say("Nothing was changed; press a to accept it as it is.")
            return draft
        if not text.strip():
            talk.say("Nothing was written; the draft is as it was.")
            return draft
        new = reviews.edited(draft.message, text)
        catalog = project.catalog(self.store, self.language)
        found = reviews.findings(catalog, [new], self.terms).get(new.key, ())
        again = reviews.Draft(new, found, draft.before, draft.after)
        if not again.errors:
            self._save(draft.message, reviews.accepted(new), "edited")
            return None
        if not self._save(draft.message, new, "kept as drafts"):
            return None
        talk.say(f"Kept as a draft, {again.errors[0].text}.")
        return again

    def _save(self, shown: Message, new: Message, what: str) -> bool:
        """Write one answer into the catalog as it is now; return whether the message is as the answer says."""
        from harztool import reviews
        from harztool.cli import project

        with project.locked(self.store.root, "review", _PATIENCE):
            catalog = reviews.decided(project.catalog(self.store, self.language), shown, new)
            if catalog is None:
                talk.say("Somebody has changed this message meanwhile; it is left as it is now.")
                return False
            self.store.save_catalog(self.language, catalog)
        now = next(message for message in catalog.messages if message.key == new.key)
        if (now.forms, now.fuzzy) == (new.forms, new.fuzzy):
            self.done[what] += 1
            return True
        talk.say("Somebody has changed this message meanwhile; what you wrote stands beside it in a comment.")
        self.done["kept beside another text"] += 1
        return False


def _screen(draft: Draft, number: str) -> Iterator[str]:
    """Yield the lines that a reviewer sees of a draft."""
    from harztool import changes, report

    message = draft.message
    yield f"\n{number}{''.join(f' · {place}' for place in message.places[:1])}"
    if draft.before:
        yield from _texts("before", draft.before)
    if message.previous is not None and message.previous != message.source:
        yield _row("source", report.marked(changes.words(message.previous, message.source)))
    else:
        yield _row("source", report.line(message.source))
    yield from (_row("draft", report.line(text)) for text in (message.translation, *message.translations))
    yield from (_row("note", report.line(note)) for note in (*message.notes, *message.comments))
    yield from (_row(each.severity, f"{each.check}: {report.line(each.text)}") for each in draft.findings)
    if draft.after:
        yield from _texts("after", draft.after)


def _texts(name: str, message: Message) -> Iterator[str]:
    from harztool import report

    yield _row(name, report.line(message.source))
    if message.translation:
        yield _row("", report.line(message.translation))


def _row(name: str, text: str) -> str:
    return f"{name:>8}  {text}"
