"""Documents in, quotations with their speakers out: marks → frames → candidates and cues → sieves → referents.

The stage works on the raw text and needs nothing downloaded; `component` wraps it for spaCy pipelines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import tee

from quotetrace.deadline import bounded
from quotetrace.errors import ReadingError
from quotetrace.extraction.layout import text_of
from quotetrace.extraction.parse import Parse, load
from quotetrace.extraction.quotations import extract_document
from quotetrace.model import Document, Extraction

__all__ = ["extract", "extract_document"]

# More than any article has. Each is compared with all that are like it, so that a text which says the same thing over
# and over costs the square of their number: half a minute and 0.7 GB for so many.
MOST_QUOTATIONS = 1_000


def extract(documents: Iterable[Document], *, model: str | None = None, indirect: bool = False) -> Iterator[Extraction]:
    """The extraction of each document, in order.

    model: an installed spaCy pipeline whose parse and entities count as evidence; UsageError where there is none of
    that name; a text longer than it takes is read without. indirect: speech reported without marks as well. A document
    that takes longer than `deadline.SECONDS`, or has more than `MOST_QUOTATIONS`, yields nothing, and says so; the
    pipeline's own work is not counted.
    """
    if model is None:
        for document in documents:
            yield _extracted(document, indirect=indirect)
        return
    pipeline = load(model)
    read, told = tee(documents)  # not as_tuples, which loses its companions where a component returns a new Doc
    texts = (text if len(text) <= pipeline.max_length else "" for text in map(text_of, read))
    for doc, document in zip(pipeline.pipe(texts), told, strict=True):
        yield _extracted(document, indirect=indirect, parse=Parse(doc))


def _extracted(document: Document, *, indirect: bool, parse: Parse | None = None) -> Extraction:
    try:
        with bounded():
            found = extract_document(document, indirect=indirect, parse=parse)
    except ReadingError as error:
        return Extraction(document, (), (), given_up=str(error))
    if len(found.quotations) <= MOST_QUOTATIONS:
        return found
    return Extraction(document, (), (), given_up=f"has more than {MOST_QUOTATIONS:,} quotations; split it")
