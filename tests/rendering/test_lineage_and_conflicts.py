"""Arrows as a tree, evidence without an arrow apart, and what conflicts with what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from storm_story import BY_CREDIT, NO_DRIFT, first, occurrence, quotation, trace, traced

from quotetrace.model import (
    Conflict,
    Explanation,
    FirstStatus,
    Lineage,
    LineageStatus,
    Trace,
    TracedQuotation,
    Undecided,
)
from quotetrace.rendering.lineage import LineageTree
from quotetrace.rendering.lineage_view import LineageView
from quotetrace.rendering.phrases import conflict as told_conflict
from quotetrace.rendering.trace_view import TraceView

Printed = Callable[..., str]
UNORDERED = Lineage(LineageStatus.UNORDERED, None, ("the same misspelling",))


def told(label: str, lineage: Lineage | None = None, *, outlet: str | None = None) -> TracedQuotation:
    return traced(occurrence(label, outlet, "2021-11-03"), NO_DRIFT, lineage)


def derived(label: str, origin: str, *evidence: str, outlet: str | None = None) -> TracedQuotation:
    return told(label, Lineage(LineageStatus.DERIVED, f"id-{origin}/body/10", evidence), outlet=outlet)


def story(*others: TracedQuotation) -> Trace:
    return replace(trace(), quotations=(trace().quotations[0], *others))


def test_children_stand_under_what_they_derive_from(printed: Printed) -> None:
    shown = story(
        derived("b.txt", "fjord.txt", "credits Fjordposten: “the Fjordposten”", outlet="Kyst\x1b[2J"),
        derived("c.txt", "b.txt", "the article is a copy of b.txt", "the same words around the marks as b.txt: “x y”"),
        derived("d.txt", "fjord.txt", "the same change as fjord.txt: “[red]a[/]” for “b”"),
        told("alone.txt", Lineage(LineageStatus.NONE)),
    )
    assert printed(LineageView(LineageTree(shown))) == (
        """\
