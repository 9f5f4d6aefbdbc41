"""The office's glossary in the account: one of a fixed name for all languages, replaced where its content changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import deepl

from harztool import glossary
from harztool.errors import EngineError, GlossaryError
from harztool.model import Term

# Bytes in UTF-8: https://developers.deepl.com/docs/resources/usage-limits
DICTIONARY_BYTES = 10 * 1024 * 1024
_NAMED = 5


def dictionaries(
    terms: Sequence[Term], targets: Mapping[str, str], source: str, where: str
) -> dict[str, dict[str, str]]:
    """Return the entries of the glossary called `where`, by the target language of their dictionary.

    `targets` are the target languages by the code of the project; the dictionary `EN` serves EN-GB and EN-US, and
    where one of them has no translation of a term, that of the other counts for both.

    Raises `GlossaryError` with row and column for what the API would not take, or has no place for.
    """
    columns = {each: glossary.column(terms, each) for each in targets}
    for remark in (each for term in terms for each in glossary.too_long(term, source)):
        if remark.column in {source, *columns.values()}:
            raise GlossaryError(f"{where}, row {remark.row}, column {remark.column}: {remark.text}")
    found: dict[str, dict[str, str]] = {}
    for dictionary in dict.fromkeys(pair(target) for target in targets.values()):
        names = [name for each, name in columns.items() if pair(targets[each]) == dictionary]
        if entries := _entries_of(terms, tuple(dict.fromkeys(names)), dictionary, where):
            found[dictionary] = entries
    return found


def _entries_of(terms: Sequence[Term], names: Sequence[str], dictionary: str, where: str) -> dict[str, str]:
    """Return what the columns of a dictionary's languages say."""
    entries: dict[str, str] = {}
    room = DICTIONARY_BYTES
    for term in terms:
        said = {name: term.translations[name] for name in names if term.translations.get(name)}
        if len(set(said.values())) > 1:
            place = f"{where}, row {term.row}, columns {' and '.join(said)}"
            advice = "write the same in both, or keep one of the languages in a project of its own"
            raise GlossaryError(f"{place}: DeepL has one dictionary {dictionary} for all of them; {advice}.")
        for name, wanted in list(said.items())[:1]:
            room -= len(f"{term.source}\t{wanted}\n".encode())
            if room < 0:
                place = f"{where}, row {term.row}, column {name}"
                raise GlossaryError(f"{place}: here the terms are more than the 10 MiB that DeepL takes; shorten them.")
            entries[term.source] = wanted
    return entries


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
    there = client.list_multilingual_glossaries()
    same_name = [each for each in there if each.name == name]
    if not same_name:
        with _room(name, [each.name for each in there]):
            return client.create_multilingual_glossary(name, made).glossary_id
    found = min(same_name, key=lambda each: (each.creation_time, each.glossary_id))
    for dictionary in made:
        if _entries(client, found, dictionary) != dictionary.entries:
            client.replace_multilingual_glossary_dictionary(found, dictionary)
    return found.glossary_id


@contextmanager
def _room(name: str, others: Sequence[str]) -> Iterator[None]:
    """Name the glossaries that are there where the account takes no more; only a person can tell whose they are."""
    try:
        yield
    except deepl.QuotaExceededException as error:
        if not others:
            raise
        held = ", ".join(repr(each) for each in others[:_NAMED]) + (", …" if len(others) > _NAMED else "")
        limit = f"DeepL takes no glossary {name!r} beside {held}; a free account holds only one"
        ways = "if it may be overwritten, name it in deepl.glossary; or else delete it in your account"
        raise EngineError(f"{limit}: {ways}, or take an account that holds more.") from error


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
