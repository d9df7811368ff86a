"""Who is meant in news of courts, councils, sport and wires: offices, nicknames, epithets, unnamed roles, capitals."""

from __future__ import annotations

import pytest

from .articles import Case, assert_case, parameters, said
from .articles import look_alike as other
from .articles import plain_case as case

OFFICES = [
    case(
        "leader-of-the-opposition",
        'Leader of the Opposition Dr. Meera Joshi walked out. "This is loot," she said.',
        said("This is loot", "Meera Joshi"),
    ),
    case(
        "small-noun-before-a-title",
        'Labour analyst Prof Thandi Mokoena was blunt. The stock, she noted, was "gone by May".',
        said("gone by May", "Thandi Mokoena"),
    ),
    case(
        "mayor-for-housing",
        'Deputy Mayor for Housing Irina Pavlovna Belova flew in. "There is food," she said.',
        said("There is food", "Irina Pavlovna Belova"),
    ),
    case(
        "office-with-brackets",
        'Superintendent of Police (Rural) K. Meena Devi took samples. "It is oil," she said.',
        said("It is oil", "K. Meena Devi"),
    ),
    case(
        "ambassador-to-a-country",
        'Ambassador to Karland Ola Berg left. "I am sad," Berg said.',
        said("I am sad", "Ola Berg"),
    ),
    other(
        "an-office-alone",
        'The Leader of the Opposition met Meera Joshi. "It was loot," Joshi said.',
        said("It was loot", "Meera Joshi"),
    ),
    other(
        "two-offices-two-holders",
        'Minister of Ports Irina Belova met Deputy Mayor for Housing Oleg Titov. "No," he said. "Yes," she said.',
        said("No", "Oleg Titov"),
        said("Yes", "Irina Belova"),
    ),
]

NICKNAMES = [
    case(
        "surname-behind-a-nickname",
        'Farmer Bruce "Blue" Haddon has a sister, Jo Haddon. "I look up," said Mr Haddon.',
        said("Blue", "(nobody's words)", None),
        said("I look up", "Bruce Haddon"),
    ),
    other(
        "words-between-two-people",
        'Bruce Haddon shouted. "Blue," Edda Lorenz replied.',
        said("Blue", "Edda Lorenz"),
    ),
]

UNNAMED = [
    case(
        "whoever-it-is-according-to",
        'Helen Dahl, the councillor, said: "This is cowardice."\n\n'
        'According to a spokeswoman for Brightbeam, the firm is "deeply disappointed" by the vote.\n\n'
        'She told the Echo: "We have paid for this site."',
        said("This is cowardice.", "Helen Dahl"),
        said("deeply disappointed", "spokeswoman"),
        said("We have paid for this site.", "spokeswoman"),
    ),
    case(
        "apposition-behind-an-age",
        'In the queue was Mr R. Selvan, 66, a retired bus captain who took three buses. "I will freeze it," he said.',
        said("I will freeze it", "R. Selvan"),
    ),
    case(
        "apposition-behind-an-age-in-brackets",
        'Ruth Kade (34), a dairy farmer, sued Jonas Ried. "It was dark," the dairy farmer said.',
        said("It was dark", "Ruth Kade"),
    ),
    case(
        "presented-behind-the-verb",
        "Li Wei heads the village.\n"
        'One of them is 29-year-old Li Xiaoyu, who flies drones. "My father laughed," she said.',
        said("My father laughed", "Li Xiaoyu"),
    ),
    case(
        "a-role-by-the-way",
        'Vera Holm married Arne Lind in May. A second husband, a naval officer, left. "He was tidy," she said.',
        said("He was tidy", "Vera Holm"),
    ),
    other(
        "a-role-and-nobody-else",
        'A naval officer ran ashore. "It was dark," he said.',
        said("It was dark", "naval officer"),
    ),
    case(
        "obituary",
        "Vera Holm, who has died aged 93, made pots.\nShe was taught by Dora Kling. Kling once dropped a jar.\n"
        'In 1956 she married. "He was tidy," she said.',
        said("He was tidy", "Vera Holm"),
    ),
    case(
        "named-in-the-next-paragraph",
        'A 34-year-old dairy worker told police he had "looked down". He is to be sentenced.\n'
        "Ivo Roe, of Aldbrook, pleaded guilty.",
        said("looked down", "Ivo Roe"),
    ),
    other(
        "another-in-the-next-paragraph",
        'A dairy worker told police he had "looked down".\nIvo Roe, who drives a lorry, was hurt.',
        said("looked down", "dairy worker"),
    ),
    other(
        "another-age-in-the-next-paragraph",
        'A 34-year-old dairy worker told police he had "looked down".\nIvo Roe, 51, was hurt.',
        said("looked down", "34-year-old dairy worker"),
    ),
    other(
        "told-of-by-a-clause",
        'Ivo Roe watched. Asked whether he had orders, a young lieutenant who gave no name shrugged. "No," he said.',
        said("No", "young lieutenant"),
    ),
    other(
        "a-role-that-opens-the-paragraph",
        'Vera Holm closed the meeting.\nA woman who welds there said she was tired. "I launched two ships," she said.',
        said("I launched two ships", "woman"),
    ),
    other(
        "a-number-that-is-no-age",
        'Ruth Kade, 34, and a dairy farmer met. "It was dark," the dairy farmer said.',
        said("It was dark", "dairy farmer"),
    ),
]

