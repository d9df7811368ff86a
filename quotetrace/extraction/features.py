"""What the ranker looks at: the candidates for a quotation's speaker, each with the features that speak for or against.

A feature is a short string that holds or does not; weights for them are learnt offline (`ranker`). Nothing here knows a
name or a topic: only where a candidate stands, what it is made of, what the sieves say, and how the words in the marks
look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotetrace.extraction.clauses import PREPOSITIONS
from quotetrace.extraction.cues import Cue, Form
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.scenes import Scene
from quotetrace.extraction.sieves import SENTENCE_SIEVES, Attribution, Place
from quotetrace.extraction.speech import is_title, term_before

# Candidates looked at in the quotation's own paragraph, nearest first, and in the one before, last first.
_NEAREST = 8
_BEFORE = 3
# Tokens around a candidate in which a cue counts as its own.
_OWN_CUE = 3
# Tokens on each side of the marks that are looked through.
_WINDOW = 60
# Cues on each side of the marks whose subjects are asked for.
_CUES = 3

_DETERMINERS = frozenset("the a an this that these those".split())
_POSSESSIVES = frozenset("his her their its my our your 's '".split())


@dataclass(frozen=True, slots=True)
class Candidate:
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
    for sieve in SENTENCE_SIEVES:
        found = sieve(place)
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
    out.extend(Candidate(mention, None, ()) for mention in around if mention.start not in proposed)
    if number > 0:
        earlier = scenes[number - 1].mentions[-_BEFORE:]
        out.extend(Candidate(mention, None, (), None, 1) for mention in earlier if mention.start not in proposed)
    return out


def own_cue_span(scene: Scene, mention: Mention) -> tuple[int, int] | None:
    """The characters of the cue that touches a mention, or None."""
    cue = _own_cue(scene, mention)
    return None if cue is None else (scene.tokens[cue.first].start, scene.tokens[cue.after - 1].end)


def quotation_features(place: Place, text: str, start: int, answer: Attribution) -> list[str]:
    """What the words in the marks and the words right around them tell, whoever the candidate."""
    scene = place.scene
    words = place.text.split()
    length = _bucket(len(words), (1, 2, 3, 5, 8, 15))
    before, after = scene.low(place.token - 1), scene.low(place.token + 1)
    last = place.last if place.last in ",.?!" else "-"
    capital = next((character for character in place.text if character.isalnum()), "a").isupper()
    out = [f"length {length}", f"last {last} {min(length, 3)}", f"rule {answer.rule}", f"rule {answer.rule} {length}"]
    out.append(f"capital {capital} {length}")
    out.append(f"before {_around(before)} {min(length, 3)}")
    out.append(f"after {_around(after)} {min(length, 3)}")
    title = is_title(words)
    if title and len(words) > 1:
        out.append(f"title {min(length, 3)}")
    if title:
        out.append(f"title behind {_around(before)}")
    owner = scene.ending.get(place.token - 1) if before in ("'s", "'") else None
    if owner is not None:
        out.append(f"genitive of {owner.kind.value} {'title' if title else min(length, 3)}")
    if len(words) == 1 and _between_capitals(scene, place.token):
        out.append("between capitals")
    if term_before(text, start):
        out.append("term before")
    cues = scene.cues_in(place.first, place.after)
    out.append(f"cues {min(len(cues), 2)} {min(length, 3)}")
    tiers = sorted({cue.tier for cue in cues if cue.after <= place.token})
    out.append("tiers before " + "".join(tiers))
    if place.token == place.first:
        out.append("opens sentence")
    if not scene.has_prose:
        out.append("alone")
    if place.unclosed:
        out.append("unclosed")
    if place.text.lower() == place.text and len(words) <= 3:
        out.append("small letters")
    if any(character.isdigit() for character in place.text) and len(words) <= 3:
        out.append("digits")
    window = scene.tokens[max(place.first, place.token - _WINDOW) : min(place.after, place.token + _WINDOW)]
    quotes = sum(token.quote is not None for token in window)
    out.append(f"quotations in sentence {min(quotes, 3)}")
    return out


def candidate_features(place: Place, candidate: Candidate) -> list[str]:
    """Where the candidate stands, what it is, and which rules propose it."""
    mention, scene = candidate.mention, place.scene
    length = _bucket(place.words, (1, 3, 8))
    out = [f"proposed {rule} {length}" for rule in candidate.proposals]
    if not candidate.proposals:
        out.append(f"unproposed {length}")
    out.append(f"kind {mention.kind.value}")
    out.append(f"kind {mention.kind.value} {'proposed' if candidate.proposals else 'unproposed'}")
    out.append(f"gender {mention.gender}")
    if mention.possessive:
        out.append("possessive")
    if not mention.definite:
        out.append("indefinite")
    if candidate.inherits is not None:
        out.append("inherited")
    if candidate.back:
        out.append(f"back {min(candidate.back, 3)}")
        return out
    out.extend(_position(place, mention))
    out.extend(_neighbours(scene, mention, place))
    out.extend(_subjecthood(place, mention))
    return out


def _subjecthood(place: Place, mention: Mention) -> Iterator[str]:
    """Of which cues of the sentence the candidate is the subject, counted from the marks."""
    scene = place.scene
    cues = scene.cues_in(place.first, place.after)
    left = [cue for cue in cues if cue.after <= place.token][::-1]
    right = [cue for cue in cues if cue.first > place.token]
    for side, ordered in (("left", left), ("right", right)):
        for rank, cue in enumerate(ordered[:_CUES]):
            subject = scene.subject(cue)
            if subject is None or subject.start != mention.start:
                continue
            yield f"subject of {side} cue {rank} {cue.tier}"
            yield f"subject of {side} cue {rank} {cue.tier} {cue.form.value} {len(ordered) > 1}"
            if side == "left":
                yield f"subject, gap {_bucket(place.token - cue.after, (0, 1, 2, 4, 8))} {cue.tier}"
                if scene.low(cue.after) == "that":
                    yield "subject, that"
                if cue.passive:
                    yield "subject, passive"


def _position(place: Place, mention: Mention) -> Iterator[str]:
    side = "left" if mention.first < place.token else "right"
    distance = place.token - mention.after if side == "left" else mention.first - place.token - 1
    same = place.first <= mention.first < place.after
    yield f"{side} {'same' if same else 'other'} sentence"
    if not same:
        return
    yield f"{side} distance {_bucket(distance, (0, 1, 2, 4, 8, 16))}"
    low, high = sorted((mention.first, place.token))
    between = len(place.scene.inside(low + 1, high))
    yield f"{side} candidates between {min(between, 3)}"
    if any(token.quote is not None for token in place.scene.tokens[low + 1 : min(high, low + _WINDOW)]):
        yield f"{side} quotation between"
    if mention.first == place.first:
        yield "first of sentence"


def _neighbours(scene: Scene, mention: Mention, place: Place) -> Iterator[str]:
    before = scene.low(mention.first - 1)
    if before in _DETERMINERS:
        before = scene.low(mention.first - 2)
    if before in PREPOSITIONS:
        yield f"behind preposition {before if before in ('to', 'by', 'of', 'from', 'with') else 'other'}"
    elif before in ("told", "tells", "asked", "telling"):
        yield "behind told"
    elif before in (",", "“”", "and", "but", "that", "who"):
        yield f"behind {before}"
    cue = _own_cue(scene, mention)
    if cue is not None:
        yield f"own cue {cue.tier} {cue.form.value}"
        if cue.first < place.token < mention.first or mention.first < place.token < cue.first:
            yield "quotation inside its clause"
    else:
        yield "no cue"


def _own_cue(scene: Scene, mention: Mention) -> Cue | None:
    """The cue right behind the candidate, or right before it where a quotation precedes."""
    for cue in scene.cues_in(max(mention.first - 3, 0), mention.after + _OWN_CUE + 1):
        if 0 <= cue.first - mention.after <= _OWN_CUE:
            return cue
        if cue.after == mention.first and (scene.is_quote(cue.first - 1) or cue.form is Form.ACCORDING):
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
    return "word" if re.match(r"\w", word) else "mark"


def _bucket(value: int, edges: tuple[int, ...]) -> int:
    return sum(value > edge for edge in edges)
