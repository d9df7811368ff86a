"""Who governs a cue: the subject of a reporting verb in a frame, found without a parse.

News puts the source next to its cue in nine cases of ten. The rest hide it behind an apposition (*Lund, who took
over in May, said*), a prepositional tail (*the head of the union said*), an auxiliary, a coordinated verb
(*rose and said*) or a participle (*left early, saying*), and each of these is stepped over here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from quotetrace.extraction.cues import Cue, Form, find_cues
from quotetrace.extraction.frames import Paragraph
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.nouns import MentionKind
from quotetrace.extraction.parse import Parse
from quotetrace.extraction.tokens import Token
from quotetrace.lexicons import word_list

# Tokens of a sentence that are looked back over; none in news is longer, hostile ones are.
_LONGEST_SENTENCE = 100
# Words between a subject and its verb that are stepped over one by one before the clause is searched as a whole.
_LONGEST_STEP = 14

# Tokens from *one* to the comma behind whom it is one of: *one of the older men on the pier*,
_ONE_OF = 9

PREPOSITIONS = word_list("prepositions.txt")
_STEP_OVER = frozenset(
    "has have had is was are were be been being will would could should may might must can do does did to not n't "
    "never also later then now once again still even already just recently often always repeatedly reportedly "
    "since first himself herself themselves itself both all each on monday tuesday wednesday thursday friday "
    "saturday sunday yesterday today tonight today's earlier afterwards too famously only simply further soon "
    "ever jokingly so".split()
)
# Words between a subject and a verb in -s, or instead of its subject: but argues, who says.
_BEFORE_A_VERB = frozenset("also and but then often still now never who which that he she it".split())
# Pronouns before 's that is no genitive but a short is or has: he's said.
_CONTRACTING = frozenset("he she it who that".split())
SUBORDINATORS = frozenset(
    "after when while as although though if because since despite before until once unless whereas in on at "
    "during with asked speaking responding commenting referring writing given following by for citing".split()
)
_CLAUSE_BREAKS = frozenset("that while but because although though whereas when".split())
_NOT_ADVERBS = frozenset("ally family reply supply rally assembly monopoly italy july anomaly bully".split())
_POSSESSIVE_PRONOUNS = {"his": "m", "her": "f", "their": "p", "its": "n", "whose": None, "my": "i", "our": "i"}


@dataclass(slots=True)
class Scene:
    """A paragraph with its cues and mentions, and look-ups by token."""

    paragraph: Paragraph
    tokens: list[Token]
    mentions: list[Mention]
    cues: list[Cue] = field(default_factory=list)
    starting: dict[int, Mention] = field(default_factory=dict)
    ending: dict[int, Mention] = field(default_factory=dict)
    subjects: dict[int, Mention | None] = field(default_factory=dict)
    has_prose: bool = False
    parse: Parse | None = None

    def inside(self, first: int, after: int) -> list[Mention]:
        """The mentions that begin among ``tokens[first:after]``, in order."""
        begin = bisect_left(self.mentions, first, key=lambda mention: mention.first)
        return self.mentions[begin : bisect_left(self.mentions, after, key=lambda mention: mention.first)]

    def nearest(self, token: int, most: int) -> list[Mention]:
        """At most so many mentions, the nearest to the token first."""
        middle = bisect_left(self.mentions, token, key=lambda mention: mention.first)
        around = self.mentions[max(0, middle - most) : middle + most]
        return sorted(around, key=lambda mention: abs(mention.first - token))[:most]

    def cues_in(self, first: int, after: int) -> list[Cue]:
        """The cues that begin among ``tokens[first:after]``, in order."""
        begin = bisect_left(self.cues, first, key=lambda cue: cue.first)
        return self.cues[begin : bisect_left(self.cues, after, key=lambda cue: cue.first)]

    def has_cue(self, first: int, after: int) -> bool:
        """Whether a cue begins among ``tokens[first:after]``."""
        at = bisect_left(self.cues, first, key=lambda cue: cue.first)
        return at < len(self.cues) and self.cues[at].first < after

    def subject(self, cue: Cue) -> Mention | None:
        """`subject_of` the cue, found once."""
        if cue.first not in self.subjects:
            parsed = self.parse.subject(self.tokens[cue.first].start, self.mentions) if self.parse is not None else None
            self.subjects[cue.first] = parsed or subject_of(self, cue)
        return self.subjects[cue.first]

    def low(self, index: int) -> str:
        """The lower-case token at `index`, empty beyond the paragraph."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def is_adverb(self, index: int) -> bool:
        """Whether a small-letter word in -ly stands there; *Emily* and *ally* are none."""
        low = self.low(index)
        return low.endswith("ly") and low not in _NOT_ADVERBS and not self.tokens[index].is_capitalised

    def is_quote(self, index: int) -> bool:
        return 0 <= index < len(self.tokens) and self.tokens[index].quote is not None


