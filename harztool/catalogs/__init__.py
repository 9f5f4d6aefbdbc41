"""Catalogs: make a template from pages, bring a translation up to date with it, and unite what two people did."""

from harztool.catalogs.heirs import carried
from harztool.catalogs.merge import merged
from harztool.catalogs.template import SHARED, empty, template
from harztool.catalogs.unite import United, united

__all__ = ["SHARED", "United", "carried", "empty", "merged", "template", "united"]
