"""What a cue governs: the words that it reports without marks, found by small words and commas, without a parse.

The words stand behind the cue (*Vance said the levy was dead*), before it where it is a tag (*The levy is dead, Vance
said*), or on both sides of one (*The levy, Vance said, is dead*). Where they begin is mostly plain: behind whom it was
told to, and when and where. Where they end is for `borders` to say.
"""

from __future__ import annotations

from quotetrace.extraction.borders import (
    CLAUSE_OPENERS,
    CLOSE,
    LONGEST,
    RELATIVES,
    SUBORDINATING,
    VERBS,
    end_of,
    has_marks,
    has_subject,
    has_verb,
    is_clause,
    is_subordinate,
)
from quotetrace.extraction.clauses import PREPOSITIONS
from quotetrace.extraction.cues import ACCORDING, BASE, FINITE, PARTICIPLE, Cue
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.nouns import PRONOUN, is_calendar, openers
from quotetrace.extraction.scenes import Scene
from quotetrace.extraction.tokens import DASHES

# The tokens ``[begin, end)`` of reported words, and the construction.
Piece = tuple[int, int, str]

# Verbs that report a clause without marks; the rest of tier A needs marks to be sure.
REPORTING = frozenset(
    "say tell add ask write report claim argue insist warn note explain announce state declare acknowledge admit deny "
    "reply respond promise vow pledge suggest allege contend maintain assert concede confirm predict recall remark "
    "repeat emphasise emphasize stress urge agree estimate indicate reveal hint imply conclude testify complain signal "
    "observe tweet reiterate caution advise demand speculate forecast disclose inform assure remind boast joke".split()
) | {"call for", "point out"}
# Verbs that report a wish or a demand: what follows is no clause but still what was said.
_PHRASAL = frozenset("promise vow pledge urge agree deny ask announce suggest claim demand".split()) | {"call for"}
# Of these, the ones that take a thing as well: called for a ban, denied the charges.
_NAMING = frozenset(("call for", "deny", "announce", "promise"))
# Verbs that take *to* + verb as what was said, and verbs that name whom they tell.
_INFINITIVE = frozenset("promise vow pledge urge ask tell agree claim".split()) | {"call on"}
_TELLING = frozenset("tell inform assure remind urge ask warn advise".split()) | {"call on"}
# What stands between a tag and the words it attributes.
_BORDERS = frozenset(", – — -".split())
# What goes on behind a tag and is no part of what was said.
_NO_REST = frozenset("who which where whom while but although though citing referring according and".split())
# What may stand behind the speaker of an inverted tag, and behind the cue of a tag what is no tail of one.
_BEHIND_INVERTED = frozenset(". , ; ) ( who of at in from on and —".split())
_NO_TAIL = frozenset("of about for with when as :".split())
# Verbs whose thing may stand before them without being said: *the price*, Vance asked.
_NO_TAG = frozenset("ask urge call".split())
# Verbs that stand before their subject in a tag.
_TAGGING = frozenset("say write report note add explain argue warn recall predict insist".split())
# Words of time: those that stand alone, and those that need a day behind them.
_TIMES = frozenset("today yesterday tonight earlier later recently repeatedly again previously then too also".split())
_BEFORE_A_DAY = frozenset("last this on in at during earlier late early".split())
_PARTS_OF_DAY = frozenset("morning afternoon evening night".split())
_PARTS_OF_TIME = _PARTS_OF_DAY | frozenset("week month year spring summer autumn fall winter weekend".split())
# Words that do not stand between a comma and the subject of a tag.
_NO_SUBJECT = RELATIVES | SUBORDINATING | frozenset(("but",))
# What may stand behind the one who is told, before the report begins.
_AFTER_ADDRESSEE = frozenset("that to not if whether he she they it the his her in on".split())
_QUESTIONS = frozenset("why how what if whether about".split())
_OBJECTS = frozenset("me him us them you".split())
_NOMINATIVES = frozenset("he she they we it there".split())
# What cannot begin a reported clause.
_NO_CLAUSE = frozenset(". , ; ? ! ) : ” “” and in on at during of about as when after".split())
# Words between a cue and its *that*: told a crowd of supporters at a rally in Ashton on Monday night that.
_REACH, _SHORT_REACH = 18, 6
# The fewest words that are a report and no slip of the cue list.
_SHORTEST = 2


