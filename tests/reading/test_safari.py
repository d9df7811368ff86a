"""Web archives of Safari: the page with its address, and files that hold none."""

from __future__ import annotations

import plistlib
from collections.abc import Callable
from typing import Any

import pytest

from quotetrace.model import Document, Failure

STORY = "The ferry to Hollin sank in the harbour on Monday, and nobody was hurt. “I swam,” said captain Olaf Steen."
PAGE = f"<html><head><title>Ferry sinks</title></head><body><h1>Ferry sinks</h1><p>{STORY}</p></body></html>"
ADDRESS = "https://www.hollinpost.example/2025/03/10/ferry"


def web_archive(page: str = PAGE, **facts: Any) -> bytes:
    main = {
        "WebResourceData": page.encode(),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": ADDRESS,
        "WebResourceFrameName": "",
        **facts,
    }
    picture = {"WebResourceData": b"\x89PNG", "WebResourceMIMEType": "image/png", "WebResourceURL": f"{ADDRESS}.png"}
    archive = {"WebMainResource": main, "WebSubresources": [picture]}
    return plistlib.dumps(archive, fmt=plistlib.FMT_BINARY, sort_keys=False)


@pytest.mark.parametrize("name", ["a.webarchive", "download"])
def test_a_web_archive_is_its_page(read_text: Callable[..., Document], name: str) -> None:
    document = read_text(web_archive(), name=name)
    assert (document.reader, document.text, document.headline) == (
        "webarchive",
        f"Ferry sinks\n\n{STORY}",
        "Ferry sinks",
    )
    assert (document.url, document.outlet, str(document.published)) == (ADDRESS, "hollinpost.example", "2025-03-10")


def test_the_encoding_is_the_one_that_is_named(read_text: Callable[..., Document]) -> None:
    facts = {"WebResourceData": PAGE.encode("cp1252"), "WebResourceTextEncodingName": "windows-1252"}
    assert "“I swam,”" in read_text(web_archive(**facts), name="a.webarchive").text


def test_a_page_of_this_computer_has_no_address(read_text: Callable[..., Document]) -> None:
    assert read_text(web_archive(WebResourceURL="file:///Users/me/a.html"), name="a.webarchive").url is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (web_archive(WebResourceData=b""), "without a page in it; save the page again"),
        (web_archive(WebResourceData=["x"]), "without a page in it"),
        (web_archive("<html><body><p>Log in</p></body></html>"), "has no article text that could be found"),
        (plistlib.dumps({"a": 1}, fmt=plistlib.FMT_BINARY), "that is damaged or not whole"),
        (plistlib.dumps({"WebMainResource": 7}, fmt=plistlib.FMT_BINARY), "that is damaged or not whole"),
        (web_archive()[:200], "that is damaged or not whole"),
    ],
    ids=["empty", "no bytes", "no article", "another list", "no resource", "cut off"],
)
def test_what_holds_no_page_is_one_failure(
    read_failure: Callable[[str, bytes], Failure], content: bytes, words: str
) -> None:
    assert words in read_failure("a.webarchive", content).reason
