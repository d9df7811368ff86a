"""RSS and Atom feeds: entries with their whole text, with a summary, with nothing, and feeds made to harm."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from quotetrace.model import Document, Failure, ZoneKind
from quotetrace.reading import extras, read

STORY = "The ferry to Hollin sank in the harbour on Monday, and nobody was hurt, its captain, Olaf Steen, said."
WHOLE = f"<content:encoded><![CDATA[<p>{STORY}</p>\n<p>“She &amp; I swam,” he said.</p>]]></content:encoded>"


def rss(*items: str, channel: str = "<title>Hollin Post</title><language>en-gb</language>") -> str:
    names = "content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/'"
    inner = "".join(f"<item>{one}</item>" for one in items)
    return f"<?xml version='1.0'?>\n<rss version='2.0' xmlns:{names}><channel>{channel}{inner}</channel></rss>\n"


def atom(entry: str) -> str:
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Hollin Post</title><entry>{entry}</entry></feed>"


@pytest.fixture
def read_feed(tmp_path: Path) -> Callable[..., list[Document | Failure]]:
    def reader(content: str | bytes, name: str = "feed.xml") -> list[Document | Failure]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read([path]))

    return reader


ReadFeed = Callable[..., list[Document | Failure]]


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "feed", "feed.html", "feed.txt"])
def test_an_entry_is_an_article(read_feed: ReadFeed, name: str) -> None:
    (found,) = read_feed(
        rss(
            f"<title>Ferry sinks &amp;amp; rises</title><link>https://hollin.example/1</link><guid>g1</guid>"
            f"<pubDate>Mon, 10 Jan 2022 18:48:00 GMT</pubDate><dc:creator>Ada Lund</dc:creator>"
            f"<description>A ferry sank.</description>{WHOLE}"
        ),
        name,
    )
    assert isinstance(found, Document)
    assert found.text == f"Ferry sinks & rises\n\n{STORY}\n“She & I swam,” he said."
    assert (found.headline, found.headline_separate) == ("Ferry sinks & rises", False)
    assert [(one.kind, found.text[one.start : one.end]) for one in found.zones] == [
        (ZoneKind.HEADLINE, "Ferry sinks & rises")
    ]
    assert (found.outlet, str(found.published), found.modified, found.author, found.url, found.label) == (
        "Hollin Post",
        "2022-01-10T18:48:00+00:00",
        None,
        "Ada Lund",
        "https://hollin.example/1",
        "https://hollin.example/1",
    )
    assert found.source.endswith(f"{name}#1")
    assert [one for one in found.evidence if one.field == "text"] == []


def test_an_atom_entry_has_two_times_and_the_site_it_is_from(read_feed: ReadFeed) -> None:
    (found,) = read_feed(
        atom(
            "<title type='html'>Ferry &lt;b&gt;sinks&lt;/b&gt;</title><id>urn:1</id>"
            "<link href='https://bergen.example/1'/><published>2022-01-10T18:48:00+01:00</published>"
            "<updated>2022-01-11T09:30:00Z</updated><author><name>Ada Lund</name></author>"
            f"<content type='html'>&lt;p&gt;{STORY}&lt;/p&gt;</content><source><title>Bergen News</title></source>"
        )
    )
    assert isinstance(found, Document)
    assert (found.headline, found.outlet, found.author) == ("Ferry sinks", "Bergen News", "Ada Lund")
    assert (str(found.published), str(found.modified)) == ("2022-01-10T18:48:00+01:00", "2022-01-11T09:30:00+00:00")


def test_a_time_of_change_alone_is_no_time_of_publication(read_feed: ReadFeed) -> None:
    (found,) = read_feed(atom(f"<title>Ferry</title><updated>2022-01-11T09:30:00Z</updated><content>{STORY}</content>"))
    assert isinstance(found, Document)
    assert (found.published, str(found.modified)) == (None, "2022-01-11T09:30:00+00:00")


def test_where_there_is_a_summary_only_the_evidence_says_so(read_feed: ReadFeed) -> None:
    (found,) = read_feed(
        rss(f"<title>Ferry sinks</title><description>{STORY}</description><source url='x'>Bergen News</source>")
    )
    assert isinstance(found, Document)
    assert (found.text, found.outlet) == (f"Ferry sinks\n\n{STORY}", "Bergen News")
    (evidence,) = [one for one in found.evidence if one.field == "text"]
    assert (evidence.value, evidence.note) == ("summary", "the feed has a summary only, not the whole text")


def test_a_title_that_the_text_begins_with_stands_there_once(read_feed: ReadFeed) -> None:
    content = f"<content:encoded>&lt;h1&gt;Ferry sinks&lt;/h1&gt;&lt;p&gt;{STORY}&lt;/p&gt;</content:encoded>"
    (found,) = read_feed(rss(f"<title>Ferry sinks</title>{content}"))
    assert isinstance(found, Document)
    assert found.text == f"Ferry sinks\n\n{STORY}"


@pytest.mark.parametrize(
    "description",
    [
        "",
        "<description></description>",
        "<description>&lt;img src='x.png'&gt;</description>",
        "<description>&lt;a href='x'&gt;A ferry sinks in Hollin&lt;/a&gt;&amp;nbsp;Post</description>",
    ],
    ids=["nothing", "empty", "a picture", "the title again"],
)
def test_an_entry_without_text_is_a_failure_and_the_rest_goes_on(read_feed: ReadFeed, description: str) -> None:
    first, second = read_feed(
        rss(f"<title>A ferry sinks in Hollin - Post</title>{description}", f"<title>Ferry sinks</title>{WHOLE}")
    )
    assert isinstance(first, Failure)
    assert first.source.endswith("feed.xml#1")
    assert "has no text in the feed, only " in first.reason
    assert isinstance(second, Document)


@pytest.mark.parametrize("cut", [10, 40, 200])
def test_a_feed_cut_off_gives_the_entries_before(read_feed: ReadFeed, cut: int) -> None:
    whole = rss(f"<title>Ferry sinks</title>{WHOLE}", f"<title>Ferry rises</title>{WHOLE}")
    first, second = read_feed(whole[:-cut])
    assert isinstance(first, Document)
    assert second == Failure(first.source.removesuffix("#1"), "is a feed that is cut off after entry 1; get it again")


def test_carelessly_written_feeds_are_read(read_feed: ReadFeed) -> None:
    content = rss(f"<title>Salt & pepper sink</title><description>{STORY} Salt & pepper.</description>")
    (found,) = read_feed(content)
    assert isinstance(found, Document)
    assert found.text == f"Salt & pepper sink\n\n{STORY} Salt & pepper."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_the_feed_says_its_encoding(read_feed: ReadFeed, encoding: str) -> None:
    content = rss(f"<title>Café sinks</title><description>{STORY}</description>")
    declared = content.replace("version='1.0'", f"version='1.0' encoding='{encoding}'", 1)
    (found,) = read_feed(declared.encode(encoding))
    assert isinstance(found, Document)
    assert found.headline == "Café sinks"


def test_a_packed_feed_is_read(read_feed: ReadFeed) -> None:
    (found,) = read_feed(gzip.compress(rss(f"<title>Ferry</title>{WHOLE}").encode()), "feed.xml.gz")
    assert isinstance(found, Document)


def doctype(entities: str) -> str:
    return rss(f"<title>Ferry sinks</title><description>{STORY} &x;</description>").replace(
        "<rss", f"<!DOCTYPE rss [{entities}]>\n<rss", 1
    )


def test_entities_neither_grow_nor_fetch(read_feed: ReadFeed, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the key is under the mat")
    laughs = "<!ENTITY l0 'ha'>" + "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    for entities in (f"{laughs}<!ENTITY x '&l11;'>", f"<!ENTITY x SYSTEM 'file://{secret}'>"):
        (found,) = read_feed(doctype(entities))
        assert isinstance(found, Document)
        assert found.text.startswith(f"Ferry sinks\n\n{STORY}")
        assert len(found.text) < 1000
        assert "mat" not in found.text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (rss(), "is a feed without entries"),
        ("<rss></rss>", "is a feed without entries"),
        ("<rss", "is a feed that is cut off after entry 0"),
        ("<feed xmlns='x'>" + "\0\1\2" * 100, "is binary data"),
        ("<rss>" + "<item>" * 400_000, "more than 300,000 tags"),
        ("<rss>" + "<a>" * 20_000 + "</rss>", "is a feed without entries"),
        ("<rss " + "x='1' " * 20_000 + "></rss>", "is a feed without entries"),
        ("<rss>" + "<![CDATA[" * 20_000 + "</rss>", "is a feed without entries"),
        ("<rss>" + "&amp;&x" * 100_000 + "</rss>", "is a feed without entries"),
        ("<rss>" + "x" * 21_000_000 + "</rss>", "larger than 20 MB"),
    ],
    ids=["no entries", "bare", "cut", "noise", "tags", "deep", "attributes", "sections", "entities", "giant"],
)
def test_a_feed_of_nothing_is_one_failure(read_feed: ReadFeed, content: str, words: str) -> None:
    (found,) = read_feed(content)
    assert isinstance(found, Failure)
    assert words in found.reason


def test_without_the_library_one_line_says_what_to_install(
    read_feed: ReadFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(extras.importlib, "import_module", missing)
    (found,) = read_feed(rss(f"<title>Ferry</title>{WHOLE}"))
    assert isinstance(found, Failure)
    assert found.reason == "is an RSS or Atom feed; to read it: pip install 'quotetrace[feeds]'"


@pytest.mark.parametrize(
    "content",
    [
        "<?xml version='1.0'?><urlset></urlset>",
        '<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd"><nitf></nitf>',
        '<!DOCTYPE urlset [<!ENTITY a "«We will sell it,» said Karin Toft."><!ENTITY b "&a;&a;">]><urlset>&b;</urlset>',
        "<!-- a -->\n" * 5_000 + "<svg></svg>",
    ],
    ids=["plain", "external definition", "entities", "comments"],
)
def test_other_xml_is_named(read_feed: ReadFeed, content: str) -> None:
    (found,) = read_feed(content)
    assert isinstance(found, Failure)
    assert "is an XML document, which is not read" in found.reason


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Hollin Post » News", "Hollin Post"),
        ("World news | Hollin Post", "Hollin Post"),
        ("Hollin Post - Latest News", "Hollin Post"),
        ("Hollin Post - Ferries", "Hollin Post - Ferries"),
        ("News", "News"),
    ],
)
def test_a_section_in_the_title_of_a_feed_is_no_part_of_the_name(
    read_feed: Callable[..., list[Document | Failure]], title: str, outlet: str
) -> None:
    entry = f"<title>Ferry</title><description>{STORY}</description>"
    (document,) = read_feed(rss(entry, channel=f"<title>{title}</title>"))
    assert isinstance(document, Document)
    assert document.outlet == outlet


@pytest.mark.parametrize("base", ["http://PILED/", "http://hollin.example/"])
def test_marks_piled_on_a_letter_of_a_host_are_not_put_in_order(
    read_feed: ReadFeed, put_in_order: list[int], base: str
) -> None:
    feed = rss(f"<title>Ferry sinks</title><link>1</link>{WHOLE}", f"<title>B</title><link>http://PILED/</link>{WHOLE}")
    feed = feed.replace("<rss", f"<rss xml:base='{base}'").replace("PILED", "a" + "\u0301\u0316" * 500)
    one, other = read_feed(feed)
    assert isinstance(one, Document)
    assert isinstance(other, Document)
    assert one.url == ("http://hollin.example/1" if "hollin" in base else "1")
    assert max(put_in_order) < 300