def reported_by(scene: Scene, cue: Cue, mention: Mention, first: int, after: int) -> list[Piece]:
    """The pieces of what `mention` says under the cue, among the tokens ``[first, after)`` of a sentence; or none."""
    if cue.form is ACCORDING:
        return _around_according(scene, cue, mention, first, after)
    if mention.first > cue.first and cue.form is not PARTICIPLE and not cue.passive:
        return _around_tag(scene, cue, cue.first, mention.after, first, after, inverted=True)
    begin = _subject_begin(scene, mention.first, first) if first <= mention.first < cue.first else cue.first
    behind = max(cue.after, mention.after) if cue.passive else cue.after
    start = _complement(scene, cue, behind, begin <= first + 1, after)
    if start is None:
        behind = _behind_addressee(scene, cue, cue.after, after)
        return _around_tag(scene, cue, begin, behind, first, after, inverted=False)
    end = end_of(scene, start, after, subordinate=is_subordinate(scene, cue, mention, first))
    if scene.low(start) == "to" and cue.lemma not in _INFINITIVE:
        return []
    rule = "that" if scene.low(start) == "that" else "clause"
    if cue.lemma in _PHRASAL and rule == "clause" and not has_subject(scene, start, end):
        rule = "phrase"
    elif rule == "clause" and not is_clause(scene, cue, start, end):
        if cue.lemma not in _NAMING:
            return []
        rule = "phrase"
    if rule == "phrase" and cue.form is BASE and scene.low(start) != "to":
        return []
    if end - start < _SHORTEST or has_marks(scene, start, end):
        return []
    return [(start, end, rule)]


def _subject_begin(scene: Scene, at: int, first: int) -> int:
    """Where the subject that a mention belongs to begins behind a comma: *, a wide array of* economists say."""
    for index in range(at - 1, max(at - _SHORT_REACH, first), -1):
        low = scene.low(index)
        if low in _BORDERS:
            return index + 1
        if low in _NO_SUBJECT or low in VERBS or low in PREPOSITIONS - {"of"} or not scene.tokens[index].is_word:
            break
    return at


# --- where it begins ----------------------------------------------------------------------------------------------


def _complement(scene: Scene, cue: Cue, at: int, opens: bool, after: int) -> int | None:
    """Where the reported clause begins behind the cue; None where the cue is a tag. opens: nothing stands before it."""
    at = _behind_addressee(scene, cue, at, after)
    if scene.low(at) == "," and scene.low(at + 1) == "however" and scene.low(at + 2) == ",":
        at += 3
    that = _that(scene, at, opens, after)
    if that is not None:
        return that
    at = _behind_time(scene, at, after)
    if scene.low(at) == "," and opens and not scene.is_quote(at + 1):
        return at + 1 if at + 1 < after else None
    if at >= after or scene.low(at) in _NO_CLAUSE:
        return None
    return at


def _behind_addressee(scene: Scene, cue: Cue, at: int, after: int) -> int:
    """The token behind whoever was told: *told the crew* to leave, *urged the old council* to close it."""
    if cue.lemma not in _TELLING:
        return at
    if scene.low(at) in _OBJECTS:
        return at + 1
    addressee = scene.starting.get(at) or scene.starting.get(at + 1)
    if addressee is not None and (cue.lemma == "tell" or scene.low(addressee.after) in _AFTER_ADDRESSEE):
        at = addressee.after
        return scene.starting[at + 1].after if scene.low(at) == "of" and at + 1 in scene.starting else at
    for index in range(at, min(at + _SHORT_REACH, after)):
        low = scene.low(index)
        if low == "to" and scene.low(index + 1) not in CLAUSE_OPENERS and not scene.tokens[index].is_capitalised:
            return index - 1 if scene.low(index - 1) == "not" else index
        if cue.lemma == "ask" and low in _QUESTIONS:
            return index
        if not scene.tokens[index].is_word or low in VERBS or low == "that":
            break
    return at


def _that(scene: Scene, at: int, opens: bool, after: int) -> int | None:
    """The *that* of the report, right there or behind adverbials: *said in an interview on Monday* that."""
    if scene.low(at) == "that":
        return at
    reach = 0 if scene.low(at) in _NOMINATIVES else _SHORT_REACH
    if _is_adverbial(scene, at) or (opens and scene.low(at) == ","):
        reach = _REACH
    for index in range(at, min(at + reach, after)):
        low = scene.low(index)
        if low == "that" and scene.low(index + 1) not in VERBS:
            return index
        if low in (".", ";", ":") or (low == "," and reach == _SHORT_REACH) or scene.is_quote(index) or low in DASHES:
            break
    return None


def _is_adverbial(scene: Scene, at: int) -> bool:
    """Whether words of time, place or manner begin there."""
    low = scene.low(at)
    return low in PREPOSITIONS or low in _TIMES or is_calendar(low) or scene.is_adverb(at)


def _behind_time(scene: Scene, at: int, after: int) -> int:
    """The token behind *on Monday evening*, *again last week*."""
    while at < after:
        low, following = scene.low(at), scene.low(at + 1)
        if is_calendar(low) or (low in _BEFORE_A_DAY | _TIMES and is_calendar(following)):
            at += 1
            if scene.low(at) in _PARTS_OF_DAY:
                at += 1
        elif low in _TIMES or scene.is_adverb(at):
            at += 1
        elif low in ("this", "last", "yesterday", "late", "early") and following in _PARTS_OF_TIME:
            at += 2
        else:
            break
    return at