def set_scene(paragraph: Paragraph, mentions: Sequence[Mention], parse: Parse | None = None) -> Scene:
    """The paragraph with its cues found and indexed. parse: what a trained pipeline says of the text."""
    scene = Scene(paragraph, paragraph.tokens, list(mentions) if parse is None else parse.kinds(mentions), parse=parse)
    scene.has_prose = any(token.quote is None and token.is_word for token in paragraph.tokens)
    scene.starting = {mention.first: mention for mention in scene.mentions}
    scene.ending = {mention.after: mention for mention in scene.mentions}
    for first, after in paragraph.sentences:
        for cue in find_cues(paragraph.tokens, first, after, title_case=paragraph.title_case):
            if not _is_plural_noun(scene, cue) and (cue.tier != "D" or _is_documents(scene, cue)):
                scene.cues.append(cue)
    return scene


def _is_documents(scene: Scene, cue: Cue) -> bool:
    """*The report found*: a verb that reports only where a document is its subject."""
    subject = subject_of(scene, cue)
    return subject is not None and subject.kind is MentionKind.DOCUMENT


def _is_plural_noun(scene: Scene, cue: Cue) -> bool:
    """*explicit promises*, *peace talks*: a form in -s that neither a subject nor an adverb precedes is a noun."""
    word = scene.low(cue.first)
    if not word.endswith("s") or cue.form is not Form.FINITE or word in ("says", "tells"):
        return False
    before = scene.low(cue.first - 1)
    return (
        cue.first not in scene.ending
        and before.isalpha()
        and not scene.is_adverb(cue.first - 1)
        and before not in _BEFORE_A_VERB
    )


def subject_of(scene: Scene, cue: Cue) -> Mention | None:
    """The mention whose words the cue reports, or None where the sentence names nobody."""
    first, _ = scene.paragraph.sentence_of(cue.first)
    first = max(first, cue.first - _LONGEST_SENTENCE)
    if cue.form is Form.ACCORDING:
        return _mention_from(scene, cue.after)
    if cue.form is Form.NOUN:
        return _owner(scene, cue.first)
    if cue.passive:
        return _agent(scene, cue, first)
    inverted = inverted_subject(scene, cue)
    if inverted is not None:
        return inverted
    if cue.form is Form.PARTICIPLE:
        return (
            _left(scene, cue.first - 1, first)
            if scene.low(cue.first - 1) in ("is", "was", "are", "were", "been", "'s")
            else _governor(scene, cue, first)
        )
    return _left(scene, cue.first - 1, first)


def inverted_subject(scene: Scene, cue: Cue) -> Mention | None:
    """The speaker behind the cue (``“…,” said Lund``), where a quotation stands right before it."""
    before = cue.first - 1
    while before >= 0 and scene.low(before) in (",", "-", "–", "—", "―", "so", "thus"):
        before -= 1
    if not scene.is_quote(before) or cue.form not in (Form.FINITE, Form.BASE):
        return None
    at = cue.after
    while scene.is_adverb(at) or scene.low(at) in ("also", "then", "a", "an", "the"):
        if at in scene.starting:
            break
        at += 1
    mention = scene.starting.get(at) or _named_behind(scene, at)
    if mention is None or mention.possessive or scene.low(cue.first) in ("told", "tells"):
        return None
    return mention


def _named_behind(scene: Scene, at: int) -> Mention | None:
    """*said former Sen. Lund*, *said retired Army Col. Roy*: a name behind one or two small words before it."""
    for index in range(at + 1, min(at + 3, len(scene.tokens))):
        if (
            not scene.low(index - 1).isalpha()
            or scene.low(index - 1) in PREPOSITIONS
            or scene.low(index - 1) in SUBORDINATORS
        ):
            return None
        mention = scene.starting.get(index)
        if mention is not None:
            return mention if mention.kind is MentionKind.NAME else None
    return None


def _mention_from(scene: Scene, at: int) -> Mention | None:
    """The mention that begins at `at` or a few plain words later."""
    for index in range(at, min(at + 4, len(scene.tokens))):
        if index in scene.starting:
            mention = scene.starting[index]
            follower = scene.starting.get(mention.after + 1) if mention.possessive else None
            return follower or mention
        if scene.is_quote(index) or scene.low(index) in (",", ".", ";"):
            return None
    return None


