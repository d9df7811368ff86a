"""Who is who in plain news: honorifics in brackets, kin, couples, two who speak as one, forenames and languages."""

from __future__ import annotations

import pytest

from quotetrace.extraction.nouns import forenames

from .articles import Case, assert_case, parameters, said
from .articles import look_alike as other
from .articles import plain_case as case

ADDRESSES = [
    case(
        "a-title-in-brackets",
        'The secretary, Chief (Barr.) Ehi Okoro, read it out. "We are calm," Okoro said.',
        said("We are calm", "Ehi Okoro"),
    ),
    case(
        "a-title-in-brackets-that-tells-the-sex",
        'Dr. (Smt.) Anu Pillai met Ravi Nair. "Work has stopped," she said.',
        said("Work has stopped", "Anu Pillai"),
    ),
    case(
        "a-rank-that-is-over",
        'Justice (Retd) A. K. Sen heard Ivo Lund. "It is late," Justice Sen said.',
        said("It is late", "A. K. Sen"),
    ),
    case(
        "an-office-and-a-form-of-address",
        'Chief Minister Shri Ravi Nair and his brother-in-law Mohan came. "It opens," the chief minister said.',
        said("It opens", "Ravi Nair"),
    ),
    case(
        "local-government-is-no-local",
        'The Commissioner for Local Government, Ivo Roe, met Ruth Kade. "It is gazetted," the commissioner said.',
        said("It is gazetted", "Ivo Roe"),
    ),
    case(
        "the-given-name-behind-a-title",
        'Madam Noraini Jumat and Mr Hafiz Salim came. "Too loud," Madam Noraini said.',
        said("Too loud", "Noraini Jumat"),
    ),
    case(
        "the-given-name-behind-mister",
        'Ms Noraini Jumat and Mr Hafiz Salim came. "Too loud," Mr Hafiz said.',
        said("Too loud", "Hafiz Salim"),
    ),
    case(
        "a-month-that-is-a-forename",
        'Lisa Roe won. Coach Jan Wold-Cole wept. "I am proud," she said.',
        said("I am proud", "Jan Wold-Cole"),
    ),
    other(
        "words-in-brackets-that-are-no-title",
        'The chair (acting) Ivo Lund left. "It is late," Lund said.',
        said("It is late", "Ivo Lund"),
    ),
    other(
        "a-spokesman-for-several",
        'The spokesman for the kingmakers, Ivo Roe, came. Ruth Kade sat. "We pay," the kingmakers said.',
        said("We pay", "kingmakers"),
    ),
]

KIN = [
    case(
        "kin-of-a-man",
        'Mr Pell died. Another resident said he saw nobody.\nMr Pell\'s sister Edna, 91, had a view. "Dig," she said.',
        said("Dig", "Edna"),
    ),
    case(
        "one-by-that-name-behind-the-role",
        'The minister, Ida Vance, left. "They come and go," said their leader, one Kojo Besi.',
        said("They come and go", "Kojo Besi"),
    ),
    case(
        "a-couple",
        'Ida Jumat and her husband Ivo Salim spoke. "It is over," Mr Salim said. His wife sighed. "Not yet," she said.',
        said("It is over", "Ivo Salim"),
        said("Not yet", "Ida Jumat"),
    ),
    case(
        "two-with-brackets-between",
        'Mr Ivo Roe (Upper Ward) and Ms Ida Kade (Lower Ward) said farmers are late. "Rain will not wait," they said.',
        said("Rain will not wait", "Ivo Roe and Ida Kade"),
    ),
    other(
        "their-leader-is-nobody-named-before",
        'The minister, Ida Vance, left. "They come and go," their leader said.',
        said("They come and go", "leader"),
    ),
    other(
        "whose-owner-is-nobody-named",
        'The dog is called Trevor. It went back to its owner, who said it was "a good dog".',
        said("a good dog", "owner"),
    ),
]

PRONOUNS = [
    case(
        "the-members-are-no-it",
        'The Dockers\' Union said its members were tired. "It is too much," it said.',
        said("It is too much", "Dockers' Union"),
    ),
    case(
        "what-she-is-stands-first",
        'Ida Vance ran three schools. A tall woman with a stick, she called it "the drill".',
        said("the drill", "Ida Vance"),
    ),
    case(
        "a-he-is-no-she",
        'Ida Vance waited. A neighbour said he heard it. He left. "It is quiet," she said.',
        said("It is quiet", "Ida Vance"),
    ),
    case(
        "a-language-is-nobody",
        'The growers met. The chair spoke in Hindi. "We are tired," they said.',
        said("We are tired", "growers"),
    ),
    other(
        "a-neighbour-who-is-she",
        'Ida Vance waited. A neighbour who heard it came out. "It is quiet," she said.',
        said("It is quiet", "neighbour", "Ida Vance"),
    ),
]


@pytest.mark.parametrize("one", parameters(ADDRESSES))
def test_forms_of_address(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(KIN))
def test_kin_and_couples(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(PRONOUNS))
def test_whom_a_pronoun_cannot_mean(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize(
    ("name", "sex"),
    [("mavis", "f"), ("anuradha", "f"), ("oumar", "m"), ("zinaida", "f"), ("noraini", "f"), ("quinn", "u")],
)
def test_forenames_of_many_countries(name: str, sex: str) -> None:
    assert forenames().get(name, "u") == sex


def test_no_forename_is_a_plain_word_of_the_news() -> None:
    assert not {"said", "august", "minister", "justice", "job", "unity"} & set(forenames())
