"""`python -m benchmarks [NAME]...`: run the measurements, all by default, and print a line for each."""

from __future__ import annotations

import sys

from benchmarks import check, crawl, glossary, merge, po, startup

MEASUREMENTS = {
    "startup": startup.measured,
    "po": po.measured,
    "glossary": glossary.measured,
    "crawl": crawl.measured,
    "merge": merge.measured,
    "check": check.measured,
}

for name in sys.argv[1:] or MEASUREMENTS:
    for line in MEASUREMENTS[name]():
        print(f"{name}: {line}")
