"""Markdown with front matter and without: the text as a reader of the page sees it, the fields as facts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotetrace.model import Document, Failure
from quotetrace.reading import read
from tests.reading.conftest import ReadText

ReadFailure = Callable[[str, bytes], Failure]

WORDS = "“We are not going to send anybody to sea,” the captain, Ilse Harrow, told reporters on Monday."
PAGE = "https://www.brevik.example/2025/ferry"
YAML = f"""---
title: "Ferry: the talks fail"
date: 2025-03-10
lastmod: 2025-03-12T08:30:00+01:00
outlet: Brevik Post
author: [Una Fell, Bo Lie]
url: https://brevik.example/2025/ferry
lang: en
---

{WORDS}
"""
TOML = f"""+++
title = "Ferry: the talks fail"
date = 2025-03-10
updated = 2025-03-12T08:30:00+01:00
draft = false

[extra]
publication = "Brevik Post"
authors = ["Una Fell", "Bo Lie"]
canonical = "https://brevik.example/2025/ferry"
+++
{WORDS}
"""


@pytest.mark.parametrize("name", ["story.md", "story.markdown", "story.txt", "story", "story.html"])
@pytest.mark.parametrize("content", [pytest.param(YAML, id="yaml"), pytest.param(TOML, id="toml")])
def test_front_matter_is_known_by_its_fence_and_states_the_facts(read_text: ReadText, content: str, name: str) -> None:
    document = read_text(content, name=name)
    assert document.reader == "markdown"
    assert document.text == f"Ferry: the talks fail\n\n{WORDS}"
    assert document.headline == "Ferry: the talks fail"
    assert not document.headline_separate
    assert (document.outlet, document.author) == ("Brevik Post", "Una Fell, Bo Lie")
    assert (str(document.published), str(document.modified)) == ("2025-03-10", "2025-03-12T08:30:00+01:00")
    assert document.url == "https://brevik.example/2025/ferry"
    assert {one.kind for one in document.evidence if one.used and one.field == "outlet"} == {"metadata"}


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param("One **and** _two_.\n\nThree `and` four.", "One and two.\nThree and four.", id="emphasis"),
        pytest.param(
            "The [board](https://b.example/x) met, [twice][1].\n\n[1]: /y", "The board met, twice.", id="links"
        ),
        pytest.param("## Background\nIt\nfloats.", "Background\nIt floats.", id="headings and wrapped lines"),
        pytest.param("> “We row.”\n>\n> — Vera Moss\n\nOn.", "“We row.”\n— Vera Moss\nOn.", id="block quotes"),
        pytest.param("* One\n* Two\n  1. Three", "One\nTwo\nThree", id="lists"),
        pytest.param("A\n\n```\nb = 1\n```\n\nC<!-- d -->.\n\n<!--\ne\n-->", "A\nC.", id="code and remarks"),
        pytest.param("    It is set in.\n\n    So is this.", "It is set in.\nSo is this.", id="set in is no program"),
        pytest.param("![The *pier*](p.jpg)\n\nOn.", "On.", id="pictures"),
        pytest.param(
            "\\\"We row,\\\" 'she' said -- so... (c)", "\"We row,\" 'she' said -- so... (c)", id="marks as typed"
        ),
        pytest.param("&ldquo;We row&rdquo;, she said.", "“We row”, she said.", id="entities"),
        pytest.param("It floats.[^1] On.\n\n[^1]: Says the board.", "It floats. On.\nSays the board.", id="footnotes"),
        pytest.param("<p>One <b>and</b> two.</p>\n<script>x</script>", "One and two.", id="HTML"),
        pytest.param('{{< figure src="p.jpg" >}}\n\nOn.\n\n{% raw %}Off.{% endraw %}', "On.\nOff.", id="instructions"),
        pytest.param("![[p.jpg]]\n\n[[Brevik|The town]] and [[Hollin]].", "The town and Hollin.", id="links to notes"),
        pytest.param("> [!quote]- \n> “We row.”\n\nOn.", "“We row.”\nOn.", id="boxes"),
        pytest.param("It ==floats==, a == b.", "It floats, a == b.", id="highlights"),
        pytest.param("| A | B |\n|---|---|\n| c | d |", "A\nB\nc\nd", id="tables"),
        pytest.param("# Talks fail\n\nOn.", "Talks fail\n\nOn.", id="a heading at the top is the headline"),
        pytest.param("Talks fail\n===\n\nOn.", "Talks fail\n\nOn.", id="underlined"),
        pytest.param("---\ntitle: Talks fail\n---\n# Talks fail\nOn.", "Talks fail\n\nOn.", id="the headline once"),
        pytest.param(
            "One.\n\n---\n\ntitle: two\n\n---\n\nThree.", "One.\ntitle: two\nThree.", id="rules amid the text"
        ),
    ],
)
def test_the_text_is_what_a_reader_of_the_page_sees(read_text: ReadText, source: str, text: str) -> None:
    assert read_text(source, name="story.md").text == text
    assert read_text("\ufeff" + source.replace("\n", "\r\n"), name="story.md").text == text


@pytest.mark.parametrize(
    ("front", "outlet", "published", "url"),
    [
        pytest.param(f"source: {PAGE}", "brevik.example", None, PAGE, id="the source is a page"),
        pytest.param("site: https://www.bbc.co.uk/", "BBC", None, None, id="the site's address"),
        pytest.param("publication: NO", "NO", None, None, id="a name that YAML takes for a truth value"),
        pytest.param("date: 2025-03-10 18:40:00", None, "2025-03-10T18:40:00", None, id="time"),
        pytest.param("publishDate: 2025-03-10T18:40:00Z", None, "2025-03-10T18:40:00+00:00", None, id="in UTC"),
        pytest.param("date: 03/04/2025\noutlet: Politico", "Politico", "2025-03-04", None, id="order"),
        pytest.param("permalink: /2025/03/ferry/", None, None, None, id="an address within the site"),
        pytest.param("title:\ndate: ~\noutlet: null", None, None, None, id="nothing"),
        pytest.param("outlet:\n  name: Brevik Post", "Brevik Post", None, None, id="objects"),
        pytest.param("created: 2025-03-11\ntags: [a]\ntitle: Talks", None, None, None, id="when a note was made"),
        pytest.param("updated: 2025-03-11\ntitle: Talks", None, None, None, id="changed is not published"),
    ],
)
def test_fields_of_front_matter(
    read_text: ReadText, front: str, outlet: str | None, published: str | None, url: str | None
) -> None:
    document = read_text(f"---\n{front}\n---\n{WORDS}\n", name="story.md")
    assert (document.outlet, document.published and str(document.published)) == (outlet, published)
    assert document.url == url
    assert document.text.endswith(WORDS)


@pytest.mark.parametrize(
    ("front", "note"),
    [
        pytest.param(
            "---\ntitle: Ferry: talks fail\ndate: 2025-03-10\n---\n", "read line by line", id="a colon too many"
        ),
        pytest.param('+++\ntitle = "Ferry\ndate = 2025-03-10\n+++\n', "read line by line", id="a mark too few"),
        pytest.param("---\na: &a [x, x]\nb: [*a, *a]\ndate: 2025-03-10\n---\n", "read line by line", id="aliases"),
        pytest.param(f"---\ndate: 2025-03-10\nx: {'[' * 5000}\n---\n", "read line by line", id="too deep"),
        pytest.param("---\ndate: 2025-03-10\ntitle: Ferry\n\n", "never closed", id="never closed"),
    ],
)
def test_broken_front_matter_loses_neither_text_nor_date(read_text: ReadText, front: str, note: str) -> None:
    document = read_text(front + WORDS, name="story.md")
    assert document.text.endswith(WORDS)
    assert "date" not in document.text
    assert str(document.published) == "2025-03-10"
    assert [note in one.note for one in document.evidence if one.field == "text"] == [True]


def test_what_a_clipper_saves(read_text: ReadText) -> None:
    front = (
        f'title: "Talks fail"\nsource: "{PAGE}"\nauthor:\n  - "[[Una Fell]]"\n  - "[[Bo Lie]]"\npublished: 2025-03-10'
    )
    clipped = f"---\n{front}\ncreated: 2025-03-12\ntags:\n  - clippings\n---\n{WORDS}\n"
    document = read_text(clipped, name="Talks fail.md")
    assert (document.outlet, document.author, document.url) == ("brevik.example", "Una Fell, Bo Lie", PAGE)
    assert (str(document.published), document.text) == ("2025-03-10", f"Talks fail\n\n{WORDS}")


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2025-03-10 18:40:00 +0100", "2025-03-10T18:40:00+01:00"),
        ("2025-03-10T18:40:00+01:00", "2025-03-10T18:40:00+01:00"),
        ("March 10, 2025", "2025-03-10"),
        ("2025-03-10 18:40", "2025-03-10T18:40"),
        ("2025-03", "2025-03"),
    ],
)
def test_days_as_sites_write_them(read_text: ReadText, written: str, published: str) -> None:
    assert str(read_text(f"---\ndate: {written}\n---\n{WORDS}", name="story.md").published) == published


def test_tags_of_yaml_are_never_executed(read_text: ReadText, tmp_path: Path) -> None:
    made = tmp_path / "made"
    front = f"title: !!python/object/apply:pathlib.Path.touch [!!python/object/apply:pathlib.Path ['{made}']]"
    document = read_text(f"---\n{front}\noutlet: !!python/name:os.system Brevik Post\n---\n{WORDS}", name="story.md")
    assert not made.exists()
    assert document.outlet == "Brevik Post"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f"---\n\n{WORDS}\n\n---\n{WORDS}", id="rules"),
        pytest.param(f"---\nSubject: talks\nFrom: Una\n---\n{WORDS}", id="fields of no article"),
        pytest.param(f"---\ndate: 2025-03-10\n\n{WORDS}", id="never closed"),
    ],
)
def test_a_text_with_rules_is_no_markdown(read_text: ReadText, content: str) -> None:
    document = read_text(content)
    assert (document.reader, document.text) == ("text", content)


@pytest.mark.parametrize(
    ("content", "reader"),
    [
        (f"<!doctype html><html><body><p>{WORDS}</p><p>{WORDS} {WORDS}</p></body></html>", "html"),
        (f'{{"title": "Talks fail", "text": "{WORDS}"}}', "jsonl"),
        ("title,date,text\nTalks,2025-03-10,It floats.", "table"),
        (f"<p align=center>Brevik</p>\n\n{WORDS}", "markdown"),
    ],
)
def test_content_comes_before_the_suffix(read_text: ReadText, content: str, reader: str) -> None:
    assert read_text(content, name="story.md").reader == reader


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\n", "nothing but blanks"),
        (b"---\ntitle: Talks fail\n---\n\n", "no text below its front matter"),
        (b"---\ntitle: Talks fail\ndate: 2025-03-1", "no text below its front matter"),
        (b"```\nx = 1\n```\n", "has no text"),
        (b"![](p.jpg)", "has no text"),
        (b"word " * 300_000, "larger than 1 MB"),
        (b"![" * 30_000, "more brackets than"),
        (b"\x00\x01\x02\x03" * 500, "is binary data"),
    ],
)
def test_what_has_no_text_is_a_failure(read_failure: ReadFailure, content: bytes, words: str) -> None:
    assert words in read_failure("story.md", content).reason


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_damage_is_a_document_or_a_failure(tmp_path: Path, data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([YAML, TOML])).encode()
    cut = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for _ in range(data.draw(st.integers(0, 8)) if cut else 0):
        cut[data.draw(st.integers(0, len(cut) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "story.md"
    path.write_bytes(bytes(cut))
    (found,) = read([path])
    assert isinstance(found, Document | Failure)
