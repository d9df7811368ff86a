"""Mails, mailboxes and pages saved as MHTML: text and facts of the article, never the day of saving or forwarding."""

from __future__ import annotations

import base64
import quopri
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
STORY = f"The ferry stays in port until the inquiry has ended, its owners said.\n\n{WORDS}"
HEADS = {
    "From": "The Hollin Herald <news@hollin.example>",
    "Subject": "Ferry kept in port",
    "Date": "Mon, 10 Mar 2025 18:40:00 +0100",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
}


def mail(body: bytes | str = STORY, **heads: str) -> bytes:
    """A mail with these head lines besides the usual ones; an empty one is left out."""
    lines = {**HEADS, **{name.replace("_", "-"): value for name, value in heads.items()}}
    head = "".join(f"{name}: {value}\n" for name, value in lines.items() if value)
    return head.encode() + b"\n" + (body if isinstance(body, bytes) else body.encode())


def parts(*contents: tuple[str, str | bytes], kind: str = "alternative") -> bytes:
    """A mail of several parts: each its head lines, and its content."""
    body = b"".join(
        b"--XX\n" + head.encode() + b"\n\n" + (content if isinstance(content, bytes) else content.encode()) + b"\n"
        for head, content in contents
    )
    return mail(body + b"--XX--\n", Content_Type=f'multipart/{kind}; boundary="XX"')


PLAIN = "Content-Type: text/plain; charset=utf-8"
HTML = "Content-Type: text/html; charset=utf-8"
PAGE = f"<html><head><title>x</title></head><body><p>The ferry\nstays.</p><p>{WORDS}</p></body></html>"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(mail(), STORY, id="plain"),
        pytest.param(parts((PLAIN, "Open in a browser."), (HTML, PAGE)), f"The ferry stays.\n{WORDS}", id="HTML first"),
        pytest.param(parts((PLAIN, STORY), (HTML, "<p></p>")), STORY, id="plain where HTML is empty"),
        pytest.param(
            mail(quopri.encodestring(STORY.encode()), Content_Transfer_Encoding="quoted-printable"), STORY, id="quoted"
        ),
        pytest.param(mail(base64.b64encode(STORY.encode()), Content_Transfer_Encoding="base64"), STORY, id="base64"),
        pytest.param(
            mail(STORY.encode("cp1252"), Content_Type="text/plain; charset=windows-1252"), STORY, id="a code page"
        ),
        pytest.param(mail(Content_Type="text/plain; charset=bogus"), STORY, id="an encoding that is none"),
        pytest.param(
            mail("It \nfloats, she \nsaid.\n\n-- \nIlse", Content_Type="text/plain; format=flowed"),
            "It floats, she said.\n\n-- \nIlse",
            id="lines broken to fit",
        ),
        pytest.param(
            mail("Read this.\n\n> “It floats,” she said, “and\n> it will float.”\n>\n>> Five > four."),
            "Read this.\n\n“It floats,” she said, “and\nit will float.”\n\nFive > four.",
            id="lines quoted",
        ),
        pytest.param(
            parts((PLAIN, STORY), (f'{PLAIN}\nContent-Disposition: attachment; filename="b.txt"', "b"), kind="mixed"),
            STORY,
            id="with something attached",
        ),
    ],
)
def test_the_text_of_a_mail(read_text: ReadText, content: bytes, text: str) -> None:
    document = read_text(content, name="a.eml")
    assert (document.text.strip(), document.reader) == (text, "mail")


@pytest.mark.parametrize(
    ("heads", "outlet", "headline", "published"),
    [
        ({}, None, "Ferry kept in port", "2025-03-10T18:40+01:00"),
        ({"From": "News <news@email.bbc.co.uk>"}, "BBC", "Ferry kept in port", "2025-03-10T18:40+01:00"),
        ({"From": "Jane Doe <jane@gmail.com>"}, None, "Ferry kept in port", "2025-03-10T18:40+01:00"),
        ({"From": '"The Guardian" <x@list.example>'}, "The Guardian", "Ferry kept in port", "2025-03-10T18:40+01:00"),
        ({"List_Id": "News <daily.reuters.com>"}, "Reuters", "Ferry kept in port", "2025-03-10T18:40+01:00"),
        ({"Subject": "=?utf-8?q?Re=3A_=E2=80=9CIt_floats=E2=80=9D?="}, None, "“It floats”", "2025-03-10T18:40+01:00"),
        ({"Subject": "[harbour] AW: Ferry"}, None, "Ferry", "2025-03-10T18:40+01:00"),
        ({"Subject": "Fwd: Ferry", "From": "News <n@bbc.co.uk>"}, None, "Ferry", "None"),
        ({"Date": "sometime"}, None, "Ferry kept in port", "None"),
        ({"Date": "Mon, 10 Mar 2025 18:40:00 -0000"}, None, "Ferry kept in port", "2025-03-10T18:40"),
        ({"Subject": "=?bogus?q?Ferry?= =?utf-8?b?!!!?="}, None, None, "2025-03-10T18:40+01:00"),
    ],
)
def test_the_facts_of_a_mail(
    read_text: ReadText, heads: dict[str, str], outlet: str | None, headline: str | None, published: str
) -> None:
    document = read_text(mail(**heads), name="a.eml")
    assert (document.outlet, str(document.published), document.author) == (outlet, published, None)
    assert headline is None or document.headline == headline


