"""The subject of a clause, found without a parse: to the left of a verb, or the first mention that nothing governs.

News puts the source next to its cue in nine cases of ten. The rest hide it behind an apposition (*Lund, who took
over in May, said*), a prepositional tail (*the head of the union said*), an auxiliary, a coordinated verb
(*rose and said*) or a participle (*left early, saying*), and each of these is stepped over here.
"""

from __future__ import annotations

from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.nouns import NAME, ORGANISATION, PRONOUN, ROLE
from quotetrace.extraction.scenes import Scene
from quotetrace.extraction.tokens import QUOTATION
from quotetrace.lexicons import word_list

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
# Pronouns before 's that is no genitive but a short is or has: he's said.
_CONTRACTING = frozenset("he she it who that".split())
SUBORDINATORS = frozenset(
    "after when while as although though if because since despite before until once unless whereas in on at "
    "during with asked speaking responding commenting referring writing given following by for citing".split()
)
_SPEAKING = frozenset("speaking talking asked questioned pressed quizzed after following".split())
_CLAUSE_BREAKS = frozenset("that while but because although though whereas when".split())
# All that tells where a clause begins and what it hangs on.
_CLAUSE_MARKS = _CLAUSE_BREAKS | {",", ";", "who", "which", QUOTATION}


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


def left_subject(scene: Scene, at: int, sentence: int) -> Mention | None:
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
    start, lows = sentence, scene.lows
    commas = 0
    for index in range(at, sentence, -1):
        low = lows[index]
        if low not in _CLAUSE_MARKS:
            continue
        commas += low == ","
        if not commas and low in ("who", "which") and index in scene.starting:
            return scene.starting[index]
        if low in (QUOTATION, ";"):
            start = index + 1
            break
        if low in _CLAUSE_BREAKS and index + 1 in scene.starting:
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
            if named is not None and named.first == index + 1 and named.kind is NAME and " " in named.core:
                holder = _holder_in_front(scene, index, sentence)
                return holder or named  # his former partner at the yard, Lawrence Cole, said
            if not _is_residence(scene, scene.ending[index], sentence):
                return scene.ending[index]
        elif scene.low(index) == ")" and scene.low(index + 1) == ",":
            opening = _before_opening(scene, index, sentence, "(")
            if opening + 1 in scene.ending:
                return scene.ending[opening + 1]
    return scene.ending.get(at)


def _holder_in_front(scene: Scene, comma: int, sentence: int) -> Mention | None:
    """*Tom Vale, Founder and Chief Engineer, Ashton Robots, said*: the person in front of an office in capitals."""
    office = scene.ending.get(comma)
    if office is None or office.kind is not ROLE or not office.text[0].isupper() or office.definite:
        return None
    for index in range(office.first - 1, max(office.first - _LONGEST_STEP, sentence), -1):
        if scene.low(index) == "," and index in scene.ending:
            return scene.ending[index] if scene.ending[index].kind is NAME else None
        if not (scene.tokens[index].is_capitalised or scene.low(index) in ("and", "&", "of", "for")):
            return None
    return None


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
        if low == "as" and mention.kind is NAME:
            break  # Holm stood by as Lukas Arden said: a clause of its own
        if low in ("after", "before", "until"):
            break  # The talks came a day after a report said: so too
        if low in PREPOSITIONS and mention.kind is not PRONOUN:
            outer = governing_noun(scene, before, sentence)
        elif low == "," and mention.kind is not PRONOUN:
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
            return told if told is not None and told.kind in (NAME, ROLE) else mention
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
    if named is None or mention.kind not in (ROLE, ORGANISATION):
        return None
    if named.first - 1 == sentence and scene.low(sentence) in PREPOSITIONS:
        return None  # In Norrvik, the mayor said
    if scene.low(sentence) in _SPEAKING and scene.low(named.first - 1) in PREPOSITIONS:
        return None  # Speaking to Radio Norrvik, the mayor said
    return named if named.kind is NAME and not named.possessive and sentence <= named.first else None
