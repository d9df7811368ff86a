"""What the ranker looks at: the candidates for a quotation's speaker, each with the features that speak for or against.

A feature is a short string that holds or does not; weights for them are learnt offline (`ranker`). Nothing here knows a
name or a topic: only where a candidate stands, what it is made of, what the sieves say, and how the words in the marks
look.

Features come in groups that depend on the same few values. A group is handed on as the function that makes it and
those values, so that the ranker makes and weighs it once for each combination of them: there are some thousands, and an
article has as many features.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

from quotetrace.extraction.clauses import PREPOSITIONS
from quotetrace.extraction.cues import ACCORDING, Cue, Form
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.nouns import MentionKind
from quotetrace.extraction.scenes import Scene
from quotetrace.extraction.sieves import Attribution, Place, proposals
from quotetrace.extraction.speech import is_title, term_before

# Candidates looked at in the quotation's own paragraph, nearest first, and in the one before, last first.
_NEAREST = 8
_BEFORE = 3
_TELLING_PREPOSITIONS = frozenset("to by of from with".split())
# Tokens around a candidate in which a cue counts as its own.
_OWN_CUE = 3
# Tokens on each side of the marks that are looked through.
_WINDOW = 60
# Cues on each side of the marks whose subjects are asked for.
_CUES = 3

# The upper edges of the classes: words in the marks, as features of the quotation and of its candidates; tokens from a
# candidate and from a cue to the marks.
_LENGTHS, _FEW_WORDS = (1, 2, 3, 5, 8, 15), (1, 3, 8)
_DISTANCES, _GAPS = (0, 1, 2, 4, 8, 16), (0, 1, 2, 4, 8)

_DETERMINERS = frozenset("the a an this that these those".split())
_POSSESSIVES = frozenset("his her their its my our your 's '".split())

# The function that makes the features of a group, and what it is to be asked with.
Group: TypeAlias = tuple[Any, ...]
Features: TypeAlias = tuple[str, ...]


class Candidate(NamedTuple):
    """A mention that may be the speaker; `proposals` are the rules that propose it, `back` the paragraphs between."""

    mention: Mention
    cue: tuple[int, int] | None
    proposals: tuple[str, ...]
    inherits: int | None = None
    back: int = 0


def find_candidates(place: Place, answer: Attribution, scenes: Sequence[Scene], number: int) -> list[Candidate]:
    """The candidates for `place` in paragraph `number`: what the rules propose first, then the mentions around."""
    proposed: dict[int, Candidate] = {}
    if answer.mention is not None:
        back = abs(number - answer.mention.paragraph)
        proposed[answer.mention.start] = Candidate(answer.mention, answer.cue, (answer.rule,), answer.inherits, back)
    for found in proposals(place):
        if found is None or found.mention is None:
            continue
        known = proposed.get(found.mention.start)
        if known is not None and "also " + found.rule in known.proposals:
            continue
        rules = (*known.proposals, "also " + found.rule) if known is not None else ("also " + found.rule,)
        first = known if known is not None else Candidate(found.mention, found.cue, ())
        proposed[found.mention.start] = Candidate(first.mention, first.cue, rules, first.inherits, first.back)
    out = list(proposed.values())
    around = place.scene.nearest(place.token, _NEAREST)
    out += [Candidate(mention, None, ()) for mention in around if mention.start not in proposed]
    if number > 0:
        earlier = scenes[number - 1].mentions[-_BEFORE:]
        out += [Candidate(mention, None, (), None, 1) for mention in earlier if mention.start not in proposed]
    return out


def own_cue_span(scene: Scene, mention: Mention) -> tuple[int, int] | None:
    """The characters of the cue that touches a mention, or None."""
    cue = _own_cue(scene, mention)
    return None if cue is None else scene.span(cue.first, cue.after)


def features_of(group: Group) -> Features:
    """The features of a group."""
    make, *values = group
    features: Features = make(*values)
    return features


def quotation_features(place: Place, text: str, start: int, answer: Attribution) -> list[str]:
    """What the words in the marks and the words right around them tell, whoever the candidate."""
    return [*chain.from_iterable(map(features_of, quotation_groups(place, text, start, answer)))]


def candidate_features(place: Place, candidate: Candidate) -> list[str]:
    """Where the candidate stands, what it is, and which rules propose it."""
    return [*chain.from_iterable(map(features_of, candidate_groups(place, candidate, subjecthood(place))))]


def quotation_groups(place: Place, text: str, start: int, answer: Attribution) -> Iterator[Group]:
    """`quotation_features` in their groups."""
    scene = place.scene
    words = place.text.split()
    length = bisect_left(_LENGTHS, len(words))
    before, after = scene.low(place.token - 1), scene.low(place.token + 1)
    capital = next((character for character in place.text if character.isalnum()), "a").isupper()
    yield (_by_words, length, place.last if place.last in ",.?!" else "-", capital)
    yield (_by_rule, answer.rule, length)
    yield (_by_neighbours, _around(before), _around(after), min(length, 3))
    title = is_title(words)
    if title:
        yield (_by_title, len(words) > 1, min(length, 3), _around(before))
    owner = scene.ending.get(place.token - 1) if before in ("'s", "'") else None
    if owner is not None:
        yield (_alone, f"genitive of {owner.kind.value} {'title' if title else min(length, 3)}")
    if len(words) == 1 and _between_capitals(scene, place.token):
        yield (_alone, "between capitals")
    if term_before(text, start):
        yield (_alone, "term before")
    cues = scene.cues_in(place.first, place.after)
    yield (_by_cues, min(len(cues), 2), min(length, 3))
    yield (_alone, "tiers before " + "".join(sorted({cue.tier for cue in cues if cue.after <= place.token})))
    if place.token == place.first:
        yield (_alone, "opens sentence")
    if not scene.has_prose:
        yield (_alone, "alone")
    if place.unclosed:
        yield (_alone, "unclosed")
    if len(words) <= 3 and place.text.lower() == place.text:
        yield (_alone, "small letters")
    if len(words) <= 3 and any(character.isdigit() for character in place.text):
        yield (_alone, "digits")
    first, last = max(place.first, place.token - _WINDOW), min(place.after, place.token + _WINDOW)
    quotes = scene.paragraph.quotes
    yield (_alone, f"quotations in sentence {min(bisect_left(quotes, last) - bisect_left(quotes, first), 3)}")


def _alone(feature: str) -> Features:
    return (feature,)


def _by_words(length: int, last: str, capital: bool) -> Features:
    return f"length {length}", f"last {last} {min(length, 3)}", f"capital {capital} {length}"


def _by_rule(rule: str, length: int) -> Features:
    return f"rule {rule}", f"rule {rule} {length}"


def _by_neighbours(before: str, after: str, length: int) -> Features:
    return f"before {before} {length}", f"after {after} {length}"


def _by_title(several: bool, length: int, before: str) -> Features:
    return (*((f"title {length}",) if several else ()), f"title behind {before}")


def _by_cues(cues: int, length: int) -> Features:
    return (f"cues {cues} {length}",)


def candidate_groups(place: Place, candidate: Candidate, subjects: Mapping[int, Sequence[Group]]) -> list[Group]:
    """`candidate_features` in their groups. subjects: the `subjecthood` of the place."""
    mention, _, proposals, inherits, back = candidate
    out: list[Group] = [
        (_proposed, proposals, bisect_left(_FEW_WORDS, place.words)),
        (
            _made_of,
            mention.kind,
            mention.gender,
            mention.possessive,
            mention.definite,
            inherits is not None,
            bool(proposals),
            min(back, 3) if back else 0,
        ),
    ]
    if not back:
        out += (_position(place, mention), _neighbours(place, mention), *subjects.get(mention.start, ()))
    return out


def _proposed(rules: tuple[str, ...], length: int) -> Features:
    return tuple(f"proposed {rule} {length}" for rule in rules) or (f"unproposed {length}",)


def _made_of(
    kind: MentionKind,
    gender: str | None,
    possessive: bool,
    definite: bool,
    inherited: bool,
    proposed: bool,
    back: int,
) -> Features:
    out = [f"kind {kind}", f"kind {kind} {'proposed' if proposed else 'unproposed'}", f"gender {gender}"]
    if possessive:
        out.append("possessive")
    if not definite:
        out.append("indefinite")
    if inherited:
        out.append("inherited")
    if back:
        out.append(f"back {back}")
    return tuple(out)


def subjecthood(place: Place) -> dict[int, list[Group]]:
    """Of which cues of the sentence a mention is the subject, counted from the marks: by its first character."""
    scene = place.scene
    cues = scene.cues_in(place.first, place.after)
    left = [cue for cue in cues if cue.after <= place.token][::-1]
    right = [cue for cue in cues if cue.first > place.token]
    out: dict[int, list[Group]] = {}
    for rank, cue in enumerate(left[:_CUES]):
        subject = scene.subject(cue)
        if subject is not None:
            gap = bisect_left(_GAPS, place.token - cue.after)
            that = scene.low(cue.after) == "that"
            groups = out.setdefault(subject.start, [])
            groups.append((_subject_of, "left", rank, cue.tier, cue.form, len(left) > 1))
            groups.append((_subject_behind, gap, cue.tier, that, cue.passive))
    for rank, cue in enumerate(right[:_CUES]):
        subject = scene.subject(cue)
        if subject is not None:
            groups = out.setdefault(subject.start, [])
            groups.append((_subject_of, "right", rank, cue.tier, cue.form, len(right) > 1))
    return out


def _subject_of(side: str, rank: int, tier: str, form: Form, several: bool) -> Features:
    return f"subject of {side} cue {rank} {tier}", f"subject of {side} cue {rank} {tier} {form} {several}"


def _subject_behind(gap: int, tier: str, that: bool, passive: bool) -> Features:
    more = (*(("subject, that",) if that else ()), *(("subject, passive",) if passive else ()))
    return (f"subject, gap {gap} {tier}", *more)


def _position(place: Place, mention: Mention) -> Group:
    first, token = mention.first, place.token
    left = first < token
    if not place.first <= first < place.after:
        return (_elsewhere, left)
    low, high = (first, token) if left else (token, first)
    quotes = place.scene.paragraph.quotes
    at = bisect_left(quotes, low + 1)
    return (
        _stands,
        left,
        bisect_left(_DISTANCES, token - mention.after if left else first - token - 1),
        min(place.scene.count_inside(low + 1, high), 3),
        at < len(quotes) and quotes[at] < min(high, low + _WINDOW),
        first == place.first,
    )


def _elsewhere(left: bool) -> Features:
    return ("left other sentence",) if left else ("right other sentence",)


def _stands(left: bool, distance: int, between: int, over_quotation: bool, opens: bool) -> Features:
    side = "left" if left else "right"
    out = [f"{side} same sentence", f"{side} distance {distance}", f"{side} candidates between {between}"]
    if over_quotation:
        out.append(f"{side} quotation between")
    if opens:
        out.append("first of sentence")
    return tuple(out)


def _neighbours(place: Place, mention: Mention) -> Group:
    scene = place.scene
    before = scene.low(mention.first - 1)
    if before in _DETERMINERS:
        before = scene.low(mention.first - 2)
    cue = _own_cue(scene, mention)
    if cue is None:
        return (_beside, _governing(before), None, None, False)
    first = mention.first
    inside = cue.first < place.token < first or first < place.token < cue.first
    return (_beside, _governing(before), cue.tier, cue.form, inside)


def _governing(before: str) -> str | None:
    """The class of a word before a candidate, as its feature has it; None for one that tells nothing."""
    if before in PREPOSITIONS:
        return f"preposition {before if before in _TELLING_PREPOSITIONS else 'other'}"
    if before in ("told", "tells", "asked", "telling"):
        return "told"
    return before if before in (",", "“”", "and", "but", "that", "who") else None


def _beside(before: str | None, tier: str | None, form: Form | None, inside: bool) -> Features:
    out = [f"behind {before}"] if before is not None else []
    out.append(f"own cue {tier} {form}" if tier is not None else "no cue")
    if inside:
        out.append("quotation inside its clause")
    return tuple(out)


def _own_cue(scene: Scene, mention: Mention) -> Cue | None:
    """The cue right behind the candidate, or right before it where a quotation precedes."""
    for cue in scene.cues_in(max(mention.first - 3, 0), mention.after + _OWN_CUE + 1):
        if 0 <= cue.first - mention.after <= _OWN_CUE:
            return cue
        if cue.after == mention.first and (scene.is_quote(cue.first - 1) or cue.form is ACCORDING):
            return cue
    return None


def _between_capitals(scene: Scene, token: int) -> bool:
    """Whether the marks stand inside a name: Petra “Pip” Holm."""
    sides = scene.tokens[max(0, token - 1) : token + 2]
    return len(sides) == 3 and sides[0].is_capitalised and sides[2].is_capitalised


def _around(word: str) -> str:
    """The class of a word next to the marks."""
    if word in _DETERMINERS or word in (",", ".", ":", "as", "of", "that", "and", "or", "to", "is", "was", ""):
        return word or "edge"
    if word in _POSSESSIVES:
        return "possessive"
    if word in PREPOSITIONS:
        return "preposition"
    return "word" if word[0].isalnum() or word[0] == "_" else "mark"
