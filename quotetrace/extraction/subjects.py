"""Who governs a cue: the subject of a reporting verb in a frame, found without a parse.

Where the source stands depends on the form of the cue: behind *according to*, behind the verb where a quotation stands
right before it (*“…,” said Lund*), in the genitive of a noun (*Lund's verdict*), behind the *by* of a passive, else to
its left (`clauses`).
"""

from __future__ import annotations

from collections.abc import Sequence

from quotetrace.extraction.clauses import PREPOSITIONS, SUBORDINATORS, clause_subject, left_subject
from quotetrace.extraction.cues import ACCORDING, BASE, FINITE, NOUN, PARTICIPLE, Cue, find_cues
from quotetrace.extraction.frames import Paragraph
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.nouns import DOCUMENT, NAME, PRONOUN
from quotetrace.extraction.parse import Parse
from quotetrace.extraction.scenes import Scene

# Tokens of a sentence that are looked back over; none in news is longer, hostile ones are.
_LONGEST_SENTENCE = 100
# Words between a subject and a verb in -s, or instead of its subject: but argues, who says.
_BEFORE_A_VERB = frozenset("also and but then often still now never who which that he she it".split())
# What is said to somebody: behind it, *that* begins what was said.
_TELLING = frozenset("told tells tell telling assured warned reminded informed asked".split())
# What crowds do.
_IN_CHORUS = frozenset("chant shout sing scream yell jeer boo roar".split())
_POSSESSIVE_PRONOUNS = {"his": "m", "her": "f", "their": "p", "its": "n", "whose": None, "my": "i", "our": "i"}


def set_scene(paragraph: Paragraph, mentions: Sequence[Mention], parse: Parse | None = None) -> Scene:
    """The paragraph with its cues found and indexed. parse: what a trained pipeline says of the text."""
    known = list(mentions) if parse is None else parse.kinds(mentions)
    firsts = [mention.first for mention in known]
    scene = Scene(paragraph, paragraph.tokens, paragraph.lows, known, subject_of, firsts, parse=parse)
    scene.has_prose = any(token.is_word for token in paragraph.tokens)  # a quotation is no word
    scene.starting = {mention.first: mention for mention in scene.mentions}
    scene.ending = {mention.after: mention for mention in scene.mentions}
    for cue in find_cues(paragraph.tokens, paragraph.lows, paragraph.sentences, title_case=paragraph.title_case):
        if not _is_plural_noun(scene, cue) and (cue.tier != "D" or _is_documents(scene, cue)):
            scene.add_cue(cue)
    return scene


def _is_documents(scene: Scene, cue: Cue) -> bool:
    """*The report found*: a verb that reports only where a document is its subject."""
    subject = subject_of(scene, cue)
    return subject is not None and subject.kind is DOCUMENT


def _is_plural_noun(scene: Scene, cue: Cue) -> bool:
    """*explicit promises*, *peace talks*: a form in -s that neither a subject nor an adverb precedes is a noun."""
    word = scene.low(cue.first)
    if not word.endswith("s") or cue.form is not FINITE or word in ("says", "tells"):
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
    if cue.form is ACCORDING:
        return _mention_from(scene, cue.after)
    if cue.form is NOUN:
        return _owner(scene, cue.first)
    if cue.passive:
        return _agent(scene, cue, first)
    inverted = inverted_subject(scene, cue)
    if inverted is not None:
        return inverted
    own = _relative(scene, cue) or _absolute(scene, cue)
    if own is not None:
        return own
    if cue.form is PARTICIPLE:
        return (
            left_subject(scene, cue.first - 1, first)
            if scene.low(cue.first - 1) in ("is", "was", "are", "were", "been", "'s")
            else _governor(scene, cue, first)
        )
    return left_subject(scene, cue.first - 1, first)


def _relative(scene: Scene, cue: Cue) -> Mention | None:
    """*A post that read “…”*: the noun before a *that* which is the verb's own subject.

    Behind a verb of telling (*told voters that claims …*) what follows *that* is no verb.
    """
    if cue.form is PARTICIPLE or scene.low(cue.first - 1) != "that":
        return None
    noun = scene.ending.get(cue.first - 1)
    if noun is None or noun.kind in (NAME, PRONOUN):
        return None
    return None if scene.low(noun.first - 1) in _TELLING else noun


def _absolute(scene: Scene, cue: Cue) -> Mention | None:
    """*With a source describing talks as “…”*; *by supporters chanting “…”*: the noun right before the participle."""
    noun = scene.ending.get(cue.first) if cue.form is PARTICIPLE else None
    if noun is None or noun.kind is PRONOUN:
        return None
    before = scene.low(noun.first - 1)
    return noun if before == "with" or (cue.lemma in _IN_CHORUS and before in PREPOSITIONS) else None


def inverted_subject(scene: Scene, cue: Cue) -> Mention | None:
    """The speaker behind the cue (``“…,” said Lund``), where a quotation stands right before it."""
    before = cue.first - 1
    while before >= 0 and scene.low(before) in (",", "-", "–", "—", "―", "so", "thus"):
        before -= 1
    if not scene.is_quote(before) or cue.form not in (FINITE, BASE):
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
            return mention if mention.kind is NAME else None
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
    if whole is not None and whole.owner is not None and whole.kind is DOCUMENT:
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
        *scene.span(index, index + 1),
        PRONOUN,
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
        return left_subject(scene, cue.first - 1, sentence)
    return None


def _governor(scene: Scene, cue: Cue, sentence: int) -> Mention | None:
    """The subject of the clause a participle hangs on: of the nearest finite cue before it, else of the main clause."""
    if scene.low(cue.first - 1) == "as":
        for quoted in reversed(scene.cues_in(sentence, cue.first)):
            if quoted.lemma in ("quote", "cite"):
                named = None if quoted.passive else _mention_from(scene, quoted.after)
                return named or left_subject(scene, quoted.first - 1, sentence)
    for earlier in reversed(scene.cues_in(sentence, cue.first)):
        if earlier.form in (FINITE, ACCORDING) and not earlier.passive:
            subject = subject_of(scene, earlier)
            if subject is not None:
                return subject
    return clause_subject(scene, sentence, cue.first)
