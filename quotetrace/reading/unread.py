"""An input on its way to a document: finding inputs is cheap and goes in order, making documents of them costs and may
be done anywhere, in this process or in another.

What is sent to another process is an `Unread`, what comes back is what `make` returns; both can be pickled once the
input's bytes are `at_hand`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from quotetrace.deadline import bounded
from quotetrace.errors import ReadingError
from quotetrace.model import Document, Failure
from quotetrace.reading.article import Article, InMemory, Input, OnDisk
from quotetrace.reading.assembly import assemble
from quotetrace.reading.forms import READERS
from quotetrace.reading.manifest import Row
from quotetrace.reading.orders import with_orders
from quotetrace.written import written

# Letters of the longest name of a record that is shown as its own: an address has two thousand at most.
LONGEST_LABEL = 2_000
_READERS = {one.name: one for one in READERS}
# A packed file larger than this is not sent about: it is read where it was found.
_SENT_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Unread:
    """One input, and what is said of it: its row of the manifest, the outlet that a person gave, the day of the run.

    form: the name of its reader. article: what the form says, for a record of a container, which was parsed as it was
    found; None for a file that is one article and still to be parsed.
    """

    item: Input
    form: str
    article: Article | None
    row: Row | None
    outlet: str | None
    today: date

    @property
    def source(self) -> str:
        """What the document's source is going to be."""
        return f"{self.item.source}{self.article.place if self.article else ''}"


@dataclass(frozen=True, slots=True)
class Made:
    """A document that was made of an input; place is its place in the file (``#12``), by which labels are told apart.

    Its label is not yet compared with those before it.
    """

    document: Document
    place: str


# What becomes of an input: a document, a failure, or another article that nobody has looked up the facts of yet.
Result = Made | Failure | Unread


def at_hand(one: Unread) -> Unread | None:
    """The same input so that another process can open it; None where it should be read here and now."""
    item = one.item
    if one.article is not None:
        return _parsed_already(one, one.article)
    if isinstance(item.open, InMemory | OnDisk):
        return one
    try:
        return replace(one, item=replace(item, open=InMemory(item.data(limit=_SENT_BYTES))))
    except (ReadingError, OSError):
        return None


def make(one: Unread) -> list[Result]:
    """What becomes of an input, in order; never raises for what is wrong with it, or where it takes too long.

    A file that was taken for one article, and is several or a record, comes back as its articles, unread: what is said
    of each is still to be looked up.
    """
    try:
        with bounded():
            return _results(one)
    except ReadingError as error:
        return [Failure(one.source, str(error))]


def _results(one: Unread) -> list[Result]:
    if one.article is not None:
        return [_made(one, one.article)]
    articles = list(_parsed(one))
    if len(articles) == 1 and isinstance(articles[0], Article) and not articles[0].place:
        return [_made(one, articles[0])]
    return [article if isinstance(article, Failure) else _parsed_already(one, article) for article in articles]


def _parsed_already(one: Unread, article: Article) -> Unread:
    """An article of the input; nobody opens its file again."""
    return replace(one, article=article, item=replace(one.item, head=b"", open=InMemory(b"")))


def _made(one: Unread, article: Article) -> Made:
    item = one.item
    line = article.place.removeprefix("#")
    label = f"{item.label}:{line}" if line else item.label
    if article.name and len(article.name) <= LONGEST_LABEL:
        label = article.name
    reader = _READERS[one.form]
    document = assemble(article, item, reader, label=label, row=one.row, outlet=one.outlet, today=one.today)
    return Made(document, article.place)


def _parsed(one: Unread) -> Iterator[Article | Failure]:
    reader = _READERS[one.form]
    try:
        yield from with_orders(reader.read(one.item), lambda: reader.read(one.item))
    except ReadingError as error:
        yield Failure(one.item.source, str(error))
    except OSError as error:
        yield unreadable(one.item.path, error)


def unreadable(path: Path, error: OSError) -> Failure:
    """The failure of a file that the system does not let us read."""
    reason = (error.strerror or type(error).__name__).lower()
    return Failure(written(str(path)), f"cannot be read ({reason}); check its permissions")
