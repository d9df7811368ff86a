"""The address of a page without what archives, newsletters and networks put around it."""

from __future__ import annotations

import pytest

from quotetrace.reading.addresses import page_address


@pytest.mark.parametrize(
    ("given", "page"),
    [
        ("https://marsh.example/bath", "https://marsh.example/bath"),
        ("https://marsh.example/bath?utm_source=x&utm_medium=y", "https://marsh.example/bath"),
        ("https://marsh.example/story.php?id=7&fbclid=abc#comments", "https://marsh.example/story.php?id=7"),
        ("https://web.archive.org/web/20140909120411/http://marsh.example/bath", "http://marsh.example/bath"),
        ("https://web.archive.org/web/20140909120411id_/http:/marsh.example/bath", "http://marsh.example/bath"),
        ("https://archive.ph/20240602184000/https://marsh.example/bath?ref_src=t", "https://marsh.example/bath"),
        ("https://archive.ph/Ab3xY", "https://archive.ph/Ab3xY"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_the_address_of_the_page_itself(given: str, page: str) -> None:
    assert page_address(given) == page
