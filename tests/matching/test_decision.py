"""Which edges are one utterance: the rules for short texts, two speakers, slogans, repetition, and the reasons."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matching_samples import MOSS, ROE, occurrence, quotation

from quotetrace.matching.compatibility import Compatibility, compare_entities
from quotetrace.matching.decision import decide
from quotetrace.matching.edges import find_edges
from quotetrace.matching.evidence import days_between
from quotetrace.model import Entity, EntityKind, Judgement, Kind, Occurrence, Quotation, ToldTo
from quotetrace.moments import Moment

PERSON, ORGANISATION, ROLE = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.ROLE

LONG = "We shall dredge the harbour before the herring fleet returns from the northern banks"
OTHER_LONG = "Every skipper in Quillhaven was asked twice, and every skipper agreed in writing"
SLOGAN = "Keep our harbour free"


def judge(*said: tuple[Quotation, str], entities: dict[str, Entity] | None = None) -> dict[str, Judgement]:
    """The judgements on all edges of quotations with their dates, by ``left right``."""
    known = {one.id: occurrence(one, date or None, (entities or {}).get(one.id)) for one, date in said}
    edges = find_edges([one.quotation for one in known.values()])
    return {" ".join(sorted((one.edge.left, one.edge.right))): one for one in decide(edges, known)}


def verdict(left: Quotation, right: Quotation, *more: Quotation, days: int = 1) -> bool:
    dates = {left.document: "2031-05-04", right.document: Moment.parse("2031-05-04").start.date().isoformat()}
    dates[right.document] = f"2031-{5 + (3 + days) // 28:02}-{(3 + days) % 28 + 1:02}"
    judged = judge(*((one, dates[one.document]) for one in (left, right, *more)))
    return judged[" ".join(sorted((left.id, right.id)))].accepted


@pytest.mark.parametrize(
    ("left", "right", "days", "accepted"),
    [
        pytest.param(LONG, LONG, 0, True, id="a sentence, the same day"),
        pytest.param(LONG, LONG, 90, True, id="a sentence told again three months later"),
        pytest.param(SLOGAN, SLOGAN, 1, False, id="a slogan the next day"),
        pytest.param(SLOGAN, SLOGAN, 40, False, id="a slogan on another occasion"),
        pytest.param("it's a home run", "It's a home run!", 0, False, id="a stock phrase"),
    ],
)
def test_one_speaker_needs_words_that_say_enough(left: str, right: str, days: int, accepted: bool) -> None:
    assert verdict(quotation("a/1", left), quotation("b/1", right), days=days) is accepted


def test_longer_words_elsewhere_let_a_short_phrase_join() -> None:
    left, right = quotation("a/1", SLOGAN), quotation("b/1", SLOGAN)
    elsewhere = quotation("a/2", LONG), quotation("b/2", LONG)
    assert verdict(left, right, *elsewhere)
    assert not verdict(left, right, quotation("a/2", LONG), quotation("b/2", OTHER_LONG))


def test_the_same_phrase_twice_is_no_second_witness() -> None:
    slogan = "Keep our harbour free now"
    left, right = quotation("a/1", SLOGAN), quotation("b/1", SLOGAN)
    assert not verdict(left, right, quotation("a/2", slogan), quotation("b/2", slogan))


def test_the_sentence_around_counts() -> None:
    words = "a wall of brackish foam"
    left, right = quotation("a/1", words), quotation("b/1", words)
    assert not verdict(left, right, days=8)
    around = "Roe said the ferry Halcyon met '{}' off Quillhaven in the January gale."
    seen = [quotation(f"{doc}/1", words, context=around.format(words)) for doc in ("a", "b")]
    assert verdict(*seen, days=8)


def test_channels_count() -> None:
    words = "close the old fish market by Sunday"

    def told(place: str, outlet: str) -> Quotation:
        return quotation(place, words, None, told_to=(ToldTo(0, 1, f"told {outlet}", outlet),))

    assert verdict(told("a/1", "Radio Nord"), told("b/1", "radio nord"))
    assert not verdict(told("a/1", "Radio Nord"), told("b/1", "Coast TV"))


@pytest.mark.parametrize(
    ("words", "around", "longer", "accepted"),
    [
        pytest.param("grim sign", "", True, True, id="two words beside longer shared ones"),
        pytest.param("grim sign", "", False, False, id="two words and nothing else"),
        pytest.param("grim", "Roe called the ferry's '{}' leak a danger.", True, True, id="one word, topic agrees"),
        pytest.param("grim", "Roe said it was '{}'.", True, False, id="one word, only the speaker agrees"),
        pytest.param("grim", "Roe called the ferry's '{}' leak a danger.", False, False, id="one word, nothing longer"),
    ],
)
def test_under_four_words(words: str, around: str, longer: bool, accepted: bool) -> None:
    left, right = (quotation(f"{doc}/1", words, context=around.format(words)) for doc in ("a", "b"))
    more = [quotation(f"{doc}/2", LONG if longer or doc == "a" else OTHER_LONG) for doc in ("a", "b")]
    assert verdict(left, right, *more) is accepted


def test_under_four_words_two_speakers_are_two_utterances() -> None:
    left, right = quotation("a/1", "grim sign"), quotation("b/1", "grim sign", "Tom Moss")
    assert not verdict(left, right, quotation("a/2", LONG), quotation("b/2", LONG))


def test_within_one_document_the_same_speaker_suffices() -> None:
    judged = judge(
        *((quotation(f"a/{n}", "grim sign", who), "") for n, who in enumerate(["Jane Roe", "Jane Roe", "Tom Moss"]))
    )
    assert {pair: one.accepted for pair, one in judged.items()} == {
        "a/0 a/1": True,
        "a/0 a/2": False,
        "a/1 a/2": False,
    }


@pytest.mark.parametrize(
    ("words", "accepted"),
    [
        pytest.param(LONG, True, id="a sentence"),
        pytest.param("dredge the harbour before the herring returns", False, id="seven words"),
        pytest.param("that is what we have been and will be", False, id="nine function words"),
    ],
)
def test_two_speakers_of_the_same_words_are_a_conflict(words: str, accepted: bool) -> None:
    (judged,) = judge((quotation("a/1", words), "2031-05-04"), (quotation("b/1", words, "Tom Moss"), "")).values()
    assert (judged.accepted, judged.speaker_conflict) == (accepted, accepted)


def test_unknown_speakers_need_more() -> None:
    words = "dredge the harbour before the herring"
    assert verdict(quotation("a/1", words), quotation("b/1", words))
    assert not verdict(quotation("a/1", words), quotation("b/1", words, None))


def test_overlaps_and_speech_without_marks_are_never_members() -> None:
    indirect = quotation("b/1", LONG, kind=Kind.INDIRECT)
    assert not verdict(quotation("a/1", LONG), indirect)
    assert verdict(quotation("a/1", LONG, kind=Kind.INDIRECT), indirect)
    start = f"Listen to me for once in your lives, gentlemen of the council. {LONG}"
    end = f"{LONG}. And now let me turn to the price of ice and of salt, which nobody likes."
    assert not verdict(quotation("a/1", start), quotation("b/1", end))


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        pytest.param(
            [("a/1", LONG, "2031-05-04"), ("b/1", LONG, "2031-05-20")],
            "same speaker, 14 shared words, 8 of them rare, 16 days apart",
            id="accepted, days apart",
        ),
        pytest.param(
            [("a/1", SLOGAN, "2031-05-04"), ("b/1", SLOGAN, "")],
            "same speaker, only 4 shared words, 1 of them rare, not both dated",
            id="refused, undated",
        ),
        pytest.param(
            [("a/1", "grim sign", "2031-05-04"), ("b/1", "grim sign", "2031-05-04")],
            "two words and nothing longer shared by the two documents",
            id="too short",
        ),
        pytest.param([("a/1", "grim sign", ""), ("a/2", "grim sign", "")], None, id="one document"),
    ],
)
def test_reasons_are_for_people(said: list[tuple[str, str, str]], reason: str | None) -> None:
    (judged,) = judge(*((quotation(place, words), date) for place, words, date in said)).values()
    assert judged.reason == (reason or "same speaker, 2 shared words, 2 of them rare, same document")


def test_a_reason_names_what_else_counted() -> None:
    around = "Roe said the ferry Halcyon showed '{}' of age."
    left, right = (quotation(f"{doc}/1", "grim sign", context=around.format("grim sign")) for doc in ("a", "b"))
    more = [(quotation(f"{doc}/2", LONG), "2031-05-04") for doc in ("a", "b")]
    judged = judge((left, "2031-05-04"), (right, "2031-05-04"), *more)
    assert judged["a/1 b/1"].reason == (
        "same speaker, 2 shared words, 2 of them rare, the two documents share longer words too, "
        "around both: age, ferry, halcyon, showed"
    )


TEXTS = st.lists(st.sampled_from([LONG, OTHER_LONG, SLOGAN, "grim sign", "grim", f"{SLOGAN} now"]), max_size=4)


@given(TEXTS, TEXTS, TEXTS)
@settings(deadline=None, max_examples=40)
def test_unrelated_documents_never_change_a_decision(one: list[str], other: list[str], third: list[str]) -> None:
    said = [quotation(f"{doc}/{n}", text) for doc, texts in (("a", one), ("b", other)) for n, text in enumerate(texts)]
    added = [quotation(f"c/{n}", text) for n, text in enumerate(third)]
    alone = judge(*((each, "2031-05-04") for each in said))
    together = judge(*((each, "2031-05-04") for each in [*added, *said]))
    assert alone == {pair: each for pair, each in together.items() if "c/" not in pair}


def entity(name: str, kind: EntityKind = PERSON, *aliases: str, gender: str | None = None) -> Entity:
    return Entity(name, kind, aliases, gender=gender)


DECIDED = replace(ROE, also=("Ann Moss", "Jane Roe"))
DECIDED_ROLE = replace(entity("mayor", ROLE), also=("Jane Roe", "mayor"))
DECIDED_MOSS = replace(entity("Ann Moss", gender="m"), also=DECIDED.also)


@pytest.mark.parametrize(
    ("left", "right", "compatibility"),
    [
        pytest.param(ROE, entity("Dr. Jane Roe"), "same", id="a title"),
        pytest.param(ROE, entity("J. Roe"), "same", id="an initial"),
        pytest.param(ROE, entity("Roe"), "compatible", id="a bare surname"),
        pytest.param(ROE, entity("Roe", gender="m"), "different", id="a bare surname of another gender"),
        pytest.param(ROE, entity("John Roe"), "different", id="two people with one surname"),
        pytest.param(ROE, MOSS, "different", id="two names"),
        pytest.param(ROE, entity("harbour chief", ROLE), "unknown", id="a role that may be hers"),
        pytest.param(
            entity("Jane Roe", PERSON, "the harbour chief"),
            entity("harbour chief", ROLE),
            "compatible",
            id="a role that is hers",
        ),
        pytest.param(
            entity("NATO", ORGANISATION), entity("The NATO", ORGANISATION), "same", id="a body and the article"
        ),
        pytest.param(
            entity("Port Authority", ORGANISATION), entity("Coast Guard", ORGANISATION), "different", id="two bodies"
        ),
        pytest.param(
            entity("Port Authority", ORGANISATION), entity("authority", ORGANISATION), "compatible", id="what a body is"
        ),
        pytest.param(
            entity("the Ministry of Health", ORGANISATION),
            entity("health ministry", ORGANISATION),
            "compatible",
            id="what a body is, in other words",
        ),
        pytest.param(
            entity("Port Authority", ORGANISATION), entity("coast guard", ORGANISATION), "unknown", id="a body unnamed"
        ),
        pytest.param(
            entity("authority", ORGANISATION), entity("coast guard", ORGANISATION), "different", id="two things"
        ),
        pytest.param(
            entity("charity", ORGANISATION, "eCoast"),
            entity("Unesco", ORGANISATION),
            "different",
            id="a body with a name too",
        ),
        pytest.param(ROE, entity("Port Authority", ORGANISATION), "unknown", id="a body whose people speak"),
        pytest.param(DECIDED, DECIDED_MOSS, "same", id="a person decided so"),
        pytest.param(DECIDED, entity("Moss"), "compatible", id="a surname of the decided name"),
        pytest.param(DECIDED_ROLE, entity("Jane Roe"), "same", id="a role that is decided"),
        pytest.param(DECIDED_ROLE, entity("Tom Moss"), "different", id="somebody else than a role is decided to be"),
        pytest.param(DECIDED, entity("Ann Moss"), "same", id="the decided name before it was looked for"),
        pytest.param(DECIDED, entity("Tom Moss"), "different", id="neither of two names"),
        pytest.param(
            DECIDED, replace(entity("Tom Dahl"), also=("Tom Dahl", "Tom Moss")), "different", id="two decisions"
        ),
    ],
)
def test_compatibility_of_speakers(left: Entity, right: Entity, compatibility: str) -> None:
    assert compare_entities(left, right) == compare_entities(right, left) == Compatibility(compatibility)


@pytest.mark.parametrize(
    ("left", "right", "days"),
    [
        ("2031-05-04", "2031-05-04", 0),
        ("2031-05-04", "2031-05-05", 1),
        ("2031-05-07T18:00", "2031-05-04", 3),
        ("2031-05", "2031-05-04", 0),
        ("2031-05-04", None, None),
    ],
)
def test_days_between(left: str, right: str | None, days: int | None) -> None:
    moments = [None if one is None else Moment.parse(one) for one in (left, right)]
    assert days_between(*moments) == days_between(*reversed(moments)) == days


def test_a_chain_is_judged_by_all_its_words() -> None:
    first = quotation("a/1", "We shall dredge the harbour")
    second = quotation("a/2", "before the herring fleet returns from the northern banks", continues="a/1")
    judged: dict[str, Judgement] = judge((first, "2031-05-04"), (second, "2031-05-04"), (quotation("b/1", LONG), ""))
    assert judged["a/1 b/1"].accepted
    assert judged["a/1 b/1"].reason.startswith("same speaker, 14 shared words")


def test_the_name_alone_stands_for_a_missing_entity() -> None:
    known = {
        one.id: Occurrence(one, one.document, None, None, None)
        for one in (
            quotation("a/1", "grim harbour sign today"),
            quotation("b/1", "grim harbour sign today", "Tom Moss"),
        )
    }
    (judged,) = decide(find_edges([one.quotation for one in known.values()]), known)
    assert judged.reason.startswith("different speakers")


def test_a_headline_without_a_speaker_repeats_the_body() -> None:
    headline = quotation("a/0", "Dredge the harbour first", None, kind=Kind.HEADLINE)
    assert verdict(headline, quotation("a/1", "We shall dredge the harbour first and then pay for it"), days=0)
    assert not verdict(quotation("a/0", "what it is now", None), quotation("a/1", "what it is now", None), days=0)