# --- tags ---------------------------------------------------------------------------------------------------------


def inverted_speaker(scene: Scene, cue: Cue, first: int, after: int) -> Mention | None:
    """The speaker behind a tag without marks: *The levy is dead, said Vance*; None for any other cue."""
    comma = cue.first - 1
    if cue.form not in (FINITE, BASE) or cue.lemma not in _TAGGING or scene.low(comma) not in _BORDERS:
        return None
    at = cue.after
    while at < min(cue.after + 2, after) and at not in scene.starting and scene.tokens[at].is_word:
        at += 1
    mention = scene.starting.get(at)
    if mention is None or mention.possessive or mention.kind is PRONOUN:
        return None
    if mention.after < after and scene.low(mention.after) not in _BEHIND_INVERTED:
        return None  # Vance, the mayor, said Roy had left
    return mention if 2 * _SHORTEST <= comma - first <= LONGEST and has_verb(scene, first, comma) else None


def opening_speaker(scene: Scene, cue: Cue, first: int, after: int) -> Mention | None:
    """The speaker behind a participle that opens its sentence: *Noting that the levy was dead, Vance left*."""
    if cue.form is not PARTICIPLE or cue.first > first + 1:
        return None
    for index in range(cue.after, min(cue.after + LONGEST, after)):
        if scene.low(index) == "," or scene.is_quote(index):
            return scene.starting.get(index + 1) or scene.starting.get(index + 2)
    return None


def _around_tag(
    scene: Scene, cue: Cue, begin: int, behind: int, first: int, after: int, *, inverted: bool
) -> list[Piece]:
    """*The levy is dead, Vance said.*; *The levy, Vance said, is dead.*: the words around a tag."""
    comma = begin - 1
    if _opens_with_as(scene, first, begin):
        border = next((at for at in range(behind, min(behind + _SHORT_REACH, after)) if scene.low(at) == ","), None)
        rest = _rest(scene, border, after) if border is not None else None
        return [(*rest, "tag")] if rest is not None else []  # As Vance noted on Monday, the levy is dead.
    if begin < cue.first - CLOSE or scene.low(begin) in RELATIVES or cue.lemma in _NO_TAG:
        return []
    if comma <= first or scene.low(comma) not in _BORDERS or comma - first > LONGEST:
        return []
    if has_marks(scene, first, comma):
        return []
    whole = has_verb(scene, first, comma)
    rest = _rest(scene, behind, after) if scene.low(behind) in _BORDERS and not (inverted and whole) else None
    if scene.low(behind) in _NO_TAIL:
        return []
    if rest is None and (not whole or comma - first < 2 * _SHORTEST):
        return []
    opening = [] if comma - first == 1 and scene.low(first) in openers() else [(first, comma, "tag")]
    return [*opening, *([(*rest, "tag")] if rest is not None else [])]


def _opens_with_as(scene: Scene, first: int, begin: int) -> bool:
    """*As* Vance noted; *But, as* the Gazette reported: nothing but an opener before it."""
    at = next((index for index in range(max(first, begin - 2), begin) if scene.low(index) == "as"), None)
    if at is None or at > first + 3:
        return False
    return all(not scene.tokens[index].is_word or scene.low(index) in openers() for index in range(first, at))


def _rest(scene: Scene, border: int, after: int) -> tuple[int, int] | None:
    """The words that go on behind a tag in the middle of its sentence."""
    start = border + 1
    low = scene.low(start)
    if (
        start >= after
        or low in _NO_REST
        or low.endswith("ing")
        or (low == "on" and scene.low(start + 1) == "condition")
    ):
        return None
    end = end_of(scene, start, after)
    return (start, end) if end - start >= _SHORTEST and not has_marks(scene, start, end) else None


def _around_according(scene: Scene, cue: Cue, mention: Mention, first: int, after: int) -> list[Piece]:
    """*According to Vance, the levy is dead*; *The levy is dead, according to Vance.*"""
    if cue.first <= first + 1:
        reach = range(mention.after, min(after, mention.after + LONGEST))
        comma = next((index for index in reach if scene.low(index) == ","), None)
        if comma is None:
            return []
        start, end = comma + 1, end_of(scene, comma + 1, after)
    else:
        start, end = first, cue.first
        while end > start and scene.low(end - 1) in _BORDERS:
            end -= 1
    if not 2 * _SHORTEST <= end - start <= LONGEST or has_marks(scene, start, end):
        return []
    return [(start, end, "according to")]
