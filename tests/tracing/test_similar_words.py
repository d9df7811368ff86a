"""Similar words that another utterance reported earlier."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tracing_samples import by_id, occurrence, utterance

from quotetrace.model import Earlier, Kind, Occurrence, Related
from quotetrace.moments import Moment
from quotetrace.tracing.similar import tell_earlier

WORDS = "not close the quay this winter"
OURS = [occurrence("a", "2023-05-03"), occurrence("b", "2023-05-03"), occurrence("c", "2023-05-06")]
UNDATED = [occurrence("a", None)]


def earlier(ours: list[Occurrence], theirs: list[Occurrence], link: Related) -> Earlier | None:
    known = {**by_id(ours), **by_id(theirs)}
    (found,) = tell_earlier(
        [replace(utterance(ours, number=1), related=(link,))], known, beside=[utterance(theirs, number=2)]
    )
    (told,) = found.related
    assert replace(told, earlier=None) == link
    return told.earlier


LINK = Related(2, "overlap", WORDS, compatible=True)


@pytest.mark.parametrize(
    ("theirs", "label"),
    [
        pytest.param([occurrence("x", "2023-05-02")], "x", id="the day before"),
        pytest.param([occurrence("x", "2023-05-02"), occurrence("w", "2023-05-01")], "w", id="the earliest of several"),
        pytest.param([occurrence("x", "2023-05-03")], None, id="the same day"),
        pytest.param([occurrence("x", "2023-05")], None, id="the month alone"),
        pytest.param([occurrence("x", None)], None, id="undated"),
        pytest.param([occurrence("x", "2023-05-04")], None, id="later than one, earlier than another"),
        pytest.param(
            [occurrence("v", "2023-05-01", kind=Kind.INDIRECT), occurrence("x", "2023-05-02")],
            "x",
            id="words in marks, not a paraphrase",
        ),
    ],
)
def test_only_what_every_first_quotation_follows_is_earlier(theirs: list[Occurrence], label: str | None) -> None:
    found = earlier(OURS, theirs, LINK)
    assert (found and found.label) == label


def test_the_place_is_told() -> None:
    theirs = [occurrence("x", "2023-05-02T08:00", outlet="Fjord Post")]
    assert earlier(OURS, theirs, LINK) == Earlier("Fjord Post", "x", Moment.parse("2023-05-02T08:00"))


@pytest.mark.parametrize(
    ("ours", "link"),
    [
        pytest.param(OURS, replace(LINK, compatible=False), id="another speaker"),
        pytest.param(OURS, replace(LINK, words="close the quay"), id="three words"),
        pytest.param(UNDATED, LINK, id="nobody is known to be first"),
    ],
)
def test_what_is_not_said_to_be_earlier(ours: list[Occurrence], link: Related) -> None:
    assert earlier(ours, [occurrence("x", "2023-05-01")], link) is None


def test_an_utterance_that_is_not_given_is_not_looked_up() -> None:
    (found,) = tell_earlier([replace(utterance(OURS), related=(LINK,))], by_id(OURS))
    assert found.related == (LINK,)
