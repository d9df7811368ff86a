"""Who said each quotation of a document: the sentence sieves, then the rules that look further.

Every quotation takes the first rule that answers, with the rule's name kept: pieces side by side, sentences that go on
after an attribution, announcements, paragraphs of nothing but quotation. What no rule answers stays unattributed.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotetrace.extraction.clauses import PREPOSITIONS, clause_subject
from quotetrace.extraction.cues import Cue, Form, is_noun_of_speech
from quotetrace.extraction.frames import Pairs
from quotetrace.extraction.interviews import find_answers
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.nouns import DOCUMENT
from quotetrace.extraction.scenes import Scene
from quotetrace.extraction.sieves import Attribution, Place, answer, proposals
from quotetrace.extraction.subjects import possessive_mention
from quotetrace.extraction.tokens import DASHES, Token
from quotetrace.model import ZoneKind

# Paragraphs of nothing but quotation that inherit the speaker before them.
LONGEST_CHAIN = 6
# Tokens back in which a quotation that nothing attributes looks for the last speaker.
_LOOK_BACK = 200
# Words of a quotation that may stand without any cue in its sentence and still be somebody's words.
SHORTEST_UNCUED = 5
# Sentences back in which a description goes on about whom it is about: She points at the wall. It is damp.
_DESCRIBED = 2
# Tokens of a sentence on each side of the marks that are read; none in news is longer, hostile ones are.
_LONGEST_SENTENCE = 100
_AUXILIARIES = frozenset("is are was were has have had will would did does".split())
# Tokens of a credit line below a quotation: dash, name, office.
_LONGEST_CREDIT = 14
# Verbs of who questions and of who answers, and quotations back in which the other of the two is sought.
_ASKING = ("ask", "demand", "inquire", "enquire", "press", "pose", "question", "interrupt", "interject")
_ANSWERING = ("repl", "answer", "respond")
_LOOK_BACK_TURNS = 5
# Rules that find the speaker in the quotation's own sentence.
SENTENCE_RULES = frozenset(
    {"beside a channel", "behind", "before", "parenthetical", "trailing", "according to", "embedded", "owner"}
)
# Rules that name a speaker only because nothing better was found.
_WEAK_RULES = frozenset({"clause subject", "last speaker", "possessor", "quotation alone"})


def attribute(text: str, scenes: Sequence[Scene], marked: Pairs) -> list[Attribution]:
    """One attribution for every outermost quotation of the scenes, in the order of the text."""
    return _Sieves(text, scenes, marked).run()


def places(text: str, scene: Scene, marked: Pairs) -> list[Place]:
    """The outermost quotations of a scene in their sentences, in order; found once."""
    if scene.places is None:
        scene.places = [_place(text, scene, index, marked) for index in scene.paragraph.quotes]
    return scene.places


def _place(text: str, scene: Scene, token: int, marked: Pairs) -> Place:
    quote = scene.tokens[token].quote
    assert quote is not None
    one = marked[quote]
    first, after = scene.paragraph.sentence_of(token)
    first, after = max(first, token - _LONGEST_SENTENCE), min(after, token + _LONGEST_SENTENCE)
    return Place(scene, token, quote, first, after, text[one.start : one.end], one.unclosed)


def is_spoken_alone(place: Place) -> bool:
    """Whether the words stand as a sentence of their own: long enough, or set like one."""
    return place.words >= SHORTEST_UNCUED or (place.text[:1].isupper() and place.last in ".?!")


def _person_described(scene: Scene, before: int) -> Mention | None:
    """The person that the sentences before number `before` of the paragraph are about: the subject, the last first."""
    for first, after in reversed(scene.paragraph.sentences[max(0, before - _DESCRIBED) : before]):
        mention = clause_subject(scene, first, after)
        if mention is not None and mention.core != "it":
            return mention
    return None


def _is_reported(scene: Scene, cue: Cue) -> bool:
    """*Vance said that they had complained*: a verb set back in time is within what somebody else says."""
    return cue.form is Form.FINITE and scene.low(cue.first - 1) == "had"


def _is_verb(token: Token) -> bool:
    """An auxiliary or a verb in -ed, which no line of name and office has."""
    return token.is_word and not token.is_capitalised and (token.low in _AUXILIARIES or token.low.endswith("ed"))


class _Sieves:
    def __init__(self, text: str, scenes: Sequence[Scene], marked: Pairs) -> None:
        self.text = text
        self.scenes = scenes
        self.marked = marked
        self.done: dict[int, Attribution] = {}
        self.answers, self.interviewed = find_answers(scenes)

    def run(self) -> list[Attribution]:
        for number, scene in enumerate(self.scenes):
            if scene.paragraph.zone in (ZoneKind.HEADLINE, ZoneKind.DECK, ZoneKind.SUBHEAD):
                continue
            here = places(self.text, scene, self.marked)
            for place in here:
                self.done[place.quote] = self._answered(place, number) or self._own(place) or self._later(place, number)
            self._backwards(here)
        self._back_over_reopened()
        return [self.done[quote] for quote in sorted(self.done)]

    # --- rules that find the speaker in the quotation's own sentence ---------------------------------------------

    def _own(self, place: Place) -> Attribution | None:
        first, *others = proposals(place)
        return first or self._reopened(place) or self._owner(place) or next(filter(None, others), None)

    def _reopened(self, place: Place) -> Attribution | None:
        """A quotation that goes on in the next paragraph under a reopened mark keeps its speaker."""
        before = self.marked[place.quote].reopens
        if before is None or before not in self.done:
            return None
        return self._inherit(place, before, "reopened")

    def _answered(self, place: Place, number: int) -> Attribution | None:
        """“In February.”, below *When did you decide?*: whom the interview is with, unless a name is beside it."""
        if self.interviewed is None or number not in self.answers or not place.scene.is_quote(0) or self._own(place):
            return None
        return Attribution(place.quote, self.interviewed, None, "turn", self._nearest(place))

    # --- rules that look further ---------------------------------------------------------------------------------

    def _later(self, place: Place, number: int) -> Attribution:
        for found in (
            self._credited(place, number),
            self._continued(place),
            self._announced(place, number),
            self._turn(place, number),
            self._alone(place, number),
            self._possessor(place),
            self._uncued(place),
        ):
            if found is not None:
                return found
        return Attribution(place.quote, None, None, "none", self._nearest(place))

    def _inherit(self, place: Place, before: int, rule: str) -> Attribution | None:
        source = self.done[before]
        if source.mention is None:
            return None
        return Attribution(place.quote, source.mention, source.cue, rule, source.runner_up, before)

    def _nearest(self, place: Place) -> Mention | None:
        return next(place.scene.nearest(place.token, 1), None)

    def _credited(self, place: Place, number: int) -> Attribution | None:
        """A paragraph of quotation with a credit line below: — Ivo Lund, union chair."""
        if place.scene.has_prose or place.token + 1 < len(place.scene.tokens) or number + 1 >= len(self.scenes):
            return None
        line = self.scenes[number + 1]
        mention = line.starting.get(1)
        if line.low(0) not in DASHES or mention is None or len(line.tokens) > _LONGEST_CREDIT or line.cues:
            return None
        if line.low(mention.after) not in ("", ",", "(", ".") or any(map(_is_verb, line.tokens)):
            return None  # a list of what happened
        return Attribution(place.quote, mention, None, "dash", None)

    def _continued(self, place: Place) -> Attribution | None:
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

    def _last_of_sentence_before(self, place: Place) -> int | None:
        number = place.scene.paragraph.sentence_number(place.first)
        if number == 0:
            return None
        first, after = place.scene.paragraph.sentences[number - 1]
        quotes = [token.quote for token in place.scene.tokens[first:after] if token.quote is not None]
        return quotes[-1] if quotes and quotes[-1] in self.done else None

    def _announced(self, place: Place, number: int) -> Attribution | None:
        """The sentence before ends in a colon, or reports somebody's speech; the quotation begins its own."""
        if place.token != place.first:
            return None
        scene = place.scene
        before = scene.paragraph.sentence_number(place.first)
        ranges = scene.paragraph.sentences[before - 1 : before] if before > 0 else []
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
            mention = scene.subject(cue)
            if mention is not None and not (_is_reported(scene, cue) and cue is not cues[0]):
                span = scene.span(cue.first, cue.after)
                return Attribution(place.quote, mention, span, "announced", self._nearest(place))
        if scene.low(after - 1) == ":":
            mention = scene.ending.get(after - 1) or clause_subject(scene, first, after)
        else:
            mention = _person_described(scene, before) if is_spoken_alone(place) else None
        if mention is not None and mention.kind is not DOCUMENT:
            return Attribution(place.quote, mention, None, "announced", self._nearest(place))
        return None

    def _turn(self, place: Place, number: int) -> Attribution | None:
        """“Where was he?” Vance asked. // “Asleep.” // “And you?”: bare paragraphs that take turns."""
        if place.scene.has_prose or number == 0:
            return None
        quotes = [token.quote for token in self.scenes[number - 1].tokens if token.quote is not None]
        last = self.done.get(quotes[-1]) if quotes else None
        if last is None or last.mention is None:
            return None
        cue = self.text[slice(*last.cue)].lower() if last.cue is not None else ""
        one = self.marked[last.quote]
        asked = self.text[one.end - 1] == "?" and cue.startswith(_ASKING)
        if not (asked or last.rule == "turn" or (place.last == "?" and cue.startswith(_ANSWERING))):
            return None
        for quote in sorted(self.done, reverse=True)[:_LOOK_BACK_TURNS]:
            mention = self.done[quote].mention
            if mention is not None and mention.core.lower() != last.mention.core.lower():
                return self._inherit(place, quote, "turn")
        return None

    def _alone(self, place: Place, number: int) -> Attribution | None:
        """A paragraph that is nothing but quotation inherits from the paragraph before."""
        if place.scene.has_prose and (place.token != 0 or place.words < SHORTEST_UNCUED):
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

    def _speaker_of_prose(self, place: Place, scene: Scene) -> Attribution | None:
        """The last subject of a cue in the paragraph before, else the person that it is about."""
        subjects = (scene.subject(cue) for cue in reversed(scene.cues) if cue.tier != "C")
        mention = next(filter(None, subjects), None)
        if mention is None and not scene.paragraph.title_case:
            mention = _person_described(scene, len(scene.paragraph.sentences))
        if mention is None:
            return None
        return Attribution(place.quote, mention, None, "quotation alone", self._nearest(place))

    def _possessor(self, place: Place) -> Attribution | None:
        """Lund's “never again” speech; his “never”."""
        scene = place.scene
        before = place.token - 1
        if scene.low(before) in ("'s", "'") and before in scene.ending:
            return answer(place, scene.ending[before], None, "possessor")
        if scene.low(before) in ("his", "her", "their"):
            return answer(place, possessive_mention(scene, before), None, "possessor")
        return None

    def _owner(self, place: Place) -> Attribution | None:
        """Lund's “never again” pledge, his “Build It” campaign slogan: a noun behind says that the owner said it."""
        nouns = (place.scene.low(place.token + 1), place.scene.low(place.token + 2))
        found = self._possessor(place) if any(map(is_noun_of_speech, nouns)) else None
        return found._replace(rule="owner") if found is not None else None

    def _uncued(self, place: Place) -> Attribution | None:
        """No cue anywhere near: the clause's subject, else whoever spoke last in the paragraph."""
        scene = place.scene
        mention = clause_subject(scene, place.first, place.token)
        if mention is not None and scene.low(mention.first - 1) not in PREPOSITIONS:
            return answer(place, mention, None, "clause subject")
        for token in reversed(scene.tokens[max(0, place.token - _LOOK_BACK) : place.token]):
            if token.quote is not None and token.quote in self.done:
                return self._inherit(place, token.quote, "last speaker")
        return None

    def _back_over_reopened(self) -> None:
        """“First part. // “Second part,” Vance said: the paragraphs before a reopened mark share its speaker."""
        for index in sorted(self.done, reverse=True):
            before = self.marked[index].reopens
            later = self.done[index]
            if before is None or later.mention is None or before not in self.done:
                continue
            if self.done[before].mention is None or self.done[before].rule in _WEAK_RULES:
                self.done[before] = Attribution(before, later.mention, later.cue, "reopened", later.runner_up, index)

    def _backwards(self, places: Sequence[Place]) -> None:
        """“A.” “B,” Vance said: pieces at the start of a paragraph take the speaker named behind a later one."""
        for place, following in zip(reversed(places[:-1]), reversed(places[1:]), strict=True):
            found = self.done[place.quote]
            later = self.done[following.quote]
            if found.mention is None and later.mention is not None and following.token - place.token <= 2:
                self.done[place.quote] = Attribution(
                    place.quote, later.mention, later.cue, "continued", later.runner_up, following.quote
                )
