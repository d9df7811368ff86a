"""PDF: the text layer by pypdf, page after page, printed lines joined to paragraphs (`pdflines`).

What the file says of itself is believed little: its title and author are often a template's, and the time at which it
was made is never that of the publication. The browser's own line on a printed page gives the page's address.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from quotetrace.errors import ReadingError
from quotetrace.model import Evidence, Failure
from quotetrace.reading.article import MAX_ARTICLE_BYTES, Article, Input, Reader, hash_bytes
from quotetrace.reading.dates import find_dates
from quotetrace.reading.extras import contained, needed
from quotetrace.reading.forms.pdflines import Line, paragraphs, without_running_lines
from quotetrace.reading.forms.pressbase import exported
from quotetrace.reading.forms.properties import property_facts
from quotetrace.reading.outlets import bare_masthead, could_be_masthead, is_outlet_name

# A newspaper's page with its pictures has 1 to 20 MB.
_MAX_BYTES = 60_000_000
# A long report has a hundred pages. Each costs a few hundredths of a second.
_MOST_PAGES = 400
# Drawing commands of all pages: text has a few hundred a page, a map some ten thousand.
_MOST_COMMANDS = 1_500_000
# Bytes of tables from letters' codes to letters, of all pages, and fonts a page; each page's are read anew.
_MOST_FONT_BYTES, _MOST_FONTS = 20_000_000, 200
# What pypdf may expand and parse of one stream; its own limits are for reports with ten thousand pictures.
_LIMITS = {
    "zlib_maximum_output_length": 20_000_000,
    "lzw_maximum_output_length": 20_000_000,
    "run_length_maximum_output_length": 20_000_000,
    "brotli_maximum_output_length": 20_000_000,
    "array_based_stream_maximum_output_length": 20_000_000,
    "stream_decoding_work_maximum_length": 60_000_000,
    "stream_parsing_work_maximum_count": 1_000_000,
    "page_tree_maximum_entries": 5_000,
    "xform_maximum_invocations_per_extraction": 300,
    "jbig2dec_binary": None,
}
# Fewer words than this on all pages is the stamp of a scanner, or nothing.
_FEWEST_WORDS = 5
# Letters that stand for none, because the fonts do not say what they are: a share that makes a text unreadable.
_UNREADABLE_SHARE = 0.1
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd\ue000-\uf8ff]")
_MARK = re.compile(rb"%PDF-\d")
# What browsers print at the head and foot of every page: the time and the title; the address and the page's number.
_PRINTED_HEAD = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?(?:\s.*)?", re.IGNORECASE
)
_PRINTED_FOOT = re.compile(r"((?:https?|file)://\S+)(?:\s+(?:page\s+)?\d+(?:\s*(?:/|of)\s*\d+)?)?", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\b(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*$", re.IGNORECASE)
_STEP = "give its text as .txt"

logging.getLogger("pypdf").addHandler(logging.NullHandler())


def looks_like_pdf(item: Input) -> bool:
    """A PDF by its mark, before which some servers leave a few bytes."""
    return bool(_MARK.match(item.head.lstrip(b"\xef\xbb\xbf\0 \t\r\n"))) or (
        item.suffix == ".pdf" and bool(_MARK.search(item.head, 0, 1024))
    )


def read_pdf(item: Input) -> Iterator[Article | Failure]:
    """The one article of a PDF, or those that a press database put into it. ReadingError where it is locked, damaged,
    too large or a scan without text."""
    pypdf = needed("pypdf", extra="pdf", form="a PDF")
    data = item.data(limit=_MAX_BYTES)
    with contained("a PDF"), pypdf.apply_configuration(**_LIMITS):
        pages, lost, properties = _content(pypdf, data)
    lines, running = without_running_lines(pages)
    kept, printed = _without_print_marks(lines)
    text = "\n".join(paragraphs(kept))
    if len(text.split()) < _FEWEST_WORDS:
        raise ReadingError("is a PDF without a text layer, a scan perhaps; run text recognition (OCR) over it first")
    if len(_UNREADABLE.findall(text)) > _UNREADABLE_SHARE * len(text):
        raise ReadingError(f"is a PDF whose fonts do not tell what letters they have; {_STEP}")
    unreadable = Evidence("text", "damaged", "pages", note=f"pages that could not be read: {lost}")
    of_pages = (unreadable,) if lost else ()
    if articles := exported("\n".join(line.text for line in kept), of_pages):
        yield from articles
        return
    title, stated = property_facts(text, **properties)
    address = next((url for line in (*running, *printed) if (url := _printed_address(line))), None)
    yield Article(
        text,
        hash_bytes(data),
        title=title,
        stated=(
            *of_pages,
            *([Evidence("url", address, "metadata", note="printed at the foot of the page")] if address else ()),
            *stated,
            *_of_running_heads([line for line in running if not _is_print_mark(line)]),
        ),
    )


@dataclass(slots=True)
class _Work:
    """What is left of the work that a file may cost, the pages lost, and the pieces of the page at hand."""

    pypdf: ModuleType
    commands: int = _MOST_COMMANDS
    font_bytes: int = _MOST_FONT_BYTES
    characters: int = MAX_ARTICLE_BYTES
    lost: int = 0
    pieces: list[tuple[str, float, float, float]] = field(default_factory=list)

    def count(self, *_: object) -> None:
        """Called before each drawing command. pypdf goes on after an error inside a drawing within a drawing, so the
        rest of those is switched off."""
        self.commands -= 1
        if self.commands < 0 or self.characters < 0:
            self.pypdf.overwrite_configuration(xform_maximum_invocations_per_extraction=0)
            raise ReadingError(f"is a PDF of drawings, far more than an article has; {_STEP}")

    def take(self, text: str, cm: Sequence[float], tm: Sequence[float], _font: object, size: float) -> None:
        """Called with each piece of text and where it stands."""
        if text:
            self.characters -= len(text)
            place = self.pypdf.mult(list(tm), list(cm))
            scale = (place[2] ** 2 + place[3] ** 2) ** 0.5
            self.pieces.append((text, place[4], place[5], abs(size) * scale))

    def check_fonts(self, page: Any) -> None:
        """ReadingError where reading the page's fonts would cost more than all of an article's."""
        fonts = page.get("/Resources", {}).get_object().get("/Font", {}).get_object()
        if len(fonts) > _MOST_FONTS:
            raise ReadingError(f"is a PDF with hundreds of fonts on a page; {_STEP}")
        for one in fonts.values():
            table = one.get_object().get("/ToUnicode")
            data = getattr(table.get_object(), "get_data", None) if table is not None else None
            self.font_bytes -= len(data()) if data else 0
            if self.font_bytes < 0:
                raise ReadingError(f"is a PDF with fonts of millions of letters; {_STEP}")


def _content(pypdf: ModuleType, data: bytes) -> tuple[list[list[Line]], int, dict[str, str | None]]:
    """The lines of each page, how many pages could not be read, and the title, author and time of making that the file
    has for itself. ReadingError where no page could be read."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if len(reader.pages) > _MOST_PAGES:
            raise ReadingError(f"is a PDF of more than {_MOST_PAGES} pages; save the article's own")
        work = _Work(pypdf)
        pages = [_lines(reader, number, work) for number in range(len(reader.pages))]
    except pypdf.errors.FileNotDecryptedError:
        raise ReadingError("is a PDF locked with a password; save it without one") from None
    except pypdf.errors.LimitReachedError:
        raise ReadingError(f"is a PDF with far more in it than an article has; {_STEP}") from None
    if work.lost and not any(pages):
        raise ReadingError("is a PDF that is damaged or not whole; get it again, or give its text as .txt")
    return pages, work.lost, _properties(reader)


