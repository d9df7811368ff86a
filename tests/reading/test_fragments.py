"""The text of pieces of HTML: one paragraph a line, nothing that a reader of the article would not read."""

from __future__ import annotations

import pytest

from quotetrace.reading.forms.fragments import text_of_fragment


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>“We  float,”\n she said.</p><p>Nobody\nlaughed.</p>", "“We float,” she said.\nNobody laughed."),
        ("bare text<br>second line", "bare text\nsecond line"),
        ("<p>She <b>did</b><i>n’t</i>.</p>", "She didn’t."),
        ("<div>one<div>two</div>three</div>", "one\ntwo\nthree"),
        ("<p>a</p><script>x()</script><!-- no --><figure><img><figcaption>caption</figcaption></figure>b", "a\nb"),
        ("<ul><li>first</li><li>second</li></ul>", "first\nsecond"),
        ("&ldquo;Salt &amp; pepper&rdquo;", "“Salt & pepper”"),
        ("<blockquote><p>quoted</p></blockquote>", "quoted"),
        ("", ""),
        ("<!-- only a comment -->", ""),
        ("plain", "plain"),
    ],
)
def test_the_text_of_a_fragment(html: str, text: str) -> None:
    assert text_of_fragment(html) == text


def test_deep_nesting_is_read() -> None:
    assert text_of_fragment("<div>" * 5_000 + "deep" + "</div>" * 5_000) in ("deep", "")


def test_characters_that_no_page_has_are_left_out() -> None:
    assert text_of_fragment("<p>one\x01\x0b, \ufffftwo\ud83d</p>") == "one, two\ufffd"


def test_a_page_that_is_all_head_has_no_text() -> None:
    assert text_of_fragment("<html><head><title>Lock at Tarnby") == ""
