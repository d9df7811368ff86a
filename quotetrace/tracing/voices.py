"""Under whose name an utterance stands: the person, where one document has only the office and another the name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from quotetrace.folding import fold_name
from quotetrace.model import Entity, EntityKind, Occurrence


def speaker_of(representative: Occurrence, members: Sequence[Occurrence]) -> str | None:
    """The representative's speaker; the person behind it where that is only a role (*a former chief engineer*).

    So the words and the speaker that stand above an utterance are of one report. The first one may be a tie, or have
    other words; where it names somebody else, every report is shown with its own speaker and the conflict is flagged.
    Where the representative names nobody, the speaker whom most members name. Where members name several people and
    not exactly one of them is said to hold the role, the role stays; so does whose it is by a person's decision.
    """
    if representative.speaker is None:
        named = Counter(one.speaker for one in members if one.speaker is not None)
        return min(named, key=lambda name: (-named[name], name), default=None)
    role = representative.entity
    if role is None or role.kind is not EntityKind.ROLE or role.also:
        return representative.speaker
    people: defaultdict[str, list[Entity]] = defaultdict(list)
    for one in members:
        if one.speaker is not None and one.entity is not None and one.entity.kind is EntityKind.PERSON:
            people[one.speaker].append(one.entity)
    fitting = [name for name, known in people.items() if not any(_other_gender(role, one) for one in known)]
    holding = [name for name in fitting if any(_holds(one, role) for one in people[name])]
    (chosen,) = holding if len(holding) == 1 else fitting if len(fitting) == 1 else [representative.speaker]
    return chosen


def _other_gender(left: Entity, right: Entity) -> bool:
    return {left.gender, right.gender} == {"f", "m"}


def _holds(person: Entity, role: Entity) -> bool:
    """Whether a role of the person is the one named, up to what qualifies it: *chief engineer*, *former …*."""
    wanted = set(fold_name(role.name))
    return any(wanted <= held or held <= wanted for form in person.roles if (held := set(fold_name(form))))
