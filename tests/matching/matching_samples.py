"""Small invented quotations and occurrences for the tests of matching."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from quotetrace.matching.related import find_links
from quotetrace.matching.utterances import Grouping, group
from quotetrace.model import Entity, EntityKind, Judgement, Kind, Occurrence, Part, Quotation
from quotetrace.moments import Moment

ROE = Entity("Jane Roe", EntityKind.PERSON, gender="f")
MOSS = Entity("Tom Moss", EntityKind.PERSON, gender="m")


def quotation(place: str, text: str, speaker: str | None = "Jane Roe", **facts: object) -> Quotation:
    """A quotation at a place such as ``tide/3``: document and number, which also makes its bounds if none are given."""
    document, number = place.split("/")
    start = int(number) * 1000
    start, end = facts.pop("bounds", (start, start + len(text)))
    part, kind = facts.pop("part", Part.BODY), facts.pop("kind", Kind.DIRECT)
    return Quotation(place, document, part, start, end, text, kind, speaker=speaker, **facts)


def occurrence(one: Quotation, published: str | None = "2031-05-04", entity: Entity | None = None) -> Occurrence:
    """An occurrence of a quotation; the entity is made of the speaker's name where none is given."""
    if entity is None and one.speaker is not None:
        entity = {"Jane Roe": ROE, "Tom Moss": MOSS}.get(one.speaker, Entity(one.speaker, EntityKind.PERSON))
    when = None if published is None else Moment.parse(published)
    return Occurrence(one, one.document, None, when, None, entity=entity, speaker=one.speaker)


def occurrences(quotations: Iterable[Quotation], published: str = "2031-05-04") -> dict[str, Occurrence]:
    """Occurrences of quotations that were all published on one day, by quotation id."""
    return {one.id: occurrence(one, published) for one in quotations}


def group_and_link(judgements: Iterable[Judgement], known: Mapping[str, Occurrence], **more: object) -> Grouping:
    """The utterances of some judgements, with their links."""
    judged = list(judgements)
    made = group(judged, known, **more)  # type: ignore[arg-type]
    utterance_of = {member.quotation: one.id for one in made.utterances for member in one.members}
    links = find_links(judged, known, utterance_of, {one.id: one.representative for one in made.utterances})
    linked = tuple(replace(one, related=links.get(one.id, ())) for one in made.utterances)
    return Grouping(linked, made.redirects, made.splits)
