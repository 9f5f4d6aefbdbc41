"""`harztool build`: pages + catalogs -> the pages in other languages."""

from typing import Annotated

import typer

from harztool.cli import talk
from harztool.cli.app import HERE, Languages, Root, app
from harztool.cli.project import alone


@app.command()
@alone
def build(
    lang: Languages = None,
    drafts: Annotated[bool, typer.Option("--drafts", help="Use translations that nobody has reviewed, too.")] = False,
    root: Root = HERE,
) -> None:
    """Write the pages in other languages to public/.

    Only reviewed texts are used; what is not reviewed yet stays in the language of the site. A translation that lost or
    invented a tag is left out and reported.
    """
    from harztool.cli import project
    from harztool.pages import Site, edition, read, translated
    from harztool.store import Store

    store = Store.open(root)
    pages, rules = store.pages(), project.rules(store)
    site = Site(store.config.source, {page.url: page.path for page in pages}, store.config.languages)
    for language in project.languages(store, lang):
        words = edition(project.catalog(store, language), language, drafts=drafts)
        built = (translated(read(page, rules), words, site) for page in pages)
        changed = 0
        for page in talk.followed(built, f"Building {language}", len(pages)):
            changed += store.save_built(page.path, page.html).changed
            for message in page.faulty:
                talk.say(f"{page.path}: {message.translation!r} does not fit {message.source!r} and is left out")
        talk.say(f"{store.config.public}/{language}: {len(pages)} pages, {changed} written")
