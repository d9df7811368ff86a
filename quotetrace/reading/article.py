"""What passes between a reader and the assembly of a document: one file to read, and one article as its form gives it.

A reader knows its form (text, JSONL, HTML …) and nothing else: it hands over the text exactly as decoded and what the
form itself states. What the text says of its outlet, date and zones is found afterwards, for every form alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from quotetrace.errors import ReadingError
from quotetrace.model import Evidence, Failure

# The longest article that is taken for one: about 3,000,000 words, thirty times a long report. More is a dump.
MAX_ARTICLE_BYTES = 20_000_000
# What is looked at to tell a file's form: enough for a page whose first tags are comments and scripts.
HEAD_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read: where it is, what people call it, its first bytes, and the user's names for record fields."""

    path: Path
    label: str
    head: bytes
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def suffix(self) -> str:
        """The file's suffix in lower case, with its dot; empty where it has none."""
        return self.path.suffix.lower()

    def data(self, *, limit: int = MAX_ARTICLE_BYTES) -> bytes:
        """All bytes. ReadingError where there are more than `limit`: an article is never that long."""
        with self.path.open("rb") as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise ReadingError(
                f"is larger than {limit // 1_000_000} MB, too large for one article; "
                "split it, or give its articles as JSONL, one record a line"
            )
        return data


@dataclass(frozen=True, slots=True)
class Article:
    """One article as its form gives it.

    place: where in the file, as a suffix of the source (``#12``); empty where the file is the article.
    name: what the record calls itself (its doc, id or url), or None.
    title: the headline that the form states. title_inside: the text was built and begins with it.
    stated: what the form says of outlet, published, modified, author and url, the most trusted first; times as written;
    and of the text itself (field ``text``), if some of its bytes could not be decoded.
    is_record: outlet and date were declared with the text (a record), not derived from markup; they then identify it.
    """

    text: str
    content_hash: str
    place: str = ""
    name: str | None = None
    title: str | None = None
    title_inside: bool = False
    stated: tuple[Evidence, ...] = ()
    is_record: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """A form of article file: how it is recognised by content and suffix, and how it is read.

    version: raised whenever the same bytes would give another text.
    """

    name: str
    version: int
    recognises: Callable[[Input], bool]
    read: Callable[[Input], Iterator[Article | Failure]]


def hash_bytes(data: bytes) -> str:
    """The sha256 of the bytes read, in hex."""
    return sha256(data).hexdigest()
