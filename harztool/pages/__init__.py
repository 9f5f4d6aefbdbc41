"""Pages in other languages: a source page and the translations of a language -> the page, and what is said of all.

site.py        addresses and paths of pages, and in which languages each is published
placing.py     which file each page is to have, and which have to share one
source.py      a page of the source language, read once for all others
edition.py     what a language has for the pages: translations that may be shown
building.py    source + edition -> the page in the language
place.py       where an address leads, and how that is written in another language
addresses.py   the links, images and styles of a page
styles.py      the addresses that a style names
canonical.py   the address that a page is to be known by, and whether it is listed
switching.py   the links of a language switcher
head.py        what a page says of itself: language, address, character set, its other languages
marks.py       which elements are marked as being in which language
phrases.py     what elements say in their texts and attributes, and in which language
framed.py      pages that stand in an attribute of a page
sitemap.py     the sitemap of a language
assets.py      the files that pages need beside themselves
audit.py       what is wrong in pages that were built
"""

from harztool.pages.building import Built, translated
from harztool.pages.edition import Edition, edition
from harztool.pages.placing import Places, placed
from harztool.pages.site import Site, localized
from harztool.pages.sitemap import sitemaps
from harztool.pages.source import Source, read

__all__ = [
    "Built",
    "Edition",
    "Places",
    "Site",
    "Source",
    "edition",
    "localized",
    "placed",
    "read",
    "sitemaps",
    "translated",
]
