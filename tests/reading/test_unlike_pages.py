"""Outlet, time and headline on pages that have little in common: blogs, wires, local papers, releases, print views.

Everything is invented. Each case was written down with what a person would say of it before any rule was touched; what
the rules cannot know is expected as None, for unknown beats a guess.
"""

from __future__ import annotations

import pytest

from .conftest import ReadText

PARAGRAPHS = (
    "The parish council of Elmbury has agreed to reopen the swimming bath that it closed six years ago.",
    "“Our children learn to swim in the canal, and that has to end,” councillor Rhona Pike told the meeting.",
    "The bath needs a new roof and a new boiler, and the council has found the money for one of the two.",
)
STORY = "\n\n".join(PARAGRAPHS)
TIGHT = "\n".join(PARAGRAPHS)
TITLE = "Elmbury to get its swimming bath back"

Case = tuple[str, str | None, str | None, str | None]

TEXTS: dict[str, Case] = {
    # blogs and newsletters
    "blog: name, tagline, date, title": (
        f"Towpath Notes\nWalking the canal since 2009\n\nSunday, 2 June 2024\n\n{TITLE}\n\n{STORY}",
        "Towpath Notes",
        "2024-06-02",
        TITLE,
    ),
    "blog: name and menu in one line each": (
        f"Towpath Notes\nHome\nAbout\nContact\n{TITLE}\nJune 2, 2024 by rhona\n{TIGHT}\n"
        "Share this:\nTwitter\nFacebook\nLike this:\nLoading...",
        "Towpath Notes",
        "2024-06-02",
        TITLE,
    ),
    "blog: posted in category": (
        f"{TITLE}\nPosted by Ed Marsh in Local on June 2nd, 2024\n{TIGHT}",
        None,
        "2024-06-02",
        TITLE,
    ),
    "newsletter: issue number and date": (
        f"The Elmbury Bulletin\nIssue 114, 2 June 2024\n\n{TITLE}\n\n{STORY}\n\n"
        "You are receiving this because you signed up at our website.\nUnsubscribe",
        "The Elmbury Bulletin",
        "2024-06-02",
        TITLE,
    ),
    "newsletter: e-mail heads": (
        f"From: Canal Letter <letter@canal.example>\nSubject: {TITLE}\nDate: Sun, 2 Jun 2024 07:30:00 +0100\n\n{STORY}",
        None,
        "2024-06-02T07:30:00+01:00",
        TITLE,
    ),
    "newsletter: edition in the masthead": (
        f"Kanalposten – International edition\n2 June 2024\n\n{TITLE}\n\n{STORY}",
        "Kanalposten",
        "2024-06-02",
        TITLE,
    ),
    # agency copy
    "agency: place, date with year, slug": (
        f"ELMBURY, June 2, 2024 (Xinhua) -- {STORY}",
        "Xinhua",
        "2024-06-02",
        None,
    ),
    "agency: slugline and priority codes": (
        f"{TITLE}\n\nELMBURY, England (AP) _ {STORY}",
        "AP",
        None,
        TITLE,
    ),
    "agency: copy used by a paper": (
        f"The Marsh Examiner\n\n{TITLE}\n\nBy Associated Press\nJune 2, 2024\n\nELMBURY (AP) — {STORY}",
        "The Marsh Examiner",
        "2024-06-02",
        TITLE,
    ),
    "agency: dateline with a weekday and a plan for later years": (
        "ELMBURY, June 3. /TASS/. The council said on Monday that the bath, closed on May 11, 2018, is to stay open "
        f"until 2040.\n\n{STORY}\n\nIt signed the loan on April 9, 2024.",
        "TASS",
        "2024-06-03",
        None,
    ),
    "agency: no year, only a plan": (
        f"ELMBURY, June 3 (Reuters) - The council said on Monday that the bath will pay for itself by 2030.\n\n{STORY}",
        "Reuters",
        None,
        None,
    ),
    "agency: metres of a record are no time": (
        f"ELMBURY (dpa) - {STORY}\n\nThe record over 1500 metres, 18:40 minutes, is from 2 June 1999.",
        "dpa",
        None,
        None,
    ),
    # European local papers
    "Germany: numbers with dots and Uhr": (
        f"Marsch-Kurier\n02.06.2024, 18:40 Uhr\n\n{TITLE}\n\n{STORY}",
        "Marsch-Kurier",
        "2024-06-02T18:40",
        TITLE,
    ),
    "Netherlands: date with hyphens": (
        f"{TITLE}\n02-06-2024 18:40\n{TIGHT}",
        None,
        "2024-06-02T18:40",
        TITLE,
    ),
    "Ireland: weekday, day, month, year": (
        f"The Elmbury Leader\nSat 01 Jun 2024 at 18:40\n\n{TITLE}\n\nBy Aoife Dunne\n\n{STORY}",
        "The Elmbury Leader",
        "2024-06-01T18:40",
        TITLE,
    ),
    "Norway: published and updated": (
        f"{TITLE}\nPublished: 02.06.2024 18.40 CEST | Updated: 03.06.2024 07.15 CEST\n{TIGHT}",
        None,
        "2024-06-02T18:40+02:00",
        TITLE,
    ),
    "Sweden: ISO day": (
        f"{TITLE}\nPublished 2024-06-02\n{TIGHT}",
        None,
        "2024-06-02",
        TITLE,
    ),
    "Spain: time before the date": (
        f"{TITLE}\n18:40 | 2 June 2024\n{TIGHT}",
        None,
        "2024-06-02T18:40",
        TITLE,
    ),
    # US local papers
    "US paper: byline, paper, time": (
        f"{TITLE}\nCarla Reyes\nMarsh County Register\nPublished 6:40 p.m. ET June 2, 2024\n{TIGHT}",
        "Marsh County Register",
        "2024-06-02T18:40-04:00",
        TITLE,
    ),
    "US paper: abbreviated month": (
        f"{TITLE}\nBy CARLA REYES | creyes@register.example\nPUBLISHED: Jun. 2, 2024 at 6:40 p.m. | "
        f"UPDATED: June 3, 2024 at 7:15 a.m.\n{TIGHT}",
        None,
        "2024-06-02T18:40",
        TITLE,
    ),
    "US paper: month-first numbers and a zone": (
        f"{TITLE}\nPosted 6/2/2024 6:40 PM CDT\n{TIGHT}",
        None,
        "2024-06-02T18:40-05:00",
        TITLE,
    ),
    "US paper: relative time only": (
        f"{TITLE}\nCarla Reyes\n3 hours ago\n{TIGHT}",
        None,
        None,
        TITLE,
    ),
    "US paper: legal notice with a coming date": (
        f"The Marsh Examiner\n\n{TITLE}\n\n{STORY}\n\nThe hearing is on Tuesday, June 4, 2024, at 7 p.m. in the hall.",
        "The Marsh Examiner",
        None,
        TITLE,
    ),
    # UK tabloids
    "tabloid: exclusive, capitals": (
        f"EXCLUSIVE\n{TITLE}\nBy RAY COLE\n18:40, 2 JUN 2024\nUPDATED 19:02, 2 JUN 2024\n{TIGHT}",
        None,
        "2024-06-02T18:40",
        TITLE,
    ),
    "tabloid: published and updated with weekday": (
        f"{TITLE}\nRay Cole\nPublished: 18:40, 2 Jun 2024\nUpdated: 19:02, 2 Jun 2024\n{TIGHT}",
        None,
        "2024-06-02T18:40",
        TITLE,
    ),
    "tabloid: ISO time with zone and stars": (
        f"{TITLE}\nRay Cole Sunday 2 Jun 2024 6:40 pm\nShare this article via facebook\n{TIGHT}",
        None,
        "2024-06-02T18:40",
        TITLE,
    ),
    "tabloid: caption of an old picture": (
        f"{TITLE}\nThe bath in its last summer, pictured on 4 July 2017 (Image: Ray Cole)\n{TIGHT}",
        None,
        None,
        TITLE,
    ),
    # press releases
    "release: label, date, place": (
        f"PRESS RELEASE\n2 June 2024\n\n{TITLE}\n\n{STORY}\n\nENDS\n\nNotes to editors: the council has 9 seats.",
        None,
        "2024-06-02",
        TITLE,
    ),
    "release: embargo": (
        f"EMBARGOED UNTIL 00:01, 3 JUNE 2024\n\n{TITLE}\n\n{STORY}",
        None,
        None,
        TITLE,
    ),
    "release: place and date in the first line": (
        f"{TITLE}\n\nELMBURY, June 2, 2024 /PRNewswire/ -- {STORY}",
        "PRNewswire",
        "2024-06-02",
        TITLE,
    ),
    "release: of a body": (
        f"Elmbury Parish Council\nNews release\nDate: 02/06/2024\n\n{TITLE}\n\n{STORY}",
        "Elmbury Parish Council",
        "2024-06-02",
        TITLE,
    ),
    # print views and clippings
    "print view: address and print date": (
        f"The Marsh Examiner\nhttps://marshexaminer.example/2024/06/02/bath\nPrinted on 9 September 2025\n\n"
        f"{TITLE}\n\n{STORY}",
        "The Marsh Examiner",
        "2024-06-02",
        TITLE,
    ),
    "print view: retrieved": (
        f"{TITLE}\n2 June 2024\n{TIGHT}\nRetrieved 9 September 2025 from the archive",
        None,
        "2024-06-02",
        TITLE,
    ),
    "library clipping: paper, date, page": (
        f"The Marsh Examiner (Elmbury)\nJune 2, 2024 Sunday\nFinal Edition\n\n{TITLE}\n\n"
        f"BYLINE: Carla Reyes\n\nSECTION: LOCAL; Pg. B1\n\nLENGTH: 412 words\n\n{STORY}",
        "The Marsh Examiner",
        "2024-06-02",
        TITLE,
    ),
    "an address below the story may be its source": (
        f"{TITLE}\n\n{STORY}\n\nhttps://www.theguardian.com/uk/2024/jun/02/elmbury-bath",
        None,
        None,
        TITLE,
    ),
    # television and radio stations
    "station: call sign, updated, published": (
        f"WQXM\n{TITLE}\nby: Carla Reyes\nPosted: Jun 2, 2024 / 06:40 PM EDT\n"
        f"Updated: Jun 3, 2024 / 07:15 AM EDT\n{TIGHT}",
        "WQXM",
        "2024-06-02T18:40-04:00",
        TITLE,
    ),
    "station: place and call sign open the text": (
        f"{TITLE}\nPublished: Jun. 2, 2024 at 6:40 PM EDT\nELMBURY, Ohio (WQXM) - {TIGHT}",
        "WQXM",
        "2024-06-02T18:40-04:00",
        TITLE,
    ),
    "station: radio with frequency": (
        f"Radio Elmbury\n{TITLE}\nSunday 2nd June 2024, 6:40pm\n{TIGHT}",
        "Radio Elmbury",
        "2024-06-02T18:40",
        TITLE,
    ),
    # what must stay unknown
    "a section is no outlet": (
        f"Politics\n\n{TITLE}\n\n{STORY}",
        None,
        None,
        TITLE,
    ),
    "a town is no outlet": (
        f"Elmbury\n2 June 2024\n\n{TITLE}\n\n{STORY}",
        None,
        "2024-06-02",
        TITLE,
    ),
    "a columnist is no outlet": (
        f"Anna Dunne\nChief political correspondent\n\n{TITLE}\n\n{STORY}",
        None,
        None,
        TITLE,
    ),
    "a kicker is no outlet": (
        f"Public Baths\n\n{TITLE}\n\n{STORY}",
        None,
        None,
        TITLE,
    ),
    "a headline of two words with its deck": (
        f"Bath reopens\nCouncil finds money after six years\n\n{STORY}",
        None,
        None,
        "Bath reopens",
    ),
    "a short headline, its date and its deck": (
        f"Strike Talks\n2 June 2024\nCouncil and union meet after six years\n\n{STORY}",
        None,
        "2024-06-02",
        "Strike Talks",
    ),
    "common words above a date are no name": (
        f"Strike Talks\n2 June 2024\n\n{TITLE}\n\n{STORY}",
        None,
        "2024-06-02",
        TITLE,
    ),
    "a name between menu lines": (
        f"Marsh Hub\n☰ Menu\nSearch\n{TITLE}\n02/06/2024\n{STORY}",
        "Marsh Hub",
        "2024-06-02",
        TITLE,
    ),
    "a date that nobody can have printed": (
        f"{TITLE}\n2 June 2199\n{TIGHT}",
        None,
        None,
        TITLE,
    ),
}


