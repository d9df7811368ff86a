"""What holds whatever an article says: offsets lie in the text, a slice is the text it claims, outputs parse."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree import ElementTree

from rich.cells import cell_len
from rich.console import Console, RenderableType

from quotetrace.extraction.marks import Marked
from quotetrace.model import Document, Drift, EditOp, Extraction, Failure, Kind, Part, Quotation
from quotetrace.rendering.export import write_csv, write_jsonl
from quotetrace.rendering.harmless import original_cell
from quotetrace.rendering.rows import Value

# Elements that stay open until they are closed; a browser closes the others itself.
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# What a page of ours has of elements that fetch, run or submit: its own script, style and policy.
_ALIVE = frozenset("script iframe object embed img link base form input button meta video audio source".split())
_CONTROLS = {
    *(("form", "controls"), ("button", "toggle"), ("input", "search")),
    *(("input", one) for one in ("meaning", "tie", "unknown", "conflict")),
}
# What an element of ours has of style in itself: how deep it stands, which colour a speaker has.
_VARIABLE = re.compile(r"--[a-z]+: ?\d+")
# By what a spreadsheet tells a formula, or loses the beginning of a cell.
_RUN = tuple("=+-@\t\r\n＝＋－＠")


@contextmanager
def assert_silent() -> Iterator[None]:
    """Nothing is printed within: what a library has to say of an article is not for the terminal."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        yield
    assert said.getvalue() == ""


def assert_read(found: Sequence[Document | Failure]) -> None:
    """An input is at least one document or failure, each as the rest of the package relies on it."""
    assert found, "nothing was read and nothing was said"
    assert len({one.label for one in found if isinstance(one, Document)}) == sum(
        isinstance(one, Document) for one in found
    )
    for one in found:
        if isinstance(one, Failure):
            assert one.source and one.reason.strip() and "\n" not in one.reason
        else:
            assert_document(one)


def assert_document(document: Document) -> None:
    """A document can be stored, and what is said of its text stands there."""
    size = len(document.text)
    for said in (document.text, document.label, document.source, document.headline, document.outlet, document.url):
        (said or "").encode("utf-8")
    for zone in document.zones:
        assert 0 <= zone.start < zone.end <= size
    for left, right in pairwise(document.zones):
        assert left.end <= right.start
    for one in document.evidence:
        (one.value + one.note).encode("utf-8")
        assert one.start is None or (one.end is not None and 0 <= one.start < one.end <= size)
    for time in (document.published, document.modified):
        assert time is None or time.start < time.end


def assert_marked(text: str, found: Sequence[Marked]) -> None:
    """Pairs of marks are sorted, hold words, and hold one another or do not touch."""
    for index, one in enumerate(found):
        assert 0 <= one.outer_start <= one.start < one.end <= one.outer_end <= len(text)
        assert any(character.isalnum() for character in text[one.start : one.end])
        assert not text[one.start].isspace()
        assert not text[one.end - 1].isspace()
        if one.parent is None:
            assert one.depth == 0
        else:
            around = found[one.parent]
            assert one.parent < index
            assert one.depth == around.depth + 1
            assert around.start <= one.outer_start <= one.outer_end <= around.end
        if one.reopens is not None:
            assert found[one.reopens].end <= one.start


def assert_extraction(extraction: Extraction) -> None:
    """Every span of every quotation is the characters it claims to be, and every link leads somewhere."""
    document, quotations = extraction.document, extraction.quotations
    ids = {one.id: index for index, one in enumerate(quotations)}
    assert len(ids) == len(quotations)
    for part in Part:
        starts = [one.start for one in quotations if one.part is part]
        assert starts == sorted(starts)
    for index, one in enumerate(quotations):
        assert_spans((document.headline or "") if one.part is Part.HEADLINE else document.text, one)
        assert 0.0 <= one.confidence <= 1.0
        assert one.continues is None or ids[one.continues] < index
        assert (one.speaker is None) == (one.entity is None)
        if one.entity is not None:
            assert extraction.entities[one.entity].name == one.speaker != ""
        if one.kind is Kind.SCARE:
            assert one.speaker is None
        assert one.text in one.context or one.text.split()[0] in one.context


def assert_spans(text: str, quotation: Quotation) -> None:
    """The quotation, its mention, its cue and its channels stand in the text where they say."""
    assert quotation.text.strip() == quotation.text != ""
    for span in (quotation, quotation.speaker_mention, quotation.cue, *quotation.told_to):
        if span is not None:
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end] == span.text


