"""Who published a document: the names that count, those that do not, and null where nothing says it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotetrace.model import Document
from quotetrace.reading import read
from quotetrace.reading.filenames import outlet_of_names
from quotetrace.reading.outlets import copyright_name, domain_outlet, host_of, known_by_name

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


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        (f"NEW YORK TIMES\nSchool opens again after the flood\n14 May 2021\n\n{STORY}", "The New York Times"),
        (f"School opens again | BBC News\n{STORY}", "BBC"),
        (f"BREVIK (Agence France-Presse) - {STORY}", "AFP"),
        (f"School opens again\nBy Una Fell, LA Times\n\n{STORY}", "Los Angeles Times"),
        (f"School opens again\n{STORY}\n© 2021 Associated Press", "AP"),
        (f"School opens again\n{STORY}\nCopyright 2021 Guardian News", None),
    ],
)
def test_a_known_outlet_has_one_name_wherever_it_is_named(read_text: ReadText, text: str, outlet: str | None) -> None:
    document = read_text(text)
    assert document.outlet == (outlet or "Guardian News")
    used = [one for one in document.evidence if one.field == "outlet" and one.used]
    printed = document.text[used[0].start : used[0].end]
    assert used[0].note.endswith("" if printed == document.outlet else f"given as {printed}")


def test_the_users_words_are_known_by_other_names_too(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"School opens again\n\n{STORY}\n\n{name}")
    (tmp_path / "m.csv").write_text("path,outlet\na.txt,NYT\n")
    told = list(read([tmp_path], manifest=tmp_path / "m.csv", outlet="Agence France-Presse"))
    assert [one.outlet for one in told if isinstance(one, Document)] == ["The New York Times", "AFP"]


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("BBC News - World", "BBC"),
        ("World news | The Guardian", "The Guardian"),
        ("NYT > World News", "The New York Times"),
        ("Sun - Sea - Sand", "Sun - Sea - Sand"),
        ("Brevik Post | World", "Brevik Post | World"),
    ],
)
def test_a_section_beside_the_name_in_a_field(read_text: ReadText, title: str, outlet: str) -> None:
    assert read_text(json.dumps({"text": STORY, "source": title}), name="a.json").outlet == outlet


def notes(document: Document) -> list[tuple[str, str, str]]:
    return [(one.value, one.kind, one.note) for one in document.evidence if one.field == "outlet" and not one.used]


def test_evidence_for_another_outlet_is_said_to_be(read_text: ReadText) -> None:
    page = f"Brevik Gazette\nSchool opens again\n14 May 2021\n\n{STORY}\n© 2021 Harbour Post"
    conflict = "names another outlet than what was believed"
    assert notes(read_text(page)) == [("Harbour Post", "copyright", conflict)]


@pytest.mark.parametrize(
    "page",
    [
        f"Brevik Gazette\nSchool opens again\nBREVIK (AFP) - {STORY}",
        f"The Brevik Gazette\nSchool opens again\n14 May 2021\n\n{STORY}\n© 2021 Brevik Gazette",
    ],
)
def test_an_agencys_text_and_a_shorter_name_are_no_conflict(read_text: ReadText, page: str) -> None:
    assert [note for _, _, note in notes(read_text(page))] == [""]


def test_a_domain_may_be_that_of_the_named_outlet(tmp_path: Path) -> None:
    record = {"text": STORY, "outlet": "The Brevik Post", "url": "https://www.brevikpost.example/2021/school"}
    other = {"text": STORY, "outlet": "The Brevik Post", "url": "https://harbour.example/2021/school"}
    (tmp_path / "a.jsonl").write_text(f"{json.dumps(record)}\n{json.dumps(other)}\n")
    same, differs = read([tmp_path / "a.jsonl"])
    assert isinstance(same, Document) and isinstance(differs, Document)
    assert notes(same) == [("brevikpost.example", "domain", "")]
    assert notes(differs) == [("harbour.example", "domain", "names another outlet than what was believed")]


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Harbour Post, 14 May 2021", "Harbour Post"),
        ("The Guardian, 14 May 2021", "The Guardian"),
        ("New York Times | May 14, 2021", "The New York Times"),
        # an agency, a place, a person, a section
        ("Reuters, 14 May 2021", None),
        ("Brevik, 14 May 2021", None),
        ("Una Fell, 14 May 2021", None),
        ("Breaking News, 14 May 2021", None),
    ],
)
def test_a_paper_noted_before_the_day(read_text: ReadText, line: str, outlet: str | None) -> None:
    document = read_text(f"School opens again\n{line}\n\n{STORY}")
    assert (document.outlet, str(document.published)) == (outlet, "2021-05-14")


@pytest.mark.parametrize(
    ("place", "outlet"),
    [
        ("bbc.co.uk/2025/03/x.txt", "BBC"),
        ("www.nytimes.com/2025/03/10/world/x.txt", "The New York Times"),
        ("brevikpost.example/x.txt", "brevikpost.example"),
        ("The Guardian/x.txt", "The Guardian"),
        ("washington_post/march/x.txt", "The Washington Post"),
        ("washingtonpost/x.txt", "The Washington Post"),
        ("bbc/x.txt", "BBC"),
        ("Reuters/bbc/x.txt", "BBC"),
        ("School opens again - BBC News.txt", "BBC"),
        ("School opens again | The Guardian.txt", "The Guardian"),
        ("2025-03-10_reuters_school.txt", "Reuters"),
        ("nytimes_20250310.txt", "The New York Times"),
        ("le-monde-2025-03-10.txt", "Le Monde"),
        ("bbc/School opens again - Reuters.txt", "Reuters"),
        # words like others, and other things with dots
        ("telegraph/x.txt", None),
        ("time/x.txt", None),
        ("independent/sun/x.txt", None),
        ("spa/map/nos/x.txt", None),
        ("dw/rt/x.txt", None),
        ("DW/x.txt", "Deutsche Welle"),
        ("v1.2/notes.md/x.txt", None),
        ("school.old/x.txt", None),
        ("yard-telegraph.txt", None),
        ("the sun shines again.txt", None),
        ("newsletter.txt", None),
        ("theft.txt", None),
        ("news-letter/x.txt", "News Letter"),
        ("facebook.com/x.txt", None),
        ("home/reuters/x.txt", "Reuters"),
    ],
)
def test_folders_and_files_named_like_an_outlet(tmp_path: Path, place: str, outlet: str | None) -> None:
    path = tmp_path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"School opens again\n\n{STORY}")
    (document,) = read([path])
    assert isinstance(document, Document)
    assert document.outlet == outlet
    assert [one.kind for one in document.evidence if one.field == "outlet"] == (["file name"] if outlet else [])


@pytest.mark.parametrize("home", ["/home/reuters/x.txt", "C:/Users/BBC/x.txt", "/Users/bbc/x.txt"])
def test_whose_computer_it_is_says_nothing(home: str) -> None:
    assert outlet_of_names(home) is None
    assert outlet_of_names(home.replace("x.txt", "TASS/x.txt")) == ("TASS", "the folder TASS")


def test_a_hostile_name_is_no_work() -> None:
    assert outlet_of_names(f"/a/{'-' * 200_000}x.txt") is None
    assert known_by_name(f"Brevik{' News' * 200_000}x") is None


def test_a_folder_comes_after_all_that_the_text_says(tmp_path: Path) -> None:
    path = tmp_path / "bbc.co.uk" / "x.txt"
    path.parent.mkdir()
    path.write_text(f"BREVIK, Norway (Reuters) - {STORY}")
    (document,) = read([path])
    assert isinstance(document, Document)
    assert document.outlet == "Reuters"
    assert notes(document) == [
        ("BBC", "file name", "the folder bbc.co.uk; names another outlet than what was believed")
    ]


def test_a_users_table_adds_outlets(tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text("brevikpost.example,Brevik Post,m,The Morning Oar\n")
    (tmp_path / "x.txt").write_text(f"The Morning Oar\nSchool opens again after the flood\n03/04/2021\n\n{STORY}")
    (ours,) = read([tmp_path / "x.txt"], outlets=tmp_path / "o.csv")
    (theirs,) = read([tmp_path / "x.txt"])
    assert isinstance(ours, Document) and isinstance(theirs, Document)
    assert (ours.outlet, str(ours.published)) == ("Brevik Post", "2021-03-04")
    assert (theirs.outlet, str(theirs.published)) == (None, "2021-04-03")