EPITHETS = [
    case(
        "the-country",
        'His manager, Paolo Zanetti, was angry. "Where are the other two?" the Italian asked.',
        said("Where are the other two?", "Paolo Zanetti"),
    ),
    case(
        "the-country-told",
        'Awa Ndoye, an agronomist from Senegal, met Chen Wei. "It is a mirror," noted the Senegalese.',
        said("It is a mirror", "Awa Ndoye"),
    ),
    case(
        "mother-of-four",
        'Jo Haddon runs the depot. The mother of four said the form was "a joke".',
        said("a joke", "Jo Haddon"),
    ),
    case(
        "the-witness-is-not-counsel",
        'Susan Amory heard a scream. But Tobias Renn KC, defending, read her statement out. "Is it yours?" he asked.\n'
        '"It is," said the witness.',
        said("Is it yours?", "Tobias Renn"),
        said("It is", "Susan Amory"),
    ),
    case(
        "the-officer-is-the-sergeant",
        'Detective Sergeant Owen Blyth met Jonas Ried, the baker. "It was dark," the officer said.',
        said("It was dark", "Owen Blyth"),
    ),
    case(
        "his-wife-of-a-couple",
        'The couple Ruth and Desmond Tay were stuck. "We have crackers," Desmond Tay said. "And wine," his wife said.',
        said("We have crackers", "Desmond Tay"),
        said("And wine", "Ruth Tay"),
    ),
    case(
        "initials-of-the-office",
        'Superintendent of Police K. Meena Devi took samples. "It is oil," the SP said.',
        said("It is oil", "K. Meena Devi"),
    ),
    case(
        "head-of-the-region",
        'The pipes burst, Governor of the Talin Region Oleg Pavlovich Belov said on Friday. "It is cold," '
        "the head of the region said.",
        said("It is cold", "Oleg Pavlovich Belov"),
    ),
    case(
        "the-member",
        'Energy Minister Callum Strand posted a photo. "Not swimming weather," the National-Liberal MP said.',
        said("Not swimming weather", "Callum Strand"),
    ),
    other(
        "the-president-in-capitals",
        'Ruth Kade met Jonas Ried. "We agree," the President said.',
        said("We agree", "President"),
    ),
    other(
        "a-coast-is-nobody",
        'Paolo Zanetti left the Italian coast. "It is hot," an Italian said.',
        said("It is hot", "Italian", None),
    ),
    other(
        "a-club-is-of-no-country",
        'Striker Mateo Ruiz scored as Norrvik beat Holm. "We suffered," the Argentine said.',
        said("We suffered", "Mateo Ruiz"),
    ),
    other(
        "one-of-two-strikers",
        'Coach Lena Vik praised the keeper, Sami Aho. "She tried," Vik said. "I was lucky," the Finn said.',
        said("She tried", "Lena Vik"),
        said("I was lucky", "Finn", "Sami Aho"),
    ),
    other(
        "another-country",
        'Senegalese coach Awa Ndoye met Italian coach Paolo Zanetti. "We agree," the Italian said. "Yes," '
        "the Senegalese said.",
        said("We agree", "Paolo Zanetti"),
        said("Yes", "Awa Ndoye"),
    ),
    other(
        "a-witness-and-no-person",
        'Judge Ruth Kade sat down. "It was dark," the witness said.',
        said("It was dark", "witness"),
    ),
    other(
        "his-wife-without-a-name",
        'Desmond Tay is a baker. Ida Roy is his clerk. "We have crackers," Tay said. "And wine," his wife said.',
        said("We have crackers", "Desmond Tay"),
        said("And wine", "wife"),
    ),
]

TRADES = [
    case(
        "the-forecaster",
        'MetWatch has a red warning in place.\nIn the evening the forecaster said rivers could rise "very rapidly".',
        said("very rapidly", "MetWatch"),
    ),
    case(
        "the-airline",
        'Karland Airways cut ten routes. "Fuel is dear," the airline said.',
        said("Fuel is dear", "Karland Airways"),
    ),
    other(
        "one-of-two-airlines",
        'Karland Airways cut ten routes. Norrvik Airways cut two. "Fuel is dear," the lender said.',
        said("Fuel is dear", "lender"),
    ),
    other(
        "a-surname-with-two-capitals",
        'McAllan rows. "I am wet," he said.',
        said("I am wet", "McAllan"),
    ),
]

