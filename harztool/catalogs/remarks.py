"""Where a person's remark stays when the message it stood at has gone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from harztool.model import Message, remarks


def remarked(header: Message | None, gone: Iterable[Message]) -> Message | None:
    """Return the header with what people remarked on texts that have gone before anybody translated them.

    An obsolete message without a translation is nothing that gettext would keep.

    >>> gone = Message("Burg", comments=("ask the museum",))
    >>> remarked(Message("", "Language: en"), [gone]).comments
    ('On “Burg”, which has gone: ask the museum',)
    """
    known = header.comments if header else ()
    new = [line for each in gone for line in remarks(each) if line not in known]
    return replace(header, comments=(*known, *new)) if header and new else header
