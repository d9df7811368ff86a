"""The stages as a bundle of functions, so that a caller or a test may put its own in place of one.

Nothing is imported until `default_stages` is called, and extraction, which brings spaCy, not before it extracts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Protocol

from quotetrace.model import (
    Document,
    Edge,
    Entity,
    Extraction,
    Failure,
    GivenQuotation,
    Judgement,
    Occurrence,
    Quotation,
    Relation,
    Speaker,
    Trace,
    Utterance,
)


class Grouping(Protocol):
    """What `group` returns: the utterances, and the ids that were merged into others (old to new)."""

    @property
    def utterances(self) -> tuple[Utterance, ...]: ...

    @property
    def redirects(self) -> Mapping[int, int]: ...


class Read(Protocol):
    """Paths to documents and failures."""

    def __call__(
        self,
        paths: Iterable[str | Path],
        /,
        *,
        outlet: str | None = None,
        fields: Mapping[str, str] | None = None,
        manifest: Path | None = None,
        said: Callable[[str], str | None] | None = None,
    ) -> Iterator[Document | Failure]: ...


class Extract(Protocol):
    """Documents to what each yields, in their order."""

    def __call__(
        self, documents: Iterable[Document], /, *, model: str | None = None, indirect: bool = False
    ) -> Iterator[Extraction]: ...


class ExtractGiven(Protocol):
    """A document with quotations that somebody else extracted, and which of these lie outside it."""

    def __call__(self, document: Document, given: Sequence[GivenQuotation], /) -> tuple[Extraction, Sequence[int]]: ...


class MergeSpeakers(Protocol):
    """The entities of all documents to speakers."""

    def __call__(self, entities: Iterable[tuple[str, Sequence[Entity]]], /) -> list[Speaker]: ...


class FindEdges(Protocol):
    """The related pairs among new quotations, and between new and stored ones."""

    def __call__(self, new: Sequence[Quotation], stored: Sequence[Quotation] = (), /) -> list[Edge]: ...


class Decide(Protocol):
    """A decision on each edge."""

    def __call__(self, edges: Sequence[Edge], occurrences: Mapping[str, Occurrence], /) -> list[Judgement]: ...


class Group(Protocol):
    """Decided edges to utterances."""

    def __call__(
        self,
        judgements: Sequence[Judgement],
        occurrences: Mapping[str, Occurrence],
        /,
        *,
        previous: Mapping[str, int],
        next_id: int,
    ) -> Grouping: ...


class FindWords(Protocol):
    """The quotations that have some words, with relation and score."""

    def __call__(self, words: str, quotations: Iterable[Quotation], /) -> list[tuple[str, Relation, float]]: ...


class FindCopies(Protocol):
    """Document id to the class of copies it belongs to; documents that are nobody's copy are left out."""

    def __call__(self, documents: Iterable[Document], /) -> dict[str, str]: ...


class TraceUtterances(Protocol):
    """Utterances to traces."""

    def __call__(
        self, utterances: Iterable[Utterance], occurrences: Mapping[str, Occurrence], /, *, outlets: Collection[str]
    ) -> Iterator[Trace]: ...


@dataclass(frozen=True, slots=True)
class Stages:
    """Every stage of the pipeline.

    settings: the thresholds by which they decide, for the store to record. Where the store was written with others,
    everything in it is matched again.
    lexicons: the version of the word lists they read, for the store to record with what they find.
    """

    read: Read
    extract: Extract
    extract_given: ExtractGiven
    merge_speakers: MergeSpeakers
    find_edges: FindEdges
    decide: Decide
    group: Group
    find_words: FindWords
    find_copies: FindCopies
    trace: TraceUtterances
    settings: Mapping[str, str] = field(default_factory=dict)
    lexicons: str = ""


def default_find_words() -> FindWords:
    """The look-up of pasted words alone, without what the other stages import."""
    from quotetrace.matching import find_words

    return find_words


def default_stages() -> Stages:
    """The stages this package brings."""
    from quotetrace import lexicons
    from quotetrace.matching import DEFAULT, decide, find_edges, find_words, group
    from quotetrace.reading import read
    from quotetrace.speakers import merge_speakers
    from quotetrace.tracing import trace
    from quotetrace.tracing.copies import find_copies

    return Stages(
        read=read,
        extract=_extract,
        extract_given=_extract_given,
        merge_speakers=merge_speakers,
        find_edges=find_edges,
        decide=decide,
        group=group,
        find_words=find_words,
        find_copies=find_copies,
        trace=trace,
        settings={f"matching.{name}": str(value) for name, value in asdict(DEFAULT).items()},
        lexicons=lexicons.version(),
    )


def _extract(
    documents: Iterable[Document], /, *, model: str | None = None, indirect: bool = False
) -> Iterator[Extraction]:
    from quotetrace import extraction

    return extraction.extract(documents, model=model, indirect=indirect)


def _extract_given(document: Document, given: Sequence[GivenQuotation], /) -> tuple[Extraction, Sequence[int]]:
    from quotetrace.extraction.given import extract_given

    return extract_given(document, given)
