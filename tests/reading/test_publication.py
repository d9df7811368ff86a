"""When a document was published: what decides, what never does, and what the evidence says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from quotetrace.model import Document
from quotetrace.reading import read
from quotetrace.reading.datelineyears import infer_year

from .conftest import ReadText

STORY = (
    "The harbour board of Varnik voted for the new pier, its chair Ida Brandt said.\n\n"
    "“We have waited for this long enough,” she told a packed hall at the customs house.\n\n"
    "The pier is to open after the herring season, if the bank agrees to the loan."
)


def stated(document: Document) -> str | None:
    return None if document.published is None else str(document.published)


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(one.kind, one.value) for one in document.evidence if one.field == "published" and one.used]


@pytest.mark.parametrize(
    ("text", "published", "kind"),
    [
        (f"Pier wins its vote\n\nFriday, May 14, 2021\n\n{STORY}", "2021-05-14", "byline"),
        (f"Pier wins its vote\nPosted on May 14 2021, 18:48pm\n{STORY}", "2021-05-14T18:48", "byline"),
        (f"Pier wins its vote\nBy Tom Aas | 14 May 2021 | 4 min read\n{STORY}", "2021-05-14", "byline"),
        (f"Pier wins its vote\n4 min read\n14 May 2021\n{STORY}", "2021-05-14", "byline"),
        (f"Pier wins its vote\nPublished: 14 May 2021 14:05 CEST\n{STORY}", "2021-05-14T14:05+02:00", "byline"),
        (f"Pier wins its vote\nPublished 13 May 2021, updated 15 May 2021\n{STORY}", "2021-05-13", "byline"),
        (f"Pier wins its vote\nUpdated 15 May 2021\nFirst published 13 May 2021\n{STORY}", "2021-05-13", "byline"),
        (f"Pier wins its vote\nA long wait is over for the town.\n14/05/2021\n{STORY}", "2021-05-14", "byline"),
        (f"Pier wins its vote\n03/04/2021\n{STORY}", "2021-04-03", "byline"),
        (f"Pier wins its vote\n03/04/2021\n{STORY}\nUpdated 03/25/2021", "2021-03-04", "byline"),
        (f"date 2021-05-14 {STORY}", "2021-05-14", "byline"),
        (f"Published 14 May 2021 — {STORY}", "2021-05-14", "byline"),
        (f"VARNIK, May 14, 2021 (Reuters) - {STORY}", "2021-05-14", "dateline"),
        (f"VARNIK, May 14, 2021 (Coast & Fjord News) — {STORY}", "2021-05-14", "dateline"),
        (f"Pier wins\n\n{STORY}\n\nPublished on 14 May 2021", "2021-05-14", "byline"),
        (
            f"Pier wins its vote\nIda Brandt at the pier. - Varnik Daily, 1200, 14.05.2021\n{STORY}",
            "2021-05-14",
            "caption",
        ),
        # nothing that counts
        (STORY, None, None),
        (f"Pier wins\n\n{STORY}\n\nCorrection\nFriday, May 14, 2021.", None, None),
        (f"Pier wins\n{STORY}\nIda Brandt at the pier on May 3, 2021. (Ole Lie/Getty Images)\n{STORY}", None, None),
        (f"{STORY}\n\nThe next vote is on 3 June 2021.", None, None),
        (f"{STORY}\n\nThe old pier opened on 3 June 1921, and nobody has mended it since.", None, None),
        (f"Pier wins its vote\n{STORY}\nRead more:\nHerring prices fall - Varnik Daily, 1200, 10.05.2021", None, None),
        (f"Pier wins its vote\n{STORY}\nUpdated 15 May 2021", None, None),
    ],
    ids=[
        "date line of a post",
        "minute with a stray pm",
        "byline with reading time",
        "reading time above the day",
        "zone",
        "published and updated on one line",
        "updated above first published",
        "below the deck",
        "day first",
        "month first because another date must be",
        "date run into the text",
        "label run into the text",
        "dateline with a year",
        "dateline with an agency that nobody knows",
        "below the text",
        "caption where nothing is better",
        "no date",
        "correction",
        "the day of a picture",
        "future date in prose",
        "old date in prose",
        "related story",
        "only an update",
    ],
)
def test_what_decides_the_day(read_text: ReadText, text: str, published: str | None, kind: str | None) -> None:
    document = read_text(text)
    assert stated(document) == published
    assert [one for one, _ in kinds(document)] == ([] if kind is None else [kind])


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("VARNIK, May 14. /TASS/. The board voted on Friday. It had met on April 30, 2021.", "2021-05-14"),
        ("VARNIK, Jan. 3 (AP) — The board voted on Monday. It had met on December 20, 2021.", "2022-01-03"),
        # in 2021 the 14th of May was a Friday; only the weekday ties it to a year that has no full date
        ("VARNIK, May 14. /TASS/. The board voted on Friday. It was founded in 2020.", "2021-05-14"),
        ("VARNIK, May 14. /TASS/. The board voted on Monday. It was founded in 2020.", None),
        ("VARNIK, May 14. /TASS/. The board voted. Its hall burned on September 3, 1931.", None),
        ("VARNIK, May 14. /TASS/. The board voted.", None),
        ("VARNIK, May 14. /TASS/. The board voted. Its hall burned on April 3, 1931. The loan is from 2020.", None),
        (
            "VARNIK, May 14. /TASS/. The board voted on Friday. It will sit in 2032. It wrote on February 20, 2021.",
            "2021-05-14",
        ),
        ("VARNIK, May 14. /TASS/. The board voted on Friday. Its letter is of January 20, 2021.", "2021-05-14"),
        # the 14th of May is a Friday in 2032 too
        ("VARNIK, May 14. /TASS/. The board voted on Friday, as on April 30, 2021. It will sit in 2032.", "2021-05-14"),
        ("VARNIK, May 14. /TASS/. The board voted on Friday. The loan of 2020 runs until 2031.", "2021-05-14"),
    ],
    ids=[
        "near date",
        "turn of the year",
        "year and weekday",
        "weekday against",
        "only history",
        "nothing",
        "history and a year",
        "a letter of the last quarter",
        "a letter before that, by its year alone",
        "a full date and a year of plans",
        "a loan's end",
    ],
)
def test_the_year_that_a_dateline_leaves_out(read_text: ReadText, text: str, published: str | None) -> None:
    assert stated(read_text(text)) == published


@pytest.mark.parametrize(
    ("month", "day", "dates", "years", "weekdays", "sure", "year"),
    [
        (12, 30, [date(2022, 1, 2)], set(), set(), False, 2021),
        (2, 29, [date(2021, 2, 20)], set(), set(), False, None),
        (2, 29, [date(2020, 2, 20)], set(), set(), False, 2020),
        (6, 1, [date(2021, 2, 1)], set(), set(), False, None),
        (6, 1, [date(2021, 2, 1)], set(), set(), True, 2021),
        (6, 1, [date(2021, 4, 4)], set(), {1}, False, 2021),
        (6, 1, [date(2021, 4, 4)], set(), {2}, False, None),
        (6, 1, [date(2021, 2, 1)], set(), {1}, False, None),
        (6, 1, [date(2021, 5, 4)], {2040}, set(), False, None),
        (6, 1, [date(2021, 5, 4)], {2040}, {1}, False, 2021),
        (6, 1, [date(2021, 5, 4)], {2040}, set(), True, 2021),
        (6, 1, [], {1990, 2020}, {1}, False, 2021),
        (6, 1, [], set(), {1}, False, None),
    ],
)
def test_years_inferred(
    month: int, day: int, dates: list[date], years: set[int], weekdays: set[int], sure: bool, year: int | None
) -> None:
    assert infer_year(month, day, dates=dates, years=years, weekdays_named=weekdays, sure=sure) == year


RUN = date(2021, 5, 13)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (f"Pier wins its vote\n13 May 2021\n{STORY}", "2021-05-13"),
        (f"Pier wins its vote\n14 May 2021\n{STORY}", "2021-05-14"),
        (f"Pier wins its vote\n15 May 2021\n{STORY}", None),
        (f"Pier wins its vote\nMay 15, 2021\nVARNIK, May 12, 2021 (Reuters) - {STORY}", None),
        (f"VARNIK, May 15, 2021 (Reuters) - {STORY}", None),
    ],
    ids=["today", "tomorrow's paper", "the day after", "no other day takes its place", "dateline"],
)
def test_the_clock_refuses_and_never_chooses(tmp_path: Path, text: str, published: str | None) -> None:
    path = tmp_path / "story.txt"
    path.write_text(text)
    (document,) = read([path], today=RUN)
    assert isinstance(document, Document)
    assert stated(document) == published
    if published is None:
        refused = [one for one in document.evidence if one.note == "had not come yet when this was read"]
        assert [(one.value, one.used) for one in refused] == [("2021-05-15", False)]


def test_a_related_storys_date_is_kept_as_evidence_that_does_not_count(read_text: ReadText) -> None:
    card = "A cutter leaves the harbour - Varnik Daily, 1200, 10.05.2021\nHerring Prices Fall to a Record Low"
    document = read_text(f"Pier wins its vote\n14 May 2021\n{STORY}\n{card}")
    assert stated(document) == "2021-05-14"
    unused = [(one.value, one.note) for one in document.evidence if one.field == "published" and not one.used]
    assert unused == [("2021-05-10", "belongs to a related story")]


def test_a_file_name_dates_what_nothing_else_does(read_text: ReadText) -> None:
    assert stated(read_text(STORY, name="2021-05-14_pier.txt")) == "2021-05-14"
    assert stated(read_text(f"12 May 2021\n{STORY}", name="2021-05-14_pier.txt")) == "2021-05-12"
    assert stated(read_text(STORY, name="17291833_pier.txt")) is None


def test_the_evidence_points_at_its_characters(read_text: ReadText) -> None:
    document = read_text(f"Pier wins its vote\nPosted on May 14 2021, 18:48pm\n{STORY}")
    used = next(one for one in document.evidence if one.field == "published" and one.used)
    assert document.text[used.start : used.end] == "May 14 2021, 18:48pm"


def test_a_changed_article_keeps_both_times(read_text: ReadText) -> None:
    document = read_text(f"Pier wins\nPublished 13 May 2021, updated 15 May 2021\n{STORY}")
    assert (str(document.published), str(document.modified)) == ("2021-05-13", "2021-05-15")


ASSUMED = "day before month is assumed: nothing says which of the numbers is the month"


@pytest.mark.parametrize(
    ("top", "published", "note"),
    [
        pytest.param("03/04/2024", "2024-04-03", ASSUMED, id="open"),
        pytest.param("Updated 03/04/2024", None, f"says when it was last changed; {ASSUMED}", id="beside-another-note"),
        pytest.param("13/04/2024", "2024-04-13", "", id="no-such-month"),
        pytest.param("04/04/2024", "2024-04-04", "", id="the-same-either-way"),
        pytest.param("Wednesday, 03/04/2024", "2024-04-03", "", id="the-weekday-tells"),
        pytest.param("03/04/2024 9:15 PM EST", "2024-03-04T21:15-05:00", "", id="the-zone-tells"),
        pytest.param("3 April 2024", "2024-04-03", "", id="month-in-words"),
    ],
)
def test_an_assumed_order_of_numbers_is_said(read_text: ReadText, top: str, published: str | None, note: str) -> None:
    document = read_text(f"Ferry talks end\n{top}\n\nThe ferry is late again, and the harbour is full of cars.")
    assert (str(document.published) if document.published else None) == published
    assert [one.note for one in document.evidence if one.field == "published"] == [note]


def test_a_field_with_an_open_order_says_so_too(read_text: ReadText) -> None:
    document = read_text('{"text": "The ferry is late again.", "published": "03/04/2024"}', name="ferries.jsonl")
    assert str(document.published) == "2024-04-03"
    assert [one.note for one in document.evidence if one.field == "published"] == [ASSUMED]


PAGE = (
    "<html><head><title>Pier wins</title>{head}</head>"
    "<body><article><h1>Pier wins</h1>{line}{body}</article></body></html>"
)
BODY = "".join(f"<p>{one}</p>" for one in STORY.split("\n\n"))


def published_meta(time: str) -> str:
    return f'<meta property="article:published_time" content="{time}">'


def canonical(path: str) -> str:
    return f'<link rel="canonical" href="https://varnik.example{path}">'


@pytest.mark.parametrize(
    ("head", "line", "published"),
    [
        (published_meta("2021-05-14T00:00:00+00:00"), "", "2021-05-14"),
        (published_meta("2021-05-14T00:00:01+00:00"), "", "2021-05-14T00:00:01+00:00"),
        (published_meta("2021-05-14T03:00:00Z") + canonical("/2011/07/19/pier"), "", "2011-07-19"),
        (published_meta("2021-05-14T03:00:00Z") + canonical("/2021/05/13/pier"), "", "2021-05-14T03:00:00+00:00"),
        (published_meta("2021-05-14T03:00:00Z") + canonical("/pier-of-2011-07-19"), "", "2021-05-14T03:00:00+00:00"),
        (published_meta("2021-05-14T03:00:00Z") + canonical("/2021/06/02/pier"), "", "2021-05-14T03:00:00+00:00"),
        (published_meta("2021-05-14T03:00:00Z"), "<p class='date'>First published: 19 July 2011</p>", "2011-07-19"),
        (
            published_meta("2021-05-14T03:00:00Z"),
            "<p class='date'>Updated: 19 July 2011</p>",
            "2021-05-14T03:00:00+00:00",
        ),
    ],
    ids=[
        "midnight is a day",
        "a second later is a time",
        "the address is older",
        "the address is of the evening before",
        "words of the address are no day",
        "the address is younger",
        "the printed day is older",
        "an update is older",
    ],
)
def test_a_day_of_moving_gives_way_to_an_older_day_of_the_page(
    read_text: ReadText, head: str, line: str, published: str
) -> None:
    assert stated(read_text(PAGE.format(head=head, line=line, body=BODY), name="a.html")) == published


def test_what_disagrees_is_kept_and_said(read_text: ReadText) -> None:
    head = published_meta("2021-05-14T03:00:00Z") + canonical("/2011/07/19/pier")
    document = read_text(PAGE.format(head=head, line="", body=BODY), name="a.html")
    overruled = [(one.value, one.note) for one in document.evidence if one.field == "published" and not one.used]
    assert overruled == [
        ("2021-05-14T03:00:00+00:00", "article:published_time; says another day than what was believed")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "<p class='date'>Publié le 14 mai 2021 à 18:48</p>",
        "<p class='date'>14. Mai 2021, 18.48</p>",
        "<p class='date'>Publisert 14.05.2021 18:48 - Endret 15.05.2021</p>",
        "<div data-timestamp='1621018080'></div>",
    ],
    ids=["French", "German", "Norwegian", "seconds"],
)
def test_date_lines_of_other_languages_and_programs(read_text: ReadText, line: str) -> None:
    found = stated(read_text(PAGE.format(head="", line=line, body=BODY), name="a.html"))
    assert found is not None
    assert found.startswith("2021-05-14T18:48")
