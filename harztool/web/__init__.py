"""The crawler: reads the pages of one site, politely and within bounds; the only rooms that know HTTP."""

from harztool.web.crawl import crawl
from harztool.web.values import Fetch, Response, Visit

__all__ = ["Fetch", "Response", "Visit", "crawl"]
