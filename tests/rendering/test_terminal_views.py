from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from storm_story import (
    BY_CREDIT,
    DROPPED_NOT,
    NO_DRIFT,
    WORDS,
    altered,
    document,
    first,
    in_parts,
    occurrence,
    stored,
    trace,
    traced,
)

from quotetrace.model import (
    STANDS_FOR_ALL,
    ClaimedOrigin,
    Document,
    DocumentSummary,
    Drift,
    DriftClass,
    Edit,
    EditOp,
    EntityKind,
    Evidence,
    FirstStatus,
    IngestReport,
    Kind,
    Lineage,
    LineageStatus,
    Related,
    SpeakerSummary,
    Trace,
    Zone,
    ZoneKind,
)
from quotetrace.rendering.as_read import AsRead
from quotetrace.rendering.document_view import DocumentView
from quotetrace.rendering.drift_view import DriftView
from quotetrace.rendering.harmless import visible
from quotetrace.rendering.plain import plain_lines
from quotetrace.rendering.profile import Profile
from quotetrace.rendering.summary import IngestSummary
from quotetrace.rendering.tables import speakers_table
from quotetrace.rendering.trace_view import TraceView

Printed = Callable[..., str]


def test_an_utterance_in_full_at_80_columns(printed: Printed) -> None:
    assert printed(TraceView(trace())) == (
        """\
Utterance 4
Ida Moen: “The pier will not survive another winter”
the first wording, in Fjordposten · fjord.txt

First in this collection: Fjordposten (2021-11-02, known to the day)
Told by 1 known outlet in 2 documents.
Claimed origin: told Kystradioen (claimed; no Kystradioen document here)

Meaning changed
  (outlet unknown: b/copy.html):
    The pier will [-not-] survive another winter
    negation

Timeline
  2021-11-02        Fjordposten · fjord.txt:10-50 · direct
                    first in this collection
                    the words above
                    channel it names: “told Kystradioen”
  2021-11-03 08:15  (outlet unknown: b/copy.html:10-46) · direct
                    meaning changed: negation
                    channel it names: “told Kystradioen”

Lineage
  Fjordposten · fjord.txt  first
  └── (outlet unknown: b/copy.html)  credits Fjordposten

Why joined
  Fjordposten · fjord.txt; (outlet unknown: b/copy.html): the same speaker, the
  same day

Look-alikes, not joined
  utterance 9: “another winter” (different speakers, 2 shared words)"""
    )


def test_words_without_marks_are_shown_without_marks(printed: Printed) -> None:
    known = trace()
    members = [
        replace(
            one, occurrence=replace(one.occurrence, quotation=replace(one.occurrence.quotation, kind=Kind.INDIRECT))
        )
        for one in known.quotations
    ]
    reported = replace(known, kind=Kind.INDIRECT, quotations=tuple(members))
    alone = DriftView(replace(reported, quotations=reported.quotations[:1]), limit=5)
    for view in (TraceView(reported), alone):
        shown = printed(view)
        assert "The pier will not survive another winter" in shown
        assert "“The pier" not in shown
    assert printed(TraceView(reported)).splitlines()[1] == "Ida Moen: The pier will not survive another winter"


TIED = first(FirstStatus.TIE, "2021-11-02", "fjord.txt", "b/copy.html", outlets=("Fjordposten",))
OVERLAPPING = replace(TIED, published=None)
UNDATED = replace(
    first(FirstStatus.FIRST, "2021-11-02", "fjord.txt", outlets=("Fjordposten",)), undated=("id-b/copy.html",)
)
SAME = Drift("id-fjord.txt/body/10", DriftClass.NONE, (DriftClass.NONE,), 1.0, ())
OTHER_SPEAKER = occurrence("b/copy.html", None, None, speaker=None)
UNORDERED = Lineage(LineageStatus.UNORDERED, None, ("the same misspelling",))


