"""The whole trace of an utterance: order, claims, flags, counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tracing_samples import by_id, occurrence, told, utterance

from quotetrace.model import Entity, EntityKind, Kind, Occurrence, Trace
from quotetrace.tracing import trace


def traced(members: list[Occurrence], *, outlets: tuple[str, ...] = (), conflict: bool = False) -> Trace:
    (found,) = trace([utterance(members, speaker_conflict=conflict)], by_id(members), outlets=outlets)
    return found


def test_members_stand_in_order_of_time_and_drift_from_the_earliest() -> None:
    members = [
        occurrence("bay", None, text="We will not close it"),
        occurrence("quay", "2023-05-03T08:00", text="We will close the quay this winter", outlet="Quay News"),
        occurrence("fjord", "2023-05-01", text="We will not close the quay this winter.", outlet="Fjord Post"),
    ]
    found = traced(members)
    assert [one.occurrence.label for one in found.quotations] == ["fjord", "quay", "bay"]
    assert [one.drift.origin for one in found.quotations] == [None, "fjord/body/10", "fjord/body/10"]
    assert [str(one.drift.drift_class) for one in found.quotations] == ["none", "negation", "truncation"]
    assert (found.text, found.kind, found.speaker) == ("We will not close it", Kind.DIRECT, "Marit Lund")
    assert (found.outlets, found.documents, found.copies) == (("Fjord Post", "Quay News"), 3, 0)
    assert found.flags == ("meaning-drift",)
    assert found.first.outlets == ("Fjord Post",)


def test_of_tied_members_drift_is_from_the_fullest_and_never_from_a_paraphrase() -> None:
    members = [
        occurrence("a", "2023-05-01", text="not close the quay"),
        occurrence("b", "2023-05-01", text="We will not close the quay"),
        occurrence("c", "2023-05-01", text="the quay would not be closed before spring, she said", kind=Kind.INDIRECT),
    ]
    found = traced(members)
    assert [one.drift.origin for one in found.quotations] == ["b/body/10", None, "b/body/10"]
    assert found.flags == ()


@pytest.mark.parametrize(
    ("text", "outlet", "outlets", "claimed", "inside"),
    [
        pytest.param("broadcaster BKK", "BKK", (), "BKK", False, id="named, not in the collection"),
        pytest.param(
            "national island broadcaster BKK", None, ("BKK",), "BKK", True, id="names an outlet that is in it"
        ),
        pytest.param("the Fjord Post", "the Fjord Post", ("Fjord Post",), "Fjord Post", True, id="an article apart"),
        pytest.param("BKK News", "BKK News", ("bkk.no",), "bkk.no", True, id="a domain"),
        pytest.param("the Harbour Times", "Harbour Times", ("The Times",), "Harbour Times", False, id="a longer name"),
        pytest.param("the Harbour Times", None, ("The Times",), None, False, id="a longer name in the text"),
        pytest.param("a statement", None, ("The Times",), None, False, id="no outlet at all"),
    ],
)
def test_a_claimed_origin(
    text: str, outlet: str | None, outlets: tuple[str, ...], claimed: str | None, inside: bool
) -> None:
    member = occurrence("a", "2023-05-01", outlet="Quay News", told_to=[told(text, outlet)])
    (found,) = traced([member], outlets=outlets).claimed_origins
    assert (found.text, found.outlet, found.in_collection) == (text, claimed, inside)


def test_a_claimed_origin_is_told_once() -> None:
    members = [
        occurrence("a", "2023-05-01", told_to=[told("broadcaster BKK", "BKK"), told("a statement")]),
        occurrence("b", "2023-05-02", told_to=[told("a statement"), told("the broadcaster BKK", "BKK")]),
    ]
    assert [one.text for one in traced(members).claimed_origins] == ["broadcaster BKK", "a statement"]


@pytest.mark.parametrize(
    ("members", "flags"),
    [
        pytest.param([occurrence("a", "2023-05-01")], (), id="nothing to tell"),
        pytest.param(
            [
                occurrence("a", "2023-05-01", outlet="Quay News", told_to=[told("Fjord Post", "Fjord Post")]),
                occurrence("b", "2023-05-03", outlet="Fjord Post"),
            ],
            ("credit-conflict",),
            id="the outlet credited is later",
        ),
        pytest.param(
            [
                occurrence("a", "2023-05-01", outlet="Quay News", told_to=[told("Fjord Post", "Fjord Post")]),
                occurrence("b", "2023-05-03", outlet="Fjord Post"),
                occurrence("c", "2023-05-01T09:00", outlet="Fjord Post"),
            ],
            (),
            id="the outlet credited may be earlier",
        ),
        pytest.param(
            [
                occurrence("a", "2023-05-01", outlet="Quay News", copy_class="a"),
                occurrence("b", "2023-05-03", outlet="Quay News", copy_class="a"),
            ],
            ("date-conflict",),
            id="one article of one outlet with two dates",
        ),
        pytest.param(
            [
                occurrence("a", "2023-05-01", outlet="Quay News", copy_class="a"),
                occurrence("b", "2023-05-03", outlet="Fjord Post", copy_class="a"),
            ],
            (),
            id="printed by another outlet later",
        ),
    ],
)
def test_flags(members: list[Occurrence], flags: tuple[str, ...]) -> None:
    assert traced(members).flags == flags


def test_words_and_speaker_of_an_utterance_are_of_one_report_though_another_came_first() -> None:
    members = [
        occurrence("late", "2023-05-02", text="We will not close the quay this winter", speaker="Ole Dahl"),
        occurrence("early", "2023-05-01", text="We will not close the quay", speaker="Marit Lund"),
    ]
    found = traced(members, conflict=True)
    assert (found.text, found.speaker) == ("We will not close the quay this winter", "Ole Dahl")
    assert found.first.documents == ("early",)
    assert [(one.occurrence.label, one.occurrence.speaker) for one in found.quotations] == [
        ("early", "Marit Lund"),
        ("late", "Ole Dahl"),
    ]
    assert "speaker-conflict" in found.flags


def test_speakers_in_conflict_and_copies_are_told() -> None:
    members = [
        occurrence("a", "2023-05-01", speaker=None, copy_class="a"),
        occurrence("b", "2023-05-01", speaker="Ole Dahl", copy_class="a"),
        occurrence("c", "2023-05-01", speaker="Ole Dahl", copy_class="a"),
    ]
    found = traced(members, conflict=True)
    assert (found.flags, found.speaker, found.documents, found.copies) == (("speaker-conflict",), "Ole Dahl", 3, 2)


def voiced(document: str, name: str, kind: EntityKind, *roles: str, gender: str | None = None) -> Occurrence:
    return replace(occurrence(document, "2023-05-01", speaker=name), entity=Entity(name, kind, (), roles, gender))


ROLE = voiced("a", "former harbour master", EntityKind.ROLE)
DECIDED = replace(ROLE, entity=Entity("harbour master", EntityKind.ROLE, also=("Liv Berg",)), speaker="Liv Berg")
LUND = voiced("b", "Marit Lund", EntityKind.PERSON, "harbour master", gender="f")
DAHL = voiced("c", "Ole Dahl", EntityKind.PERSON, gender="m")


@pytest.mark.parametrize(
    ("members", "speaker"),
    [
        pytest.param([ROLE, LUND], "Marit Lund", id="the one who is named"),
        pytest.param([ROLE, DAHL], "Ole Dahl", id="named without the role"),
        pytest.param([DECIDED, DAHL], "Liv Berg", id="a person decided whose the role is"),
        pytest.param([ROLE, DAHL, LUND], "Marit Lund", id="of two the one with the role"),
        pytest.param(
            [ROLE, DAHL, replace(LUND, entity=None, speaker=None)], "Ole Dahl", id="a member without a speaker"
        ),
        pytest.param(
            [ROLE, DAHL, voiced("d", "Liv Berg", EntityKind.PERSON)], "former harbour master", id="two who may be it"
        ),
        pytest.param(
            [voiced("a", "chairwoman", EntityKind.ROLE, gender="f"), DAHL], "chairwoman", id="the other gender"
        ),
        pytest.param([DAHL, LUND], "Ole Dahl", id="a name is never replaced"),
        pytest.param(
            [voiced("a", "Harbour Board", EntityKind.ORGANISATION), LUND], "Harbour Board", id="nor is a body"
        ),
    ],
)
def test_a_role_gives_way_to_the_person_whom_another_document_names(members: list[Occurrence], speaker: str) -> None:
    assert traced(members).speaker == speaker


def test_utterances_are_traced_one_by_one_in_their_order() -> None:
    members = [occurrence("a", "2023-05-01"), occurrence("b", "2023-05-02")]
    wanted = [utterance(members[1:], number=7), utterance(members[:1], number=3)]
    assert [one.utterance for one in trace(iter(wanted), by_id(members))] == [7, 3]


WHOLE = "We will keep the ferry, but only if the council pays for the new engine"
CUT = "We will keep the ferry"


@pytest.mark.parametrize(
    ("later", "flags"),
    [
        pytest.param([(CUT, 10)], ("meaning-drift",), id="the reservation cut"),
        pytest.param([(CUT, 10), (WHOLE, 90)], (), id="cut in the lede, printed below"),
        pytest.param(
            [(CUT, 10), ("only if the council pays for the new engine, said Lund", 90)], (), id="the rest quoted apart"
        ),
        pytest.param(
            [(CUT, 10), ("if the council pays", 90)], ("meaning-drift",), id="only a piece of what was cut quoted apart"
        ),
        pytest.param(
            [("We will not keep the ferry", 10), (WHOLE, 90)], ("meaning-drift",), id="a denial put in besides the cut"
        ),
    ],
)
def test_a_reservation_cut_changes_the_meaning_unless_the_document_prints_it(
    later: list[tuple[str, int]], flags: tuple[str, ...]
) -> None:
    whole = occurrence("a", "2023-05-01", text=WHOLE)
    members = [whole, *(occurrence("b", "2023-05-02", text=text, start=start) for text, start in later)]
    found = traced(members)
    assert found.flags == flags
    cut = next(one for one in found.quotations if one.occurrence.quotation.text == later[0][0])
    assert cut.drift.drift_class.changes_meaning


def test_a_reservation_put_on_later_changes_the_meaning() -> None:
    members = [occurrence("a", "2023-05-01", text=CUT), occurrence("b", "2023-05-02", text=WHOLE)]
    assert traced(members).flags == ("meaning-drift",)
