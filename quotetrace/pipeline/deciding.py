"""What people decided, applied to what is stored: whenever the store settles, from scratch.

Each decision finds what it is about again (`anchoring`); of several about one thing the one made last holds. What comes
out is a function of the decisions and of what was read, so that nothing remembers the order in which they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from quotetrace.folding import bare_name, fold_name
from quotetrace.model import (
    Anchor,
    DecisionKind,
    DecisionState,
    Entity,
    EntityKind,
    Quotation,
    StoredDecision,
    Voices,
)
from quotetrace.moments import Moment
from quotetrace.pipeline.aliases import Aliases, pair_of
from quotetrace.pipeline.anchoring import quotation_behind
from quotetrace.store import Workbench

_OF_DOCUMENTS = {DecisionKind.OUTLET: "outlet", DecisionKind.DATE: "published"}
_OF_PAIRS = frozenset({DecisionKind.JOIN, DecisionKind.SPLIT})
_WITH_BEFORE = frozenset({DecisionKind.SPEAKER, DecisionKind.OUTLET, DecisionKind.DATE})


@dataclass(slots=True)
class _Corrections:
    """What the decisions that hold come to."""

    facts: defaultdict[str, dict[str, str | Moment | None]] = field(default_factory=lambda: defaultdict(dict))
    spoken: defaultdict[str, dict[str, Entity | None]] = field(default_factory=lambda: defaultdict(dict))
    pairs: dict[tuple[str, str], bool] = field(default_factory=dict)


def apply_decisions(bench: Workbench) -> None:
    """Let the store say what people decided, and note what became of each decision."""
    known = bench.decisions()
    found = _attach(bench, [one for one in known if one.decision.undone is None])
    holding = _holding(found)
    wanted = _corrections(holding.values())
    _match_renamed(bench, aliases_of(holding.values()))
    voices = {document: _voices(bench, document, spoken) for document, spoken in wanted.spoken.items()}
    bench.correct(wanted.facts, voices, wanted.pairs)
    ruling = {one.number for one in holding.values()}
    bench.note_states(_told(bench, one, found.get(one.number), ruling) for one in known)


def aliases_of(decisions: Iterable[StoredDecision]) -> Aliases:
    """What the decisions on names come to, undone ones left out."""
    return Aliases(
        one.decision for one in decisions if one.decision.kind is DecisionKind.ALIAS and one.decision.undone is None
    )


def note_what_holds(bench: Workbench) -> None:
    """Note what became of decisions that only the finished utterances and speakers tell."""
    known = [one for one in bench.decisions() if one.state in (DecisionState.APPLIED, DecisionState.WAITING)]
    named = [one for one in known if one.decision.kind is DecisionKind.ALIAS]
    aliases = aliases_of(named)
    called = {name for entity in (bench.entities_renamed() if named else ()) for name in aliases.called(entity)}
    bench.note_states(
        replace(one, state=DecisionState.APPLIED if aliases.holds(one.decision, called) else DecisionState.WAITING)
        for one in named
    )
    joins = [one for one in known if one.decision.kind is DecisionKind.JOIN and one.state is DecisionState.APPLIED]
    utterance_of = bench.utterance_of({target for one in joins for target in one.targets})
    # Marks that are nobody's words are in no utterance
    apart = [one for one in joins if len({utterance_of[name] for name in one.targets if name in utterance_of}) > 1]
    bench.note_states(replace(one, state=DecisionState.OVERRULED) for one in apart)


def _match_renamed(bench: Workbench, aliases: Aliases) -> None:
    """Let the documents wait in which somebody is called by names that are one speaker's now, or are no longer."""
    if bench.note_aliases(aliases.classes):
        called = bench.entities_called(aliases.names, aliases.surnames)
        bench.match_again({document for (document, _), one in called if aliases.of(one) != one.also})


def _attach(bench: Workbench, decisions: Iterable[StoredDecision]) -> dict[int, StoredDecision]:
    """The decisions with what each is about now, by number; those about something that is not here are left out."""
    quotations: dict[str, list[Quotation]] = {}
    found = {}
    for one in decisions:
        targets = [_target(bench, anchor, quotations) for anchor in one.decision.anchors]
        known = tuple(target for target in targets if target is not None)
        if len(known) == len(targets) and len(set(known)) == len(known):
            if one.decision.kind is DecisionKind.SPEAKER:
                known = _pieces(known[0], quotations[_document_of(known[0])])
            found[one.number] = replace(one, targets=known)
    return found


def _pieces(name: str, quotations: Sequence[Quotation]) -> tuple[str, ...]:
    """The pieces of a quotation that is continued, in order: one person said them all."""
    before = {one.id: one.continues for one in quotations}
    first = {one.id: _first(one.id, before) for one in quotations}
    return tuple(one.id for one in quotations if first[one.id] == first[name])


def _first(name: str, before: Mapping[str, str | None]) -> str:
    seen = {name}
    while (earlier := before[name]) in before and earlier not in seen:
        seen.add(name := str(earlier))
    return name


