"""Documents in, quotations with their speakers out: marks → frames → candidates and cues → sieves → referents.

The stage works on the raw text and needs nothing downloaded; `component` wraps it for spaCy pipelines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import tee

from quotetrace.extraction.layout import text_of
from quotetrace.extraction.parse import Parse, load
from quotetrace.extraction.quotations import extract_document
from quotetrace.model import Document, Extraction

__all__ = ["extract", "extract_document"]


def extract(documents: Iterable[Document], *, model: str | None = None, indirect: bool = False) -> Iterator[Extraction]:
    """The extraction of each document, in order.

    model: an installed spaCy pipeline whose parse and entities count as evidence; UsageError where there is none of
    that name. indirect: speech reported without marks as well.
    """
    if model is None:
        for document in documents:
            yield extract_document(document, indirect=indirect)
        return
    pipeline = load(model)
    read, told = tee(documents)  # not as_tuples, which loses its companions where a component returns a new Doc
    for doc, document in zip(pipeline.pipe(map(text_of, read)), told, strict=True):
        yield extract_document(document, indirect=indirect, parse=Parse(doc))
