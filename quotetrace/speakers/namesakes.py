"""Which speakers must be looked at together: whether two are one may depend on a third with their name.

Keys stand for names, so that a store finds the namesakes of a few new speakers among very many. Of a person it is the
surname, of anybody else the whole name. A person of three names or more may also be known by the first two (*Maria
Lopez*, *Maria Lopez Garcia*), a body by its aliases. Those of whom a person decided that they are one have a key more.
"""

from __future__ import annotations

from quotetrace.folding import bare_name, fold_name
from quotetrace.model import Entity, EntityKind, NameKeys

_ARTICLES = frozenset({"a", "an", "the"})
# Small words that a proper name may hold: "Bank of England", "Médecins Sans Frontières and Friends".
_JOINING = frozenset({"a", "and", "de", "for", "in", "of", "on", "the", "to"})


def name_keys(entity: Entity) -> NameKeys:
    """The keys of an entity. Whatever `merging.merge_speakers` does to it depends only on its namesakes, on theirs,
    and so on."""
    alias = f"alias {entity.also[0]}" if entity.also else None
    if not may_merge(entity):
        return NameKeys(None, alias=alias)
    if entity.kind is not EntityKind.PERSON:
        own, *others = (f"{entity.kind} {' '.join(form_of(name))}" for name in (entity.name, *entity.aliases))
        return NameKeys(own, frozenset(others) - {own}, alias)
    *before, last = bare_name(entity.name)
    return NameKeys(f"person {last}", frozenset(f"person {word}" for word in before[1:]) - {f"person {last}"}, alias)


def may_merge(entity: Entity) -> bool:
    """Whether the entity has a name that another document may share."""
    if entity.kind is EntityKind.ROLE or not fold_name(entity.name):
        return False
    return entity.kind in (EntityKind.PERSON, EntityKind.ORGANISATION) or _is_proper(entity.name)


def form_of(text: str) -> tuple[str, ...]:
    """A folded form without its article."""
    words = fold_name(text)
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


def _is_proper(name: str) -> bool:
    """Whether all words but articles and joining words have a capital: ``the Taliban``, not ``the police``."""
    words = [word for word in name.split() if word.casefold() not in _JOINING]
    return bool(words) and all(word[:1].isupper() or word[:1].isdigit() for word in words)