def _properties(reader: Any) -> dict[str, str | None]:
    try:
        found = reader.metadata or {}
        title, author, made = (found.get(key) for key in ("/Title", "/Author", "/CreationDate"))
    except Exception:  # the text has been read; what the file says of itself may be damaged in any way
        title = author = made = None
    return {
        name: str(value) if isinstance(value, str) else None
        for name, value in (("title", title), ("author", author), ("made", made))
    }


def _lines(reader: Any, number: int, work: _Work) -> list[Line]:
    """The printed lines of a page, in the file's order; none of a page that is damaged, which is counted."""
    work.pieces.clear()
    try:
        page = reader.pages[number]
        if "/Resources" in page:
            work.check_fonts(page)
        page.extract_text(visitor_operand_before=work.count, visitor_text=work.take)
    except (ReadingError, MemoryError, work.pypdf.errors.LimitReachedError, work.pypdf.errors.FileNotDecryptedError):
        raise
    except Exception:  # whatever pypdf did not expect; the other pages may be whole
        work.lost += 1
        return []
    lines: list[Line] = []
    words, place = "", None
    for text, x, y, size in work.pieces:
        for part in text.splitlines(keepends=True):
            if place is None and part.strip():
                place = (x, y, size)
            words += part
            if part.endswith("\n") and place is not None:
                lines.append(_line(words, place, number))
                words, place = "", None
    return [*lines, _line(words, place, number)] if place is not None else lines


def _line(text: str, place: tuple[float, float, float], page: int) -> Line:
    return Line(" ".join(text.split()), *place, page)


def _without_print_marks(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """The lines without those that a browser prints around a page, and these."""
    printed = {line.text for line in lines if _is_print_mark(line.text)}
    has_foot = any(_PRINTED_FOOT.fullmatch(text) for text in printed)
    return [line for line in lines if not (has_foot and line.text in printed)], sorted(printed) if has_foot else []


def _is_print_mark(text: str) -> bool:
    return bool(_PRINTED_HEAD.fullmatch(text) or _PRINTED_FOOT.fullmatch(text))


def _printed_address(text: str) -> str | None:
    """The page's address in a browser's foot line; None where it is cut short or a file of the user's."""
    match = _PRINTED_FOOT.fullmatch(text)
    url = match[1] if match else ""
    return url if url.startswith("http") and not url.endswith(("…", "...")) else None


def _of_running_heads(running: Sequence[str]) -> Iterator[Evidence]:
    """A paper's name at the head of every page is its own, and the date beside it the issue's."""
    note = "at the head of every page"
    days: list[str] = []
    names: list[str] = []
    for line in running:
        rest = line
        for found in reversed(find_dates(line)):
            rest = f"{rest[: found.start]}|{rest[found.end :]}"
            if found.year is not None and found.hour is None:
                days.append(line[found.start : found.end])
        pieces = (_PAGE_NUMBER.sub("", piece).strip(" ,;:·•–—-") for piece in rest.split("|"))
        names += [piece for piece in pieces if is_outlet_name(piece) or could_be_masthead(piece)]
    if names:
        yield Evidence("outlet", bare_masthead(names[0]), "metadata", note=note)
        yield from (Evidence("published", day, "metadata", note=note) for day in days[:1])


READER = Reader("pdf", 2, looks_like_pdf, read_pdf)
