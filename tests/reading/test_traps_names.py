"""Traps in who published a plain text and what it is called: credits, agencies, mastheads, kickers, file names."""

from __future__ import annotations

from pathlib import Path

import pytest

from .traps import FERRY, STORY, TITLE, Said, Trap, check, trap

DAY = ("2022-01-07", "byline")
POST = ("Brevik Post", "masthead")

TRAPS = [
    # who published it
    trap(
        "agency copy in a paper",
        f"Brevik Post\n\n{TITLE}\n\nThe Associated Press\n7 January 2022\n\nBREVIK, Norway (AP) — {STORY}",
        Said(POST, DAY),
    ),
    trap(
        "a broadcaster was told so",
        f"{TITLE}\n\n{STORY}\n\n“The money is there,” Brandt told broadcaster Kanal Ni, and repeated it to the BBC.\n",
        Said(holds=("told broadcaster Kanal Ni",)),
    ),
    trap(
        "a picture's agency",
        f"{TITLE}\n\nOlaf Steen at the quay (Image: AP)\n\n{STORY}",
        Said(lacks=("at the quay",)),
    ),
    trap(
        "first reported by another",
        f"{TITLE}\n\n7 January 2022\n\n{STORY}\n\nThe decision was first reported by The Hollin Herald.\n",
        Said(None, DAY, holds=("The Hollin Herald",)),
    ),
    trap(
        "taken over from another with its leave",
        f"Brevik Post\n\n{TITLE}\n\n7 January 2022\n\n{STORY}\n\n"
        "This article was originally published by The Hollin Herald and is republished here with permission.\n",
        Said(POST, DAY),
    ),
    trap(
        "the writer edits another paper",
        f"{TITLE}\n\nBy Una Fell\n7 January 2022\n\n{STORY}\n\nUna Fell is the editor of The Hollin Herald.\n",
        Said(None, DAY),
    ),
    trap(
        "a masthead with its motto and founding year",
        f"THE BREVIK POST\nThe voice of the fjord since 1871\n\n{TITLE}\n\n7 January 2022\n\n{STORY}",
        Said(("THE BREVIK POST", "masthead"), DAY),
    ),
    trap("a section is no outlet", f"World\n\n{TITLE}\n\n7 January 2022\n\n{STORY}", Said(None, DAY)),
    trap(
        "the paper stands behind the writer",
        f"{TITLE}\n\nBy Una Fell, The Brevik Post\n7 January 2022\n\n{STORY}",
        Said(("The Brevik Post", "byline"), DAY),
    ),
    trap(
        "the address of a known site",
        f"https://www.theguardian.com/world/hollin-ferry\n\n{TITLE}\n\n7 January 2022\n\n{STORY}",
        Said(("The Guardian", "domain"), DAY, url="https://www.theguardian.com/world/hollin-ferry"),
    ),
    trap(
        "the address of an unknown site, day in it",
        f"https://www.brevikpost.example/2022/01/07/hollin-ferry\n\n{TITLE}\n\n{STORY}\n",
        Said(("brevikpost.example", "domain"), ("2022-01-07", "url"), lacks=("https:",)),
    ),
    trap(
        "an address below the text may be its source",
        f"{TITLE}\n\n{STORY}\n\nhttps://www.harbourboard.example/2022/01/05/minutes\n",
        Said(lacks=("https:",)),
    ),
    trap(
        "a print view gives its address",
        f"{TITLE}\n\n7 January 2022\n\n{STORY}\n\nPrinted from: https://brevikpost.example/local/hollin-ferry\n"
        "© Brevik Post 2022. All rights reserved.\n",
        Said(
            ("Brevik Post", "copyright"),
            DAY,
            lacks=("Printed from",),
            url="https://brevikpost.example/local/hollin-ferry",
        ),
    ),
    trap(
        "a link inside the text is another's",
        f"{TITLE}\n\n7 January 2022\n\n{STORY}\n\nThe board's plan is at https://www.harbourboard.example/plan.pdf "
        "for all to read.\n",
        Said(None, DAY, holds=("https://www.harbourboard.example/plan.pdf",)),
    ),
    trap(
        "the user's word against the masthead",
        f"Brevik Post\n\n{TITLE}\n\n7 January 2022\n\n{STORY}",
        Said(("Fjord Archive", "option"), DAY),
        outlet="Fjord Archive",
    ),
    # what it is called
    trap(
        "the title of a browser's tab",
        f"{TITLE} | Brevik Post\n\n7 January 2022\n\n{STORY}",
        Said(POST, DAY),
    ),
    trap(
        "a kicker above the headline",
        f"EXCLUSIVE\n\n{TITLE}\n\n7 January 2022\n\n{STORY}",
        Said(None, DAY),
    ),
    trap(
        "a headline in quotation marks",
        f"“We are an island by decree”\n\n7 January 2022\n\n{STORY}",
        Said(None, DAY, "“We are an island by decree”"),
    ),
    trap(
        "a headline that ends like a sentence",
        f"They took our ferry. Now it is back.\n\n7 January 2022\n\n{STORY}",
        Said(None, DAY, "They took our ferry. Now it is back."),
    ),
    trap("no headline at all", f"{STORY}\n", Said(headline=None)),
    trap(
        "the headline twice",
        f"{TITLE}\n\nBrevik Post\n\n{TITLE}\n\n7 January 2022\n\n{STORY}",
        Said(POST, DAY),
    ),
    trap(
        "buttons and a player above the headline",
        f"Skip to content\nPlay Video\n0:00 / 1:32\nShare\n\n{TITLE}\n\n7 January 2022\n\n{STORY}",
        Said(None, DAY, lacks=("Play Video", "Share")),
    ),
    trap(
        "a question about cookies above all",
        "We use cookies to improve your experience. By continuing you accept our privacy policy.\nAccept all\n\n"
        f"Brevik Post\n\n{TITLE}\n\n7 January 2022\n\n{STORY}",
        Said(POST, DAY, lacks=("cookies",)),
    ),
    trap(
        "a wall after two sentences",
        f"Brevik Post\n\n{TITLE}\n\n7 January 2022\n\n{FERRY[0]}\n\n{FERRY[1]}\n\n"
        "Subscribe to continue reading\nAlready a subscriber? Log in\n",
        Said(POST, DAY, holds=FERRY[:2], lacks=("Subscribe", "Already a subscriber")),
    ),
    # the name of the file
    trap(
        "a day in the file's name",
        f"{TITLE}\n\n{STORY}",
        Said(None, ("2022-01-07", "file name")),
        file="2022-01-07-story.txt",
    ),
    trap(
        "the file's name has another day, that of a download",
        f"{TITLE}\n\n7 January 2022\n\n{STORY}",
        Said(None, DAY),
        file="2023-03-09 story (1).txt",
    ),
    trap("digits in the file's name are no day", f"{TITLE}\n\n{STORY}", Said(), file="story-20221399.txt"),
    trap(
        "folders are called by year, month and day",
        {"2022/01/07/story.txt": f"{TITLE}\n\n{STORY}"},
        Said(None, ("2022-01-07", "file name")),
    ),
    trap(
        "the file's name has the year that the dateline leaves out",
        f"{TITLE}\n\nBREVIK, Jan 7 (Reuters) - {STORY}",
        Said(("Reuters", "slug"), ("2022-01-07", "dateline")),
        file="reuters_2022-01-08.txt",
    ),
]


@pytest.mark.parametrize("one", TRAPS)
def test_names(tmp_path: Path, one: Trap) -> None:
    check(tmp_path, one)
