"""An invented story for the rendering tests: a storm, a harbour master and three outlets."""

from __future__ import annotations

from dataclasses import replace

from quotetrace.model import (
    ClaimedOrigin,
    Document,
    Drift,
    DriftClass,
    Earlier,
    Edit,
    EditOp,
    Extraction,
    First,
    FirstStatus,
    Flag,
    Kind,
    Lineage,
    LineageStatus,
    Occurrence,
    Part,
    Quotation,
    Reason,
    Related,
    Relation,
    Span,
    StoredQuotation,
    ToldTo,
    Trace,
    TracedQuotation,
)
from quotetrace.moments import Moment

WORDS = "The pier will not survive another winter"
CHANGED = "The pier will survive another winter"


def quotation(document: str, text: str = WORDS, *, start: int = 10, speaker: str | None = "Ida Moen") -> Quotation:
    mention = Span(start + len(text) + 7, start + len(text) + 10, "she") if speaker else None
    return Quotation(
        id=f"{document}/body/{start}",
        document=document,
        part=Part.BODY,
        start=start,
        end=start + len(text),
        text=text,
        kind=Kind.DIRECT,
        speaker=speaker,
        speaker_mention=mention,
        cue=Span(start + len(text) + 2, start + len(text) + 6, "said"),
        told_to=(ToldTo(0, 9, "told Kystradioen", "Kystradioen"),),
        flags=(Flag.NESTED,),
        confidence=0.91,
        reason=Reason("after-cue", "Per Lund"),
        context=f"“{text},” she said.",
    )


def occurrence(
    label: str,
    outlet: str | None,
    published: str | None,
    text: str = WORDS,
    *,
    speaker: str | None = "Ida Moen",
) -> Occurrence:
    return Occurrence(
        quotation=quotation(f"id-{label}", text, speaker=speaker),
        label=label,
        outlet=outlet,
        published=Moment.parse(published) if published else None,
        url=None,
        speaker=speaker,
    )


def stored(label: str, outlet: str | None, published: str | None, text: str = WORDS) -> StoredQuotation:
    return StoredQuotation(occurrence(label, outlet, published, text), utterance=4)


NO_DRIFT = Drift(None, DriftClass.NONE, (DriftClass.NONE,), 1.0, ())
DROPPED_NOT = Drift(
    "id-fjord.txt/body/10",
    DriftClass.NEGATION,
    (DriftClass.NEGATION,),
    0.923,
    (
        Edit(EditOp.EQUAL, "The pier will ", "The pier will "),
        Edit(EditOp.DELETE, "not ", "", DriftClass.NEGATION),
        Edit(EditOp.EQUAL, "survive another winter", "survive another winter"),
    ),
)
BY_CREDIT = Lineage(LineageStatus.DERIVED, "id-fjord.txt/body/10", ("credits Fjordposten",))


def traced(one: Occurrence, drift: Drift = NO_DRIFT, lineage: Lineage | None = None) -> TracedQuotation:
    return TracedQuotation(
        one, Relation.VARIANT, "the same speaker, the same day", lineage or Lineage(LineageStatus.SOURCE), drift
    )


def first(status: FirstStatus, published: str | None, *labels: str, outlets: tuple[str, ...] = ()) -> First:
    return First(
        status,
        Moment.parse(published) if published else None,
        tuple(f"id-{label}/body/10" for label in labels),
        tuple(f"id-{label}" for label in labels),
        outlets,
        (),
    )


def trace() -> Trace:
    """Fjordposten had it first; an article of unknown outlet dropped the "not" a day later."""
    return Trace(
        utterance=4,
        speaker="Ida Moen",
        text=WORDS,
        kind=Kind.DIRECT,
        first=first(FirstStatus.FIRST, "2021-11-02", "fjord.txt", outlets=("Fjordposten",)),
        outlets=("Fjordposten",),
        documents=2,
        copies=0,
        flags=("meaning-drift",),
        claimed_origins=(ClaimedOrigin("told Kystradioen", "Kystradioen", False),),
        quotations=(
            traced(occurrence("fjord.txt", "Fjordposten", "2021-11-02")),
            traced(occurrence("b/copy.html", None, "2021-11-03T08:15", CHANGED), DROPPED_NOT, BY_CREDIT),
        ),
        related=(Related(9, "look-alike", "another winter", because="different speakers, 2 shared words"),),
    )


def in_parts() -> Trace:
    """The same beside another sentence of the statement, which two more outlets print, one of them cut."""
    sentence, cut = "Nobody asked the divers", "Nobody asked"
    edits = (
        Edit(EditOp.EQUAL, cut, cut),
        Edit(EditOp.DELETE, " the divers", "", DriftClass.TRUNCATION),
    )
    shorter = Drift("id-kyst.txt/body/10", DriftClass.TRUNCATION, (DriftClass.TRUNCATION,), 0.667, edits)
    own = replace(NO_DRIFT, edits=(Edit(EditOp.EQUAL, sentence, sentence),))
    others = (
        traced(occurrence("kyst.txt", "Kyst", "2021-11-03", sentence), own),
        traced(occurrence("havn.txt", "Havn", "2021-11-04", cut), shorter),
    )
    return replace(trace(), quotations=(*trace().quotations, *others))


def altered() -> Trace:
    """The same, with the later wording above all, and two utterances with similar words that are older."""
    return replace(
        trace(),
        text=CHANGED,
        related=(
            Related(7, "overlap", "will survive", True, Earlier("Kyst", "x.txt", Moment.parse("2021-10-30"))),
            Related(8, "overlap", "another winter", True, Earlier(None, "y.txt", Moment.parse("2021-10-02"))),
        ),
    )


def document(label: str = "fjord.txt", *, text: str = f"Pier\n\n“{WORDS}”, she said.") -> Document:
    return Document(
        id=f"id-{label}",
        label=label,
        source=f"/articles/{label}",
        text=text,
        headline="Pier",
        outlet="Fjordposten",
        published=Moment.parse("2021-11-02T08:15+01:00"),
        language="en",
    )


def extraction() -> Extraction:
    """Two pieces of one split quotation."""
    one = quotation("id-fjord.txt", "The pier")
    two = Quotation(
        id="id-fjord.txt/body/40",
        document="id-fjord.txt",
        part=Part.BODY,
        start=40,
        end=59,
        text="will not survive it",
        kind=Kind.MIXED,
        continues=one.id,
    )
    return Extraction(document(), (one, two), ())