def with_second(*arguments: object, **fields: object) -> Trace:
    whole = trace()
    return replace(whole, quotations=(whole.quotations[0], traced(*arguments)), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("shown", "line"),
    [
        pytest.param(
            with_second(occurrence("b/copy.html", None, "2021-11-02T08:15"), first=TIED),
            "First in this collection: a tie of 2 (2021-11-02, known to the day):\n"
            "Fjordposten, (outlet unknown: b/copy.html)",
            id="tie",
        ),
        pytest.param(
            replace(trace(), first=OVERLAPPING),
            "First in this collection: a tie of 2 (none is certainly earlier): Fjordposten,\n"
            "(outlet unknown: b/copy.html)",
            id="tie of overlapping times",
        ),
        pytest.param(replace(trace(), first=TIED), "first in this collection (tie)", id="tie in the timeline"),
        pytest.param(
            replace(trace(), first=first(FirstStatus.UNKNOWN, None)),
            "First in this collection: unknown, because no document that has it is dated",
            id="unknown",
        ),
        pytest.param(
            replace(trace(), first=UNDATED),
            "Without a date, so never first: (outlet unknown: b/copy.html)",
            id="undated",
        ),
        pytest.param(
            replace(
                trace(),
                first=first(FirstStatus.FIRST, "2021-11-02T08:15", "fjord.txt", outlets=("Fjordposten",)),
                quotations=(traced(occurrence("fjord.txt", "Fjordposten", "2021-11-02T08:15")),),
            ),
            "Fjordposten (2021-11-02 08:15, known to the minute, no\ntime zone)",
            id="no time zone",
        ),
        pytest.param(replace(trace(), documents=1), "Only one document here has it", id="one document"),
        pytest.param(replace(trace(), speaker=None), "(unknown): “The pier", id="unknown speaker"),
        pytest.param(replace(trace(), copies=1), "in 2 documents, 1 of them a copy.", id="a copy"),
        pytest.param(
            replace(trace(), claimed_origins=(ClaimedOrigin("told Fjordposten", "Fjordposten", True),)),
            "told Fjordposten (claimed; documents of Fjordposten are in this\ncollection)",
            id="claimed and here",
        ),
        pytest.param(
            replace(trace(), claimed_origins=(ClaimedOrigin("in a statement", None, False),)),
            "Claimed origin: in a statement (claimed; names no outlet)",
            id="claimed without an outlet",
        ),
        pytest.param(with_second(OTHER_SPEAKER), "speaker here: (unknown)", id="another speaker there"),
        pytest.param(
            with_second(occurrence("b.txt", "B", "2021-11-03"), SAME),
            "survive another winter”\nthe same words in all of them\n",
            id="the same words",
        ),
        pytest.param(
            with_second(occurrence("b.txt", "B", "2021-11-02"), NO_DRIFT, UNORDERED),
            "Lineage\n  B · b.txt: no telling from which; the same misspelling",
            id="unordered",
        ),
        pytest.param(
            replace(trace(), related=(Related(7, "overlap", "will not survive"),)),
            "utterance 7 shares words with it: “will not survive”",
            id="overlap",
        ),
    ],
)
def test_what_is_said_of_it(shown: Trace, line: str, printed: Printed) -> None:
    assert line in printed(TraceView(shown))


def test_the_speaker_named_elsewhere_is_said_with_the_words(printed: Printed) -> None:
    other = occurrence("b.txt", "B", "2021-11-03", speaker="Per Lund")
    assert "speaker here: Per Lund (“she”)" in printed(TraceView(with_second(other)))


def test_the_first_wording_stands_above_and_others_as_what_differs(printed: Printed) -> None:
    shown = printed(TraceView(altered()))
    assert (
        """\
Utterance 4
Ida Moen: “The pier will not survive another winter”
the first wording, in Fjordposten · fjord.txt

First in this collection: Fjordposten (2021-11-02, known to the day)
But similar words earlier: utterance 8, (outlet unknown: y.txt), 2021-10-02
Told by"""
        in shown
    )
    assert (
        """\
Parts of it elsewhere, earlier
  utterance 7 shares words with it: “will survive”, earlier: Kyst, 2021-10-30
"""
        in shown
    )


def test_the_fullest_wording_stands_above_where_it_only_has_more_of_the_same(printed: Printed) -> None:
    whole = altered()
    more = (
        Edit(EditOp.EQUAL, WORDS, WORDS),
        Edit(EditOp.INSERT, "", ", nor will the shed and all that is in it", DriftClass.TRUNCATION),
    )
    text = "".join(edit.after for edit in more)
    drift = replace(DROPPED_NOT, drift_class=DriftClass.TRUNCATION, classes=(DriftClass.TRUNCATION,), edits=more)
    fuller = traced(occurrence("b/copy.html", None, "2021-11-03", text), drift)
    shown = printed(TraceView(replace(whole, text=text, quotations=(whole.quotations[0], fuller))), width=100)
    assert shown.count(text) == 1
    assert "the fullest wording, in (outlet unknown: b/copy.html)\n" in shown
    assert "the first wording: “The pier will not survive another winter”\n" in shown
    assert "… not survive another winter{+, nor will the … that is in it+}\n    truncation\n" in shown


