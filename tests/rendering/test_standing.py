"""How somebody is quoted, and quotes, in sentences and in tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quotetrace.model import (
    EntityKind,
    Faithfulness,
    NamedOrigin,
    OutletProfile,
    OutletSummary,
    QuotingOutlet,
    SpeakerProfile,
    SpeakerSummary,
)
from quotetrace.rendering.profile import Profile
from quotetrace.rendering.records import outlet_record, speaker_record
from quotetrace.rendering.standing import outlet_standing, speaker_standing
from quotetrace.rendering.tables import claimed_table, speakers_table

Printed = Callable[..., str]
KYST = OutletSummary("Kyst", 2, 9, 3, 1)
MOEN = SpeakerSummary("Ida Moen", EntityKind.PERSON, (), 12, 2, 1, 1)
WHOLE = OutletProfile(
    7,
    2,
    1,
    (("Fjordposten", 4), (None, 1)),
    Faithfulness(5, 2, 0, 1),
    (NamedOrigin("Radio\x1b[2J", 2, False), NamedOrigin("Fjordposten", 1, True)),
)


@pytest.mark.parametrize(
    ("profile", "lines"),
    [
        pytest.param(
            WHOLE,
            [
                "Of 7 utterances that others report too: first 3, in a tie 1, later 2, without a date 1",
                "Follows, as far as evidence shows: Fjordposten (4 quotations), (outlet unknown) (1 quotation)",
                "Of 8 quotations compared with the first wording: verbatim 5 (62 %), shortened 2 (25 %), "
                "another meaning 1 (12 %)",
                "Names as origins: Radio␛[2J (2, no document of it here), Fjordposten (1)",
            ],
            id="everything",
        ),
        pytest.param(OutletProfile(), [], id="nothing shared"),
        pytest.param(
            OutletProfile(follows=tuple((f"Outlet {i}", 1) for i in range(12))),
            [
                "Follows, as far as evidence shows: "
                + ", ".join(f"Outlet {i} (1 quotation)" for i in range(10))
                + " and 2 more"
            ],
            id="many",
        ),
    ],
)
def test_an_outlet_beside_others(profile: OutletProfile, lines: list[str]) -> None:
    assert list(outlet_standing(KYST, profile)) == lines


def test_a_speaker_with_those_who_quote_them(printed: Printed) -> None:
    profile = SpeakerProfile(
        (QuotingOutlet("Kyst", 4, 2, 1, 0), QuotingOutlet(None, 1, 0, 0, 0)), Faithfulness(changed=1, verbatim=1)
    )
    standing = tuple(speaker_standing(profile))
    shown = printed(Profile(speakers_table([MOEN]), (), (), 0, standing=standing, quoting=profile.quoted_by))
    assert shown.partition("1\n")[2] == (
        """
Of 2 quotations compared with the first wording: verbatim 1 (50 %), other words
1 (50 %)

Quoted by, the most quotations first

 Outlet             Quotations   Shared   First   Tied
 ─────────────────────────────────────────────────────
 Kyst                        4        2       1      0

 (outlet unknown)            1        0       0      0"""
    )


def test_of_many_who_quote_the_first_are_shown(printed: Printed) -> None:
    quoting = tuple(QuotingOutlet(f"Outlet {i}", 1, 0, 0, 0) for i in range(12))
    shown = printed(Profile(speakers_table([MOEN]), (), (), 0, quoting=quoting))
    assert "Quoted by, the most quotations first, the first 10 of 12 outlets" in shown
    assert "Outlet 9" in shown
    assert "Outlet 10" not in shown


def test_origins_that_are_not_here(printed: Printed) -> None:
    origins = [NamedOrigin("Radio Nord", 3, False, ("Kyst", "Fjordposten")), NamedOrigin("[b]", 1, False)]
    assert printed(claimed_table(origins)) == (
        """\
 Named as origin   Named by           Utterances
 ───────────────────────────────────────────────
 Radio Nord        Kyst                        3
                   Fjordposten

 [b]               (outlet unknown)            1"""
    )


def test_records_begin_with_the_row_and_add_to_it() -> None:
    record = outlet_record(KYST, WHOLE)
    assert list(record)[:5] == ["outlet", "documents", "quotations", "firsts", "ties"]
    assert record["follows"] == [{"outlet": "Fjordposten", "quotations": 4}, {"outlet": None, "quotations": 1}]
    assert record["faithfulness"] == {"compared": 8, "verbatim": 5, "shortened": 2, "changed": 0, "meaning": 1}
    speaker = speaker_record(MOEN, SpeakerProfile((QuotingOutlet("Kyst", 4, 2, 1, 0),)))
    assert next(iter(speaker)) == "speaker"
    assert speaker["quoted_by"] == [{"outlet": "Kyst", "quotations": 4, "utterances": 2, "firsts": 1, "ties": 0}]
