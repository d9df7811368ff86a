"""Traps in JSON records: fields that say the same or nothing, times in every spelling, placeholders."""

from __future__ import annotations

import codecs
import json
from pathlib import Path
from typing import Any

import pytest

from . import traps
from .traps import STORY, TITLE, Said, Trap, check

POST = ("Brevik Post", "metadata")
DAY = ("2022-01-07", "metadata")
ADDRESS = "https://www.brevikpost.example/local/hollin-ferry"


def trap(name: str, fields: dict[str, object], *said: Said, **more: Any) -> Any:
    """One record with the story, a title and an outlet, where `fields` do not say otherwise."""
    record = {"outlet": "Brevik Post", "title": TITLE, "text": STORY, **fields}
    return traps.trap(name, json.dumps(record), *said, file="a.jsonl", **more)


def dated(value: object, published: str | None) -> tuple[dict[str, object], Said]:
    """The record with that date, and what it states."""
    return {"date": value}, Said(POST, None if published is None else (published, "metadata"))


TRAPS = [
    trap(
        "the title stands in the text too",
        {"text": f"{TITLE}\n\n{STORY}", "date": "2022-01-07"},
        Said(POST, DAY, lacks=(TITLE,)),
    ),
    trap(
        "characters by number in the title",
        {"title": "Mayor&#8217;s ferry &amp; captain&rsquo;s pay"},
        Said(POST, headline="Mayor’s ferry & captain’s pay"),
    ),
    trap(
        "the site's name behind the title",
        {"title": f"{TITLE} - Brevik Post", "date": "2022-01-07"},
        Said(POST, DAY),
    ),
    trap("Windows line ends in the text", {"text": STORY.replace("\n", "\r\n")}, Said(POST)),
    trap(
        "the day of download beside the day",
        {"date_download": "2023-03-09 14:02:10", "date": "2022-01-07"},
        Said(POST, DAY),
    ),
    trap(
        "the day of download and no other",
        {"date_download": "2023-03-09 14:02:10", "date_modify": None, "crawled_at": "2023-03-09"},
        Said(POST),
    ),
    trap(
        "published and updated",
        {"updated": "2022-01-09T08:10:00Z", "published": "2022-01-07T15:02:00Z"},
        Said(POST, ("2022-01-07T15:02:00+00:00", "metadata"), modified="2022-01-09T08:10:00+00:00"),
    ),
    trap("milliseconds since 1970", *dated(1641564120000, "2022-01-07T14:02:00+00:00")),
    trap("seconds since 1970 in words", *dated("1641564120", "2022-01-07T14:02:00+00:00")),
    trap("midnight in London stands for a day", *dated("2022-01-07T00:00:00Z", "2022-01-07")),
    trap("an offset of half an hour", *dated("2022-01-07T18:48:09+05:30", "2022-01-07T18:48:09+05:30")),
    trap("no zone", *dated("2022-01-07 18:48:09", "2022-01-07T18:48:09")),
    trap("parts of a second", *dated("2022-01-07T18:48:09.123456Z", "2022-01-07T18:48:09+00:00")),
    trap("the time of an e-mail", *dated("Fri, 07 Jan 2022 18:48:09 +0100", "2022-01-07T18:48:09+01:00")),
    trap("digits without marks", *dated("20220107T184809Z", "2022-01-07T18:48:09+00:00")),
    trap(
        "a database's date object",
        *dated({"$date": "2022-01-07T18:48:09Z"}, "2022-01-07T18:48:09+00:00"),
    ),
    trap(
        "a database's date object with a number",
        *dated({"$date": {"$numberLong": "1641581289000"}}, "2022-01-07T18:48:09+00:00"),
    ),
    trap("a typed literal", *dated({"@type": "xsd:date", "@value": "2022-01-07"}, "2022-01-07")),
    trap("a placeholder at the beginning of the epoch", *dated("1970-01-01T00:00:00Z", None)),
    trap("a placeholder of noughts", *dated("0000-00-00 00:00:00", None)),
    trap("a placeholder at the end of the calendar", *dated("9999-12-31", None)),
    trap("a month is all that is known", *dated("2022-01", "2022-01")),
    trap(
        "authors as objects",
        {"author": [{"name": "Una Fell", "url": "/u/1"}, {"name": "Ove Krag"}], "date": "2022-01-07"},
        Said(POST, DAY),
    ),
    trap(
        "everything else is null",
        {"outlet": None, "title": None, "date": None, "url": None, "author": None},
        Said(headline=None),
    ),
    trap(
        "the word null for nothing",
        {"outlet": "null", "title": "None", "date": "NaN", "url": "N/A"},
        Said(headline=None),
    ),
    trap(
        "an address with what followed the click",
        {"outlet": None, "url": f"{ADDRESS}?utm_source=feed&fbclid=IwAR2x#comments"},
        Said(("brevikpost.example", "domain"), url=f"{ADDRESS}?utm_source=feed&fbclid=IwAR2x#comments"),
    ),
    trap(
        "a known site's domain stands as outlet",
        {"outlet": "www.theguardian.com"},
        Said(("The Guardian", "metadata")),
    ),
    trap(
        "an agency's slug in the text of a paper's record",
        {"text": f"BREVIK, Norway, Jan 7, 2022 (Reuters) - {STORY}"},
        Said(POST, ("2022-01-07", "dateline")),
    ),
    traps.trap(
        "a list in a file with a byte order mark",
        codecs.BOM_UTF8 + json.dumps([{"outlet": "Brevik Post", "title": TITLE, "text": STORY}], indent=1).encode(),
        Said(POST),
        file="all.json",
    ),
    traps.trap(
        "another record of the outlet tells the order of numbers",
        "\n".join(
            json.dumps({"outlet": "Brevik Post", "title": TITLE, "text": f"{STORY}\n\n{number}.", "date": date})
            for number, date in enumerate(("01/07/2022", "01/25/2022"))
        ),
        Said(POST, DAY),
        Said(POST, ("2022-01-25", "metadata")),
        file="a.jsonl",
    ),
]


@pytest.mark.parametrize("one", TRAPS)
def test_records(tmp_path: Path, one: Trap) -> None:
    document = check(tmp_path, one)[0]
    assert document.text.startswith(("The ferry", TITLE, "BREVIK"))


def test_authors_are_named_and_the_title_is_said_to_stand_in_the_text(tmp_path: Path) -> None:
    authors = next(one.values[0] for one in TRAPS if one.id == "authors as objects")
    inside = next(one.values[0] for one in TRAPS if one.id == "the title stands in the text too")
    assert check(tmp_path / "1", authors)[0].author == "Una Fell, Ove Krag"
    assert not check(tmp_path / "2", inside)[0].headline_separate
