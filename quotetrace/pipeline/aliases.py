"""Which names people decided to be one speaker's, and which of them a speaker of a document is called by.

Names are the same as in a search: any case, no accents, without the article; a person's also without a title. Names
hang together through others: who decides *A, B* and *B, C* has decided *A, C*.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from quotetrace.folding import bare_name
from quotetrace.model import Decision, Entity, EntityKind
from quotetrace.store import folded_name


class Aliases:
    """What the decisions on aliases that hold come to, of each two names the last one made."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        ordered = sorted({pair_of(one): one for one in sorted(decisions, key=_rank)}.values(), key=_rank)
        self._pairs = {pair_of(one): tuple(map(folded_name, one.value)) for one in ordered}
        self._spelled = {folded_name(name): name for one in ordered for name in one.value}
        self._same = _same_people(self._spelled.values())
        self.classes = tuple(sorted(tuple(self._spelled[name] for name in one) for one in self._classes()))
        self._class_of = {folded_name(name): names for names in self.classes for name in names}
        bare = sorted(((" ".join(bare_name(name)), name) for name in self._class_of), reverse=True)
        self._known_bare = {short: name for short, name in bare if short}

    @property
    def names(self) -> Collection[str]:
        """Every name, folded."""
        return self._class_of.keys()

    @property
    def surnames(self) -> set[str]:
        """The last words of the names as those of people."""
        return {short.split()[-1] for short in self._known_bare}

    def of(self, entity: Entity) -> tuple[str, ...]:
        """The names that are the speaker's, the preferred first; none where nothing was decided of it."""
        called = next(self.called(entity), None)
        return () if called is None else self._class_of[called]

    def called(self, entity: Entity) -> Iterator[str]:
        """The decided names, folded, by which a document calls the speaker: its name first. A person's alias must be a
        full name, as many people go by one surname; a role is nobody's name but that of a speaker never named."""
        if not self._class_of:
            return
        person = entity.kind is EntityKind.PERSON
        name = folded_name(entity.name)
        if name in self._class_of:
            yield name
        elif person and (short := " ".join(bare_name(entity.name))) in self._known_bare:
            yield self._known_bare[short]
        for alias in entity.aliases:
            is_name = alias not in entity.roles and (not person or len(bare_name(alias)) > 1)
            if is_name and folded_name(alias) in self._class_of:
                yield folded_name(alias)

    def holds(self, decision: Decision, called: Collection[str]) -> bool:
        """Whether the decision makes one of two: somebody is `called` by its first name or by one that hangs together
        with it, and somebody by the other name or one with that, without the decision itself."""
        beside = self._beside(without=pair_of(decision))
        sides = [_reached([folded_name(name)], beside).keys() & set(called) for name in decision.value]
        return all(sides) and len(sides[0] | sides[1]) > 1

    def _classes(self) -> Iterator[list[str]]:
        """The names that hang together, the preferred first: one that is never the other name of a decision, of
        several that of the last decision; then the names beside it, and those beside these."""
        beside, seen = self._beside(), set[str]()
        first = [pair[0] for pair in reversed(self._pairs.values())]
        others = {pair[1] for pair in self._pairs.values()}
        for name in sorted(first, key=lambda one: one in others):
            if name not in seen:
                reached = _reached([name], beside)
                seen |= reached.keys()
                yield list(reached)

    def _beside(self, *, without: object = None) -> Mapping[str, Sequence[str]]:
        beside = defaultdict[str, list[str]](list)
        for pair in (*(names for key, names in self._pairs.items() if key != without), *self._same):
            one, other = pair
            beside[one].append(other)
            beside[other].append(one)
        return beside


def _rank(decision: Decision) -> tuple[str, str]:
    return decision.rank


def pair_of(decision: Decision) -> tuple[str, ...]:
    """Equal for decisions on the same two names."""
    return tuple(sorted(map(folded_name, decision.value)))


def _same_people(names: Iterable[str]) -> list[tuple[str, str]]:
    """The folded names that are one but for a title: *Sen. Ana Roe*, *Ana Roe*."""
    full = defaultdict[tuple[str, ...], list[str]](list)
    for name in names:
        if len(bare_name(name)) > 1:
            full[bare_name(name)].append(folded_name(name))
    return [(some[0], other) for some in map(sorted, full.values()) for other in some[1:]]


def _reached(names: Sequence[str], beside: Mapping[str, Sequence[str]]) -> dict[str, None]:
    """These names and all that hang together with them, the nearer first."""
    found = dict.fromkeys(names)
    waiting = list(names)
    for one in waiting:
        new = [name for name in dict.fromkeys(beside.get(one, ())) if name not in found]
        found |= dict.fromkeys(new)
        waiting += new
    return found
