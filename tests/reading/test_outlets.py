"""Who published a document: the names that count, those that do not, and null where nothing says it."""

from __future__ import annotations

import pytest

from quotetrace.reading.outlets import copyright_name, domain_outlet, host_of

from .conftest import ReadText

STORY = (
    "The school in Brevik reopened on Monday.\n"
    "“We are glad,” head teacher Signe Dahl said, according to the broadcaster NRV."
)


@pytest.mark.parametrize(
    ("text", "outlet", "kind"),
    [
        (f"BREVIK, May 14. /TASS/. {STORY}", "TASS", "slug"),
        (f"BREVIK, Norway (Reuters) - {STORY}", "Reuters", "slug"),
        (f"(AP) — {STORY}", "AP", "slug"),
        (f"Brevik Daily News\nBrevik Daily News\nSchool opens again\n{STORY}", "Brevik Daily News", "masthead"),
        (f"The Brevik Gazette\n\nSchool opens again after the flood\n\n{STORY}", "The Brevik Gazette", "masthead"),
        (f"Fjordblick\nFjordblick\nSchool opens again after the flood\n14 May 2021\n{STORY}", "Fjordblick", "masthead"),
        (f"- Brevik Wire, 1920\nSchool opens again\n\n{STORY}", "Brevik Wire", "masthead"),
        (f"School opens again\n{STORY}\n© 2021 Brevik Post. All rights reserved.", "Brevik Post", "copyright"),
        (f"School opens again\n{STORY}\nCopyright 2021 by The Brevik Post", "The Brevik Post", "copyright"),
        (f"School opens again | BBC\n{STORY}", "BBC", "masthead"),
        (f"Brevik Gazette\nSchool opens again\nBREVIK (AFP) - {STORY}", "Brevik Gazette", "masthead"),
        (f"School opens again\nBREVIK (AFP) - {STORY}\n© 2021 AFP", "AFP", "slug"),
        (f"The Brevik Times\n\n14 May 2021\n\nFootball\n\n{STORY}", "The Brevik Times", "masthead"),
        (f"Brevik Gazette\n14 May 2021\nOpinion\n{STORY}", "Brevik Gazette", "masthead"),
        (f"The Brevik Times\n14 May 2021\n\n{STORY}", "The Brevik Times", "masthead"),
        # credits, addressees and strangers
        (f"Hard Times\n14 May 2021\n\n{STORY}", None, None),
        (f"The Brevik Times\nBy Signe Lie\n\n{STORY}", None, None),
        (f"The Brevik Times\n\n{STORY}", None, None),
        (f"Football\n14 May 2021\n\n{STORY}", None, None),
        (f"School opens again\n{STORY}", None, None),
        (f"School opens again\n{STORY}\n(Image: AP)", None, None),
        (f"School opens again\n{STORY}\nPhoto: Brevik Post / Olaf Lie", None, None),
        (f"{STORY}\nThe roof is new, as per Sputnik.", None, None),
        (f"{STORY}\nShe spoke to Reuters (Reuters) - on Sunday.", None, None),
        (f"© Brevik Wire / Olaf Lie\nSchool opens again\n{STORY}", None, None),
        (f"School opens\n{STORY}\nWashington Post.\nThe Times.\n{STORY}", None, None),
        (f"World News\nSchool opens after the flood\n{STORY}", None, None),
        (f"Board Slams Fake News\nSchool opens after the flood\n{STORY}", None, None),
        (f"Sun shines again\nSchool opens after the flood\n{STORY}", None, None),
    ],
)
def test_only_a_publishers_own_name_counts(
    read_text: ReadText, text: str, outlet: str | None, kind: str | None
) -> None:
    document = read_text(text)
    assert document.outlet == outlet
    used = [one for one in document.evidence if one.field == "outlet" and one.used]
    assert [one.kind for one in used] == ([] if kind is None else [kind])
    assert all(document.text[one.start : one.end] == one.value for one in used)


def test_a_page_without_a_headline_has_none(read_text: ReadText) -> None:
    document = read_text(f"The Brevik Times\n\n14 May 2021\n\nFootball\n\n{STORY}")
    assert (document.headline, str(document.published)) == (None, "2021-05-14")
    assert [document.text[zone.start : zone.end] for zone in document.zones] == [
        "The Brevik Times",
        "14 May 2021",
        "Football",
    ]


def test_a_picture_credit_is_evidence_that_does_not_count(read_text: ReadText) -> None:
    document = read_text(f"School opens again\n{STORY}\n(Image: AP)")
    assert [(one.value, one.kind, one.used) for one in document.evidence if one.field == "outlet"] == [
        ("AP", "credit", False)
    ]


