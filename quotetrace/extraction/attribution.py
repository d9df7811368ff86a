"""The sieves: precise rules in order, each quotation taking the first that answers, with the rule's name kept.

Every rule looks at one outermost quotation in its frame. The first ones need a cue that touches the marks; the later
ones reach further and are less sure; what none of them answers stays unattributed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotetrace.extraction.clauses import PREPOSITIONS, Scene, clause_subject, possessive_mention, subject_of
from quotetrace.extraction.cues import Cue, Form
from quotetrace.extraction.marks import Marked
from quotetrace.extraction.mentions import Mention, MentionKind
from quotetrace.model import ZoneKind

# Tokens between the marks and the verb of an attribution behind them: name, apposition, adverbs.
_TAG_REACH = 24
# Paragraphs of nothing but quotation that inherit the speaker before them.
LONGEST_CHAIN = 6
# Words of a quotation that may stand without any cue in its sentence and still be somebody's words.
SHORTEST_UNCUED = 5


# Rules that find the speaker in the quotation's own sentence.
SENTENCE_RULES = frozenset({"behind", "before", "parenthetical", "trailing", "according to", "embedded"})
# Rules that name a speaker only because nothing better was found.
_WEAK_RULES = frozenset({"clause subject", "last speaker", "possessor", "quotation alone"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said the quotation `quote` (index among the marked), by which rule. `mention` is None where nobody is named.

    inherits: the quotation whose speaker it shares, where the rule is an inheritance. runner_up: the next candidate.
    """

    quote: int
    mention: Mention | None
    cue: tuple[int, int] | None
    rule: str
    runner_up: Mention | None = None
    inherits: int | None = None


@dataclass(slots=True)
class _Place:
    """A quotation in its frame."""

    scene: Scene
    token: int
    quote: int
    first: int
    after: int
    text: str

    @property
    def last(self) -> str:
        return self.text[-1:]

    @property
    def words(self) -> int:
        return self.text.count(" ") + 1


def attribute(text: str, scenes: Sequence[Scene], marked: Sequence[Marked]) -> list[Attribution]:
    """One attribution for every outermost quotation of the scenes, in the order of the text."""
    return _Sieves(text, scenes, marked).run()


