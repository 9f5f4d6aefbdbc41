"""The crawler: reads the pages of one site, politely and within bounds; the only rooms that know HTTP."""

from harztool.web.crawl import Memory, crawl
from harztool.web.values import Fetch, Response

__all__ = ["Fetch", "Memory", "Response", "crawl"]