def test_the_users_word_for_a_run_outranks_the_page(read_text: ReadText) -> None:
    document = read_text(f"BREVIK, May 14. /TASS/. {STORY}", outlet="Brevik Archive")
    assert document.outlet == "Brevik Archive"
    assert [(one.value, one.used) for one in document.evidence if one.field == "outlet"] == [
        ("Brevik Archive", True),
        ("TASS", False),
    ]


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.nytimes.com/2021/05/14/world/x.html", "The New York Times"),
        ("https://edition.cnn.com/x", "CNN"),
        ("http://brevikpost.blogspot.com/2021/05/x.html", "brevikpost.blogspot.com"),
        ("https://web.archive.org/web/20210514000000/https://www.brevikpost.example/x", "brevikpost.example"),
        ("https://www.facebook.com/posts/1", None),
        ("https://192.168.0.7/x", None),
        ("https://[broken", None),
        ("file:///tmp/x.html", None),
        ("not an address", None),
        (None, None),
    ],
)
def test_a_domain_is_the_outlet_unless_it_carries_others(url: str | None, outlet: str | None) -> None:
    assert domain_outlet(url) == outlet


def test_hosts_lose_what_every_site_has() -> None:
    assert [
        host_of(f"https://{host}/x") for host in ("www.a.example", "m.a.example", "amp.a.example", "news.a.example")
    ] == [
        "a.example",
        "a.example",
        "a.example",
        "news.a.example",
    ]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("© 2021 Brevik Post", "Brevik Post"),
        ("Copyright © 2019-2021 Brevik Post. All Rights Reserved.", "Brevik Post"),
        ("(c) 2021, Brevik Post, Inc.", "Brevik Post"),
        ("© Brevik Post 2021", "Brevik Post"),
        ("Copyright 2021. All rights reserved.", None),
        ("Copyright notice", None),
    ],
)
def test_copyright_lines_name_their_owner(line: str, name: str | None) -> None:
    assert copyright_name(line) == name


ALARM = "Ferry talks end without a deal\nBy Ana Ruiz\n"


@pytest.mark.parametrize(
    ("top", "outlet", "headline"),
    [
        pytest.param(
            "THE BREVIK BUGLE\nFERRY BOSS QUITS\n\nBy Ana Ruiz\n", "THE BREVIK BUGLE", "FERRY BOSS QUITS", id="bugle"
        ),
        pytest.param(f"Brevik Clarion\n{ALARM}", "Brevik Clarion", "Ferry talks end without a deal", id="clarion"),
        pytest.param(f"Tern Packet\n{ALARM}", "Tern Packet", "Ferry talks end without a deal", id="packet"),
        pytest.param(
            f"THE OSTREY LANTERN\n{ALARM}",
            "THE OSTREY LANTERN",
            "Ferry talks end without a deal",
            id="unknown-in-capitals",
        ),
        pytest.param(
            "THE FALL OF OSTREY\nFerry talks end without a deal\nBy Ana Ruiz\n",
            None,
            "THE FALL OF OSTREY",
            id="a-headline-in-capitals",
        ),
        pytest.param(f"THE LONG READ\n{ALARM}", None, "THE LONG READ", id="common-words-are-no-name"),
        pytest.param(
            "THE OSTREY LANTERN\nBy Ana Ruiz\n", None, "THE OSTREY LANTERN", id="nothing-below-it-could-be-the-headline"
        ),
        pytest.param(
            f"Home | News | Sport\nBrevik Mirror\n{ALARM}",
            "Brevik Mirror",
            "Ferry talks end without a deal",
            id="menu-above",
        ),
        pytest.param(f"News • Sport • Weather\n{ALARM}", None, "Ferry talks end without a deal", id="menu-of-sections"),
        pytest.param(f"Home > News > World\n{ALARM}", None, "Ferry talks end without a deal", id="breadcrumbs"),
        pytest.param(
            "Ferries | Bridges | Tunnels: what Ostrey wants\nBy Ana Ruiz\n",
            None,
            "Ferries | Bridges | Tunnels: what Ostrey wants",
            id="bars-in-a-headline",
        ),
    ],
)
def test_what_stands_above_the_headline(read_text: ReadText, top: str, outlet: str | None, headline: str) -> None:
    document = read_text(f"{top}\n{STORY}")
    assert (document.outlet, document.headline) == (outlet, headline)
