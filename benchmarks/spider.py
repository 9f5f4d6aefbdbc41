"""The peer: Scrapy's own CrawlSpider with its default settings, storing each page; run by `scrapy runspider`."""

import hashlib
from pathlib import Path

from scrapy.linkextractors import LinkExtractor
from scrapy.spiders import CrawlSpider, Rule


class Pages(CrawlSpider):
    """Follows all links of a site and stores its pages."""

    name = "pages"
    rules = (Rule(LinkExtractor(), callback="store", follow=True),)

    def __init__(self, base, **arguments):
        super().__init__(**arguments)
        self.start_urls = [f"{base}/de/"]
        self.allowed_domains = ["127.0.0.1"]
        Path("pages").mkdir(exist_ok=True)

    def parse_start_url(self, response, **_):
        self.store(response)

    def store(self, response):
        if response.status == 200:
            (Path("pages") / hashlib.sha256(response.url.encode()).hexdigest()).write_bytes(response.body)