def _owner(scene: Scene, noun: int) -> Mention | None:
    """Whose verdict, statement, words: the genitive before the noun."""
    whole = scene.ending.get(noun + 1)
    if whole is not None and whole.owner is not None and whole.kind is MentionKind.DOCUMENT:
        return whole.owner
    for index in range(noun - 1, max(noun - 5, -1), -1):
        low = scene.low(index)
        if low in ("'s", "'") and index in scene.ending:
            return scene.ending[index]
        if low in _POSSESSIVE_PRONOUNS:
            return possessive_mention(scene, index)
        if scene.is_quote(index) or low in (",", ".", ";", ":", "the", "a", "an"):
            break
    if scene.low(noun + 1) == "of":
        return _mention_from(scene, noun + 2)
    return None


def possessive_mention(scene: Scene, index: int) -> Mention:
    """A possessive pronoun as a mention of its owner."""
    token = scene.tokens[index]
    return Mention(
        scene.paragraph.index,
        index,
        index + 1,
        token.start,
        token.end,
        MentionKind.PRONOUN,
        token.text,
        token.low,
        gender=_POSSESSIVE_PRONOUNS[token.low],
        possessive=True,
    )


def _agent(scene: Scene, cue: Cue, sentence: int) -> Mention | None:
    """*dismissed by Lund*; *Lund was quoted as saying*."""
    for index in range(cue.after, min(cue.after + 4, len(scene.tokens))):
        if scene.low(index) == "by":
            return _mention_from(scene, index + 1)
    if cue.lemma in ("quote", "cite", "hear", "report"):
        return _left(scene, cue.first - 1, sentence)
    return None


def _governor(scene: Scene, cue: Cue, sentence: int) -> Mention | None:
    """The subject of the clause a participle hangs on: of the nearest finite cue before it, else of the main clause."""
    if scene.low(cue.first - 1) == "as":
        for quoted in reversed(scene.cues_in(sentence, cue.first)):
            if quoted.lemma in ("quote", "cite"):
                named = None if quoted.passive else _mention_from(scene, quoted.after)
                return named or _left(scene, quoted.first - 1, sentence)
    for earlier in reversed(scene.cues_in(sentence, cue.first)):
        if earlier.form in (Form.FINITE, Form.ACCORDING) and not earlier.passive:
            subject = subject_of(scene, earlier)
            if subject is not None:
                return subject
    return clause_subject(scene, sentence, cue.first)


def clause_subject(scene: Scene, first: int, limit: int) -> Mention | None:
    """The first mention of the main clause that no preposition governs, before token `limit`."""
    start = first
    if scene.low(first) in SUBORDINATORS:
        comma = next((index for index in range(first, limit) if scene.low(index) == ","), None)
        start = comma + 1 if comma is not None else first
    for region in ((start, limit), (first, limit)):
        for mention in scene.inside(*region):
            if scene.low(mention.first - 1) in PREPOSITIONS and mention.first > first:
                continue
            if mention.first == first and scene.low(first) in PREPOSITIONS:
                continue
            if mention.possessive or mention.core in ("him", "her", "them"):
                continue
            return mention
    return None


def _left(scene: Scene, at: int, sentence: int) -> Mention | None:
    """The subject to the left of a verb, `at` being the token before it."""
    for _ in range(_LONGEST_STEP):
        if at < sentence or scene.is_quote(at):
            break
        mention = scene.ending.get(at + 1)
        if mention is not None:
            return _head_of(scene, mention, sentence)
        low = scene.low(at)
        if low in _STEP_OVER or scene.is_adverb(at) or (low == "'s" and scene.low(at - 1) in _CONTRACTING):
            at -= 1
        elif low == ")":
            at = _before_opening(scene, at, sentence, "(")
        elif low == ",":
            found = _before_insertion(scene, at, sentence)
            if found is not None:
                return _head_of(scene, found, sentence)
            break
        elif low in ("-", "–", "—", "―"):
            at = _before_opening(scene, at, sentence, low)
        else:
            break
    return _nearest_clause(scene, at, sentence)


