"""Who is meant in news of other countries: honorifics, ranks, long offices, peoples, bodies owned by a plural."""

from __future__ import annotations

import pytest

from quotetrace.extraction.cues import is_cue_form
from quotetrace.extraction.nouns import MentionKind, listed_head

from .articles import Case, assert_case, parameters, said
from .articles import look_alike as other
from .articles import plain_case as case

TITLES = [
    case(
        "police-rank-in-capitals",
        'The spokesman, SP Chukwu Obi, confirmed it. "Two men are held," he said.',
        said("Two men are held", "Chukwu Obi"),
    ),
    case(
        "royal-highness",
        'The ruler, HRH Eze Nnadi Okoro, was calm. "Let no one march," he said.',
        said("Let no one march", "Nnadi Okoro", "Eze Nnadi Okoro"),
    ),
    case(
        "datuk-seri",
        'Datuk Seri Lim Bok Kiat smiled. "We fog at night," Lim said.',
        said("We fog at night", "Lim Bok Kiat"),
    ),
    case(
        "comrade",
        'Comrade Blessing Udo left. "We are not for sale," Udo said.',
        said("We are not for sale", "Blessing Udo"),
    ),
    case(
        "pro-tempore",
        'Mayor Pro Tem Sheila Ortega voted no. "It is too long," Ortega said.',
        said("It is too long", "Sheila Ortega"),
    ),
    case(
        "the-venerable",
        'The Ven. Judith Marl abstained. "Not before breakfast," Marl said.',
        said("Not before breakfast", "Judith Marl"),
    ),
    case(
        "two-roles-with-a-hyphen",
        'Farmer-leader Ambo Reyes laughed. "They bring cameras," he said.',
        said("They bring cameras", "Ambo Reyes"),
    ),
    other(
        "a-party-in-capitals",
        'SP won in Norrvik. "We danced," Ida Vance of the SP said.',
        said("We danced", "Ida Vance"),
    ),
    other(
        "a-double-barrelled-surname",
        'Lena Fisher-King rowed. "It is cold," Fisher-King said.',
        said("It is cold", "Lena Fisher-King"),
    ),
]

PORTFOLIOS = [
    case(
        "two-portfolios",
        'Minister of State for Transport and Digital Affairs Ong Bee Lian spoke. "Fares rise," said Ms Ong.',
        said("Fares rise", "Ong Bee Lian"),
    ),
    case(
        "three-portfolios-and-a-comma",
        'Minister for Food, Agriculture and the Marine Conal Doyle spoke. "No fish," Doyle said.',
        said("No fish", "Conal Doyle"),
    ),
    case(
        "in-the-ministry",
        'Minister of State in the Ministry of Health Abena Osei spoke. "Wash your hands," the minister said.',
        said("Wash your hands", "Abena Osei"),
    ),
    case(
        "for-a-country",
        'Secretary of State for Northern Ireland Jo Bright spoke. "No talks," Bright said.',
        said("No talks", "Jo Bright"),
    ),
    case(
        "department-with-initials",
        'Department of Agrarian Affairs (DAA) Secretary Benigno dela Torre spoke. "Open books," Dela Torre said.',
        said("Open books", "Benigno dela Torre"),
    ),
    case(
        "deputy-commissioner",
        'Deputy Commissioner of Police Ravi Pillai spoke. "Forged seals," the DCP said.',
        said("Forged seals", "Ravi Pillai"),
    ),
    other(
        "the-office-alone",
        'The Minister for Health and Social Care met Ida Vance. "No beds," Vance said.',
        said("No beds", "Ida Vance"),
    ),
    other(
        "an-apposition-behind-the-portfolio",
        'The Minister for Health, Abena Osei, met Ida Vance. "No beds," the minister said.',
        said("No beds", "Abena Osei"),
    ),
    other(
        "speaker-of-the-house",
        'Speaker of the House Ida Vance left. "No vote," Vance said.',
        said("No vote", "Ida Vance"),
    ),
]

PEOPLES = [
    case(
        "two-words",
        'New Zealander Tim Rutter took five. "I am old," the New Zealander said.',
        said("I am old", "Tim Rutter"),
    ),
    case(
        "two-words-in-a-role",
        'Sri Lankan captain Dinesh Peiris met coach Pieter Naud. "We bowl," the Sri Lankan said.',
        said("We bowl", "Dinesh Peiris"),
    ),
    case(
        "of-whoever-the-paragraph-before-is-about",
        'Mats Lindberg was calm, insisting that Davide Serra had turned in.\n\n"I was there first," the Swede said.',
        said("I was there first", "Mats Lindberg"),
    ),
    case(
        "of-the-one-named-in-the-same-paragraph",
        'Mats Lindberg left early.\n\nHis agent, Davide Serra, laughed. "He is tired," the Sardinian said.',
        said("He is tired", "Davide Serra"),
    ),
    case(
        "people-of-two-words",
        'Head coach Andre Roste was quick to calm them.\n\n"It is one win," the St Lucian said.',
        said("It is one win", "Andre Roste"),
    ),
    case(
        "by-its-short-form",
        'New Zealand flanker Wade Corran laughed. "Not me," the Kiwi said.',
        said("Not me", "Wade Corran"),
    ),
    case(
        "who-opens-the-paragraph",
        'Mirela Vasic beat Ana Couto in two sets. "I served like a donkey," said the Croatian, 22.',
        said("I served like a donkey", "Mirela Vasic"),
    ),
    case(
        "born-there",
        'The agent, Piero Bonetti, met the press. "Ask my dog," the Brazilian-born agent said.',
        said("Ask my dog", "Piero Bonetti"),
    ),
    other(
        "a-fruit",
        'Tim Rutter ate the kiwi. "Sour," he said.',
        said("Sour", "Tim Rutter"),
    ),
]

BODIES = [
    case(
        "owned-by-a-plural",
        'The Lenders\' Employees Federation wrote to the labour ministry. "Staff should not pay," its letter said.',
        said("Staff should not pay", "Lenders' Employees Federation"),
    ),
    case(
        "a-body-before-the-role",
        'Norrvik Roads area manager Ivo Lund spoke. He called the hill "porridge".',
        said("porridge", "Ivo Lund"),
    ),
    case(
        "a-series-is-nobody",
        'Ivo Lund leaves, the Super Series side said. He said it was "gutting".',
        said("gutting", "Ivo Lund"),
    ),
    other(
        "two-people-before-the-role",
        'Ruth Kade met coach Ivo Lund. "We agree," Kade said. "No," the coach said.',
        said("We agree", "Ruth Kade"),
        said("No", "Ivo Lund"),
    ),
]


@pytest.mark.parametrize("one", parameters(TITLES))
def test_titles_and_ranks(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(PORTFOLIOS))
def test_offices_with_portfolios(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(PEOPLES))
def test_one_of_a_people(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(BODIES))
def test_bodies(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("form", ["shrugged", "slammed", "regretted", "averred", "wrote back", "chipped in"])
def test_a_verb_that_doubles_its_consonant_or_has_a_particle_is_a_cue(form: str) -> None:
    assert is_cue_form(form)


@pytest.mark.parametrize(
    ("word", "is_role"),
    [("sub-inspector", True), ("player-manager", True), ("fisher-king", False), ("off-chief", False)],
)
def test_an_office_with_a_hyphen(word: str, *, is_role: bool) -> None:
    assert (listed_head(word) == (MentionKind.ROLE, False)) is is_role
