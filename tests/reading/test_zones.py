"""What each line of an article is: prose stays prose, furniture is set aside, the headline counts once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrace.model import ZoneKind
from quotetrace.reading.zones import lay_out

LEAD = "The town council of Orlim voted on Tuesday to sell the old tannery, mayor Petra Vonk said."
QUOTE = "“Nobody wanted it to stand empty for another winter,” Vonk told reporters after the session."
LAST = "The buyer, a brewery from the coast, has until June to present its plans for the site."


def zoned(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """The zones as (kind, text), prose left out."""
    return [(zone.kind.value, text[zone.start : zone.end]) for zone in lay_out(text, title=title).zones]


def page(*lines: str) -> str:
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "zones"),
    [
        (page(LEAD, QUOTE, LAST), []),
        (page("Orlim sells its tannery", "", LEAD, QUOTE), [("headline", "Orlim sells its tannery")]),
        (
            page("Orlim sells its tannery", "Brewery has until June to show its plans", LEAD),
            [("headline", "Orlim sells its tannery"), ("deck", "Brewery has until June to show its plans")],
        ),
        (
            page("Orlim Echo", "Orlim Echo", "Orlim sells its tannery", "12 May 2021", "Orlim sells its tannery", LEAD),
            [
                ("chrome", "Orlim Echo"),
                ("chrome", "Orlim Echo"),
                ("chrome", "Orlim sells its tannery"),
                ("byline", "12 May 2021"),
                ("headline", "Orlim sells its tannery"),
            ],
        ),
        (
            page("The Orlim Gazette", "Tannery sold after years", LEAD),
            [("chrome", "The Orlim Gazette"), ("headline", "Tannery sold after years")],
        ),
        (
            page("Tannery sold after years | BBC News", LEAD),
            [("headline", "Tannery sold after years"), ("chrome", "BBC News")],
        ),
        (page("Tannery sold after years | BBC", LEAD), [("headline", "Tannery sold after years"), ("chrome", "BBC")]),
        (
            page("Orlim Sells Its Empty Tannery to Brewery.", "", LEAD),
            [("headline", "Orlim Sells Its Empty Tannery to Brewery.")],
        ),
        (page("Orlim sells its empty tannery.", "", LEAD), []),
        (
            page("Orlim sells its tannery", "The buyers come from a city that nobody here knew in the U.S.", LEAD),
            [("headline", "Orlim sells its tannery")],
        ),
        (
            page("Politics", "Arts and Books", "Law and Order", "Orlim sells its tannery to a brewery", LEAD),
            [
                ("chrome", "Politics"),
                ("chrome", "Arts and Books"),
                ("chrome", "Law and Order"),
                ("headline", "Orlim sells its tannery to a brewery"),
            ],
        ),
        (page("Who buys an old tannery?", LEAD), [("headline", "Who buys an old tannery?")]),
        (page("'Empty for another winter': Vonk", LEAD), [("headline", "'Empty for another winter': Vonk")]),
        (
            page(LEAD, QUOTE, "Plans for the site", LAST),
            [("subhead", "Plans for the site")],
        ),
        (page(LEAD, "“We will go", LAST), []),
        (page(LEAD, "And who pays for that?", LAST), []),
        (page(LEAD, "Her words in full:", LAST), []),
        (page(LEAD, "- a new roof", "- two windows", LAST), []),
        (page(LEAD, QUOTE, "(Photo: Orlim Archive)"), [("chrome", "(Photo: Orlim Archive)")]),
        (
            page("Tannery sold", "Petra Vonk at the tannery. Photo: Jan Mol", LEAD),
            [("headline", "Tannery sold"), ("caption", "Petra Vonk at the tannery. Photo: Jan Mol")],
        ),
        (
            page("FILE PHOTO: The tannery before the fire", LEAD),
            [("caption", "FILE PHOTO: The tannery before the fire")],
        ),
        (
            page(LEAD, "Read more: Brewery hires a hundred", LAST),
            [("related", "Read more: Brewery hires a hundred")],
        ),
        (
            page(LEAD, QUOTE, "Related stories", "Brewery hires a hundred", "Bridge to close in July"),
            [
                ("related", "Related stories"),
                ("related", "Brewery hires a hundred"),
                ("related", "Bridge to close in July"),
            ],
        ),
        (
            page(
                LEAD, QUOTE, "2 comments:", "Jan said...", "“Sold too cheap,” said my uncle who worked there.", "Reply"
            ),
            [
                ("chrome", "2 comments:"),
                ("chrome", "Jan said..."),
                ("chrome", "“Sold too cheap,” said my uncle who worked there."),
                ("chrome", "Reply"),
            ],
        ),
        (
            page(
                "Skip to content",
                "Menu",
                "Tannery sold at last",
                LEAD,
                "Share this article",
                "© 2021 Orlim Echo. All rights reserved.",
            ),
            [
                ("chrome", "Skip to content"),
                ("chrome", "Menu"),
                ("headline", "Tannery sold at last"),
                ("chrome", "Share this article"),
                ("chrome", "© 2021 Orlim Echo. All rights reserved."),
            ],
        ),
        (
            page(LEAD, "Sign up for our daily newsletter and never miss a story.", LAST),
            [("chrome", "Sign up for our daily newsletter and never miss a story.")],
        ),
        (page(LEAD, QUOTE, "Войти через приложение"), [("chrome", "Войти через приложение")]),
        (
            page("Tannery sold", "By Lena Roos and TOM AAS, Orlim Echo", LEAD),
            [("headline", "Tannery sold"), ("byline", "By Lena Roos and TOM AAS, Orlim Echo")],
        ),
        (
            page(LEAD, LAST, "(Reporting by Lena Roos; editing by Tom Aas)"),
            [("byline", "(Reporting by Lena Roos; editing by Tom Aas)")],
        ),
        (page(f"ORLIM, May 12 (Reuters) - {LEAD}"), [("dateline", "ORLIM, May 12 (Reuters) -")]),
        (page(f"ORLIM, Drava — {LEAD}"), [("dateline", "ORLIM, Drava —")]),
        (page(f"(AFP) – {LEAD}"), [("dateline", "(AFP) –")]),
        (page(f"Orlim (dpa) - {LEAD}"), [("dateline", "Orlim (dpa) -")]),
        (page(f"NATO said that {LEAD}"), []),
        (page(f"Vonk: “We sell.” {LEAD}"), []),
        (page(f"US - China talks failed. {LEAD}"), []),
        (
            page(
                LEAD,
                "12 May 2021",
                QUOTE,
                LAST,
                "The council has 21 seats.",
                "Nine of them are the mayor's.",
                "14 May 2021",
                LAST,
            ),
            [("byline", "12 May 2021"), ("subhead", "14 May 2021")],
        ),
        (page(LEAD, QUOTE, "Users fear for the privacy policy of the brewery, Vonk said."), []),
    ],
)
def test_lines_are_what_they_say_and_where_they_stand(text: str, zones: list[tuple[str, str]]) -> None:
    assert zoned(text) == zones


@pytest.mark.parametrize(
    ("title", "text", "headline"),
    [
        ("Tannery sold at last", f"Tannery sold at last.\n\n{LEAD}", "Tannery sold at last."),
        ("Tannery ‘sold at last’", f"Tannery 'sold at last.'\n\n{LEAD}", "Tannery 'sold at last.'"),
        (
            "Tannery sold; Mayor glad of it",
            f"Tannery sold; \nMayor glad of it.\n\n{LEAD}",
            "Tannery sold; \nMayor glad of it.",
        ),
        ("Tannery sold at last", f"Tannery sold at last. {LEAD}", "Tannery sold at last."),
        ("Tannery sold at last", f"Orlim Echo\n\nTANNERY SOLD AT LAST\n\n{LEAD}", "TANNERY SOLD AT LAST"),
        ("The town council", LEAD, None),
        ("The town council of Orlim voted", LEAD, None),
        ("Something else", f"Tannery sold at last\n{LEAD}", None),
        ("Tannery sold at last", "Tannery sold at last", "Tannery sold at last"),
        ("…", LEAD, None),
    ],
    ids=[
        "stop added",
        "other marks",
        "two lines",
        "run in",
        "below the masthead",
        "opening words",
        "no end",
        "another",
        "nothing else",
        "no words",
    ],
)
def test_a_stated_title_is_found_where_it_stands(title: str, text: str, headline: str | None) -> None:
    layout = lay_out(text, title=title)
    assert (text[slice(*layout.headline)] if layout.headline else None) == headline


def test_a_text_wrapped_by_hand_has_paragraphs_not_lines() -> None:
    text = (
        "Tannery sold\n\nThe town council of Orlim voted on\nTuesday to sell the old tannery, the\n"
        "mayor said. “Nobody wanted it\n"
        "to stand empty for another winter,”\nshe told reporters after the\nsession, which had begun at noon and\n"
        "lasted until the evening.\n"
    )
    assert zoned(text) == [("headline", "Tannery sold")]


LINES = st.sampled_from(
    [
        LEAD,
        QUOTE,
        LAST,
        "Orlim Echo",
        "Tannery sold",
        "Tannery sold",
        "12 May 2021",
        "Read more:",
        "No comments:",
        "Share",
        "(Image: AP)",
        "",
        "?",
        "ORLIM, May 12. /TASS/. The.",
    ]
)


@given(
    st.lists(LINES, max_size=14),
    st.sampled_from(["\n", "\r\n", "\n\n"]),
    st.sampled_from([None, "Tannery sold", "The"]),
)
def test_zones_never_overlap_and_stay_inside(lines: list[str], end: str, title: str | None) -> None:
    text = end.join(lines)
    zones = lay_out(text, title=title).zones
    assert all(0 <= zone.start < zone.end <= len(text) for zone in zones)
    assert all(left.end <= right.start for left, right in pairwise(zones))
    assert sum(zone.kind is ZoneKind.HEADLINE for zone in zones) <= 1


@given(st.text(max_size=200), st.text(max_size=30))
def test_no_text_breaks_the_layout(text: str, title: str) -> None:
    layout = lay_out(text, title=title)
    assert all(text[block.start : block.end] == block.text for block in layout.blocks)
