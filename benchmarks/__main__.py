"""`python -m benchmarks [NAME]...`: run the measurements, all by default, and print a line for each."""

from __future__ import annotations

import sys

from benchmarks import api, build, check, crawl, draft, glossary, linear, merge, msgcat, pages, po, startup, yardstick

MEASUREMENTS = {
    "startup": startup.measured,
    "po": po.measured,
    "glossary": glossary.measured,
    "crawl": crawl.measured,
    "merge": merge.measured,
    "msgcat": msgcat.measured,
    "check": check.measured,
    "pages": pages.measured,
    "linear": linear.measured,
    "yardstick": yardstick.measured,
    "draft": draft.measured,
    "api": api.measured,
    "build": build.measured,
}

for name in sys.argv[1:] or MEASUREMENTS:
    for line in MEASUREMENTS[name]():
        print(f"{name}: {line}")
