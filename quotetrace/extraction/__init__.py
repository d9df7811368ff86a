"""Documents in, quotations with their speakers out: marks → frames → candidates and cues → sieves → referents.

The stage works on the raw text and needs nothing downloaded; `component` wraps it for spaCy pipelines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quotetrace.extraction.quotations import extract_document
from quotetrace.model import Document, Extraction

__all__ = ["extract", "extract_document"]


def extract(documents: Iterable[Document]) -> Iterator[Extraction]:
    """The extraction of each document, in order."""
    for document in documents:
        yield extract_document(document)
