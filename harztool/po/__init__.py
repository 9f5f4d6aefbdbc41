r"""PO text <-> messages, in GNU gettext's canonical bytes, those of `msgcat --no-wrap`; the only room with polib.

polib, the field's library, escapes strings here. It neither reads nor writes files: it loses `#~|` lines, takes `\a`
and octal escapes for text, refuses two strings in one line, prints other bytes, and is slower. So `grammar`
states the format as one regular expression per kind of entry, `reader` goes through a text with it in linear time,
`comments` and `strings` know what stands behind `#` and between quotation marks, `writer` prints, `faults` says
what is wrong where no entry can be read, and `charset` knows which characters the bytes of a file are.

Releases of gettext differ in few points. Where 0.21 loses what a later one (up to 1.0) keeps, the later one counts:
flags on several `#,` lines, or on `#=` lines, add up; newer `-format` flags are known; CRLF ends a comment as it ends
any line; a name with spaces in `#:` is one name, between U+2068 and U+2069. Where `msgcat` needs a second run to come
to rest, as with `./` before a name, its rest is printed. The rest is ours: a byte order mark is read and dropped, NUL
characters and domains are refused, and the header comes first and is printed even without messages, as with
`--force-po`.
"""

from harztool.po.charset import decoded, encoded, recoded
from harztool.po.reader import kept, lines, located, parse
from harztool.po.writer import text

__all__ = ["decoded", "encoded", "kept", "lines", "located", "parse", "recoded", "text"]
