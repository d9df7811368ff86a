"""How a page of `report` opens and is searched in a browser, beside an empty page in the same one.

usage: python -m bench.opening COUNT [--pairs N]

COUNT utterances of invented articles (bench/articles.py), told five times each, one in 40 fifty times. Opening is from
the navigation until the page has loaded and is painted; the first letter of a search is typed at once, each further
one when the list before it is painted, and a letter counts until the list is painted that it leads to. The browser is
the one that CHROMIUM names (make test-browser finds it).
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.articles import widely_told
from bench.collection import store_articles
from bench.measuring import compare
from quotetrace import cli

if TYPE_CHECKING:
    from playwright.sync_api import Page

WORD = "harbour"
_EMPTY = "<!DOCTYPE html><html lang='en'><title>Empty</title><input id='search'><p id='shown'></p></html>"
_PAINTED = "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
# From the letter to the frame that shows what it leads to. The report writes how many are shown whenever it has
# filtered; on the empty page nothing is waited for but the frame.
_ANSWER = """
(waits) => {
  window.answer = new Promise((done) => document.getElementById("search").addEventListener("input", (event) => {
    const painted = () =>
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - event.timeStamp)));
    if (waits) new MutationObserver(painted).observe(document.getElementById("shown"), { childList: true });
    else painted();
  }, { once: true }));
}
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--pairs", type=int, default=5)
    options = parser.parse_args(arguments)
    browser = os.environ.get("CHROMIUM")
    if not browser:
        print("no browser: CHROMIUM names none; CHROMIUM=/usr/bin/chromium, say")
        return 0
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="quotetrace-bench-") as scratch:
        report, empty = write_report(options.count, Path(scratch)), Path(scratch) / "empty.html"
        empty.write_text(_EMPTY, encoding="utf-8")
        print(f"{options.count:,} utterances: {report.stat().st_size / 1e6:.1f} MB")
        for line in opening(report, empty, browser, pairs=options.pairs):
            print(line, flush=True)
    return 0


def write_report(count: int, folder: Path) -> Path:
    """A page of `count` invented utterances, as the command writes it."""
    store_articles(folder / "told.db", widely_told(count))
    page = folder / "report.html"
    code = cli.run(["report", "-o", str(page), "--limit", str(count), "--db", str(folder / "told.db")])
    if code:
        raise RuntimeError(f"quotetrace report ended with {code}")
    return page


def opening(report: Path, empty: Path, browser: str, *, pairs: int) -> Iterator[str]:
    """A line on opening, and one on searching."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=browser).new_page()
        timed = compare(lambda: _open(page, report), lambda: _open(page, empty), pairs=pairs)
        yield (
            f"opened and painted in {timed.seconds:.2f} s; "
            f"an empty page {timed.baseline:.3f} s (median of {pairs} pairs)"
        )
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(pairs):
            ours += _type(page, report, waits=True)
            theirs += _type(page, empty, waits=False)
        yield (
            f"a letter of a search until the list shows it {median(ours):.0f} ms, the slowest {max(ours):.0f} ms; "
            f"on an empty page {median(theirs):.0f} ms (median of {len(ours)} letters)"
        )


def _open(page: Page, file: Path) -> None:
    page.goto(file.as_uri())
    page.evaluate(_PAINTED)


def _type(page: Page, file: Path, *, waits: bool) -> Iterator[float]:
    """The milliseconds that each letter takes, on a page just opened."""
    _open(page, file)
    page.locator("#search").focus()
    for letter in WORD:
        page.evaluate(_ANSWER, waits)
        page.keyboard.press(letter)
        yield page.evaluate("answer")


if __name__ == "__main__":
    sys.exit(main())