CAPITALS = [
    case(
        "the-first-words-in-capitals",
        'A GRANDMOTHER of nine was fined. "I shook," the grandmother said.',
        said("I shook", "grandmother"),
    ),
    case(
        "an-abstract-noun",
        'Vera Holm was unmoved.\nSuccess left her cold. "I pot," she replied.',
        said("I pot", "Vera Holm"),
    ),
    case(
        "dateline",
        'PUERTO ALTO, Losvania (AWP) - Villagers met Ruth Kade. She heard them demand the "lost road", she said.',
        said("lost road", "Ruth Kade"),
    ),
    other(
        "a-transcript",
        'KADE: "It is cold."\nThat was Ruth Kade.',
        said("It is cold.", "Ruth Kade"),
    ),
]

SURNAMES = [
    other(
        "a-number-behind-a-place-is-no-age",
        "Ruth Kade, 34, was hurt. In Norrvik, 34 people were. The 34-year-old said “we row at night”. "
        "Police held Karl Dahl, 34.",
        said("we row at night", "Ruth Kade"),
    ),
    other(
        "a-tag-sends-out-no-report",
        "“We row at night,” Ivo Lund wrote. The report said “the wall is weak and will fail”.",
        said("We row at night", "Ivo Lund"),
        said("the wall is weak and will fail", "report"),
    ),
    other(
        "a-wife-is-no-apposition",
        "Karl Dahl, his wife said, was late for work. “We row at night,” he said.",
        said("We row at night", "Karl Dahl"),
    ),
    other(
        "misread-bullets-are-no-marks",
        'â€¢ Vera Moss left on Monday.\nâ€¢ Ivo Lund said he rowed.\n"We row at night," he said.',
        said("We row at night", "Ivo Lund"),
    ),
    case(
        "misread-marks",
        "â€œWe row at night,â€ said Vera Moss.",
        said("We row at night", "Vera Moss"),
    ),
    other(
        "a-list-is-no-credit",
        "“We row at night and we like it.”\n– Vera Moss was not there.",
        said("We row at night and we like it.", None),
    ),
    case("a-name-with-an-initial", '"We row at night," G-Eazel said.', said("We row at night", "G-Eazel")),
    other(
        "a-husband-named-later",
        'His opponent was less amused. "He knows perfectly well," Marsh told the radio.\n\n'
        'Mrs Marsh told the meeting: "I will not rest." Her husband, Tim Marsh, added: "Nor will I."',
        said("He knows perfectly well", "Marsh"),
        said("I will not rest.", "Marsh", "Mrs Marsh"),
        said("Nor will I.", "Tim Marsh"),
    ),
    case(
        "first-of-two-surnames",
        'Governor Elena Quispe Rojas met Ivo Lund. "No," Quispe said. "Yes," said Lund.',
        said("No", "Elena Quispe Rojas"),
        said("Yes", "Ivo Lund"),
    ),
    case(
        "surname-first-behind-a-title",
        'Teo Kah Hock fries noodles. "It was the knees," said Mr Teo.',
        said("It was the knees", "Teo Kah Hock"),
    ),
    case(
        "korean-surname-behind-a-title",
        'Kim Min-jae met Wang Lei. "It is fine," Mr Kim said. "It is not," Ms Wang said.',
        said("It is fine", "Kim Min-jae"),
        said("It is not", "Wang Lei"),
    ),
    case(
        "madam-in-short",
        'Mdm Lim Siew Eng agreed. "Very loud," Mdm Lim said.',
        said("Very loud", "Lim Siew Eng"),
    ),
    case(
        "irish-particle",
        'Fionn Ó Maoldúin drove. His father, Tomás Ó Maoldúin, did not. "I looked down," said Mr Ó Maoldúin.',
        said("I looked down", "Fionn Ó Maoldúin", "Tomás Ó Maoldúin"),
    ),
    other(
        "two-brothers",
        'Teo Kah Hock fries noodles and Teo Kah Seng sells. "It was the knees," said Mr Teo.',
        said("It was the knees", "Teo"),
    ),
    other(
        "a-middle-name-of-two",
        'Elena Quispe Rojas met Ivo Quispe Lund. "No," Quispe said.',
        said("No", "Quispe"),
    ),
]


@pytest.mark.parametrize("one", parameters(OFFICES))
def test_an_office_in_front_of_a_name(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(NICKNAMES))
def test_a_nickname_in_marks(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(UNNAMED))
def test_a_person_with_a_name_before_a_role_without(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(EPITHETS))
def test_epithets(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(CAPITALS))
def test_capitals_that_are_nobody(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(SURNAMES))
def test_surnames_that_are_not_the_last_word(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(TRADES))
def test_a_body_by_its_trade(one: Case) -> None:
    assert_case(one)
