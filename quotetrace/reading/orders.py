"""The order of day and month in the number dates of a collection's records: one that is sure tells it for the others.

``01/07/2022`` alone may be July or January; beside ``01/25/2022`` in the same file it is January. A file is read a
second time, and only where a record of it leaves the order open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from quotetrace.model import Failure
from quotetrace.reading.article import Article
from quotetrace.reading.dates import DateFound, find_dates, is_order_open, writes_month_first

_Articles = Iterable[Article | Failure]


def with_orders(articles: _Articles, again: Callable[[], _Articles]) -> Iterator[Article | Failure]:
    """The same articles, each record whose own number date leaves the order open with what the others tell.

    again: reads the same articles anew.
    """
    orders: _Orders | None = None
    for article in articles:
        if isinstance(article, Article) and article.is_record and any(map(is_order_open, _published(article))):
            orders = orders or _Orders(again())
            article = replace(article, month_first=orders.of(_outlet(article)))
        yield article


class _Orders:
    """What the records of a file that are sure say: those of each outlet, and all of them."""

    def __init__(self, articles: _Articles) -> None:
        self._by_outlet: dict[str | None, set[bool]] = defaultdict(set)
        for article in articles:
            order = writes_month_first(_published(article)) if isinstance(article, Article) else None
            if isinstance(article, Article) and order is not None:
                self._by_outlet[_outlet(article)].add(order)

    def of(self, outlet: str | None) -> bool | None:
        """Whether an outlet's records are month first; where none of its own is sure, what all the others agree on."""
        found = self._by_outlet.get(outlet) or set().union(*self._by_outlet.values())
        return next(iter(found)) if len(found) == 1 else None


def _published(article: Article) -> list[DateFound]:
    return [date for one in article.stated if one.field == "published" for date in find_dates(one.value)]


def _outlet(article: Article) -> str | None:
    return next((one.value for one in article.stated if one.field == "outlet"), None)
