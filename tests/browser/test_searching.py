"""The report in a browser: searching and filtering show only what fits, and say how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

ALL = 33
FERRY = "We won’t sell the Café Ørnulf"


def shown(page: Page) -> list[str]:
    """The summaries that can be seen, once the page says that it has as many."""
    seen = [" ".join(one.split()) for one in page.locator("main > article:visible summary").all_text_contents()]
    assert page.locator("#shown").inner_text() == f"{len(seen)} of {ALL} shown"
    return seen


def search(page: Page, words: str) -> list[str]:
    page.get_by_role("searchbox", name="Search").fill(words)
    # The list follows with the next frame
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    return shown(page)


def test_everything_is_shown_at_first(page: Page) -> None:
    assert len(shown(page)) == ALL


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("WE WON’T SELL", id="capitals"),
        pytest.param("we won't sell", id="straight-apostrophe"),
        pytest.param('"we', id="straight-quotation-mark"),
        pytest.param("cafe naive", id="no-accents"),
        pytest.param("cafe\u0301 nai\u0308ve", id="accents-typed-apart"),
        pytest.param("ase bronnum ornulf", id="letters-without-parts"),
        pytest.param("Åse Brønnum", id="as-printed"),
        pytest.param("  ornulf   sell ", id="other-order-and-blanks"),
        pytest.param("Kveld", id="outlet"),
    ],
)
def test_a_search_finds_words_as_people_type_them(words: str, page: Page) -> None:
    found = search(page, words)
    assert any(FERRY in one for one in found)
    assert len(found) < ALL


@pytest.mark.parametrize(
    ("words", "speakers"),
    [
        pytest.param("drozdek", {"Pavel Drozdek"}, id="speaker"),
        pytest.param("ornulf", {"Åse Brønnum"}, id="only-one"),
        pytest.param("drozdek ornulf", set(), id="every-word-must-be-there"),
        pytest.param("zeppelin", set(), id="nowhere"),
    ],
)
def test_a_search_shows_nothing_else(words: str, speakers: set[str], page: Page) -> None:
    search(page, words)
    assert set(page.locator("main > article:visible .speaker").all_text_contents()) == speakers


def test_an_emptied_search_shows_everything_again(page: Page) -> None:
    assert len(search(page, "drozdek")) < ALL
    assert len(search(page, "")) == ALL


@pytest.mark.parametrize(
    ("box", "sign"),
    [
        pytest.param("meaning changed", "changes the meaning", id="meaning"),
        pytest.param("ties", "tie of", id="tie"),
        pytest.param("nobody known to be first", "nobody known to be first", id="unknown"),
    ],
)
def test_a_filter_shows_what_it_names(box: str, sign: str, page: Page) -> None:
    fitting = [one for one in shown(page) if sign in one]
    page.get_by_role("checkbox", name=box).check()
    assert shown(page) == fitting
    assert 0 < len(fitting) < ALL
    page.get_by_role("checkbox", name=box).uncheck()
    assert len(shown(page)) == ALL


def test_conflicts_are_those_with_a_conflict_to_read(page: Page) -> None:
    fitting = page.locator("main > article", has=page.locator("h4", has_text="Conflicts")).count()
    page.get_by_role("checkbox", name="conflicts").check()
    assert len(shown(page)) == fitting == 5


@pytest.mark.parametrize("outlet", ["The Brae Islander", "Bø Havneblad | Kveld"])
def test_an_outlet_shows_what_it_reports(outlet: str, page: Page) -> None:
    fitting = page.locator("main > article", has=page.locator(".timeline .outlet", has_text=outlet)).count()
    page.get_by_label("Outlet").select_option(outlet)
    assert len(shown(page)) == fitting > 0
    page.get_by_label("Outlet").select_option("any")
    assert len(shown(page)) == ALL


def test_filters_and_search_hold_together(page: Page) -> None:
    page.get_by_label("Outlet").select_option("The Brae Islander")
    page.get_by_role("checkbox", name="meaning changed").check()
    both = shown(page)
    assert {one.partition(" “")[0] for one in both} == {"Moira Dunbeg", "Rhona Fell"}
    assert search(page, "fields") == [one for one in both if "fields" in one]
    page.get_by_role("checkbox", name="nobody known to be first").check()
    assert shown(page) == []


def test_open_all_opens_what_is_shown_and_close_all_closes_it(page: Page) -> None:
    found = search(page, "drozdek")
    page.get_by_role("button", name="Open all").click()
    assert page.locator("details[open]").count() == len(found)
    page.get_by_role("button", name="Close all").click()
    assert page.locator("details[open]").count() == 0