def assert_edits(before: str, after: str, found: Drift) -> None:
    """The edits give both texts back, each is of its kind, and the scores are in their ranges."""
    assert "".join(edit.before for edit in found.edits) == before
    assert "".join(edit.after for edit in found.edits) == after
    for edit in found.edits:
        assert (edit.op is EditOp.EQUAL) == (edit.before == edit.after)
        assert (edit.op is EditOp.INSERT) <= (not edit.before)
        assert (edit.op is EditOp.DELETE) <= (not edit.after)
        assert edit.before or edit.after
    assert 0.0 <= found.similarity <= 1.0
    assert 0.0 <= found.score <= 1.0


def assert_csv(rows: Sequence[Mapping[str, Value]], columns: Sequence[str]) -> None:
    """CSV reads back to the same cells, and no cell of text is one that a spreadsheet runs."""
    texts = [[_as_text(row[column]) for column in columns] for row in rows]
    assert _through_csv(rows, columns, raw=True) == texts
    written = _through_csv(rows, columns, raw=False)
    for row, cells, wanted in zip(rows, written, texts, strict=True):
        for column, cell, text in zip(columns, cells, wanted, strict=True):
            if isinstance(row[column], str | list):
                assert not cell.startswith(_RUN)
                assert original_cell(cell) == text
            else:
                assert cell == text


def assert_json(records: Sequence[Mapping[str, object]]) -> None:
    """JSONL reads back to the same records, a line each, without anything a terminal obeys."""
    file = io.StringIO()
    write_jsonl(records, file)
    lines = file.getvalue().split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == json.loads(json.dumps(records))
    assert_harmless(file.getvalue())


def assert_harmless(shown: str) -> None:
    """Nothing that a terminal obeys, that turns the direction of text or that cannot be written, but ends of lines."""
    for character in {*shown} - {"\n"}:
        assert unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp"), f"U+{ord(character):04X}"
        assert not "\u202a" <= character <= "\u202e" and not "\u2066" <= character <= "\u2069"


def assert_terminal(view: RenderableType, *, width: int) -> str:
    """What a view prints is harmless and no wider than the terminal; returns it."""
    console = Console(width=width, file=io.StringIO(), color_system=None, highlight=False, markup=False, emoji=False)
    console.print(view)
    shown: str = console.file.getvalue()  # type: ignore[attr-defined]
    assert_harmless(shown)
    assert all(cell_len(line) <= width for line in shown.split("\n"))
    return shown


def assert_page(html: str) -> None:
    """A page is whole: its elements close. Nothing in it fetches or runs anything but what is our own."""
    assert_harmless(html.replace("\t", " "))
    reader = _Page()
    reader.feed(html)
    reader.close()
    assert reader.open == []


def assert_graph(xml: str) -> None:
    """GraphML parses, and its arrows lead from a node to a node."""
    root = ElementTree.fromstring(xml)
    nodes = {one.get("id") for one in root.iter() if one.tag.endswith("}node")}
    arrows = [one for one in root.iter() if one.tag.endswith("}edge")]
    assert all({one.get("source"), one.get("target")} <= nodes for one in arrows)


class _Page(HTMLParser):
    """Reads a page element by element; asserts at each what no text of an article may bring about."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        assert len(known) == len(attrs), attrs
        assert tag not in _ALIVE or _is_ours(tag, known), (tag, attrs)
        for name, value in attrs:
            assert not name.startswith("on") and name not in ("src", "srcset", "action", "formaction"), attrs
            assert name != "style" or _VARIABLE.fullmatch(value or ""), attrs
            assert name != "href" or (value or "").startswith(("#", "http://", "https://")), attrs
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, tag


def _is_ours(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether it is the script of the page, a field to search it by, or what its head says of it."""
    if tag == "script":
        return not attributes
    if tag == "meta":
        return attributes.get("http-equiv", "Content-Security-Policy") == "Content-Security-Policy"
    return (tag, attributes.get("id") or attributes.get("value")) in _CONTROLS


def _through_csv(rows: Iterable[Mapping[str, Value]], columns: Sequence[str], *, raw: bool) -> list[list[str]]:
    file = io.StringIO(newline="")
    write_csv(rows, columns, file, raw=raw)
    header, *cells = csv.reader(io.StringIO(file.getvalue(), newline=""))
    assert header == list(columns)
    return cells


def _as_text(value: Value) -> str:
    """A value as its cell has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return "; ".join(value) if isinstance(value, list) else str(value)
