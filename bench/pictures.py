"""The pictures of README.md, made from fixtures: the terminal as SVG, the page of `report` as a browser shows it.

usage: python -m bench.pictures FOLDER

The browser is the one that CHROMIUM names.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from rich.console import CONSOLE_SVG_FORMAT, Console, RenderableType
from rich.terminal_theme import MONOKAI

from quotetrace import cli, pipeline
from quotetrace.model import Trace
from quotetrace.rendering.drift_view import DriftView
from quotetrace.rendering.trace_view import TraceView
from quotetrace.store import Store
from quotetrace.tracing.explaining import explain

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
# What the pictures are of: the utterance with these words
WORDS = "lowering the lake"
COLUMNS = 88
# The page, in pixels of CSS
WIDTH, HEIGHT = 1000, 760


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pictures, and print what they are."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    options = parser.parse_args(arguments)
    options.folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for path in pictures(options.folder, Path(scratch)):
            print(f"{path}, {path.stat().st_size / 1000:,.0f} kB")
    return 0


def pictures(folder: Path, scratch: Path) -> Iterator[Path]:
    """Each picture, as soon as it is written."""
    db, page = scratch / "told.db", scratch / "told.html"
    with Store.open(db, create=True) as store:
        pipeline.ingest([FIXTURES / "articles"], store)
        trace = next(store.traces(search=WORDS, limit=1))
    views: dict[str, RenderableType] = {
        "trace": TraceView(trace, explain(trace)),
        "drift": DriftView(trace, limit=5),
    }
    for name, view in views.items():
        yield _terminal(view, f"quotetrace {name} {trace.utterance}", folder / f"{name}.svg")
    cli.run(["report", "-o", str(page), "--db", str(db)])
    yield from _pages(page, trace, folder)


def _terminal(view: RenderableType, title: str, path: Path) -> Path:
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True, color_system="truecolor")
    console.print(view)
    # Without the fonts that rich would have fetched from elsewhere
    form = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    console.save_svg(str(path), title=title, theme=MONOKAI, code_format=form, unique_id=path.stem)
    return path


def _pages(page: Path, trace: Trace, folder: Path) -> Iterator[Path]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"])
        for name, anchor, scheme in (("report", "", "light"), ("report-utterance", f"#u{trace.utterance}", "dark")):
            context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=scheme)
            shown = context.new_page()
            shown.goto(f"{page.as_uri()}{anchor}")
            shown.screenshot(path=folder / f"{name}.png")
            context.close()
            yield folder / f"{name}.png"
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
