"""Where a person's remark stays when the message it stood at has gone untranslated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harztool import msgid
from harztool.model import Message, remarks
from harztool.provenance import without_draft


def handed_on(messages: Sequence[Message], gone: Sequence[Message]) -> tuple[list[Message], list[Message]]:
    """Return messages that wait for a translation or a review with the remarks on those that they were, and the rest.

    A message was another where only markup, white space, quotes or a full stop differ. The rest has no such heir.

    >>> handed_on([Message("Burg.")], [Message("Burg", comments=("ask the museum",))])[0][0].comments
    ('ask the museum',)
    """
    told = [each for each in gone if remarks(each)]
    found = list(messages)
    homes = {_gist(each): i for i, each in enumerate(found) if told and not each.ready and each.plural is None}
    homeless = []
    for each in told:
        home = homes.get(_gist(each))
        if home is None:
            homeless.append(each)
        else:
            comments = joined(found[home].comments, without_draft(each.comments))
            found[home] = replace(found[home], comments=comments)
    return found, homeless


def _gist(message: Message) -> tuple[str | None, str]:
    return message.context, msgid.gist(message.source)


def joined(comments: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """Return comments with those of more that are not among them."""
    return (*comments, *(line for line in more if line not in comments))
