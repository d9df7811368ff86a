"""Where a clause that is reported without marks ends, and whether words look like a clause at all.

There is no parse: the end is the likelier of two borders, and a verb is told by a list of common ones, by an ending and
by what stands before it.
"""

from __future__ import annotations

from collections.abc import Container

from quotetrace.extraction.cues import Cue
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.scenes import Scene
from quotetrace.extraction.tokens import DASHES

SUBORDINATING = frozenset("while although though if after when as since because before until once unless".split())
RELATIVES = frozenset("who which that what whom".split())
# Words that begin something new behind the reported clause.
_BREAKS = frozenset("but although though while whereas which who whom where compared".split())
# Behind a comma these go on with the clause, unlike other words in -ing.
_NO_PARTICIPLES = frozenset("including excluding regarding concerning king being during everything something".split())
# Verbs that take a clause and hardly ever a thing; unless the thing is short: said hello, noted the time.
_CLAUSAL = frozenset(
    "say argue note announce insist acknowledge explain suggest warn contend conclude complain joke".split()
)
_SHORT_OBJECT = 4
# Longer than any clause that a verb governs; a sentence of thousands of cues must not cost their square.
LONGEST = 60
# Tokens from the beginning of a subject to its verb in a tag.
CLOSE = 12


def is_subordinate(scene: Scene, cue: Cue, mention: Mention, first: int) -> bool:
    """Whether the cue stands in a clause that a comma ends: *While Vance said …,*; *Vance, who said …, left*."""
    if mention.first > cue.first and not cue.passive:
        return True
    if mention.first >= first and scene.low(mention.first) in RELATIVES:
        return scene.low(mention.first - 1) == ","
    for index in range(max(first, cue.first - CLOSE), cue.first):
        if scene.low(index) in SUBORDINATING and not any(scene.low(at) == "," for at in range(index, cue.first)):
            return True
    return False


def end_of(scene: Scene, start: int, after: int, *, subordinate: bool = False) -> int:
    """The token after the reported words that begin at `start`; `start` itself where they run into marks.

    subordinate: the cue stands in a clause that the next comma ends.
    """
    after = min(after, start + LONGEST)
    cues = {one.first for one in scene.cues_in(start, after) if one.tier in "AB"}
    end = after
    for index in range(start + 1, after):
        if scene.is_quote(index):
            return start
        if _ends(scene, index, cues, subordinate):
            end = index
            break
    while end > start and scene.low(end - 1) in (".", "!", "?", ",", ":"):
        end -= 1
    return end


def _ends(scene: Scene, index: int, cues: Container[int], subordinate: bool) -> bool:
    """Whether something else than the reported clause begins at the token."""
    low, following = scene.low(index), scene.low(index + 1)
    if low == ";" or low in DASHES:
        return True
    if low == "," and not (following == "but" and scene.low(index + 2) == "that"):
        if subordinate or following in _BREAKS:
            return True
        if following.endswith("ing") and following not in _NO_PARTICIPLES and len(following) > 4:
            return True
    return low in ("and", "but") and _says_again(scene, index + 1, cues)


def _says_again(scene: Scene, at: int, cues: Container[int]) -> bool:
    """*and warned that*, *but Roy denied it*: a verb of saying behind the conjunction, with a subject or none."""
    if at in scene.starting:
        at = scene.starting[at].after
    elif at + 1 in scene.starting and scene.low(at) in ("the", "a", "an"):
        at = scene.starting[at + 1].after
    for index in range(at, at + 3):
        if index in cues:
            return True
        if not (scene.is_adverb(index) or scene.low(index) in ("has", "have", "had", "also", "then", "later")):
            return False
    return False


def has_marks(scene: Scene, start: int, end: int) -> bool:
    return any(scene.is_quote(index) for index in range(start, end))


def has_subject(scene: Scene, start: int, end: int) -> bool:
    """Whether a clause begins: a mention, a determiner or a name within its first words."""
    for index in range(start, min(start + 5, end)):
        token = scene.tokens[index]
        if index in scene.starting or token.is_capitalised or token.low in CLAUSE_OPENERS:
            return True
    return False


def is_clause(scene: Scene, cue: Cue, start: int, end: int) -> bool:
    """Whether a clause follows the cue: a subject, and where the cue also takes a thing (*told a joke*) a verb."""
    if scene.low(start) == "to":
        return True
    if cue.lemma in _CLAUSAL and end - start > _SHORT_OBJECT:
        return True
    return has_subject(scene, start, end) and has_verb(scene, start, end)


def has_verb(scene: Scene, start: int, end: int) -> bool:
    """Whether a verb seems to stand in the words: a form of be, have or do, a modal, or a form behind a subject."""
    for index in range(start, end):
        low = scene.low(index)
        if low in VERBS or low.endswith(("n't", "'re", "'ve", "'ll", "'d")) or (low == "'s" and index == start + 1):
            return True
        if index > start and low.endswith(("ed", "s")) and low.isalpha() and not scene.tokens[index].is_capitalised:
            if index + 1 in scene.ending or low.endswith("ss"):
                continue
            if low.endswith("ed") or index in scene.ending:
                return True
    return False


VERBS = frozenset(
    "is was are were am be been being has have had do does did will would could should can may might must shall "
    "need needs want wants wanted get gets got go goes went come comes came make makes made take takes took give "
    "gives gave know knew see saw say said tell told think thought feel felt keep kept leave left lose lost win won "
    "run ran hold held find found become became begin began pay paid meet met send sent build built spend "
    "spent stand stood hear heard let put set cut bring brought buy bought fall fell grow grew "
    "speak spoke write wrote sold led rose sat sought taught threw understood wore broke drew drove chose "
    "forgot fought hit hurt quit stole struck swore woke".split()
)
CLAUSE_OPENERS = frozenset(
    "the a an this that these those there his her their its our my we you it they he i she no some many most all any "
    "if whether what how why when where who more".split()
)
