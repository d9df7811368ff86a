"""Whose a verb of saying is where something stands between: relatives, participles, outlets, offices; transcripts."""

from __future__ import annotations

import pytest

from .articles import SCARE, Case, assert_case, parameters, said
from .articles import look_alike as other
from .articles import plain_case as case

SUBJECTS = [
    case("a-post-that-read", 'Ivo Lund liked a post that read "Come home, and bring a coat".',
         said("Come home, and bring a coat", "post")),
    case("a-paper-that-described", 'The bishop apologised for a leaked church paper that described them as "assets".',
         said("assets", "leaked church paper")),
    case("with-a-source-describing", 'Ivo Lund will leave, with a club source describing talks as "done, bar the ink".',
         said("done, bar the ink", "club source")),
    case("by-supporters-chanting", 'Ruth Vance was met at the gate by supporters chanting "Vance has landed!"',
         said("Vance has landed!", "supporters")),
    case("an-outlet-and-who-spoke", 'According to the Echo, club president Ivan Marek has told friends that it was '
         '"an insult with a bow".', said("an insult with a bow", "Ivan Marek")),
    case("what-a-decree-called", 'Tambala shut its ports, citing what a decree seen by Telex called "a lasting lack".',
         said("a lasting lack", "decree")),
    case("an-office-and-its-firm", 'Tom Vale, Founder and Chief Engineer, Ashton Robots, commented: "We tested it."',
         said("We tested it.", "Tom Vale")),
    case("a-credit-in-capitals", 'The firm is sorry.\n"It is here to lift, not to pay." — Jas Dillon, Union Officer',
         said("It is here to lift, not to pay.", "Jas Dillon")),
    other("told-voters-that-claims", 'Ruth Vance told voters that claims of "fraud in the count" were false.',
          said("fraud in the count", "Ruth Vance", SCARE)),
    other("saying-is-the-writers", 'Ivo Lund left with a smile, saying "enough of this now".',
          said("enough of this now", "Ivo Lund")),
    other("a-wife-in-capitals", 'His partner at the yard, Lawrence Cole, said: "We tested it."',
          said("We tested it.", "Lawrence Cole")),
]  # fmt: skip

DOCUMENTS = [
    case("it-read", 'A text sent by Paula Renwick to the chairman was short. It read: "Help me."',
         said("Help me.", "Paula Renwick")),
    other("it-is-the-letter", 'A letter lay on the table. It read: "Help me."', said("Help me.", "letter")),
]  # fmt: skip

TRANSCRIPTS = [
    case("i-and-he", 'Evidence was given by Stuart Miles, the engineer, and heard by Rosa Ache.\n'
         'ACHE: What did you do?\n'
         'MILES: A man called Dale. I told him, "Open the lower gate."\n'
         'ACHE: What did he say?\n'
         'MILES: He said, "I am not allowed."',
         said("Open the lower gate.", "Stuart Miles"), said("I am not allowed.", "Dale")),
    other("one-label", 'NOTE: He said, "I am not allowed."', said("I am not allowed.", None, "NOTE")),
]  # fmt: skip

EPITHETS = [
    case("the-nun", 'Sister Agnes, of Thrale Abbey, thought. "Closed doors help," the nun said.',
         said("Closed doors help", "Agnes")),
    case("the-vicar", 'The Revd Simon Acton met Ida Vance. "It is honest," the vicar said.',
         said("It is honest", "Simon Acton")),
    case("the-legislator", 'Makadi MP Otieno Ouma met Ida Vance, the baker. "Bread is dear," the legislator said.',
         said("Bread is dear", "Otieno Ouma")),
    case("the-man-of-the-sentence-before", 'Ivo Lund lost the vote.\n'
         'The owner of a scrapyard was asked about it. The man said he had bought "no animals at all".',
         said("no animals at all", "owner of a scrapyard", "owner")),
    case("initials-with-brackets",
         'Deputy Commissioner of Police (Rural) Ravi Pillai came. "They were forged," the DCP said.',
         said("They were forged", "Ravi Pillai")),
    case("rank-as-initials", 'The Commissioner of Police, CP Aisha Garba, came. The CP called it "a wicked thing".',
         said("a wicked thing", "Aisha Garba")),
    case("whose-name-is-told-later", '"You have socks?" asks the attendant.\nThe attendant\'s name is Zdenka Roy.',
         said("You have socks?", "Zdenka Roy")),
    case("a-trade-not-told-before", 'Lola Roy, 33, was late for work. "I ran," the nurse said.',
         said("I ran", "Lola Roy")),
    case("a-teacher-in-the-city", 'Ida Vance left. A teacher in the city, who gave no name, said: "I teach at night."',
         said("I teach at night.", "teacher")),
    other("a-trade-of-one-of-two", 'Lola Roy met Jo Bell at work. "I ran," the nurse said.', said("I ran", "nurse")),
    other("a-prosecutor-is-another", 'Lola Roy, 33, was late for work. "She ran," the prosecutor said.',
          said("She ran", "prosecutor")),
    other("the-woman-beside-me", 'Ida Vance sang. "Well, I cried," said the woman beside me.',
          said("Well, I cried", "woman", "woman beside me")),
    other("a-nun-nobody-named", 'Ida Vance, a baker, sat down. "Closed doors help," the nun said.',
          said("Closed doors help", "nun")),
]  # fmt: skip


@pytest.mark.parametrize("one", parameters(SUBJECTS))
def test_who_governs_the_verb(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(DOCUMENTS))
def test_a_pronoun_for_a_document(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(TRANSCRIPTS))
def test_transcripts(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(EPITHETS))
def test_callings_strangers_and_initials(one: Case) -> None:
    assert_case(one)
