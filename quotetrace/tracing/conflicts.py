"""What does not fit in an utterance: two names for the speaker, two dates on one article, a credit to a later one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from quotetrace.model import Conflict, Kind, Occurrence
from quotetrace.tracing.claims import OutletNames
from quotetrace.tracing.firsts import precedes, unpreceded


def speaker_conflicts(members: Sequence[Occurrence]) -> Iterator[Conflict]:
    """The first member with each other speaker than the first named one, and who has that other one.

    A headline only where nothing below it has that speaker: the article says it better.
    """
    named: defaultdict[str, list[str]] = defaultdict(list)
    below = {one.quotation.id for one in members if one.quotation.kind is not Kind.HEADLINE}
    for one in members:
        if one.speaker is not None:
            named[one.speaker].append(one.quotation.id)
    first, *others = named.values() if named else [[]]
    for other in others:
        yield Conflict("speaker-conflict", next((one for one in other if one in below), other[0]), tuple(first))


def date_conflicts(members: Sequence[Occurrence]) -> Iterator[Conflict]:
    """One article that carries two dates: copies within one outlet, one certainly earlier than the other."""
    groups: defaultdict[tuple[str, str | None], list[Occurrence]] = defaultdict(list)
    for one in members:
        if one.copy_class is not None and one.published is not None:
            groups[one.copy_class, one.outlet].append(one)
    for group in groups.values():
        earliest = {one.quotation.id for one in unpreceded(group)}
        for one in group:
            if one.quotation.id not in earliest:
                yield Conflict("date-conflict", one.quotation.id, tuple(sorted(earliest)))


def credit_conflicts(members: Sequence[Occurrence]) -> Iterator[Conflict]:
    """A member that credits an outlet whose own articles here are all later."""
    if not any(one.quotation.told_to for one in members):
        return
    articles: defaultdict[str, list[Occurrence]] = defaultdict(list)
    for one in members:
        if one.outlet is not None:
            articles[one.outlet].append(one)
    names = OutletNames(articles)
    for member in members:
        for told_to in member.quotation.told_to:
            credited = [one for outlet in names.named_by(told_to) for one in articles[outlet]]
            if credited and all(precedes(member, one) for one in credited):
                later = tuple(one.quotation.id for one in credited)
                yield Conflict("credit-conflict", member.quotation.id, later, told_to.text)
