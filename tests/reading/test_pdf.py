"""PDFs: paragraphs in one piece, nothing that a page repeats, facts that are the article's, and no file that stalls."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotetrace.model import Document, Failure
from quotetrace.reading import extras, read
from quotetrace.reading.forms import pdf as form
from tests.reading.conftest import ReadText
from tests.reading.printing import FOOT, Put, pdf, set_lines

ReadFailure = Callable[[str, bytes], Failure]

LEAD = (
    "The ferry to Hollin stays in port until the inquiry has ended, its",
    "owners said on Monday after seven passengers had been hurt on board.",
)
WORDS = "“We are not going to send anybody to sea,” the captain, Ilse Harrow,"
REST = "told reporters who had waited for her in the rain for hours."

MORE = ("A spokesman for the line, Tomas Reyne, declined to comment when he", "was reached by telephone.")
STORY = (*LEAD, WORDS, REST, *MORE)


def words(*lines: str) -> str:
    return " ".join(lines)


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        pytest.param((*LEAD, "", WORDS, REST), [words(*LEAD), words(WORDS, REST)], id="set off by a gap"),
        pytest.param(
            ("\t" + LEAD[0], LEAD[1], "\t" + WORDS, REST), [words(*LEAD), words(WORDS, REST)], id="set off by an indent"
        ),
        pytest.param(
            (*LEAD, "\tNobody answered.", "\t" + WORDS, REST),
            [words(*LEAD), "Nobody answered.", words(WORDS, REST)],
            id="a paragraph of one line between",
        ),
        pytest.param(
            (*LEAD, "Nobody answered her.", WORDS, REST),
            [words(*LEAD, "Nobody answered her."), words(WORDS, REST)],
            id="not set off at all: a short last line ends it",
        ),
        pytest.param((LEAD[0], "", "\t\t"), [LEAD[0]], id="one line"),
    ],
)
def test_lines_are_joined_to_paragraphs(read_text: ReadText, lines: tuple[str, ...], paragraphs: list[str]) -> None:
    assert read_text(pdf(set_lines(*lines)), name="a.pdf").text.split("\n") == paragraphs


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("She read the infor-", "mation aloud to the crew.", "information aloud"),
        ("She called the harbour-", "master, and a harbour-master came.", "the harbour-master, and"),
        ("She called the harbour-", "master, and a harbourmaster came.", "the harbourmaster, and"),
        ("It was a well-", "known ship, they said to her.", "a well-known ship"),
        ("The talks were Anglo-", "Norwegian, they said to her.", "Anglo-Norwegian"),
        ("There were two-", "and three-storey houses there.", "two- and three-storey"),
        ("She had to cata\xad", "logue all of it, they said.", "catalogue all"),
        ("Nobody—not the crew—", "had seen it, they said to her.", "crew—had seen"),
        ("The passengers were hur-", "riedly brought ashore.", "hurriedly brought"),
    ],
)
def test_words_broken_at_line_ends_are_whole(read_text: ReadText, first: str, second: str, joined: str) -> None:
    text = read_text(pdf(set_lines(*LEAD, first, second)), name="a.pdf").text
    assert joined in text


def test_a_quotation_goes_on_overleaf_and_nothing_that_pages_repeat_stands_in_it(read_text: ReadText) -> None:
    def page(number: int, *lines: str) -> list[Put]:
        head = [Put("The Hollin Herald", 72, 800, 8), Put("Monday 10 March 2025", 400, 800, 8)]
        return [*head, Put(f"Page {number} of 3", 280, FOOT, 8), *set_lines(*lines)]

    document = read_text(
        pdf(
            [Put("Ferry kept in port", 72, 760, 20), *page(1, *LEAD, "", "“The ship is safe. The crew is trained.")],
            page(2, "The engine is new,” a spokesman said.", "", LEAD[0], "so"),
            page(3, "they said, and that was all they had to say about it."),
        ),
        name="a.pdf",
    )
    assert document.text.split("\n") == [
        "Ferry kept in port",
        words(*LEAD),
        "“The ship is safe. The crew is trained. The engine is new,” a spokesman said.",
        f"{LEAD[0]} so they said, and that was all they had to say about it.",
    ]
    assert (document.outlet, document.headline, str(document.published)) == (
        "The Hollin Herald",
        "Ferry kept in port",
        "2025-03-10",
    )


def test_a_headline_that_later_pages_repeat_small_stays(read_text: ReadText) -> None:
    title = "Ferry kept in port after seven are hurt"
    pages = [[Put(title, 72, 780, 20 if n == 0 else 8), *set_lines(*STORY[2 * n : 2 * n + 2])] for n in range(3)]
    document = read_text(pdf(*pages), name="a.pdf")
    assert document.text.count(title) == 1
    assert document.headline == title


def test_columns_are_read_one_after_the_other(read_text: ReadText) -> None:
    left = set_lines("The ferry to Hollin stays in port", "until the inquiry has ended, its")
    right = set_lines("owners said on Monday after seven", "passengers had been hurt on board.", x=320)
    assert read_text(pdf([*left, *right]), name="a.pdf").text == words(*LEAD)


def test_a_page_printed_from_a_browser_gives_its_address_and_not_the_time_of_printing(read_text: ReadText) -> None:
    head = Put("4/2/25, 6:48 PM    Ferry kept in port - Hollin Herald", 30, 820, 8)
    foot = Put("https://hollinherald.example/ferry-kept-in-port    1/1", 30, 20, 8)
    document = read_text(pdf([head, *set_lines(*LEAD, "", WORDS, REST), foot]), name="a.pdf")
    assert document.text == f"{words(*LEAD)}\n{words(WORDS, REST)}"
    assert document.url == "https://hollinherald.example/ferry-kept-in-port"
    assert document.published is None


def test_a_drop_cap_is_the_first_letter_of_its_word(read_text: ReadText) -> None:
    capital = Put("T", 72, 706, 30)
    document = read_text(pdf([capital, *set_lines("he " + LEAD[0][4:], LEAD[1], x=100)]), name="a.pdf")
    assert document.text.startswith("The ferry")


@pytest.mark.parametrize(
    ("info", "headline", "author"),
    [
        ({"Title": "Ferry kept in port after seven are hurt", "Author": "Ilse Harrow"}, True, "Ilse Harrow"),
        ({"Title": "Microsoft Word - draft3.doc", "Author": "Admin"}, False, None),
        ({"Title": "untitled", "Author": "jsmith2"}, False, None),
        ({"Title": "page_07_final.indd", "Author": "Microsoft Office User"}, False, None),
        ({"Title": "https://hollinherald.example/ferry", "Author": "x@hollin.example"}, False, None),
        ({"Title": "", "Author": ""}, False, None),
        ({"Title": "Layout 1"}, False, None),
    ],
)
def test_properties_count_where_they_are_an_articles(
    read_text: ReadText, info: dict[str, str], headline: bool, author: str | None
) -> None:
    document = read_text(pdf(set_lines(*LEAD), info=info), name="a.pdf")
    assert (document.headline, document.author) == (info["Title"] if headline else None, author)


def test_the_time_of_making_is_never_that_of_publication(read_text: ReadText) -> None:
    document = read_text(pdf(set_lines(*LEAD), info={"CreationDate": "D:20250402184800+02'00'"}), name="a.pdf")
    assert document.published is None
    (seen,) = (one for one in document.evidence if one.field == "published")
    assert (seen.value, seen.used, seen.note) == ("2025-04-02T18:48", False, "says when the file was made")


def test_a_byline_outranks_the_author_of_the_file(read_text: ReadText) -> None:
    lines = ("Ferry kept in port", "", "By Tomas Reyne", "", *LEAD)
    document = read_text(pdf(set_lines(*lines), info={"Author": "Ilse Harrow"}), name="a.pdf")
    assert document.author == "Tomas Reyne"


def locked(user: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(set_lines(*LEAD))))
    writer.encrypt(user, owner_password="harbour", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_protection_without_a_password_is_none(read_text: ReadText) -> None:
    assert read_text(locked(""), name="a.pdf").text == words(*LEAD)


def test_a_pdf_is_told_by_content_whatever_its_name(read_text: ReadText) -> None:
    assert read_text(pdf(set_lines(*LEAD)), name="a.txt").reader == "pdf"
    assert read_text(b"\r\n" + pdf(set_lines(*LEAD)), name="b.html").reader == "pdf"
    assert read_text(words(*LEAD).encode(), name="c.pdf").reader == "text"


def test_a_broken_table_of_objects_is_repaired(read_text: ReadText) -> None:
    data = pdf(set_lines(*LEAD))
    at = data.index(b"startxref")
    assert read_text(data[:at] + b"startxref\n7\n%%EOF", name="a.pdf").text == words(*LEAD)


# 2^40 drawings within drawings, each of which draws the next twice.
NESTED = [
    b"<</Subtype/Form/Resources<</XObject<</X %d 0 R>>>>/Length 10>>\nstream\n/X Do /X Do\nendstream" % (8 + n)
    for n in range(40)
]
BOMB = b"BT /F1 9 Tf 1 0 0 1 1 1 Tm (a) Tj ET\n" * 1_000_000


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"%PDF-1.7", "damaged", id="nothing but its mark"),
        pytest.param(b"%PDF-1.7\n" + b"\0\xff" * 900, "damaged", id="noise"),
        pytest.param(pdf(set_lines(*LEAD))[:300], "damaged", id="truncated"),
        pytest.param(pdf(b"0 0 99 99 re f"), "without a text layer", id="a scan"),
        pytest.param(pdf(), "without a text layer", id="no pages"),
        pytest.param(pdf([Put("Scanned by Scanner")]), "without a text layer", id="a scanner's stamp"),
        pytest.param(pdf(BOMB), "far more", id="a bomb of commands"),
        pytest.param(pdf(b" " * 60_000_000), "far more", id="a bomb of blanks"),
        pytest.param(pdf(*[b""] * 401), "more than 400 pages", id="too many pages"),
        pytest.param(
            pdf(
                set_lines(*LEAD), font=b"<</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</Differences[32/g1/g2/g3]>>>>"
            ),
            None,
            id="a font of its own",
        ),
        pytest.param(
            pdf(b"/X Do BT /F1 9 Tf (a) Tj ET", extra=NESTED, resources=b"/XObject<</X 7 0 R>>", packed=False),
            "without a text layer",
            id="drawings in drawings",
        ),
        pytest.param(pdf(b"").replace(b"/Kids[5 0 R]", b"/Kids[2 0 R]"), "", id="pages within themselves"),
        pytest.param(pdf(b"").replace(b"/Count 1/", b"/Count 99999999999/"), "", id="pages that are not there"),
    ],
)
def test_what_is_no_article_is_one_failure(tmp_path: Path, content: bytes, reason: str | None) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    (found,) = read([path])
    if reason is not None:
        assert isinstance(found, Failure)
        assert reason in found.reason
        assert "\n" not in found.reason


def test_a_password_is_asked_for(read_failure: ReadFailure) -> None:
    assert "locked with a password" in read_failure("a.pdf", locked("secret")).reason


def test_without_the_library_one_line_says_what_to_install(
    read_failure: ReadFailure, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(extras.importlib, "import_module", missing)
    reason = read_failure("a.pdf", pdf(set_lines(*LEAD))).reason
    assert reason == "is a PDF; to read it: pip install 'quotetrace[pdf]'"


def test_pypdf_says_nothing_by_itself(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(set_lines(*LEAD)).replace(b"startxref", b"startxxxx"))
    assert list(read([path]))
    assert capfd.readouterr() == ("", "")


def test_its_limits_are_those_that_pypdf_has() -> None:
    with pypdf.apply_configuration(**form._LIMITS) as configuration:
        assert configuration.zlib_maximum_output_length == 20_000_000
    assert sys.getrecursionlimit() >= 1000


SOUND = pdf(set_lines(*LEAD, "", WORDS, REST), set_lines(*LEAD), info={"Title": "Ferry kept in port"}, packed=False)

FLIPS = st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), max_size=12)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(SOUND)), FLIPS)
def test_damage_never_raises(tmp_path: Path, length: int, flips: list[tuple[int, int]]) -> None:
    data = bytearray(SOUND)
    for at, value in flips:
        data[at] = value
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7" + bytes(data[8 : max(length, 40)]))
    (found,) = read([path])
    if isinstance(found, Document):
        for one in found.evidence:
            assert one.start is None or found.text[one.start : one.end]


def test_a_page_that_is_damaged_is_said_and_the_others_are_read(read_text: ReadText) -> None:
    data = pdf(set_lines(*LEAD), set_lines(*MORE), packed=False)
    resources = b"/Resources<</Font<</F1 3 0 R>>>>"
    at = data.rindex(resources)
    broken = data[:at] + b"/Resources(%s)" % (b"x" * (len(resources) - 12)) + data[at + len(resources) :]
    document = read_text(broken, name="a.pdf")
    assert document.text == words(*LEAD)
    assert [one.note for one in document.evidence if one.field == "text"] == ["pages that could not be read: 1"]
