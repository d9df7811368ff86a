"""Names in all their forms, roles, and the entities that a document knows."""

from __future__ import annotations

import pytest

from quotetrace.model import EntityKind

from .articles import Case, assert_case, parameters, read, said
from .articles import look_alike as other
from .articles import plain_case as case

NAMES = [
    case(
        "surname-title-initial",
        "Prof. Edda K. Lorenz led the dig. "
        '"It is a boat," Lorenz said. "It is Roman," Prof. Lorenz said. "It is ours," said E. K. Lorenz.',
        said("It is a boat", "Edda K. Lorenz"),
        said("It is Roman", "Edda K. Lorenz"),
        said("It is ours", "Edda K. Lorenz"),
    ),
    case(
        "middle-name-comes-and-goes",
        'Edda Karin Lorenz led the dig. "It is a boat," Edda Lorenz said. "It is Roman," said Lorenz.',
        said("It is a boat", "Edda Karin Lorenz"),
        said("It is Roman", "Edda Karin Lorenz"),
    ),
    case(
        "short-form-of-a-forename",
        'Christopher Bale owns the hall. "Come in," said Chris Bale.',
        said("Come in", "Christopher Bale"),
    ),
    case(
        "junior",
        'Aldo Reyes Jr. ran the clinic. "We never closed," Reyes said.',
        said("We never closed", "Aldo Reyes Jr.", "Aldo Reyes"),
    ),
    case(
        "forename-later",
        'Nadia Bercu is nine. "I can swim now," Nadia said.',
        said("I can swim now", "Nadia Bercu"),
    ),
    case(
        "forename-of-a-child-among-one-surname",
        'Nadia Bercu is nine and her brother Tudor Bercu is six. "I can swim," Nadia said. "I can too," said Tudor.',
        said("I can swim", "Nadia Bercu"),
        said("I can too", "Tudor Bercu"),
    ),
    case(
        "accents-come-and-go",
        'José Muñoz keeps bees. "They sleep," Munoz said.',
        said("They sleep", "José Muñoz"),
    ),
    case(
        "apostrophe-in-the-name",
        "Siobhan O'Dowd chairs the club. \"We are broke,\" O'Dowd said.",
        said("We are broke", "Siobhan O'Dowd"),
    ),
    case(
        "curly-apostrophe-and-possessive",
        "Siobhan O’Dowd’s club is broke. “We sold the roof,” O’Dowd said.",
        said("We sold the roof", "Siobhan O’Dowd"),
    ),
    case(
        "arabic-particles",
        'Huda al-Rashid runs the port. "Ships wait for days," al-Rashid said.',
        said("Ships wait for days", "Huda al-Rashid"),
    ),
    case(
        "mac-and-double-barrel",
        'Fraser MacAulay-Reid farms here. "It floods," said Mr MacAulay-Reid.',
        said("It floods", "Fraser MacAulay-Reid"),
    ),
    case(
        "name-ending-in-s",
        'Tess Jacobs wrote the report. Jacobs\' verdict: "Start again."',
        said("Start again.", "Tess Jacobs"),
    ),
    case(
        "surname-that-is-a-word",
        'Eleanor Price keeps the shop. "Prices rose," Price said.',
        said("Prices rose", "Eleanor Price"),
    ),
    case(
        "surname-that-is-a-month",
        'Harriet May keeps the shop. "Sales fell in May," May said.',
        said("Sales fell in May", "Harriet May"),
    ),
    case(
        "surname-that-is-an-auxiliary",
        'Harriet Will keeps the shop. "Sales fell," said Will. "They will rise," Will added.',
        said("Sales fell", "Harriet Will"),
        said("They will rise", "Harriet Will"),
    ),
    other(
        "a-month-beside-a-cue",
        'Harriet May keeps the shop. Karl Imhof said May 3 was "a long day".',
        said("a long day", "Karl Imhof"),
    ),
    case(
        "name-in-capitals",
        'PETRA HOLM spoke first. "It floats," Holm said.',
        said("It floats", "Petra Holm"),
    ),
    case(
        "one-name-only",
        'Zuleika, a singer with one name, laughed. "I lost the other," Zuleika said.',
        said("I lost the other", "Zuleika"),
    ),
    case(
        "particles-written-small",
        'Juana de la Vega met Ulla von der Graaf. "No," von der Graaf said. "Yes," said de la Vega.',
        said("No", "Ulla von der Graaf"),
        said("Yes", "Juana de la Vega"),
    ),
    case(
        "known-from-a-genitive",
        'Siobhan Dowd\'s lawyer was late. "We waited," Dowd said.',
        said("We waited", "Siobhan Dowd"),
    ),
    case(
        "her-lawyer-is-one-lawyer",
        "Siobhan Dowd's lawyer was late. \"We waited,\" Dowd's lawyer said.",
        said("We waited", "Siobhan Dowd's lawyer"),
    ),
    other(
        "a-van-is-no-particle",
        'Gerd Ebert sold the van Ebert had driven. "It ran well," Ebert said.',
        said("It ran well", "Gerd Ebert"),
    ),
    case(
        "office-with-of-before-the-name",
        'Secretary of State Tilda R. Quist spoke. "No," she said. "Yes," said Minister for Health Ola Dahl.',
        said("No", "Tilda R. Quist"),
        said("Yes", "Ola Dahl"),
    ),
    case(
        "names-that-begin-with-new",
        'The New Yorker asked him. "No," the New England mayor, Karl Imhof, said. "Ever," The New York Courier wrote.',
        said("No", "Karl Imhof"),
        said("Ever", "New York Courier"),
    ),
    case(
        "party-and-home-in-brackets",
        '"No," said Del. Ann Moe (D-Newport) on Monday. "Yes," Rep. Karl Imhof (R-Utah) said.',
        said("No", "Ann Moe"),
        said("Yes", "Karl Imhof"),
    ),
    other(
        "a-clause-in-capitals",
        'THE PORT HAS ASKED HIM — Karl Imhof called the port "a ruin".',
        said("a ruin", "Karl Imhof"),
    ),
    other(
        "with-an-article-it-is-no-person",
        'The Commission met Karl Imhof. "It was long," he said.',
        said("It was long", "Karl Imhof"),
    ),
    other(
        "the-president-and-his-wife",
        'President Bilyk spoke first. "It is late," he said.\nOlena Bilyk left. "Very late," the president said.',
        said("It is late", "Bilyk"),
        said("Very late", "Bilyk"),
    ),
    case(
        "a-president-named-later",
        'President Bilyk spoke first.\n"It is late," said Bilyk.\nPresident Taras Bilyk took office in May.',
        said("It is late", "Taras Bilyk"),
    ),
    other(
        "mr-and-mrs-one-surname",
        'Viktor Stahl and Renate Stahl run the bakery. "We open at four," Mrs Stahl said. "At five," said Mr Stahl.',
        said("We open at four", "Renate Stahl"),
        said("At five", "Viktor Stahl"),
    ),
    other(
        "brothers-in-full",
        "Viktor Stahl bakes and Anton Stahl sells. "
        '"I am up at three," said Viktor Stahl. "I am not," said Anton Stahl.',
        said("I am up at three", "Viktor Stahl"),
        said("I am not", "Anton Stahl"),
    ),
    other(
        "an-initial-of-another",
        'Viktor Stahl bakes. A. Stahl, his son, sells. "I sleep late," said A. Stahl.',
        said("I sleep late", "A. Stahl"),
    ),
    other(
        "forenames-that-only-begin-alike",
        'Mark Stahl bakes. Marta Stahl sells. "The oven is old," Marta Stahl said.',
        said("The oven is old", "Marta Stahl"),
    ),
    other(
        "a-street-of-that-name",
        'Edda Lorenz lives on Stahl Street. "It is noisy," Lorenz said.',
        said("It is noisy", "Edda Lorenz"),
    ),
]

