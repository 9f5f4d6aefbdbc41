"""The office's glossary in the account: one of a fixed name for all languages, replaced where its content changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import deepl

from harztool import glossary
from harztool.errors import GlossaryError
from harztool.model import Term

# Bytes in UTF-8: https://developers.deepl.com/docs/resources/usage-limits
DICTIONARY_BYTES = 10 * 1024 * 1024


def dictionaries(
    terms: Sequence[Term], targets: Mapping[str, str], source: str, where: str
) -> dict[str, dict[str, str]]:
    """Return the entries of the glossary called `where`, by the target language of their dictionary.

    `targets` are the target languages by the code of the project; the dictionary `EN` serves EN-GB and EN-US.

    Raises `GlossaryError` with row and column for what the API would not take.
    """
    columns = {target: glossary.column(terms, each) for each, target in targets.items()}
    for remark in (each for term in terms for each in glossary.too_long(term, source)):
        if remark.column in {source, *columns.values()}:
            raise GlossaryError(f"{where}, row {remark.row}, column {remark.column}: {remark.text}")
    entries = {
        pair(target): {term.source: term.translations[name] for term in terms if term.translations.get(name)}
        for target, name in columns.items()
    }
    for target, each in entries.items():
        if sum(len(f"{one}\t{other}\n".encode()) for one, other in each.items()) > DICTIONARY_BYTES:
            raise GlossaryError(f"{where}: the terms for {target} are more than the 10 MiB that DeepL takes.")
    return {target: each for target, each in entries.items() if each}


def pair(target: str) -> str:
    """Return the language of a glossary for a target.

    >>> pair("EN-GB")
    'EN'
    """
    return deepl.Language.remove_regional_variant(target)


def synced(client: deepl.DeepLClient, name: str, source: str, wanted: Mapping[str, Mapping[str, str]]) -> str:
    """Bring the account's glossary of this name up to date, and return its id; no other glossary is touched."""
    made = [
        deepl.api_data.MultilingualGlossaryDictionaryEntries(source, target, dict(entries))
        for target, entries in wanted.items()
    ]
    same_name = [each for each in client.list_multilingual_glossaries() if each.name == name]
    if not same_name:
        return client.create_multilingual_glossary(name, made).glossary_id
    found = min(same_name, key=lambda each: (each.creation_time, each.glossary_id))
    for dictionary in made:
        if _entries(client, found, dictionary) != dictionary.entries:
            client.replace_multilingual_glossary_dictionary(found, dictionary)
    return found.glossary_id


def _entries(
    client: deepl.DeepLClient,
    found: deepl.api_data.MultilingualGlossaryInfo,
    wanted: deepl.api_data.MultilingualGlossaryDictionaryEntries,
) -> dict[str, str]:
    languages = (wanted.source_lang, wanted.target_lang)
    counts = {(each.source_lang, each.target_lang): each.entry_count for each in found.dictionaries}
    if counts.get(languages) != len(wanted.entries):
        return {}
    answer = client.get_multilingual_glossary_entries(found, *languages)
    # The client says that entries are a mapping, and hands on the tab-separated text of the API.
    return deepl.convert_tsv_to_dict(str(answer.dictionaries[0].entries), skip_checks=True)
