"""What reading makes of saved pages: their dates beside those of htmldate alone, their paragraphs beside trafilatura's.

usage: pages.py [--show]

The pages are those of fixtures/pages: invented stories in the manner of real systems. A page is written with the words
that a careful person would copy between ⟦ and ⟧, a paragraph a pair, below a head with the facts that it states; what
may be there or not (a deck, a summary) stands between ⟪ and ⟫.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:] = [str(ROOT), *(entry for entry in sys.path if entry != str(ROOT / "bench"))]

from quotetrace.model import Document, Failure  # noqa: E402 - a script of the clone, installed or not
from quotetrace.reading import read  # noqa: E402

PAGES = ROOT / "fixtures" / "pages"
_MARKED = re.compile("⟦(.*?)⟧", re.DOTALL)
_OPTIONAL = re.compile("⟪(.*?)⟫", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
# What browsers do not show.
_UNSEEN = dict.fromkeys(map(ord, "\xad\u200b"))


@dataclass(frozen=True, slots=True)
class Page:
    """A page, the facts it states by their names (published: ``none`` where no day is stated) and its paragraphs.

    optional: lines that belong to the article as well as not.
    failure: the word in the reason, where the page is no article.
    """

    name: str
    facts: Mapping[str, str]
    content: bytes
    paragraphs: tuple[str, ...]
    optional: frozenset[str]

    @property
    def day(self) -> str | None:
        """The day of publication as the page writes it, None where it states none."""
        published = self.facts.get("published", "none")
        return None if published == "none" else published[:10]


def saved_pages(folder: Path = PAGES) -> Iterator[Page]:
    """The pages of a folder by name."""
    for path in sorted(folder.glob("*.page")):
        head, _, page = path.read_text(encoding="utf-8").partition("\n---\n")
        facts = dict(line.split(": ", 1) for line in head.splitlines())
        content = re.sub("[⟦⟧⟪⟫]", "", page).encode(facts.get("encoding", "utf-8"))
        yield Page(path.stem, facts, content, tuple(_lines(_MARKED, page)), frozenset(_lines(_OPTIONAL, page)))


def _lines(pattern: re.Pattern[str], page: str) -> Iterator[str]:
    for marked in pattern.findall(page):
        for line in _BREAK.split(marked):
            words = " ".join(unescape(_TAG.sub("", line)).translate(_UNSEEN).split())
            if words:
                yield words


def plain(line: str) -> str:
    """A line with single blanks and nothing unseen, to compare what was read with what was to be read."""
    return " ".join(line.translate(_UNSEEN).split())


def read_pages(pages: Sequence[Page]) -> dict[str, Document | Failure]:
    """What the package reads from each page, by name."""
    found: dict[str, Document | Failure] = {}
    with tempfile.TemporaryDirectory(prefix="quotetrace-") as folder:
        for page in pages:
            path = Path(folder) / f"{page.name}.html"
            path.write_bytes(page.content)
            (found[page.name],) = read([path])
    return found


def judged(day: str | None, page: Page) -> str:
    """``right``, ``wrong`` or ``unknown``; no day where the page states none is right."""
    if day == page.day:
        return "right"
    return "wrong" if day else "unknown"


def htmldate_day(page: Page) -> str | None:
    """The original date that htmldate alone finds."""
    from htmldate import find_date

    found: str | None = find_date(page.content.decode(page.facts.get("encoding", "utf-8")), original_date=True)
    return found


def trafilatura_lines(page: Page) -> list[str]:
    """The paragraphs that trafilatura alone finds, at its own settings but for comments."""
    from trafilatura import extract

    body = extract(page.content.decode(page.facts.get("encoding", "utf-8")), include_comments=False) or ""
    return [line.removeprefix("- ") for line in body.split("\n") if line.strip()]


def body_lines(document: Document) -> list[str]:
    """The lines of a document below its headline."""
    return document.text.removeprefix(f"{document.headline}\n\n").split("\n")


def shares(lines: Sequence[str], page: Page) -> tuple[int, int, int]:
    """How many of the page's paragraphs were read, how many lines were read, how many there were to read."""
    left_out = {*page.optional, plain(page.facts["headline"])}
    read_lines = Counter(line for line in map(plain, lines) if line and line not in left_out)
    wanted = Counter(page.paragraphs)
    return (read_lines & wanted).total(), read_lines.total(), wanted.total()


def main(arguments: Sequence[str]) -> int:
    """Print the figures; with --show, every page that is not as it should be."""
    show = "--show" in arguments
    pages = [page for page in saved_pages() if "failure" not in page.facts]
    documents = read_pages(pages)
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    bodies = {"quotetrace": [0, 0, 0], "trafilatura alone": [0, 0, 0]}
    for page in pages:
        document = documents[page.name]
        day = str(document.published)[:10] if isinstance(document, Document) and document.published else None
        alone = htmldate_day(page)
        ours[judged(day, page)] += 1
        theirs[judged(alone, page)] += 1
        if show and (day != page.day or alone != page.day):
            print(f"{page.name}: stated {page.day}, quotetrace {day}, htmldate {alone}")
        lines = body_lines(document) if isinstance(document, Document) else []
        for name, found in (("quotetrace", lines), ("trafilatura alone", trafilatura_lines(page))):
            bodies[name] = [total + one for total, one in zip(bodies[name], shares(found, page), strict=True)]
        if show:
            _show_lines(page, lines)
    print(f"{len(pages)} pages")
    for name, counts in (("quotetrace", ours), ("htmldate alone", theirs)):
        print(
            f"day of publication, {name}: " + ", ".join(f"{counts[one]} {one}" for one in ("right", "wrong", "unknown"))
        )
    for name, (right, read_, wanted) in bodies.items():
        print(f"paragraphs, {name}: recall {100 * right / wanted:.1f}, precision {100 * right / read_:.1f}")
    return 0


def _show_lines(page: Page, lines: Sequence[str]) -> None:
    found, wanted = Counter(map(plain, lines)), Counter(page.paragraphs)
    for line, times in (wanted - found).items():
        print(f"{page.name}: lost ×{times}: {line[:150]}")
    for line, times in (found - wanted - Counter(dict.fromkeys(page.optional, 1))).items():
        print(f"{page.name}: too much ×{times}: {line[:150]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