ROLES = [
    case(
        "apposition",
        'Ruth Kade, the harbour master, stayed. "Close the gates," the harbour master said.',
        said("Close the gates", "Ruth Kade"),
    ),
    case(
        "predication",
        'Ruth Kade is the harbour master of Norrvik. "Close the gates," the harbour master said.',
        said("Close the gates", "Ruth Kade"),
    ),
    case(
        "before-the-name",
        'Harbour master Ruth Kade stayed. "Close the gates," the harbour master said.',
        said("Close the gates", "Ruth Kade"),
    ),
    case(
        "apposition-turned",
        'The harbour master, Ruth Kade, stayed. "Close the gates," the harbour master said.',
        said("Close the gates", "Ruth Kade"),
    ),
    case(
        "who-is",
        'Ruth Kade, who is the harbour master, stayed. "Close the gates," said the harbour master.',
        said("Close the gates", "Ruth Kade"),
    ),
    case(
        "became",
        'Ruth Kade became chief executive in May. "We are hiring," the chief executive said.',
        said("We are hiring", "Ruth Kade"),
    ),
    case(
        "role-of-a-body",
        'Ruth Kade, president of Tarnwell Energy, resigned. "I am tired," the Tarnwell president said.',
        said("I am tired", "Ruth Kade"),
    ),
    case(
        "another-word-for-the-leader",
        'Ruth Kade, the secretary-general of the Coastal League, flew in. "We agree," the Coastal League chief said.',
        said("We agree", "Ruth Kade"),
    ),
    case(
        "generic-official-in-focus",
        'Deputy minister Ruth Kade flew in. "We agree," the official said.',
        said("We agree", "Ruth Kade"),
    ),
    case(
        "age-as-a-role",
        'Ruth Kade won the race. "I am wet," the 34-year-old said.',
        said("I am wet", "Ruth Kade"),
    ),
    case(
        "feminine-role-fits-one",
        'Ruth Kade and Jonas Ried own the farm. "It burned for hours," the businesswoman said.',
        said("It burned for hours", "Ruth Kade"),
    ),
    case(
        "two-roles-two-people",
        "Ruth Kade, the harbour master, and Jonas Ried, the town clerk, met. "
        '"Close the gates," the harbour master said. "At once," the clerk said.',
        said("Close the gates", "Ruth Kade"),
        said("At once", "Jonas Ried"),
    ),
    case(
        "ages-tell-two-apart",
        'Ruth Kade, 34, beat Ann Moe, 51. "I am wet," the 34-year-old said. '
        '"I am dry," the 51-year-old mother-of-two said.',
        said("I am wet", "Ruth Kade"),
        said("I am dry", "Ann Moe"),
    ),
    case(
        "father-of-three",
        'Jonas Ried met Ruth Kade. "We lost the barn," the father-of-three said.',
        said("We lost the barn", "Jonas Ried"),
    ),
    case(
        "second-of-two-roles",
        'Ruth Kade, a developer and spokeswoman for the League, flew in. "We agree," the spokeswoman said.',
        said("We agree", "Ruth Kade"),
    ),
    case(
        "now-the-leader",
        'Jonas Ried met Ruth Kade, now the League leader. "We agree," the League leader said.',
        said("We agree", "Ruth Kade"),
    ),
    case(
        "dame-and-forename",
        'Sir Ivo Crewe met Dame Ida Moen. "It was late," Dame Ida said. "It was," said Sir Ivo.',
        said("It was late", "Ida Moen"),
        said("It was", "Ivo Crewe"),
    ),
    other(
        "a-place-is-not-the-mayor",
        'In Chelsea, the mayor met Jonas Ried. "We agree," the mayor said.',
        said("We agree", "mayor"),
    ),
    other(
        "mr-is-for-surnames",
        'Jonas Ried met Ann Moe. "We agree," said Mr Jonas.',
        said("We agree", "Jonas"),
    ),
    other(
        "another-official",
        'Deputy minister Ruth Kade flew in. "We do not agree," another official said.',
        said("We do not agree", "official", "another official"),
    ),
    other(
        "a-spokesman-is-not-the-boss",
        'Ruth Kade, the chief executive, flew in. "She is resting," a spokesman said.',
        said("She is resting", "spokesman"),
    ),
    other(
        "former-asked-for",
        'Former mayor Ruth Kade met Mayor Jonas Ried. "We agree," the former mayor said. "We do," said the mayor.',
        said("We agree", "Ruth Kade"),
        said("We do", "Jonas Ried"),
    ),
    case(
        "elect",
        'Mayor-elect Ruth Kade met Mayor Jonas Ried. "We agree," Kade said.',
        said("We agree", "Ruth Kade"),
    ),
    other(
        "somebody-elses-president",
        "Ruth Kade, president of Tarnwell Energy, met Jonas Ried, president of the Coastal League. "
        '"We agree," the Coastal League president said.',
        said("We agree", "Jonas Ried"),
    ),
    other(
        "former-and-present",
        'Ruth Kade, the former mayor, and Jonas Ried, the mayor, met. "We agree," the mayor said.',
        said("We agree", "Jonas Ried"),
    ),
    other(
        "role-not-in-the-article",
        'Ruth Kade, the harbour master, stayed. "It is a flu," the doctor said.',
        said("It is a flu", "doctor"),
    ),
]

