"""Headlines that quote words of the body: who says them there has said them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from quotetrace.extraction.referents import genders_clash
from quotetrace.folding import fold, fold_words
from quotetrace.lexicons import word_list
from quotetrace.model import Kind, Quotation, Reason

RULE = "headline repeats"
# The body's rules are surer of a speaker than what a headline calls one.
_CHANCE = 0.9


def follow_the_body(
    quotations: Sequence[Quotation],
    *,
    headlines: Collection[str],
    unnamed: Mapping[str, str | None],
    genders: Sequence[str | None],
) -> list[Quotation]:
    """The same quotations, those of headlines with the speaker of whatever body quotation has their words.

    headlines: the ids of those in headlines, decks and subheads. unnamed: of these, those whose speaker no name tells,
    each with the gender that the headline tells (*she says*); others keep theirs. genders: of the entities, by number.
    A quotation keeps its speaker where the body has two who say the words, or nobody, or a person of
    another gender, or somebody who tells them of a person that is not known or names a film by them.
    """
    body = [one for one in quotations if one.id not in headlines and (one.entity is not None or one.kind != Kind.SCARE)]
    said = [(_searched(one.text), one) for one in body]
    followed = {one.id: _following(one, said) for one in quotations if one.id in unnamed}
    return [
        followed[one.id]
        if one.id in followed and not genders_clash(unnamed[one.id], _gender(followed[one.id], genders))
        else one
        for one in quotations
    ]


def _following(quotation: Quotation, said: Iterable[tuple[str, Quotation]]) -> Quotation:
    words = fold_words(quotation.text)
    if len(words) < 2 or set(words) <= word_list("stopwords.txt"):
        return quotation
    sought = _searched(quotation.text)
    having = [one for text, one in said if sought in text and not _is_title(words, one.text)]
    # What somebody tells of another's words is the other's
    own = [one for one in having if not any(_is_inside(each, one) for each in having)]
    nested = any(one.entity is None and _is_inside(one, each) for one in own for each in having)
    found = {one.entity: one for one in reversed(own) if one.entity is not None}
    if nested or len(found) != 1:
        return quotation
    [source] = found.values()
    if source.entity == quotation.entity:
        return quotation
    return replace(
        quotation,
        kind=Kind.HEADLINE,
        speaker=source.speaker,
        entity=source.entity,
        confidence=_CHANCE,
        reason=Reason(RULE, quotation.speaker),
    )


def _is_title(words: Sequence[str], text: str) -> bool:
    """Whether the words have capitals in the text, as those of a film or a song do: *I loved The Long Night*."""
    there = fold(text)
    first = next(
        place for place in range(len(there)) if [one.folded for one in there[place : place + len(words)]] == list(words)
    )
    idle = word_list("stopwords.txt")
    telling = [one for one in there[first : first + len(words)] if one.folded not in idle]
    return len(telling) > 1 and all(text[one.start].isupper() for one in telling)


def _gender(quotation: Quotation, genders: Sequence[str | None]) -> str | None:
    return None if quotation.entity is None else genders[quotation.entity]


def _is_inside(one: Quotation, other: Quotation) -> bool:
    return one is not other and one.part == other.part and other.start <= one.start and one.end <= other.end


def _searched(text: str) -> str:
    """The words of a text, so that one stands in another only word for word."""
    return f" {' '.join(fold_words(text))} "
