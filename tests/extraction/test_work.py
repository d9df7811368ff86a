"""Work grows with the length of the text, whatever the text; counted in lines of Python, not in seconds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quotetrace.extraction import extract_document
from quotetrace.extraction.marks import find_marked
from quotetrace.extraction.paragraphs import split_paragraphs
from tests.fuzz.work import LINEAR, assert_linear, steps

from .articles import document, read
from .known_failures import parameter

MARKS = {
    "openers": "“a ",
    "closers": "a” ",
    "straight": '"a ',
    "straight-tight": '"a',
    "single-openers": "‘a ",
    "single-straight": "'a ",
    "plural-possessives": "as' b ",
    "deep": "“a ‘b ",
    "angle-openers": "«a ",
    "pairs": '"a b" ',
    "single-pairs": "'a b' ",
    "single-plurals": "'s' s' ",
    "single-capitals": "'A, ",
    "single-genitives": "'a's ",
    "single-run-on-lines": "a' b\n'",
    "doubled": "''a ",
    "same-angles": "»a ",
    "misread": "â€œa ",
    "lines": '"a\n',
    "run-on-lines": '"a\nb\n',
    "openers-in-brackets": "(“",
    "openers-alone": "“",
    "openers-and-closers-alone": "“”",
    "all-kinds": "“‘«„\"'``",
    "apostrophes": "'",
    "one-word": "a",
    "blanks": " ",
    "empty-lines": "\n",
    "combining": "“e\u0301 ",
    "halves": "“\ud83d ",
}
ARTICLES = {
    "quotations-in-one-paragraph": '"We row," Vera Moss said. ',
    "pronouns-in-one-paragraph": '"We row," he said. Karl Dahl sat. ',
    "pronouns-in-many-paragraphs": '"We row," he said.\nKarl Dahl sat.\n',
    "quotations-alone": '"We row at night."\n',
    "names-in-a-row": "Vera Moss and Karl Dahl said ",
    "capitals-in-a-row": "Abc Def ",
    "cues-in-a-row": "said told added ",
    "roles-in-a-row": "the mayor said the union chief told ",
    "unattributed-in-one-paragraph": '"We row at night." ',
    "pairs-in-one-paragraph": '"a b" ',
    "announced-in-one-sentence": "said: “We row at night”, ",
    "genitives-in-a-row": "the mayor's chief's ",
    "listed-in-one-sentence": "Vera Moss said: “We row”, according to the Echo, ",
    "witnesses": "“We row,” the witness said.\n",
    "one-word": "a" * 20,
    "capitals": "ABC",
    "initials": "A. ",
    "blanks": " " * 20,
    "no-break-blanks": "\u00a0 ",
    "cues-alone": "said ",
    "commas": ", ",
    "commas-without-blanks": ",",
    "colons": ": ",
    "digits": "1",
    "numbers": "1,000.5 ",
    "dashes": "— ",
    "brackets-and-marks": "(“a ",
    "nested": "“a ‘b’ ",
    "nested-with-cues": "“He said ‘we row’ and ",
    "told-offices": "told a minister ",
    "relatives": "Vera Moss, who said ",
    "pronouns-and-names": '"We row," he said. Karl Dahl sat. ',
    "genitives-of-names": "Moss's ",
    "names-with-marks": "O'Neil ",
    "hyphens": "a-",
    "slashes": "said/told ",
    "according-to": "according to ",
    "that": "said that ",
    "empty-lines": "\n\n",
    "lines-of-cues": "Moss said:\n",
    "lines-of-dashes": "— We row.\n",
    "combining": "e\u0301",
    "astral": "𝒳 ",
    "halves": "\ud83d ",
}


@pytest.mark.parametrize("piece", [parameter(f"marks-{name}", piece) for name, piece in MARKS.items()])
def test_finding_marks_is_linear(piece: str) -> None:
    assert_linear(lambda text: find_marked(text, split_paragraphs(text)), piece, 400)


@pytest.mark.parametrize("piece", MARKS.values(), ids=MARKS)
def test_ten_thousand_marks_are_read(piece: str) -> None:
    text = piece * 10_000
    assert all(one.end <= len(text) for one in find_marked(text, split_paragraphs(text)))


@pytest.mark.parametrize("piece", [parameter(name, piece) for name, piece in ARTICLES.items()])
def test_extraction_is_linear(piece: str) -> None:
    assert_linear(lambda text: extract_document(document(text), indirect=True), piece, 120)


def test_names_that_are_all_different_are_told_apart_in_linear_work() -> None:
    def crowd(size: int) -> str:
        return "".join(f'"We row," Vera {chr(65 + n % 26)}{chr(97 + n // 26)}ler said.\n' for n in range(size))

    assert steps(lambda: read(crowd(200))) <= LINEAR * steps(lambda: read(crowd(100)))


def _name(number: int) -> str:
    """A different capitalised word for every number."""
    return chr(65 + number % 26) + "".join(chr(97 + number // 26**power % 26) for power in range(4))


CROWDS = {
    "ministers": lambda n: f"“We row,” said {_name(n)} {_name(n + 7)}, the {_name(n).lower()} minister.\n",
    "one-surname": lambda n: f"“We row,” said {_name(n)} Roe.\n",
    "one-sentence": lambda n: f"“we will row {n} times”, and ",
    "initials": lambda n: f"The {_name(n)} Party ({_name(n)[:3].upper()}) of {_name(n)} said: “We row.” ",
    "outlets": lambda n: f"“We row,” she told the {_name(n)} Times.\n",
    "spelled-out": lambda n: f"of the {_name(n)} Party ({_name(n)[:3].upper()}) I ",
}


@pytest.mark.parametrize("line", CROWDS.values(), ids=CROWDS)
def test_hundreds_of_people_and_offices_are_read_in_linear_work(line: Callable[[int], str]) -> None:
    def crowd(size: int) -> str:
        return "Ada Lund said " + "".join(line(number) for number in range(size))

    assert steps(lambda: read(crowd(600))) <= LINEAR * steps(lambda: read(crowd(300)))