@pytest.mark.parametrize(("text", "outlet", "published", "headline"), TEXTS.values(), ids=TEXTS.keys())
def test_texts_of_every_manner(
    read_text: ReadText, text: str, outlet: str | None, published: str | None, headline: str | None
) -> None:
    document = read_text(text)
    stated = None if document.published is None else str(document.published)
    assert (document.outlet, stated, document.headline) == (outlet, published, headline)


@pytest.mark.xfail(strict=True, reason="a kicker of two lines looks like a headline with its deck")
def test_two_kickers_one_below_the_other(read_text: ReadText) -> None:
    assert read_text(f"Swimming Pools\nCouncils\n\n{TITLE}\n\n{STORY}").headline == TITLE


@pytest.mark.xfail(
    strict=True, reason="three words and a title of honour could be a headline; only forenames are known"
)
def test_a_knight_above_his_column_is_no_headline(read_text: ReadText) -> None:
    assert read_text(f"Sir John Pike\n\n{TITLE}\n\n{STORY}").headline == TITLE


@pytest.mark.xfail(
    strict=True, reason="in plain text nothing tells a section between bars from the headline's own words"
)
def test_a_section_between_headline_and_site_is_cut(read_text: ReadText) -> None:
    assert read_text(f"{TITLE} | Swimming | The Guardian\n\n{STORY}").headline == TITLE


