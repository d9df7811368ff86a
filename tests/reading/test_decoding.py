"""Bytes to text: exactly the characters, whatever the encoding; binary data refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrace.errors import ReadingError
from quotetrace.reading.decoding import decode, without_surrogates

from .conftest import ReadText

TEXT = "“We can’t go on,” said Zoë Prévert – the ‘last’ of them…\r\nIt cost £40.\rNobody paid.\n"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (TEXT.encode(), TEXT),
        (codecs.BOM_UTF8 + TEXT.encode(), TEXT),
        (TEXT.encode("utf-16"), TEXT),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), TEXT),
        (TEXT.encode("utf-32"), TEXT),
        ("A plain story without marks.".encode("utf-16-le"), "A plain story without marks."),
        ("A plain story without marks.".encode("utf-16-be"), "A plain story without marks."),
        (TEXT.encode("cp1252"), TEXT),
        ("Prévert said it cost £40.".encode("latin-1"), "Prévert said it cost £40."),
        (b"plain ASCII\x0c", "plain ASCII\x0c"),
        (b"", ""),
    ],
    ids=[
        "utf-8",
        "utf-8 mark",
        "utf-16",
        "utf-16-be",
        "utf-32",
        "le unmarked",
        "be unmarked",
        "windows",
        "latin-1",
        "ascii",
        "empty",
    ],
)
def test_text_is_decoded_exactly(data: bytes, text: str) -> None:
    assert decode(data) == text


def test_a_declared_encoding_is_believed_after_utf_8() -> None:
    assert decode("Вечер был тёмным".encode("koi8-r"), declared="koi8-r") == "Вечер был тёмным"
    assert decode(TEXT.encode(), declared="koi8-r") == TEXT
    assert decode("Zoë".encode("latin-1"), declared="no-such-code") == "Zoë"


def test_other_encodings_are_guessed_from_the_bytes() -> None:
    text = "Совет города проголосовал за продажу старого завода, сообщила мэр. Никто не хотел ждать ещё одну зиму. " * 4
    assert decode(text.encode("cp1251")) == text


@pytest.mark.parametrize("data", [bytes(range(32)) * 8, b"\x00\x01\x02story" * 40], ids=["controls", "zeros"])
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(ReadingError):
        decode(data)


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1).filter(
        lambda text: text[0] != "\ufeff"
    )
)
def test_utf_8_round_trips(text: str) -> None:
    assert decode(text.encode()) == text


def test_half_surrogates_are_replaced_one_for_one() -> None:
    assert without_surrogates("a\ud83db😀") == "a\ufffdb😀"


NEWS = (
    "The mayor of Fåberg said “nobody will be left behind” and would not say more.\r\n"
    "“We can’t go on,” said Zoë Prévert – the ‘last’ of them… It cost £40.\r\n"
) * 4


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (codecs.BOM_UTF8 + NEWS.encode(), NEWS),
        (codecs.BOM_UTF16_LE + NEWS.encode("utf-16-le"), NEWS),
        (codecs.BOM_UTF16_BE + NEWS.encode("utf-16-be"), NEWS),
        (NEWS.encode("cp1252"), NEWS),
        (
            b"\x93We go,\x94 said Ana Roe, who would not say where to.",
            "“We go,” said Ana Roe, who would not say where to.",
        ),
        (NEWS.replace("å", "a").encode("mac_roman"), NEWS.replace("å", "a")),
        ("Prévert said it cost £40.".encode("latin-1"), "Prévert said it cost £40."),
    ],
    ids=["utf-8 mark", "utf-16-le", "utf-16-be", "windows", "windows marks only", "macintosh", "latin-1"],
)
def test_a_file_keeps_its_characters_and_offsets_whatever_its_encoding(
    read_text: ReadText, data: bytes, text: str
) -> None:
    document = read_text(data)
    assert document.text == text
    assert [one for one in document.evidence if one.field == "text"] == []


def test_a_broken_byte_costs_one_character_and_is_told(read_text: ReadText) -> None:
    data = NEWS.encode()
    at = data.index(b"mayor")
    document = read_text(data[:at] + b"\xff" + data[at + 1 :])
    assert document.text == NEWS.replace("mayor", "\ufffdayor", 1)
    assert [(one.value, one.kind, one.note) for one in document.evidence if one.field == "text"] == [
        ("damaged", "encoding", "undecodable bytes that stand as \ufffd: 1")
    ]


def test_two_marks_of_utf_8_outvote_a_broken_byte(read_text: ReadText) -> None:
    data = "By Ana R#\n\n“We go,” she told the council of Brevik.".encode().replace(b"#", b"\xe9")
    assert read_text(data).text == "By Ana R\ufffd\n\n“We go,” she told the council of Brevik."


def test_a_page_with_a_broken_byte_is_told_too(read_text: ReadText) -> None:
    page = (
        "<html><body><article>"
        + "".join(f"<p>{line}</p>" for line in NEWS.splitlines()[:2])
        + "</article></body></html>"
    )
    document = read_text(page.encode().replace(b"mayor", b"m\xffyor", 1), name="page.html")
    assert "“We can’t go on,” said Zoë Prévert" in document.text
    assert "m\ufffdyor" in document.text
    assert [one.kind for one in document.evidence if one.field == "text"] == ["encoding"]


def test_a_russian_page_in_its_old_encoding_is_read_and_known_to_be_no_english(read_text: ReadText) -> None:
    line = "Совет города проголосовал за продажу старого завода, сообщила мэр. Никто не хотел ждать ещё одну зиму. "
    page = f"<html><head><meta charset='koi8-r'></head><body><article><p>{line * 3}</p></article></body></html>"
    document = read_text(page.encode("koi8-r"), name="page.html")
    assert line.strip() in document.text
    assert document.language == "ru"


def test_offsets_count_in_the_text_as_open_gives_it_without_translation(read_text: ReadText) -> None:
    document = read_text(codecs.BOM_UTF8 + "One line.\r\nAnother “line”.\r\n".encode())
    assert document.text == "One line.\r\nAnother “line”.\r\n"
