"""What can go wrong, and the exit code each fault ends a command with.

A message is one line that names the thing and the next step; `cli` prints it after ``error: ``.
"""

from __future__ import annotations


class QuotetraceError(Exception):
    """A fault a user can act on. Its text is one line, complete without a traceback."""

    exit_code = 1


class UsageError(QuotetraceError):
    """The words of the command do not fit together, for instance an unknown utterance filter."""

    exit_code = 2


class ReadingError(QuotetraceError):
    """One input could not be read. Stored as a failure; the rest of the run goes on."""


class StoreError(QuotetraceError):
    """The database is not usable: no SQLite file, a newer schema, no permission, locked."""


class GoneError(StoreError):
    """The database was deleted, or another file took its place, while it was open."""


class NotFoundError(QuotetraceError):
    """Nothing in the store goes by the name or id given."""


class AlikeError(QuotetraceError):
    """Documents say one thing in so many ways that their pairs cannot be held; they are set aside as failures.

    documents: which, by id. The text is the reason of each.
    """

    def __init__(self, documents: frozenset[str], *, most: int) -> None:
        super().__init__(
            f"has a quotation in nearly the words of more than {most:,} others, too many to compare; "
            "give it a store of its own"
        )
        self.documents = documents


class WorkerError(QuotetraceError):
    """A process that worked for this one ended before its work was done."""
