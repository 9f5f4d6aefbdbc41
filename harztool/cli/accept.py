"""`harztool accept`: decide upon many drafts at once."""

from harztool.cli import decisions, talk
from harztool.cli.app import HERE, Languages, Root, app
from harztool.cli.project import alone


@app.command()
@alone
def accept(
    page: decisions.Pages = None,
    engine: decisions.Engines = None,
    check_free: decisions.CheckFree = False,
    glossary_true: decisions.GlossaryTrue = False,
    everything: decisions.All = False,
    dry_run: decisions.DryRun = False,
    lang: Languages = None,
    root: Root = HERE,
) -> None:
    """Accept many drafts at once: remove fuzzy.

    All conditions must hold. You stand behind what you accept as if you had read each text. What would not fit its
    page, such as a draft that lost a link or a number, is left as it is and named; so is what two people wrote.
    """
    from harztool import reviews

    wanted = decisions.wanted(page, engine, everything, check_free=check_free, glossary_true=glossary_true)
    for store, language, catalog, found in decisions.found(wanted, lang, root):
        new = {}
        for draft in found:
            if reviews.is_disputed(draft.message):
                talk.say(f"{decisions.place(store, language)}: left, two people wrote it: {draft.message.source}")
            elif draft.errors:
                talk.say(f"{decisions.place(store, language)}: left, {draft.errors[0].text}: {draft.message.source}")
            else:
                new[draft.message.key] = reviews.accepted(draft.message)
        decisions.save(store, language, catalog, new, "accepted", dry_run=dry_run)
