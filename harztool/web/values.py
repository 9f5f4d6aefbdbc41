"""What flows through the crawler: questions to the site, and its answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from types import MappingProxyType

NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Response:
    """One answer to one request, no redirect followed; the names of headers are lower-case, a list may have lines.

    `fault` says in a phrase why the answer is not whole, and `lasting` whether another try is of no use. `status` is 0
    where not even a header came; else `body` holds what came of it. Only a success can be at fault: of any other
    answer the status says enough, whatever became of its body.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=lambda: NO_HEADERS)
    body: bytes = b""
    fault: str = ""
    lasting: bool = False

    @property
    def saying(self) -> str:
        """What the site answered, in a phrase: the fault, or the status with its name.

        >>> Response(404).saying
        'it answers 404 Not Found'
        """
        names = {each.value: each.phrase for each in HTTPStatus}
        return self.fault or f"it answers {self.status} {names.get(self.status, '')}".rstrip()


# The answer to a question that was never asked, as the crawl has ended.
ABANDONED = Response(0, fault="nobody waits for it any more", lasting=True)
Fetch = Callable[[str, Mapping[str, str]], Response]
