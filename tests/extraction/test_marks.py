"""Quotation marks of every form: the words between them, whatever the page does with its apostrophes."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quotetrace.extraction.marks import Marked, find_marked
from quotetrace.extraction.paragraphs import goes_on, split_paragraphs
from tests.fuzz.invariants import assert_marked

from .articles import heard
from .known_failures import marks_of, parameter

MARKS_AND_WORDS = st.text(alphabet="ab S5.,“”‘’\"'`„«»‹›\n ", max_size=120)

# (id, text, [(words, depth)]), outermost and nested in order of their start
WORDS: list[tuple[str, str, list[tuple[str, int]]]] = [
    ("curly", "“We row,” she said.", [("We row,", 0)]),
    ("straight", '"We row," she said.', [("We row,", 0)]),
    ("single-straight", "'We row,' she said.", [("We row,", 0)]),
    ("single-curly", "‘We row,’ she said.", [("We row,", 0)]),
    ("doubled-singles", "''We row,'' she said.", [("We row,", 0)]),
    ("doubled-curly-singles", "‘‘We row,’’ she said.", [("We row,", 0)]),
    ("backquotes", "``We row,'' she said.", [("We row,", 0)]),
    ("low-high", "„We row“, she said.", [("We row", 0)]),
    ("low-then-right-curly", "„We row”, she said.", [("We row", 0)]),
    ("angles", "«We row», she said.", [("We row", 0)]),
    ("angles-turned", "»We row«, she said.", [("We row", 0)]),
    ("angles-with-blanks", "« We row », she said.", [("We row", 0)]),
    ("fullwidth", "＂We row,＂ she said.", [("We row,", 0)]),
    ("curly-opener-straight-closer", '“We row," she said.', [("We row,", 0)]),
    ("straight-opener-curly-closer", '"We row,” she said.', [("We row,", 0)]),
    ("both-marks-opening-curly", "“We row,“ she said. “We sing.“", [("We row,", 0), ("We sing.", 0)]),
    ("opening-curly-before-a-small-letter", "The “fast“ crew and the “slow” one.", [("fast", 0), ("slow", 0)]),
    ("corners", "「We row,」 she said.", [("We row,", 0)]),
    ("corners-within-corners", "「He said 『no』 to us,」 she said.", [("He said 『no』 to us,", 0), ("no", 1)]),
    ("angles-of-one-kind", "»We row», she said.", [("We row", 0)]),
    ("closer-behind-a-blank", '"We row, "she said. "We sing."', [("We row,", 0), ("We sing.", 0)]),
    ("doubled-in-straight", "\"He said ''row'' and left,\" she said.", [("He said ''row'' and left,", 0), ("row", 1)]),
    ("ornaments", "❝We row,❞ she said.", [("We row,", 0)]),
    ("both-marks-closing-curly", "”We row,” she said.", [("We row,", 0)]),
    ("two-in-a-line", '"We row," she said. "We sing."', [("We row,", 0), ("We sing.", 0)]),
    ("adjacent", '"We row." "We sing."', [("We row.", 0), ("We sing.", 0)]),
    ("no-space-behind", "“We row”said the cox.", [("We row", 0)]),
    ("no-space-before", 'She said:"We row." And left.', [("We row.", 0)]),
    ("no-space-before-curly", "She said“We row.” And left.", [("We row.", 0)]),
    ("brackets", 'The cox ("We row") waved.', [("We row", 0)]),
    ("dash-before", 'Then — "We row!" — silence.', [("We row!", 0)]),
    ("slash", 'The "row"/"sing" vote failed.', [("row", 0), ("sing", 0)]),
    ("full-stop-outside", 'They "row".', [("row", 0)]),
    ("no-break-spaces", "“\u00a0We row\u00a0”\u00a0she said.", [("We row", 0)]),
    ("thin-spaces", "«\u202fWe row\u202f», she said.", [("We row", 0)]),
    ("marks-alone", 'Nothing between "" and "...".', []),
    ("nested-single-in-double", "\"He said 'row' and left,\" she said.", [("He said 'row' and left,", 0), ("row", 1)]),
    ("nested-double-in-single", "'He said \"row\" and left,' she said.", [('He said "row" and left,', 0), ("row", 1)]),
    ("nested-curly", "“He said ‘row’ and left,” she said.", [("He said ‘row’ and left,", 0), ("row", 1)]),
    ("nested-at-the-end", "“He said ‘row’”", [("He said ‘row’", 0), ("row", 1)]),
    ("nested-at-the-start", "“‘Row’ was all he said,” she said.", [("‘Row’ was all he said,", 0), ("Row", 1)]),
    (
        "nested-with-apostrophes",
        "“He said ‘don’t row’, and we didn’t,” she said.",
        [("He said ‘don’t row’, and we didn’t,", 0), ("don’t row", 1)],
    ),
    (
        "three-deep",
        "“He read ‘the sign says “row” in red’ twice.”",
        [("He read ‘the sign says “row” in red’ twice.", 0), ("the sign says “row” in red", 1), ("row", 2)],
    ),
    ("apostrophe", "It's the crew's boat and don't you forget it.", []),
    ("curly-apostrophe", "It’s the crew’s boat and don’t you forget it.", []),
    ("plural-possessives", "The rowers' boat and the singers' hall.", []),
    ("two-plural-possessives-curly", "The rowers’ boat and the singers’ hall.", []),
    ("decade", "In the '90s and the ’80s they rowed.", []),
    ("rock-n-roll", "They played rock 'n' roll.", []),
    ("rock-n-roll-curly", "They played rock ’n’ roll.", []),
    ("tis", "'Tis a long way, and 'twas longer.", []),
    ("cockney", "Tell 'em we're rowin' home.", []),
    ("hawaiian", "Hawai'i and O'Brien and D'Arcy.", []),
    ("possessive-in-singles", "'The rowers' boat is gone,' she said.", [("The rowers' boat is gone,", 0)]),
    ("possessive-ends-singles", "He blamed 'the rowers' for it.", [("the rowers", 0)]),
    ("contraction-in-singles", "'We can't row,' she said.", [("We can't row,", 0)]),
    ("decade-in-singles", "'The '90s were ours,' she said.", [("The '90s were ours,", 0)]),
    ("dropped-g-in-singles", "'We were rowin' all night,' she said.", [("We were rowin' all night,", 0)]),
    ("single-beside-possessive", "The rowers' 'last race' was in May.", [("last race", 0)]),
    ("two-singles-in-a-line", "'Row,' she said. 'Sing.'", [("Row,", 0), ("Sing.", 0)]),
    ("single-word", "They call it 'rowing' here.", [("rowing", 0)]),
    ("inches", 'A 6" oar and a 12" blade.', []),
    ("inches-and-words", 'A 6" oar is "too short" here.', [("too short", 0)]),
    ("feet-and-inches", "She is 5'10\" tall.", []),
    ("minutes-and-seconds", "They rowed it in 7' 20\" flat.", []),
    ("primes", "She is 5′10″ tall.", []),
    ("inches-inside", '"A 6" oar is short," she said.', [('A 6" oar is short,', 0)]),
    ("number-at-the-end", 'They "won in 1998".', [("won in 1998", 0)]),
    (
        "number-at-the-end-and-more",
        'They "won in 1998" and "lost in 2004" there.',
        [("won in 1998", 0), ("lost in 2004", 0)],
    ),
    ("hard-wrapped-line", '"We row\nand sing," she said.', [("We row\nand sing,", 0)]),
]


def marked(text: str) -> list[Marked]:
    return find_marked(text, split_paragraphs(text))


@pytest.mark.parametrize(("text", "words"), [parameter(*one) for one in WORDS])
def test_words_between_marks(text: str, words: list[tuple[str, int]]) -> None:
    found = marked(text)
    assert [(text[one.start : one.end], one.depth) for one in found] == words
    assert not any(one.unclosed for one in found)


# (id, text, [(words, unclosed, index of the piece it reopens)])
PARAGRAPHS: list[tuple[str, str, list[tuple[str, bool, int | None]]]] = [
    ("reopened-curly", "“We row.\n“We sing.”", [("We row.", False, None), ("We sing.", False, 0)]),
    ("reopened-straight", '"We row.\n"We sing."', [("We row.", False, None), ("We sing.", False, 0)]),
    ("reopened-single", "‘We row.\n‘We sing.’", [("We row.", False, None), ("We sing.", False, 0)]),
    ("reopened-straight-single", "'We row.\n'We sing.'", [("We row.", False, None), ("We sing.", False, 0)]),
    ("reopened-doubled", "''We row.\n''We sing.''", [("We row.", False, None), ("We sing.", False, 0)]),
    (
        "reopened-twice",
        "She said: “We row.\n“We sing.\n“We sleep,” and left.",
        [("We row.", False, None), ("We sing.", False, 0), ("We sleep,", False, 1)],
    ),
    (
        "reopened-over-blank-lines",
        "“We row.\n\n“We sing.”",
        [("We row.", False, None), ("We sing.", False, 0)],
    ),
    ("closed-is-not-reopened", "“We row.”\n“We sing.”", [("We row.", False, None), ("We sing.", False, None)]),
    (
        "run-on",
        'She said: "We row.\nWe sing." And left.',
        [("We row.\nWe sing.", False, None)],
    ),
    ("no-closer-at-all", '"We row.\nThe end of it.', [("We row.", True, None)]),
    ("no-closer-before-a-tag", '"We row, Vera Moss said.\nThe end of it.', [("We row,", True, None)]),
    ("no-closer-before-an-inverted-tag", '"We row, said Vera Moss.\nThe end of it.', [("We row,", True, None)]),
    ("single-opener-double-closer", "‘We row,” Vera Moss said.\nThe end of it.", [("We row,", True, None)]),
    ("no-opener", 'We row," Vera Moss said.\nThe end of it.', [("We row,", True, None)]),
    (
        "no-closer-then-a-whole-pair",
        '"We row.\nThe rain stopped.\n"We sing," she said.',
        [("We row.", True, None), ("We sing,", False, None)],
    ),
    (
        "no-closer-then-a-tag-and-a-pair-in-one-paragraph",
        "“We row, Vera Moss said. “We sing,” she added.",
        [("We row,", True, None), ("We sing,", False, None)],
    ),
    (
        "a-broken-pair-leaves-the-rest-alone",
        '"We row," she said. "We sing.\nA quiet day.\n"We sleep," she said. "We eat."',
        [("We row,", False, None), ("We sing.", True, None), ("We sleep,", False, None), ("We eat.", False, None)],
    ),
    (
        "no-closer-and-the-next-is-another-speaker",
        "“We row, said Vera Moss.\n“We sing,” said Karl Dahl.",
        [("We row,", True, None), ("We sing,", False, None)],
    ),
    (
        "somebody-named-early-in-a-reopened-paragraph",
        "“We row, Karl said, and we were nine in that boat when it went down off the old pier in May.\n“We sing.”",
        [
            (
                "We row, Karl said, and we were nine in that boat when it went down off the old pier in May.",
                False,
                None,
            ),
            ("We sing.", False, 0),
        ],
    ),
    ("stray-mark-at-the-end", 'The boats came home. "\nA quiet day.', []),
    ("stray-single-mark", "The boats ' came home.\nA quiet day.", []),
]


@pytest.mark.parametrize(("text", "pieces"), [parameter(*one) for one in PARAGRAPHS])
def test_quotations_over_paragraphs(text: str, pieces: list[tuple[str, bool, int | None]]) -> None:
    assert [(text[one.start : one.end], one.unclosed, one.reopens) for one in marked(text)] == pieces


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        pytest.param("One.\nTwo.", ["One.", "Two."], id="a-line-is-a-paragraph"),
        pytest.param("One.\r\n\r\n  Two.  \r\n", ["One.", "Two."], id="blanks-and-carriage-returns"),
        pytest.param("\n\n", [], id="nothing"),
        pytest.param("One.\u2029Two.", ["One.", "Two."], id="paragraph-separator"),
        pytest.param(
            "The crew of the ferry came home on Monday after a long and\n"
            "cold night at sea, and the whole of the town was waiting on\n"
            "the quay with lanterns, soup and the brass band of the yard\n"
            "which had not played in the open since the winter flood and\n"
            "did not play well.\n\n"
            "The mayor spoke for an hour, and nobody who was standing in\n"
            "the rain could remember a single word of what she had said\n"
            "about the money.",
            ["The crew", "The mayor"],
            id="hard-wrapped",
        ),
    ],
)
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    found = [text[start:end] for start, end in split_paragraphs(text)]
    assert len(found) == len(paragraphs)
    assert all(one.startswith(begin) for one, begin in zip(found, paragraphs, strict=True))


@pytest.mark.parametrize(
    ("text", "on"),
    [
        pytest.param("The crew rowed until the wind\ndropped at night.", True, id="lower-case"),
        pytest.param("“We row,” said the mayor,\nwho left.", True, id="comma"),
        pytest.param("They left the boat to\nVera Moss.", True, id="preposition"),
        pytest.param("“We row,” the mayor said\nVera Moss.", True, id="cue"),
        pytest.param("The crew rowed until the wind\r\ndropped at night.", True, id="windows"),
        pytest.param("The crew rowed until the wind\n\ndropped at night.", False, id="blank-line"),
        pytest.param("The crew rowed until the wind dropped.\nhe left.", False, id="sentence-ends"),
        pytest.param("The crew rowed until the wind\nThe mayor left.", False, id="capital"),
        pytest.param("Crew comes home after nine hours\nby Jo Winter", False, id="byline"),
        pytest.param("Share\nprint", False, id="menu"),
        pytest.param("Log in to\nKustposten", False, id="label"),
        pytest.param("The crew rowed until the wind\n- dropped", False, id="bullet"),
    ],
)
def test_a_line_goes_on(text: str, on: bool) -> None:
    first, second = split_paragraphs(text)
    assert goes_on(text, first[1], second[0]) is on


def test_a_quotation_goes_on_over_the_lines_of_hard_wrapped_text() -> None:
    text = (
        "The crew of the ferry came home on Monday after a long and\n"
        'cold night at sea. Vera Moss said: "We rowed for nine hours\n'
        "without a light, and nobody in that boat believed that any of\n"
        'us would see the quay again." The brass band played for them\n'
        "until the rain came, and then it went home to its supper, and\n"
        "that was that.\n"
    )
    (only,) = marked(text)
    assert text[only.start : only.end].split()[:3] == ["We", "rowed", "for"]
    assert text[only.start : only.end].endswith("again.")
    assert not only.unclosed


# --- any text at all -----------------------------------------------------------------------------------------


@example('“\n"5')
@example("'5’”")
@example("‘›'  ,.a,\n,' b,”’")
@given(st.one_of(MARKS_AND_WORDS, st.text(max_size=120)))
def test_spans_are_sorted_nested_and_hold_words(text: str) -> None:
    assert_marked(text, marked(text))


@example('“\n"5')
@example("'5’”")
@example("‘›'  ,.a,\n,' b,”’")
@given(st.one_of(MARKS_AND_WORDS, st.text(max_size=120)))
def test_two_pairs_hold_one_another_or_do_not_touch(text: str) -> None:
    found = marked(text)
    for index, left in enumerate(found):
        for right in found[index + 1 :]:
            apart = left.outer_end <= right.outer_start or right.outer_end <= left.outer_start
            inside = left.start <= right.outer_start and right.outer_end <= left.end
            assert apart or inside


@example("”\n“5", "")
@given(MARKS_AND_WORDS.filter(lambda text: text[:1] not in "\"“'‘`„«‹"), MARKS_AND_WORDS)
def test_what_stands_before_an_empty_page_of_prose_is_not_felt_after_it(before: str, after: str) -> None:
    # a broken pair may run on over three paragraphs; four paragraphs of plain prose end everything
    plain = "\n" + "Plain prose stands here.\n" * 5
    alone = [after[one.start : one.end] for one in marked(after)]
    text = before + plain + after
    offset = len(before + plain)
    assert [text[one.start : one.end] for one in marked(text) if one.outer_start >= offset] == alone


# --- British single marks --------------------------------------------------------------------------------------

ARTICLES = {
    "statements": (
        "Mayor Vera Moss said: “The ferry's crew didn't get a warning.”\n"
        "“It's over,” she told reporters. “We can't row in the dark, and the owners' lawyers know it.”\n"
        "The owners' spokesman, Karl Dahl, called it “a summer storm in the captains' tea cups”.\n"
        "Moss said the '90s were “another country”."
    ),
    "fragments": (
        'Karl Dahl called the plan "reckless" and the mayor\'s tone "shrill".\n'
        "He said the yard's debts were \"the dockers' problem\", not his.\n"
        '"Don\'t ask me," he added, "ask the voters." The voters\' answer is due in May.'
    ),
    "paragraphs": (
        "Vera Moss read from the log: “The wind rose at nine.\n"
        "“At ten we lost the mast, the boys' compass and the light.\n"
        "“At dawn we saw the quay.”\n"
        "“That's all,” she said."
    ),
    "questions": (
        '"Who\'s paying?" asked Karl Dahl. "Isn\'t it always us?"\n'
        "Vera Moss shrugged: \"The workers' fund isn't empty.\"\n"
        '"Ha!" said Dahl, who\'d heard it before.'
    ),
}
_SINGLES = str.maketrans({"“": "‘", "”": "’", '"': "'"})


@pytest.mark.parametrize("name", [pytest.param(name, marks=marks_of(f"british-{name}")) for name in ARTICLES])
def test_single_marks_give_the_words_and_speakers_of_double_marks(name: str) -> None:
    text = ARTICLES[name]
    assert heard(text.translate(_SINGLES)) == heard(text)


@pytest.mark.parametrize("name", ARTICLES)
def test_straight_marks_give_the_words_and_speakers_of_curly_marks(name: str) -> None:
    text = ARTICLES[name]
    assert heard(text.replace("“", '"').replace("”", '"')) == heard(text)
