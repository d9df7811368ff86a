from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.console import RenderableType
from storm_story import WORDS, altered, document, extraction, first, occurrence, stored, trace, traced

from quotetrace.model import (
    DocumentSummary,
    EntityKind,
    Failure,
    FirstStatus,
    Flag,
    FoundQuotation,
    Kind,
    OutletSummary,
    Relation,
    SpeakerSummary,
)
from quotetrace.rendering import tables
from quotetrace.rendering.phrases import first_status
from quotetrace.rendering.rows import Value

Printed = Callable[..., str]


def test_quotations_at_80_columns(printed: Printed) -> None:
    rows = [stored("fjord.txt", "Fjordposten", "2021-11-02"), stored("wire/late.txt", None, None)]
    assert printed(tables.quotations_table(rows)) == (
        """\
 Utterance   Where              Who said what
 ─────────────────────────────────────────────────────────────────────────
 4           2021-11-02         Ida Moen (nested)
             Fjordposten        “The pier will not survive another winter”
             fjord.txt:10

 4           (no date)          Ida Moen (nested)
             (outlet unknown)   “The pier will not survive another winter”
             wire/late.txt:10"""
    )


def test_found_says_relation_score_and_utterance(printed: Printed) -> None:
    found = FoundQuotation(stored("fjord.txt", "Fjordposten", "2021-11-02"), Relation.FRAGMENT, 0.875)
    assert printed(tables.found_table([found])) == (
        """\
 Relation      Where          Who said what
 ───────────────────────────────────────────────────────────────────────
 fragment      2021-11-02     Ida Moen (nested)
 0.88          Fjordposten    “The pier will not survive another winter”
 utterance 4   fjord.txt:10"""
    )


def test_utterances_say_first_in_this_collection(printed: Printed) -> None:
    assert printed(tables.traces_table([trace()])) == (
        """\
 Utterance   First in this collection   Who said what
 ──────────────────────────────────────────────────────────────────────────────
 4           2021-11-02                 Ida Moen
             Fjordposten                “The pier will not survive another
                                        winter”
                                        told by 1 known outlet in 2 documents
                                        meaning-drift"""
    )


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        pytest.param(
            first(FirstStatus.TIE, "2021-11-02", "fjord.txt", "b/copy.html", outlets=("Fjordposten",)),
            ["from 2021-11-02 on", "tie of 2", "Fjordposten", "(outlet unknown: b/copy.h"],
            id="tie with an unknown outlet",
        ),
        pytest.param(
            first(FirstStatus.TIE, None, "fjord.txt", outlets=("A", "B")),
            ["dates overlap", "tie of 2", "A", "B"],
            id="tie of times that overlap",
        ),
        pytest.param(first(FirstStatus.UNKNOWN, None), ["unknown: no dates"], id="unknown"),
    ],
)
def test_first_is_honest(outcome: object, expected: list[str], printed: Printed) -> None:
    lines = printed(tables.traces_table([replace(trace(), first=outcome)])).splitlines()[2:]
    assert [line[13:38].strip() for line in lines][: len(expected)] == expected


def test_altered_words_and_earlier_ones_are_said_in_the_list(printed: Printed) -> None:
    assert printed(tables.traces_table([altered()])) == (
        """\
 Utterance   First in this collection           Who said what
 ──────────────────────────────────────────────────────────────────────────────
 4           2021-11-02                         Ida Moen
             Fjordposten                        “The pier will survive another
             similar words earlier: utterance   winter”
             8, (outlet unknown: y.txt),        first wording, in Fjordposten ·
             2021-10-02                         fjord.txt: “The pier will not
                                                survive another winter”
                                                told by 1 known outlet in 2
                                                documents
                                                meaning-drift"""
    )


