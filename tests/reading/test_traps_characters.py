"""Traps in the characters of a plain text: encodings, marks that nobody sees, line ends, text damaged before it came.

The text itself is kept as it is; only what is read off it does without the marks that nobody sees.
"""

from __future__ import annotations

import codecs
import textwrap
from pathlib import Path

import pytest

from .traps import BEGINS, FERRY, STORY, TITLE, Said, Trap, check, trap

POST = ("Brevik Post", "masthead")
DAY = ("2022-01-07", "byline")
PLAIN = f"Brevik Post\n\n{TITLE}\n\nBy Una Fell\n7 January 2022\n\n{STORY}\n"
OPENING = (
    "BREVIK - The ferry to Hollin will sail again from spring, the harbour board decided after a dispute that began on "
    "12 January 2019, when the last boat of the company sank."
)
WRAPPED = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in (OPENING, *FERRY[1:]))

TRAPS = [
    trap("UTF-8 with a mark before the masthead", codecs.BOM_UTF8 + PLAIN.encode(), Said(POST, DAY)),
    trap("UTF-16 with Windows line ends", PLAIN.replace("\n", "\r\n").encode("utf-16"), Said(POST, DAY)),
    trap("UTF-16 without a mark", PLAIN.replace("“", '"').replace("”", '"').encode("utf-16-le"), Said(POST, DAY)),
    trap(
        "Windows-1252 marks, dash and euro",
        PLAIN.replace("engine", "engine – €40,000 –").encode("cp1252"),
        Said(POST, DAY, holds=("“We were never an island by choice,” said", "– €40,000 –")),
    ),
    trap(
        "Mac Roman marks and accents",
        PLAIN.replace("Una Fell", "Zoë Prévert").replace("Olaf Steen", "René Åström").encode("mac_roman"),
        Said(POST, DAY, holds=("“We were never an island by choice,” said René Åström",)),
    ),
    trap(
        "UTF-8 read as Windows-1252 and saved again",
        PLAIN.replace("ferry back", "“ferry” back").replace("“", "â€œ").replace("”", "â€\x9d"),
        Said(POST, DAY, "Hollin gets its â€œferryâ€\x9d back", holds=("â€œWe were never an island by choice",)),
    ),
    trap(
        "no-break spaces in date and byline",
        PLAIN.replace("7 January 2022", "7\xa0January\xa02022").replace("By Una", "By\xa0Una"),
        Said(POST, DAY),
    ),
    trap("soft hyphens in the headline", PLAIN.replace(TITLE, "Hol\xadlin gets its fer\xadry back"), Said(POST, DAY)),
    trap(
        "a soft hyphen in a name stays in the text",
        PLAIN.replace("Olaf Steen", "Olaf Steen\xadstrup"),
        Said(POST, DAY, holds=("said Olaf Steen\xadstrup, who",)),
    ),
    trap("Windows line ends, nothing blank", PLAIN.replace("\n\n", "\n").replace("\n", "\r\n"), Said(POST, DAY)),
    trap("line ends of an old Macintosh", PLAIN.replace("\n", "\r"), Said(POST, DAY)),
    trap("line separators of Unicode", PLAIN.replace("\n", "\u2028"), Said(POST, DAY)),
    trap(
        "form feeds and running heads of a printed page",
        f"Brevik Post\n\n{TITLE}\n\n7 January 2022\n\n{FERRY[0]}\n\nPage 1 of 2\n"
        f"\fBrevik Post\n\n{FERRY[1]}\n\n{FERRY[2]}\n\nPage 2 of 2\n\f",
        Said(POST, DAY, holds=FERRY[1:], lacks=("Page 1 of 2", "Brevik Post")),
    ),
    trap(
        "wrapped at 72 columns, a line begins with an old date",
        f"{TITLE}\n\n{WRAPPED}\n",
        Said(holds=("12 January 2019, when",)),
    ),
    trap(
        "a headline wrapped at 40 columns",
        "Brevik Post\n\nHollin gets its ferry back after a long\nwinter of dispute in the harbour board\n\n"
        f"7 January 2022\n\n{STORY}",
        Said(POST, DAY, "Hollin gets its ferry back after a long winter of dispute in the harbour board"),
    ),
    trap(
        "zero-width spaces in masthead and date",
        PLAIN.replace("Brevik P", "Brevik \u200bP").replace("7 J", "7\u200b J"),
        Said(POST, DAY),
    ),
    trap(
        "right-to-left marks around the date",
        PLAIN.replace("7 January 2022", "\u200f7 January 2022\u200e"),
        Said(POST, DAY),
    ),
    trap(
        "a narrow no-break space before PM",
        PLAIN.replace("7 January 2022", "January 7, 2022 at 6:48\u202fPM"),
        Said(POST, ("2022-01-07T18:48", "byline")),
    ),
    trap(
        "non-breaking hyphens in an ISO day",
        PLAIN.replace("7 January 2022", "2022\u201101\u201107"),
        Said(POST, DAY),
    ),
    trap(
        "a broken byte in the byline",
        PLAIN.replace("Una Fell", "Una F#ll").encode().replace(b"#", b"\xe9"),
        Said(POST, DAY, holds=FERRY),
    ),
    trap(
        "tabs and spaces at both ends of every line",
        "".join(f"\t  {line}  \t\n" for line in PLAIN.splitlines()),
        Said(POST, DAY, begins=BEGINS),
    ),
]


@pytest.mark.parametrize("one", TRAPS)
def test_characters(tmp_path: Path, one: Trap) -> None:
    check(tmp_path, one)
