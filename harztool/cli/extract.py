"""`harztool extract`: pages -> template -> catalogs."""

from harztool.cli import talk
from harztool.cli.app import HERE, Root, app


@app.command()
def extract(root: Root = HERE) -> None:
    """Bring po/*.po up to date with the pages.

    Writes the texts of all pages to po/site.pot and merges them into the catalog of each language. A translation stays
    with its text; what a person wrote is never lost. Texts that have gone become obsolete and come back with the text.
    """
    from harztool import catalogs
    from harztool.cli import project
    from harztool.store import Store

    store = Store.open(root)
    terms = project.terms(store)
    olds = {language: store.catalog(language) or catalogs.empty(language) for language in store.config.languages}
    pages = talk.followed(store.pages(), "Extracting")
    # Each catalog names the pages as the template did; so one of them can stand in for a template that is lost.
    template = catalogs.template(pages, store.template() or next(iter(olds.values())), project.rules(store))
    new = {language: catalogs.merged(template, old, terms, language) for language, old in olds.items()}
    for each in [store.save_template(template), *(store.save_catalog(*pair) for pair in new.items())]:
        talk.say(f"{each.name}: {'written' if each.changed else 'unchanged'}")
