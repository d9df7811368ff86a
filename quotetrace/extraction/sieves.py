"""The sentence sieves: rules that find a quotation's speaker in its own sentence, the surest first.

Each takes a quotation in its frame and answers with an attribution or None. The first need a cue that touches the
marks; the later ones reach further and are less sure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from quotetrace.extraction.clauses import clause_subject
from quotetrace.extraction.cues import ACCORDING, BASE, FINITE, PARTICIPLE, Cue
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.nouns import DOCUMENT
from quotetrace.extraction.scenes import Scene
from quotetrace.extraction.tokens import DASHES

# Tokens between the marks and the verb of an attribution behind them: name, apposition, adverbs.
_TAG_REACH = 24
# Tokens between a cue and the words it introduces behind a colon or a *that*.
_LONGEST_GAP = 80
# Mentions around the marks among which the runner-up is sought.
_NEAREST = 30


class Attribution(NamedTuple):
    """Who said the quotation `quote` (index among the marked), by which rule. `mention` is None where nobody is named.

    inherits: the quotation whose speaker it shares, where the rule is an inheritance. runner_up: the next candidate.
    chance: 0 to 1, that these are somebody's words and this mention names whose; None before the ranker has seen it.
    speech: 0 to 1, that these are somebody's words at all; never less than the chance.
    stands: the ranker may find another likelier, and does not choose.
    """

    quote: int
    mention: Mention | None
    cue: tuple[int, int] | None
    rule: str
    runner_up: Mention | None = None
    inherits: int | None = None
    chance: float | None = None
    speech: float | None = None
    stands: bool = False


@dataclass(slots=True)
class Place:
    """A quotation in its frame: its token there, and the sentence ``[first, after)`` around it, or what is near.

    last: the last character within the marks. words: how many stand there.
    """

    scene: Scene
    token: int
    quote: int
    first: int
    after: int
    text: str
    unclosed: bool = False
    proposed: list[Attribution | None] | None = None
    last: str = field(init=False)
    words: int = field(init=False)

    def __post_init__(self) -> None:
        self.last = self.text[-1:]
        self.words = self.text.count(" ") + 1


def _behind(place: Place) -> Attribution | None:
    """“…,” Vance said; “…,” said Vance; “…,” according to Vance."""
    scene = place.scene
    at = place.token + 1
    comma = scene.low(at) in (",", "-", "–", "—", "―")
    is_open = comma or place.last in ",?!—–―-…" or place.unclosed
    if comma:
        at += 1
    if at >= place.after or scene.is_quote(at):
        return None
    if scene.low(at) in ("as", "the") and at + 1 in scene.starting:
        at += 1
    if scene.low(at) in ("he", "she", "they") or at in scene.starting:
        return _name_then_cue(place, at, is_open)
    for cue in scene.cues_in(at, min(at + 3, place.after)):
        if any(
            scene.low(index) not in ("as", "is", "was", "has", "had") and not scene.is_adverb(index)
            for index in range(at, cue.first)
        ):
            return None
        if not is_open and cue.tier != "A" and cue.form is not ACCORDING:
            return None
        mention = scene.subject(cue) if cue.form in (ACCORDING, FINITE, BASE) else None
        if mention is not None and (mention.first >= cue.after or cue.passive):
            return answer(place, mention, cue, "behind")
    return None


def _name_then_cue(place: Place, at: int, is_open: bool) -> Attribution | None:
    scene = place.scene
    mention = scene.starting[at]
    follower = scene.starting.get(mention.after + 1) if mention.possessive else None
    if follower is not None:
        mention = follower
    for cue in scene.cues_in(mention.after, min(mention.after + _TAG_REACH, place.after)):
        if cue.form not in (FINITE, BASE) or cue.passive or scene.low(cue.first - 1) == "to":
            continue
        if any(scene.is_quote(index) or scene.low(index) in (";", ":") for index in range(at, cue.first)):
            return None
        if not is_open and cue.first > mention.after + 2:
            return None
        subject = scene.subject(cue)
        if subject is None or subject.first < at:
            return None
        if subject.first > at and scene.low(subject.first) != "who" and not _same_tag(scene, mention, subject):
            continue
        if _introduces_another(place, cue):
            return None
        return answer(place, mention if scene.low(subject.first) == "who" else subject, cue, "behind")
    return _unlisted_verb(place, mention) if is_open else None


def _introduces_another(place: Place, cue: Cue) -> bool:
    """Asked about the report's claim that it “could have failed”, Brand said: “…”: a colon points forward.

    A sentence in marks before the tag (“Stop,” Brand said: “Go home.”) is still of the same speaker.
    """
    scene = place.scene
    points = cue.first > place.token and scene.low(cue.after) == ":" and scene.is_quote(cue.after + 1)
    return points and place.token > place.first and scene.has_cue(place.first, place.token)


def _same_tag(scene: Scene, mention: Mention, subject: Mention) -> bool:
    """*Lund and Roy said*, *the union's chair, Ivo Lund, said*: the later mention is still the tag's subject."""
    between = [scene.low(index) for index in range(mention.after, subject.first)]
    return len(between) <= 2


def _unlisted_verb(place: Place, mention: Mention) -> Attribution | None:
    """“…,” Vance hollered: any single verb in the past that stands alone between the name and a stop."""
    scene = place.scene
    verb = scene.low(mention.after)
    if not verb.endswith("ed") or mention.possessive:
        return None
    if scene.low(mention.after + 1) in (
        ".",
        ",",
        ":",
        "",
        "of",
        "in",
        "at",
        "to",
        "on",
        "with",
        "during",
        "after",
        "as",
    ) or scene.is_quote(mention.after + 1):
        return answer(place, mention, Cue(mention.after, mention.after + 1, "C", verb, FINITE), "behind")
    return None


def _parenthetical(place: Place) -> Attribution | None:
    """The bank, Vance said, is “…”; The bank is “…”, said Vance: a tag set off by commas owns its sentence."""
    scene = place.scene
    nearest = _cue_before(place)
    if nearest is not None and nearest.tier == "A" and nearest.form is FINITE and place.token - nearest.after <= 2:
        return None
    for cue in scene.cues_in(place.first, place.after):
        if cue.tier != "A" or cue.form is not FINITE or cue.passive:
            continue
        mention = scene.subject(cue)
        if mention is None or not _set_off(place, mention, cue):
            continue
        if _introduces_another(place, cue):
            return None
        return answer(place, mention, cue, "parenthetical" if cue.first < place.token else "trailing")
    return None


def _set_off(place: Place, mention: Mention, cue: Cue) -> bool:
    """Whether name and verb stand between commas, or between a comma and the end of the sentence."""
    scene = place.scene
    begin, end = min(mention.first, cue.first), max(mention.after, cue.after)
    if scene.low(begin - 1) not in (",", "–", "—") or begin <= place.first + 1:
        return False
    if mention.first < cue.first and cue.first - mention.after > 2:
        return False
    if cue.first > place.token:
        return (
            scene.low(end) in (".", ",", "", "in", "on", "at", "to", "when", "during", "after")
            or mention.first > cue.first
        )
    return scene.low(end) in (",", "–", "—")


def _before(place: Place) -> Attribution | None:
    """Vance said: “…”; Vance told Lund that “…”; Vance called it a “…”: a cue that touches the marks or nearly."""
    cue = _cue_before(place)
    if cue is None or place.token - cue.after > _LONGEST_GAP:
        return None
    gap = [place.scene.low(index) for index in range(cue.after, place.token)]
    if len(gap) > 3 and ":" not in gap[-1:] and "that" not in gap[:1]:
        return None
    if cue.tier == "C" and not _goes_on(place, cue, gap):
        return None
    mention = place.scene.subject(cue)
    return answer(place, mention, cue, "before") if mention is not None else None


def _goes_on(place: Place, cue: Cue, gap: list[str]) -> bool:
    """Whether a verb of manner introduces the words: a sentence right behind it, or the rest of one split around it."""
    if any(word not in (",", ":") for word in gap):
        return False
    return place.text[:1].isupper() or (gap == [","] and place.scene.low(cue.first - 2) == "“”")


def _cue_before(place: Place) -> Cue | None:
    """The cue before the marks in the same sentence: the nearest, but a doubtful one yields to one of saying."""
    cues = [cue for cue in place.scene.cues_in(place.first, place.token) if cue.after <= place.token]
    if not cues:
        return None
    nearest = cues[-1]
    backshifted = place.scene.low(nearest.first - 1) == "had"
    if nearest.tier != "W" and nearest.form is not BASE and not backshifted:
        return nearest
    for cue in reversed(cues[:-1]):
        if cue.tier == "A" and cue.form in (FINITE, PARTICIPLE) and not cue.passive:
            return cue
    return nearest


def _according(place: Place) -> Attribution | None:
    for cue in place.scene.cues_in(place.first, place.after):
        if cue.form is ACCORDING:
            mention = place.scene.subject(cue)
            if mention is not None:
                return answer(place, mention, cue, "according to")
    return None


def _beside_a_channel(place: Place) -> Attribution | None:
    """According to the Echo, Vance told friends that it was “…”: who speaks between the outlet and the marks."""
    scene = place.scene
    opening = next(iter(scene.cues_in(place.first, place.first + 1)), None)
    source = scene.subject(opening) if opening is not None and opening.form is ACCORDING else None
    if source is None:
        return None
    for cue in scene.cues_in(source.after, place.token):
        subject = scene.subject(cue) if cue.form is FINITE and cue.tier in "AB" and not cue.passive else None
        if subject is not None and subject.first > source.after and (found := _embedded(place)) is not None:
            return found._replace(rule="beside a channel")
    return None


def _colon(place: Place) -> Attribution | None:
    """VANCE: “…”, a name and a colon with no verb."""
    scene = place.scene
    if scene.low(place.token - 1) != ":":
        return None
    mention = scene.ending.get(place.token - 1) or clause_subject(scene, place.first, place.token)
    return answer(place, mention, None, "colon") if mention is not None else None


def _embedded(place: Place) -> Attribution | None:
    """A fragment further on in the clause of a cue: the subject of the nearest cue, not the nearest name."""
    scene = place.scene
    nearest = _cue_before(place)
    cues = [cue for cue in scene.cues_in(place.first, place.token) if cue.after <= place.token]
    for cue in [*([nearest] if nearest else []), *reversed(cues)]:
        if cue.tier == "C":
            continue
        mention = scene.subject(cue)
        if mention is not None and mention.after <= place.token:
            return answer(place, mention, cue, "embedded")
    return None


def _trailing(place: Place) -> Attribution | None:
    """The “…” must go, Vance said."""
    scene = place.scene
    for cue in scene.cues_in(place.token + 1, place.after):
        if cue.tier == "C" or cue.form not in (FINITE, BASE) or cue.passive:
            continue
        before = cue.first
        mention = scene.subject(cue)
        if mention is None or mention.first < place.token:
            continue
        if _introduces_another(place, cue):
            return None
        if scene.low(mention.first - 1) == "," or scene.low(before - 1) == ",":
            return answer(place, mention, cue, "trailing")
    return None


def _dash(place: Place) -> Attribution | None:
    """“Be bold.” — Ivo Lund: a credit line."""
    scene = place.scene
    if scene.low(place.token + 1) not in DASHES or scene.low(place.token + 2) == "":
        return None
    mention = scene.starting.get(place.token + 2)
    if mention is None or (
        mention.after < min(place.after, mention.after + 1) and scene.low(mention.after) not in (",", ".", "(")
    ):
        return None
    return answer(place, mention, None, "dash")


def answer(place: Place, mention: Mention, cue: Cue | None, rule: str) -> Attribution:
    """The attribution of `place` to `mention`, with the nearest other mention of the sentence as runner-up."""
    span = place.scene.span(cue.first, cue.after) if cue is not None else None
    return Attribution(place.quote, mention, span, rule, _runner_up(place, mention))


def _runner_up(place: Place, chosen: Mention) -> Mention | None:
    others = (
        mention
        for mention in place.scene.nearest(place.token, _NEAREST)
        if place.first <= mention.first < place.after and mention.start != chosen.start and mention.kind is not DOCUMENT
    )
    return next(others, None)


# In order; what none of them answers is left to the rules that look further.
SENTENCE_SIEVES: tuple[Callable[[Place], Attribution | None], ...] = (
    _behind,
    _dash,
    _parenthetical,
    _before,
    _beside_a_channel,
    _according,
    _colon,
    _embedded,
    _trailing,
)


def proposals(place: Place) -> list[Attribution | None]:
    """What each sieve answers, in their order; asked once for a place."""
    if place.proposed is None:
        place.proposed = [sieve(place) for sieve in SENTENCE_SIEVES]
    return place.proposed
