"""Where a quotation comes from: arrows only with evidence and only from what is certainly earlier."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tracing_samples import by_id, occurrence, told, utterance

from quotetrace.model import Occurrence, TracedQuotation
from quotetrace.tracing import trace
from quotetrace.tracing.firsts import precedes

SAID = "We will not close the quay this winter"
SCENE = "Beside the drained basin on a cold morning, Lund said: “%s.”"


def traced(members: list[Occurrence]) -> dict[str, TracedQuotation]:
    (found,) = trace([utterance(members)], by_id(members))
    return {one.occurrence.label: one for one in found.quotations}


EARLIER = occurrence("fjord", "2023-05-01", outlet="Fjord Post")


@pytest.mark.parametrize(
    ("members", "label", "status", "origin", "evidence"),
    [
        pytest.param(
            [EARLIER, occurrence("quay", "2023-05-03", outlet="Quay News")],
            "quay", "none", None, (),
            id="later and alike is no evidence",
        ),
        pytest.param(
            [EARLIER, occurrence("quay", "2023-05-03", outlet="Quay News")],
            "fjord", "source", None, (),
            id="the first is the source",
        ),
        pytest.param(
            [EARLIER, occurrence("quay", "2023-05-03", outlet="Quay News", told_to=[told("the daily Fjord Post")])],
            "quay", "derived", "fjord/body/10", ("credits Fjord Post: “the daily Fjord Post”",),
            id="an explicit credit",
        ),
        pytest.param(
            [
                occurrence("fjord", "2023-05-01", outlet="Fjord Post", copy_class="fjord"),
                occurrence("quay", "2023-05-03", outlet="Quay News", copy_class="fjord"),
            ],
            "quay", "derived", "fjord/body/10", ("the article is a copy of fjord",),
            id="a copied body",
        ),
        pytest.param(
            [
                occurrence("fjord", "2023-05-01", context=SCENE % SAID),
                occurrence("quay", "2023-05-03", context=SCENE.replace("Lund", "Ms Lund") % SAID),
            ],
            "quay", "derived", "fjord/body/10",
            ("the same words around the marks as fjord: “beside the drained basin on a cold morning”",),
            id="the same sentence around the marks",
        ),
        pytest.param(
            [
                EARLIER,
                occurrence("bay", "2023-05-02", outlet="Bay Wire", text="We will not shut the quay this winter"),
                occurrence("quay", "2023-05-03", outlet="Quay News", text="We will not shut the quay this winter"),
            ],
            "quay", "derived", "bay/body/10", ("the same change as bay: “shut” for “close”",),
            id="an inherited change of wording",
        ),
        pytest.param(
            [
                EARLIER,
                occurrence("bay", "2023-05-02", outlet="Bay Wire", text="Boats freeze here in every hard winter"),
                occurrence("quay", "2023-05-03", outlet="Quay News", text="Boats freeze here in every hard winter"),
            ],
            "quay", "none", None, (),
            id="another piece of what was said is no changed wording",
        ),
        pytest.param(
            [
                EARLIER,
                occurrence("bay", "2023-05-02", outlet="Bay Wire", copy_class="bay", told_to=[told("Fjord Post")]),
                occurrence("quay", "2023-05-03", outlet="Quay News", copy_class="bay", told_to=[told("Fjord Post")]),
            ],
            "quay", "derived", "bay/body/10", ("the article is a copy of bay",),
            id="a copy has its credit from what it copies",
        ),
        pytest.param(
            [
                occurrence("fjord", "2023-05-03", context=SCENE % SAID),
                occurrence("quay", "2023-05-03T10:00", context=SCENE % SAID),
            ],
            "quay", "unordered", None,
            ("the same words around the marks as fjord: “beside the drained basin on a cold morning”",),
            id="overlapping times: the evidence without an arrow",
        ),
        pytest.param(
            [occurrence("fjord", "2023-05-03"), occurrence("quay", "2023-05-03")],
            "quay", "unordered", None, (),
            id="a tie",
        ),
        pytest.param(
            [EARLIER, occurrence("quay", None, told_to=[told("the daily Fjord Post")])],
            "quay", "unordered", None, ("credits Fjord Post: “the daily Fjord Post”",),
            id="undated: the evidence without an arrow",
        ),
        pytest.param(
            [EARLIER, occurrence("fjord", "2023-05-01", start=300, outlet="Fjord Post")],
            "fjord", "source", None, (),
            id="the same document twice is one source",
        ),
        pytest.param([occurrence("fjord", None)], "fjord", "none", None, (), id="alone and undated"),
    ],
)  # fmt: skip
def test_lineage(
    members: list[Occurrence], label: str, status: str, origin: str | None, evidence: tuple[str, ...]
) -> None:
    found = traced(members)[label].lineage
    assert (str(found.status), found.origin, found.evidence) == (status, origin, evidence)


PAGE = "https://quay.example/ferry"


def copied(label: str, outlet: str | None, *, day: int = 1, url: str | None = None) -> Occurrence:
    """An article with the body that all of them have."""
    return occurrence(label, f"2023-05-0{day}", outlet=outlet, url=url, copy_class="a")


@pytest.mark.parametrize(
    ("earlier", "origin"),
    [
        pytest.param(
            [copied("bay", "Quay News"), copied("pier", "Fjord Post", url=PAGE)], "pier/body/10", id="the same page"
        ),
        pytest.param([copied("bay", "Bay Wire"), copied("pier", "Quay News")], "pier/body/10", id="the same outlet"),
        pytest.param(
            [copied("bay", "Bay Wire", day=2), copied("pier", "Fjord Post")], "pier/body/10", id="the earlier one"
        ),
        pytest.param([copied("bay", "Bay Wire"), copied("pier", "Fjord Post")], None, id="nothing tells"),
        pytest.param([copied("bay", None), copied("pier", None)], None, id="unknown outlets are not the same"),
    ],
)
def test_what_is_as_likely_is_told_apart_by_page_outlet_and_time_only(
    earlier: list[Occurrence], origin: str | None
) -> None:
    own = copied("quay", None if earlier[0].outlet is None else "Quay News", day=4, url=f"{PAGE}?utm_source=x")
    lineage = traced([*earlier, own])["quay"].lineage
    assert (lineage.status, lineage.origin) == ("unordered" if origin is None else "derived", origin)
    assert lineage.evidence


def test_a_credit_outweighs_a_closer_wording() -> None:
    members = [
        occurrence("fjord", "2023-05-01", outlet="Fjord Post", text="We shall not close the old quay this winter"),
        occurrence("bay", "2023-05-02", outlet="Bay Wire", context=SCENE % SAID),
        occurrence("quay", "2023-05-03", told_to=[told("Fjord Post", "Fjord Post")], context=SCENE % SAID),
    ]
    assert traced(members)["quay"].lineage.origin == "fjord/body/10"
    assert traced(members)["bay"].lineage.status == "none"


def test_the_speaker_s_own_words_in_the_sentence_are_no_words_around_the_marks() -> None:
    said = "The gates will be mended where they stand, one by one. We will not close the quay this winter."
    part = "“The gates will be mended where they stand, one by one.”"
    members = [
        occurrence("fjord", "2023-05-01", text=said, context=part + " Lund said."),
        occurrence("quay", "2023-05-03", text=said, context="Lund: " + part),
        occurrence("bay", "2023-05-03", text="the quay this winter", context=f"“the quay this winter” {part}"),
    ]
    assert {str(one.lineage.status) for one in traced(members).values()} == {"source", "none"}


@pytest.mark.parametrize(
    "scene",
    [
        "“%s,” Lund told reporters at a press conference in Vesterby on Monday.",
        "“%s,” according to a statement released by the Ministry of Ports and Lighthouses.",
        "“%s,” said Lund, who is the Mayor of the Free Town of Vesterby.",
        "“%s,” said Ivo Lund, the foreign minister of Vesterby.",
    ],
    ids=["a press conference", "a statement", "a title and a name", "what somebody is"],
)
def test_stock_phrases_and_names_are_no_evidence(scene: str) -> None:
    members = [
        occurrence("fjord", "2023-05-01", context=scene % SAID),
        occurrence("quay", "2023-05-03", context=scene % SAID),
    ]
    assert str(traced(members)["quay"].lineage.status) == "none"


ROWS = st.lists(
    st.tuples(
        st.sampled_from([None, "2023-05-01", "2023-05-02", "2023-05-02T10:00", "2023-05-02T10:00Z", "2023-05-03"]),
        st.sampled_from([None, "Fjord Post", "Quay News", "Bay Wire"]),
        st.sampled_from(
            [SAID, "We will not shut the quay this winter", "will not shut the quay", "We will close the quay"]
        ),
        st.sampled_from([(), (told("the daily Fjord Post"),), (told("broadcaster BKK"),)]),
        st.sampled_from([None, "x"]),
        st.sampled_from(["", SCENE % SAID]),
    ),
    min_size=1,
    max_size=7,
)


@given(ROWS, st.randoms())
def test_no_arrow_without_evidence_or_from_what_is_not_certainly_earlier(
    rows: list[tuple[str | None, str | None, str, tuple[()], str | None, str]], random: object
) -> None:
    members = [
        occurrence(f"doc{i}", time, outlet=outlet, text=text, told_to=channels, copy_class=copies, context=context)
        for i, (time, outlet, text, channels, copies, context) in enumerate(rows)
    ]
    places = by_id(members)
    found = traced(members)
    for one in found.values():
        if one.lineage.origin is not None:
            assert one.lineage.status == "derived" and one.lineage.evidence
            assert precedes(places[one.lineage.origin], one.occurrence)
        else:
            assert one.lineage.status != "derived"
    shuffled = list(members)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert traced(shuffled) == found