def test_speakers(printed: Printed) -> None:
    rows = [SpeakerSummary("Ida Moen", EntityKind.PERSON, ("the harbour master", "Moen"), 1204, 3, 2, 1)]
    assert printed(tables.speakers_table(rows)) == (
        """\
 Speaker                         Quotations   Documents   Outlets   Shared
 ─────────────────────────────────────────────────────────────────────────
 Ida Moen                             1,204           3         2        1
 also the harbour master, Moen"""
    )


def test_outlets_say_which_documents_have_none(printed: Printed) -> None:
    rows = [OutletSummary("Fjordposten", 3, 12, 1, 2), OutletSummary(None, 1, 4, 0, 0)]
    assert printed(tables.outlets_table(rows)) == (
        """\
 Outlet             Documents   Quotations   First   Tied
 ────────────────────────────────────────────────────────
 Fjordposten                3           12       1      2

 (outlet unknown)           1            4       0      0"""
    )


def test_documents(printed: Printed) -> None:
    rows = [DocumentSummary(document(), ("/articles/fjord.txt",), 3, "c1")]
    assert printed(tables.documents_table(rows)) == (
        """\
 Published                Document                                Quotations
 ───────────────────────────────────────────────────────────────────────────
 2021-11-02 08:15+01:00   fjord.txt                                        3
                          Fjordposten
                          Pier
                          a copy, or copied by another document"""
    )


def test_figures(printed: Printed) -> None:
    known: dict[str, Value] = {"measure": "quoted + speaker", "value": 81.25, "detail": "P 80.0  R 82.5"}
    unknown: dict[str, Value] = {"measure": "reading: outlets", "value": None, "detail": "0 of 0"}
    assert printed(tables.figures_table([known, unknown])) == (
        """\
 Measure            Value   Counted from
 ─────────────────────────────────────────
 quoted + speaker    81.2   P 80.0  R 82.5
 reading: outlets       -   0 of 0"""
    )


def test_the_quotations_of_one_file(printed: Printed) -> None:
    assert printed(tables.extraction_table(extraction())) == (
        """\
fjord.txt
Fjordposten, 2021-11-02 08:15+01:00

 Kind       Speaker                    Words
 ───────────────────────────────────────────────────────────
 direct     Ida Moen                   “The pier”
            as “she”                   nested

 mixed      (unknown)                  “will not survive it”"""
    )


def test_a_file_without_quotations_says_so(printed: Printed) -> None:
    assert "(no quotations)" in printed(tables.extraction_table(replace(extraction(), quotations=())))


@pytest.mark.parametrize(
    ("kind", "shown"),
    [(Kind.SCARE, "(nobody) (scare)"), (Kind.MIXED, "(unknown) (mixed)"), (Kind.INDIRECT, "(unknown) (indirect)")],
    ids=["scare", "mixed", "indirect"],
)
def test_nobody_and_unknown_are_two_things(kind: Kind, shown: str, printed: Printed) -> None:
    one = stored("a", None, None)
    quotation = replace(one.occurrence.quotation, kind=kind, speaker=None, flags=())
    unsaid = replace(one, occurrence=replace(one.occurrence, quotation=quotation, speaker=None))
    assert shown in printed(tables.quotations_table([unsaid]))


def test_words_without_marks_are_shown_without_marks(printed: Printed) -> None:
    one = stored("a.txt", None, None)
    quotation = replace(one.occurrence.quotation, kind=Kind.INDIRECT, flags=(Flag.NEGATED, Flag.HISTORICAL))
    shown = printed(tables.quotations_table([replace(one, occurrence=replace(one.occurrence, quotation=quotation))]))
    assert shown.splitlines()[2:4] == [
        " 4           (no date)          Ida Moen (indirect, negated, historical)",
        "             (outlet unknown)   The pier will not survive another winter",
    ]
    lines = printed(tables.traces_table([replace(trace(), kind=Kind.INDIRECT)]), width=100).splitlines()
    assert lines[3].split(maxsplit=1) == ["Fjordposten", WORDS]


