"""Roles for a name: by what the office is of, by what its holder is called besides, by whom the story is with."""

from __future__ import annotations

import pytest

from quotetrace.extraction.callings import callings, is_called

from .articles import Case, assert_case, parameters, said
from .articles import look_alike as other
from .articles import plain_case as case

# An office and what it is of, as the words behind it tell.
TAILS = [
    case(
        "an-office-of-something-small",
        'The council\'s director of finance, Ivo Roe, rose. Ruth Kade sat. "It is late," the finance director said.',
        said("It is late", "Ivo Roe"),
    ),
    case(
        "an-office-of-a-body-in-a-place",
        'Chairman of the Guild of Bakers in the county, Ivo Roe, rose. Ruth Kade sat. "No," the guild chairman said.',
        said("No", "Ivo Roe"),
    ),
    case(
        "two-who-lead",
        "The president of the Chamber of Crafts, Karl Dahl, sat. The leader of the dockers' union, Ruth Kade, rose.\n"
        'Karl Dahl sighed. "No," the union leader said.',
        said("No", "Ruth Kade"),
    ),
    case(
        "a-word-for-any-body",
        'LORA Secretary General Ivo Roe spoke. "No," the alliance chief told Ruth Kade.',
        said("No", "Ivo Roe"),
    ),
    case(
        "no-comma-and-no-article",
        '"It is high," said acting head of the district Ivo Roe. Ruth Kade sat.\n"It falls," the acting head said.',
        said("It is high", "Ivo Roe"),
        said("It falls", "Ivo Roe"),
    ),
    case(
        "an-office-in-capitals-behind-the-name",
        'Ruth Kade, the Liberal MP for Aldbrook, rose. Ivo Roe sat. "Shame," the Liberal MP said.',
        said("Shame", "Ruth Kade"),
    ),
    case(
        "a-short-form",
        'Kell Gov. Ivo Roe called. Ruth Kade sat. "We need boats," the governor said.',
        said("We need boats", "Ivo Roe"),
    ),
    other(
        "an-article-and-no-comma",
        'Nobody told the head of the district Ruth Kade was ill. "It falls," Kade said. "Sad," the head said.',
        said("It falls", "Ruth Kade"),
        said("Sad", "head"),
    ),
]

# Letters, unions, ties and those who were brought in without a name.
KNOWN = [
    case(
        "the-letters-of-an-office",
        'The Municipal Chief Executive, Ivo Roe, rose. Ruth Kade sat. "It is dry," Kade said. "It is," the MCE said.',
        said("It is dry", "Ruth Kade"),
        said("It is", "Ivo Roe"),
    ),
    case(
        "who-leads-workers",
        "The chairman of the Congress of Workers, Ivo Roe, rose. Ruth Kade, the mayor, sat.\n"
        '"We agree," Kade said. "We do not," the labour leader said.',
        said("We agree", "Ruth Kade"),
        said("We do not", "Ivo Roe"),
    ),
    case(
        "a-press-secretary",
        'Chief Press Secretary Ivo Roe rose. Ruth Kade sat. "No," Kade said. "Yes," the governor\'s spokesman said.',
        said("No", "Ruth Kade"),
        said("Yes", "Ivo Roe"),
    ),
    case(
        "of-a-party",
        'Ivo Roe, of the Civic Alliance, rose.\nRuth Kade sat. "No," Kade said. "Yes," the Civic Alliance MP said.',
        said("No", "Ruth Kade"),
        said("Yes", "Ivo Roe"),
    ),
    case(
        "speaking-to-somebody",
        'Ivo Roe lost. "Bad," Roe said.\nSpeaking to Radio Norrvik, the halfback said it was "worse than it looked".',
        said("Bad", "Ivo Roe"),
        said("worse than it looked", "Ivo Roe"),
    ),
    case(
        "an-unnamed-spokesman",
        'A spokesman for the Kell Guild declined. Ivo Roe left. "Bad," Roe said. "Good," the spokesman said.',
        said("Bad", "Ivo Roe"),
        said("Good", "spokesman"),
    ),
    case(
        "a-former-minister-and-the-minister",
        "Ivo Roe, a former minister, rose. Ruth Kade, the minister, sat.\n"
        '"No," Kade said. "Yes," the former minister said.',
        said("No", "Ruth Kade"),
        said("Yes", "Ivo Roe"),
    ),
    other(
        "letters-of-no-office",
        'The Under Secretary, Ivo Roe, rose. Ruth Kade sat. "It is dry," Kade said. "It is," the UN said.',
        said("It is dry", "Ruth Kade"),
        said("It is", "UN"),
    ),
]

