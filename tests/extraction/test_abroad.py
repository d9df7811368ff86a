"""Who is meant where capitals name a thing, an insider is a source, a PC a constable, and counsel has been named."""

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


@pytest.mark.parametrize("one", parameters(THINGS))
def test_capitals_of_things(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(ROLES))
def test_roles(one: Case) -> None:
    assert_case(one)
