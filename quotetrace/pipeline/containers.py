"""Which records a container still has: known when the file has been read to its end without a fault.

A line that left a JSONL is no witness any more. A container that broke off, or that was not read in this run, keeps
all it gave before: the fault may be mended tomorrow.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from quotetrace.model import Document, Failure


@dataclass(frozen=True, slots=True)
class Finished:
    """A container read to its end, and the sources of its records, those that could not be read among them."""

    container: str
    sources: frozenset[str]


@dataclass(slots=True)
class Containers:
    """Follows the inputs in their order, one file after the other."""

    _current: str | None = None
    _sources: set[str] = field(default_factory=set)
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
            self._sources.add(one.source)
        return finished

    def end(self) -> Finished | None:
        """The container that ends here, unless none was open or it broke off."""
        container, sources = self._current, frozenset(self._sources | self._failed)
        self._current, self._sources = None, set()
        if container is None or container in self._failed:
            return None
        return Finished(container, sources)
