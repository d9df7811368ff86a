"""How many records a file may have, and how long one may take: a file without end is one failure, and the rest goes on.

Bytes have their limits where they are read (`article.MAX_ARTICLE_BYTES` for an article), and what is packed where it is
unpacked (`packed`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from quotetrace.deadline import bounded
from quotetrace.errors import ReadingError
from quotetrace.model import Failure
from quotetrace.reading.article import Article

# The archives of large agencies have some million articles, in many files.
MOST_RECORDS = 10_000_000
# A row is kept of each record that cannot be read; so many without an article between them are no collection.
MOST_FAILED = 100_000


def limited(articles: Iterable[Article | Failure]) -> Iterator[Article | Failure]:
    """The same articles. ReadingError, after what was before, where there are more than a collection has, where
    nothing but failures comes, and where the next takes longer than `deadline.SECONDS`."""
    coming, failed = iter(articles), 0
    for number in count(1):
        with bounded():
            one = next(coming, None)
        if one is None:
            return
        if number > MOST_RECORDS:
            raise ReadingError(f"has more than {MOST_RECORDS:,} records; those before are read, so split it")
        failed = failed + 1 if isinstance(one, Failure) else 0
        if failed > MOST_FAILED:
            raise ReadingError(f"has more than {MOST_FAILED:,} records in a row that cannot be read; correct it")
        yield one