def test_a_forwarded_mail_is_dated_by_whoever_forwarded_it(read_text: ReadText) -> None:
    inner = f"See this.\n\n---------- Forwarded message ---------\nFrom: The Hollin Herald\n\n{STORY}"
    document = read_text(mail(inner), name="a.eml")
    assert document.published is None
    assert "From: The Hollin Herald" in document.text
    assert [one.note for one in document.evidence if one.field == "published"] == ["says when the mail was forwarded"]


GMAIL = "From: Bo Lee <b@home.example>\nDate: Wed, Mar 12, 2025 at 7:02 AM\nSubject: Ferry\nTo: <a@home.example>\n"
OUTLOOK = "From: Bo Lee\nSent: Wednesday, March 12, 2025 7:02 AM\nTo: Ann\nSubject: Ferry\n"
APPLE = "From: Bo Lee\nSubject: Ferry\nDate: 12 March 2025 at 07:02:11 CET\nTo: Ann\n"


@pytest.mark.parametrize("heads", [GMAIL, OUTLOOK, APPLE], ids=["gmail", "outlook", "apple"])
@pytest.mark.parametrize(("printed", "published"), [("", None), ("The Hollin Herald, 10 March 2025\n\n", "2025-03-10")])
def test_the_day_on_which_somebody_sent_an_article_on_is_not_its_own(
    read_text: ReadText, heads: str, printed: str, published: str | None
) -> None:
    inner = f"See this.\n\nBegin forwarded message:\n\n{heads}\nFerry kept in port\n\n{printed}{STORY}"
    document = read_text(mail(inner), name="a.eml")
    assert (str(document.published) if document.published else None) == published
    assert "says when a mail was sent on" in [one.note for one in document.evidence if one.field == "published"]


def test_head_lines_that_name_no_receiver_date_a_text(read_text: ReadText) -> None:
    document = read_text(f"From: Hollin Wire\nDate: 12 March 2025\n\nFerry kept in port\n\n{STORY}", name="a.txt")
    assert str(document.published) == "2025-03-12"


def test_what_is_attached_is_said(read_text: ReadText) -> None:
    document = read_text(parts((PLAIN, STORY), ("Content-Type: application/pdf; name=a.pdf", "x")), name="a.eml")
    (said,) = (one for one in document.evidence if one.field == "text")
    assert (said.value, said.note) == ("a.pdf", "attached to the mail and not read")


@pytest.mark.parametrize(
    ("name", "content", "reader"),
    [
        ("download", mail(), "mail"),
        ("a.txt", mail(), "mail"),
        ("a.txt", b"From: a friend\nDate: Monday\nSubject: it floats\n\n" + STORY.encode(), "text"),
        ("a.txt", b"From the harbour: nothing new.\n" + STORY.encode(), "text"),
        ("a.eml", STORY.encode(), "text"),
        ("a.eml", b"<!DOCTYPE html><html><body><h1>Ferry</h1>" + f"<p>{STORY}</p></body></html>".encode(), "html"),
        ("a.mht", STORY.encode(), "text"),
    ],
)
def test_a_mail_is_told_by_its_head(read_text: ReadText, name: str, content: bytes, reader: str) -> None:
    assert read_text(content, name=name).reader == reader


def test_a_mailbox_is_as_many_articles_as_it_has_mails(tmp_path: Path) -> None:
    line = b"From herald@hollin.example Mon Mar 10 18:40:00 2025\n"
    second = mail(f">From the harbour:\n\n{WORDS}", Subject="Second")
    path = tmp_path / "herald.mbox"
    path.write_bytes(b"\n\n".join(line + one for one in (mail(), second, mail(b""), mail(Subject="Last"))))
    found = list(read([path]))
    assert [one.source.removeprefix(str(path)) for one in found] == ["#1", "#2", "#3", "#4"]
    assert [isinstance(one, Failure) for one in found] == [False, False, True, False]
    assert isinstance(found[1], Document)
    assert found[1].text.startswith("From the harbour:")
    assert (found[1].headline, found[1].container) == ("Second", str(path))


