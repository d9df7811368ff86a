"""Who is meant where capitals name a thing, a role varies another, *they* is one, and a clause has its own subject."""

from __future__ import annotations

import pytest

from .articles import Case, assert_case, parameters, said
from .articles import look_alike as other
from .articles import plain_case as case

THINGS = [
    case(
        "capitals-that-qualify-a-role",
        "Ida Vance came late. The crowd rose for the three-time Golden Oar champion. She had “no legs left”.",
        said("no legs left", "Ida Vance"),
    ),
    case(
        "capitals-behind-an-office",
        "Ida Vance spoke to the Commissioner for Urban Renewal. It was late. She had “no legs left”, she said.",
        said("no legs left", "Ida Vance"),
    ),
    case(
        "a-title-with-its-article",
        "Ida Vance drove a bus. Her fourth book, The Terminus, is set at night. As she puts it, “nobody lies there”.",
        said("nobody lies there", "Ida Vance"),
    ),
    case(
        "time-that-opens-a-sentence",
        "Ida Vance left by the back door. Hours later, she wrote: “I am not crying in an airport.”",
        said("I am not crying in an airport.", "Ida Vance"),
    ),
    case(
        "a-contraction",
        "Ida Vance married. And the honeymoon? It'll have to wait. “I have a film to finish,” she said.",
        said("I have a film to finish", "Ida Vance"),
    ),
    other(
        "a-person-before-a-role",
        "The Commissioner for Ports met Dara Quill. Quill left early. “I had a train to catch,” she said.",
        said("I had a train to catch", "Dara Quill"),
    ),
]

ROLES = [
    case(
        "an-insider-is-the-source",
        "A source tells Glimmer that Ida Vance is happy. “She wept,” the insider says.",
        said("She wept", "source"),
    ),
    case(
        "a-constable",
        "PC Ida Vance stopped a lorry. Chief Inspector Ruth Kade praised her. “He lied,” said the constable.",
        said("He lied", "Ida Vance"),
    ),
    case(
        "counsel-without-an-article",
        "Ivo Lund SC, defending, rose. “He was sold, Judge,” counsel said.",
        said("He was sold, Judge", "Ivo Lund"),
    ),
    case(
        "who-shadows-an-office",
        "Tom Hale, the shadow ports minister, came with Ida Vance. The ports minister said: “I am about to get a bus.”",
        said("I am about to get a bus.", "ports minister"),
    ),
    case(
        "a-volunteer-with-a-trade",
        "Lena Berg said that more rain was coming.\nIn the hall, volunteer Ida Vance was folding sheets.\n"
        "“You get a system going,” the retired nurse said.",
        said("You get a system going", "Ida Vance"),
    ),
    other(
        "counsel-nobody-named",
        "Ivo Lund pleaded guilty. “He was sold, Judge,” counsel said.",
        said("He was sold, Judge", "counsel"),
    ),
    other(
        "an-insider-and-no-source",
        "A farmer met Ida Vance. “She wept,” the insider says.",
        said("She wept", "insider"),
    ),
]


PRONOUNS = [
    case(
        "they-who-is-one",
        "One ally of the minister said she was “on the brink”. “Aides think this is theatre,” they said.",
        said("on the brink", "ally of the minister", "ally"),
        said("Aides think this is theatre", "ally of the minister", "ally"),
    ),
    case(
        "they-who-opens-the-paragraph",
        "Ida Vance met the members of the committee.\nAnother backbencher, first elected last year, was blunter. "
        "“I knocked on doors,” they said.",
        said("I knocked on doors", "backbencher"),
    ),
    other(
        "they-who-are-many",
        "Ida Vance said nothing. Residents of the street marched. “We want our bridge back,” they said.",
        said("We want our bridge back", "Residents"),
    ),
]

CLAUSES = [
    case(
        "a-clause-behind-after",
        "The comments came a day after a report described the scheme as “poorly targeted and hard to justify”.",
        said("poorly targeted and hard to justify", "report"),
    ),
    case(
        "a-name-before-a-colon",
        "Her co-star Teddy Huang commented with a string of hearts, while her mother, Francine, wrote: “My baby girl.”",
        said("My baby girl.", "Francine"),
    ),
    case(
        "prompting-somebody-to-object",
        "The farmer accused staff of “cooking the numbers”, prompting chief executive Lorraine Poata to object.",
        said("cooking the numbers", "farmer"),
    ),
    case(
        "what-somebody-says-of-before",
        "Mangal, who is a mason, said that they had complained. “We told the supervisor that the pipes were bending.”",
        said("We told the supervisor that the pipes were bending.", "Mangal"),
    ),
    other(
        "a-verb-set-back-alone",
        "Vance had complained of it. “We told the supervisor that the pipes were bending.”",
        said("We told the supervisor that the pipes were bending.", "Vance"),
    ),
    other(
        "used-to-say",
        "“The sea is only showing off,” Ivo Roe used to say.",
        said("The sea is only showing off", "Ivo Roe"),
    ),
]


@pytest.mark.parametrize("one", parameters(THINGS))
def test_capitals_of_things(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(ROLES))
def test_roles(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(PRONOUNS))
def test_they(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(CLAUSES))
def test_the_subject_of_a_clause(one: Case) -> None:
    assert_case(one)
