"""Traps in the dates of a plain text: two of one article, those of other stories, those without a year, numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from .traps import BEGINS, FERRY, STORY, TITLE, Said, Trap, check, trap


def below_title(line: str) -> str:
    """The story with one line between headline and body, as it stands on most pages."""
    return f"{TITLE}\n\n{line}\n\n{STORY}\n"


def byline(iso: str, *, modified: str | None = None) -> Said:
    return Said(None, (iso, "byline"), modified=modified)


REUTERS, TASS = ("Reuters", "slug"), ("TASS", "slug")

TRAPS = [
    # two times of one article
    trap(
        "published and updated in one line",
        below_title("Published 7 January 2022 at 15:02 | Updated 9 January 2022 at 08:10"),
        byline("2022-01-07T15:02", modified="2022-01-09T08:10"),
    ),
    trap(
        "the update's hour is not that of publication",
        below_title("By Una Fell | 7 January 2022 | Updated 18:48pm"),
        byline("2022-01-07"),
    ),
    trap(
        "last modified below the time of publication",
        below_title("Fri 7 Jan 2022 15.02 GMT\n\nLast modified on Fri 7 Jan 2022 18.48 GMT"),
        byline("2022-01-07T15:02+00:00", modified="2022-01-07T18:48+00:00"),
    ),
    trap(
        "last modified and nothing else",
        below_title("Last modified on Fri 7 Jan 2022 18.48 GMT"),
        Said(modified="2022-01-07T18:48+00:00"),
    ),
    trap(
        "first published stands after the update",
        below_title("Updated: 9 January 2022, 08:10\nFirst published: 7 January 2022, 15:02"),
        byline("2022-01-07T15:02", modified="2022-01-09T08:10"),
    ),
    trap(
        "a correction at the end has its own day",
        f"{TITLE}\n\n7 January 2022\n\n{STORY}\n\nThis article was amended on 9 January 2022 to correct a name.\n",
        byline("2022-01-07", modified="2022-01-09"),
    ),
    trap(
        "the day of printing",
        f"Printed on 9 March 2023, 14:02\n\n{TITLE}\n\nPosted on 7 January 2022\n\n{STORY}",
        byline("2022-01-07"),
    ),
    # numbers
    trap("dots and single digits", below_title("7.1.2022"), byline("2022-01-07")),
    trap("dots and the hour after klo", below_title("7.1.2022 klo 18.48"), byline("2022-01-07T18:48")),
    trap("slashes and a year of two digits", below_title("07/01/22"), byline("2022-01-07")),
    trap("Eastern time tells American order", below_title("1/7/2022 6:48 PM ET"), byline("2022-01-07T18:48-05:00")),
    trap(
        "another date tells American order",
        f"{below_title('01/07/2022')}\n\nThe captain's licence, issued on 01/25/2019, was never in doubt.",
        byline("2022-01-07"),
    ),
    trap("a 24-hour clock with pm", below_title("Posted on January 7, 2022, 18:48pm"), byline("2022-01-07T18:48")),
    trap("an hour without minutes", below_title("7 January 2022, 6 p.m."), byline("2022-01-07T18")),
    trap("noon and midnight", below_title("7 January 2022, 12:30 a.m."), byline("2022-01-07T00:30")),
    trap(
        "one time in two zones", below_title("7 January 2022, 18:48 CET (17:48 GMT)"), byline("2022-01-07T18:48+01:00")
    ),
    # British summer time, and the time of Bangladesh, whose papers write it so
    trap("a zone of two countries", below_title("7 July 2022 18.48 BST"), byline("2022-07-07T18:48")),
    trap("summer time", below_title("7 July 2022 18.48 CEST"), byline("2022-07-07T18:48+02:00")),
    trap("a zone of three countries", below_title("7 January 2022, 18:48 IST"), byline("2022-01-07T18:48")),
    trap("a day that no month has", below_title("31 September 2022"), Said()),
    trap("a year mistyped into the future", below_title("7 January 2032"), Said()),
    trap("a weekday that is wrong", below_title("Thursday, 7 January 2022"), byline("2022-01-07")),
    trap("a month is all that a magazine states", below_title("January 2022"), byline("2022-01")),
    trap("hours ago", below_title("By Una Fell\n3 hours ago"), Said()),
    # datelines
    trap(
        "no year, and December before it",
        f"{TITLE}\n\nBREVIK, Jan 7 (Reuters) - {STORY}\n\nThe company went out of business on Dec. 30, 2021.",
        Said(REUTERS, ("2022-01-07", "dateline")),
    ),
    trap("no year anywhere", f"{TITLE}\n\nBREVIK, Jan 7 (Reuters) - {STORY}", Said(REUTERS)),
    trap("a place and no day", f"{TITLE}\n\nLAGOS, Nigeria — {STORY}", Said()),
    trap(
        "a weekday confirms the year",
        f"{TITLE}\n\nBREVIK, January 7. /TASS/. {FERRY[0]} The vote was on Friday. The engine was ordered in "
        f"November 2021.\n\n{FERRY[1]}\n\n{FERRY[2]}",
        Said(TASS, ("2022-01-07", "dateline")),
    ),
    trap(
        "the year stands in the address",
        f"http://news.harbour.example/english/2022-01/07/c_1310412.htm\n\n{TITLE}\n\n"
        f"BREVIK, Jan. 7 (Xinhua) -- {STORY}",
        Said(("news.harbour.example", "domain"), ("2022-01-07", "dateline")),
    ),
    trap(
        "the event inside is yet to come",
        f"{TITLE}\n\n7 January 2022\n\n{STORY}\n\n"
        "The first crossing is on January 12, 2022, and a feast on 14 May 2023.",
        byline("2022-01-07"),
    ),
    trap(
        "an anniversary in the headline",
        f"7 January 1922: the night the ferry sank\n\nPosted on 5 January 2022 by Una Fell\n\n{STORY}",
        Said(None, ("2022-01-05", "byline"), "7 January 1922: the night the ferry sank"),
    ),
    # dates of something else
    trap(
        "an old picture's caption above an undated story",
        f"{TITLE}\n\nFILE PHOTO: The ferry leaves Brevik, August 14, 2019. REUTERS/Ole Lie/File Photo\n\n{STORY}",
        Said(lacks=("FILE PHOTO",)),
    ),
    trap(
        "a caption's day beside the byline's",
        f"{TITLE}\n\nOlaf Steen aboard on 3 January 2022. Photo: Ole Lie\n\nBy Una Fell, 7 January 2022\n\n{STORY}",
        Said(None, ("2022-01-07", "byline"), lacks=("aboard on",)),
    ),
    trap(
        "related stories have the only dates",
        f"{TITLE}\n\n{STORY}\n\nRelated stories\nFerry fares to rise in Brevik - 3 January 2022\n"
        "Harbour board elects a new chair - 29 December 2021\n",
        Said(lacks=("Ferry fares", "elects a new chair")),
    ),
    trap(
        "a related story before the text",
        f"{TITLE}\n\nRead more: Ferry fares to rise in Brevik (3 January 2022)\n\n{STORY}\n\n"
        "Published 7 January 2022\n",
        Said(None, ("2022-01-07", "byline"), lacks=("Ferry fares",)),
    ),
    trap(
        "readers' comments have the only dates",
        f"{TITLE}\n\n{STORY}\n\n2 Comments\n\nseagull77\n9 January 2022 at 10:14 am\nAbout time.\nReply\n\n"
        "Harbour Rat\n10 January 2022 at 7:02 pm\nWho pays?\nReply\n",
        Said(lacks=("About time.", "Who pays?")),
    ),
    trap(
        "a reader's letter is dated at its end",
        f"Letters\n\n{TITLE}\n\n7 January 2022\n\n{STORY}\n\nEva Lund\nHollin, January 3\n",
        byline("2022-01-07"),
    ),
    trap(
        "a copyright year is no time of publication",
        f"{TITLE}\n\n{STORY}\n\n© 2022 Brevik Post Ltd. All rights reserved.\n",
        Said(("Brevik Post", "copyright"), lacks=("All rights",)),
    ),
    trap(
        "entries of a live report have hours only",
        f"{TITLE}: live\n\nFriday 7 January 2022\n\n18:48\n{FERRY[0]}\n\n18:31\n{FERRY[1]}\n\n17:02\n{FERRY[2]}\n",
        Said(None, ("2022-01-07", "byline"), f"{TITLE}: live", begins=f"18:48\n{BEGINS}"),
    ),
]


@pytest.mark.parametrize("one", TRAPS)
def test_times(tmp_path: Path, one: Trap) -> None:
    check(tmp_path, one)
