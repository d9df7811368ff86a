"""The report in a browser: dark, narrow, on paper, and for whoever reads it otherwise (axe-core)."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

if TYPE_CHECKING:
    from playwright.sync_api import Page

Visit = Callable[..., "Page"]

NARROW = {"viewport": {"width": 360, "height": 740}}
# What is outside the window is not laid out, and axe would take the places that it is given meanwhile for real ones.
OPEN_EVERYTHING = """
for (const article of document.querySelectorAll("main > article")) {
  article.style.contentVisibility = "visible";
  article.querySelector("details").open = true;
}
"""
BACKGROUND = "getComputedStyle(document.body).backgroundColor"


def letters(text: str) -> str:
    """Without blanks, which a PDF sets where lines end, and with letters that it joins apart."""
    return re.sub(
        r"[\s\u00ad-]+", "", text.replace("ﬁ", "fi").replace("ﬀ", "ff").replace("ﬂ", "fl").replace("ﬃ", "ffi")
    )


def serious(page: Page) -> list[tuple[str, str, str]]:
    """What axe-core finds that is serious or critical: the rule, the first place, and what to do."""
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found: dict[str, list[dict[str, Any]]] = page.evaluate("axe.run()")
    assert found["passes"]
    return [
        (one["id"], node["html"][:120], node["failureSummary"])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:1]
    ]


@pytest.mark.parametrize(
    "setup",
    [
        pytest.param({"color_scheme": "light"}, id="light"),
        pytest.param({"color_scheme": "dark"}, id="dark"),
        pytest.param(NARROW, id="narrow"),
    ],
)
@pytest.mark.parametrize("opened", [False, True], ids=["closed", "open"])
def test_axe_finds_nothing_serious(setup: dict[str, Any], opened: bool, visit: Visit, report: Path) -> None:
    page = visit(report, **setup)
    if opened:
        page.evaluate(OPEN_EVERYTHING)
    assert serious(page) == []


def test_axe_finds_what_is_hard_to_read_and_what_has_no_name(page: Page) -> None:
    page.evaluate("document.querySelector('header p').style.color = '#ccc'")
    page.evaluate("document.querySelector('label').replaceWith(document.querySelector('#search'))")
    assert {rule for rule, _, _ in serious(page)} == {"color-contrast", "label"}


def test_headings_leave_no_step_out(page: Page) -> None:
    levels = page.locator("h1, h2, h3, h4").evaluate_all("(all) => all.map((one) => Number(one.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert max(after - before for before, after in pairwise(levels)) == 1


def test_the_page_is_dark_where_the_reader_likes_it(visit: Visit, report: Path) -> None:
    light, dark = (visit(report, color_scheme=one).evaluate(BACKGROUND) for one in ("light", "dark"))
    assert light == "rgb(255, 255, 255)"
    assert max(map(int, re.findall(r"\d+", dark))) < 50


# --- 360 pixels ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["report", "hostile"])
def test_a_narrow_window_scrolls_down_only_and_cuts_nothing(
    which: str, visit: Visit, request: pytest.FixtureRequest
) -> None:
    page = visit(request.getfixturevalue(which), **NARROW)
    page.evaluate(OPEN_EVERYTHING)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    outside = """() => [...document.querySelectorAll("body *")].filter((one) => {
      const box = one.getBoundingClientRect();
      const meant = one.closest(".skip, legend, option");
      return !meant && box.width && (box.left < 0 || box.right > 360 || one.scrollWidth > one.clientWidth + 1
        && getComputedStyle(one).overflowX !== "visible");
    }).map((one) => one.outerHTML.slice(0, 100))"""
    assert page.evaluate(outside) == []


def test_a_wide_window_at_four_times_its_size_scrolls_down_only(visit: Visit, report: Path) -> None:
    page = visit(report, viewport={"width": 1280 // 4, "height": 256})
    page.evaluate(OPEN_EVERYTHING)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


# --- on paper -----------------------------------------------------------------------------------------------------


def printed(page: Page) -> str:
    return letters("".join(one.extract_text() for one in PdfReader(BytesIO(page.pdf())).pages))


@pytest.mark.parametrize("scripts", [True, False], ids=["with-script", "without"])
def test_everything_is_on_paper_but_the_controls(scripts: bool, visit: Visit, report: Path, page: Page) -> None:
    paper = printed(visit(report, java_script_enabled=scripts))
    told = page.locator("main > article").evaluate_all(
        """(all) => all.flatMap((one) => [...one.querySelectorAll(
            ".speaker, .words, .sentences span, h4, .time, .outlet, blockquote, .timeline .dim, .note, li"
        )].filter((each) => !each.querySelector("svg")).map((each) => each.textContent))"""
    )
    assert len(told) > 1_000
    assert [one for one in told if letters(one) not in paper] == []
    assert "Openall" not in paper
    assert "Totheutterances" not in paper
    assert "Linktoutterance" not in paper


def test_what_a_search_leaves_is_printed_and_closed_again(page: Page) -> None:
    page.get_by_role("searchbox", name="Search").fill("drozdek")
    page.wait_for_function("!document.querySelector('#shown').textContent.startsWith('33 ')")
    page.locator("main > article:visible summary").first.click()
    paper = printed(page)
    assert "PavelDrozdek" in paper
    assert "ÅseBrønnum" not in paper
    page.wait_for_function("document.querySelectorAll('details[open]').length === 1")


def test_paper_is_white_in_the_dark(visit: Visit, report: Path) -> None:
    page = visit(report, color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate(BACKGROUND) == "rgb(255, 255, 255)"
    page.evaluate(OPEN_EVERYTHING)
    assert serious(page) == []
