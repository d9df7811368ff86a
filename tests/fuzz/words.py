"""Bytes as the texts that an article, a query or a name may be; fuzzing changes bytes, and guidance needs small steps.

A text is written in UTF-8, or a byte for each piece of a text that an extraction has to look at twice.
"""

from __future__ import annotations

# What is hard about news, and what is hard about text. A piece is one byte of an input: its index here.
PIECES: tuple[str, ...] = (
    *"“ ” \" ' ‘ ’ « » ‹ › „ ‚ `` '' ` 「 」 ＂ ❝ â€œ â€\x9d".split(" "),
    *"said says told added according called asked he she they who her Mr. Dr. the a of by that not no if".split(),
    *"Vera Moss Moss's Karl Dahl McAll O'Neil VERA ÅSE mayor minister police report Tarnwell Echo Monday 1998".split(),
    *"12 1,000.50 % $5 ½ two three 6\" rock'n'roll don't can’t U.S. e.g. cease-fire".split(),
    *", . ; : ? ! - – — … ... [...] ( ) [he] [ ] / | * _ # = + @ < > & \\ ~ ^".split(" "),
    *("\n", "\n\n", "\r\n", "\r", "\t", " ", "  ", "\u00a0", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\u3000"),
    *("\x00", "\x07", "\x08", "\x1b[31m", "\x1b]8;;http://a.example\x07", "\x7f", "\x9b2J", "\x1c"),
    *("\u200b", "\u200d", "\u202e", "\u2066", "\u2069", "\u00ad", "\ufeff", "\ufffd", "\uffff", "\U000e0041"),
    *("\u0301", "e\u0301", "\u0338", "\ufe0f", "\u20dd", "ﬁ", "ß", "İ", "ı", "ς", "Σ", "ǅ", "K", "ŉ", "ΐ", "ẞ"),
    *("𝒳", "😀", "👩\u200d👧", "🇳🇴", "漢字", "か\u3099", "ไทย", "עברית", "العربية", "देव", "𐍈", "\U0010ffff"),
    *("\ud800", "\udc00", "\udcff", "\ud83d\ude00"),
    *("<b>", "</b>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&amp;", "&#8220;", "]]>", "<!--"),
    *("[bold]", "[/]", "[link=http://a.example]", ":smile:", "{{ 7*7 }}", "{% if %}", "$title", "%s", "{0}"),
    *("=1+1", "＝1", "'=1", "-1", "@SUM(A1)", "+", "http://a.example/b?c=d#e", "javascript:alert(1)"),
    *("2024-03-04", "4 March 2024", "03/04/2024", "10:30", "+25:00", "0000-00-00", "9999-12-31", "UTC", "../../etc"),
    *("OR", "AND", "NEAR(", "*", '"', "NOT", "'; DROP TABLE quotations;--", "a:", "^a", "%", "_", "\\u0000"),
    *("a" * 50, "A" * 50, " " * 50, "1" * 50, ", " * 20, "“" * 20, "Abc " * 12, "said " * 10),
)
# Which of the two an input is written in: its first byte.
IN_PIECES, IN_UTF8 = b"\x00", b"\x01"
# Stands between the texts of an input; UTF-8 never has it.
BETWEEN = b"\xff"


def text_of(data: bytes) -> str:
    """The text that an input stands for; bytes that are not UTF-8 are half surrogates, which Python's text can hold."""
    if data[:1] == IN_PIECES:
        return "".join(PIECES[byte % len(PIECES)] for byte in data[1:])
    return data[1:].decode("utf-8", "surrogateescape")


def texts_of(data: bytes, least: int) -> list[str]:
    """The texts of an input in order; empty ones at the end where there are fewer than `least`."""
    found = [text_of(data[:1] + one) for one in data[1:].split(BETWEEN)]
    return found + [""] * (least - len(found))


def input_of(*texts: str) -> bytes:
    """An input that stands for these texts."""
    return IN_UTF8 + BETWEEN.join(one.encode("utf-8", "surrogateescape") for one in texts)


def without_halves(text: str) -> str:
    """The text as every reader hands it on: without half surrogates."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
