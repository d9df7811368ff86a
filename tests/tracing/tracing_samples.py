"""Small builders of invented occurrences and utterances for the tests of tracing."""

from __future__ import annotations

from collections.abc import Sequence

from quotetrace.model import Kind, Member, Occurrence, Part, Quotation, Relation, ToldTo, Utterance
from quotetrace.moments import Moment


def occurrence(
    document: str,
    published: str | None,
    *,
    outlet: str | None = None,
    text: str = "We will not close the quay this winter",
    start: int = 10,
    kind: Kind = Kind.DIRECT,
    told_to: Sequence[ToldTo] = (),
    context: str = "",
    copy_class: str | None = None,
    speaker: str | None = "Marit Lund",
    url: str | None = None,
) -> Occurrence:
    """A quotation in document `document`, which is its label too."""
    quotation = Quotation(
        id=f"{document}/body/{start}",
        document=document,
        part=Part.BODY,
        start=start,
        end=start + len(text),
        text=text,
        kind=kind,
        speaker=speaker,
        told_to=tuple(told_to),
        context=context or f"“{text},” Lund said.",
    )
    moment = None if published is None else Moment.parse(published)
    return Occurrence(quotation, document, outlet, moment, url, speaker=speaker, copy_class=copy_class)


def told(text: str, outlet: str | None = None) -> ToldTo:
    """A channel the writer names."""
    return ToldTo(0, len(text), text, outlet)


def utterance(members: Sequence[Occurrence], *, speaker_conflict: bool = False, number: int = 1) -> Utterance:
    """The members as one utterance, the first one its representative."""
    ids = [one.quotation.id for one in members]
    places = tuple(Member(quotation, Relation.VARIANT, "same words", ids[0]) for quotation in ids)
    return Utterance(number, ids[0], places, speaker_conflict)


def by_id(members: Sequence[Occurrence]) -> dict[str, Occurrence]:
    return {one.quotation.id: one for one in members}
