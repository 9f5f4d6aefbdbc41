"""A page held against an independent HTML5 parser: what no unit covers, and whether rewriting changes anything else."""

from harztool.proof.coverage import Uncovered, uncovered
from harztool.proof.laws import broken_laws

__all__ = ["Uncovered", "broken_laws", "uncovered"]
