"""Which records a container still has: known when the file has been read to its end without a fault.

A line that left a JSONL is no witness any more. A container that broke off, or that was not read in this run, keeps
all it gave before: the fault may be mended tomorrow.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field

from quotetrace.model import Document, Failure
from quotetrace.seen import Seen


@dataclass(frozen=True, slots=True)
class Finished:
    """A container read to its end; in it are the sources of its records, those that could not be read among them."""

    container: str
    given: Seen
    failed: Set[str]

    def __contains__(self, source: object) -> bool:
        return isinstance(source, str) and (source in self.given or source in self.failed)


@dataclass(slots=True)
class Containers:
    """Follows the inputs in their order, one file after the other."""

    _current: str | None = None
    _given: Seen = field(default_factory=Seen)
    _failed: set[str] = field(default_factory=set)

    def follow(self, one: Document | Failure) -> Finished | None:
        """The container that ended before this input, if one did."""
        if isinstance(one, Failure):
            self._failed.add(one.source)
            return None
        finished = None
        if one.container != self._current:
            finished = self.end()
            self._current = one.container
        if self._current is not None:
            self._given.add(one.source)
        return finished

    def end(self) -> Finished | None:
        """The container that ends here, unless none was open or it broke off."""
        container, given = self._current, self._given
        self._current, self._given = None, Seen()
        if container is None or container in self._failed:
            return None
        return Finished(container, given, self._failed)