PROSE = " ".join(f"Sentence {n} of the story of the ferry is here." for n in range(12))
ARTICLE = (
    "<html><head><title>Ferry kept in port</title></head><body><article><h1>Ferry kept in port</h1>"
    f"<p>{PROSE}</p><p>{WORDS}</p></article></body></html>"
)


def saved_page(page: str = ARTICLE, *, kind: str = "text/html", **heads: str) -> bytes:
    """A page as a browser saves it."""
    body = (
        f"--YY\nContent-Type: {kind}\nContent-Transfer-Encoding: quoted-printable\n"
        "Content-Location: https://hollin.example/ferry\n\n".encode()
        + quopri.encodestring(page.encode())
        + b"\n--YY\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--YY--\n"
    )
    given_heads = {"Content_Type": 'multipart/related; type="text/html"; boundary="YY"', **heads}
    return mail(body, **{"From": "<Saved by Blink>", **given_heads})


def test_a_saved_page_is_the_page_it_was(read_text: ReadText) -> None:
    saved = saved_page(Snapshot_Content_Location="https://hollin.example/ferry?a=1")
    document, page = read_text(saved, name="a.mhtml"), read_text(ARTICLE, name="b.html")
    assert (document.text, document.headline, document.reader) == (page.text, page.headline, "mhtml")
    assert document.url == "https://hollin.example/ferry?a=1"
    assert read_text(saved_page(), name="a").url == "https://hollin.example/ferry"


def test_the_day_of_saving_is_not_that_of_publication(read_text: ReadText) -> None:
    assert read_text(saved_page(), name="a.mhtml").published is None
    dated = ARTICLE.replace("<h1>", '<meta property="article:published_time" content="2024-01-02"><h1>')
    document = read_text(saved_page(dated), name="b.mht")
    assert str(document.published) == "2024-01-02"
    assert ("2025-03-10T18:40+01:00", False) in [(one.value, one.used) for one in document.evidence]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("a.eml", mail(""), "without text", id="no text"),
        pytest.param(
            "a.eml", mail(b"\xff\xd8\xff\0\0" * 90, Content_Type="image/jpeg"), "without text", id="a picture"
        ),
        pytest.param(
            "a.eml",
            parts(("Content-Type: application/pdf; name=a.pdf", "x")),
            "but for what is attached (a.pdf)",
            id="only attached",
        ),
        pytest.param(
            "a.eml", mail(b"--XX\n\n" * 9_000, Content_Type="multipart/mixed; boundary=XX"), "thousands", id="parts"
        ),
        pytest.param("a.eml", mail(b"\0\1\2" * 900), "binary", id="noise"),
        pytest.param("a.mht", saved_page(kind="text/css"), "without a page", id="no page"),
        pytest.param(
            "a.mht", saved_page("<html><body><p>Log in</p></body></html>"), "no article text", id="no article"
        ),
        pytest.param("a.mht", saved_page()[:330], "", id="cut off"),
    ],
)
def test_what_is_no_article_is_one_failure(read_failure: ReadFailure, name: str, content: bytes, reason: str) -> None:
    assert reason in read_failure(name, content).reason


def test_hostile_heads_do_not_stall(tmp_path: Path) -> None:
    nested = b"".join(b'--X%d\nContent-Type: multipart/mixed; boundary="X%d"\n\n' % (n, n + 1) for n in range(90))
    contents = [
        mail(Subject="=?utf-8?q?" * 100_000),
        mail(From="(" * 200_000),
        mail(From='"<,' * 100_000),
        mail(Date="1 " * 200_000),
        mail(Content_Type="text/plain; " + "a=b; " * 100_000),
        mail(Content_Type="text/plain; charset*0*=" + "%" * 200_000),
        b"A:b\n" * 16_000 + mail(),
        mail(nested + STORY.encode(), Content_Type='multipart/mixed; boundary="X0"'),
    ]
    for number, content in enumerate(contents):
        path = tmp_path / f"{number}.eml"
        path.write_bytes(content)
        assert len(list(read([path]))) == 1


SOUND = {"a.eml": parts((PLAIN, STORY), (HTML, PAGE)), "a.mhtml": saved_page(), "a.mbox": b"From a 2025\n" + mail()}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(SOUND)),
    st.floats(0.02, 1),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=8),
)
def test_damage_never_raises(tmp_path: Path, name: str, kept: float, flips: list[tuple[float, int]]) -> None:
    data = bytearray(SOUND[name])
    for at, value in flips:
        data[int(at * len(data))] = value
    path = tmp_path / name
    path.write_bytes(bytes(data[: int(kept * len(data))]))
    for found in read([path]):
        if isinstance(found, Document):
            assert all(one.start is None or found.text[one.start : one.end] for one in found.evidence)
