"""Decisions as people make them: by the names that tables show. Each is kept, and what follows from it settled at once.

Every function returns the number of the decision. Making one that holds already changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from quotetrace.errors import NotFoundError, UsageError
from quotetrace.folding import fold_name
from quotetrace.model import (
    Decision,
    DecisionKind,
    DecisionState,
    Document,
    EntityKind,
    Imported,
    Kind,
    Quotation,
    StoredDecision,
)
from quotetrace.moments import Moment
from quotetrace.pipeline.deciding import subject
from quotetrace.pipeline.settling import settle
from quotetrace.pipeline.stages import Stages
from quotetrace.press import current
from quotetrace.store import Store, anchor_of, folded_name
from quotetrace.written import written

# As many names as fit into a line that somebody reads
_CHOICES = 8


def correct_speaker(
    store: Store,
    quotation: str,
    name: str | None,
    *,
    kind: EntityKind | None = None,
    by: str | None = None,
    stages: Stages | None = None,
) -> int:
    """`quotation` was said by `name`, or by nobody where that is None.

    quotation: as in `Store.quotations_at`. A name or surname that means one stored speaker stands for that one. kind:
    of a speaker that is new; a person unless given.
    """
    meant = _quotation(store, quotation)
    value = () if name is None else _speaker(store, name, kind)
    return _keep(store, DecisionKind.SPEAKER, [meant], value, by, stages)


def correct_outlet(
    store: Store, document: str, name: str, *, by: str | None = None, stages: Stages | None = None
) -> int:
    """`document` (id, label or source) was published by `name`, under the name that the table of outlets has for it."""
    if not fold_name(name):
        raise UsageError(f"{name!r} is no name of an outlet: write it as `quotetrace outlets` shows it")
    known = current().by_name(name)
    return _keep(store, DecisionKind.OUTLET, [_document(store, document)], (known.name if known else name,), by, stages)


def correct_date(
    store: Store, document: str, when: str | None, *, by: str | None = None, stages: Stages | None = None
) -> int:
    """`document` was published at `when`, ISO 8601 as far as known; None: nobody knows when."""
    try:
        value = () if when is None else (Moment.parse(when).isoformat(),)
    except ValueError:
        raise UsageError(f"{when!r} is no ISO 8601 time, for instance 2022-01-10 or 2022-01-07T18:48+01:00") from None
    return _keep(store, DecisionKind.DATE, [_document(store, document)], value, by, stages)


def alias(store: Store, name: str, other: str, *, by: str | None = None, stages: Stages | None = None) -> int:
    """`name` and `other` are one speaker, here and in whatever comes; `name` is the one to show.

    A surname or a part of a name that means one stored speaker stands for that one; the surname of the other name is
    meant as it stands. Names that hang together through others are one speaker too.
    """
    names = _name(store, name, beside=other), _name(store, other, beside=name)
    if folded_name(names[0]) == folded_name(names[1]):
        meant = f", that of {names[0]}" if {name, other} != set(names) else ""
        raise UsageError(f"{name} and {other} are one name{meant}: give two names of one speaker")
    return _keep(store, DecisionKind.ALIAS, (), names, by, stages)


def join(store: Store, one: str, other: str, *, by: str | None = None, stages: Stages | None = None) -> int:
    """Two quotations report one utterance, and so do all that report the same as one of them."""
    return _keep(store, DecisionKind.JOIN, _pair(store, one, other), (), by, stages)


def split(store: Store, one: str, other: str, *, by: str | None = None, stages: Stages | None = None) -> int:
    """Two quotations are never one utterance, also not through a third."""
    return _keep(store, DecisionKind.SPLIT, _pair(store, one, other), (), by, stages)


def undo(store: Store, number: int, *, stages: Stages | None = None) -> StoredDecision:
    """Take back a decision, by its number: what it overruled holds again. It stays in the list, marked as undone."""
    found = next((one for one in store.decisions() if one.number == number), None)
    if found is None:
        raise NotFoundError(f"no decision {number}: `quotetrace correct list` shows those there are")
    if found.decision.undone is not None:
        raise UsageError(f"decision {number} is undone already; to decide so again, make the decision again")
    with store.batch():
        store.undo_decision(found.decision.key, when=_now())
        settle(store, stages=stages)
    return found


def take_decisions(store: Store, decisions: Iterable[Decision], *, stages: Stages | None = None) -> Imported:
    """Keep decisions made elsewhere, and apply them; those that are here are here once, and one undone there is undone
    here. What disagrees is kept as well: of two the later made holds."""
    known = {one.decision.key: one.decision for one in store.decisions()}
    new: set[str] = set()
    undone = same = 0
    with store.batch():
        for one in decisions:
            if one.key not in known:
                store.add_decision(one)
                new.add(one.key)
            elif one.undone is not None and known[one.key].undone is None:
                store.undo_decision(one.key, when=one.undone)
                undone += 1
            else:
                same += 1
            known[one.key] = one
        settle(store, stages=stages)
    now = store.decisions()
    came = [one for one in now if one.decision.key in new]
    return Imported(
        new=len(new),
        known=same,
        undone=undone,
        waiting=sum(one.state is DecisionState.WAITING for one in came),
        conflicts=len(_overruled(came, now) | _overruled(now, came)),
    )


def _overruled(some: Iterable[StoredDecision], others: Iterable[StoredDecision]) -> set[int]:
    """The numbers of the decisions that no longer hold beside one of `others` that says otherwise."""
    holding = [one for one in others if one.state is DecisionState.APPLIED]
    says = {subject(one): (one.decision.kind, one.decision.value) for one in holding}
    lost = [one for one in some if one.state is DecisionState.OVERRULED]
    return {
        one.number for one in lost if (same := (one.decision.kind, one.decision.value)) != says.get(subject(one), same)
    }


def _keep(
    store: Store,
    kind: DecisionKind,
    about: Iterable[Document | tuple[Document, Quotation]],
    value: tuple[str, ...],
    by: str | None,
    stages: Stages | None,
) -> int:
    _see_that_it_can_be_written(*value, by or "")
    anchors = tuple(anchor_of(*one) if isinstance(one, tuple) else anchor_of(one) for one in about)
    made = Decision(kind, anchors, value, _now(), by)
    with store.batch():
        for one in store.decisions():
            same = replace(one.decision, made=made.made, by=by).key == made.key
            if same and one.state in (DecisionState.APPLIED, DecisionState.WAITING):
                return one.number
        number = store.add_decision(made)
        settle(store, stages=stages)
    return number


def _see_that_it_can_be_written(*texts: str) -> None:
    for one in texts:
        if one != written(one):
            raise UsageError(f"{one!r} is no text in UTF-8, and cannot be kept: write it in UTF-8")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _document(store: Store, name: str) -> Document:
    found = [one.document for one in store.documents(name)]
    if not found:
        raise NotFoundError(f"no document {name} here; list them: quotetrace documents")
    if len(found) > 1:
        raise UsageError(f"which one? {len(found)} documents go by {name}: {_some(one.id for one in found)}")
    return found[0]


def _quotation(store: Store, name: str) -> tuple[Document, Quotation]:
    found = [one.occurrence.quotation for one in store.quotations_at(name)]
    if not found:
        raise NotFoundError(
            f"no quotation {name} here: write its id, or document:start as `quotetrace quotes` shows it (storm.txt:994)"
        )
    if len(found) > 1:
        raise UsageError(f"which one? {len(found)} quotations begin at {name}: {_some(one.id for one in found)}")
    return next(store.documents(found[0].document)).document, found[0]


def _pair(store: Store, one: str, other: str) -> list[tuple[Document, Quotation]]:
    """Two quotations in the order of their ids."""
    pair = [_quotation(store, one), _quotation(store, other)]
    if pair[0][1].id == pair[1][1].id:
        raise UsageError(f"{one} and {other} are one quotation: name two")
    for name, (_, quotation) in zip((one, other), pair, strict=True):
        if quotation.kind is Kind.SCARE and quotation.speaker is None:
            raise UsageError(f"{name} is nobody's words: first say whose, quotetrace correct speaker {name} NAME")
    return sorted(pair, key=lambda found: found[1].id)


def _speaker(store: Store, name: str, kind: EntityKind | None) -> tuple[str, str]:
    """The name and kind of the stored speaker that `name` means, else of a new one."""
    if not fold_name(name):
        raise UsageError(f"{name!r} is no name of a speaker; if nobody said it: --nobody")
    called = list(store.speakers(name, in_part=False))
    exact = [one for one in called if fold_name(one.name) == fold_name(name)]
    meant = exact or called
    if len({one.name for one in meant}) > 1:
        raise UsageError(f"which one? {name} may be {len(meant)} speakers: {_some(one.name for one in meant)}")
    if meant and kind in (None, meant[0].kind):
        # A decided name stays the one that was meant when that decision is undone
        decided = {folded_name(known): known for known in _decided_names(store)}
        return meant[0].name if exact else decided.get(folded_name(name), meant[0].name), meant[0].kind.value
    return name, (kind or EntityKind.PERSON).value


def _decided_names(store: Store) -> Iterator[str]:
    for one in store.decisions():
        if one.decision.kind is DecisionKind.ALIAS and one.decision.undone is None:
            yield from one.decision.value


def _name(store: Store, text: str, *, beside: str) -> str:
    """The name that is meant: as stored if somebody is called so, else that of the one stored speaker whom it means."""
    folded = folded_name(text)
    if not folded:
        raise UsageError(f"{text!r} is no name of a speaker: write it as `quotetrace speakers` shows it")
    called = list(store.speakers(text, in_part=False))
    forms = [(one.kind, form, folded_name(form)) for one in called for form in (one.name, *one.aliases)]
    spelled = next((form for _, form, words in forms if words == folded), None)
    full = {words for kind, _, words in forms if kind is EntityKind.PERSON and words.endswith(f" {folded}")}
    is_surname = " " not in folded and bool(full)
    if not called or (spelled and not is_surname) or (is_surname and folded_name(beside) in full):
        return spelled or text
    meant = {one.name for one in called}
    if len(meant) > 1:
        raise UsageError(f"which one? {text} may be {len(meant)} speakers: {_some(meant)}")
    return meant.pop()


def _some(names: Iterable[str]) -> str:
    ordered = sorted(names)
    return "; ".join(ordered[:_CHOICES]) + ("; …" if len(ordered) > _CHOICES else "")
