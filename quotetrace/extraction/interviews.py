"""Who asks and who answers. Interviews without labels: *When did you decide?* // *“In February.”* // *And the boys?*

The questions are set without marks and the answers within them, so that no sentence says whose they are. A document is
an interview only where several paragraphs that end in a question mark have one of nothing but quotation below; then
all it quotes from the first question on is the answer of one person, unless a name stands beside the words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.nouns import MentionKind
from quotetrace.extraction.scenes import Scene

# Questions with an answer below that a document must have to be an interview; a report asks one or two for effect.
_FEWEST = 3
_WHEN = frozenset("when as after once".split())
_ASKING = frozenset("ask press challenge quiz".split())
_ASKED = frozenset("asked pressed challenged quizzed".split())
# Tokens behind *asked* in which the question begins: *asked the board's own doctor whether*; *asked for help* is none.
_ADDRESSEE = 6
_QUESTIONS = frozenset("whether if how why what who when where about on over".split())


def find_answers(scenes: Sequence[Scene]) -> tuple[range, Mention | None]:
    """The paragraphs of an interview that may hold answers, and the mention of who gives them; none in a report."""
    asked = [
        number for number, scene in enumerate(scenes[:-1]) if _is_question(scene) and _is_answer(scenes[number + 1])
    ]
    if len(asked) < _FEWEST:
        return range(0), None
    return range(asked[0] + 1, len(scenes)), _introduced(scenes[: asked[0]])


def find_askers(scene: Scene, answering: int) -> list[Mention]:
    """Who asks what the subject of the main clause, which begins at token `answering`, answers: *When Vance asked if he
    would go, he …*, *Asked by Vance whether he would, he …*."""
    first, _ = scene.paragraph.sentence_of(answering)
    if scene.low(answering - 1) != ",":
        return []
    if scene.low(first) in _WHEN:
        cues = (cue for cue in scene.cues_in(first, answering) if cue.lemma in _ASKING and not cue.passive)
        asked = (cue for cue in cues if _QUESTIONS.intersection(scene.lows[cue.after : cue.after + _ADDRESSEE]))
        return [subject for cue in asked if (subject := scene.subject(cue)) is not None]
    by = first + 1
    if scene.low(first) not in _ASKED or scene.low(by) != "by":
        return []
    question = next((at for at in range(by, answering) if scene.low(at) in _QUESTIONS), answering)
    return scene.inside(by, question)


def _is_question(scene: Scene) -> bool:
    """Whether the paragraph ends in a question of the writer's own, outside of marks."""
    return bool(scene.lows) and scene.lows[-1] == "?"


def _is_answer(scene: Scene) -> bool:
    return not scene.has_prose and bool(scene.paragraph.quotes)


def _introduced(scenes: Sequence[Scene]) -> Mention | None:
    """The full name that the introduction and the headline above it have most often, as it first stands in prose."""
    named = [one for scene in scenes for one in scene.mentions if one.kind is MentionKind.NAME]
    counted = Counter(one.core.split()[-1] for one in named)
    full = [
        one
        for scene in scenes
        if not scene.paragraph.title_case
        for one in scene.mentions
        if one.kind is MentionKind.NAME and " " in one.core
    ]
    return max(full, key=lambda one: counted[one.core.split()[-1]], default=None)
