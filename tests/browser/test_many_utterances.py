"""The report in a browser: 2,000 utterances are one page like any other. How fast it is, bench/opening.py tells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bench.opening import write_report

if TYPE_CHECKING:
    from playwright.sync_api import Page

MANY = 2_000


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of as many utterances as the command writes unless asked for more."""
    return write_report(MANY, tmp_path_factory.mktemp("many"))


def test_a_search_among_many_and_an_address_far_down(many: Path, visit: Callable[..., Page]) -> None:
    page = visit(many)
    assert page.locator("#shown").inner_text() == "2,000 of 2,000 shown"
    last = page.locator("main > article").last
    words = last.locator(".words").text_content() or ""
    page.get_by_role("searchbox", name="Search").fill(words)
    page.wait_for_function("document.querySelector('#shown').textContent === '1 of 2,000 shown'")
    assert last.is_visible()

    name = last.get_attribute("id")
    there = visit(many, at=name or "")
    there.wait_for_function("(name) => document.activeElement.matches(`#${name} summary`)", arg=name)
    arrived = there.locator(f"#{name} summary")
    assert arrived.evaluate(
        "(one) => 0 <= one.getBoundingClientRect().top && one.getBoundingClientRect().top < innerHeight"
    )


def test_what_is_outside_the_window_is_not_laid_out_before_it_is_seen(many: Path, visit: Callable[..., Page]) -> None:
    page = visit(many)
    page.get_by_role("button", name="Open all").click()
    assert page.locator("details[open]").count() == MANY
    laid_out = "(one) => one.checkVisibility({ contentVisibilityAuto: true })"
    assert page.locator("main > article h4").first.evaluate(laid_out)
    assert not page.locator("main > article h4").last.evaluate(laid_out)
