"""Which elements and attributes of a page are text, and which stay as they are."""

from __future__ import annotations

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
    """What is text on a site: the language it is written in, and the attributes and JSON-LD keys beside HTML's own."""

    source: str = "de"
    attributes: frozenset[str] = frozenset()
    json_keys: frozenset[str] = frozenset()


DEFAULT = Rules()