# How other countries address and name people.
ABROAD = [
    case(
        "police-ranks",
        'Det Supt Maeve Corrigan spoke. "It was arson," Det Ch Insp Neil Platt said. "It was," Supt Corrigan said.',
        said("It was arson", "Neil Platt"),
        said("It was", "Maeve Corrigan"),
    ),
    case(
        "letters-behind-a-name",
        'Ngozi Eze-Obi MP met Barry Quill KC. "It is unjust," Ms Eze-Obi said. "It is void," said Mr Quill.',
        said("It is unjust", "Ngozi Eze-Obi"),
        said("It is void", "Barry Quill"),
    ),
    case(
        "taoiseach",
        'Taoiseach Donal Breen met Mairead Quirke TD. "We agreed," the Taoiseach said. "No," Deputy Quirke said.',
        said("We agreed", "Donal Breen"),
        said("No", "Mairead Quirke"),
    ),
    case(
        "mr-justice",
        'Mr Justice Hargreave passed sentence. "You showed no remorse," the judge said.',
        said("You showed no remorse", "Hargreave"),
    ),
    case(
        "indian-honorifics",
        'Shri Ranil Devan met Smt Kamala Rao. "India is ready," Smt Rao said. "So are we," Shri Devan said.',
        said("India is ready", "Kamala Rao"),
        said("So are we", "Ranil Devan"),
    ),
    case(
        "sheikh-and-ayatollah",
        'Sheikh Hamad bin Khalid Al Mansoori met Ayatollah Reza Karimi. "No," Sheikh Hamad said. '
        '"Yes," said Al Mansoori. "Perhaps," the ayatollah said.',
        said("No", "Hamad bin Khalid Al Mansoori"),
        said("Yes", "Hamad bin Khalid Al Mansoori"),
        said("Perhaps", "Reza Karimi"),
    ),
    case(
        "family-name-first",
        'Xi Wenqing met Kim Dae-hyun. "We wait," Xi said. "We do not," Kim said.',
        said("We wait", "Xi Wenqing"),
        said("We do not", "Kim Dae-hyun"),
    ),
    case(
        "patronymics",
        'Ivan Petrovich Sokolov and Anna Sokolova met Katrín Sigurdóttir. "No," Sokolov said. "Yes," Sokolova said. '
        '"Perhaps," Katrín said.',
        said("No", "Ivan Petrovich Sokolov"),
        said("Yes", "Anna Sokolova"),
        said("Perhaps", "Katrín Sigurdóttir"),
    ),
    case(
        "one-name-and-a-title",
        'President Suharyo opened the dam. "It is safe," Suharyo said. "It is," he added.',
        said("It is safe", "Suharyo"),
        said("It is", "Suharyo"),
    ),
    case(
        "premier-is-prime-minister",
        'Lurian President Taras Bilyk met Ostian Prime Minister Marek Zych. "We will help," the Ostian premier said.',
        said("We will help", "Marek Zych"),
    ),
    case(
        "a-surname-that-is-a-title",
        'Foreign Secretary Philippa Dean flew in. "It is late," Ms Dean said.',
        said("It is late", "Philippa Dean"),
    ),
    case(
        "the-court-ruled",
        'The High Court ruled on Friday. "The order is void," the judgment said.',
        said("The order is void", "High Court"),
    ),
    other(
        "a-president-is-no-premier",
        'Lurian President Taras Bilyk flew in. "We will help," the premier said.',
        said("We will help", "premier"),
    ),
    other(
        "an-mp-without-a-name",
        'Taras Bilyk flew in. "We will help," a Labour MP said.',
        said("We will help", "Labour MP"),
    ),
]


