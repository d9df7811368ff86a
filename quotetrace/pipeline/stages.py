"""The stages as a bundle of functions, so that a caller or a test may put its own in place of one.

Nothing is imported until `default_stages` is called, and extraction, which brings spaCy, not before it extracts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from quotetrace.model import (
    CopyKeys,
    Document,
    Drift,
    Edge,
    Entity,
    Extraction,
    Failure,
    GivenQuotation,
    IndexEntry,
    Judgement,
    NameKeys,
    Occurrence,
    Place,
    Quotation,
    Recount,
    Related,
    Relation,
    Seat,
    Seating,
    SharedNarrative,
    Speaker,
    ToldTo,
    Trace,
    Utterance,
)

if TYPE_CHECKING:
    from quotetrace.tracing.bodies import Body


class Grouping(Protocol):
    """What `group` returns: the utterances, the ids that were merged into others (old to new), and the new ids of what
    was split off (new to old)."""

    @property
    def utterances(self) -> tuple[Utterance, ...]: ...

    @property
    def redirects(self) -> Mapping[int, int]: ...

    @property
    def splits(self) -> Mapping[int, int]: ...


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
    """Entities with all their namesakes to speakers."""

    def __call__(self, entities: Iterable[tuple[Place, Entity]], /) -> list[Speaker]: ...


class KeyNames(Protocol):
    """Under which names an entity is looked for."""

    def __call__(self, entity: Entity, /) -> NameKeys: ...


class ReadBody(Protocol):
    """A document's body as its copies would have it."""

    def __call__(self, document: Document, /) -> Body: ...


class KeyCopies(Protocol):
    """What tells the copies of a document."""

    def __call__(self, body: Body, /) -> CopyKeys: ...


class IndexEntries(Protocol):
    """The quotations of documents to an entry for each document."""

    def __call__(self, quotations: Iterable[Quotation], /) -> dict[str, IndexEntry]: ...


class MayRelate(Protocol):
    """The stored texts that may relate to a new one, by position of the entry and in it: all that do, few others."""

    def __call__(self, new: Sequence[bytes], stored: Sequence[bytes], /) -> list[tuple[int, int]]: ...


class MayBeCopies(Protocol):
    """The positions of the stored bodies that may be copies of a new one: all that are, and few others."""

    def __call__(self, new: Sequence[bytes], stored: Sequence[bytes], /) -> list[int]: ...


class TakeSeats(Protocol):
    """The crowds among new quotations and stored ones. known: whether each of these was a head until now."""

    def __call__(
        self, new: Iterable[Quotation], stored: Iterable[Quotation], known: Mapping[tuple[str, bool], bool], /
    ) -> Seating: ...


class Promoted(Protocol):
    """Of a crowd that lost some: who is a head now and was none."""

    def __call__(self, crowd: Sequence[Seat], /) -> list[Seat]: ...


class TellEdges(Protocol):
    """The related pairs among new quotations, and between new and stored ones. heads: of each crowd, by its name, those
    with which the others have edges."""

    def __call__(
        self,
        new: Sequence[Quotation],
        stored: Sequence[Quotation],
        heads: Mapping[str, Collection[tuple[str, bool]]],
        /,
    ) -> list[Edge]: ...


class Decide(Protocol):
    """A decision on each edge."""

    def __call__(self, edges: Sequence[Edge], occurrences: Mapping[str, Occurrence], /) -> list[Judgement]: ...


class Overrule(Protocol):
    """Judgements as the pairs that a person joined (True) or split (False) leave them."""

    def __call__(
        self, judgements: Iterable[Judgement], pairs: Collection[tuple[str, str, bool]], /
    ) -> list[Judgement]: ...


class FindLinks(Protocol):
    """For each utterance among some, the others that share words with it."""

    def __call__(
        self,
        judgements: Iterable[Judgement],
        occurrences: Mapping[str, Occurrence],
        utterance_of: Mapping[str, int],
        representatives: Mapping[int, str],
        /,
        *,
        among: Collection[int],
    ) -> dict[int, tuple[Related, ...]]: ...


