"""Which entities of all documents are one speaker, and the display name.

A function of the whole set, so that the order of arrival cannot matter, and careful: splitting one person is a
nuisance, merging two is a false statement. People merge by full name; a bare surname joins the one full name that
has it; a role merges nobody. Organisations merge by name, with or without *The*. Whom a person decided to be one
(`Entity.also`) is one, whatever the names, kinds and genders say.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from quotetrace.folding import bare_name, fold_name, full_names_agree
from quotetrace.lexicons import word_list
from quotetrace.model import Entity, EntityKind, Place, Speaker
from quotetrace.speakers.namesakes import form_of, may_merge

# A form must be used by this share of the documents that use the commonest full form to be the display name;
# "Jane Ann Roe" in one document of a hundred is an alias of "Jane Roe".
ATTESTED_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class _Seen:
    """What documents say of somebody, and the places in order where they say just that."""

    entity: Entity
    places: tuple[Place, ...]

    @property
    def apart(self) -> Iterator[_Seen]:
        """The same of every place alone."""
        return (_Seen(self.entity, (place,)) for place in self.places)


@dataclass(slots=True)
class _Group:
    """Entities taken for one speaker. key: the folded name that made it, or its place for one that merges never."""

    key: tuple[Hashable, ...]
    seen: list[_Seen] = field(default_factory=list)

    @property
    def genders(self) -> set[str]:
        return {one.entity.gender for one in self.seen if one.entity.gender is not None}


def merge_speakers(entities: Iterable[tuple[Place, Entity]]) -> list[Speaker]:
    """The speakers behind the entities of all documents, in order of display name, then id.

    entities: each with its place. The result does not depend on their order. Every entity is a member of exactly one
    speaker; a speaker's aliases are all forms seen, roles included, the commonest first, before them what a person
    decided. Some entities without the others give the same speakers, if all their namesakes are among them
    (`namesakes`).
    """
    seen = _seen(entities)
    groups = _united([*_people(seen), *_bodies(seen), *_alone(seen)])
    repeated = Counter(_signature(group) for group in groups)
    speakers = [_speaker(group, unique=repeated[_signature(group)] == 1) for group in groups]
    return sorted(speakers, key=lambda speaker: (speaker.name.casefold(), speaker.id))


def _seen(entities: Iterable[tuple[Place, Entity]]) -> list[_Seen]:
    """Each entity that differs once: of whom thousands of documents speak, most say the same."""
    # By the object first: to look up one takes much longer, and a store gives one object for those that are equal
    by_object: dict[int, tuple[Entity, list[Place]]] = {}
    for place, one in entities:
        by_object.setdefault(id(one), (one, []))[1].append(place)
    equal: dict[Entity, list[Place]] = defaultdict(list)
    for one, places in by_object.values():
        equal[one] += places
    return sorted((_Seen(one, tuple(sorted(places))) for one, places in equal.items()), key=lambda one: one.places)


def _people(seen: Sequence[_Seen]) -> list[_Group]:
    """People by full name, and the bare surnames that belong to exactly one of them."""
    full: dict[tuple[str, ...], list[_Seen]] = defaultdict(list)
    bare: list[_Seen] = []
    for one in seen:
        if one.entity.kind is EntityKind.PERSON and may_merge(one.entity):
            name = bare_name(one.entity.name)
            (full[name] if len(name) > 1 else bare).append(one)
    groups = _by_full_name(full)
    surnames: dict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        for surname in sorted({bare_name(one.entity.name)[-1] for one in group.seen}):
            surnames[surname].append(group)
    # Of a bare name it was decided whose it is: no full name may claim it
    decided = [_Group(one.places[0], [one]) for one in bare if one.entity.also]
    return [*groups, *decided, *_join_surnames([one for one in bare if not one.entity.also], surnames)]


def _by_full_name(full: dict[tuple[str, ...], list[_Seen]]) -> list[_Group]:
    """One group for each full name, the fuller first; a shorter form joins the one fuller name it agrees with.

    ``J. Roe`` agrees with ``Jane Roe`` and ``John Roe``: then it stands alone.
    """
    groups: list[_Group] = []
    holding: dict[str, list[_Group]] = defaultdict(list)
    for name in sorted(full, key=lambda words: (-len(words), -sum(map(len, words)), words)):
        seen = full[name]
        fitting = [group for group in holding[name[-1]] if _fits(name, seen, group)]
        if len(fitting) == 1:
            fitting[0].seen.extend(seen)
            continue
        group = _Group(name, list(seen))
        groups.append(group)
        for word in set(name):
            holding[word].append(group)
    return groups


def _fits(name: tuple[str, ...], seen: Sequence[_Seen], group: _Group) -> bool:
    genders = {one.entity.gender for one in seen} | group.genders
    return full_names_agree(name, [str(word) for word in group.key]) and not {"f", "m"} <= genders


def _join_surnames(bare: Sequence[_Seen], surnames: dict[str, list[_Group]]) -> list[_Group]:
    """Groups of the bare names that no full name explains; the others are added to the full name's group.

    Where no full name is known, equal bare names of one gender are one speaker. Where several have the surname and
    neither gender nor a shared role tells which, each stays alone.
    """
    joining: list[tuple[_Group, _Seen]] = []
    ambiguous: list[_Group] = []
    unexplained: dict[str, list[_Seen]] = defaultdict(list)
    for one in bare:
        (surname,) = bare_name(one.entity.name)
        possible = surnames.get(surname, [])
        fitting = _tell_apart(one, possible)
        if len(fitting) == 1:
            joining.append((fitting[0], one))
        elif possible:
            ambiguous += (_Group(alone.places[0], [alone]) for alone in one.apart)
        else:
            unexplained[surname].append(one)
    for group, one in joining:
        group.seen.append(one)
    return [*ambiguous, *(group for surname, seen in unexplained.items() for group in _by_gender(surname, seen))]


def _by_gender(surname: str, seen: Sequence[_Seen]) -> list[_Group]:
    """One group for each gender seen with a bare name; unknown gender joins the only known one."""
    groups: dict[str, _Group] = {}
    for one in seen:
        gender = one.entity.gender or ""
        groups.setdefault(gender, _Group((surname, gender))).seen.append(one)
    if len(groups) == 2 and "" in groups:
        unknown = groups.pop("")
        (known,) = groups.values()
        known.seen.extend(unknown.seen)
    return list(groups.values())


def _tell_apart(one: _Seen, groups: Sequence[_Group]) -> list[_Group]:
    """The groups that a bare surname may belong to: by gender, and by a shared role where several are left."""
    gender = one.entity.gender
    fitting = [group for group in groups if not (gender and {"f", "m"} <= group.genders | {gender})]
    roles = {form_of(role) for role in one.entity.roles}
    if len(fitting) > 1 and roles:
        return [group for group in fitting if any(roles & {form_of(r) for r in s.entity.roles} for s in group.seen)]
    return fitting


def _bodies(seen: Sequence[_Seen]) -> list[_Group]:
    """Organisations, and groups and documents with a name of their own, by name without the article.

    A body whose name is an alias of exactly one other body of its kind joins it: ``NATO`` and the full name.
    """
    groups: dict[tuple[Hashable, ...], _Group] = {}
    for one in seen:
        if one.entity.kind is not EntityKind.PERSON and may_merge(one.entity):
            key: tuple[Hashable, ...] = (one.entity.kind.value, *form_of(one.entity.name))
            groups.setdefault(key, _Group(key)).seen.append(one)
    known_as: dict[tuple[Hashable, ...], set[tuple[Hashable, ...]]] = defaultdict(set)
    for key, group in groups.items():
        for one in group.seen:
            for alias in one.entity.aliases:
                if (named := (key[0], *form_of(alias))) != key and named in groups:
                    known_as[named].add(key)
    return _joined(groups, {alias: min(keys) for alias, keys in known_as.items() if len(keys) == 1})


def _joined(
    groups: dict[tuple[Hashable, ...], _Group], into: dict[tuple[Hashable, ...], tuple[Hashable, ...]]
) -> list[_Group]:
    """The groups after each alias has joined its fuller name, step by step; a circle ends at its smallest name."""
    for key in sorted(groups, key=str):
        path = [key]
        while path[-1] in into and into[path[-1]] not in path:
            path.append(into[path[-1]])
        circle = path[path.index(into[path[-1]]) :] if path[-1] in into else path[-1:]
        end = min(circle, key=str)
        if end != key:
            groups[end].seen.extend(one for one in groups[key].seen if one not in groups[end].seen)
            groups[key].seen = []
    return [group for group in groups.values() if group.seen]


def _alone(seen: Sequence[_Seen]) -> Iterator[_Group]:
    """What never merges across documents: roles, unnamed groups and documents."""
    for one in seen:
        if not may_merge(one.entity):
            yield from (_Group(alone.places[0], [alone]) for alone in one.apart)


def _united(groups: Sequence[_Group]) -> list[_Group]:
    """The groups after those with a name of the same decided names have become one, also through a third."""
    made: list[_Group] = []
    standing: dict[tuple[str, ...], _Group] = {}
    for group in groups:
        names = {one.entity.also for one in group.seen} - {()}
        beside = {id(standing[one]): standing[one] for one in sorted(names) if one in standing}
        if not names:
            made.append(group)
            continue
        names |= {known for known, one in standing.items() if id(one) in beside}
        seen = [one for part in (*beside.values(), group) for one in part.seen]
        standing |= dict.fromkeys(names, _Group(("alias", *min(names)), seen))
    return [*made, *{id(group): group for group in standing.values()}.values()]


def _kind(group: _Group) -> EntityKind:
    """The kind of all of them; of those that a person united the commonest."""
    kinds: Counter[EntityKind] = Counter()
    for one in group.seen:
        kinds[one.entity.kind] += len(one.places)
    return min(kinds, key=lambda kind: (-kinds[kind], kind))


def _signature(group: _Group) -> str:
    """What an id is made of: the kind and the name, or the place of an entity that merges never."""
    return repr((_kind(group).value, group.key))


def _speaker(group: _Group, *, unique: bool) -> Speaker:
    seen = group.seen
    members = tuple(sorted(place for one in seen for place in one.places))
    signature = _signature(group) if unique else _signature(group) + repr(members[0])
    also = tuple(name for names in sorted({one.entity.also for one in seen}) for name in names)
    name = _decided_name(seen, also) or _display_name(seen)
    forms: Counter[str] = Counter()
    for one in seen:
        forms.update(dict.fromkeys({one.entity.name, *one.entity.aliases, *one.entity.roles}, len(one.places)))
    forms.update(dict.fromkeys(also, 0))
    aliases = sorted((form for form in forms if form != name), key=lambda form: (form not in also, -forms[form], form))
    number = hashlib.sha256(signature.encode()).hexdigest()[:16]
    return Speaker(f"speaker:{number}", name, _kind(group), tuple(aliases), members, also)


def _decided_name(seen: Sequence[_Seen], also: Sequence[str]) -> str | None:
    """The first of the decided names by which somebody is called, where they are called by two of them or more."""
    called = {form for one in seen for text in (one.entity.name, *one.entity.aliases) for form in _spellings(text)}
    known = [name for name in also if not called.isdisjoint(_spellings(name))]
    return known[0] if len({form_of(name) for name in known}) > 1 else None


def _spellings(name: str) -> set[tuple[str, ...]]:
    return {form_of(name), bare_name(name)} - {()}


def _display_name(seen: Sequence[_Seen]) -> str:
    """The fullest form that enough documents use; for people a full name if there is one, without titles."""
    person = all(one.entity.kind is EntityKind.PERSON for one in seen)
    used: dict[str, set[str]] = defaultdict(set)
    for one in seen:
        form = _untitled(one.entity.name) if person else one.entity.name
        used[form].update(document for document, _ in one.places)
    full = [form for form in used if person and _size(form) > 1] or list(used)
    most = max(len(used[form]) for form in full)
    attested = [form for form in full if len(used[form]) >= ATTESTED_SHARE * most]
    return min(attested, key=lambda form: (-_size(form), -len(used[form]), form))


def _size(form: str) -> int:
    """Words of a form, article and initials not counted: *Jane Roe* is fuller than *J. R. Roe*."""
    return max(1, sum(len(word) > 1 for word in form_of(form)))


def _untitled(name: str) -> str:
    """A name as written, without the titles before it."""
    words = name.split()
    titles = word_list("honorifics.txt") | {"the"}
    while len(words) > 1 and all(word in titles for word in fold_name(words[0])):
        words = words[1:]
    return " ".join(words)
