"""What a profile counts, on the two stories of the fixtures: who quotes whom, how faithfully, and whom they name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quotetrace import ingest, open_store
from quotetrace.model import Faithfulness, NamedOrigin, OutletProfile, QuotingOutlet
from quotetrace.store import Store

ARTICLES = Path(__file__).parents[2] / "fixtures" / "articles"


@pytest.fixture(scope="module")
def told() -> Iterator[Store]:
    with open_store(":memory:", create=True) as store:
        ingest(ARTICLES, store)
        yield store


def test_who_quotes_a_speaker_and_how_faithfully(told: Store) -> None:
    profile = told.speaker_profile("harrow")
    assert profile.quoted_by[:3] == (
        QuotingOutlet("Plain Fact", 4, 1, 0, 0),
        QuotingOutlet("Kustposten", 3, 1, 0, 0),
        QuotingOutlet("Meridian Press", 3, 1, 0, 1),
    )
    [speaker] = told.speakers("harrow")
    assert sum(one.quotations for one in profile.quoted_by) == speaker.quotations
    assert profile.faithfulness == Faithfulness(verbatim=3, shortened=0, changed=0, meaning=4)
    assert profile.faithfulness.compared == 7


def test_a_piece_of_a_statement_is_compared_with_the_first_report_of_that_piece(told: Store) -> None:
    """*We are closing a building* has no word of the longer sentence behind it."""
    faithfulness = told.speaker_profile("vold").faithfulness
    assert faithfulness == Faithfulness(verbatim=4, shortened=3)


def test_a_speaker_whom_nobody_knows_is_quoted_by_nobody(told: Store) -> None:
    assert told.speaker_profile("nobody").quoted_by == ()


@pytest.mark.parametrize(
    ("outlet", "profile"),
    [
        pytest.param(
            "Valley Voice",
            OutletProfile(
                shared=4,
                later=4,
                follows=(("The Aldbrook Courier", 1),),
                faithfulness=Faithfulness(0, 3, 0, 1),
                origins=(NamedOrigin("The Aldbrook Courier", 1, True),),
            ),
            id="later, and after another",
        ),
        pytest.param(
            "Plain Fact", OutletProfile(shared=1, undated=1, faithfulness=Faithfulness(meaning=2)), id="without a date"
        ),
        pytest.param(
            "Kustposten",
            OutletProfile(
                shared=2,
                later=2,
                faithfulness=Faithfulness(changed=1, meaning=1),
                origins=(NamedOrigin("Radio Norrland", 2, False),),
            ),
            id="names an origin that is not here",
        ),
        pytest.param("Nobody", OutletProfile(), id="not here"),
        pytest.param(None, OutletProfile(), id="no unknown outlet here"),
    ],
)
def test_how_an_outlet_stands_beside_others(outlet: str | None, profile: OutletProfile, told: Store) -> None:
    assert told.outlet_profile(outlet) == profile


def test_first_tied_later_and_undated_are_all_that_others_report_too(told: Store) -> None:
    for outlet in told.outlets():
        profile = told.outlet_profile(outlet.name)
        assert outlet.firsts + outlet.ties + profile.later + profile.undated == profile.shared


def test_origins_that_are_named_and_not_here(told: Store) -> None:
    assert told.unseen_origins() == [NamedOrigin("Radio Norrland", 2, False, ("Kustposten",))]
    assert told.has_unseen_origins()


def test_none_in_an_empty_store() -> None:
    with open_store(":memory:", create=True) as store:
        assert store.unseen_origins() == []
        assert not store.has_unseen_origins()


def test_an_outlet_does_not_follow_itself(tmp_path: Path) -> None:
    versions = [ARTICLES.parent / "stories" / "articles" / f"rocket-islander{which}.html" for which in ("", "-evening")]
    with open_store(tmp_path / "versions.db", create=True) as store:
        ingest(versions, store)
        assert any(one.lineage.origin for trace in store.traces() for one in trace.quotations)
        assert store.outlet_profile("The Brae Islander").follows == ()