Fjordposten · fjord.txt  first
├── Kyst␛[2J · b.txt  credits “the Fjordposten”
│   └── (outlet unknown: c.txt)  the article is a copy; the same words around
│       the marks: “x y”
└── (outlet unknown: d.txt)  the same change: “[red]a[/]” for “b”"""
    )


def test_a_first_one_in_a_tie_is_called_so(printed: Printed) -> None:
    tie = first(FirstStatus.TIE, "2021-11-02", "fjord.txt", "b.txt", outlets=("Fjordposten",))
    shown = replace(story(told("b.txt"), derived("c.txt", "b.txt", "credits B")), first=tie)
    assert printed(LineageView(LineageTree(shown))) == (
        """\
Fjordposten · fjord.txt  first (tie)
(outlet unknown: b.txt)  first (tie)
└── (outlet unknown: c.txt)  credits B"""
    )


def test_what_has_evidence_but_no_order_stands_apart(printed: Printed) -> None:
    shown = story(told("b.txt", UNORDERED), derived("c.txt", "fjord.txt", "credits Fjordposten"))
    pair = Undecided("id-b.txt/body/10", "id-fjord.txt/body/10", ("the same change as fjord.txt: “a” for “b”",))
    assert printed(LineageView(LineageTree(shown, [pair]))).splitlines()[2:] == [
        "(outlet unknown: b.txt) and Fjordposten · fjord.txt: no telling which is",
        "earlier; the same change: “a” for “b”",
    ]


def again(label: str, start: int, *, outlet: str | None = None) -> TracedQuotation:
    """Another quotation of the same document."""
    one = replace(occurrence(label, outlet, "2021-11-03"), quotation=quotation(f"id-{label}", start=start))
    return traced(one, NO_DRIFT, UNORDERED)


def test_what_two_articles_share_is_told_once_for_all_their_quotations(printed: Printed) -> None:
    shown = story(told("b.txt", UNORDERED), again("b.txt", 90), again("b.txt", 200))
    narrative = "shares narrative with fjord.txt: “the snow came early”"
    pairs = [
        Undecided("id-b.txt/body/10", "id-fjord.txt/body/10", (narrative,)),
        Undecided("id-b.txt/body/90", "id-fjord.txt/body/10", ("the same misspelling", narrative)),
        Undecided("id-b.txt/body/200", "id-fjord.txt/body/10", (narrative,)),
    ]
    assert printed(LineageView(LineageTree(shown, pairs)), width=200) == (
        "(outlet unknown: b.txt:90) and Fjordposten · fjord.txt: no telling which is earlier; the same misspelling; "
        "shares narrative: “the snow came early”"
    )


def test_the_two_dates_of_an_article_are_told_once_for_all_its_quotations(printed: Printed) -> None:
    shown = story(told("b.txt", outlet="Kyst"), again("b.txt", 90, outlet="Kyst"))
    conflicts = tuple(
        Conflict("date-conflict", f"id-b.txt/body/{start}", ("id-fjord.txt/body/10",)) for start in (10, 90)
    )
    told_so = printed(TraceView(replace(shown, flags=("date-conflict",)), Explanation(conflicts=conflicts)), width=160)
    line = "one article with more than one date: Fjordposten · fjord.txt, 2021-11-02; Kyst · b.txt:10, 2021-11-03"
    assert told_so.count("one article with more than one date") == 1
    assert f"Conflicts\n  {line}\n" in told_so


@pytest.mark.parametrize(
    "others",
    [
        pytest.param([told("b.txt", Lineage(LineageStatus.NONE))], id="no evidence"),
        pytest.param([told("b.txt", replace(UNORDERED, evidence=()))], id="overlapping times alone"),
        pytest.param([derived("b.txt", "elsewhere", "credits X")], id="an origin that is not here"),
    ],
)
def test_nothing_is_drawn_where_there_is_no_arrow(others: list[TracedQuotation], printed: Printed) -> None:
    assert not LineageView(LineageTree(story(*others)))
    assert "Lineage" not in printed(TraceView(story(*others)))


def test_a_long_chain_is_drawn() -> None:
    chain = [derived(f"{i}.txt", f"{i - 1}.txt" if i else "fjord.txt", "credits") for i in range(3000)]
    assert LineageView(LineageTree(story(*chain)))._tree().children


CONFLICTS = [
    pytest.param(
        Conflict("credit-conflict", "id-fjord.txt/body/10", ("id-b.txt/body/10",), "the Kyst"),
        "Fjordposten · fjord.txt, 2021-11-02, credits “the Kyst”, whose own article here is later: Kyst · b.txt, "
        "2021-11-03",
        id="credit",
    ),
    pytest.param(
        Conflict("date-conflict", "id-b.txt/body/10", ("id-fjord.txt/body/10",)),
        "one article with more than one date: Fjordposten · fjord.txt, 2021-11-02; Kyst · b.txt, 2021-11-03",
        id="date",
    ),
    pytest.param(
        Conflict("speaker-conflict", "id-b.txt/body/10", ("id-fjord.txt/body/10",)),
        "Kyst · b.txt names Per Lund (“she”) as the speaker, but Ida Moen speaks in: Fjordposten · fjord.txt",
        id="speaker",
    ),
]


def test_a_speaker_who_is_called_by_the_name_shown_is_named_once() -> None:
    other = traced(occurrence("b.txt", "Kyst", "2021-11-03", speaker="she"), NO_DRIFT, BY_CREDIT)
    conflict = Conflict("speaker-conflict", "id-b.txt/body/10", ("id-fjord.txt/body/10",))
    assert told_conflict(conflict, story(other)).startswith("Kyst · b.txt names she as the speaker, but ")


@pytest.mark.parametrize(("conflict", "line"), CONFLICTS)
def test_a_conflict_says_what_conflicts_with_what(conflict: Conflict, line: str, printed: Printed) -> None:
    other = traced(occurrence("b.txt", "Kyst", "2021-11-03", speaker="Per Lund"), NO_DRIFT, BY_CREDIT)
    shown = replace(story(other), flags=(conflict.flag,))
    told_so = printed(TraceView(shown, Explanation(conflicts=(conflict,))), width=160)
    assert f"Conflicts\n  {line}\n" in told_so


def test_a_flag_that_is_not_explained_is_said_all_the_same(printed: Printed) -> None:
    shown = printed(TraceView(replace(trace(), flags=("speaker-conflict",))))
    assert "Conflicts\n  documents name different speakers for these words\n" in shown