class _Sieves:
    def __init__(self, text: str, scenes: Sequence[Scene], marked: Sequence[Marked]) -> None:
        self.text = text
        self.scenes = scenes
        self.marked = marked
        self.done: dict[int, Attribution] = {}

    def run(self) -> list[Attribution]:
        for number, scene in enumerate(self.scenes):
            if scene.paragraph.zone in (ZoneKind.HEADLINE, ZoneKind.DECK, ZoneKind.SUBHEAD):
                continue
            places = self._places(scene)
            for place in places:
                self.done[place.quote] = self._own(place) or self._later(place, number)
            self._backwards(places)
        self._back_over_reopened()
        return [self.done[quote] for quote in sorted(self.done)]

    def _places(self, scene: Scene) -> list[_Place]:
        out = []
        for first, after in scene.paragraph.sentences:
            for index in range(first, after):
                quote = scene.tokens[index].quote
                if quote is not None:
                    one = self.marked[quote]
                    out.append(_Place(scene, index, quote, first, after, self.text[one.start : one.end]))
        return out

    # --- rules that find the speaker in the quotation's own sentence ---------------------------------------------

    def _own(self, place: _Place) -> Attribution | None:
        for rule in (
            self._behind,
            self._reopened,
            self._parenthetical,
            self._before,
            self._according,
            self._colon,
            self._embedded,
            self._trailing,
            self._dash,
        ):
            found = rule(place)
            if found is not None:
                return found
        return None

    def _answer(self, place: _Place, mention: Mention, cue: Cue | None, rule: str) -> Attribution:
        span = None
        if cue is not None:
            tokens = place.scene.tokens
            span = (tokens[cue.first].start, tokens[cue.after - 1].end)
        return Attribution(place.quote, mention, span, rule, self._runner_up(place, mention))

    def _runner_up(self, place: _Place, chosen: Mention) -> Mention | None:
        others = [
            mention
            for mention in place.scene.inside(place.first, place.after)
            if mention.start != chosen.start and mention.kind is not MentionKind.DOCUMENT
        ]
        return min(others, key=lambda mention: abs(mention.first - place.token), default=None)

    def _behind(self, place: _Place) -> Attribution | None:
        """“…,” Vance said; “…,” said Vance; “…,” according to Vance."""
        scene = place.scene
        at = place.token + 1
        comma = scene.low(at) in (",", "-", "–", "—", "―")
        is_open = comma or place.last in ",?!—–―-…" or self.marked[place.quote].unclosed
        if comma:
            at += 1
        if at >= place.after or scene.is_quote(at):
            return None
        if scene.low(at) == "as" and at + 1 in scene.starting:
            at += 1
        if scene.low(at) in ("he", "she", "they") or at in scene.starting:
            return self._name_then_cue(place, at, is_open)
        for cue in scene.cues_in(at, min(at + 3, place.after)):
            if any(
                scene.low(index) not in ("as", "is", "was", "has", "had") and not scene.is_adverb(index)
                for index in range(at, cue.first)
            ):
                return None
            if not is_open and cue.tier != "A" and cue.form is not Form.ACCORDING:
                return None
            mention = subject_of(scene, cue) if cue.form in (Form.ACCORDING, Form.FINITE, Form.BASE) else None
            if mention is not None and (mention.first >= cue.after or cue.passive):
                return self._answer(place, mention, cue, "behind")
        return None

    def _name_then_cue(self, place: _Place, at: int, is_open: bool) -> Attribution | None:
        scene = place.scene
        mention = scene.starting[at]
        follower = scene.starting.get(mention.after + 1) if mention.possessive else None
        if follower is not None:
            mention = follower
        for cue in scene.cues_in(mention.after, min(mention.after + _TAG_REACH, place.after)):
            if cue.form not in (Form.FINITE, Form.BASE) or cue.passive:
                continue
            if any(scene.is_quote(index) or scene.low(index) in (";", ":") for index in range(at, cue.first)):
                return None
            if not is_open and cue.first > mention.after + 2:
                return None
            subject = subject_of(scene, cue)
            if subject is None or subject.first < at:
                return None
            if subject.first > at and scene.low(subject.first) != "who" and not self._same_tag(scene, mention, subject):
                continue
            return self._answer(place, mention if scene.low(subject.first) == "who" else subject, cue, "behind")
        return self._unlisted_verb(place, mention) if is_open else None

    def _same_tag(self, scene: Scene, mention: Mention, subject: Mention) -> bool:
        """*Lund and Roy said*, *the union's chair, Ivo Lund, said*: the later mention is still the tag's subject."""
        between = [scene.low(index) for index in range(mention.after, subject.first)]
        return len(between) <= 2

    def _unlisted_verb(self, place: _Place, mention: Mention) -> Attribution | None:
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
            return self._answer(place, mention, Cue(mention.after, mention.after + 1, "C", verb, Form.FINITE), "behind")
        return None

    def _reopened(self, place: _Place) -> Attribution | None:
        """A quotation that goes on in the next paragraph under a reopened mark keeps its speaker."""
        before = self.marked[place.quote].reopens
        if before is None or before not in self.done:
            return None
        return self._inherit(place, before, "reopened")

    def _parenthetical(self, place: _Place) -> Attribution | None:
        """The bank, Vance said, is “…”; The bank is “…”, said Vance: a tag set off by commas owns its sentence."""
        scene = place.scene
        nearest = self._cue_before(place)
        if (
            nearest is not None
            and nearest.tier == "A"
            and nearest.form is Form.FINITE
            and place.token - nearest.after <= 2
        ):
            return None
        for cue in scene.cues_in(place.first, place.after):
            if cue.tier != "A" or cue.form is not Form.FINITE or cue.passive:
                continue
            mention = subject_of(scene, cue)
            if mention is None or not self._set_off(place, mention, cue):
                continue
            return self._answer(place, mention, cue, "parenthetical" if cue.first < place.token else "trailing")
        return None

    def _set_off(self, place: _Place, mention: Mention, cue: Cue) -> bool:
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

    def _before(self, place: _Place) -> Attribution | None:
        """Vance said: “…”; Vance told Lund that “…”; Vance called it a “…”: a cue that touches the marks or nearly."""
        cue = self._cue_before(place)
        if cue is None:
            return None
        gap = [place.scene.low(index) for index in range(cue.after, place.token)]
        if len(gap) > 3 and ":" not in gap[-1:] and "that" not in gap[:1]:
            return None
        if cue.tier == "C" and (any(word not in (",", ":") for word in gap) or not place.text[:1].isupper()):
            return None
        mention = subject_of(place.scene, cue)
        return self._answer(place, mention, cue, "before") if mention is not None else None

    def _cue_before(self, place: _Place) -> Cue | None:
        """The cue before the marks in the same sentence: the nearest, but a doubtful one yields to one of saying."""
        cues = [cue for cue in place.scene.cues_in(place.first, place.token) if cue.after <= place.token]
        if not cues:
            return None
        nearest = cues[-1]
        backshifted = place.scene.low(nearest.first - 1) == "had"
        if nearest.tier != "W" and nearest.form is not Form.BASE and not backshifted:
            return nearest
        for cue in reversed(cues[:-1]):
            if cue.tier == "A" and cue.form in (Form.FINITE, Form.PARTICIPLE) and not cue.passive:
                return cue
        return nearest

    def _according(self, place: _Place) -> Attribution | None:
        for cue in place.scene.cues_in(place.first, place.after):
            if cue.form is Form.ACCORDING:
                mention = subject_of(place.scene, cue)
                if mention is not None:
                    return self._answer(place, mention, cue, "according to")
        return None

    def _colon(self, place: _Place) -> Attribution | None:
        """VANCE: “…”, a name and a colon with no verb."""
        scene = place.scene
        if scene.low(place.token - 1) != ":":
            return None
        mention = scene.ending.get(place.token - 1) or clause_subject(scene, place.first, place.token)
        return self._answer(place, mention, None, "colon") if mention is not None else None

    def _embedded(self, place: _Place) -> Attribution | None:
        """A fragment further on in the clause of a cue: the subject of the nearest cue, not the nearest name."""
        scene = place.scene
        nearest = self._cue_before(place)
        cues = [cue for cue in scene.cues_in(place.first, place.token) if cue.after <= place.token]
        for cue in [*([nearest] if nearest else []), *reversed(cues)]:
            if cue.tier == "C":
                continue
            mention = subject_of(scene, cue)
            if mention is not None and mention.after <= place.token:
                return self._answer(place, mention, cue, "embedded")
        return None

    def _trailing(self, place: _Place) -> Attribution | None:
        """The “…” must go, Vance said."""
        scene = place.scene
        for cue in scene.cues_in(place.token + 1, place.after):
            if cue.tier == "C" or cue.form not in (Form.FINITE, Form.BASE) or cue.passive:
                continue
            before = cue.first
            mention = subject_of(scene, cue)
            if mention is None or mention.first < place.token:
                continue
            if scene.low(mention.first - 1) == "," or scene.low(before - 1) == ",":
                return self._answer(place, mention, cue, "trailing")
        return None

    def _dash(self, place: _Place) -> Attribution | None:
        """“Be bold.” — Ivo Lund: a credit line."""
        scene = place.scene
        if scene.low(place.token + 1) not in ("-", "–", "—", "―", "--") or scene.low(place.token + 2) == "":
            return None
        mention = scene.starting.get(place.token + 2)
        if mention is None or (
            mention.after < min(place.after, mention.after + 1) and scene.low(mention.after) not in (",", ".", "(")
        ):
            return None
        return self._answer(place, mention, None, "dash")

    # --- rules that look further ---------------------------------------------------------------------------------

    def _later(self, place: _Place, number: int) -> Attribution:
        for found in (
            self._continued(place),
            self._announced(place, number),
            self._alone(place, number),
            self._possessor(place),
            self._uncued(place, number),
        ):
            if found is not None:
                return found
        return Attribution(place.quote, None, None, "none", self._nearest(place))

    def _inherit(self, place: _Place, before: int, rule: str) -> Attribution | None:
        source = self.done[before]
        if source.mention is None:
            return None
        return Attribution(place.quote, source.mention, source.cue, rule, source.runner_up, before)

    def _nearest(self, place: _Place) -> Mention | None:
        return min(place.scene.mentions, key=lambda mention: abs(mention.first - place.token), default=None)

    def _continued(self, place: _Place) -> Attribution | None:
        """“A,” Vance said. “B.”: a sentence of quotation right behind an attributed one, or two pieces side by side."""
        scene = place.scene
        if place.token == place.first and place.first > 0:
            previous = self._last_of_sentence_before(place)
            if previous is not None:
                return self._inherit(place, previous, "continued")
        for index in range(place.token - 1, max(place.token - 5, place.first - 1), -1):
            quote = scene.tokens[index].quote
            if quote is not None and quote in self.done:
                return self._inherit(place, quote, "continued")
        return None

    def _last_of_sentence_before(self, place: _Place) -> int | None:
        ranges = [(first, after) for first, after in place.scene.paragraph.sentences if after <= place.first]
        if not ranges:
            return None
        first, after = ranges[-1]
        quotes = [token.quote for token in place.scene.tokens[first:after] if token.quote is not None]
        return quotes[-1] if quotes and quotes[-1] in self.done else None

    def _announced(self, place: _Place, number: int) -> Attribution | None:
        """The sentence before ends in a colon, or reports somebody's speech; the quotation begins its own."""
        if place.token != place.first:
            return None
        scene = place.scene
        ranges = [span for span in scene.paragraph.sentences if span[1] <= place.first]
        if not ranges and number > 0 and place.first == 0:
            scene = self.scenes[number - 1]
            ranges = scene.paragraph.sentences[-1:]
            if not ranges or scene.low(ranges[-1][1] - 1) != ":":
                return None
        if not ranges:
            return None
        first, after = ranges[-1]
        cues = [cue for cue in scene.cues_in(first, after) if cue.tier != "C" or scene.low(after - 1) == ":"]
        for cue in reversed(cues):
            mention = subject_of(scene, cue)
            if mention is not None:
                tokens = scene.tokens
                span = (tokens[cue.first].start, tokens[cue.after - 1].end)
                return Attribution(place.quote, mention, span, "announced", self._nearest(place))
        if scene.low(after - 1) == ":" or place.words >= SHORTEST_UNCUED:
            mention = scene.ending.get(after - 1) or clause_subject(scene, first, after)
            if mention is not None and mention.kind is not MentionKind.DOCUMENT:
                return Attribution(place.quote, mention, None, "announced", self._nearest(place))
        return None

    def _alone(self, place: _Place, number: int) -> Attribution | None:
        """A paragraph that is nothing but quotation inherits from the paragraph before."""
        has_prose = any(token.quote is None and token.is_word for token in place.scene.tokens)
        if has_prose and (place.token != 0 or place.words < SHORTEST_UNCUED):
            return None
        for back in range(1, min(LONGEST_CHAIN, number) + 1):
            scene = self.scenes[number - back]
            quotes = [token.quote for token in scene.tokens if token.quote is not None and token.quote in self.done]
            if quotes:
                return self._inherit(place, quotes[-1], "quotation alone")
            if back == 1:
                found = self._speaker_of_prose(place, scene)
                if found is not None:
                    return found
            if back > 1 or scene.paragraph.title_case:
                return None
        return None

    def _speaker_of_prose(self, place: _Place, scene: Scene) -> Attribution | None:
        """The last subject of a cue in the paragraph before."""
        for cue in reversed(scene.cues):
            mention = subject_of(scene, cue) if cue.tier != "C" else None
            if mention is not None:
                return Attribution(place.quote, mention, None, "quotation alone", self._nearest(place))
        return None

    def _possessor(self, place: _Place) -> Attribution | None:
        """Lund's “never again” speech; his “never”."""
        scene = place.scene
        before = place.token - 1
        if scene.low(before) in ("'s", "'") and before in scene.ending:
            return self._answer(place, scene.ending[before], None, "possessor")
        if scene.low(before) in ("his", "her", "their"):
            return self._answer(place, possessive_mention(scene, before), None, "possessor")
        return None

    def _uncued(self, place: _Place, number: int) -> Attribution | None:
        """No cue anywhere near: the clause's subject, else whoever spoke last in the paragraph."""
        scene = place.scene
        mention = clause_subject(scene, place.first, place.token)
        if mention is not None and scene.low(mention.first - 1) not in PREPOSITIONS:
            return self._answer(place, mention, None, "clause subject")
        quotes = [
            token.quote for token in scene.tokens[: place.token] if token.quote is not None and token.quote in self.done
        ]
        if quotes:
            return self._inherit(place, quotes[-1], "last speaker")
        return None

    def _back_over_reopened(self) -> None:
        """“First part. // “Second part,” Vance said: the paragraphs before a reopened mark share its speaker."""
        for index in range(len(self.marked) - 1, -1, -1):
            before = self.marked[index].reopens
            later = self.done.get(index)
            if before is None or later is None or later.mention is None or before not in self.done:
                continue
            if self.done[before].mention is None or self.done[before].rule in _WEAK_RULES:
                self.done[before] = Attribution(before, later.mention, later.cue, "reopened", later.runner_up, index)

    def _backwards(self, places: Sequence[_Place]) -> None:
        """“A.” “B,” Vance said: pieces at the start of a paragraph take the speaker named behind a later one."""
        for place, following in zip(reversed(places[:-1]), reversed(places[1:]), strict=True):
            found = self.done[place.quote]
            later = self.done[following.quote]
            if found.mention is None and later.mention is not None and following.token - place.token <= 2:
                self.done[place.quote] = Attribution(
                    place.quote, later.mention, later.cue, "continued", later.runner_up, following.quote
                )
