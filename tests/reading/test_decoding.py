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


def test_offsets_count_in_the_text_as_open_gives_it_without_translation(read_text: ReadText) -> None:
    document = read_text(codecs.BOM_UTF8 + "One line.\r\nAnother “line”.\r\n".encode())
    assert document.text == "One line.\r\nAnother “line”.\r\n"