@pytest.mark.parametrize("one", parameters(ABROAD))
def test_names_and_forms_of_address_from_elsewhere(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(NAMES))
def test_names(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(ROLES))
def test_roles(one: Case) -> None:
    assert_case(one)


def test_an_entity_lists_its_names_and_roles() -> None:
    extraction = read(
        'Ruth Kade, the harbour master, stayed. "Close the gates," Kade said. "All of them," the harbour master said.'
    )
    (entity,) = extraction.entities
    assert (entity.name, entity.kind, entity.roles) == ("Ruth Kade", EntityKind.PERSON, ("harbour master",)), entity
    assert "Kade" in entity.aliases
    assert [quote.entity for quote in extraction.quotations] == [0, 0]


def test_two_people_of_one_surname_are_two_entities() -> None:
    extraction = read(
        'Viktor Stahl bakes. Anton Stahl sells. "Up at three," said Viktor Stahl. "Not I," said Anton Stahl.'
    )
    assert [entity.name for entity in extraction.entities] == ["Viktor Stahl", "Anton Stahl"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param('"We row," said Ruth Kade.', EntityKind.PERSON, id="person"),
        pytest.param('"We row," Tarnwell Energy said.', EntityKind.ORGANISATION, id="organisation"),
        pytest.param('The report said the dam was "at great risk".', EntityKind.DOCUMENT, id="document"),
        pytest.param('"We row," a witness said.', EntityKind.ROLE, id="role"),
        pytest.param('"We row," residents said.', EntityKind.GROUP, id="group"),
    ],
)
def test_kind_of_the_speaker(text: str, kind: EntityKind) -> None:
    (entity,) = read(text).entities
    assert entity.kind is kind


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        pytest.param('Mrs Okoro spoke. "We row," Mrs Okoro said.', "f", id="title"),
        pytest.param('Walter Pryce spoke. "We row," Pryce said.', "m", id="forename"),
        pytest.param('Kwabo Idris lost her boat. "We row," she said.', "f", id="text"),
        pytest.param('"We row," Tarnwell Energy said.', "n", id="body"),
        pytest.param('"We row," said Kwabo Idris.', None, id="unknown"),
    ],
)
def test_gender_of_the_speaker(text: str, gender: str | None) -> None:
    (entity,) = read(text).entities
    assert entity.gender == gender


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        pytest.param('"We row," said harbour master Ruth Kade on Monday.', "Ruth Kade", id="name"),
        pytest.param('Ruth Kade rows. "We row," she said.', "she", id="pronoun"),
        pytest.param('Ruth Kade rows. "We row," Kade said.', "Kade", id="surname"),
        pytest.param('"We row," the port authority said.', "port authority", id="role"),
    ],
)
def test_the_mention_is_the_words_that_name_the_speaker_there(text: str, mention: str) -> None:
    (quote,) = read(text).quotations
    assert quote.speaker_mention is not None
    assert mention in quote.speaker_mention.text
    # at most a title, a role or a determiner besides
    assert len(quote.speaker_mention.text.split()) <= len(mention.split()) + 2
