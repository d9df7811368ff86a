"""What services and programs export as JSON: which field is what, where the articles are, what has no text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from quotetrace.model import Document, Failure, ZoneKind
from quotetrace.reading import read
from quotetrace.reading.dates import parse_date

TEXT = "The ferry to Hollin sank in the harbour on Monday, and nobody was hurt, its captain, Olaf Steen, said."
HTML = "<p>The ferry to Hollin sank &ndash; again.</p>\n<p>&#8220;Nobody was hurt,&#8221; Olaf Steen said.</p>"
READ = "The ferry to Hollin sank – again.\n“Nobody was hurt,” Olaf Steen said."
ADDRESS = "https://hollin.example/2022/ferry"


def write(folder: Path, value: object, name: str = "export.json") -> list[Document | Failure]:
    path = folder / name
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return list(read([path]))


def document(folder: Path, value: object, name: str = "export.json") -> Document:
    (found,) = write(folder, value, name)
    assert isinstance(found, Document), found
    return found


NEWS_PLEASE = {
    "authors": ["Ada Lund", "Tom Aas"],
    "date_download": "2022-03-01 10:00:00",
    "date_modify": "2022-01-11 09:00:00",
    "date_publish": "2022-01-10 18:48:00",
    "description": "A ferry sank.",
    "filename": "ferry.json",
    "image_url": None,
    "language": "en",
    "localpath": None,
    "maintext": TEXT,
    "source_domain": "hollin.example",
    "title": "Ferry sinks",
    "title_page": None,
    "url": ADDRESS,
}
NEWSAPI = {
    "source": {"id": None, "name": "Hollin Post"},
    "author": "By Ada Lund",
    "title": "Ferry sinks",
    "description": "A ferry sank.",
    "url": ADDRESS,
    "publishedAt": "2022-01-10T18:48:00Z",
    "content": TEXT,
}
WORDPRESS = {
    "id": 71,
    "date": "2022-01-10T19:48:00",
    "date_gmt": "2022-01-10T18:48:00",
    "modified_gmt": "2022-01-11T09:00:00",
    "link": ADDRESS,
    "title": {"rendered": "Ferry sinks &#8211; again"},
    "content": {"rendered": HTML, "protected": False},
    "excerpt": {"rendered": "<p>A ferry sank.</p>"},
    "author": 3,
    "yoast_head_json": {"og_site_name": "Hollin Post"},
}
GUARDIAN = {
    "id": "hollin/2022/jan/10/ferry",
    "webPublicationDate": "2022-01-10T18:48:00Z",
    "webTitle": "Ferry sinks",
    "webUrl": ADDRESS,
    "fields": {
        "headline": "Ferry sinks",
        "byline": "Ada Lund",
        "bodyText": TEXT,
        "body": HTML,
        "publication": "Hollin Post",
        "lastModified": "2022-01-11T09:00:00Z",
    },
}
WEBHOSE = {
    "thread": {"site_full": "www.hollin.example", "site": "hollin.example", "title": "Ferry sinks"},
    "uuid": "c0ffee",
    "url": ADDRESS,
    "author": "Ada Lund",
    "published": "2022-01-10T20:48:00.000+02:00",
    "title": "Ferry sinks",
    "text": TEXT,
    "language": "english",
    "crawled": "2022-02-01T00:00:00.000+02:00",
}
JSON_FEED_ITEM = {
    "id": "f1",
    "url": ADDRESS,
    "title": "Ferry sinks",
    "content_html": HTML,
    "date_published": "2022-01-10T18:48:00Z",
    "authors": [{"name": "Ada Lund"}],
}
SCHEMA = {
    "@type": "NewsArticle",
    "headline": "Ferry sinks",
    "articleBody": TEXT,
    "datePublished": "2022-01-10T18:48Z",
    "dateModified": "2022-01-11",
    "author": [{"@type": "Person", "name": "Ada Lund"}],
    "publisher": {"@type": "Organization", "name": "Hollin Post"},
    "inLanguage": "en",
    "url": ADDRESS,
}
ELASTIC = {
    "_index": "news",
    "_id": "9",
    "_source": {"full_text": TEXT, "Pub Date": 1641840480000, "Media": "Hollin Post"},
}


@pytest.mark.parametrize(
    ("record", "text", "headline", "outlet", "published", "author"),
    [
        (NEWS_PLEASE, TEXT, "Ferry sinks", "hollin.example", "2022-01-10T18:48:00", "Ada Lund, Tom Aas"),
        (NEWSAPI, TEXT, "Ferry sinks", "Hollin Post", "2022-01-10T18:48:00+00:00", "Ada Lund"),
        (WORDPRESS, READ, "Ferry sinks – again", "Hollin Post", "2022-01-10T18:48:00+00:00", None),
        (GUARDIAN, TEXT, "Ferry sinks", "Hollin Post", "2022-01-10T18:48:00+00:00", "Ada Lund"),
        (WEBHOSE, TEXT, "Ferry sinks", "hollin.example", "2022-01-10T20:48:00+02:00", "Ada Lund"),
        (JSON_FEED_ITEM, READ, "Ferry sinks", "hollin.example", "2022-01-10T18:48:00+00:00", "Ada Lund"),
        (SCHEMA, TEXT, "Ferry sinks", "Hollin Post", "2022-01-10T18:48+00:00", "Ada Lund"),
        (ELASTIC, TEXT, None, "Hollin Post", "2022-01-10T18:48:00+00:00", None),
    ],
    ids=["news-please", "NewsAPI", "WordPress", "Guardian", "Webhose", "JSON Feed", "schema.org", "Elasticsearch"],
)
@pytest.mark.parametrize("name", ["export.json", "export.jsonl"])
def test_an_exports_own_names_are_understood(
    tmp_path: Path,
    name: str,
    record: Mapping[str, object],
    text: str,
    headline: str | None,
    outlet: str,
    published: str,
    author: str | None,
) -> None:
    found = document(tmp_path, record, name)
    assert (found.text, found.headline, found.outlet, str(found.published), found.author) == (
        text,
        headline,
        outlet,
        published,
        author,
    )


@pytest.mark.parametrize(
    ("around", "outlet"),
    [
        ({"status": "ok", "totalResults": 2, "articles": None}, "Hollin Post"),
        ({"items": None}, "Hollin Post"),
        ({"results": None, "next": "x"}, "Hollin Post"),
        ({"data": None}, "Hollin Post"),
        ({"posts": None, "moreResultsAvailable": 0}, "Hollin Post"),
        ({"response": {"status": "ok", "results": None}}, "Hollin Post"),
        ({"response": {"docs": None}}, "Hollin Post"),
        ({"hits": {"total": 2, "hits": None}}, "Hollin Post"),
        ({"version": "https://jsonfeed.org/version/1.1", "title": "Hollin Feed", "items": None}, "Hollin Post"),
    ],
)
def test_the_articles_of_an_answer_are_found_in_it(tmp_path: Path, around: object, outlet: str) -> None:
    articles = [{"content": TEXT, "source": "Hollin Post"}, {"content": f"{TEXT} Twice."}, 7]
    value = json.loads(json.dumps(around).replace("null", json.dumps(articles)))
    first, second, third = write(tmp_path, value)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    path = tmp_path / "export.json"
    assert (first.source, first.outlet, first.container) == (f"{path}#1", outlet, str(path))
    assert second.outlet == ("Hollin Feed" if "jsonfeed" in str(around) else None)
    assert isinstance(third, Failure)
    assert third.source == f"{path}#3"


MEDIA_CLOUD = {
    "stories_id": 17,
    "publish_date": "2022-01-10 18:48:00",
    "title": "Ferry sinks",
    "url": ADDRESS,
    "language": "en",
    "media_id": 4,
    "media_name": "Hollin Post",
    "media_url": "https://hollin.example/",
}
MEDIA_CLOUD_NEW = {
    "id": "c0ffee",
    "indexed_date": "2022-02-01 00:00:00",
    "language": "en",
    "media_name": "hollin.example",
    "media_url": "hollin.example",
    "publish_date": "2022-01-10",
    "title": "Ferry sinks",
    "url": ADDRESS,
}
GDELT_DOC = {
    "url": ADDRESS,
    "url_mobile": "",
    "title": "Ferry sinks",
    "seendate": "20220110T184800Z",
    "socialimage": "",
    "domain": "hollin.example",
    "language": "English",
    "sourcecountry": "Norway",
}
GDELT_GAL = {
    "date": "2022-01-10T18:48:00Z",
    "url": ADDRESS,
    "title": "Ferry sinks",
    "image": "",
    "desc": "A ferry sank.",
    "lang": "en",
    "domain": "hollin.example",
    "outletName": "Hollin Post",
}


@pytest.mark.parametrize("record", [MEDIA_CLOUD, MEDIA_CLOUD_NEW, GDELT_DOC, GDELT_GAL, {**NEWSAPI, "content": None}])
def test_a_list_of_stories_without_text_is_said_to_be_one(tmp_path: Path, record: Mapping[str, object]) -> None:
    whole = write(tmp_path, {"articles": [record, record, record]})
    assert [one.source for one in whole] == [str(tmp_path / "export.json")], "one failure for all of them"
    lines = write(tmp_path, "\n".join(json.dumps(record) for _ in range(2)), "export.jsonl")
    assert len(lines) == 2
    for one in (*whole, *lines):
        assert isinstance(one, Failure)
        assert one.reason.startswith("lists stories without their text")


def test_with_the_text_a_story_of_media_cloud_is_an_article(tmp_path: Path) -> None:
    found = document(tmp_path, [{**MEDIA_CLOUD, "text": TEXT}, {**MEDIA_CLOUD, "text": ""}][:1])
    assert (found.outlet, str(found.published), found.headline) == (
        "Hollin Post",
        "2022-01-10T18:48:00",
        "Ferry sinks",
    )


def test_where_a_text_is_cut_the_evidence_says_so(tmp_path: Path) -> None:
    text = f"{TEXT}\r\n“We will raise her,” said Ada Lund, the harb… [+1234 chars]"
    found = document(tmp_path, {**NEWSAPI, "content": text})
    assert found.text == text
    (cut,) = [one for one in found.evidence if one.field == "text"]
    assert (cut.value, found.text[cut.start : cut.end]) == ("cut", "… [+1234 chars]")
    assert cut.note == "only the beginning of the text: 1,234 characters more are not here"
    assert (found.zones[-1].kind, found.text[found.zones[-1].start : found.zones[-1].end]) == (
        ZoneKind.CHROME,
        "… [+1234 chars]",
    )


def test_what_a_publisher_withdrew_is_a_failure(tmp_path: Path) -> None:
    (found,) = write(tmp_path, {**NEWSAPI, "title": "[Removed]", "content": "[Removed]"})
    assert isinstance(found, Failure)
    assert "has been removed by its publisher" in found.reason


@pytest.mark.parametrize("field", ["date_download", "indexed_date", "seendate", "crawled", "crawlDate"])
def test_when_a_crawler_saw_it_is_not_when_it_was_published(tmp_path: Path, field: str) -> None:
    found = document(tmp_path, {"text": TEXT, field: "20220110T184800Z"})
    assert found.published is None
    (seen,) = [one for one in found.evidence if one.field == "published"]
    assert (seen.value, seen.used) == ("2022-01-10T18:48:00+00:00", False)
    assert "says when the page was seen" in seen.note


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2022-01-09", "2022-01-09"), ("2022-01-11", "2022-01-11"), ("2022-01-12", None)],
    ids=["before", "the zones of the world", "after"],
)
def test_nothing_is_published_after_it_was_seen(tmp_path: Path, published: str, expected: str | None) -> None:
    found = document(tmp_path, {"text": TEXT, "date": published, "crawled": "2022-01-10T18:48:00Z"})
    assert (None if found.published is None else str(found.published)) == expected


def test_a_seen_time_that_nobody_can_have_seen_says_nothing(tmp_path: Path) -> None:
    assert document(tmp_path, {"text": TEXT, "date": "2022-01-12", "crawled": 0}).published is not None


def test_a_publication_date_goes_before_a_plain_one(tmp_path: Path) -> None:
    found = document(tmp_path, {"text": TEXT, "date": "2022-03-01", "published": "2022-01-10", "timestamp": 1})
    assert str(found.published) == "2022-01-10"


def test_a_title_in_the_text_and_in_a_field_is_one_headline(tmp_path: Path) -> None:
    found = document(tmp_path, {"title": "Ferry sinks in harbour", "content": f"<h1>Ferry sinks in harbour</h1>{HTML}"})
    assert (found.headline, found.headline_separate) == ("Ferry sinks in harbour", False)
    assert found.text == f"Ferry sinks in harbour\n{READ}"


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        (HTML, READ),
        ("The sign <b>was</b> 3 < 4 metres high, and a > b.", None),
        ("He wrote <p> in his notebook, and nobody knew why.", None),
        ("First paragraph of the story.<br/><br/>Second one.", "First paragraph of the story.\nSecond one."),
        ("<div><script>alert(1)</script></div>", ""),
        (["One paragraph.", "Another."], "One paragraph.\n\nAnother."),
        ({"rendered": HTML}, READ),
        ({"name": "no text"}, ""),
    ],
    ids=["HTML", "signs", "one tag", "breaks", "no text in it", "paragraphs", "rendered", "no text"],
)
def test_html_in_a_text_field_is_read_and_prose_is_left_alone(
    tmp_path: Path, text: object, read_as: str | None
) -> None:
    (found,) = write(tmp_path, {"text": text})
    assert (found.text if isinstance(found, Document) else "") == (text if read_as is None else read_as)


@pytest.mark.parametrize("name", ["export", "export.txt", "stdin"])
@pytest.mark.parametrize("indent", [None, 1])
def test_an_answer_is_told_by_its_content(tmp_path: Path, name: str, indent: int | None) -> None:
    value = json.dumps({"status": "ok", "articles": [NEWSAPI, {**NEWSAPI, "content": f"{TEXT} Twice."}]}, indent=indent)
    assert [one.source.rpartition("#")[2] for one in write(tmp_path, value, name)] == ["1", "2"]


def test_records_are_told_by_content_however_long_the_first_is(tmp_path: Path) -> None:
    lines = json.dumps({"text": f"{TEXT} " * 2000}) + "\n" + json.dumps({"text": TEXT})
    assert [one.reader for one in write(tmp_path, lines, "dump") if isinstance(one, Document)] == ["jsonl", "jsonl"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ('{"articles": [', "is not valid JSON"),
        ('{"articles": []}', "is an empty list"),
        ("{}", "has no field with a text (its fields: none at all)"),
        ('{"status": "error", "message": "no key"}', "has no field with a text"),
        ('{"text": 5}', "has no field with a text"),
        ('{"text": {"text": {"text": "x"}}}', "has no field with a text"),
        ('{"content": {"content": {"content": {"url": "x"}}}}', "lists stories without their text"),
        ("[1, 2]", "is JSON but no object"),
        ('{"text": "<p>y</p><p>z</p><p ' + "x=1 " * 5000 + '>y</p>"}', "a tag with thousands of attributes"),
        ('{"data": ' * 900 + "1" + "}" * 900, "has no field with a text"),
    ],
    ids=["cut", "empty", "nothing", "error", "number", "nested", "around", "numbers", "hostile tag", "deep"],
)
def test_what_is_no_article_is_a_failure(tmp_path: Path, value: str, words: str) -> None:
    for found in write(tmp_path, value):
        assert isinstance(found, Failure)
        assert words in found.reason


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("1641840480", "2022-01-10T18:48:00+00:00"),
        ("1641840480000", "2022-01-10T18:48:00+00:00"),
        ("2022-01-10T18:48:00.000+02:00", "2022-01-10T18:48:00+02:00"),
        ("Mon, 10 Jan 2022 18:48:00 -0500", "2022-01-10T18:48:00-05:00"),
        ("Mon Jan 10 18:48:00 +0000 2022", "2022-01-10T18:48:00+00:00"),
        ("Mon Jan 10 18:48:00 2022", "2022-01-10T18:48:00"),
        ("20220110T184800Z", "2022-01-10T18:48:00+00:00"),
        ("20220110T1848", "2022-01-10T18:48"),
        ("20220110184800", "2022-01-10T18:48:00"),
        ("20220110", "2022-01-10"),
        ("20221310", None),
        ("20220110T256000Z", None),
        ("x" * 10_000_000 + "2022-01-10", None),
    ],
)
def test_the_times_of_exports(written: str, moment: str | None) -> None:
    parsed = parse_date(written)
    assert (None if parsed is None else str(parsed)) == moment
