"""The grammar of PO entries as regular expressions, after "The Format of PO Files" in the GNU gettext manual.

An entry is its comments, its previous texts, and its keywords with their strings. White space, line ends included, may
stand between any two tokens. The lines of an obsolete entry carry the mark `#~`, those of previous texts `#|` or `#~|`.
All repetitions are possessive: nothing that follows makes them give back what they took, so reading is linear.
"""

import re

BLANK = r"[ \t\r\f\v]*+"
SPACE = r"[ \t\r\f\v\n]*+"
ESCAPE = r'\\(?:["\\abfnrtv]|[0-7]{1,3}|x[0-9A-Fa-f]+)'
# U+0004 parts context and source in an MO file, and NUL ends a text there: neither can be in one.
PLAIN = r'[^"\\\n\x04\0]*+'
STRING = rf'"{PLAIN}(?:{ESCAPE}{PLAIN})*+"'
MARK = rf"#(?:~\|?+|\|){BLANK}"
# White space, and lines with marks and nothing behind them.
VOID = rf"{SPACE}(?:(?:{MARK})++(?:\n{SPACE}|\Z))*+"
COMMENT = rf"{VOID}(?:{MARK})*+#(?![~|])[^\n\0]*+"


def _gap(mark: str) -> str:
    """Return what may stand between two tokens on lines that carry the mark."""
    return rf"{BLANK}(?:(?:\n{SPACE})?{mark}{BLANK})*+" if mark else SPACE


def _entry(mark: str, mark_before: str) -> re.Pattern[str]:
    """Return the pattern of an entry by the mark on its own lines and the mark on those of its previous texts."""
    gap, before = _gap(mark), _gap(mark_before)
    strings, strings_before = rf"((?:{gap}{STRING})++)", rf"((?:{before}{STRING})++)"
    previous = (
        rf"{VOID}{mark_before}{before}(?:msgctxt{strings_before}{before})?msgid{strings_before}"
        rf"(?:{before}msgid_plural{strings_before})?{before}(?=\n)"
    )
    forms = rf"((?:{gap}msgstr{gap}\[{gap}[0-9]+{gap}\](?:{gap}{STRING})++)++)"
    return re.compile(
        rf"((?:{COMMENT})*+)(?:{previous})?{VOID}{mark}{gap}(?P<body>)(?:msgctxt{strings}{gap})?msgid{strings}"
        rf"(?:{gap}msgstr{strings}|{gap}msgid_plural{strings}{forms})"
    )


# Groups: the comments; previous context, source and plural; `body`, empty, where the keywords begin; context, source,
# translation, plural and its forms. Strings keep their quotation marks and what stands between them.
ACTIVE = _entry("", r"#\|")
OBSOLETE = _entry("#~", rf"(?:#~\||#~{BLANK}#\||#\|{BLANK}#~)")
REST = re.compile(rf"(?:{COMMENT})*+{VOID}")

_ANY = r"[ \t\r\f\v\n#~]*+"
FORM = re.compile(rf"msgstr{_ANY}\[{_ANY}([0-9]+){_ANY}\]((?:{_ANY}{STRING})++)")
