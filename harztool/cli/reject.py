"""`harztool reject`: decide upon many drafts at once."""

from harztool.cli import decisions, talk
from harztool.cli.app import HERE, Languages, Root, app
from harztool.cli.project import alone


@app.command()
@alone
def reject(
    page: decisions.Pages = None,
    engine: decisions.Engines = None,
    check_free: decisions.CheckFree = False,
    glossary_true: decisions.GlossaryTrue = False,
    everything: decisions.All = False,
    dry_run: decisions.DryRun = False,
    lang: Languages = None,
    root: Root = HERE,
) -> None:
    """Reject many drafts at once: leave their texts untranslated again.

    All conditions must hold. Only what a machine wrote goes, or a translation taken over from a text that keeps it;
    what a person wrote stays and is named.
    """
    from harztool import reviews

    wanted = decisions.wanted(page, engine, everything, check_free=check_free, glossary_true=glossary_true)
    for store, language, catalog, found in decisions.found(wanted, lang, root):
        new = {}
        for draft in found:
            emptied = reviews.rejected(draft.message, catalog)
            if emptied is None:
                talk.say(f"{decisions.place(store, language)}: left, a person wrote it: {draft.message.source}")
            else:
                new[draft.message.key] = emptied
        decisions.save(store, language, catalog, new, "rejected", dry_run=dry_run)