def _nearest_clause(scene: Scene, at: int, sentence: int) -> Mention | None:
    """The subject of the clause that ends at `at`: the verb is coordinated, or a tail stands between."""
    start = sentence
    commas = 0
    for index in range(at, sentence, -1):
        commas += scene.low(index) == ","
        if not commas and scene.low(index) in ("who", "which") and index in scene.starting:
            return scene.starting[index]
        if scene.is_quote(index) or scene.low(index) == ";":
            start = index + 1
            break
        if scene.low(index) in _CLAUSE_BREAKS and index + 1 in scene.starting:
            start = index + 1
            break
    return clause_subject(scene, start, at + 1) or (
        clause_subject(scene, sentence, at + 1) if start > sentence else None
    )


def _before_opening(scene: Scene, at: int, sentence: int, opening: str) -> int:
    for index in range(at - 1, sentence - 1, -1):
        if scene.low(index) == opening:
            return index - 1
    return at - 1


def _before_insertion(scene: Scene, at: int, sentence: int) -> Mention | None:
    """The mention before an insertion that ends with the comma at `at`: *Lund*, who took over in May*,* said."""
    for index in range(at - 1, sentence - 1, -1):
        if scene.is_quote(index) or scene.low(index) == ";":
            return None
        if scene.low(index) in (",", "–", "—") and index in scene.ending:
            named = scene.ending.get(at)
            if named is not None and named.first == index + 1 and named.kind is MentionKind.NAME and " " in named.core:
                return named  # his former partner at the yard, Lawrence Cole, said
            if not _is_residence(scene, scene.ending[index], sentence):
                return scene.ending[index]
        elif scene.low(index) == ")" and scene.low(index + 1) == ",":
            opening = _before_opening(scene, index, sentence, "(")
            if opening + 1 in scene.ending:
                return scene.ending[opening + 1]
    return scene.ending.get(at)


def _is_residence(scene: Scene, mention: Mention, sentence: int) -> bool:
    """*Lund, 59, of Ashton, said*: a place behind a preposition that opens an insertion."""
    before = mention.first - 1
    return before - 1 > sentence and scene.low(before) in PREPOSITIONS and scene.low(before - 1) == ","


def _head_of(scene: Scene, mention: Mention, sentence: int) -> Mention:
    """Step from the object of a preposition to the noun it belongs to, and from an apposition to its name."""
    for _ in range(4):
        before = mention.first - 1
        if scene.low(before) in ("the", "a", "an"):
            before -= 1
        if before < sentence:
            break
        low = scene.low(before)
        outer = None
        if low == "as" and mention.kind is MentionKind.NAME:
            break  # Holm stood by as Lukas Arden said: a clause of its own
        if low in PREPOSITIONS and mention.kind is not MentionKind.PRONOUN:
            outer = governing_noun(scene, before, sentence)
        elif low == "," and mention.kind is not MentionKind.PRONOUN:
            outer = _apposed(scene, mention, before, sentence)
        elif low in ("and", "&") and before in scene.ending and scene.ending[before].kind is mention.kind:
            outer = None  # a joint source: the nearer name stands for both until they are joined
        if outer is None:
            break
        mention = outer
    return told_of(scene, mention)


def told_of(scene: Scene, mention: Mention) -> Mention:
    """*One of them, a retired signalman, said*: who the apposition says that somebody is."""
    if mention.core.lower() not in ("one", "another"):
        return mention
    for index in range(mention.after, min(mention.after + _ONE_OF, len(scene.tokens))):
        if scene.low(index) in (",", "–", "—"):
            told = scene.starting.get(index + 1)
            return told if told is not None and told.kind in (MentionKind.NAME, MentionKind.ROLE) else mention
    return mention


def governing_noun(scene: Scene, preposition: int, sentence: int) -> Mention | None:
    """The mention that the prepositional phrase hangs on: *the head* of the union."""
    for index in range(preposition, max(preposition - 5, sentence), -1):
        if index in scene.ending:
            mention = scene.ending[index]
            return None if mention.possessive else mention
        low = scene.low(index - 1)
        if scene.is_quote(index - 1) or low in (",", ".", ";", ":") or index - 1 < sentence:
            return None
    return None


def _apposed(scene: Scene, mention: Mention, comma: int, sentence: int) -> Mention | None:
    """*Ivo Lund, the union's chair said*: the name before the comma, where the mention is a role and no name."""
    named = scene.ending.get(comma)
    if named is None or mention.kind not in (MentionKind.ROLE, MentionKind.ORGANISATION):
        return None
    if named.first - 1 == sentence and scene.low(sentence) in PREPOSITIONS:
        return None  # In Norrvik, the mayor said
    return named if named.kind is MentionKind.NAME and not named.possessive and sentence <= named.first else None
