"""A statement that is printed in pieces: none of them is a change of another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tracing_samples import by_id, occurrence, utterance

from quotetrace.model import Kind, Occurrence, TracedQuotation
from quotetrace.tracing import trace

FIELDS = "It came down two fields away from us,"
ELSEWHERE = "Nobody told me to be anywhere else."


def going_on(document: str, published: str | None, *texts: str) -> list[Occurrence]:
    """Pieces of one quotation in a document, each continuing the one before."""
    pieces = [occurrence(document, published, text=text, start=100 * number) for number, text in enumerate(texts, 1)]
    return [
        replace(one, quotation=replace(one.quotation, continues=before.quotation.id)) if before else one
        for one, before in zip(pieces, [None, *pieces], strict=False)
    ]


def measured(*members: Occurrence) -> list[tuple[str, str | None, str]]:
    """Of each member in order of time its id, what its drift is measured from, and the class."""
    (found,) = trace([utterance(members)], by_id(members))
    return [_told(one) for one in found.quotations]


def _told(one: TracedQuotation) -> tuple[str, str | None, str]:
    return one.occurrence.quotation.id, one.drift.origin, str(one.drift.drift_class)


def test_pieces_of_one_quotation_are_no_change_of_each_other() -> None:
    assert measured(*going_on("a", "2031-05-01", FIELDS, ELSEWHERE)) == [
        ("a/body/100", None, "none"),
        ("a/body/200", None, "none"),
    ]


def test_a_later_report_of_a_piece_is_measured_from_that_piece() -> None:
    later = occurrence("b", "2031-05-02", text="Nobody told me to be somewhere else.")
    headline = occurrence("c", "2031-05-03", text="Nobody told me")
    assert measured(*going_on("a", "2031-05-01", FIELDS, ELSEWHERE), later, headline) == [
        ("a/body/100", None, "none"),
        ("a/body/200", None, "none"),
        ("b/body/10", "a/body/200", "substitution"),
        ("c/body/10", "a/body/200", "truncation"),
    ]


def test_a_piece_that_only_later_reports_have_is_measured_from_the_first_of_them() -> None:
    first = occurrence("a", "2031-05-01", text=FIELDS)
    cut = occurrence("c", "2031-05-03", text="Nobody told me to be")
    assert measured(*going_on("b", "2031-05-02", FIELDS, ELSEWHERE), first, cut) == [
        ("a/body/10", None, "none"),
        ("b/body/100", "a/body/10", "none"),
        ("b/body/200", None, "none"),
        ("c/body/10", "b/body/200", "truncation"),
    ]


def test_two_pieces_out_of_what_is_printed_whole_later_changed_nothing() -> None:
    whole = occurrence("c", "2031-05-03", text=f"{FIELDS} {ELSEWHERE}")
    first, second = occurrence("a", "2031-05-01", text=FIELDS), occurrence("b", "2031-05-02", text=ELSEWHERE)
    assert measured(whole, first, second) == [
        ("a/body/10", None, "none"),
        ("b/body/10", None, "none"),
        ("c/body/10", "a/body/10", "truncation"),
    ]


def test_without_dates_a_piece_is_measured_from_the_fullest_that_has_its_words() -> None:
    cut = occurrence("b", None, text="Nobody told me")
    assert measured(*going_on("a", None, FIELDS, ELSEWHERE), cut)[-1] == ("b/body/10", "a/body/200", "truncation")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("We were spared by the width of a meadow", Kind.DIRECT, id="joined by hand"),
        pytest.param("the thing had missed them by a meadow, she said", Kind.INDIRECT, id="a paraphrase"),
    ],
)
def test_what_has_none_of_the_words_and_is_no_piece_is_measured_from_the_first(text: str, kind: Kind) -> None:
    first = occurrence("a", "2031-05-01", text=FIELDS)
    other = occurrence("b", "2031-05-02", text=text, kind=kind)
    assert measured(first, other)[1] == ("b/body/10", "a/body/10", "substitution")