def _document_of(quotation: str) -> str:
    """The id of a quotation's document: that, part and start make a quotation's id."""
    return quotation.rsplit("/", 2)[0]


def _target(bench: Workbench, anchor: Anchor, quotations: dict[str, list[Quotation]]) -> str | None:
    """The id of the document or quotation; quotations: those of the documents asked for so far."""
    document = bench.document_behind(anchor)
    if document is None or anchor.part is None:
        return document
    if document not in quotations:
        quotations[document] = list(bench.quotations([document]))
    meant = quotation_behind(anchor, quotations[document])
    return meant.id if meant else None


def _holding(found: Mapping[int, StoredDecision]) -> dict[tuple[object, ...], StoredDecision]:
    """The decision that holds about each thing: the one made last."""
    ordered = sorted(found.values(), key=lambda one: one.decision.rank)
    return {subject(one): one for one in ordered}


def subject(one: StoredDecision) -> tuple[object, ...]:
    """Equal for two decisions of which one can hold only."""
    kind = one.decision.kind
    if kind in _OF_PAIRS:
        return ("pair", *sorted(one.targets))
    if kind is DecisionKind.ALIAS:
        return (kind, *pair_of(one.decision))
    return (kind, *one.targets)


def _corrections(holding: Iterable[StoredDecision]) -> _Corrections:
    wanted = _Corrections()
    for one in holding:
        kind, value = one.decision.kind, one.decision.value
        if kind in _OF_DOCUMENTS:
            stated = None if not value else Moment.parse(value[0]) if kind is DecisionKind.DATE else value[0]
            wanted.facts[one.targets[0]][_OF_DOCUMENTS[kind]] = stated
        elif kind is DecisionKind.SPEAKER:
            speaker = Entity(value[0], EntityKind(value[1])) if value else None
            wanted.spoken[_document_of(one.targets[0])].update(dict.fromkeys(one.targets, speaker))
        elif kind in _OF_PAIRS:
            left, right = sorted(one.targets)
            wanted.pairs[left, right] = kind is DecisionKind.JOIN
    return wanted


def _voices(bench: Workbench, document: str, spoken: Mapping[str, Entity | None]) -> Voices:
    """The speakers of some quotations as the document has them: those it names by that very name, others anew.

    Whom the document knows by the bare surname of a new one alone is that one, with all that it has of them.
    """
    read = bench.entities_read(document)
    new: dict[tuple[str, ...], Entity] = {}
    for speaker in sorted((one for one in spoken.values() if one), key=lambda one: (one.name, one.kind)):
        if _number(speaker, read) is None:
            new.setdefault(fold_name(speaker.name), speaker)
    entities = [*read, *new.values()]
    numbers = {name: None if one is None else _number(one, entities) for name, one in spoken.items()}
    full = _full_names(entities, since=len(read))
    if full:
        heard = {name: number for name, number in bench.voices_read(document).items() if number in full}
        numbers = {name: full.get(number, number) for name, number in {**heard, **numbers}.items()}
    return Voices(
        tuple(new.values()),
        {name: (None if number is None else entities[number].name, number) for name, number in numbers.items()},
    )


def _full_names(entities: Sequence[Entity], *, since: int) -> dict[int | None, int]:
    """Of people known by a bare surname the number of the one with the full name, numbered from `since` on, if nobody
    else has that surname."""
    having = defaultdict[str, list[int]](list)
    for number, one in enumerate(entities):
        if one.kind is EntityKind.PERSON and fold_name(one.name):
            having[bare_name(one.name)[-1]].append(number)
    pairs = [numbers for numbers in having.values() if len(numbers) == 2 and numbers[0] < since <= numbers[1]]
    lengths = [tuple(len(bare_name(entities[number].name)) > 1 for number in pair) for pair in pairs]
    return {bare: full for (bare, full), are_full in zip(pairs, lengths, strict=True) if are_full == (False, True)}


def _number(speaker: Entity, entities: Sequence[Entity]) -> int | None:
    """The number of the entity that the document knows by exactly this name, one of the same kind first; else None."""
    name = fold_name(speaker.name)
    called = [number for number, one in enumerate(entities) if fold_name(one.name) == name]
    return min(called, key=lambda number: (entities[number].kind is not speaker.kind, number), default=None)


def _told(
    bench: Workbench, one: StoredDecision, found: StoredDecision | None, ruling: Collection[int]
) -> StoredDecision:
    """The decision with what became of it."""
    before = one.state
    if one.decision.undone is not None:
        return replace(one, state=DecisionState.UNDONE)
    if found is None:
        lost = before in (DecisionState.APPLIED, DecisionState.OVERRULED, DecisionState.ORPHAN)
        return replace(one, state=DecisionState.ORPHAN if lost else DecisionState.WAITING, targets=())
    if one.number not in ruling:
        return replace(found, state=DecisionState.OVERRULED, was=None)
    was = bench.said_before(one.decision.kind, found.targets[0]) if one.decision.kind in _WITH_BEFORE else None
    return replace(found, state=DecisionState.APPLIED, was=was)