# A word for whoever the story is with.
STORIES = [
    case(
        "who-spoke-last",
        'Balt Roe watches from his window. "She will win," Roe said.\n"That is how it is," the pharmacist said.',
        said("She will win", "Balt Roe"),
        said("That is how it is", "Balt Roe"),
    ),
    case(
        "who-the-story-is-with",
        'Ivo Roe, 67, lost his savings. He had known the man for years.\n"I am no fool," the retiree said.',
        said("I am no fool", "Ivo Roe"),
    ),
    case(
        "of-the-sex-of-the-pronoun",
        "Ruth Kade sat on a panel for years. Karl Dahl disagrees, she said.\n"
        'She worried about headlines. "My clinic fills up," the geriatrician said.',
        said("My clinic fills up", "Ruth Kade"),
    ),
    case(
        "a-former-trade",
        '"We go first," said Ivo Roe, chief commercial officer of Kell Lines. "It costs," the former shipwright added.',
        said("We go first", "Ivo Roe"),
        said("It costs", "Ivo Roe"),
    ),
    case(
        "what-an-office-is-called-besides",
        'Senator Ruth Kade rose. Ivo Roe, an engineer, said it was late.\n"It is not," the lawmaker said.',
        said("It is not", "Ruth Kade"),
    ),
    case(
        "a-senator-who-is-named-as-one",
        'Lord Hartwell, the chairman of the trustees, said no. "There is no pot," the peer said.',
        said("There is no pot", "Hartwell"),
    ),
    other(
        "somebody-brought-in-before",
        'A farmer waved. Ivo Roe left. "I am late," Roe said. "So am I," the farmer said.',
        said("I am late", "Ivo Roe"),
        said("So am I", "farmer"),
    ),
    other(
        "a-role-of-the-same-noun-before",
        'The town suspended the deputy headmaster. Ivo Roe left. "Bad," Roe said. "It was fine," the headmaster said.',
        said("Bad", "Ivo Roe"),
        said("It was fine", "headmaster"),
    ),
    other(
        "a-role-that-tells-itself-who-is-meant",
        'Ivo Roe left. "Bad," Roe said. The owner of a scrapyard said it was "a shame for us all".',
        said("Bad", "Ivo Roe"),
        said("a shame for us all", "owner"),
    ),
    other(
        "whose-office-is-another",
        'Ruth Kade, the harbour master, stayed. "It is a flu," the doctor said.',
        said("It is a flu", "doctor"),
    ),
    other(
        "the-mayor-of-the-town",
        'Ruth Kade spoke first. "We agree," Kade said. "We do," the town\'s clerk said.',
        said("We agree", "Ruth Kade"),
        said("We do", "town's clerk"),
    ),
    other(
        "an-object-of-a-verb",
        'Somebody met Ruth Kade. "It is a flu," the pharmacist said.',
        said("It is a flu", "pharmacist"),
    ),
]


@pytest.mark.parametrize("one", parameters(TAILS))
def test_what_an_office_is_of(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(KNOWN))
def test_what_else_tells_whose_a_role_is(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(STORIES))
def test_a_word_for_whoever_the_story_is_with(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize(
    ("words", "office", "called"),
    [
        ("lawmaker", "labour senator", True),
        ("detective", "detective constable", True),
        ("peer", "lord", True),
        ("civic alliance mp", "civic alliance member", True),
        ("pharmacist", "harbour master", False),
        ("union leader", "chamber president", False),
    ],
)
def test_what_the_holder_of_an_office_is_called(words: str, office: str, called: bool) -> None:
    assert is_called(words.split(), [office.split()]) is called


def test_no_calling_is_listed_under_two_lines_by_mistake() -> None:
    assert all(words for words in callings().values())
