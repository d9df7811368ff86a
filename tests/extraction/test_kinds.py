"""Kinds, flags, pieces that go on, offsets, context, confidence; and nothing that any text can break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrace.extraction import extract, extract_document
from quotetrace.extraction.paragraphs import split_paragraphs
from quotetrace.model import Document, Flag, Kind, Part, Span, Zone, ZoneKind
from tests.fuzz.invariants import assert_extraction

from .articles import document, read
from .known_failures import parameter

# (id, text, the kinds of its outermost quotations)
KINDS: list[tuple[str, str, list[Kind]]] = [
    ("sentence-behind-a-colon", 'Vera Moss said: "We rowed all night."', [Kind.DIRECT]),
    ("sentence-before-the-cue", '"We rowed all night," Vera Moss said.', [Kind.DIRECT]),
    ("one-word-sentence", '"Never," Vera Moss said.', [Kind.DIRECT]),
    ("both-halves-of-a-split", '"We rowed," Vera Moss said, "because the wind had died."', [Kind.DIRECT, Kind.DIRECT]),
    (
        "paragraph-of-quotation",
        'Vera Moss wept.\n"We rowed all night," she said.\n"Nobody slept."',
        [Kind.DIRECT, Kind.DIRECT],
    ),
    ("sentence-after-said-without-a-comma", 'Vera Moss said "We rowed all night."', [Kind.DIRECT]),
    ("fragment-after-that", 'Vera Moss said that "the wind had died".', [Kind.MIXED]),
    ("fragment-with-a-capital-after-that", 'Vera Moss said that "Norrvik is broke".', [Kind.MIXED]),
    ("called", 'Vera Moss called the vote "a farce".', [Kind.MIXED]),
    ("two-fragments", 'Vera Moss called the vote "a farce" and the count "a joke".', [Kind.MIXED, Kind.MIXED]),
    ("fragment-first", 'The vote was "a farce", Vera Moss said.', [Kind.MIXED]),
    ("according-to", 'The vote was "a farce", according to Vera Moss.', [Kind.MIXED]),
    ("irony", 'The "free" ferry costs nine crowns.', [Kind.SCARE]),
    ("title", 'She starred in "The Drowned Bell".', [Kind.SCARE]),
    ("title-of-an-owner", 'Vera Moss sang Radio One\'s "Low Water", she said.', [Kind.SCARE]),
    ("show-of-an-owner", 'Vera Moss called Radio One\'s "Low Water" podcast late.', [Kind.SCARE]),
    ("slogan-of-an-owner", 'Karl Dahl repeated Vera Moss\'s "Build It Now" pledge.', [Kind.MIXED]),
    ("slogan-behind-another-noun", 'They took up Vera Moss\'s "Build It Now" campaign slogan.', [Kind.MIXED]),
    ("so-called", 'The so-called "ghost boat" drifted in.', [Kind.SCARE]),
    ("one-word-alone", '"We rowed," Vera Moss said.\n"Ferry"', [Kind.DIRECT, Kind.SCARE]),
    ("short-sentence-in-prose", 'The crew sat under "Do not."', [Kind.SCARE]),
    (
        "a-sentence-that-nobody-is-said-to-have-spoken",
        '"We rowed all night, and nobody in that boat believed that we would live." It rained.',
        [Kind.DIRECT],
    ),
]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [parameter(*one) for one in KINDS],
)
def test_kinds(text: str, kinds: list[Kind]) -> None:
    assert [quote.kind for quote in read(text).quotations] == kinds


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param('Karl Dahl repeated Vera Moss\'s "Build It Now" pledge.', "Vera Moss", id="repeated"),
        pytest.param('Karl Dahl called Vera Moss\'s "Build It Now" slogan a joke.', "Vera Moss", id="called"),
        pytest.param('Vera Moss lost. Her "we row on" remark is on every wall.', "Vera Moss", id="her"),
        pytest.param('Karl Dahl repeated the "build it now" pledge.', "Karl Dahl", id="no-owner"),
        pytest.param('Karl Dahl said that Vera Moss\'s plan "is dead" and her pledge too.', "Karl Dahl", id="no-noun"),
    ],
)
def test_what_a_noun_calls_somebodys_is_that_persons(text: str, speaker: str) -> None:
    (quote,) = read(text).quotations
    assert quote.speaker == speaker


def test_a_slogan_within_a_quotation_is_its_owners() -> None:
    _, inner = read(
        "Vera Moss won.\n“I defended Vera Moss's ‘Build It Now’ slogan by saying so,” Karl Dahl said."
    ).quotations
    assert (inner.text, inner.speaker, inner.flags) == ("Build It Now", "Vera Moss", (Flag.NESTED,))


@pytest.mark.parametrize("zone", [ZoneKind.HEADLINE, ZoneKind.DECK, ZoneKind.SUBHEAD])
def test_words_in_a_headline_are_of_that_kind(zone: ZoneKind) -> None:
    extraction = read("Moss calls vote 'a farce'\nMayor Vera Moss spoke on Monday.", {0: zone})
    assert [quote.kind for quote in extraction.quotations] == [Kind.HEADLINE]


@pytest.mark.parametrize("zone", [ZoneKind.CAPTION, ZoneKind.CHROME, ZoneKind.RELATED, ZoneKind.BYLINE])
def test_captions_and_furniture_hold_no_quotations(zone: ZoneKind) -> None:
    extraction = read('Vera Moss: "We row."\n"We sing," said Karl Dahl.', {0: zone})
    assert [quote.text for quote in extraction.quotations] == ["We sing,"]


def test_a_caption_in_the_middle_of_a_line_does_not_silence_the_line() -> None:
    text = 'Vera Moss: "We row." Photo: J. Vik "We sing," said Karl Dahl.'
    caption = Zone(0, text.index('"We sing'), ZoneKind.CAPTION)
    extraction = extract_document(Document("sha256:x", "x", "/x", text, zones=(caption,)))
    assert [(quote.text, quote.speaker) for quote in extraction.quotations] == [("We sing,", "Karl Dahl")]


def test_a_separate_headline_has_offsets_of_its_own() -> None:
    headline = "Moss: 'We will row'"
    extraction = extract_document(document('Mayor Vera Moss spoke. "We will row," she said.', headline=headline))
    first, second = extraction.quotations
    assert (first.part, first.kind, first.speaker) == (Part.HEADLINE, Kind.HEADLINE, "Vera Moss")
    assert headline[first.start : first.end] == first.text == "We will row"
    assert second.part is Part.BODY


# --- flags -----------------------------------------------------------------------------------------------------


def test_nested_words_are_flagged_and_follow_the_words_around_them() -> None:
    outer, inner = read("\"The guard shouted 'run' at us,\" Vera Moss said.").quotations
    assert (outer.text, outer.flags) == ("The guard shouted 'run' at us,", ())
    assert (inner.text, inner.flags) == ("run", (Flag.NESTED,))
    assert outer.start < inner.start < inner.end < outer.end


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        pytest.param('Vera Moss left. "Not today," was all she would say.', (), id="all-she-would-say"),
        pytest.param('All that Vera Moss would say was "not today".', (), id="all-that-she-would-say"),
        pytest.param('Vera Moss would only say that the quay was "not quite safe".', (), id="would-only-say"),
        pytest.param('Vera Moss would say that the quay was "not quite safe".', (Flag.HYPOTHETICAL,), id="would-say"),
        pytest.param('If Vera Moss would only say "we shall go".', (Flag.HYPOTHETICAL,), id="if-she-would-only"),
        pytest.param('Vera Moss would not say "it is safe".', (Flag.NEGATED, Flag.HYPOTHETICAL), id="would-not-say"),
    ],
)
def test_what_a_modal_makes_of_the_words(text: str, flags: tuple[Flag, ...]) -> None:
    (quote,) = read(text).quotations
    assert quote.flags == flags


@pytest.mark.parametrize(
    ("text", "speaker", "flags"),
    [
        pytest.param('"We row," no one said.', None, (Flag.NEGATED,), id="no-one"),
        pytest.param('No sailor said "we will all row".', None, (Flag.NEGATED,), id="no-sailor"),
        pytest.param('"We row," No 10 said.', "No 10", (), id="a-house-by-its-number"),
    ],
)
def test_what_no_one_said_is_denied_and_nobodys(text: str, speaker: str | None, flags: tuple[Flag, ...]) -> None:
    (quote,) = read(text).quotations
    assert (quote.speaker, quote.flags) == (speaker, flags)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"We rowed all night, Vera Moss said.', id="closer"),
        pytest.param('We rowed all night," Vera Moss said.', id="opener"),
        pytest.param('Vera Moss said: "We rowed all night.\nIt rained.', id="closer-at-the-paragraph-end"),
    ],
)
def test_a_missing_mark_is_flagged(text: str) -> None:
    (quote,) = read(text).quotations
    assert quote.flags == (Flag.UNCLOSED,)
    assert quote.speaker == "Vera Moss"


def test_reopened_paragraphs_are_not_unclosed() -> None:
    quotations = read("Vera Moss said: “We rowed.\n“We sang.\n“We slept.”").quotations
    assert [quote.flags for quote in quotations] == [(), (), ()]


# --- pieces that go on -----------------------------------------------------------------------------------------


# (id, text, for each outermost quotation the index of the piece it goes on with)
CHAINS: list[tuple[str, str, list[int | None]]] = [
    ("one-sentence", '"We row," Vera Moss said, "at night."', [None, 0]),
    ("next-sentence", '"We row," Vera Moss said. "We row at night."', [None, 0]),
    ("reopened", "Vera Moss said: “We row.\n“We row at night.\n“We sleep by day.”", [None, 0, 1]),
    ("three-pieces", '"We," said Vera Moss, "row." She paused. "Nothing else."', [None, 0, None]),
    ("own-attribution", '"We row," Vera Moss said. "We sing," she added.', [None, None]),
    ("another-speaker", '"We row," Vera Moss said. "I sail," said Karl Dahl.', [None, None]),
    ("two-fragments", 'Vera Moss called the vote "a farce" and the count "a joke".', [None, None]),
    ("closed-paragraphs", '"We row," said Vera Moss.\n"We sing," said Vera Moss.', [None, None]),
]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [parameter(*one) for one in CHAINS],
)
def test_what_goes_on_names_the_piece_before(text: str, pieces: list[int | None]) -> None:
    quotations = read(text).quotations
    place = {quote.id: index for index, quote in enumerate(quotations)}
    assert [place[quote.continues] if quote.continues else None for quote in quotations] == pieces


@pytest.mark.parametrize(
    ("text", "heard_words"),
    [
        pytest.param(
            "Karl Dahl left. “We row at night until the\nwind drops,” Vera Moss said.",
            [("We row at night until the\nwind drops,", "Vera Moss")],
            id="in-the-words",
        ),
        pytest.param(
            "Karl Dahl left. ‘We row at night until the\nwind drops,’ Vera Moss said.",
            [("We row at night until the\nwind drops,", "Vera Moss")],
            id="single-marks",
        ),
        pytest.param(
            "Karl Dahl left. “We row.\nWe row at night,” Vera Moss said.",
            [("We row.\nWe row at night,", "Vera Moss")],
            id="between-two-sentences",
        ),
        pytest.param(
            "Karl Dahl left. “We row at night,” said\nVera Moss.",
            [("We row at night,", "Vera Moss")],
            id="before-the-name",
        ),
        pytest.param(
            "Karl Dahl left. The mayor, Vera Moss,\nsaid: “We row.”", [("We row.", "Vera Moss")], id="before-the-cue"
        ),
        pytest.param(
            "“We row,” Vera Moss said.\n“We sing,” Karl Dahl said.",
            [("We row,", "Vera Moss"), ("We sing,", "Karl Dahl")],
            id="a-paragraph-ends",
        ),
    ],
)
def test_a_line_break_in_a_sentence_parts_nothing(text: str, heard_words: list[tuple[str, str | None]]) -> None:
    assert [(quote.text, quote.speaker) for quote in read(text).quotations] == heard_words


# --- what a quotation carries ----------------------------------------------------------------------------------


def test_a_quotation_leads_back_to_its_characters() -> None:
    text = 'It rained. "We row," Vera Moss told Radio Norrvik on Monday. It rained again.'
    (quote,) = read(text).quotations
    assert quote.id == f"sha256:test/body/{quote.start}"
    assert quote.document == "sha256:test"
    assert text[quote.start : quote.end] == quote.text == "We row,"
    assert quote.speaker_mention == Span(21, 30, "Vera Moss")
    assert quote.cue == Span(31, 35, "told")
    assert quote.context == '"We row," Vera Moss told Radio Norrvik on Monday.'
    assert quote.reason.rule == "behind"
    assert 0.5 < quote.confidence <= 1.0


def test_the_runner_up_is_the_next_candidate() -> None:
    (quote,) = read('Vera Moss told Karl Dahl: "We row."').quotations
    assert (quote.speaker, quote.reason.runner_up) == ("Vera Moss", "Karl Dahl")


def test_what_nobody_said_has_no_confidence() -> None:
    (quote,) = read('The "free" ferry costs nine crowns.').quotations
    assert (quote.speaker, quote.speaker_mention, quote.cue, quote.confidence) == (None, None, None, 0.0)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        parameter("verb", '"We row," Vera Moss said.', "said"),
        parameter("according-to", 'The vote was "a farce", according to Vera Moss.', "according to"),
        parameter("participle", 'Vera Moss left, saying "we row".', "saying"),
        parameter("colon", 'Vera Moss: "We row at night."', ":"),
    ],
)
def test_cues(text: str, cue: str) -> None:
    (quote,) = read(text).quotations
    assert quote.cue is not None
    assert quote.cue.text == cue


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('The crew came home at last. Vera Moss: "We row at night."', id="behind-a-sentence"),
        pytest.param('VERA MOSS: "We row at night."', id="capitals"),
    ],
)
def test_a_colon_as_the_cue_stands_where_it_says(text: str) -> None:
    (quote,) = read(text).quotations
    assert quote.cue == Span(text.index(":"), text.index(":") + 1, ":")


def test_documents_come_out_in_order() -> None:
    texts = ['"We row," said Vera Moss.', "", '"We sing," said Karl Dahl.']
    found = list(extract(document(text) for text in texts))
    assert [one.document.text for one in found] == texts
    assert [[quote.speaker for quote in one.quotations] for one in found] == [["Vera Moss"], [], ["Karl Dahl"]]


def test_extraction_is_a_function_of_the_document() -> None:
    text = 'Vera Moss met Karl Dahl. "We row," she said. "I sail," he said. "You drown," the mayor said.'
    assert read(text) == read(text)


# --- any text at all -------------------------------------------------------------------------------------------

_WORDS = st.sampled_from(
    "“ ” \" ' ‘ ’ « » „ '' `` , . ; : ? ! - – — ( ) [ ] … ... \n \n\n said says told according to saying who he she "
    "they it the a of by in Mr Mrs Dr. Vera Moss Moss's Dahl Karl mayor report police Tarnwell Energy NVK reporters "
    "statement Monday not asked added called farce 1998 6\" rock'n'roll \u00a0 \u2028 ﬁ é 𝒳".split(" ")
)
ARTICLES = st.builds(str.join, st.sampled_from([" ", ""]), st.lists(_WORDS, min_size=4, max_size=60))


@given(ARTICLES)
def test_any_article_is_read_and_its_offsets_hold(text: str) -> None:
    assert_extraction(read(text))


@given(st.text(max_size=200))
def test_any_text_is_read_and_its_offsets_hold(text: str) -> None:
    assert_extraction(read(text))


@given(ARTICLES, st.lists(st.sampled_from([*ZoneKind, None]), max_size=8))
def test_any_zones_are_respected(text: str, kinds: list[ZoneKind | None]) -> None:
    count = len(split_paragraphs(text))
    zones = {number: kind for number, kind in enumerate(kinds[:count]) if kind is not None}
    extraction = read(text, zones)
    assert_extraction(extraction)
    silent = [
        zone
        for zone in extraction.document.zones
        if zone.kind in (ZoneKind.CAPTION, ZoneKind.CHROME, ZoneKind.RELATED, ZoneKind.BYLINE)
    ]
    assert not [quote for quote in extraction.quotations for zone in silent if zone.start <= quote.start < zone.end]


@pytest.mark.parametrize(
    "text",
    [
        parameter("empty", ""),
        parameter("one-mark", "“"),
        parameter("one-straight-mark", '"'),
        parameter("openers-that-hold-nothing", "“\n“"),
        parameter("an-empty-opener-reopened", '“\n"5'),
        parameter("a-closer-then-an-opener", "”\n“5"),
        parameter("a-cue-alone", "said: "),
        parameter("quotations-and-a-cue-and-nobody", "“a” “b” said"),
        parameter("a-title-alone", "Mr. said “a”"),
        parameter("according-to-nobody", "“a” according to"),
        parameter("byte-order-mark-and-nul", "\ufeff“a” said Vera Moss.\r\n\r\n\x00"),
    ],
)
def test_odd_texts_are_read(text: str) -> None:
    assert_extraction(read(text))
