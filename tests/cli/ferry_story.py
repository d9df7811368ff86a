"""A small store of an invented story, written through the Store: a ferry captain, two outlets and a stray note."""

from __future__ import annotations

from pathlib import Path

from newsroom import mark_settled, put_speakers, put_utterances

from quotetrace.model import (
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
    Member,
    Occurrence,
    Part,
    Quotation,
    Relation,
    Speaker,
    Trace,
    TracedQuotation,
    Utterance,
)
from quotetrace.moments import Moment
from quotetrace.store import Store

WORDS = "The ferry will not sail before the ice has gone"
CHANGED = "The ferry will sail before the ice has gone"
FORMULA = '=1+1, as they say\nin "two" lines'
ANNE = Entity("Anne Dahl", EntityKind.PERSON, ("Dahl", "the ferry captain"))


def document(label: str, outlet: str | None, published: str | None, words: str) -> Document:
    return Document(
        id=f"sha256:{label.encode().hex():0<24.24}",
        label=label,
        source=f"/articles/{label}",
        text=f"“{words}”, she said.",
        outlet=outlet,
        published=Moment.parse(published) if published else None,
        language="en",
        content_hash=label,
        reader="plaintext",
    )


def quotation(of: Document, words: str, speaker: str | None = ANNE.name) -> Quotation:
    return Quotation(
        id=f"{of.id}/body/1",
        document=of.id,
        part=Part.BODY,
        start=1,
        end=1 + len(words),
        text=words,
        kind=Kind.DIRECT,
        speaker=speaker,
        entity=0 if speaker else None,
        context=of.text,
    )


def write_store(path: Path) -> None:
    early = document("a.txt", "Nordavisa", "2020-02-01", WORDS)
    late = document("b.txt", "Havnebladet", "2020-02-02", CHANGED)
    alone = document("c.txt", None, None, FORMULA)
    said, changed = quotation(early, WORDS), quotation(late, CHANGED)
    with Store.open(path, create=True) as store:
        store.add(Extraction(early, (said,), (ANNE,)))
        store.add(Extraction(late, (changed,), (ANNE,)))
        store.add(Extraction(alone, (quotation(alone, FORMULA, speaker=None),), ()))
        for one in (early, late, alone):
            store.add_source(one)
        store.add_failures([Failure("/articles/broken.bin", "binary, not an article")])
        members = ((early.id, 0), (late.id, 0))
        put_speakers(store, [Speaker("s1", ANNE.name, ANNE.kind, ANNE.aliases, members)])
        utterance, told = _utterance(early, late, said, changed)
        put_utterances(store, [utterance], [told])
        mark_settled(store)


def _utterance(early: Document, late: Document, said: Quotation, changed: Quotation) -> tuple[Utterance, Trace]:
    same = Drift(None, DriftClass.NONE, (DriftClass.NONE,), 1.0, (Edit(EditOp.EQUAL, WORDS, WORDS),))
    dropped = Drift(
        said.id,
        DriftClass.NEGATION,
        (DriftClass.NEGATION,),
        0.947,
        (
            Edit(EditOp.EQUAL, "The ferry will ", "The ferry will "),
            Edit(EditOp.DELETE, "not ", "", DriftClass.NEGATION),
            Edit(EditOp.EQUAL, WORDS[19:], WORDS[19:]),
        ),
    )
    source = Lineage(LineageStatus.SOURCE)
    derived = Lineage(LineageStatus.DERIVED, said.id, ("credits Nordavisa",))
    quotations = (
        TracedQuotation(_occurrence(early, said), Relation.VARIANT, "the representative", source, same),
        TracedQuotation(_occurrence(late, changed), Relation.VARIANT, "the same speaker", derived, dropped),
    )
    members = tuple(Member(one.occurrence.quotation.id, one.relation, one.joined_because) for one in quotations)
    trace = Trace(
        utterance=1,
        speaker=ANNE.name,
        text=WORDS,
        kind=Kind.DIRECT,
        first=First(FirstStatus.FIRST, early.published, (said.id,), (early.id,), ("Nordavisa",), ()),
        outlets=("Havnebladet", "Nordavisa"),
        documents=2,
        copies=0,
        flags=("meaning-drift",),
        quotations=quotations,
    )
    return Utterance(1, said.id, members), trace


def _occurrence(of: Document, said: Quotation) -> Occurrence:
    return Occurrence(said, of.label, of.outlet, of.published, of.url, ANNE, ANNE.name)
