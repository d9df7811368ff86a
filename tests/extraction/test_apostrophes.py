"""Single marks beside apostrophes of every kind: what is quoted, and what only looks it."""

from __future__ import annotations

import pytest

from quotetrace.extraction.marks import find_marked
from quotetrace.extraction.paragraphs import split_paragraphs

from .known_failures import parameter


def words(text: str) -> list[tuple[str, int]]:
    """The words between marks and how deep they stand."""
    return [(text[one.start : one.end], one.depth) for one in find_marked(text, split_paragraphs(text))]


# (id, text with straight marks, the words in marks and their depth)
BESIDE: list[tuple[str, str, list[tuple[str, int]]]] = [
    ("closer-behind-a-nested-double", "'It was \"slow,\"' she said.", [('It was "slow,"', 0), ("slow,", 1)]),
    ("glued-behind-a-comma", "Moss said,'We row.' And left.", [("We row.", 0)]),
    ("glued-tag", "'We row,'Moss said. 'We sing.'", [("We row,", 0), ("We sing.", 0)]),
    ("blank-before-the-closer", "'We row. '\nA quiet day.", [("We row.", 0)]),
    ("starts-with-a-number", "He saw '3,210 rowers' on the quay.", [("3,210 rowers", 0)]),
    ("starts-with-two-digits", "His '47 percent' of votes were few.", [("47 percent", 0)]),
    ("ordinal-as-a-title", "Her film '13th' opened in May.", [("13th", 0)]),
    ("elision-opens-a-sentence", "'Round the pier we go,' she said.", [("Round the pier we go,", 0)]),
    ("bracket-first", "'[Dahl] should stay,' she said.", [("[Dahl] should stay,", 0)]),
    ("money-first", "'£9 is too much,' she said.", [("£9 is too much,", 0)]),
    ("plural-at-the-end", "He said to 'call out the lazy rowers' and left.", [("call out the lazy rowers", 0)]),
    ("this-at-the-end", "They want to 'really talk about this' and more.", [("really talk about this", 0)]),
    ("plural-inside", "'The rowers' union said no,' he said.", [("The rowers' union said no,", 0)]),
    ("plural-before-a-name", "'The rowers' Norrvik trip is off,' he said.", [("The rowers' Norrvik trip is off,", 0)]),
    (
        "plural-inside-and-a-fragment-behind",
        "'The rowers' plan is to 'sing' loudly,' he said.",
        [("The rowers' plan is to 'sing' loudly,", 0), ("sing", 1)],
    ),
    (
        "fragment-then-plurals",
        "He praised 'the rowers' and the singers' hall, and the dockers' pay.",
        [("the rowers", 0)],
    ),
    ("cup-o-tea", "'Fancy a cup o' tea?' she asked.", [("Fancy a cup o' tea?", 0)]),
    ("ol-man", "'The ol' man is rowin' again,' she said.", [("The ol' man is rowin' again,", 0)]),
    ("rock-n-roll-in-singles", "'We play rock 'n' roll,' she said.", [("We play rock 'n' roll,", 0)]),
    ("em-in-singles", "'Tell 'em to row,' she said.", [("Tell 'em to row,", 0)]),
    ("cause-in-singles", "'We left 'cause it rained,' she said.", [("We left 'cause it rained,", 0)]),
    ("names-in-singles", "'O'Neill and d'Arcy's men row,' she said.", [("O'Neill and d'Arcy's men row,", 0)]),
    (
        "nested-in-the-same-marks",
        "'They call us 'too loud' or 'too late' here,' she said.",
        [("They call us 'too loud' or 'too late' here,", 0), ("too loud", 1), ("too late", 1)],
    ),
    ("nested-and-both-close", "'He called it 'a farce.''", [("He called it 'a farce.'", 0), ("a farce.", 1)]),
    ("interrupted", "'We never – '\nA quiet day.", []),
    ("dash-at-the-end", "'We never–' he began.", [("We never–", 0)]),
    ("ellipsis-at-the-end", "'We never…' he began.", [("We never…", 0)]),
    ("ellipsis-first", "'… and we rowed,' he said.", [("… and we rowed,", 0)]),
    ("in-brackets", "The cox ('We row') waved.", [("We row", 0)]),
    ("stop-outside", "They call it 'the Long Row'.", [("the Long Row", 0)]),
    ("two-years", "The crews of '47 and '48 met.", []),
    ("summer-of", "In the summer of '16 the rowers' hall burned.", []),
    ("til-and-em", "Row 'til you drop and tell 'em why.", []),
    ("oclock-and-minutes", "At 9 o'clock they had 5' left.", []),
    ("feet-and-inches-and-words", "The 6'2\" cox called it 'a farce'.", [("a farce", 0)]),
    ("plural-possessives-then-words", "The rowers' and singers' clubs were 'broke'.", [("broke", 0)]),
    ("burbs", "Life in the 'burbs was quiet.\n'We row,' she said.", [("We row,", 0)]),
]