class RenewLinks(Protocol):
    """The links of an utterance where some others changed: `stored` without those to what is `gone`, with the `fresh`
    ones to what changed; None where others may wait behind them. before, now: the representatives of the linked."""

    def __call__(
        self,
        stored: Sequence[Related],
        fresh: Sequence[Related],
        /,
        *,
        gone: Collection[int],
        before: Mapping[int, str],
        now: Mapping[int, str],
    ) -> tuple[Related, ...] | None: ...


class RenamedChannels(Protocol):
    """The utterances with a channel that the new outlets of a collection make another one."""

    def __call__(
        self, channels: Iterable[tuple[int, ToldTo]], before: Iterable[str], after: Iterable[str], /
    ) -> Iterator[int]: ...


class Group(Protocol):
    """Accepted edges, and the pairs that a person joined (True) or split (False), to utterances."""

    def __call__(
        self,
        judgements: Sequence[Judgement],
        occurrences: Mapping[str, Occurrence],
        /,
        *,
        pairs: Collection[tuple[str, str, bool]],
        previous: Mapping[str, int],
        next_id: int,
    ) -> Grouping: ...


class FindWords(Protocol):
    """The quotations that have some words, with relation and score."""

    def __call__(self, words: str, quotations: Iterable[Quotation], /) -> list[tuple[str, Relation, float]]: ...


class Pack(Protocol):
    """The words of index entries in short."""

    def __call__(self, entries: Sequence[bytes], /) -> bytes: ...


class Skim(Protocol):
    """The packed entries that some words may be found in, by position of the block and in it: all that have them, and
    some others."""

    def __call__(self, words: str, blocks: Sequence[bytes], /) -> list[tuple[int, int]]: ...


class LookUp(Protocol):
    """The texts of index entries that some words may be found in, by position of the entry and in it."""

    def __call__(self, words: str, entries: Sequence[bytes], /) -> list[tuple[int, int]]: ...


class FindCopies(Protocol):
    """Document id to the class of copies it belongs to; documents that are nobody's copy are left out."""

    def __call__(self, bodies: Iterable[Body], /) -> dict[str, str]: ...


class TellEarlier(Protocol):
    """Utterances with links to the same, each link told where the other utterance was reported before, if it was."""

    def __call__(
        self,
        utterances: Iterable[Utterance],
        occurrences: Mapping[str, Occurrence],
        /,
        *,
        beside: Iterable[Utterance],
    ) -> list[Utterance]: ...


class NarrativeRuns(Protocol):
    """What tells the passages that each document shares with others outside its quotations."""

    def __call__(self, documents: Sequence[tuple[Document, Sequence[Quotation]]], /) -> list[bytes]: ...


class RecountRuns(Protocol):
    """The runs that another number of documents has now than before, several of the stored ones among them."""

    def __call__(
        self, before: Sequence[bytes], after: Sequence[bytes], stored: Sequence[bytes], /
    ) -> list[Recount]: ...


class Turned(Protocol):
    """The utterances, by those of each holder, in which a recounted run is evidence now and was none, or reversed."""

    def __call__(self, recounts: Iterable[Recount], utterances: Mapping[int, Collection[int]], /) -> set[int]: ...


class ShareNarrative(Protocol):
    """Members of utterances to the passages that pairs of their documents share. read: documents by id."""

    def __call__(
        self,
        reports: Mapping[int, Collection[Occurrence]],
        runs: Mapping[str, bytes],
        everything: Sequence[bytes],
        read: Callable[[Collection[str]], Iterable[tuple[Document, Sequence[Quotation]]]],
        /,
    ) -> Mapping[int, Mapping[tuple[str, str], SharedNarrative]]: ...


class TraceUtterances(Protocol):
    """Utterances to traces. drifts: what is known of the drift of quotations, to be used where it still holds.
    narrative: by utterance the passages that pairs of its documents share."""

    def __call__(
        self,
        utterances: Iterable[Utterance],
        occurrences: Mapping[str, Occurrence],
        /,
        *,
        outlets: Collection[str],
        drifts: Mapping[str, Drift],
        narrative: Mapping[int, Mapping[tuple[str, str], SharedNarrative]],
    ) -> Iterator[Trace]: ...