@pytest.mark.xfail(strict=True, reason="who sends a newsletter may be a person, so the sender is no outlet")
def test_the_sender_of_a_newsletter_is_its_outlet(read_text: ReadText) -> None:
    text = f"From: Canal Letter <letter@canal.example>\nSubject: {TITLE}\nDate: Sun, 2 Jun 2024\n\n{STORY}"
    assert read_text(text).outlet == "Canal Letter"


def page(head: str, body: str) -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


BODY = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)

PAGES: dict[str, Case] = {
    "title with the site behind a dash": (
        page(f"<title>{TITLE} - Towpath Notes</title>", f"<h1>{TITLE}</h1>{BODY}"),
        "Towpath Notes",
        None,
        TITLE,
    ),
    "title with section and site": (
        page(f"<title>{TITLE} | Local | Marsh Examiner</title>", f"<h1>{TITLE}</h1>{BODY}"),
        "Marsh Examiner",
        None,
        TITLE,
    ),
    "title with the site in front": (
        page(f"<title>Towpath Notes » {TITLE}</title>", f"<h1>{TITLE}</h1>{BODY}"),
        "Towpath Notes",
        None,
        TITLE,
    ),
    "title with a section behind it": (
        page(f"<title>{TITLE} - Local News</title>", f"<h1>{TITLE}</h1>{BODY}"),
        None,
        None,
        TITLE,
    ),
    "title whose dash belongs to the headline": (
        page(f"<title>{TITLE} – Councillor Pike</title>", f"<h1>{TITLE} – Councillor Pike</h1>{BODY}"),
        None,
        None,
        f"{TITLE} – Councillor Pike",
    ),
    "no heading, and the home link confirms the tail": (
        page(
            f"<title>{TITLE} - Towpath Notes</title>",
            f"<div><a href='/'>Towpath Notes</a></div><div class='post'>{BODY}</div>",
        ),
        "Towpath Notes",
        None,
        TITLE,
    ),
    "printed line with a time": (
        page(
            f"<title>{TITLE}</title>",
            f"<h1>{TITLE}</h1><div class='meta'>Posted on 2 June 2024, 18:40</div><div>{BODY}</div>",
        ),
        None,
        "2024-06-02T18:40",
        TITLE,
    ),
    "printed line above the heading, day of the copy below": (
        page(
            f"<title>{TITLE}</title>",
            f"<h2>Sunday, 2 June 2024, 18:40</h2><h1>{TITLE}</h1><p>Printed on 9 September 2025</p>{BODY}",
        ),
        None,
        "2024-06-02T18:40",
        TITLE,
    ),
    "printed line with an update": (
        page(
            f"<title>{TITLE}</title>",
            f"<article><h1>{TITLE}</h1><p class='dates'><span>Published: 18:40, 2 June 2024</span> "
            f"<span>Updated: 19:02, 3 June 2024</span></p>{BODY}</article>",
        ),
        None,
        "2024-06-02T18:40",
        TITLE,
    ),
    "day in the markup, time in the printed line": (
        page(
            f"<title>{TITLE}</title><meta property='article:published_time' content='2024-06-02'>",
            f"<h1>{TITLE}</h1><p class='byline'>By Rhona Pike, 2 June 2024 18:40 BST</p><div>{BODY}</div>",
        ),
        None,
        "2024-06-02T18:40",
        TITLE,
    ),
    "cards of other stories have dates too": (
        page(
            f"<title>{TITLE}</title>",
            f"<h1>{TITLE}</h1><div>{BODY}</div><div class='card'><h3>Canal freezes</h3><span>14 January 2024, 09:00"
            "</span></div>",
        ),
        None,
        None,
        TITLE,
    ),
    "markup with a day in a far year": (
        page(
            f"<title>{TITLE}</title><meta property='article:published_time' content='2199-06-02'>",
            f"<h1>{TITLE}</h1>{BODY}",
        ),
        None,
        None,
        TITLE,
    ),
    "an engine's copyright": (
        page(f"<title>{TITLE}</title>", f"<h1>{TITLE}</h1>{BODY}<footer>© 2024 Powered by Blogger</footer>"),
        None,
        None,
        TITLE,
    ),
    "title with the author behind it": (
        page(f"<title>{TITLE} | Anna Dunne</title>", f"<h1>{TITLE}</h1>{BODY}"),
        None,
        None,
        TITLE,
    ),
    "only the last update is printed": (
        page(f"<title>{TITLE}</title>", f"<h1>{TITLE}</h1><span>Last updated: 3 June 2024 at 07:15</span>{BODY}"),
        None,
        None,
        TITLE,
    ),
    "copyright of the foot": (
        page(f"<title>{TITLE}</title>", f"<h1>{TITLE}</h1>{BODY}<footer>© 2024 Marsh Examiner Ltd</footer>"),
        "Marsh Examiner",
        None,
        TITLE,
    ),
}


@pytest.mark.parametrize(("text", "outlet", "published", "headline"), PAGES.values(), ids=PAGES.keys())
def test_pages_of_every_manner(
    read_text: ReadText, text: str, outlet: str | None, published: str | None, headline: str | None
) -> None:
    document = read_text(text, name="page.html")
    stated = None if document.published is None else str(document.published)
    assert (document.outlet, stated, document.headline) == (outlet, published, headline)
