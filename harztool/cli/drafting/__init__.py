"""What `harztool translate` and `harztool cost` share: the plan of each language, how it is carried out and told of."""

from __future__ import annotations

from harztool.cli.drafting.jobs import Job, budget, jobs, ready
from harztool.cli.drafting.running import Outcome, Run
from harztool.cli.drafting.telling import about, concerned, list_concerned, money, name_unfit, place, price

__all__ = [
    "Job",
    "Outcome",
    "Run",
    "about",
    "budget",
    "concerned",
    "jobs",
    "list_concerned",
    "money",
    "name_unfit",
    "place",
    "price",
    "ready",
]
