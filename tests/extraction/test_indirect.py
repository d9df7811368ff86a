"""Speech reported without marks: what is found on request, what only looks like it, and that it is off by default."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotetrace.extraction import extract, extract_document
from quotetrace.model import Extraction, Flag, Kind, Quotation, ZoneKind
from tests.fuzz.invariants import assert_extraction

from .articles import document, plain
from .known_failures import parameter

Reported = tuple[str, str]


def read(text: str, zones: Mapping[int, ZoneKind] | None = None, headline: str | None = None) -> Extraction:
    return extract_document(document(text, zones, headline), indirect=True)


def reported(extraction: Extraction) -> list[Reported]:
    """The words reported without marks, a leading *that* left out, and the speaker without a determiner."""
    return [
        (one.text.removeprefix("that "), plain(one.speaker or "?"))
        for one in extraction.quotations
        if one.kind is Kind.INDIRECT
    ]


FOUND: tuple[tuple[str, str, list[Reported]], ...] = (
    ("clause-behind", "Vera Moss said the quay was unsafe.", [("the quay was unsafe", "vera moss")]),
    ("clause-with-that", "Vera Moss said that the quay was unsafe.", [("the quay was unsafe", "vera moss")]),
    ("day-before-that", "Vera Moss said on Monday that the quay was unsafe.", [("the quay was unsafe", "vera moss")]),
    ("day-without-that", "Vera Moss said Monday the quay was unsafe.", [("the quay was unsafe", "vera moss")]),
    (
        "tag-at-the-end",
        "The quay was unsafe after the storm, Vera Moss said.",
        [("The quay was unsafe after the storm", "vera moss")],
    ),
    (
        "inverted-tag-at-the-end",
        "The quay was unsafe after the storm, said Vera Moss.",
        [("The quay was unsafe after the storm", "vera moss")],
    ),
    (
        "tag-in-the-middle",
        "The quay, Vera Moss said, was unsafe after the storm.",
        [("The quay", "vera moss"), ("was unsafe after the storm", "vera moss")],
    ),
    (
        "according-to-before",
        "According to Vera Moss, the quay was unsafe after the storm.",
        [("the quay was unsafe after the storm", "vera moss")],
    ),
    (
        "according-to-behind",
        "The quay was unsafe after the storm, according to Vera Moss.",
        [("The quay was unsafe after the storm", "vera moss")],
    ),
    ("told-somebody-that", "Vera Moss told reporters that the quay was shut.", [("the quay was shut", "vera moss")]),
    ("told-a-name", "Vera Moss told Karl Dahl the quay was shut.", [("the quay was shut", "vera moss")]),
    ("asked-whether", "Vera Moss asked whether the quay was safe.", [("whether the quay was safe", "vera moss")]),
    ("asked-them-if", "Vera Moss asked the council if it was safe.", [("if it was safe", "vera moss")]),
    ("promised-to", "Vera Moss promised to rebuild the quay.", [("to rebuild the quay", "vera moss")]),
    ("urged-to", "Vera Moss urged the council to close the quay.", [("to close the quay", "vera moss")]),
    (
        "an-opening-participle",
        "Noting that the quay was unsafe, Vera Moss left the port.",
        [("the quay was unsafe", "vera moss")],
    ),
    (
        "a-tag-on-condition",
        "The quay was unsafe, Vera Moss said, on condition that nobody named her boat.",
        [("The quay was unsafe", "vera moss")],
    ),
    ("contracted-is", "Karl Dahl left. He’s saying that the quay was shut.", [("the quay was shut", "karl dahl")]),
    (
        "a-second-verb-behind-but",
        "Vera Moss fears the storm but argues that the quay must open.",
        [("the quay must open", "vera moss")],
    ),
    ("some-say", "Some say the quay was unsafe.", [("the quay was unsafe", "some")]),
    ("called-on-them-to", "Vera Moss called on the council to close the quay.", [("to close the quay", "vera moss")]),
    (
        "called-for-a-thing",
        "Vera Moss called for a ban on boats in the port.",
        [("a ban on boats in the port", "vera moss")],
    ),
    ("denied-a-thing", "Vera Moss denied the charges of the council.", [("the charges of the council", "vera moss")]),
    ("asked-them-why", "Vera Moss asked the old council why it was shut.", [("why it was shut", "vera moss")]),
    (
        "told-a-paper-of-a-town",
        "Vera Moss told the Gazette of Ashton she would not go.",
        [("she would not go", "vera moss")],
    ),
    ("as-somebody-said", "As Vera Moss noted, the quay was shut.", [("the quay was shut", "vera moss")]),
    (
        "as-it-reported",
        "But as the Port Authority has reported, the quay was shut.",
        [("the quay was shut", "port authority")],
    ),
    (
        "a-tag-that-tells",
        "The answer, Vera Moss told them, was plain.",
        [("The answer", "vera moss"), ("was plain", "vera moss")],
    ),
    ("an-irregular-verb", "The Port Authority reported it sold 30 boats.", [("it sold 30 boats", "port authority")]),
    ("a-share-of-people", "Vera Moss lost, but 46 percent said she was right.", [("she was right", "?")]),
    ("one-in-five", "Vera Moss lost, but one in five said she was right.", [("she was right", "?")]),
    ("told-them-to", "Vera Moss told the crew to leave the quay.", [("to leave the quay", "vera moss")]),
    ("asked-them-not-to", "Vera Moss asked reporters not to write it.", [("not to write it", "vera moss")]),
    ("part-of-the-day", "Vera Moss said on Monday evening the quay was shut.", [("the quay was shut", "vera moss")]),
    ("denied-that", "Vera Moss denied that she had shut it.", [("she had shut it", "vera moss")]),
    ("was-told-by", "Vera Moss was told by Karl Dahl that the quay was shut.", [("the quay was shut", "karl dahl")]),
    ("pronoun", "Vera Moss walked the quay. She said it was unsafe.", [("it was unsafe", "vera moss")]),
    ("role", "The harbour master warned that the quay was unsafe.", [("the quay was unsafe", "harbour master")]),
    ("body", "The Port Authority said the quay was shut.", [("the quay was shut", "port authority")]),
    ("document-that-states", "The report said the quay was unsafe.", [("the quay was unsafe", "report")]),
    (
        "a-contrast-ends-it",
        "Vera Moss said the quay was unsafe, but Karl Dahl opened it.",
        [("the quay was unsafe", "vera moss")],
    ),
    (
        "a-semicolon-ends-it",
        "Vera Moss said the quay was unsafe; the council laughed.",
        [("the quay was unsafe", "vera moss")],
    ),
    (
        "a-second-report-behind-a-comma",
        "Vera Moss said the quay was unsafe, adding that the crane had rusted.",
        [("the quay was unsafe", "vera moss"), ("the crane had rusted", "vera moss")],
    ),
    (
        "two-sentences-two-speakers",
        "Vera Moss said the quay was unsafe. Karl Dahl said the crane had rusted.",
        [("the quay was unsafe", "vera moss"), ("the crane had rusted", "karl dahl")],
    ),
    (
        "inverted-tag-with-an-apposition",
        "The quay was unsafe after the storm, said Vera Moss, the harbour master.",
        [("The quay was unsafe after the storm", "vera moss")],
    ),
    (
        "tag-with-a-longer-subject",
        "The quay was unsafe after the storm, the harbour master of Ashton said in a statement.",
        [("The quay was unsafe after the storm", "harbour master")],
    ),
    ("opener-before-a-tag", "Still, Vera Moss said, the quay was shut.", [("the quay was shut", "vera moss")]),
    (
        "behind-an-interview",
        "Vera Moss said in an interview with a paper on Monday that the quay was unsafe.",
        [("the quay was unsafe", "vera moss")],
    ),
    ("behind-an-adverb", "Vera Moss said repeatedly that the quay was shut.", [("the quay was shut", "vera moss")]),
    (
        "told-a-pronoun",
        "Vera Moss told me they believed the quay was shut.",
        [("they believed the quay was shut", "vera moss")],
    ),
    ("told-a-crowd", "Vera Moss told a crowd of sailors that the quay was shut.", [("the quay was shut", "vera moss")]),
    (
        "that-within-the-clause",
        "Vera Moss said she hoped that it was safe.",
        [("she hoped that it was safe", "vera moss")],
    ),
    (
        "a-plural-without-determiner",
        "Vera Moss said ships from the north were late again.",
        [("ships from the north were late again", "vera moss")],
    ),
    ("a-verb-right-behind-a-pronoun", "Vera Moss announced she supported it.", [("she supported it", "vera moss")]),
    (
        "a-relative-clause-ends-it",
        "Vera Moss said the quay was unsafe, which surprised the whole council of the port.",
        [("the quay was unsafe", "vera moss")],
    ),
    (
        "a-dash-ends-it",
        "Vera Moss said the quay was unsafe — the storm had come at night.",
        [("the quay was unsafe", "vera moss")],
    ),
    (
        "but-that-does-not-end-it",
        "Vera Moss said that the quay was unsafe, but that it would open.",
        [("the quay was unsafe, but that it would open", "vera moss")],
    ),
    (
        "a-second-verb-of-saying",
        "Vera Moss said the quay was shut and warned that the crane had rusted.",
        [("the quay was shut", "vera moss"), ("the crane had rusted", "vera moss")],
    ),
    (
        "a-second-speaker-behind-and",
        "Vera Moss said the quay was shut and Karl Dahl said the crane had rusted.",
        [("the quay was shut", "vera moss"), ("the crane had rusted", "karl dahl")],
    ),
    ("a-house-by-its-number", "Number 10 said the quay was shut.", [("the quay was shut", "number 10")]),
    ("a-house-by-no", "The quay was shut, No 10 said.", [("The quay was shut", "no 10")]),
    ("a-street-that-looks-like-doing", "Downing Street said it was shut.", [("it was shut", "downing street")]),
    ("a-channel-by-its-number", "Channel 4 said the quay was shut.", [("the quay was shut", "channel 4")]),
    (
        "said-that-no-one-said",
        "Vera Moss said no one said the quay was shut.",
        [("no one said the quay was shut", "vera moss")],
    ),
    (
        "a-clause-beside-the-main-one",
        "While Vera Moss said the quay was unsafe, Karl Dahl opened it.",
        [("the quay was unsafe", "vera moss")],
    ),
    (
        "an-apposition-is-no-tag",
        "Karl Dahl, the old mayor of the port, said Vera Moss had left.",
        [("Vera Moss had left", "karl dahl")],
    ),
    (
        "report-in-a-relative-clause",
        "Vera Moss, who said the quay was unsafe, left the room.",
        [("the quay was unsafe", "vera moss")],
    ),
)

REFUSED: tuple[tuple[str, str], ...] = (
    ("belief", "Vera Moss believes the quay is unsafe."),
    ("hope", "Vera Moss hopes that the quay is safe."),
    ("knowledge", "Vera Moss knew that the quay was unsafe."),
    ("states-rights", "Vera Moss studied the report states' rights groups had paid for."),
    ("peace-talks", "Vera Moss watched the peace talks in the harbour."),
    ("claims-the-prize", "Vera Moss claims the prize in the boat race."),
    ("state-of-emergency", "Vera Moss lifted the state of emergency in the port."),
    ("note-that", "Vera Moss left a note that the quay was shut."),
    ("no-say-in-it", "Vera Moss had no say in the matter of the quay."),
    ("told-apart", "Vera Moss can tell the boats apart."),
    ("according-to-plan", "The work went according to plan all week long."),
    ("added-a-thing", "Vera Moss added sugar to the tea."),
    ("wrote-a-thing", "Vera Moss wrote two books about the quay."),
    ("pledged-crates", "Vera Moss leads Karl Dahl by 30 pledged boats and the crates were shut."),
    ("reported-cases", "Vera Moss saw a rise in reported cases that the town had feared."),
    ("agree-with-them", "Vera Moss and the council agree with them."),
    ("when-asked", "Vera Moss laughed when asked whether the quay was safe."),
    ("called-on-a-friend", "Vera Moss called on a friend."),
    ("told-a-joke", "Vera Moss told a joke to the crew."),
    ("told-a-joke-on-friday", "During a visit to the port on Friday, Vera Moss told a joke."),
    ("a-thing-behind-an-opening", "In the long report to the council, Vera Moss repeated her promise."),
    ("maintained-a-thing", "Vera Moss maintained the boats for ten years."),
    ("observed-a-thing", "Vera Moss observed the birds."),
    ("recalled-a-thing", "Vera Moss recalled the boat from the sea."),
    ("reported-a-theft", "Vera Moss reported the theft to the police."),
    ("agreed-with-somebody", "Vera Moss agreed with Karl Dahl."),
    ("said-hello", "Vera Moss said hello to Karl Dahl."),
    ("refused-to-say", "Vera Moss refused to say whether the quay was shut."),
    ("it-is-said", "It is said that the quay was shut."),
    ("nobody-said", "Nobody said that the quay was unsafe."),
    ("no-one-said", "No one said that the quay was unsafe."),
    ("no-one-has-said", "No one has said the quay was unsafe."),
    ("no-official-said", "No official at the port said the quay was unsafe."),
    ("no-one-told-her", "Vera Moss left. No-one told her that the quay was unsafe."),
    ("was-told-by-nobody", "Vera Moss was told that the quay was unsafe."),
    ("would-say", "Vera Moss would say that the quay was unsafe."),
    ("might-say", "Vera Moss might say that the quay was unsafe."),
    ("wants-to-say", "Vera Moss wanted to say that the quay was unsafe."),
    ("if-somebody-says", "If Vera Moss says the quay is unsafe, it will close."),
    ("as-she-said", "Vera Moss, as she said, left the room early that day."),
    ("no-subject", "Saying nothing at all, the council left the room."),
)


@pytest.mark.parametrize("dash", ["-", "–", "—", "―", "--", "---"])
def test_any_dash_ends_a_dateline(dash: str) -> None:
    text = f"WASHINGTON {dash} The Moss administration announced plans to open the quay. Vera Moss left."
    assert reported(read(text)) == [("plans to open the quay", "moss administration")]


@pytest.mark.parametrize(("text", "wanted"), [parameter(name, *rest) for name, *rest in FOUND])
def test_reported_words_and_their_speaker(text: str, wanted: list[Reported]) -> None:
    assert reported(read(text)) == wanted


@pytest.mark.parametrize("text", [parameter(name, text) for name, text in REFUSED])
def test_what_only_looks_like_a_report_is_refused(text: str) -> None:
    assert reported(read(text)) == []


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        parameter("said", "Vera Moss said that the quay was unsafe.", ()),
        parameter("never-said", "Vera Moss never said that the quay was unsafe.", (Flag.NEGATED,)),
        parameter("did-not-say", "Vera Moss did not say the quay was unsafe.", (Flag.NEGATED,)),
        parameter("said-long-ago", "In 1987 Vera Moss said the quay was unsafe.", (Flag.HISTORICAL,)),
        parameter("a-question-about-it", "Has Vera Moss said that the quay was unsafe?", (Flag.HYPOTHETICAL,)),
        parameter("a-report-with-a-question", "Vera Moss asked whether the quay was safe?", ()),
        parameter("asked-about", "Did Vera Moss say the quay was unsafe?", (Flag.HYPOTHETICAL,)),
    ],
)
def test_flags_tell_how_it_was_reported(text: str, flags: tuple[Flag, ...]) -> None:
    [one] = [one for one in read(text).quotations if one.kind is Kind.INDIRECT]
    assert one.flags == flags


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(
            "Vera Moss said the quay was “a heap of wet sand” after the storm.",
            ["a heap of wet sand"],
            id="marks-inside",
        ),
        pytest.param(
            "“The quay is unsafe after the storm,” Vera Moss said.", ["The quay is unsafe after the storm,"], id="all"
        ),
        pytest.param(
            "“It is shut,” Vera Moss said. Karl Dahl said “not for long” on Friday.",
            ["It is shut,", "not for long"],
            id="two",
        ),
    ],
)
def test_a_clause_with_marks_is_left_to_the_sieves(text: str, words: list[str]) -> None:
    found = read(text).quotations
    assert [one.text for one in found] == words
    assert Kind.INDIRECT not in {one.kind for one in found}


ARTICLE = "Vera Moss said the quay was unsafe.\n\nVera Moss said the crane had rusted."
FIRST, SECOND = ("the quay was unsafe", "vera moss"), ("the crane had rusted", "vera moss")


@pytest.mark.parametrize(
    ("zone", "wanted"),
    [
        (None, [FIRST, SECOND]),
        (ZoneKind.HEADLINE, [SECOND]),
        (ZoneKind.DECK, [SECOND]),
        (ZoneKind.CAPTION, [SECOND]),
        (ZoneKind.RELATED, [SECOND]),
        (ZoneKind.CHROME, [SECOND]),
    ],
)
def test_only_running_prose_reports(zone: ZoneKind | None, wanted: list[Reported]) -> None:
    assert reported(read(ARTICLE, {0: zone} if zone else None)) == wanted


def test_a_headline_of_its_own_reports_nothing_and_shifts_nothing() -> None:
    found = read("Karl Dahl said the crane had rusted.", headline="Vera Moss said the quay was unsafe")
    assert reported(found) == [("the crane had rusted", "karl dahl")]
    assert_extraction(found)


def test_it_is_off_unless_asked_for() -> None:
    [silent], [asked] = extract([document(ARTICLE)]), extract([document(ARTICLE)], indirect=True)
    assert silent.quotations == ()
    assert reported(asked) == [FIRST, SECOND]


def test_a_report_says_how_it_was_found() -> None:
    [one] = read("The rain fell. Vera Moss told the Harbour Gazette that the quay was shut.").quotations
    assert (one.cue and one.cue.text, one.speaker_mention and one.speaker_mention.text) == ("told", "Vera Moss")
    assert one.reason.rule == "indirect that"
    assert one.context == "Vera Moss told the Harbour Gazette that the quay was shut."
    assert 0 < one.confidence < 1
    assert [channel.text for channel in one.told_to] == ["Harbour Gazette"]
    assert one.id == f"sha256:test/body/{one.start}-indirect"


def test_the_words_behind_a_tag_continue_those_before_it() -> None:
    before, behind = read("The quay, Vera Moss said, was unsafe after the storm.").quotations
    assert (before.continues, behind.continues) == (None, before.id)


def test_two_reports_of_one_speaker_are_no_pieces_of_one() -> None:
    assert [one.continues for one in read(ARTICLE).quotations] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        parameter("two-cues-two-clauses", "Vera Moss said the quay was shut and warned that the crane had rusted."),
        parameter("two-cues-one-clause", "Vera Moss said and repeated that the quay was unsafe."),
    ],
)
def test_ids_are_unique(text: str) -> None:
    ids = [one.id for one in read(text).quotations]
    assert ids
    assert len(set(ids)) == len(ids)


def test_a_bare_clause_is_less_sure_than_one_with_that() -> None:
    bare, sure = read("Vera Moss said the quay was shut. Vera Moss said that the crane had rusted.").quotations
    assert bare.confidence < sure.confidence


def test_say_is_surer_than_verbs_that_also_take_a_thing() -> None:
    said, claimed = read("Vera Moss said the quay was shut. Vera Moss claimed the crane had rusted.").quotations
    assert claimed.confidence < said.confidence


# --- any text --------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    "Vera Moss|Karl Dahl|the harbour master|she|they|said|says|told|according to|asked|promised to|warned that|that|if|"
    "whether|the quay|was shut|on Monday|reporters|not|never|would|,|.|;|:|“|”|‘|’|\"|'|—|\n|\n\n|in 1987|but|adding|?"
    "|€|é".split("|")
)


def in_marks(extraction: Extraction) -> list[Quotation]:
    return [one for one in extraction.quotations if one.kind is not Kind.INDIRECT]


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_in_any_text_offsets_hold_and_quotations_in_marks_stay(text: str) -> None:
    found, without = read(text), extract_document(document(text))
    assert_extraction(found)
    assert [(one.id, one.text) for one in in_marks(found)] == [(one.id, one.text) for one in without.quotations]
    assert [one.start for one in found.quotations] == sorted(one.start for one in found.quotations)
    for one in found.quotations:
        if one.kind is Kind.INDIRECT:
            assert one.text == one.text.strip()
            assert not any(one.start < other.end and other.start < one.end for other in in_marks(found))