def test_words_that_are_the_same_are_printed_once(printed: Printed) -> None:
    same = replace(SAME, origin="id-fjord.txt/body/10")
    early = traced(occurrence("a.txt", "A", "2021-11"), same)
    shown = printed(TraceView(replace(trace(), quotations=(early, *trace().quotations))))
    assert shown.count("“The pier will not survive another winter”") == 1
    assert shown.count("the words above") == 2


def test_no_arrow_without_an_origin_in_the_utterance(printed: Printed) -> None:
    gone = replace(BY_CREDIT, origin="id-elsewhere/body/1")
    assert "likely from" not in printed(TraceView(with_second(occurrence("b.txt", "B", None), NO_DRIFT, gone)))


def test_the_wordings_under_each_other(printed: Printed) -> None:
    assert printed(DriftView(trace(), limit=50)) == (
        """\
Utterance 4
Ida Moen

1  first wording
   Fjordposten · fjord.txt, 2021-11-02
2  negation, score 0.57
   (outlet unknown: b/copy.html), 2021-11-03 08:15
   “not” left out (negation)

Word by word along wording 1, of the others only what differs
1  The pier will not     survive another winter
2                [-not-]"""
    )


def test_the_parts_of_a_statement_are_aligned_apart(printed: Printed) -> None:
    shown = printed(DriftView(in_parts(), limit=50))
    assert shown[shown.index("3  another") :] == (
        """\
3  another part of what was said
   Kyst · kyst.txt, 2021-11-03
4  truncation, score 0.26, of that part
   Havn · havn.txt, 2021-11-04
   “the divers” left out (truncation)

Word by word along wording 1, of the others only what differs
1  The pier will not     survive another winter
2                [-not-]

Word by word along wording 3, of the others only what differs
3  Nobody asked the   divers
4               [-the divers-]"""
    )


def test_another_part_is_no_other_wording_of_the_first(printed: Printed) -> None:
    shown = printed(TraceView(in_parts()))
    assert "another part of what was said: “Nobody asked the divers”" in shown
    assert shown.count("other words: truncation") == 1


def test_other_blanks_are_the_same_words(printed: Printed) -> None:
    edits = (Edit(EditOp.EQUAL, "The", "The"), Edit(EditOp.REPLACE, " ", "\u00a0", DriftClass.TYPOGRAPHY))
    blank = Drift("id-fjord.txt/body/10", DriftClass.TYPOGRAPHY, (DriftClass.TYPOGRAPHY,), 1.0, edits)
    shown = printed(DriftView(with_second(OTHER_SPEAKER, blank), limit=50))
    assert shown.endswith(
        """\
“The pier will not survive another winter”

All have the same words:
  Fjordposten · fjord.txt, 2021-11-02
  (outlet unknown: b/copy.html), (no date)"""
    )


def test_one_wording_has_nothing_to_compare(printed: Printed) -> None:
    alone = replace(trace(), quotations=trace().quotations[:1])
    assert "there is nothing to compare it with" in printed(DriftView(alone, limit=50))


def test_wordings_beyond_the_limit_are_said(printed: Printed) -> None:
    cut = (*DROPPED_NOT.edits[:2], Edit(EditOp.DELETE, "survive another winter", "", DriftClass.TRUNCATION))
    extra = traced(occurrence("c.txt", "C", "2021-11-04", "The pier will"), replace(DROPPED_NOT, edits=cut))
    shown = printed(DriftView(replace(trace(), quotations=(*trace().quotations, extra)), limit=1))
    assert shown.count("negation, score") == 1
    assert "1 more wording not shown: see --limit" in shown


PAGE = (
    "Home | News\n\nFjordposten\n\nPier falls\nBy Ida Moen, 2 November 2021\r\n\n“No”, she said.\nRelated: 30 October\n"
)


def at(words: str) -> tuple[int, int]:
    return PAGE.index(words), PAGE.index(words) + len(words)


