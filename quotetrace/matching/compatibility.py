"""Whether two in-document speakers can be one: a pure function of their names, aliases and kinds."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from quotetrace.folding import bare_name, fold_name, full_names_agree
from quotetrace.model import Entity, EntityKind, Occurrence


class Compatibility(StrEnum):
    """What two speakers' names prove.

    SAME: the same full name, or a person decided so. COMPATIBLE: nothing speaks against it and a name or a role is
    shared (*Roe*, *Jane Roe*; *the ministry*, *the Ministry of Health*). UNKNOWN: one has no speaker, or is known by a
    role, or as a body whose people may speak, or by what it is (*the firm*). DIFFERENT: two names.
    """

    SAME = "same"
    COMPATIBLE = "compatible"
    UNKNOWN = "unknown"
    DIFFERENT = "different"


# Pairs of speakers compared at once; a much quoted phrase has few speakers and very many pairs.
_CACHED_PAIRS = 1 << 14
_ARTICLES = frozenset({"a", "an", "the"})


def compare_speakers(left: Occurrence, right: Occurrence) -> Compatibility:
    """How the speakers of two occurrences compare; within one document the resolution there decides."""
    if left.quotation.document == right.quotation.document:
        return _within_document(left, right)
    one, other = _entity(left), _entity(right)
    if one is None or other is None:
        return Compatibility.UNKNOWN
    return compare_entities(one, other)


@lru_cache(maxsize=_CACHED_PAIRS)
def compare_entities(left: Entity, right: Entity) -> Compatibility:
    """How two speakers of different documents compare; one with decided names under the name that fits best."""
    if left.also or right.also:
        return _compare_decided(left, right)
    return _compare_names(left, right)


def _compare_decided(left: Entity, right: Entity) -> Compatibility:
    if left.also == right.also:
        return Compatibility.SAME
    found = {_compare_names(one, other) for one in _known_as(left) for other in _known_as(right)}
    return next(one for one in Compatibility if one in found)


def _known_as(entity: Entity) -> list[Entity]:
    """The speaker under its name and each that a person decided is its as well; an office is a person then."""
    known = replace(entity, kind=EntityKind.PERSON) if entity.kind is EntityKind.ROLE and entity.also else entity
    return [known, *(replace(known, name=name) for name in entity.also)]


def _compare_names(left: Entity, right: Entity) -> Compatibility:
    if left.kind is EntityKind.PERSON and right.kind is EntityKind.PERSON:
        return _compare_people(left, right)
    if _forms(left) & _forms(right):
        return Compatibility.SAME if _form(left.name) == _form(right.name) else Compatibility.COMPATIBLE
    if left.kind is right.kind is EntityKind.ORGANISATION:
        return _compare_bodies(left, right)
    return Compatibility.UNKNOWN


def _compare_bodies(left: Entity, right: Entity) -> Compatibility:
    """Two bodies without a form in common: only what one of them is may be known (*the ministry*)."""
    if _is_named(left) == _is_named(right):
        return Compatibility.DIFFERENT
    bare, named = (right, left) if _is_named(left) else (left, right)
    words = {word for form in _forms(named) for word in form}
    return Compatibility.COMPATIBLE if words.issuperset(_form(bare.name)) else Compatibility.UNKNOWN


def _is_named(body: Entity) -> bool:
    """Whether any of its forms is a name, which begins with a capital or is one word of several cases (*eBay*)."""
    return any(text != text.lower() for text in (body.name, *body.aliases))


def _within_document(left: Occurrence, right: Occurrence) -> Compatibility:
    one, other = left.quotation, right.quotation
    if one.speaker is None or other.speaker is None:
        return Compatibility.UNKNOWN
    same = one.entity == other.entity if None not in (one.entity, other.entity) else one.speaker == other.speaker
    return Compatibility.SAME if same or _decided_one(left.entity, right.entity) else Compatibility.DIFFERENT


def _decided_one(left: Entity | None, right: Entity | None) -> bool:
    return left is not None and right is not None and bool(left.also) and left.also == right.also


def _entity(occurrence: Occurrence) -> Entity | None:
    """The in-document speaker; one made of the name alone where no entity is given, None where nobody is named."""
    if occurrence.entity is not None or occurrence.quotation.speaker is None:
        return occurrence.entity
    return Entity(occurrence.quotation.speaker, EntityKind.PERSON)


def _compare_people(left: Entity, right: Entity) -> Compatibility:
    one, other = bare_name(left.name), bare_name(right.name)
    if not one or not other or _other_gender(left, right):
        return Compatibility.DIFFERENT if one and other else Compatibility.UNKNOWN
    if len(one) > 1 and len(other) > 1:
        return Compatibility.SAME if full_names_agree(one, other) else Compatibility.DIFFERENT
    short, long = sorted((one, other), key=len)
    if short[0] in (long[0], long[-1]):
        return Compatibility.COMPATIBLE
    return Compatibility.COMPATIBLE if _forms(left) & _forms(right) else Compatibility.DIFFERENT


def _other_gender(left: Entity, right: Entity) -> bool:
    return {left.gender, right.gender} == {"f", "m"}


def _forms(entity: Entity) -> set[tuple[str, ...]]:
    """Every form by which a document names the speaker, folded, articles left out."""
    return {form for text in (entity.name, *entity.aliases, *entity.roles) if (form := _form(text))}


def _form(text: str) -> tuple[str, ...]:
    words = fold_name(text)
    return words[1:] if words and words[0] in _ARTICLES else words
