"""An invented newsroom: small articles, and stages simple enough to see at a glance that they are right.

A quotation of these articles is what stands in “ ”; its speaker is a name of two words with *said*, before or after.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from quotetrace import pipeline
from quotetrace.extraction.given import extract_given
from quotetrace.matching import (
    decide,
    find_links,
    find_words,
    group,
    index_entries,
    look_up,
    may_relate,
    overrule,
    pack,
    promoted,
    renew_links,
    seat,
    skim,
    tell_edges,
)
from quotetrace.model import (
    CopyKeys,
    Document,
    Drift,
    DriftClass,
    Edit,
    EditOp,
    Entity,
    EntityKind,
    Extraction,
    Failure,
    First,
    FirstStatus,
    Kind,
    Lineage,
    LineageStatus,
    NameKeys,
    Occurrence,
    Part,
    Place,
    Quotation,
    Reason,
    Span,
    Speaker,
    Trace,
    TracedQuotation,
    Utterance,
)
from quotetrace.moments import Moment, earliest
from quotetrace.pipeline import Stages
from quotetrace.store import Store
from quotetrace.tracing.bodies import Body
from quotetrace.tracing.claims import renamed_channels
from quotetrace.tracing.copies import may_be_copies

_QUOTE = re.compile(
    r"(?:(?P<before>[A-ZÅÆØ]\w+ [A-ZÅÆØ]\w+) (?P<cue1>said)[:,] )?"
    r"“(?P<words>[^”]+)”"
    r"(?:,? (?P<after>[A-ZÅÆØ]\w+ [A-ZÅÆØ]\w+) (?P<cue2>said))?"
)


def article(
    text: str,
    name: str = "pier.txt",
    *,
    outlet: str | None = "Fjord Times",
    published: str | None = "2024-03-04",
    origin: str = "",
    language: str | None = "en",
    reader_version: int = 1,
) -> Document:
    """A document as a reader would give it; `origin` is what it declares, part of its id."""
    digest = hashlib.sha256(f"{text}\n{origin}".encode(errors="surrogatepass")).hexdigest()[:24]
    return Document(
        id=f"sha256:{digest}",
        label=name,
        source=f"/news/{name}",
        text=text,
        outlet=outlet,
        url=origin or None,
        published=Moment.parse(published) if published else None,
        language=language,
        content_hash=hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest(),
        reader="made up",
        reader_version=reader_version,
    )


def extract_one(document: Document) -> Extraction:
    """The quotations in “ ” of one article."""
    names = sorted({name for match in _QUOTE.finditer(document.text) if (name := match["before"] or match["after"])})
    quotations = tuple(_quotation(document, match, names) for match in _QUOTE.finditer(document.text))
    return Extraction(document, quotations, tuple(Entity(name, EntityKind.PERSON) for name in names))


def _quotation(document: Document, match: re.Match[str], names: list[str]) -> Quotation:
    side, cue = ("before", "cue1") if match["before"] else ("after", "cue2")
    name = match[side]
    return Quotation(
        id=f"{document.id}/body/{match.start('words')}",
        document=document.id,
        part=Part.BODY,
        start=match.start("words"),
        end=match.end("words"),
        text=match["words"],
        kind=Kind.DIRECT,
        speaker=name,
        entity=names.index(name) if name else None,
        speaker_mention=Span(match.start(side), match.end(side), name) if name else None,
        cue=Span(match.start(cue), match.end(cue), match[cue]) if name else None,
        confidence=0.9 if name else 0.0,
        reason=Reason("beside" if name else "none"),
        context=match.group(),
    )


def name_keys(entity: Entity) -> NameKeys:
    """By the name alone."""
    return NameKeys(entity.name)


def merge_speakers(entities: Iterable[tuple[Place, Entity]]) -> list[Speaker]:
    """Equal names are one speaker."""
    members: dict[str, list[Place]] = defaultdict(list)
    for place, entity in sorted(entities, key=lambda one: one[0]):
        members[entity.name].append(place)
    return [Speaker(f"s:{name}", name, EntityKind.PERSON, (), tuple(who)) for name, who in sorted(members.items())]


def read_body(document: Document) -> Body:
    """The text alone."""
    none = np.empty(0, dtype=np.uint64)
    return Body(document.id, page=None, equal=document.text, words=1, whole=none, outside=none, outside_words=0)


def copy_keys(body: Body) -> CopyKeys:
    """By the text alone."""
    return CopyKeys(None, body.equal, b"")


def find_copies(bodies: Iterable[Body]) -> dict[str, str]:
    """Equal texts are copies."""
    by_text: dict[str, list[str]] = defaultdict(list)
    for body in bodies:
        by_text[body.equal].append(body.document)
    return {name: min(ids) for ids in by_text.values() if len(ids) > 1 for name in ids}


def trace(
    utterances: Iterable[Utterance],
    occurrences: Mapping[str, Occurrence],
    *,
    outlets: Collection[str],
    drifts: Mapping[str, Drift],
    narrative: object,
) -> Iterator[Trace]:
    """Traces with first or tie by outlets, and one edit for a changed wording."""
    for utterance in utterances:
        yield trace_one(utterance, [occurrences[member.quotation] for member in utterance.members])


def tell_earlier(
    utterances: Iterable[Utterance], occurrences: Mapping[str, Occurrence], *, beside: Iterable[Utterance]
) -> list[Utterance]:
    """Nothing was earlier."""
    return list(utterances)


def trace_one(utterance: Utterance, members: Sequence[Occurrence]) -> Trace:
    """The trace of an utterance whose members are given."""
    ordered = sorted(members, key=lambda one: (one.published is None, str(one.published), one.label, one.quotation.id))
    dated = [one for one in ordered if one.published is not None]
    times = earliest([one.published for one in dated if one.published])
    firsts = [one for one in dated if one.published in times]
    outlets = tuple(sorted({one.outlet for one in firsts if one.outlet}))
    status = FirstStatus.UNKNOWN if not firsts else FirstStatus.TIE if len(outlets) > 1 else FirstStatus.FIRST
    face = next(one for one in members if one.quotation.id == utterance.representative)
    joined = {member.quotation: member for member in utterance.members}
    origin = ordered[0].quotation
    traced = tuple(
        TracedQuotation(
            one,
            joined[one.quotation.id].relation,
            joined[one.quotation.id].joined_because,
            Lineage(LineageStatus.NONE),
            _drift(origin, one.quotation),
        )
        for one in ordered
    )
    changed = any(one.drift.drift_class is not DriftClass.NONE for one in traced)
    return Trace(
        utterance=utterance.id,
        speaker=face.speaker,
        text=face.quotation.text,
        kind=face.quotation.kind,
        first=First(
            status,
            firsts[0].published if firsts else None,
            tuple(one.quotation.id for one in firsts),
            tuple(sorted({one.quotation.document for one in firsts})),
            outlets,
            tuple(sorted({one.quotation.document for one in ordered if one.published is None})),
        ),
        outlets=tuple(sorted({one.outlet for one in ordered if one.outlet})),
        documents=len({one.quotation.document for one in ordered}),
        copies=0,
        flags=(("meaning-drift",) if changed else ()) + (("speaker-conflict",) if utterance.speaker_conflict else ()),
        quotations=traced,
        related=utterance.related,
    )


def _drift(origin: Quotation, quotation: Quotation) -> Drift:
    if quotation.id == origin.id:
        return Drift(None, DriftClass.NONE, (), 1.0, (Edit(EditOp.EQUAL, origin.text, origin.text),))
    if quotation.text == origin.text:
        return Drift(origin.id, DriftClass.NONE, (), 1.0, (Edit(EditOp.EQUAL, origin.text, origin.text),))
    change = DriftClass.SUBSTITUTION
    return Drift(origin.id, change, (change,), 0.8, (Edit(EditOp.REPLACE, origin.text, quotation.text, change),))


class Newsroom:
    """Articles by path, read in the order asked for; counts what was extracted."""

    def __init__(self, *articles: Document | Failure) -> None:
        self.shelf = {one.source: one for one in articles}
        self.extracted: list[str] = []

    def put(self, *articles: Document | Failure) -> None:
        """Save articles, over what stood at the same path."""
        self.shelf.update({one.source: one for one in articles})

    def read(
        self,
        paths: Iterable[str | Path],
        /,
        *,
        outlet: str | None = None,
        fields: Mapping[str, str] | None = None,
        manifest: Path | None = None,
        said: Callable[[str], str | None] | None = None,
    ) -> Iterator[Document | Failure]:
        """The articles at these paths; the outlet of all of them if one is given. What was said before is unheard."""
        for path in paths:
            one = self.shelf[str(path)]
            yield replace(one, outlet=outlet) if outlet and isinstance(one, Document) else one

    def extract(
        self, documents: Iterable[Document], /, *, model: str | None = None, indirect: bool = False
    ) -> Iterator[Extraction]:
        """What each article yields, noting that it was asked for."""
        for document in documents:
            self.extracted.append(document.label)
            yield extract_one(document)

    @property
    def paths(self) -> list[str]:
        """Every path, in the order in which the articles were put."""
        return list(self.shelf)

    def stages(self, **others: object) -> Stages:
        """Simple reading, extraction, speakers and tracing around the real matching."""
        chosen = {
            "read": self.read,
            "extract": self.extract,
            "extract_given": extract_given,
            "name_keys": name_keys,
            "merge_speakers": merge_speakers,
            "read_body": read_body,
            "copy_keys": copy_keys,
            "may_be_copies": may_be_copies,
            "find_copies": find_copies,
            "index_entries": index_entries,
            "may_relate": may_relate,
            "seat": seat,
            "promoted": promoted,
            "tell_edges": tell_edges,
            "decide": decide,
            "overrule": overrule,
            "group": group,
            "find_links": find_links,
            "renew_links": renew_links,
            "renamed_channels": renamed_channels,
            "tell_earlier": tell_earlier,
            "narrative_runs": lambda documents: [b"" for _ in documents],
            "recount": lambda before, after, stored: [],
            "turned": lambda recounts, utterances: set(),
            "share_narrative": lambda reports, runs, everything, read: {},
            "trace": trace,
            "find_words": find_words,
            "pack": pack,
            "skim": skim,
            "look_up": look_up,
        }
        return Stages(**{**chosen, **others})  # type: ignore[arg-type]


# --- what a store says -----------------------------------------------------------------------------------------


def live_on(
    store: Store, newsroom: Newsroom, changed: Sequence[Document], chance: random.Random, *, stages: Stages
) -> None:
    """Articles that come or change are ingested; as often as not one of those stored is forgotten, and its files go."""
    newsroom.put(*changed)
    pipeline.ingest([one.source for one in changed], store, stages=stages)
    if chance.random() < 0.5:
        gone = chance.choice(list(store.documents())).document
        pipeline.forget(store, [gone.id], stages=stages)
        for source in [path for path, one in newsroom.shelf.items() if one.id == gone.id]:
            del newsroom.shelf[source]


def said_by(store: Store) -> object:
    """Everything a store says, utterances by their representatives."""
    traces = list(store.traces(all=True))
    # two of the same words in one utterance are told apart by their links and members
    name = {one.utterance: (one.text, min(m.occurrence.quotation.id for m in one.quotations)) for one in traces}
    told = {
        name[one.utterance]: (
            replace(one, utterance=0, related=()),
            [(name[link.utterance], replace(link, utterance=0)) for link in one.related],
        )
        for one in traces
    }
    quotes = [(one.occurrence, name[one.utterance] if one.utterance else None) for one in store.quotes()]
    return (
        *(told, quotes, list(store.judgements()), list(store.documents())),
        *(list(store.speakers()), list(store.outlets()), list(store.failures()), store.counts()),
    )


# --- what settling writes, by hand ---------------------------------------------------------------------------


def put_speakers(store: Store, speakers: Iterable[Speaker] | None = None) -> None:
    """Make these the speakers of all entities; equal names are one where none are given."""
    entities = dict(store.workbench.entities([one.document.id for one in store.documents()]))
    known = merge_speakers(entities.items()) if speakers is None else speakers
    store.workbench.replace_speakers(known, among=entities)


def put_utterances(
    store: Store, utterances: Iterable[Utterance], traces: Iterable[Trace], redirects: Mapping[int, int] | None = None
) -> None:
    """Make the utterances exactly these."""
    stored = [one.utterance for one in store.traces(all=True)]
    store.workbench.replace_utterances(utterances, traces, among=stored)
    store.workbench.add_to_journal(redirects or {}, {})


def mark_settled(store: Store) -> None:
    """Everything is matched and traced."""
    store.workbench.mark_matched(store.workbench.pending(1000))
    store.workbench.mark_settled({})