def read_page() -> Document:
    evidence = (
        Evidence("outlet", "Fjordposten", "masthead", *at("Fjordposten")),
        Evidence("published", "2021-11-02", "byline", *at("2 November 2021")),
        Evidence("published", "2021-10-30", "related", *at("30 October"), used=False),
        Evidence("author", "Ida Moen", "byline", *at("Ida Moen")),
    )
    kinds = {
        "Home | News": ZoneKind.CHROME,
        "Pier falls": ZoneKind.HEADLINE,
        "By Ida Moen, 2 November 2021": ZoneKind.BYLINE,
        "Related: 30 October": ZoneKind.RELATED,
    }
    zones = tuple(Zone(*at(words), kind) for words, kind in kinds.items())
    return replace(document(text=PAGE), evidence=evidence, zones=zones)


def test_the_text_as_read_has_its_chrome_and_its_evidence_in_the_margin(printed: Printed) -> None:
    assert printed(AsRead(read_page())) == (
        """\
chrome      │ Home | News
            │
outlet      │ Fjordposten
            │
headline    │ Pier falls
published   │ By Ida Moen, 2 November 2021
            │
            │ “No”, she said.
(published) │ Related: 30 October"""
    )


def test_on_a_terminal_chrome_is_grey_and_evidence_stands_out() -> None:
    console = Console(width=80, file=StringIO(), color_system="standard", force_terminal=True, highlight=False)
    console.print(AsRead(read_page()))
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert "\x1b[2mHome | News\x1b[0m" in shown
    assert "\x1b[1;7mFjordposten\x1b[0m" in shown
    assert "\x1b[2mBy Ida Moen, \x1b[0m\x1b[1;7m2 November 2021\x1b[0m" in shown
    assert "\x1b[2mRelated: \x1b[0m\x1b[2;4m30 October\x1b[0m" in shown
    assert "│ \x1b[0mPier falls" in shown


@given(st.text(alphabet="ab\n\r \x1b", max_size=40), st.data())
def test_every_character_is_shown_once_whatever_is_marked(text: str, data: st.DataObject) -> None:
    spans = data.draw(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=3))
    evidence = tuple(Evidence("outlet", "x", "text", min(one), max(one)) for one in spans)
    console = Console(width=200, file=StringIO(), color_system=None, highlight=False)
    console.print(AsRead(replace(document(text=text), evidence=evidence)))
    lines = console.file.getvalue().split("\n")[:-1]  # type: ignore[attr-defined]
    wanted = re.split("\r\n|\r|\n", text)
    shown = [line.partition(" │")[2].strip(" ") for line in lines]
    assert shown == [visible(line).strip(" ") for line in (wanted if wanted[-1] else wanted[:-1])]


def test_a_document_with_its_evidence_and_text(printed: Printed) -> None:
    believed = Evidence("outlet", "Fjordposten", "masthead", 0, 11)
    overruled = Evidence("published", "2021-10-30", "related", used=False, note="a related story")
    told = replace(document(text="Pier\x1b\n\n“No”, she said."), evidence=(believed, overruled))
    assert printed(DocumentView(DocumentSummary(told, ("/articles/fjord.txt",), 3), as_read=True)) == (
        """\
fjord.txt
outlet      Fjordposten
            masthead at 0-11: Fjordposten
published   2021-11-02 08:15+01:00, known to the minute
            overruled: related: 2021-10-30 (a related story)
headline    Pier
author      (unknown)
url         (unknown)
language    en
source      /articles/fjord.txt
quotations  3
id          id-fjord.txt

Text as read, and in the margin what is no prose or is evidence
outlet │ Pier␛
outlet │
outlet │ “No”, she said."""
    )


def test_what_is_wrong_with_a_text_is_said(printed: Printed) -> None:
    cut = Evidence("text", "cut", "text", 4, 9, note="only the beginning\x1b")
    told = replace(document(), evidence=(cut,))
    shown = printed(DocumentView(DocumentSummary(told, (), 1)))
    assert "\ntext        cut: only the beginning␛\n" in shown


