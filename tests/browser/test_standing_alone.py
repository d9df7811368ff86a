"""The report in a browser: nothing leaves the page, and nothing runs in it but its own script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hostile_articles import HOSTILE, IMAGE, SCRIPT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Visit = Callable[..., "Page"]


def use(page: Page) -> None:
    """Everything that a reader does short of leaving the page."""
    page.get_by_role("searchbox", name="Search").fill("the")
    page.get_by_role("button", name="Open all").click()
    for box in page.get_by_role("checkbox").all():
        box.check()
        box.uncheck()
    page.get_by_label("Outlet").select_option(index=1)
    page.mouse.wheel(0, 20_000)
    page.locator("main > article:visible a").first.hover()
    page.pdf()


@pytest.mark.parametrize("which", ["report", "hostile"])
def test_no_request_leaves_the_page(which: str, browser: Browser, request: pytest.FixtureRequest) -> None:
    file: Path = request.getfixturevalue(which)
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    context.on("request", lambda one: asked.append(one.url))
    page.goto(file.as_uri())
    use(page)
    page.wait_for_timeout(300)
    context.close()
    assert asked == [file.as_uri()]


@pytest.mark.parametrize(
    "injected",
    [
        pytest.param("Object.assign(document.createElement('script'), {textContent: RUN})", id="script"),
        pytest.param(
            "Object.assign(document.createElement('script'), {src: 'data:text/javascript,' + RUN})", id="data"
        ),
        pytest.param(
            "new DOMParser().parseFromString('<img src=x onerror=\"' + RUN + '\">', 'text/html').body", id="handler"
        ),
        pytest.param(
            "Object.assign(document.createElement('iframe'), {srcdoc: `<script>parent.${RUN}</script>`})", id="frame"
        ),
    ],
)
def test_the_policy_runs_no_other_script(injected: str, page: Page) -> None:
    page.evaluate(f"() => {{ const RUN = \"document.title='ran'\"; document.body.append({injected}); }}")
    page.wait_for_timeout(200)
    assert page.title().startswith("Who said it first")


def test_an_added_picture_is_not_asked_for(page: Page) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://example.org/seen.png'}))")
    page.wait_for_timeout(200)
    assert any("Content Security Policy" in one for one in refused)


def test_no_script_of_an_article_runs(visit: Visit, hostile: Path) -> None:
    page = visit(hostile)
    use(page)
    page.locator("summary").first.focus()
    page.wait_for_timeout(200)
    assert page.title().startswith(SCRIPT)
    assert page.locator("main script, main img, header script, header img, [onclick], [onmouseover]").count() == 0


def test_what_an_article_would_run_is_there_to_read(visit: Visit, hostile: Path) -> None:
    page = visit(hostile)
    page.get_by_role("button", name="Open all").click()
    assert page.locator("h1").inner_text() == f"{SCRIPT}{IMAGE}</title>"
    told = page.locator("main > article").inner_text()
    for text in (SCRIPT, IMAGE, "Ostrey </select></title> Mail", HOSTILE[0]["outlet"], HOSTILE[1]["id"]):
        assert text in told
    names = page.get_by_label("Outlet").locator("option").all_text_contents()
    assert set(names) == {"any", *(one["outlet"] for one in HOSTILE)}


def test_what_turns_words_around_is_shown_as_what_it_is(visit: Visit, hostile: Path) -> None:
    page = visit(hostile)
    source = page.content()
    assert "\u202e" not in source
    assert "<U+202E>" in page.locator("main > article summary").first.text_content().__str__()


def test_links_lead_to_the_web_or_within_the_page(visit: Visit, hostile: Path) -> None:
    page = visit(hostile)
    links = page.locator("a").evaluate_all("(all) => all.map((one) => [one.protocol, one.hash, one.rel])")
    assert {protocol for protocol, _, _ in links} == {"file:", "https:"}
    assert all(address for protocol, address, _ in links if protocol == "file:")
    assert all(rel == "noopener noreferrer" for protocol, _, rel in links if protocol == "https:")
