"""Whole pages as people copy or save them from sites of many kinds: outlet, time and headline, and nothing left over.

The stories are invented; only the manner of the furniture around them is that of real sites.
"""

from __future__ import annotations

import pytest

from quotetrace.model import ZoneKind

from .conftest import ReadText

PARAGRAPHS = (
    "The harbour board of Varnik voted for the new pier on Monday, its chair Ida Brandt said after the session.",
    "“We have waited for this long enough,” she told a packed hall at the customs house, where many had come.",
    "The pier is to open after the herring season, if the bank agrees to the loan of the board.",
)
STORY = "\n\n".join(PARAGRAPHS)
DATED = f"{STORY} It had met on December 20, 2021."
TITLE = "Pier wins its vote in Varnik"

PAGES: dict[str, tuple[str, str | None, str | None, str | None]] = {
    "section, deck, published on": (
        f"News|Fisheries\n\n{TITLE}\n\nBoard backs the plan after two years and one lost lawsuit.\n\n"
        f"By Tom Aas\nPublished On 10 Jan 2022\n\n{STORY}",
        None,
        "2022-01-10",
        TITLE,
    ),
    "broadcaster with related topics": (
        f"{TITLE} - BBC News\nBy Tom Aas\nBBC News, Varnik\nPublished\n10 January 2022\nShare\n"
        f"IMAGE SOURCE,GETTY IMAGES\n"
        f"{STORY}\nRelated Topics\nVarnik\nMore on this story\nHerring prices fall\n3 January 2022",
        "BBC",
        "2022-01-10",
        TITLE,
    ),
    "dotted times": (
        f"{TITLE}\n\nMon 10 Jan 2022 14.05 GMT\nLast modified on Tue 11 Jan 2022 10.05 GMT\n\n{STORY}",
        None,
        "2022-01-10T14:05+00:00",
        TITLE,
    ),
    "time before date, capitals": (
        f"{TITLE}\nBy TOM AAS FOR VARNIKONLINE\n"
        f"PUBLISHED: 14:05 GMT, 10 January 2022 | UPDATED: 15:00 GMT, 11 January 2022\n\n{STORY}",
        None,
        "2022-01-10T14:05+00:00",
        TITLE,
    ),
    "updated only": (
        f"{TITLE}\nBy Tom Aas, CNN\nUpdated 2:05 PM ET, Mon January 10, 2022\n\n(CNN) {STORY}",
        "CNN",
        None,
        TITLE,
    ),
    "menu run together, headline twice": (
        f"10 Jan, 2022 14:05\nHomeWorld News\n{TITLE}\n{TITLE}\n© Getty Images / Ole Lie\n{STORY}\n"
        f"READ MORE: Herring prices fall",
        None,
        "2022-01-10T14:05",
        TITLE,
    ),
    "bars between source, time and editor": (
        f"{TITLE}\nSource: Xinhua| 2022-01-10 14:05:33|Editor: olelie\n\nVARNIK, Jan. 10 (Xinhua) -- {STORY}",
        "Xinhua",
        "2022-01-10T14:05:33",
        TITLE,
    ),
    "time glued to the year": (
        f"{TITLE}\nBy Tom Aas\nJanuary 10, 20222:05 PM GMT+1 Last Updated 2 years ago\n"
        f"VARNIK, Jan 10 (Reuters) - {STORY}\n"
        "Reporting by Tom Aas; Editing by Eva Lund",
        "Reuters",
        "2022-01-10T14:05+01:00",
        TITLE,
    ),
    "press release": (
        f"FOR IMMEDIATE RELEASE\nJanuary 10, 2022\n\nVarnik Board Approves Pier\n\n{STORY}",
        None,
        "2022-01-10",
        "Varnik Board Approves Pier",
    ),
    "date and agency": (f"Jan 10 (Reuters) - {DATED}", "Reuters", "2022-01-10", None),
    "place with a stop": (f"KYIV. Jan 10 (Interfax-Ukraine) – {DATED}", "Interfax-Ukraine", "2022-01-10", None),
    "agency behind the dash": (f"Moscow, January 10 – RIA Novosti. {DATED}", "RIA Novosti", "2022-01-10", None),
    "agency first": (f"TASS, January 10. {DATED}", "TASS", "2022-01-10", None),
    "agency behind the date": (f"MOSCOW, 10 January 2022, BNS – {STORY}", "BNS", "2022-01-10", None),
    "agency's copyright": (f"LONDON (Reuters) - {STORY}\n\nCopyright 2022 Thomson Reuters.", "Reuters", None, None),
    "blog with comments": (
        f"Fjord Watch\nNotes from the coast\nMonday, January 10, 2022\n{TITLE}\n\n{STORY}\n"
        f"Posted by Jack at 7:30 PM\nLabels: pier, varnik\n"
        "3 comments:\nAnonJanuary 11, 2022 at 9:00 AM\n“Rubbish,” I say, said nobody.\n"
        "Reply\nNewer Post Older Post Home",
        "Fjord Watch",
        "2022-01-10",
        TITLE,
    ),
    "blog with related posts": (
        f"Skip to content\nFjord Watch\nMenu\n{TITLE}\nPosted on January 10, 2022 by admin\n"
        f"{STORY}\nShare this:\nTwitter\nFacebook\n"
        "Related\nHerring prices fall\nJanuary 3, 2022\nLeave a Reply",
        "Fjord Watch",
        "2022-01-10",
        TITLE,
    ),
    "American zone, numbers month first": (
        f"{TITLE}\n01/10/2022 02:05 PM EST\n{STORY}",
        None,
        "2022-01-10T14:05-05:00",
        TITLE,
    ),
    "place, date, time in brackets": (
        f"{TITLE}\n\nVarnik, 10.01.2022 (14:05)\n\n{STORY}",
        None,
        "2022-01-10T14:05",
        TITLE,
    ),
    "quotation in the headline": (
        f"“We have waited long enough”: Brandt wins her pier\n\n{STORY}",
        None,
        None,
        "“We have waited long enough”: Brandt wins her pier",
    ),
}


@pytest.mark.parametrize(("text", "outlet", "published", "headline"), PAGES.values(), ids=PAGES.keys())
def test_pages_as_people_save_them(
    read_text: ReadText, text: str, outlet: str | None, published: str | None, headline: str | None
) -> None:
    document = read_text(text)
    stated = None if document.published is None else str(document.published)
    assert (document.outlet, stated, document.headline) == (outlet, published, headline)


@pytest.mark.parametrize("text", [page[0] for page in PAGES.values()], ids=PAGES.keys())
def test_no_paragraph_of_a_page_is_lost_to_furniture(read_text: ReadText, text: str) -> None:
    document = read_text(text)
    silent = (ZoneKind.CHROME, ZoneKind.CAPTION, ZoneKind.RELATED, ZoneKind.BYLINE)
    for paragraph in PARAGRAPHS:
        start = text.index(paragraph)
        touching = [zone for zone in document.zones if zone.start < start + len(paragraph) and zone.end > start]
        assert not [zone for zone in touching if zone.kind in silent]
