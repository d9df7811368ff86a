"""Word and RTF documents: what a reader of the printed page reads, told from other programs' archives."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotetrace.model import Document, Failure
from quotetrace.reading import extras, read
from tests.reading.conftest import ReadText

ReadFailure = Callable[[str, bytes], Failure]

WORDS = "“We are not going to send anybody to sea,” the captain, Ilse Harrow, told reporters on Monday."
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(*paragraphs: str, **properties: str) -> bytes:
    """A Word document of these paragraphs; one that begins with a tag is XML as Word writes it."""
    document = docx.Document()
    document.core_properties.author = ""
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    end = document.element.body[-1]
    for one in paragraphs:
        xml = one if one.startswith("<") else f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>"
        name, _, rest = xml[1:].partition(">")
        end.addprevious(docx.oxml.parse_xml(f"<{name} {SPACE}>{rest}"))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


BOX = f"<w:txbxContent><w:p>{run('In the box: “It floats.”')}</w:p></w:txbxContent>"


@pytest.mark.parametrize(
    ("paragraphs", "text"),
    [
        pytest.param(("One.", WORDS), f"One.\n{WORDS}", id="paragraphs"),
        pytest.param((f"<w:p>{run('One ')}{run('and two.')}</w:p>",), "One and two.", id="runs"),
        pytest.param(
            (f"<w:p>{run('It ')}<w:del>{run('sank')}</w:del><w:ins>{run('floats')}</w:ins>{run('.')}</w:p>",),
            "It floats.",
            id="changes: insertions in, deletions out",
        ),
        pytest.param(
            (f"<w:p><w:moveFrom>{run('here')}</w:moveFrom>{run('It is ')}<w:moveTo>{run('there.')}</w:moveTo></w:p>",),
            "It is there.",
            id="moved words stand where they went",
        ),
        pytest.param(
            (f"<w:p>{run('See ')}<w:hyperlink>{run('her report')}</w:hyperlink>{run('.')}</w:p>",),
            "See her report.",
            id="links",
        ),
        pytest.param((f"<w:p>{run('It floats.')}{run(' psst', '<w:vanish/>')}</w:p>",), "It floats.", id="hidden"),
        pytest.param(
            (f"<w:p>{run('It', '<w:vanish w:val=&quot;0&quot;/>'.replace('&quot;', chr(34)))}</w:p>",),
            "It",
            id="not hidden",
        ),
        pytest.param(
            (f"<w:p>{run('It floats.')}<w:r><w:br/></w:r>{run('It')}<w:r><w:tab/></w:r>{run('sank.')}</w:p>",),
            "It floats.\nIt sank.",
            id="breaks and tabs",
        ),
        pytest.param(
            (
                f"<w:tbl><w:tr><w:tc><w:p>{run('a')}</w:p><w:p>{run('b')}</w:p></w:tc><w:tc><w:p>{run('c')}</w:p></w:tc>"
                f"</w:tr><w:tr><w:tc><w:p>{run('d')}</w:p></w:tc></w:tr></w:tbl>",
            ),
            "a\nb\nc\nd",
            id="the cells of a table in their order",
        ),
        pytest.param(
            (f"<w:p>{run('Before ')}<w:r><w:pict>{BOX}</w:pict></w:r>{run('and after.')}</w:p>", "Last."),
            "Before and after.\nIn the box: “It floats.”\nLast.",
            id="a text box behind the paragraph it hangs on",
        ),
        pytest.param(
            (f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{run('Held.')}</w:p></w:sdtContent></w:sdt>",),
            "Held.",
            id="a control",
        ),
        pytest.param(
            (f"<w:p>{run('A note')}<w:r><w:footnoteReference w:id='2'/><w:instrText>PAGE</w:instrText></w:r></w:p>",),
            "A note",
            id="notes and codes are no text",
        ),
        pytest.param((f"<w:p>{run('non')}<w:r><w:noBreakHyphen/></w:r>{run('stop')}</w:p>",), "non-stop", id="hyphens"),
    ],
)
def test_what_is_printed_is_read(read_text: ReadText, paragraphs: tuple[str, ...], text: str) -> None:
    document = read_text(word(*paragraphs), name="a.docx")
    assert (document.text, document.reader) == (text, "docx")


def test_the_title_is_that_of_the_text_before_that_of_the_file(read_text: ReadText) -> None:
    heading = f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{run("Ferry kept in port")}</w:p>'
    document = read_text(word(heading, WORDS, title="Quarterly template for the newsroom"), name="a.docx")
    assert document.headline == "Ferry kept in port"
    assert read_text(word(WORDS, title="Ferry kept in port for weeks"), name="b.docx").headline is not None
    assert read_text(word(WORDS, title="Document1"), name="c.docx").headline is None


def test_the_author_of_the_file_counts_behind_a_byline_and_its_time_not_at_all(read_text: ReadText) -> None:
    assert read_text(word(WORDS, author="Ilse Harrow"), name="a.docx").author == "Ilse Harrow"
    document = read_text(word("Ferry kept in port", "By Tomas Reyne", WORDS, author="Ilse Harrow"), name="b.docx")
    assert document.author == "Tomas Reyne"
    assert document.published is None


def zipped(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


TYPES = {"[Content_Types].xml": "<Types/>"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(zipped(**TYPES, xl__workbook="x"), "an Excel workbook, which is not read", id="xlsx"),
        pytest.param(zipped(**TYPES, ppt__presentation="x"), "a PowerPoint presentation", id="pptx"),
        pytest.param(
            zipped(mimetype="application/vnd.oasis.opendocument.text", a="x"), "an OpenDocument text", id="odt"
        ),
        pytest.param(zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "that is no text", id="ods"),
        pytest.param(zipped(mimetype="application/epub+zip", a="x"), "an EPUB book", id="epub"),
        pytest.param(zipped(**TYPES, word__document="x"), "a Word document that is damaged", id="hollow"),
        pytest.param(word(WORDS)[:-40], "a Word document that is damaged", id="truncated"),
        pytest.param(word(), "without text", id="empty"),
        pytest.param(b"\xd0\xcf\x11\xe0" + bytes(600), "an old or locked Office document", id="doc"),
    ],
)
def test_other_programs_documents_are_named(read_failure: ReadFailure, content: bytes, reason: str) -> None:
    for name in ("a.docx", "a.zip"):
        assert reason in read_failure(name, content).reason


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.msg", "is an Outlook message, which is not read; save it as .eml"),
        ("a.xls", "is an old Excel workbook, which is not read; export its rows as CSV"),
        ("a.doc", "is an old or locked Office document, which is not read; save it as .docx"),
    ],
)
def test_old_containers_are_named_by_their_suffix(read_failure: ReadFailure, name: str, reason: str) -> None:
    assert read_failure(name, b"\xd0\xcf\x11\xe0" + bytes(600)).reason == reason


def with_document(xml: str) -> bytes:
    """A Word document whose main part is this XML."""
    source, buffer = zipfile.ZipFile(io.BytesIO(word(WORDS))), io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in source.namelist():
            archive.writestr(one, xml if one == "word/document.xml" else source.read(one))
    return buffer.getvalue()


LAUGHS = (
    "<!DOCTYPE w [<!ENTITY a '"
    + "ha" * 50
    + "'>"
    + "".join(f"<!ENTITY {new} '{f'&{old};' * 20}'>" for old, new in zip("abcdefgh", "bcdefghi", strict=True))
)
BODY = "<w:document " + SPACE + "><w:body>{}</w:body></w:document>"


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param(LAUGHS + "]>" + BODY.format("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>"), id="a billion laughs"),
        pytest.param(
            '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
            + BODY.format("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>"),
            id="another file's words",
        ),
        pytest.param(BODY.format("<w:p>" * 100_000 + "</w:p>" * 100_000), id="deep"),
        pytest.param(BODY.format("<w:p/>" * 8_000_000), id="giant"),
        pytest.param("no XML", id="no XML"),
    ],
)
def test_hostile_xml_is_one_failure(read_failure: ReadFailure, xml: str) -> None:
    assert "Word document" in read_failure("a.docx", with_document(xml)).reason


def test_a_folder_of_articles_called_word_is_an_archive_of_articles(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(word__one="One. " + WORDS, word__two="Two. " + WORDS))
    assert [isinstance(one, Document) for one in read([path])] == [True, True]


def test_a_word_document_in_an_archive_is_one_article(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("story.docx", word(WORDS))
    (found,) = read([path])
    assert isinstance(found, Document)
    assert (found.text, found.source) == (WORDS, f"{path}#story.docx")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            rb"{\rtf1\ansi She said \ldblquote it floats\rdblquote .\par Nobody laughed.}",
            "She said “it floats”.\nNobody laughed.",
        ),
        (rb"{\rtf1\ansi\ansicpg1252 \'93It\'92s fine,\'94 she said.}", "“It’s fine,” she said."),
        (rb"{\rtf1\ansi\ansicpg1252\uc1 \u8220?It\u8217?s fine\u8221?}", "“It’s fine”"),
        (rb"{\rtf1\ansi\ansicpg1251\'cc\'fd\'f0}", "Мэр"),
        (rb"{\rtf1\ansi\uc1 \u-10179?\u-8694? she wrote}", "😊 she wrote".replace("😊", "\U0001f60a")),
        (rb"{\rtf1 It floats{\footnote not here}, {\*\comment nor here}she said.}", "It floats, she said."),
        (rb"{\rtf1 It floats.{\v psst}{\deleted it sank} Yes.}", "It floats. Yes."),
        (rb"{\rtf1 A {\v0 seen} word}", "A seen word"),
        (rb"{\rtf1{\pict\pngblip 89504e47" + b"0d0a1a0a" * 400 + rb"}It floats.}", "It floats."),
        (rb"{\rtf1{\header The Hollin Herald}It floats.{\footer 7}}", "It floats."),
        (
            rb'{\rtf1 See {\field{\*\fldinst{HYPERLINK "http://hollin.example/a"}}{\fldrslt{her report}}} now.}',
            "See her report now.",
        ),
        (rb"{\rtf1\trowd\cellx1 one\cell two\cell\row three}", "one\ntwo\nthree"),
        (rb"{\rtf1 non\_stop, soft\-ly}", "non‑stop, softly"),
        (b"{\\rtf1 raw \x93quote\x94 bytes}", "raw “quote” bytes"),
    ],
)
def test_what_rtf_prints_is_read(read_text: ReadText, source: bytes, text: str) -> None:
    document = read_text(source, name="a.txt")
    assert (document.text, document.reader) == (text, "rtf")


def test_rtf_says_its_title_and_author(read_text: ReadText) -> None:
    info = rb"{\info{\title Ferry kept in port for \'93weeks\'94}{\author Ilse Harrow}}"
    document = read_text(rb"{\rtf1\ansi\ansicpg1252" + info + b" " + WORDS.encode("cp1252") + b"}", name="a.rtf")
    assert (document.headline, document.author) == ("Ferry kept in port for “weeks”", "Ilse Harrow")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"{\\rtf1}", id="empty"),
        pytest.param(b"{\\rtf", id="its mark alone"),
        pytest.param(b"{\\rtf1 " + b"x" * 7_000_000 + b"}", id="giant"),
        pytest.param(b"{\\rtf1{\\fonttbl " + b"\\f1" * 200_000 + b"}a}", id="a giant table of fonts"),
        pytest.param(b"{\\rtf1\\uc99999999999999999999 \\u99999999?}", id="numbers that are none"),
        pytest.param(b"{\\rtf1 {\\pict\\bin" + b"9" * 50_000 + b" }}", id="a giant number"),
    ],
)
def test_hostile_rtf_is_one_failure(read_failure: ReadFailure, content: bytes) -> None:
    assert "RTF document" in read_failure("a.rtf", content).reason


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"{" * 300_000, id="deep"),
        pytest.param(b"{\\field{\\*\\fldinst{" * 60_000, id="fields"),
        pytest.param(b"{\\field{\\*\\fldinst{HYPERLINK " * 60_000, id="links"),
        pytest.param(b"\\'93" * 300_000, id="marks"),
        pytest.param(b"{\\fonttbl\n" * 60_000 + b"\\f1" * 30_000, id="tables of fonts"),
    ],
)
def test_hostile_rtf_does_not_stall(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1 It floats. " + content)
    assert len(list(read([path]))) == 1


@pytest.mark.parametrize(("name", "content"), [("a.docx", word(WORDS)), ("a.rtf", b"{\\rtf1 It floats.}")])
def test_without_the_library_one_line_says_what_to_install(
    read_failure: ReadFailure, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(extras.importlib, "import_module", missing)
    assert "pip install 'quotetrace[office]'" in read_failure(name, content).reason


SOUND = {
    "a.docx": word(WORDS, title="Ferry"),
    "a.rtf": rb"{\rtf1\ansi{\fonttbl{\f0\fcharset0 X;}}{\info{\title T}}\f0 It \'93f\'94\par a}",
}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(SOUND)),
    st.floats(0.1, 1),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=8),
)
def test_damage_never_raises(tmp_path: Path, name: str, kept: float, flips: list[tuple[float, int]]) -> None:
    data = bytearray(SOUND[name])
    for at, value in flips:
        data[int(at * len(data))] = value
    path = tmp_path / name
    path.write_bytes(SOUND[name][:6] + bytes(data[6 : max(int(kept * len(data)), 7)]))
    for found in read([path]):
        if isinstance(found, Document):
            assert all(one.start is None or found.text[one.start : one.end] for one in found.evidence)
