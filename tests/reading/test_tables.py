"""Tables: columns by their names, rows in every shape, and what is no table."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from quotetrace.model import Document, Failure
from quotetrace.reading import read

TEXT = "The ferry to Hollin sank in the harbour on Monday; “nobody was hurt,” its captain, Olaf Steen, said."
LONG = "The ferry sank.\nThen, “it rose,” she said.\n\nAnd sank."


def table(*rows: tuple[object, ...], delimiter: str = ",") -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue()


def read_table(
    folder: Path, content: str | bytes, name: str = "a.csv", fields: Mapping[str, str] | None = None
) -> list[Document | Failure]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read([path], fields=fields))


def documents(found: list[Document | Failure]) -> list[Document]:
    assert all(isinstance(one, Document) for one in found), found
    return [one for one in found if isinstance(one, Document)]


def test_rows_are_articles(tmp_path: Path) -> None:
    rows = (
        ("id", "text", "outlet", "date", "title", "author", "url"),
        ("w1", TEXT, "Hollin Post", "2022-01-10", "Ferry sinks", "Ada Lund", "https://hollin.example/1"),
        ("", LONG, "", "", "", "", ""),
    )
    first, second = documents(read_table(tmp_path, table(*rows)))
    path = tmp_path / "a.csv"
    assert (first.label, first.source, first.container, first.reader) == ("w1", f"{path}#1", str(path), "table")
    assert (first.text, first.outlet, str(first.published), first.headline, first.author, first.url) == (
        TEXT,
        "Hollin Post",
        "2022-01-10",
        "Ferry sinks",
        "Ada Lund",
        "https://hollin.example/1",
    )
    assert (second.label, second.text, second.outlet) == ("a.csv:2", LONG, None)


@pytest.mark.parametrize("outlet", ["paper", "Medium", "media outlet", "News_Outlet", "newspaper"])
@pytest.mark.parametrize("day", ["day", "Pub Date", "date_published"])
def test_columns_as_people_call_them(tmp_path: Path, outlet: str, day: str) -> None:
    (row,) = documents(read_table(tmp_path, table((outlet, day, "story"), ("Hollin Post", "2022-01-10", TEXT))))
    assert (row.outlet, str(row.published), row.text) == ("Hollin Post", "2022-01-10", TEXT)


def test_a_row_is_the_document_that_the_same_record_is(tmp_path: Path) -> None:
    record = {"text": TEXT, "outlet": "Hollin Post", "date": "2022-01-10", "title": "Ferry sinks"}
    (row,) = documents(read_table(tmp_path, table(tuple(record), tuple(record.values()))))
    (line,) = documents(read_table(tmp_path, json.dumps(record), "a.jsonl"))
    assert (row.id, row.text, row.headline, row.outlet, row.published, row.zones) == (
        line.id,
        line.text,
        line.headline,
        line.outlet,
        line.published,
        line.zones,
    )


@pytest.mark.parametrize(
    "header",
    [
        ("Article Text", "publishedAt", "Source Name"),
        ("FULL_TEXT", "Publication Date", "Newspaper"),
        ("body-text", "pub date", "Media Name"),
        ("Content", "Date", "Publication Title"),
        ("articleBody", "datePublished", "publisher"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_columns_and_delimiters_are_found_out(tmp_path: Path, header: tuple[str, ...], delimiter: str) -> None:
    rows = table(header, (TEXT, "2022-01-10", "Hollin Post"), delimiter=delimiter)
    (found,) = documents(read_table(tmp_path, rows))
    assert (found.text, str(found.published), found.outlet) == (TEXT, "2022-01-10", "Hollin Post")


def test_a_users_names_come_first_in_any_case(tmp_path: Path) -> None:
    rows = table(("Text", "Was gesagt wurde", "Blatt"), ("a summary", TEXT, "Hollin Post"), delimiter=";")
    fields = {"text": "was gesagt wurde", "outlet": "Blatt"}
    (found,) = documents(read_table(tmp_path, rows, fields=fields))
    assert (found.text, found.outlet) == (TEXT, "Hollin Post")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_found_out(tmp_path: Path, encoding: str) -> None:
    rows = table(("outlet", "text"), ("Hollin Café", TEXT)) + table(*(("Post", f"{TEXT} {i}") for i in range(2000)))
    found = documents(read_table(tmp_path, rows.encode(encoding)))
    assert (found[0].outlet, found[0].text, found[-1].text) == ("Hollin Café", TEXT, f"{TEXT} 1999")
    assert [one for one in found[0].evidence if one.field == "text"] == []


def test_bytes_that_nobody_can_read_are_said_to_be_there(tmp_path: Path) -> None:
    rows = table(("outlet", "text"), ("Post", f"{TEXT} {TEXT}")).encode().replace(b"harbour", b"harb\xffur", 1)
    (found,) = documents(read_table(tmp_path, rows))
    assert found.text == f"{TEXT} {TEXT}".replace("harbour", "harb\ufffdur", 1)
    assert [one.value for one in found.evidence if one.field == "text"] == ["damaged"]


def test_what_spreadsheets_and_programs_write_is_understood(tmp_path: Path) -> None:
    rows = "sep=;\r\n;text;authors;outlet;url\r\n0;" + f'"{TEXT}";"[\'Ada Lund\', ""Pat O\'Neill""]";nan;N/A\r\n'
    (found,) = documents(read_table(tmp_path, rows))
    assert (found.author, found.outlet, found.url) == ("Ada Lund, Pat O'Neill", None, None)


def test_bad_rows_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    rows = "outlet,text,title\nPost,one\n\n,,,,\nPost,two, too, 3\nPost,,no text\nPost,nan,none\nPost,six,t,,\nPost\n"
    found = read_table(tmp_path, rows)
    assert [(one.source.rpartition("#")[2], getattr(one, "reason", "")[:30]) for one in found] == [
        ("1", ""),
        ("2", "has 4 cells where the header h"),
        ("3", "has an empty text; remove the "),
        ("4", "has an empty text; remove the "),
        ("5", ""),
        ("6", "has an empty text; remove the "),
    ]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", "text,outlet\n", "has a header and no rows"),
        ("a.csv", f"{TEXT}\n{TEXT}\n", "has no header: the first row must name the columns"),
        ("a.csv", "1,2,3\n4,5,6\n", "has no header"),
        ("a.csv", "outlet,author\na,b\n", "has no column for the text (its columns: author, outlet)"),
        ("a.csv", 'outlet,"the\nauthor"\na,b\n', "has no column for the text (its columns: outlet, the author)"),
        (
            "a.csv",
            "stories_id,publish_date,title,url,media_name\n1,2022-01-10,x,y,z\n",
            "lists stories without their text",
        ),
        (
            "a.csv",
            "URL,MobileURL,Date,Title\nhttps://a.example,,2022-01-10 18:48:00,x\n",
            "lists stories without their",
        ),
        ("a.csv", "\n\n\n", "nothing but blanks"),
        ("a.csv", '"', "is cut off in the cell"),
        ("a.csv", '"text', "is cut off in the cell that begins near line 1"),
        ("a.csv", b"\x00\x01\x02\x03" * 500, "has no header"),
        ("a.csv", b"%PDF-1.7\n", "a PDF"),
        ("a.csv", "<urlset></urlset>", "XML"),
        ("a.csv", "sep=;\n", "has no header"),
        ("a.tsv", "text", "has a header and no rows"),
    ],
)
def test_what_is_no_table_is_one_failure(tmp_path: Path, name: str, content: str | bytes, words: str) -> None:
    (found,) = read_table(tmp_path, content, name)
    assert isinstance(found, Failure)
    assert words in found.reason


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    (found,) = read_table(tmp_path, "text,outlet\na,b\n", fields={"text": "wording"})
    assert isinstance(found, Failure)
    assert "has no column 'wording' (its columns: outlet, text)" in found.reason


def test_a_table_cut_in_a_cell_gives_the_rows_before(tmp_path: Path) -> None:
    rows = table(("outlet", "text"), ("Post", TEXT), ("Post", LONG))
    first, second = read_table(tmp_path, rows[:-12])
    assert isinstance(first, Document)
    assert second == Failure(
        str(tmp_path / "a.csv"), "is cut off in the cell that begins near line 3: its quotation mark is never closed"
    )


def test_a_packed_table_cut_off_gives_the_rows_before(tmp_path: Path) -> None:
    rows = table(("outlet", "text"), *(("Post", f"{TEXT} {i * 7919}") for i in range(3000)))
    *before, last = read_table(tmp_path, gzip.compress(rows.encode())[:-2000], "a.csv.gz")
    assert len(documents(before)) > 100
    assert isinstance(last, Failure)
    assert "cut off" in last.reason


@pytest.mark.parametrize(
    "content",
    [
        'text,outlet\n"' + "word, " * 4_000_000,
        "text,outlet\n" + f'"{"x" * 9_000_000}",' * 6 + "\n",
        "text,outlet\n" + '"' + "\n" * 25_000_000,
    ],
    ids=["never closed", "one row", "line ends"],
)
def test_a_giant_row_is_one_failure(tmp_path: Path, content: str) -> None:
    (found,) = read_table(tmp_path, content)
    assert isinstance(found, Failure)
    assert "near line 2" in found.reason


def test_a_long_article_fits_and_a_zero_byte_stays(tmp_path: Path) -> None:
    (found,) = documents(read_table(tmp_path, table(("outlet", "text"), ("Post", f"{TEXT}\0 " * 5000))))
    assert found.text == f"{TEXT}\0 " * 5000


@pytest.mark.parametrize(
    ("content", "reader"),
    [
        (table(("id", "text", "outlet", "date"), ("1", TEXT, "Post", "2022-01-10")), "table"),
        (table(("Title", "Full Text", "URL"), ("Ferry", TEXT, "https://a.example"), delimiter="\t"), "table"),
        ("Text, title and date, she said, are all a story needs.\n" + TEXT, "text"),
        ("text,outlet\n" + TEXT, "text"),
        ("Oslo, Bergen, Hollin\n\n" + TEXT, "text"),
        (TEXT, "text"),
        (json.dumps({"text": TEXT}) + "\n" + json.dumps({"text": TEXT}), "jsonl"),
    ],
    ids=["commas", "tabs", "sentence", "two names", "places", "prose", "records"],
)
@pytest.mark.parametrize("name", ["a.txt", "a"])
def test_without_a_suffix_only_a_sure_header_makes_a_table(
    tmp_path: Path, content: str, reader: str, name: str
) -> None:
    found = read_table(tmp_path, content, name)
    assert isinstance(found[0], Document)
    assert found[0].reader == reader


def test_records_in_a_file_called_csv_are_records(tmp_path: Path) -> None:
    (found,) = documents(read_table(tmp_path, json.dumps({"text": TEXT})))
    assert found.reader == "jsonl"


def test_a_large_table_is_read_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text,outlet\n" + f'"{TEXT}",Post\n' * 20_000, encoding="utf-8")
    found = read([path])
    for _ in range(3):
        assert isinstance(next(found), Document)
