"""What the pages show: views, questions with their answers, differences as such, and articles as nothing but text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from newsroom import Newsroom, article
from pier_site import BACKWARDS, FIRST, IMAGE, LATER, SCRIPT, Get, articles, asking, write_store

from quotetrace.browsing.metadata import _TABLES, _VIEWS
from quotetrace.model import Document
from quotetrace.store import Store
from quotetrace.store.canned import CANNED, PAGED_VIEWS
from quotetrace.store.looking import look

# What each question is asked with, where it has a blank
ASKED = {"quotations_of_a_speaker": "lind", "with_these_words": "pier WINTER", "one_utterance": "2"}
BLANKS = {"quotations_of_a_speaker": "speaker", "with_these_words": "words", "one_utterance": "utterance"}
HOSTILE_PAGES = [
    "/quotes",
    *(f"/quotes/{name}" for name in (*_VIEWS, *_TABLES)),
    f"/quotes?{urlencode({'sql': 'select * from quotations join documents on documents.id = quotations.document'})}",
    "/quotes/with_these_words?words=script",
    "/quotes/first_quotes?_facet=outlet&_facet=document&_facet=url",
]


def rows(response: Any) -> list[dict[str, Any]]:
    assert response.status_code == 200
    found: list[dict[str, Any]] = response.json()
    return found


def test_the_front_page_leads_to_what_the_store_is_asked(get: Get, file: Path) -> None:
    front = get("/")
    assert (front.status_code, front.headers["location"]) == (302, "/quotes")
    page = get("/quotes").text
    assert file.name in page
    assert all(f'href="/quotes/{one.name}"' in page and one.description in page for one in CANNED)
    assert page.index("who_was_first") < page.index("first_quotes") < page.index("/quotes/documents")


def test_what_is_of_use_to_quotetrace_only_is_hidden(get: Get) -> None:
    shown = {one["name"] for one in get("/quotes.json").json()["tables"] if not one["hidden"]}
    assert shown == set(_TABLES)


@pytest.mark.parametrize("name", [*_VIEWS, *_TABLES])
def test_every_column_that_is_explained_is_there_and_so_is_every_facet(name: str, get: Get) -> None:
    answer = get(f"/quotes/{name}.json?_nocount=1").json()
    told = (_VIEWS | _TABLES)[name]
    assert set(told.get("columns", ())) | set(told.get("facets", ())) <= set(answer["columns"])
    assert name not in _VIEWS or list(told["columns"]) == answer["columns"]
    assert set(answer["facet_results"]) == set(told.get("facets", ()))
    assert "These facets timed out" not in get(f"/quotes/{name}").text


@pytest.mark.parametrize("name", _VIEWS)
def test_every_view_is_explained_and_answers_as_json(name: str, get: Get) -> None:
    found = rows(get(f"/quotes/{name}.json?_shape=array"))
    assert bool(found) == (name != "utterance_journal")
    page = get(f"/quotes/{name}")
    assert page.status_code == 200
    assert _VIEWS[name]["description"] in page.text


@pytest.mark.parametrize("name", [one.name for one in CANNED])
def test_every_question_is_answered(name: str, get: Get) -> None:
    blank = urlencode({BLANKS[name]: ASKED[name]}) if name in ASKED else ""
    found = rows(get(f"/quotes/{name}.json?_shape=array&{blank}"))
    assert bool(found) == (name not in ("ties", "claimed_and_never_seen", "what_does_not_fit"))
    assert get(f"/quotes/{name}?{blank}").status_code == 200


@pytest.mark.parametrize("view", PAGED_VIEWS)
def test_a_view_has_the_rows_and_columns_of_the_one_in_the_file(view: str, file: Path) -> None:
    with closing(look(file)) as raw:
        ours, own = raw.execute(f"SELECT * FROM {view}"), raw.execute(f"SELECT * FROM main.{view}")
        assert [one[0] for one in ours.description] == [one[0] for one in own.description]
        assert sorted(map(repr, ours)) == sorted(map(repr, own))
        plan = [step[-1] for step in raw.execute(f"EXPLAIN QUERY PLAN SELECT * FROM {view} LIMIT 51")]
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan


def test_who_was_first_how_often(get: Get) -> None:
    [one] = [row for row in rows(get("/quotes/who_was_first.json?_shape=array")) if row["firsts"]]
    assert one == {"outlet": "Fjord Times", "firsts": 1, "ties": 0, "quotations": 1}


@pytest.mark.parametrize(
    ("speaker", "count"),
    [("Mona Lind", 2), ("LIND", 2), ("líND", 2), ("Mona", 0), ("", 0), ("' OR 1=1 --", 0), ("%", 0), ("*", 0)],
)
def test_a_speaker_is_asked_for_as_people_type_a_name(speaker: str, count: int, get: Get) -> None:
    asked = urlencode({"speaker": speaker})
    assert len(rows(get(f"/quotes/quotations_of_a_speaker.json?_shape=array&{asked}"))) == count


@pytest.mark.parametrize(
    ("words", "count"),
    [
        pytest.param("pier", 2, id="a word"),
        pytest.param("Pier NOT", 1, id="two words, one of which FTS5 would obey"),
        pytest.param("gone pier", 2, id="any order"),
        pytest.param("", 0, id="nothing"),
        pytest.param('"', 0, id="a mark"),
        pytest.param("“pier”", 2, id="in marks"),
        pytest.param("words:pier", 0, id="a column filter is two words"),
        pytest.param("pi*", 0, id="a star is no sign for more"),
        pytest.param("NEAR(pier winter)", 0, id="a function is words"),
        pytest.param("((", 0, id="brackets"),
        pytest.param("pier\x00winter", 2, id="a null character"),
        pytest.param("'; DROP TABLE quotations; --", 0, id="another statement"),
    ],
)
def test_words_are_searched_and_never_obeyed(words: str, count: int, get: Get) -> None:
    asked = urlencode({"words": words})
    assert len(rows(get(f"/quotes/with_these_words.json?_shape=array&{asked}"))) == count


@pytest.mark.parametrize("utterance", ["", "x", "1 OR 1=1", "-1", "99999999999999999999999"])
def test_a_number_that_no_utterance_has_finds_nothing(utterance: str, get: Get) -> None:
    asked = urlencode({"utterance": utterance.replace("1 OR 1=1", "0 OR 1=1")})
    assert rows(get(f"/quotes/one_utterance.json?_shape=array&{asked}")) == []


@pytest.mark.parametrize(
    "page",
    ["drift_report", "members", "one_utterance?utterance=2", "changed_meaning"],
    ids=["view", "table", "question with a number", "question"],
)
def test_a_difference_is_struck_out(page: str, get: Get) -> None:
    assert 'The pier will <del class="meaning">not</del> be closed before the winter' in get(f"/quotes/{page}").text


def test_a_view_without_the_columns_that_tell_the_difference_shows_the_words(get: Get) -> None:
    page = get("/quotes/drift_report?_col=wording").text
    assert LATER in page
    assert "<ins>" not in page


@pytest.mark.parametrize("value", ["{", "[]", "[1]", '[["equal"]]', '[["x","a","b","none"]]', '"text"', "7", "null"])
def test_what_is_no_difference_or_list_is_shown_as_it_is(value: str, get: Get) -> None:
    asked = urlencode({"sql": f"select '{value}' as edits, '{value}' as flags, :x as x", "x": SCRIPT})
    response = get(f"/quotes?{asked}")
    assert response.status_code == 200
    assert SCRIPT not in response.text


def test_lists_are_text_and_what_belongs_together_is_linked(get: Get) -> None:
    utterances = get("/quotes/utterances").text
    assert "Bay Herald; Fjord Times" in utterances
    assert re.search(r'<a href="/quotes/quotations\?id=sha256%3A[^"]+">', utterances)
    firsts = get("/quotes/first_quotes").text
    assert '<a href="/quotes/one_utterance?utterance=2">2</a>' in firsts
    assert '<a href="/quotes/documents?label__exact=early.txt">early.txt</a>' in firsts
    assert '<a href="https://fjord.example/pier#:~:text=The%20pier%20will%20not' in firsts
    members = get("/quotes/members").text
    [followed] = set(re.findall(r'href="(/quotes/quotations\?id=[^"]+)"', members.partition("early.txt")[0])) & set(
        re.findall(r'href="(/quotes/quotations\?id=[^"]+)"', utterances)
    ) or {""}
    assert not followed or FIRST in get(followed).text


@pytest.mark.parametrize("page", HOSTILE_PAGES)
def test_what_an_article_says_is_text_and_does_nothing(page: str, get: Get) -> None:
    response = get(page)
    assert response.status_code == 200
    assert SCRIPT not in response.text
    assert IMAGE not in response.text
    assert BACKWARDS not in response.text
    assert 'href="javascript' not in response.text


def test_what_would_not_be_seen_is_shown_as_a_sign(get: Get) -> None:
    words = get("/quotes/with_these_words?words=script").text
    assert "&lt;U+202E&gt;so on {+not+} said" in words
    assert "&lt;script&gt;alert(1)&lt;/script&gt; and &lt;img src=x onerror=alert(1)&gt;" in words


def test_the_whole_of_a_row_is_shown_on_its_page(get: Get) -> None:
    [row] = rows(get(f"/quotes/documents.json?_shape=array&{urlencode({'url': 'javascript:alert(1)'})}"))
    page = get(f"/quotes/documents/{row['id'].replace(':', '~3A')}").text
    assert "said the minister." in page
    assert BACKWARDS not in page


@pytest.mark.parametrize("page", ["/quotes", "/quotes/first_quotes", "/quotes?sql=select+1", "/quotes/ties"])
def test_only_scripts_that_came_with_datasette_run_and_no_page_calls_out(page: str, get: Get) -> None:
    response = get(page)
    policy = response.headers["content-security-policy"]
    script = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe-inline" not in script
    assert policy.startswith("default-src 'none'; ")
    for inline in re.findall(r"<script>(.*?)</script>", response.text, re.DOTALL):
        assert base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode() in script
    loaded = re.findall(r'<(?:script|link|img)[^>]* (?:src|href)="([^"]+)"', response.text)
    assert [one for one in loaded if not one.startswith(("/", "http://localhost/"))] == []
    for one in loaded:
        assert get(one.removeprefix("http://localhost")).status_code == 200


TWO = "We are lowering the lake by two metres a day until we are sure"
THREE = "We are lowering the lake by three metres a day until we are sure of it"
SAID = ", Mona Lind said."


def of_outlet(words: str, outlet: str, published: str | None) -> Document:
    return article(f"“{words}”{SAID}", f"{outlet}.txt", outlet=outlet, published=published, origin=outlet)


@pytest.mark.parametrize(
    ("documents", "told"),
    [
        pytest.param(
            [of_outlet(TWO, "Early", "2024-03-04"), of_outlet(THREE, "Late", "2024-03-06")],
            {"first": "first", "first_outlets": "Early", "first_wording": TWO, "first_wording_in": "Early"},
            id="the fullest is later",
        ),
        pytest.param(
            [
                of_outlet(THREE, "Late", "2024-03-06"),
                of_outlet(TWO, "Early", "2024-03-04"),
                of_outlet(TWO.removesuffix(" until we are sure"), "Beside", "2024-03-04"),
            ],
            {"first": "tie", "first_outlets": "Beside; Early", "first_wording": TWO, "first_wording_in": "Early"},
            id="of two that are first one has these words",
        ),
        pytest.param(
            [of_outlet(TWO, "Early", None), of_outlet(THREE, "Late", None)],
            {"first": "unknown", "first_outlets": None, "first_wording": None, "first_wording_in": None},
            id="nobody knows a first",
        ),
    ],
)
def test_who_was_first_stands_beside_the_words_that_they_printed(
    documents: list[Document], told: dict[str, str | None], tmp_path: Path
) -> None:
    write_store(tmp_path / "lake.db", Newsroom(*documents))
    for ask in asking(tmp_path / "lake.db"):
        [row] = rows(ask("/quotes/told_by_most.json?_shape=array"))
        assert {name: row[name] for name in told} == told
        assert row["fullest_wording"] == THREE
        tied = rows(ask("/quotes/ties.json?_shape=array"))
        assert len(tied) == (told["first"] == "tie")
        for one in tied:
            assert told.items() >= {name: one[name] for name in told if name != "first"}.items()
            assert THREE not in one.values()


def test_of_what_has_no_date_nothing_is_called_earlier(tmp_path: Path) -> None:
    write_store(tmp_path / "lake.db", Newsroom(of_outlet(TWO, "Here", None), of_outlet(THREE, "There", None)))
    for ask in asking(tmp_path / "lake.db"):
        [row] = rows(ask("/quotes/changed_meaning.json?_shape=array"))
        assert {row["outlet"], row["compared_with_outlet"]} == {"Here", "There"}
        assert "earlier" not in ask("/quotes/changed_meaning").text
        assert "earlier wording" not in ask("/quotes/members").text
        assert "only dates tell which of the two is earlier" in ask("/quotes/drift_report").text


def test_copies_of_one_text_are_first_for_each_of_their_outlets_and_it_says_so(tmp_path: Path) -> None:
    body = f"“{TWO}”{SAID} " + "The lake has stood behind the old wall for ninety years and nobody has drained it. " * 4
    copies = [
        article(body, f"{outlet}.txt", outlet=outlet, published="2024-03-04", origin=outlet)
        for outlet in ("Wire", "Reprint")
    ]
    write_store(tmp_path / "lake.db", Newsroom(*copies, of_outlet(TWO, "Late", "2024-03-06")))
    for ask in asking(tmp_path / "lake.db"):
        found = rows(ask("/quotes/who_was_first.json?_shape=array"))
        assert {row["outlet"]: row["firsts"] for row in found} == {"Wire": 1, "Reprint": 1, "Late": 0}
        assert "alone or with copies of the same text" in ask("/quotes/who_was_first").text


def test_origins_never_seen_are_the_outlets_that_the_store_tells_of(tmp_path: Path) -> None:
    file = tmp_path / "lake.db"
    write_store(file, articles())
    claims = [
        ["reporters", None, False],
        ["Radio Nord", "Radio Nord", False],
        ["the broadcaster Radio Nord", "Radio Nord", False],
        ["Bay Herald", "Bay Herald", True],
    ]
    others = [["an interview", None, False], ["RADIO NORD", "RADIO NORD", False], ["Akeley News", "Akeley News", False]]
    with closing(sqlite3.connect(file)) as raw, raw:
        numbers = [number for (number,) in raw.execute("SELECT id FROM utterances ORDER BY documents DESC, id")]
        for number, claimed in zip(numbers, (claims, others), strict=True):
            raw.execute("UPDATE utterances SET claimed_origins = ? WHERE id = ?", [json.dumps(claimed), number])
    with Store.open(file) as store:
        unseen = [(one.name.casefold(), one.number) for one in store.unseen_origins()]
    assert unseen == [("radio nord", 2), ("akeley news", 1)]
    for ask in asking(file):
        found = rows(ask("/quotes/claimed_and_never_seen.json?_shape=array"))
        assert list(Counter(row["outlet"].casefold() for row in found).items()) == unseen
        assert found[0]["claimed_as"] == "Radio Nord; the broadcaster Radio Nord"