@pytest.mark.parametrize(("text", "quoted"), [parameter(*one) for one in BESIDE])
def test_words_beside_straight_apostrophes(text: str, quoted: list[tuple[str, int]]) -> None:
    assert words(text) == quoted


# (id, text with curly marks, the words in marks and their depth)
CURLY: list[tuple[str, str, list[tuple[str, int]]]] = [
    ("plural-inside", "‘The rowers’ union said no,’ he said.", [("The rowers’ union said no,", 0)]),
    ("plural-at-the-end", "He said to ‘call out the lazy rowers’ and left.", [("call out the lazy rowers", 0)]),
    ("nested-double", "‘It was “slow”,’ she said.", [("It was “slow”,", 0), ("slow", 1)]),
    ("nested-and-both-close", "‘He called it “a farce”’", [("He called it “a farce”", 0), ("a farce", 1)]),
    (
        "nested-single",
        "‘He called it ‘a farce’, and left.’",
        [("He called it ‘a farce’, and left.", 0), ("a farce", 1)],
    ),
    ("low-and-high", "‚We row‘, she said.", [("We row", 0)]),
    ("closer-at-both-ends", "’We row,’ she said.", [("We row,", 0)]),
    ("turned-elision", "In the ‘90s they played rock ‘n’ roll.", []),
    ("acute-accents", "It´s ´too late´ to row.", [("too late", 0)]),
    ("tis", "’Tis late and ’twas later.", []),
    ("em", "Tell ’em we’re rowin’ home.", []),
]


@pytest.mark.parametrize(("text", "quoted"), [parameter(*one) for one in CURLY])
def test_words_beside_curly_apostrophes(text: str, quoted: list[tuple[str, int]]) -> None:
    assert words(text) == quoted


# (id, text, [(words, unclosed, index of the piece it goes on with)])
OVER_PARAGRAPHS: list[tuple[str, str, list[tuple[str, bool, int | None]]]] = [
    (
        "reopened-behind-a-colon",
        "Moss said: 'We row.\n'We sing.'",
        [("We row.", False, None), ("We sing.", False, 0)],
    ),
    (
        "plurals-in-reopened-paragraphs",
        "Moss read: 'The wind rose.\n'At ten the rowers' lamp went out.\n'At dawn we saw land.'",
        [
            ("The wind rose.", False, None),
            ("At ten the rowers' lamp went out.", False, 0),
            ("At dawn we saw land.", False, 1),
        ],
    ),
    ("closed-in-the-next", "Moss said: 'We row.\nWe sing.' And left.", [("We row.\nWe sing.", False, None)]),
    (
        "a-fragment-is-not-reopened",
        "He calls for 'robust steps' in response.\n'We row,' she said.",
        [("robust steps", False, None), ("We row,", False, None)],
    ),
    (
        "a-sentence-is-not-reopened",
        "She said: 'The race continues' and left for home.\n'We row,' she said.",
        [("The race continues", False, None), ("We row,", False, None)],
    ),
    ("an-apostrophe-is-not-reopened", "They rowed 'til dawn.\n'We row,' she said.", [("We row,", False, None)]),
    ("a-plural-closes-nothing", "Moss said: 'We row\nThe rowers' hall burned.", []),
]


@pytest.mark.parametrize(("text", "pieces"), [parameter(*one) for one in OVER_PARAGRAPHS])
def test_single_marks_over_paragraphs(text: str, pieces: list[tuple[str, bool, int | None]]) -> None:
    found = find_marked(text, split_paragraphs(text))
    assert [(text[one.start : one.end], one.unclosed, one.reopens) for one in found] == pieces
