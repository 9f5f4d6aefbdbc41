"""`harztool review`: walk through the drafts, one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from harztool.cli import screen, talk
from harztool.cli.app import HERE, Languages, Root, app
from harztool.errors import UsageError

if TYPE_CHECKING:
    from harztool.model import Message, Term
    from harztool.reviews import Draft
    from harztool.store import Store

_QUESTION = "[a]ccept, [e]dit, [s]kip, [q]uit? "
_CHOICE = "[a]ccept ours, [t]ake theirs, [e]dit, [s]kip, [q]uit? "
_UNCHANGED = " If the editor is still open, name it so that it waits, as in EDITOR='code --wait'."
# How long an answer waits for another run to end, in seconds, before it is given up.
_PATIENCE = 30


@app.command()
def review(lang: Languages = None, root: Root = HERE) -> None:
    """Walk through the drafts in the terminal.

    Shows each with its source, the notes, what the checks find, and the texts around it. Accept it, edit it in your
    $EDITOR (which accepts it, if it fits), skip it, or quit; where a merge left two people's texts, accept ours or
    take theirs, and the other stays in a comment. Every answer is saved at once, and only that message is touched, so
    you may quit at any time, and others may work on the catalogs meanwhile.
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
        from harztool import reviews

        screen.show(draft, f"{self.language} {number}")
        left: Draft | None = draft
        while left is not None:
            draft, theirs = left, reviews.swapped(left.message)
            # At the end of the input there is nobody left to ask.
            match (talk.asked(_CHOICE if theirs else _QUESTION) or "q").strip().lower()[:1]:
                case "a":
                    left = self._accepts(draft)
                case "t" if theirs:
                    left = self._replaces(draft, theirs, "accepted")
                case "e":
                    left = self._edits(draft)
                case "s":
                    self.done["skipped"] += 1
                    return True
                case "q":
                    return False
        return True

    def _accepts(self, draft: Draft) -> Draft | None:
        """Accept a draft; return it if there is more to decide."""
        from harztool import reviews

        if draft.errors:
            talk.say(f"It cannot be published, {draft.errors[0].text}: edit or skip it.")
            return draft
        self._save(draft.message, reviews.accepted(draft.message), "accepted")
        return None

    def _edits(self, draft: Draft) -> Draft | None:
        """Let the user edit a draft; return it as it is then if there is more to decide."""
        from harztool import reviews, store
        from harztool.store import editor

        if draft.message.plural is not None:
            talk.say("It has plural forms: edit them in a PO editor.")
            return draft
        path = editor.sheet(self.store.root, f"review-{self.language}")
        try:
            found = editor.edited(path, draft.message.translation, "\n".join(screen.lines(draft, self.language)))
        except UsageError as error:
            talk.complain(str(error))
            return draft
        if found is None:
            talk.say(f"Nothing was changed; press a to accept it as it is.{_UNCHANGED}")
            return draft
        if not found.text.strip():
            talk.say("Nothing was written; the draft is as it was.")
            left: Draft | None = draft
        else:
            with _kept(path):
                left = self._replaces(draft, reviews.edited(draft.message, found.text), "edited", sure=found.sure)
        store.delete(path)
        return left

    def _replaces(self, draft: Draft, new: Message, what: str, *, sure: bool = True) -> Draft | None:
        """Save another text than that of the draft, and accept it if it fits; return it if there is more to decide."""
        from harztool import report, reviews
        from harztool.cli import project

        catalog = project.catalog(self.store, self.language)
        found = reviews.findings(catalog, [new], self.terms).get(new.key, ())
        again = reviews.Draft(new, found, draft.before, draft.after)
        if sure and not again.errors:
            self._save(draft.message, reviews.accepted(new), what)
            return None
        if not self._save(draft.message, new, "kept as drafts"):
            return None
        if again.errors:
            talk.say(f"Kept as a draft, {again.errors[0].text}.")
        else:
            said = "Kept as a draft, as the line below the text was gone; accept it if it is right"
            talk.say(f"{said}: {report.line(new.translation)}")
        return again

    def _save(self, shown: Message, new: Message, what: str) -> bool:
        """Write one answer into the catalog as it is now; return whether the message is as the answer says."""
        from harztool import reviews
        from harztool.cli import project
        from harztool.model import Catalog

        found: Catalog | None = None

        def made(now: Catalog | None) -> Catalog:
            nonlocal found
            found = reviews.decided(now, shown, new) if now else None
            return found or now or Catalog()

        with project.locked(self.store.root, "review", _PATIENCE):
            self.store.change_catalog(self.language, made)
        if found is None:
            talk.say("Somebody has changed this message meanwhile; it is left as it is now.")
            return False
        now = next(message for message in found.messages if message.key == new.key)
        if (now.forms, now.fuzzy) == (new.forms, new.fuzzy):
            self.done[what] += 1
            return True
        talk.say("Somebody has changed this message meanwhile; what you wrote stands beside it in a comment.")
        self.done["kept beside another text"] += 1
        return False


@contextmanager
def _kept(path: Path) -> Iterator[None]:
    """Say where a text lies that could not be saved, whatever the reason."""
    try:
        yield
    except BaseException:
        talk.complain(f"It could not be saved; what you wrote is kept in {path}.")
        raise
