"""Frame drift: the words in the marks are the same, what the writer says around them is not.

Two things are compared with the report that has the earliest wording. The reporting verb, by what it makes of the
words (*said*, *threatened*): lexicons/frame_cues.tsv. And, where the marks stand inside the writer's own clause, the
words next to them (*the danger of conflict was “real”*, *the danger of the entire conflict was “real”*), which are
aligned as the words in the marks are; clauses with little in common are two reports of their own, and say nothing.
"""

from __future__ import annotations

import re
from functools import cache

from quotetrace.folding import fold_words
from quotetrace.lexicons import lines, word_list
from quotetrace.model import Drift, DriftClass, Edit, EditOp, Frame, Kind, Occurrence
from quotetrace.tracing.drift import drift

# Words of the clause that are looked at before the marks and behind them.
_BEFORE, _BEHIND = 9, 7
# The clauses are two accounts of one thing if they share so many words that are neither function words nor the stock of
# all reporting.
_SHARED = 2
# The words in the marks are the same up to these classes.
_SAME_WORDS = frozenset(DriftClass) - {one for one in DriftClass if one.changes_words or one.changes_meaning}
# Other marks, and what ends a clause.
_OUTSIDE = re.compile(r"[“”„«»\"\n;:.!?]|(?<!\w)['‘]|['’](?!\w)")
_WORD = re.compile(r"\S+")


def frame_drift(member: Occurrence, origin: Occurrence, words: Drift) -> Frame | None:
    """What the report of `member` says otherwise around the words than that of `origin`; None where nothing.

    words: the drift of the words themselves; where it goes beyond cuts and spelling there is no frame drift.
    """
    if words.drift_class not in _SAME_WORDS or member.quotation.document == origin.quotation.document:
        return None
    cue = _other_cue(origin, member)
    edits = _other_clause(origin, member)
    return Frame(origin.quotation.id, cue, edits) if cue or edits else None


# --- the reporting verb --------------------------------------------------------------------------------------


def _other_cue(earlier: Occurrence, later: Occurrence) -> tuple[str, str] | None:
    """Both reporting verbs as printed, where they make something else of the words."""
    old, new = earlier.quotation.cue, later.quotation.cue
    if old is None or new is None or sense_of(old.text) == sense_of(new.text):
        return None
    return old.text, new.text


def sense_of(cue: str) -> str:
    """What a reporting verb makes of the words it reports; empty for one that only says that somebody spoke."""
    words = fold_words(cue)
    senses = _senses()
    return next((senses[found] for n in range(len(words), 0, -1) if (found := " ".join(words[:n])) in senses), "")


@cache
def _senses() -> dict[str, str]:
    """The sense of every form of the verbs in the lexicon."""
    forms: dict[str, list[str]] = {}
    for _, lemma, *more in (line.split("\t") for line in lines("cues.tsv")):
        forms.setdefault(lemma, []).extend(more)
    return {
        " ".join(fold_words(form)): sense
        for sense, *lemmas in (line.split("\t") for line in lines("frame_cues.tsv"))
        for lemma in lemmas
        for form in (lemma, *forms.get(lemma, ()))
    }


# --- the words around the marks ------------------------------------------------------------------------------


def _other_clause(earlier: Occurrence, later: Occurrence) -> tuple[Edit, ...]:
    """The difference of the words next to the marks, on the side where the two reports tell the same thing."""
    if earlier.quotation.kind is not Kind.MIXED or later.quotation.kind is not Kind.MIXED:
        return ()
    for far, old, new in zip((0, -1), _sides(earlier), _sides(later), strict=True):
        if len(_telling(old, earlier) & _telling(new, later)) >= _SHARED:
            edits = list(drift(old, new).edits)
            while edits and edits[far].op is not EditOp.EQUAL:
                edits.pop(far)  # another beginning of the sentence, or another end
            if any(_counts(edit) for edit in edits):
                outer = str.rstrip if far else str.lstrip
                edits[far] = Edit(EditOp.EQUAL, outer(edits[far].before), outer(edits[far].after))
                return tuple(edits)
    return ()


def _sides(member: Occurrence) -> tuple[str, str]:
    """The writer's words before the marks and behind them, within the sentence and up to other marks."""
    quotation = member.quotation
    before, found, behind = quotation.context.partition(quotation.text)
    if not found:
        return "", ""
    before = _OUTSIDE.split(before.rstrip("“”„«»\"'‘’ "))[-1]
    behind = _OUTSIDE.split(behind.lstrip("“”„«»\"'‘’ "))[0]
    left, right = list(_WORD.finditer(before))[-_BEFORE:], list(_WORD.finditer(behind))[:_BEHIND]
    return (before[left[0].start() : left[-1].end()] if left else "", behind[: right[-1].end()] if right else "")


def _telling(clause: str, member: Occurrence) -> frozenset[str]:
    """The words that tell what it is about: no function words, no stock of reporting, not who said it and how."""
    quotation = member.quotation
    known = {*fold_words(quotation.speaker or ""), *fold_words(quotation.cue.text if quotation.cue else "")}
    known.update(fold_words(quotation.speaker_mention.text if quotation.speaker_mention else ""))
    idle = word_list("stopwords.txt") | word_list("stock_words.txt")
    return frozenset(fold_words(clause)) - idle - known


def _counts(edit: Edit) -> bool:
    """Whether a change is more than the clause cut elsewhere or printed otherwise."""
    if edit.op is EditOp.EQUAL or not edit.drift_class.changes_words:
        return False
    words = fold_words(edit.before + " " + edit.after)
    return edit.drift_class.changes_meaning or not set(words) <= word_list("stopwords.txt")
