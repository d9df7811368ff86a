"""JSON records: which field is what, which line failed, and where the headline stands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from quotetrace import ingest
from quotetrace.errors import UsageError
from quotetrace.model import Document, Failure, ZoneKind
from quotetrace.reading import document_id, read
from quotetrace.store import Store
from tests.reading.conftest import ReadText

TEXT = "The ferry to Hollin sank in the harbour on Monday.\n\n“Nobody was hurt,” its captain, Olaf Steen, said."


def read_records(
    folder: Path, *records: object, name: str = "a.jsonl", fields: Mapping[str, str] | None = None
) -> list[Document | Failure]:
    path = folder / name
    path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in records) + "\n")
    return list(read([path], fields=fields))


def only(found: list[Document | Failure]) -> Document:
    assert len(found) == 1
    assert isinstance(found[0], Document), found
    return found[0]


@pytest.mark.parametrize(
    ("record", "outlet", "published"),
    [
        ({"text": TEXT, "outlet": "Hollin Post", "date": "2021-05-14"}, "Hollin Post", "2021-05-14"),
        (
            {"body": TEXT, "source": {"id": None, "name": "Hollin Post"}, "publishedAt": "2021-05-14T10:00:00Z"},
            "Hollin Post",
            "2021-05-14T10:00:00+00:00",
        ),
        ({"content": TEXT, "publisher": "Hollin Post", "published": "14 May 2021"}, "Hollin Post", "2021-05-14"),
        (
            {"text": TEXT, "site": " Hollin\n Post ", "timestamp": 1620986400},
            "Hollin Post",
            "2021-05-14T10:00:00+00:00",
        ),
        ({"text": TEXT, "url": "https://www.hollinpost.example/2021/05/14/ferry"}, "hollinpost.example", "2021-05-14"),
        ({"text": TEXT, "outlet": "", "date": None}, None, None),
        ({"text": TEXT, "date": "some day"}, None, None),
        ({"text": TEXT, "outlet": "USA Today", "date": "05/04/2021"}, "USA Today", "2021-05-04"),
        ({"text": TEXT, "outlet": "Hollin Post", "date": "05/04/2021"}, "Hollin Post", "2021-04-05"),
    ],
    ids=[
        "plain",
        "nested",
        "words",
        "epoch",
        "address",
        "blank",
        "not understood",
        "American numbers",
        "other numbers",
    ],
)
def test_fields_go_by_their_usual_names(
    tmp_path: Path, record: dict[str, object], outlet: str | None, published: str | None
) -> None:
    document = only(read_records(tmp_path, record))
    assert document.text == TEXT
    assert document.outlet == outlet
    assert (None if document.published is None else str(document.published)) == published


def test_a_users_names_come_first(tmp_path: Path) -> None:
    record = {"text": "a summary", "story": {"full": TEXT}, "paper": "Hollin Post"}
    document = only(read_records(tmp_path, record, fields={"text": "story.full", "outlet": "paper"}))
    assert (document.text, document.outlet) == (TEXT, "Hollin Post")


def test_an_unknown_field_of_ours_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such field: wörter; choose from text, title"):
        read([tmp_path], fields={"wörter": "body"})


def test_an_outlet_that_is_no_text_is_refused_before_anything_is_read() -> None:
    with pytest.raises(UsageError, match=r"the outlet Kyst\\udce5 is no text in UTF-8"):
        next(read(["nowhere"], outlet="Kyst\udce5"))


def test_broken_lines_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    found = read_records(
        tmp_path, {"text": TEXT}, '{"text": "x', "[1]", "", {"id": 7}, {"text": " "}, {"id": "last", "text": TEXT + "!"}
    )
    path = tmp_path / "a.jsonl"
    assert [(one.source, one.reason) for one in found if isinstance(one, Failure)] == [
        (f"{path}#2", "is not valid JSON (unterminated string, character 10); correct it or remove it"),
        (f"{path}#3", 'is JSON but no object; a record is an object with a text, as in {"text": "…"}'),
        (f"{path}#5", "has no field with a text (its fields: id); name the field with --field text=NAME"),
        (f"{path}#6", "has an empty text; remove the record, or give it its text"),
    ]
    assert [(one.source, one.label) for one in found if isinstance(one, Document)] == [
        (f"{path}#1", "a.jsonl:1"),
        (f"{path}#7", "last"),
    ]


def nested(text: str, depth: int) -> str:
    return '{"text": "' + text + '", "author": ' + "[" * depth + '"Ada"' + "]" * depth + "}"


@pytest.mark.parametrize("form", ["lines", "list"])
def test_records_nested_without_end_fail_or_lose_the_field_and_the_rest_goes_on(tmp_path: Path, form: str) -> None:
    # where Python's JSON gives up differs: what it parses must be read, what it does not is a failure of its line
    records = [nested(f"A ferry sank {depth} times.", depth) for depth in (3, 300, 600)]
    path = tmp_path / ("a.jsonl" if form == "lines" else "a.json")
    path.write_text("\n".join(records) if form == "lines" else f"[{','.join(records)}]")
    first, *others = read([path])
    assert isinstance(first, Document)
    assert first.author == "Ada"
    assert [one.source for one in others] == [f"{path}#2", f"{path}#3"]
    assert all(one.author is None if isinstance(one, Document) else "nested" in one.reason for one in others)


def test_a_line_nested_too_deeply_to_parse_is_named(tmp_path: Path) -> None:
    deep, fine = read_records(tmp_path, nested("A ferry sank.", 200_000), {"text": TEXT})
    assert deep == Failure(str(tmp_path / "a.jsonl#1"), "is JSON nested too deeply; give one flat object an article")
    assert isinstance(fine, Document)


def test_a_line_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "A ferry sank."}\r\n{"text": "caf\xe9"}\r\n')
    first, second = read([path])
    assert isinstance(first, Document)
    assert isinstance(second, Failure)
    assert second.reason == "line 2 is not UTF-8 (byte 14); convert the file to UTF-8"


@pytest.mark.parametrize(
    ("record", "label"),
    [
        ({"doc": "d1", "id": "i1", "url": "u1"}, "d1"),
        ({"id": 17, "url": "u1"}, "17"),
        ({"url": "https://hollin.example/ferry"}, "https://hollin.example/ferry"),
        ({}, "a.jsonl:1"),
    ],
)
def test_a_records_own_name_is_its_label(tmp_path: Path, record: dict[str, object], label: str) -> None:
    assert only(read_records(tmp_path, {**record, "text": TEXT})).label == label


def test_a_name_as_long_as_an_article_is_none(tmp_path: Path) -> None:
    giant = "Hollin Daily " * 10_000
    document = only(read_records(tmp_path, {"id": giant, "outlet": giant, "author": giant, "text": TEXT}))
    assert (document.label, document.outlet, document.author) == ("a.jsonl:1", None, None)


def test_a_name_used_twice_gets_its_line(tmp_path: Path) -> None:
    found = read_records(tmp_path, {"id": "x", "text": TEXT}, {"id": "x", "text": TEXT + "!"})
    assert [one.label for one in found if isinstance(one, Document)] == ["x", "x:2"]


def test_a_title_that_the_text_has_not_is_separate(tmp_path: Path) -> None:
    document = only(read_records(tmp_path, {"title": "Ferry sinks: ‘nobody hurt’", "text": TEXT}))
    assert (document.headline, document.headline_separate, document.zones) == ("Ferry sinks: ‘nobody hurt’", True, ())


def test_a_title_that_the_text_begins_with_is_a_zone(tmp_path: Path) -> None:
    document = only(read_records(tmp_path, {"title": "Ferry sinks", "text": f"FERRY SINKS.\n\n{TEXT}"}))
    assert (document.headline, document.headline_separate) == ("Ferry sinks", False)
    assert [(zone.kind, document.text[zone.start : zone.end]) for zone in document.zones] == [
        (ZoneKind.HEADLINE, "FERRY SINKS.")
    ]


@pytest.mark.parametrize(
    ("name", "record", "is_container"),
    [("a.jsonl", {"text": TEXT}, True), ("a.json", [{"text": TEXT}], True), ("a.json", {"text": TEXT}, False)],
    ids=["lines", "list", "one article"],
)
def test_a_record_of_several_names_its_file(tmp_path: Path, name: str, record: object, is_container: bool) -> None:
    document = only(read_records(tmp_path, record, name=name))
    assert document.container == (str(tmp_path / name) if is_container else None)


def test_one_json_file_may_hold_one_article_or_a_list(tmp_path: Path) -> None:
    pretty = json.dumps({"headline": "Ferry sinks", "body": TEXT}, indent=2)
    assert only(read_records(tmp_path, pretty, name="one.json")).source == str(tmp_path / "one.json")
    found = read_records(tmp_path, json.dumps([{"text": TEXT}, 5, {"text": TEXT + "!"}], indent=1), name="many.json")
    assert [one.source.rpartition("#")[2] for one in found] == ["1", "2", "3"]
    assert isinstance(found[1], Failure)


def test_records_are_told_by_content_in_a_file_of_another_name(tmp_path: Path) -> None:
    assert only(read_records(tmp_path, {"text": TEXT}, name="dump.txt")).reader == "jsonl"
    assert (
        only(
            read_records(
                tmp_path, "{“text” is a word in braces} and so the story begins on a quiet Monday.", name="b.txt"
            )
        ).reader
        == "text"
    )


def test_half_surrogates_cannot_reach_the_store(tmp_path: Path) -> None:
    document = only(read_records(tmp_path, '{"text": "A ferry \\ud83d sank, \\ud83d\\ude00 said nobody."}'))
    assert document.text == "A ferry \ufffd sank, 😀 said nobody."


@pytest.mark.parametrize("field", ["id", "doc", "title", "outlet", "author", "url", "published", "language", "source"])
@pytest.mark.parametrize("value", ['"\\udfff"', '"a \\ud83d b"', '["\\udfff"]', '{"name": "\\udfff"}'])
def test_nor_can_those_of_any_field(field: str, value: str, tmp_path: Path) -> None:
    (tmp_path / "records.jsonl").write_text(f'{{"text": "A ferry sank.", "{field}": {value}}}')
    with Store.open(":memory:") as store:
        assert ingest(tmp_path, store).failed == 0
        assert len(list(store.documents())) == 1
        assert store.verify() == []


def test_the_id_is_of_the_text_and_the_declared_origin(tmp_path: Path) -> None:
    plain, again, dated, elsewhere, there = read_records(
        tmp_path,
        {"text": TEXT},
        {"text": TEXT, "title": "Ferry sinks", "author": "Tom Aas"},
        {"text": TEXT, "outlet": "Hollin Post", "date": "2021-05-14"},
        {"text": TEXT, "url": "https://a.example/1", "outlet": "Hollin Post"},
        {"text": TEXT, "url": "https://b.example/1"},
    )
    ids = [one.id for one in (plain, again, dated, elsewhere, there) if isinstance(one, Document)]
    assert ids[0] == ids[1] == document_id(TEXT, None)
    assert ids[3] == document_id(TEXT, "https://a.example/1")
    assert len(set(ids)) == 4
    assert all(one.startswith("sha256:") and len(one) == 7 + 24 for one in ids)


def test_no_text_and_origin_run_into_each_other() -> None:
    assert document_id("ab", "c") != document_id("a", "bc")
    assert document_id("a", "") == document_id("a", None)


def test_a_source_that_is_a_pages_address_is_address_and_outlet(read_text: ReadText) -> None:
    page = "https://www.brevikpost.example/2025/ferry"
    document = read_text(json.dumps({"text": "It floats, she said.", "source": page}), name="story.json")
    assert (document.outlet, document.url, document.label) == ("brevikpost.example", page, page)


@pytest.mark.parametrize("site", ["https://www.brevikpost.example/", "www.brevikpost.example"])
def test_a_source_that_is_a_sites_address_is_an_outlet_alone(read_text: ReadText, site: str) -> None:
    document = read_text(json.dumps({"text": "It floats, she said.", "source": site}), name="story.json")
    assert (document.outlet, document.url) == ("brevikpost.example", None)
