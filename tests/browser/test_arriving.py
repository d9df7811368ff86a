"""The report in a browser: links, keys, and what is there without a script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

Visit = Callable[..., "Page"]


def number(article: Locator) -> str:
    name = article.get_attribute("id")
    assert name
    return name


def assert_arrived(page: Page, name: str) -> None:
    """The utterance is open, at the top of the window or as near as the page's end lets it, and has the focus."""
    page.wait_for_function("(name) => document.activeElement.matches(`#${name} summary`)", arg=name)
    assert page.locator(f"#{name} > details").evaluate("(details) => details.open")
    page.wait_for_function(
        """(name) => {
            const top = document.getElementById(name).getBoundingClientRect().top;
            const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
            return top >= 0 && (top < 60 || end && top < innerHeight);
        }""",
        arg=name,
    )


@pytest.mark.parametrize("which", [0, 15, -1])
def test_an_address_opens_its_utterance(which: int, visit: Visit, report: Path, page: Page) -> None:
    name = number(page.locator("main > article").nth(which))
    there = visit(report, at=name)
    assert_arrived(there, name)
    assert there.locator("details[open]").count() == 1


@pytest.mark.parametrize("at", ["u99999", "overview", "%E0%A4%A", "constructor"])
def test_an_address_of_no_utterance_opens_none(at: str, visit: Visit, report: Path) -> None:
    page = visit(report, at=at)
    assert page.locator("details[open]").count() == 0
    assert page.locator("#shown").inner_text() == "33 of 33 shown"


def test_a_related_utterance_opens_where_a_link_leads(page: Page) -> None:
    page.get_by_role("button", name="Open all").click()
    link = page.locator("article li > a[href^='#u']").first
    here, there = number(link.locator("xpath=ancestor::article")), (link.get_attribute("href") or "")[1:]
    page.get_by_role("button", name="Close all").click()
    page.locator(f"#{here} summary").click()
    link.click()
    assert here != there
    assert_arrived(page, there)


def test_a_link_shows_what_the_filters_hide_and_counts_it(page: Page) -> None:
    link = page.locator("section a[href^='#u']").first
    name = (link.get_attribute("href") or "")[1:]
    page.get_by_role("checkbox", name="nobody known to be first").check()
    assert page.locator("#shown").inner_text() == "1 of 33 shown"
    link.click()
    assert_arrived(page, name)
    assert page.locator("#shown").inner_text() == "2 of 33 shown"


def test_the_same_link_opens_again_what_was_closed(page: Page) -> None:
    link = page.locator("section a[href^='#u']").first
    name = (link.get_attribute("href") or "")[1:]
    link.click()
    page.locator(f"#{name} summary").click()
    assert page.locator("details[open]").count() == 0
    link.click()
    assert_arrived(page, name)


def test_going_back_returns_to_the_utterance_before(page: Page) -> None:
    first, second = (number(page.locator("main > article").nth(one)) for one in (3, 20))
    for name in (first, second):
        page.evaluate("(name) => { location.hash = name; }", name)
        assert_arrived(page, name)
    page.go_back()
    assert_arrived(page, first)


# --- keys -------------------------------------------------------------------------------------------------------


def focused(page: Page) -> str:
    """What has the focus, in words."""
    return str(
        page.evaluate(
            """() => {
                const one = document.activeElement;
                const label = one.closest("label");
                return (label || one).textContent.trim().split("\\n")[0].slice(0, 30);
            }"""
        )
    )


def test_the_first_key_leads_past_the_overview(page: Page) -> None:
    page.keyboard.press("Tab")
    assert focused(page) == "To the utterances"
    assert page.locator(".skip").evaluate("(link) => link.getBoundingClientRect().left >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "Search"


def test_keys_reach_everything_in_the_order_of_the_page(page: Page) -> None:
    page.locator("#utterances").focus()
    order = []
    for _ in range(9):
        page.keyboard.press("Tab")
        order.append(focused(page))
    speakers = page.locator("main > article .speaker").all_text_contents()
    assert order[0] == "Search"
    assert order[1].startswith("Outlet")
    assert order[2:7] == ["meaning changed", "ties", "nobody known to be first", "conflicts", "Open all"]
    assert [one.startswith(speaker) for one, speaker in zip(order[7:], speakers, strict=False)] == [True, True]


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_opens_and_closes_an_utterance(key: str, page: Page) -> None:
    details = page.locator("main > article > details").nth(2)
    details.locator("summary").focus()
    page.keyboard.press(key)
    assert details.evaluate("(one) => one.open")
    page.keyboard.press("Tab")
    assert focused(page).startswith("Link to utterance")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press(key)
    assert not details.evaluate("(one) => one.open")


def test_enter_in_the_search_leaves_the_page_as_it_is(page: Page) -> None:
    page.get_by_role("searchbox", name="Search").fill("drozdek")
    address = page.url
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    assert page.url == address
    assert page.get_by_role("searchbox", name="Search").input_value() == "drozdek"


def test_what_has_the_focus_is_outlined(page: Page) -> None:
    page.keyboard.press("Tab")
    for _ in range(20):
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style != "none"


# --- without a script -------------------------------------------------------------------------------------------


def test_without_scripts_everything_is_there_to_open_and_nothing_is_dead(
    visit: Visit, report: Path, page: Page
) -> None:
    plain = visit(report, java_script_enabled=False)
    assert plain.locator("form").is_hidden()
    assert plain.locator("button:visible, input:visible, select:visible").count() == 0
    assert plain.locator("main > article:visible").count() == 33
    plain.locator("main > article summary").first.click()
    assert plain.locator("main > article").first.get_by_text("Timeline").is_visible()
    assert plain.locator("main > article").all_text_contents() == page.locator("main > article").all_text_contents()