def test_what_a_person_decided_stands_beside_what_was_read(printed: Printed) -> None:
    evidence = Evidence("outlet", "Fjordposten", "masthead", 0, 11), Evidence("outlet", "Kyst", "domain", used=False)
    decided = DocumentSummary(
        replace(document(), evidence=evidence), (), 1, corrected={"outlet": "Kyst\x1b", "published": None}
    )
    shown = printed(DocumentView(decided))
    assert "\n            decided by hand (read: Kyst␛)\n            masthead at 0-11: Fjordposten\n" in shown
    assert "\n            decided by hand (read: unknown)\n" in shown
    heard = "\n".join(plain_lines(DocumentView(decided)))
    assert "\nDecided by hand (read: Kyst␛)\nEvidence: masthead at 0 to 11: Fjordposten\n" in heard
    assert "\nOverruled evidence: domain: Kyst\n" in heard


def test_a_profile_says_how_much_more_there_is(printed: Printed) -> None:
    counts = speakers_table([SpeakerSummary("Ida Moen", EntityKind.PERSON, (), 12, 2, 1, 1)])
    shown = printed(Profile(counts, (trace(),), (stored("fjord.txt", "Fjordposten", "2021-11-02"),), 12))
    assert "Told by two documents or more, the most told first" in shown
    assert "the most told first\n" in shown
    assert "Quotations in order of time, the first 1 of 12\n" in shown


def test_a_profile_says_that_its_utterances_are_cut(printed: Printed) -> None:
    counts = speakers_table([SpeakerSummary("Ida Moen", EntityKind.PERSON, (), 12, 2, 1, 9)])
    shown = printed(Profile(counts, (trace(),), (), 12, "quotetrace trace --speaker 'Ida Moen'"))
    title = (
        "Told by two documents or more, the most told first, the first 1; all: quotetrace trace --speaker 'Ida Moen'"
    )
    assert title in " ".join(shown.split())


@pytest.mark.parametrize(
    ("report", "lines"),
    [
        pytest.param(
            IngestReport(6, 3, 1, 1, 1, 0, 12, 9, 8, 3),
            "6 documents read: 3 new, 1 changed, 1 unchanged, 1 stored but skipped (not\n"
            "English)\n"
            "12 quotations, 9 with a speaker (75 %)\n"
            "8 utterances, 3 of them told by two documents or more",
            id="all kinds",
        ),
        pytest.param(
            IngestReport(2, 0, 0, 2, 0, 0, 0, 0, 8, 3),
            "2 documents read: 2 unchanged\n8 utterances, 3 of them told by two documents or more",
            id="nothing new",
        ),
        pytest.param(
            IngestReport(2, 2, 0, 0, 0, 0, 6, 6, 8, 3, drifted=2, conflicts=1, undated=1, of_unknown_outlet=1204),
            "2 documents read: 2 new\n6 quotations, 6 with a speaker (100 %)\n"
            "8 utterances, 3 of them told by two documents or more\n"
            "Of these the words differ in 2, something conflicts in 1\n"
            "In the store 1 document without a date, never first, 1,204 documents of unknown\noutlet",
            id="what is odd",
        ),
        pytest.param(
            IngestReport(5, 1, 0, 1, 0, 3, 0, 0, 0, 0),
            "2 documents read: 1 new, 1 unchanged; 3 inputs failed\nNobody is quoted in them.",
            id="what failed is no document",
        ),
        pytest.param(
            IngestReport(1, 1, 0, 0, 0, 0, 0, 0, 0, 0),
            "1 document read: 1 new\nNobody is quoted in them.",
            id="no quotations",
        ),
        pytest.param(
            IngestReport(1, 0, 0, 0, 1, 0, 0, 0, 0, 0),
            "1 document read: 1 stored but skipped (not English)",
            id="nothing that could be read",
        ),
    ],
)
def test_what_an_ingest_did(report: IngestReport, lines: str, printed: Printed) -> None:
    assert printed(IngestSummary(report)) == lines


@pytest.mark.parametrize(
    ("quotations", "line"),
    [
        pytest.param(2, "Fjordposten · fjord.txt: its words stand for the others", id="beside others"),
        pytest.param(1, "", id="alone"),
    ],
)
def test_the_representative_was_joined_to_nothing(quotations: int, line: str, printed: Printed) -> None:
    told = trace()
    face = replace(told.quotations[0], joined_because=STANDS_FOR_ALL)
    shown = printed(TraceView(replace(told, quotations=(face, *told.quotations[1:])[:quotations])))
    assert ("Why joined" in shown) == (quotations > 1)
    assert [each.strip() for each in shown.splitlines() if "stand for" in each] == ([line] if line else [])
