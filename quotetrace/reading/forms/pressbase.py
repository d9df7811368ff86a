"""What press databases hand out: many articles one behind the other in one text, with a frame around each.

Nexis numbers them (*2 of 14 DOCUMENTS*) or closes them (*End of Document*), Factiva closes them with the number under
which it keeps them, ProQuest draws a line between them. Text, PDF, RTF and Word files may be such exports: their
readers hand over the whole text, and here it becomes the articles, each with what its own frame states.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from quotetrace.errors import ReadingError
from quotetrace.model import Evidence, Failure
from quotetrace.reading.article import Article, Input, hash_bytes
from quotetrace.reading.forms.pressfields import Framed, framed, says_something

Read = Callable[[Input], Iterator[Article | Failure]]

_NUMBERED = r"\d[\d,.]* of \d[\d,.]* DOCUMENTS?|Document \d[\d,.]* of \d[\d,.]*"
_KEPT = r"(?:AN\s+)?Document [A-Z][A-Z0-9]{2,11}(?:19|20)\d{6}[a-z0-9]{6,14}"
_OPENS = re.compile(rf"(?:{_NUMBERED}|_{{20,200}})")
_CLOSES = re.compile(rf"(?:End of Document|{_KEPT})")
# One of these stands in every export, on a line of its own or at the head of one.
_SIGN = re.compile(
    rf"^[ \t]*(?:(?:{_NUMBERED}|End of Document|{_KEPT})[ \t]*$|LOAD-DATE:|Load-Date:|ProQuest document ID:)", re.M
)
# What heads the list of its articles that Nexis puts before them, or into a file of its own.
_COVER = (re.compile(r"^Job Number:", re.M), re.compile(r"^Documents? \(\d+\)[ \t]*$", re.M))


def parted(read: Read) -> Read:
    """A reader of whole texts that gives the articles of an export one by one, and every other text as it is."""

    def read_parts(item: Input) -> Iterator[Article | Failure]:
        for article in read(item):
            parts = exported(article.text, article.stated) if isinstance(article, Article) else []
            if parts:
                yield from parts
            else:
                yield article

    return read_parts


def exported(text: str, stated: Sequence[Evidence]) -> list[Article]:
    """The articles of an export, none where the text is no export. stated: by the file; what it says of the text counts
    for each of them. ReadingError where it is the list of an export's articles alone."""
    found = _framed(text) if _SIGN.search(text) else []
    if not found and all(one.search(text) for one in _COVER):
        raise ReadingError("is the list of an export's articles, not an article; remove it")
    of_text = tuple(replace(one, start=None, end=None) for one in stated if one.field == "text")
    return [
        Article(
            text=one.body,
            content_hash=hash_bytes("\n".join((one.body, *map(str, one.stated))).encode("utf-8", "surrogatepass")),
            place=f"#{number}" if len(found) > 1 else "",
            title=one.title,
            stated=(*one.stated, *of_text),
            is_record=True,
        )
        for number, one in enumerate(found, 1)
    ]


def _framed(text: str) -> list[Framed]:
    """The articles of an export in their order, none where no piece of it has an article's frame. A piece without one
    that quotes somebody is an article all the same; what does not is the export's cover, its list or its search."""
    found: list[Framed] = []
    known = False
    for piece in _pieces(text):
        one = framed(piece)
        known = known or one is not None
        if one is not None or says_something(piece):
            found.append(one or Framed(None, "\n".join(piece).strip("\n"), ()))
    return found if known else []


def _pieces(text: str) -> Iterator[Sequence[str]]:
    """The lines between what opens and what closes articles; the number that closes one is its last line."""
    lines: list[str] = []
    for line in map(str.strip, text.splitlines()):
        if _OPENS.fullmatch(line):
            yield lines
            lines = []
            continue
        lines.append(line)
        if _CLOSES.fullmatch(line):
            yield lines
            lines = []
    yield lines
