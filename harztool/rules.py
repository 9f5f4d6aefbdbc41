"""Which elements and attributes of a page are text, and which stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

# Elements that run along in a line of text (HTML Living Standard, phrasing content, and what older pages use). Elements
# that no standard knows run along too, as browsers show them.
BLOCKS = frozenset(
    "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html label legend li "
    "listing main menu nav ol optgroup option p plaintext pre search section summary table tbody td "
    "tfoot th thead title tr ul xmp".split()
)
# Elements that stand in a line of text like one big letter, and hold texts of their own.
ISLANDS = frozenset(
    "applet audio canvas datalist iframe map marquee math meter noembed noframes noscript object picture progress "
    "script select style svg template textarea video".split()
)
# Controls: where nothing but controls stands in a line, each is a text of its own.
CONTROLS = frozenset({"button", "output"})
# Elements whose content is the same in every language.
KEPT = frozenset({"code", "kbd", "samp", "var"})
# Elements whose content is no text at all, wherever they stand.
NEVER = frozenset({"annotation", "annotation-xml", "mi", "mn", "mo", "ms", "script", "style"})
# Elements that keep their blanks and line ends.
PREFORMATTED = frozenset({"pre", "textarea", "listing", "xmp"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

# What a reviewer is told that a text is, by the element that holds it.
KINDS = {
    **dict.fromkeys(HEADINGS, "heading"),
    "p": "paragraph",
    "li": "list item",
    "td": "cell",
    "th": "cell heading",
    "dt": "term",
    "dd": "definition",
    "label": "label",
    "legend": "caption",
    "caption": "caption",
    "figcaption": "caption",
    "option": "option",
    "title": "title",
    "summary": "summary",
    "blockquote": "quotation",
    "textarea": "form field",
    "address": "address",
}
# Kinds that a link or a button around the whole text tells more about.
PLAIN_KINDS = frozenset({"text", "paragraph", "list item", "cell"})

# Attributes that are text on any element, and what a reviewer is told that they are.
ATTRIBUTES = {
    "title": "tooltip",
    "alt": "alt text",
    "placeholder": "placeholder",
    "aria-label": "label for screen readers",
    "aria-description": "description for screen readers",
    "aria-placeholder": "placeholder for screen readers",
    "aria-roledescription": "role for screen readers",
    "aria-valuetext": "value for screen readers",
}
# Attributes that are text on some elements only.
ELEMENT_ATTRIBUTES = {
    "option": {"label": "option"},
    "optgroup": {"label": "group of options"},
    "track": {"label": "track label"},
    "th": {"abbr": "short cell heading"},
}
BUTTON_TYPES = frozenset({"submit", "button", "reset"})
METAS = {
    "description": "meta description",
    "keywords": "meta keywords",
    "og:title": "title for sharing",
    "og:description": "description for sharing",
    "og:site_name": "site name for sharing",
    "og:image:alt": "alt text for sharing",
    "twitter:title": "title for sharing",
    "twitter:description": "description for sharing",
    "twitter:image:alt": "alt text for sharing",
}
# schema.org properties that hold text for people.
JSON_KEYS = frozenset(
    "name headline alternativeHeadline description abstract articleBody articleSection caption "
    "disambiguatingDescription jobTitle keywords slogan text reviewBody award benefits jobBenefits qualifications "
    "responsibilities skills experienceRequirements educationRequirements employmentUnit incentiveCompensation "
    "specialCommitments accessibilitySummary".split()
)


@dataclass(frozen=True, slots=True)
class Rules:
    """What is text on a site: the language it is written in, and what holds beside HTML's own rules.

    `attributes` and `json_keys` name further texts. The others are CSS selectors of elements whose tags stand in the
    page: what they select is left out as if it had `translate="no"`, unless it says `translate="yes"` itself; or a
    reviewer is told something about it; or it has a context (msgctxt) of its own. `switchers` are language switchers:
    they are left out, too, and each of their links leads to the same page in its language.
    """

    source: str = "de"
    attributes: frozenset[str] = frozenset()
    json_keys: frozenset[str] = frozenset()
    left_out: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    contexts: tuple[tuple[str, str], ...] = ()
    switchers: tuple[str, ...] = ()


DEFAULT = Rules()


@dataclass(frozen=True, slots=True)
class Preset:
    """What is known of the pages of a system.

    Selectors of what is left out, of language switchers, which are left out, too, and of what reviewers are told about.
    """

    left_out: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    switchers: tuple[str, ...] = ()


_DATE, _PRINT = "date", "for the print view"
# Each selector is for one element alone: what asks for those around it takes long where pages are nested deeply.
# What a consent tool shows comes in all languages from the tool itself; the name of a language is always in its own.
PRESETS: Mapping[str, Preset] = {
    "geocms": Preset(
        left_out=("[id^=cookie i]",),
        switchers=("[id=languages i]", "[id=sprachwahl i]", "[class~=languages i]", "[class~=sprachen i]"),
        notes=(
            ("[class~=date i], [class~=datum i], [class*=calendar_date i]", _DATE),
            ("a[href*='PAGE_MEDIA=text'], a[href*='modus=drucken']", "leads to the text or print version of the page"),
            ("[id^=print i], [class~=print_only i]", _PRINT),
        ),
    ),
    "wordpress": Preset(
        left_out=(
            "#BorlabsCookieBox, #BorlabsCookieBoxWrap, #BorlabsCookieWidget",
            "#cookie-notice, #cookie-law-info-bar, #cookie-law-info-again, .widget_eu_cookie_law_widget",
            "#cmplz-cookiebanner-container, .cky-consent-container, #CybotCookiebotDialog, [id^=rcb-]",
            "#wpadminbar",
        ),
        switchers=(".lang-item, .wpml-ls, .wpml-ls-item, .menu-item-language, .trp-language-switcher",),
        notes=(
            ("time, .tribe-event-date-start, .tribe-event-date-end, .mec-event-date", _DATE),
            (".print-only, .only-print, .visible-print-block", _PRINT),
            (".screen-reader-text", "only for screen readers"),
        ),
    ),
    "typo3": Preset(
        left_out=("#cookieman-modal, #cookie-bar, #cookie-consent, .cookie-consent, .tx-cookies, .cc-window",),
        switchers=(
            ".language-menu, .language_menu, #language_menu, .nav-language, .frame-type-menu_language, #lang_menu",
        ),
        notes=(
            ("time, .news-list-date, .event-date", _DATE),
            (".d-print-block, .visible-print, .print-only", _PRINT),
            (".sr-only, .visually-hidden", "only for screen readers"),
        ),
    ),
    "mediawiki": Preset(
        left_out=(".mw-cookiewarning-container", ".mw-editsection"),
        switchers=("#p-lang, .interlanguage-link, #p-lang-btn",),
        notes=((".printfooter", _PRINT),),
    ),
}


def attribute_kind(element: str, name: str, value: Callable[[str], str], rules: Rules) -> str:
    """Return what an attribute is, if it is text, else nothing; `value` gives the other attributes of its element.

    >>> attribute_kind("input", "value", {"type": "submit"}.__getitem__, DEFAULT)
    'button'
    """
    if name in ATTRIBUTES:
        return ATTRIBUTES[name]
    if name in ELEMENT_ATTRIBUTES.get(element, ()):
        return ELEMENT_ATTRIBUTES[element][name]
    if element == "input" and name == "value":
        return "button" if value("type").strip().lower() in BUTTON_TYPES else ""
    if element == "meta" and name == "content":
        return METAS.get(value("name").strip().lower()) or METAS.get(value("property").strip().lower(), "")
    if element == "param":  # what it holds is for programs
        return ""
    return "text of an attribute" if name in rules.attributes else ""