def test_the_quotations_of_one_file_say_what_is_unknown_unmarked_and_flagged(printed: Printed) -> None:
    said, other = extraction().quotations
    reported = replace(said, kind=Kind.INDIRECT, flags=(Flag.NEGATED,))
    shown = printed(tables.extraction_table(replace(extraction(), quotations=(reported, replace(other, flags=())))))
    assert shown == (
        """\
fjord.txt
Fjordposten, 2021-11-02 08:15+01:00

 Kind       Speaker                    Words
 ───────────────────────────────────────────────────────────
 indirect   Ida Moen                   The pier
            as “she”                   negated

 mixed      (unknown)                  “will not survive it”"""
    )


HOSTILE = "[bold red]\x1b[2J\u202eevil[/] :boom: \x07"
HARMLESS = "[bold red]␛[2J<U+202E>evil[/] :boom: ␇"
NAMED = SpeakerSummary("x", EntityKind.PERSON, (HOSTILE,), 1, 1, 1, 1)


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(tables.quotations_table([stored("a", "b", None, HOSTILE)]), id="words"),
        pytest.param(tables.quotations_table([stored("a", HOSTILE, None)]), id="outlet"),
        pytest.param(tables.quotations_table([stored(HOSTILE, None, None)]), id="label"),
        pytest.param(tables.traces_table([replace(trace(), speaker=HOSTILE)]), id="speaker"),
        pytest.param(
            tables.speakers_table([SpeakerSummary("x", EntityKind.PERSON, (HOSTILE,), 1, 1, 1, 1)]), id="alias"
        ),
        pytest.param(tables.documents_table([DocumentSummary(document(HOSTILE), (), 1)]), id="document"),
        pytest.param(tables.failures_table([Failure(HOSTILE, "no")]), id="source"),
        pytest.param(tables.failures_table([Failure("x", HOSTILE)]), id="reason"),
    ],
)
def test_a_document_cannot_write_markup_or_control_the_terminal(table: RenderableType, printed: Printed) -> None:
    assert HARMLESS in printed(table, width=200)


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_width_cuts_words_off(width: int, printed: Printed) -> None:
    label = "archive/2021/november/a-very-long-folder/and-a-longer-file-name.html"
    shown = printed(tables.quotations_table([stored(label, "Fjordposten", "2021-11-02T08:15+01:00")]), width=width)
    squeezed = "".join(shown.split())
    assert "…" not in shown
    assert all(word in squeezed for word in WORDS.split())
    assert max(map(len, shown.splitlines())) <= width


@pytest.mark.parametrize(
    ("times", "told"),
    [
        pytest.param(["2021-11-02", "2021-11-02"], "2021-11-02", id="one day"),
        pytest.param(["2021-11-02", "2021-11-02T06:00+00:00"], "2021-11-02", id="an hour of the day"),
        pytest.param(["2021-11-01T23:30+00:00", "2021-11-02"], "from 2021-11-01 23:30+00:00 on", id="the night before"),
        pytest.param(["2021-11", "2021-11-30"], "2021-11", id="a day of the month"),
        pytest.param(["2021-11-02T10:00+02:00", "2021-11-02T10:30"], "from 2021-11-02 10:00+02:00 on", id="no zone"),
        pytest.param(["2021-11-02T10:00+02:00", "2021-11-02T08:00+00:00"], "2021-11-02 10:00+02:00", id="two zones"),
    ],
)
def test_the_time_of_a_tie_holds_for_all_of_it(times: list[str], told: str, printed: Printed) -> None:
    members = tuple(traced(occurrence(f"{i}.txt", f"Outlet {i}", time)) for i, time in enumerate(times))
    tie = replace(first(FirstStatus.TIE, times[0], "0.txt", "1.txt"), outlets=("Outlet 0", "Outlet 1"))
    told_of = replace(trace(), first=tie, quotations=members)
    assert (
        printed(tables.traces_table([told_of]), width=120).splitlines()[2].strip().startswith(f"4           {told}  ")
    )
    assert f"a tie of 2 ({told}" in first_status(told_of)
