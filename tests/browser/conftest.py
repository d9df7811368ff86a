"""The page of `quotetrace report` in the browser that CHROMIUM names. Without it none of these tests is collected;
``make test-browser`` finds or installs one, and what drives it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hostile_articles import HOSTILE, IMAGE, SCRIPT

from quotetrace import cli

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

if not os.environ.get("CHROMIUM") or find_spec("playwright") is None:
    collect_ignore_glob = ["test_*.py"]

FIXTURES = Path(cli.__file__).parents[2] / "fixtures"
# Nobody knows who was first, the outlet's name holds a mark that separates names, and the words have accents.
UNDATED = [
    {
        "id": "quay",
        "outlet": "Bø Havneblad | Kveld",
        "text": "“We won’t sell the Café Ørnulf, naïve as that is,” said the harbour master Åse Brønnum.",
    },
    {
        "id": "tern",
        "outlet": "The Tern Gazette",
        "text": "On the quay, “We won’t sell the Café Ørnulf, naïve as that is,” said Åse Brønnum.",
    },
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser, without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the fixtures, and of two articles without a date."""
    folder = tmp_path_factory.mktemp("report")
    records = _write(UNDATED, folder)
    return _report(folder, FIXTURES / "articles", FIXTURES / "stories" / "articles", records)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of articles that would run something."""
    folder = tmp_path_factory.mktemp("hostile")
    return _report(folder, _write(HOSTILE, folder), title=f"{SCRIPT}{IMAGE}</title>")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page in a browser as set up, which has visited nothing before: `visit(file, at="u4", color_scheme=…)`."""
    contexts = []

    def open_page(file: Path, *, at: str = "", **setup: Any) -> Page:
        contexts.append(browser.new_context(**setup))
        page = contexts[-1].new_page()
        page.set_default_timeout(10_000)
        page.goto(f"{file.as_uri()}{'#' if at else ''}{at}")
        return page

    yield open_page
    for one in contexts:
        one.close()


@pytest.fixture
def page(visit: Callable[..., Page], report: Path) -> Page:
    """The report, just opened."""
    return visit(report)


def _write(records: list[dict[str, str]], folder: Path) -> Path:
    path = folder / "records.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    return path


def _report(folder: Path, *articles: Path, title: str = "Who said it first") -> Path:
    db, page = str(folder / "told.db"), folder / "report.html"
    assert cli.run(["ingest", *map(str, articles), "--db", db]) == 0
    assert cli.run(["report", "-o", str(page), "--title", title, "--db", db]) == 0
    return page
