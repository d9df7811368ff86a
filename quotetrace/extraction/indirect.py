"""Indirect speech: what somebody is reported to have said without marks. Opt-in: exact borders are hard to tell.

A cue of saying with a subject reports the clause it governs: the rest of its sentence (*Vance said the levy was dead*),
or the words before it where it stands as a tag (*The levy is dead, Vance said*). A clause with marks in it is a
quotation already and is left to the sieves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from quotetrace.extraction.clauses import Scene
from quotetrace.extraction.cues import Cue, Form
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.nouns import MentionKind, is_calendar

# Verbs that report a clause without marks; the rest of tier A needs marks to be sure.
_REPORTING = frozenset(
    "say tell add ask write report claim argue insist warn note explain announce state declare acknowledge admit deny "
    "reply respond promise vow pledge suggest allege contend maintain assert concede confirm predict recall remark "
    "repeat emphasise emphasize stress urge agree estimate indicate reveal hint imply conclude testify complain signal "
    "observe tweet reiterate caution advise demand speculate forecast disclose inform assure remind boast joke".split()
) | {"call for", "point out"}
# Of these, the ones whose other forms are mostly nouns or other verbs.
_PAST_ONLY = frozenset({"state", "report", "signal", "conclude", "write", "remark", "advise"})
# Verbs that report a wish or a demand: what follows is no clause but still what was said.
_PHRASAL = frozenset("promise vow pledge urge agree deny ask announce suggest claim demand".split()) | {"call for"}
_INFINITIVE = frozenset({"promise", "vow", "urge", "ask", "tell"})
_TELLING = frozenset({"tell", "inform", "assure", "remind", "urge", "ask", "warn", "advise"})
# Words that begin something new behind the reported clause.
_BREAKS = frozenset("but although though while whereas".split())
_TIME = frozenset(
    "today yesterday tomorrow tonight earlier later recently repeatedly again last this on in at during".split()
)
# Verbs that take a clause and hardly ever a thing; unless the thing is short: said hello, noted the time.
_CLAUSAL = frozenset("say argue note insist acknowledge explain suggest warn contend conclude complain joke".split())
_SHORT_OBJECT = 4
# What may stand behind the one who is told, before the report begins.
_AFTER_ADDRESSEE = frozenset("that to if whether he she they it the his her in on".split())
# What cannot begin a reported clause.
_NO_CLAUSE = frozenset(". , ; ? ! ) : ” “” and in on at during of about as when after".split())
_GOVERNORS = frozenset("to would could should might may can will must".split())
# Longer than any clause that a verb governs; a sentence of thousands of cues must not cost their square.
_LONGEST = 60
# A line with a name and a colon may be anything; three by two speakers in capitals are a conversation.
_FEWEST_TURNS, _FEWEST_SPEAKERS = 3, 2
# The fewest words that are a report and no slip of the cue list.
_SHORTEST = 2
_CONFIDENCE = {"clause": 0.7, "that": 0.75, "tag": 0.67, "according to": 0.78, "phrase": 0.5}


@dataclass(frozen=True, slots=True)
class Reported:
    """Words reported without marks, ``[start, end)``, by `mention` under `cue`; rule tells the construction."""

    start: int
    end: int
    mention: Mention
    cue: tuple[int, int]
    rule: str
    confidence: float
    scene: Scene
    token: int


def find_reported(scene: Scene, taken: Collection[tuple[int, int]]) -> Iterator[Reported]:
    """The indirect speech of a scene in order. taken: the cues (characters) that attribute quotations in marks."""
    for first, after in scene.paragraph.sentences:
        for cue in scene.cues_in(first, after):
            span = (scene.tokens[cue.first].start, scene.tokens[cue.after - 1].end)
            if span in taken or not _reports(scene, cue):
                continue
            mention = scene.subject(cue)
            if mention is None:
                continue
            found = _words(scene, cue, mention, first, after)
            if found is not None:
                begin, end, rule = found
                yield Reported(
                    scene.tokens[begin].start,
                    scene.tokens[end - 1].end,
                    mention,
                    span,
                    rule,
                    _CONFIDENCE[rule],
                    scene,
                    begin,
                )


def find_transcript(scenes: Sequence[Scene]) -> Iterator[Reported]:
    """The turns of a transcript in order: paragraphs that begin with a speaker and a colon, two of them or more.

    ``VANCE: We did.`` has no marks, so a turn is reported like indirect speech, though its words are the speaker's own.
    """
    turns = [(scene, mention) for scene in scenes if (mention := _turn(scene)) is not None]
    if len(turns) < _FEWEST_TURNS or len({mention.core.lower() for _, mention in turns}) < _FEWEST_SPEAKERS:
        return
    for scene, mention in turns:
        first, last = scene.tokens[mention.after], scene.tokens[-1]
        begin = mention.after + 1
        cue = (first.start, first.end)
        start = scene.tokens[begin].start
        yield Reported(start, last.end, mention, cue, "transcript", _CONFIDENCE["phrase"], scene, begin)


def _turn(scene: Scene) -> Mention | None:
    """The speaker a paragraph begins with, where a colon and words without marks follow."""
    mention = scene.starting.get(0)
    if mention is None or mention.kind not in (MentionKind.NAME, MentionKind.ORGANISATION):
        return None
    if (
        not mention.text.isupper()
        or scene.low(mention.after) != ":"
        or len(scene.tokens) <= mention.after + 1
        or scene.is_quote(mention.after + 1)
    ):
        return None
    return mention


def _reports(scene: Scene, cue: Cue) -> bool:
    """Whether the cue reports without marks: no noun, no wish (*to claim*, *would say*), no passive but *was told*."""
    if cue.form is Form.ACCORDING:
        return True
    if cue.lemma not in _REPORTING or cue.form is Form.NOUN or (cue.passive and cue.lemma != "tell"):
        return False
    if cue.lemma in _PAST_ONLY and not scene.low(cue.first).endswith(("ed", "wrote")):
        return False
    return cue.form is not Form.BASE or scene.low(cue.first - 1) not in _GOVERNORS


def _words(scene: Scene, cue: Cue, mention: Mention, first: int, after: int) -> tuple[int, int, str] | None:
    """The tokens ``[begin, end)`` of what is reported, and the construction."""
    if cue.form is Form.ACCORDING:
        return _around_according(scene, cue, mention, first, after)
    begin = min(mention.first, cue.first) if mention.first >= first else cue.first
    behind = max(cue.after, mention.after if mention.first > cue.first else cue.after)
    start = _complement(scene, cue, behind, after)
    if start is None:
        return _before_tag(scene, begin, first)
    end = _end(scene, start, after)
    if scene.low(start) == "to" and cue.lemma not in _INFINITIVE:
        return None
    rule = "that" if scene.low(start) == "that" else "clause"
    if cue.lemma in _PHRASAL and rule == "clause" and not _has_subject(scene, start, end):
        rule = "phrase"
    elif rule == "clause" and not _is_clause(scene, cue, start, end):
        return _before_tag(scene, begin, first)
    if end - start < _SHORTEST or _has_marks(scene, start, end):
        return None
    return start, end, rule


def _complement(scene: Scene, cue: Cue, at: int, after: int) -> int | None:
    """Where the reported clause begins behind the cue; None where the cue is a tag at the end."""
    if cue.lemma in _TELLING:
        addressee = scene.starting.get(at) or scene.starting.get(at + 1)
        if (addressee is not None and scene.low(addressee.after) in _AFTER_ADDRESSEE) or (
            addressee is not None and cue.lemma == "tell"
        ):
            at = addressee.after
    for index in range(at, min(at + 6, after)):
        if scene.low(index) == "that":
            return index
        if scene.low(index) in (",", ".", ";", ":"):
            break
    while at < after and (is_calendar(scene.low(at)) or (scene.low(at) in _TIME and is_calendar(scene.low(at + 1)))):
        at += 1
    if at >= after or scene.low(at) in _NO_CLAUSE:
        return None
    return at


def _end(scene: Scene, start: int, after: int) -> int:
    """The token after the reported words: before the final stop, a contrast, or a participle behind a comma."""
    after = min(after, start + _LONGEST)
    for index in range(start + 1, after):
        low = scene.low(index)
        if low == ";" or scene.is_quote(index):
            return index
        if low == "," and (scene.low(index + 1) in _BREAKS or scene.low(index + 1).endswith("ing")):
            return index
    end = after
    while end > start and scene.low(end - 1) in (".", "!", "?", ",", ":"):
        end -= 1
    return end


def _before_tag(scene: Scene, tag: int, first: int) -> tuple[int, int, str] | None:
    """*The levy is dead, Vance said.*: the words before a comma and the tag."""
    comma = tag - 1
    if comma <= first or scene.low(comma) not in (",", "–", "—", "-"):
        return None
    start = first
    if comma - start > _LONGEST:
        return None
    if comma - start < 2 * _SHORTEST or _has_marks(scene, start, comma) or not _has_subject(scene, start, comma):
        return None
    return start, comma, "tag"


def _around_according(scene: Scene, cue: Cue, mention: Mention, first: int, after: int) -> tuple[int, int, str] | None:
    """*According to Vance, the levy is dead*; *The levy is dead, according to Vance.*"""
    if cue.first <= first + 1:
        reach = range(mention.after, min(after, mention.after + _LONGEST))
        comma = next((index for index in reach if scene.low(index) == ","), None)
        if comma is None:
            return None
        start, end = comma + 1, _end(scene, comma + 1, after)
    else:
        start, end = first, cue.first
        while end > start and scene.low(end - 1) in (",", "–", "—", "-"):
            end -= 1
    if not 2 * _SHORTEST <= end - start <= _LONGEST or _has_marks(scene, start, end):
        return None
    return start, end, "according to"


def _has_marks(scene: Scene, start: int, end: int) -> bool:
    return any(scene.is_quote(index) for index in range(start, end))


def _has_subject(scene: Scene, start: int, end: int) -> bool:
    """Whether a clause begins: a mention, a determiner or a name within its first words."""
    for index in range(start, min(start + 5, end)):
        token = scene.tokens[index]
        if index in scene.starting or token.is_capitalised or token.low in _CLAUSE_OPENERS:
            return True
    return False


def _is_clause(scene: Scene, cue: Cue, start: int, end: int) -> bool:
    """Whether a clause follows the cue: a subject, and where the cue also takes a thing (*told a joke*) a verb."""
    if scene.low(start) == "to":
        return True
    if not _has_subject(scene, start, end):
        return False
    return (cue.lemma in _CLAUSAL and end - start > _SHORT_OBJECT) or _has_verb(scene, start, end)


def _has_verb(scene: Scene, start: int, end: int) -> bool:
    """Whether a verb seems to stand in the words: a form of be, have or do, a modal, or a form behind a subject."""
    for index in range(start, end):
        low = scene.low(index)
        if low in _VERBS or low.endswith(("n't", "'re", "'ve", "'ll", "'d")) or (low == "'s" and index == start + 1):
            return True
        if index > start and low.endswith(("ed", "s")) and low.isalpha() and not scene.tokens[index].is_capitalised:
            if index in scene.ending or low.endswith("ss"):
                continue
            if low.endswith("ed") or index - 1 in {one.after - 1 for one in scene.inside(start, index)}:
                return True
    return False


_VERBS = frozenset(
    "is was are were am be been has have had do does did will would could should can may might must shall need needs "
    "want wants wanted get gets got go goes went come comes came make makes made take takes took give gives gave know "
    "knew see saw say said tell told think thought feel felt keep kept leave left lose lost win won run ran hold held "
    "find found become became begin began pay paid meet met send sent build built spend spent stand stood hear heard "
    "let put set cut bring brought buy bought fall fell grow grew speak spoke write wrote".split()
)
_CLAUSE_OPENERS = frozenset(
    "the a an this that these those there his her their its our my we you it they he she i no some many most all any "
    "if whether what how why when where who more".split()
)