@dataclass(frozen=True, slots=True)
class Stages:
    """Every stage of the pipeline.

    settings: the thresholds by which they decide and the version of the index, for the store to record. Where the store
    was written with others, everything in it is matched again.
    lexicons: the version of the word lists they read, for the store to record with what they find.
    """

    read: Read
    extract: Extract
    extract_given: ExtractGiven
    name_keys: KeyNames
    merge_speakers: MergeSpeakers
    read_body: ReadBody
    copy_keys: KeyCopies
    may_be_copies: MayBeCopies
    find_copies: FindCopies
    index_entries: IndexEntries
    may_relate: MayRelate
    seat: TakeSeats
    promoted: Promoted
    tell_edges: TellEdges
    decide: Decide
    overrule: Overrule
    group: Group
    find_links: FindLinks
    renew_links: RenewLinks
    renamed_channels: RenamedChannels
    tell_earlier: TellEarlier
    narrative_runs: NarrativeRuns
    recount: RecountRuns
    turned: Turned
    share_narrative: ShareNarrative
    trace: TraceUtterances
    find_words: FindWords
    pack: Pack
    skim: Skim
    look_up: LookUp
    settings: Mapping[str, str] = field(default_factory=dict)
    lexicons: str = ""


def default_find_words() -> FindWords:
    """The look-up of pasted words alone, without what the other stages import."""
    from quotetrace.matching import find_words

    return find_words


def default_look_up() -> tuple[Skim, LookUp]:
    """The two walks through the index alone."""
    from quotetrace.matching import look_up, skim

    return skim, look_up


def default_stages() -> Stages:
    """The stages this package brings."""
    from quotetrace import lexicons, matching, speakers
    from quotetrace.reading import read
    from quotetrace.tracing import trace
    from quotetrace.tracing.bodies import copy_keys, read_body
    from quotetrace.tracing.claims import renamed_channels
    from quotetrace.tracing.copies import find_copies, may_be_copies
    from quotetrace.tracing.narrative import NARRATIVE_VERSION, narrative_runs, recount, share_narrative, turned
    from quotetrace.tracing.similar import tell_earlier

    thresholds = {f"matching.{name}": str(value) for name, value in asdict(matching.DEFAULT).items()}
    return Stages(
        read=read,
        extract=extract_as_shipped,
        extract_given=extract_given_as_shipped,
        name_keys=speakers.name_keys,
        merge_speakers=speakers.merge_speakers,
        read_body=read_body,
        copy_keys=copy_keys,
        may_be_copies=may_be_copies,
        find_copies=find_copies,
        index_entries=matching.index_entries,
        may_relate=matching.may_relate,
        seat=matching.seat,
        promoted=matching.promoted,
        tell_edges=matching.tell_edges,
        decide=matching.decide,
        overrule=matching.overrule,
        group=matching.group,
        find_links=matching.find_links,
        renew_links=matching.renew_links,
        renamed_channels=renamed_channels,
        tell_earlier=tell_earlier,
        narrative_runs=narrative_runs,
        recount=recount,
        turned=turned,
        share_narrative=share_narrative,
        trace=trace,
        find_words=matching.find_words,
        pack=matching.pack,
        skim=matching.skim,
        look_up=matching.look_up,
        settings={**thresholds, "index": str(matching.INDEX_VERSION), "narrative": str(NARRATIVE_VERSION)},
        lexicons=lexicons.version(),
    )


def extract_as_shipped(
    documents: Iterable[Document], /, *, model: str | None = None, indirect: bool = False
) -> Iterator[Extraction]:
    """The stage of that name in this package, alone."""
    from quotetrace import extraction

    return extraction.extract(documents, model=model, indirect=indirect)


def extract_given_as_shipped(
    document: Document, given: Sequence[GivenQuotation], /
) -> tuple[Extraction, Sequence[int]]:
    """The stage of that name in this package, alone."""
    from quotetrace.extraction.given import extract_given

    return extract_given(document, given)
