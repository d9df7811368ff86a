"""Who is meant: pronouns, bodies, documents and places, and the short words of headlines."""

from __future__ import annotations

import pytest

from quotetrace.model import ZoneKind

from .articles import SCARE, Case, assert_case, parameters, said
from .articles import look_alike as other
from .articles import plain_case as case

PRONOUNS = [
    case(
        "by-title",
        'Mrs Okoro met Mr Brandvold at noon. "I was early," she said. "I was late," he said.',
        said("I was early", "Okoro"),
        said("I was late", "Brandvold"),
    ),
    case(
        "by-forename",
        'Helena Dorn met Walter Pryce at noon. "I was early," she said. "I was late," he said.',
        said("I was early", "Helena Dorn"),
        said("I was late", "Walter Pryce"),
    ),
    case(
        "by-the-text",
        "Kwabo Idris has sold nets since she was twelve. Her uncle, Walter Pryce, taught her.\n"
        '"He shouted a lot," she said.',
        said("He shouted a lot", "Kwabo Idris"),
    ),
    case(
        "text-beats-forename",
        "Walter Pryce, an actress, got the name from her grandfather. She never changed it.\n"
        'Jonas Ried directs her. "It opens doors," she said.',
        said("It opens doors", "Walter Pryce"),
    ),
    case(
        "they-is-a-body",
        'Tarnwell Energy raised its prices. "We had to," they said in a statement.',
        said("We had to", "Tarnwell Energy"),
    ),
    case(
        "it-is-a-company",
        'Tarnwell Energy raised its prices. "We had to," it said in a statement.',
        said("We had to", "Tarnwell Energy"),
    ),
    case(
        "they-are-a-group",
        'Residents blocked the road at dawn. "We will be back," they said.',
        said("We will be back", "residents"),
    ),
    case(
        "who",
        'The letter was written by Helena Dorn, who called the vote "a farce".',
        said("a farce", "Helena Dorn"),
    ),
    case(
        "subject-before-object",
        'Walter Pryce drove Karl Imhof to the station. "He missed it," he said.',
        said("He missed it", "Walter Pryce"),
    ),
    case(
        "the-speaker-goes-on",
        '"I was early," said Walter Pryce, who had argued with Karl Imhof. "I am always early," he added.',
        said("I was early", "Walter Pryce"),
        said("I am always early", "Walter Pryce"),
    ),
    case(
        "over-a-paragraph",
        'Helena Dorn keeps the lighthouse.\nThe nearest shop is an hour away by boat.\n"I bake," she said.',
        said("I bake", "Helena Dorn"),
    ),
    case(
        "who-is-spoken-of-goes-on",
        "Helena Dorn keeps the lighthouse.\nShe has never met Ida Moen, the keeper of the next one.\n"
        'She bakes on Mondays.\n"I do not mind the wind," she said.',
        said("I do not mind the wind", "Helena Dorn"),
    ),
    case(
        "not-the-last-of-a-list",
        "Walter Pryce drew the map. It shows, he said, where the boats of Karl Imhof and Jonas Ried went down.\n"
        'That is why he drew it. "I knew them," he said.',
        said("I knew them", "Walter Pryce"),
    ),
    case(
        "a-predicate-is-nobody-new",
        'Kwabo Idris sells nets. She said people trust her because she is a woman.\n"They pay," she said.',
        said("They pay", "Kwabo Idris"),
    ),
    case(
        "who-asks-is-not-who-answers",
        'Walter Pryce told of the fire. When the judge Otto Brandvold asked if he had run, he said: "I walked."',
        said("I walked.", "Walter Pryce"),
    ),
    case(
        "asked-by-is-not-who-answers",
        'Walter Pryce told of the fire. Asked by the judge, Otto Brandvold, whether he had run, he said: "I walked."',
        said("I walked.", "Walter Pryce"),
    ),
    other(
        "who-asks-for-something",
        'Walter Pryce came. When Otto Brandvold asked for a boat, he said it was "for the poor".',
        said("for the poor", "Otto Brandvold"),
    ),
    other(
        "who-comes-asks-nothing",
        'Walter Pryce told of the fire. When Otto Brandvold came in, he said: "I walked."',
        said("I walked.", "Otto Brandvold"),
    ),
    other(
        "a-new-name-ends-the-chain",
        'Helena Dorn keeps the lighthouse. She bakes.\nIda Moen keeps the next one. "I do not," she said.',
        said("I do not", "Ida Moen"),
    ),
    other(
        "no-woman-in-the-article",
        'Walter Pryce keeps the lighthouse. "I bake," she said.',
        said("I bake", None, "she"),
    ),
    other(
        "names-inside-the-words-do-not-count",
        'Helena Dorn keeps the lighthouse. "Ida Moen helps me," she said. "I could not do it alone," she added.',
        said("Ida Moen helps me", "Helena Dorn"),
        said("I could not do it alone", "Helena Dorn"),
    ),
    other(
        "the-new-subject",
        'Walter Pryce signed at noon. Karl Imhof refused. "I read it twice," he said.',
        said("I read it twice", "Karl Imhof"),
    ),
]

BODIES = [
    case(
        "acronym-in-brackets",
        'The Coastal Rowing Federation (CRF) met on Monday. "No more delays," the CRF said.',
        said("No more delays", "Coastal Rowing Federation"),
    ),
    case(
        "short-form",
        'Tarnwell Energy raised its prices. "We had to," Tarnwell said.',
        said("We had to", "Tarnwell Energy"),
    ),
    case(
        "the-company",
        'Tarnwell Energy raised its prices. "We had to," the company said.',
        said("We had to", "Tarnwell Energy"),
    ),
    case(
        "ministry",
        'The Ministry of Fisheries shut the bank. "Stocks are low," the ministry said.',
        said("Stocks are low", "Ministry of Fisheries"),
    ),
    case(
        "of-the",
        'The Bank of the Northern Isles kept its rate. "We wait," the Bank of the Northern Isles said.',
        said("We wait", "Bank of the Northern Isles"),
    ),
    case(
        "report-of-a-body",
        'A report by the Coastal League warned of "a dead sea by 2040".',
        said("a dead sea by 2040", "Coastal League"),
    ),
    case(
        "its-report",
        'The Coastal League published its report on Monday. The report called the sea "half dead".',
        said("half dead", "Coastal League", "report"),
    ),
    case(
        "letter-somebody-sent",
        'Helena Dorn sent a letter to the port. "The pier is rotten," the letter said.',
        said("The pier is rotten", "Helena Dorn"),
    ),
    case(
        "said-in-her-report",
        'Helena Dorn said in her report that the pier was safe. The report called it "fit for a century".',
        said("fit for a century", "Helena Dorn"),
    ),
    case(
        "study-is-the-report",
        'The Coastal League has published a study of the bay. "It is half dead," the report said.',
        said("It is half dead", "Coastal League"),
    ),
    case(
        "on-the-website-of",
        'A notice on the Coastal League\'s website called the sea "half dead".',
        said("half dead", "Coastal League"),
    ),
    case(
        "its-statement",
        'Tarnwell Energy raised its prices. "We had to," its statement said.',
        said("We had to", "Tarnwell Energy"),
    ),
    other(
        "another-report-has-another-issuer",
        'A report by the Coastal League was long. A report by Birk Shipping was short. "All is well," the report said.',
        said("All is well", "Birk Shipping"),
    ),
    other(
        "a-new-report-without-an-issuer",
        'A report by the Coastal League was long. Another report was short. "All is well," the report said.',
        said("All is well", "report"),
    ),
    case(
        "document-alone",
        'The leaked memo said the valve was "never tested".',
        said("never tested", "leaked memo", "memo"),
    ),
    case(
        "government-of-a-place",
        'The Norrvik government called the claim "a fairy tale".',
        said("a fairy tale", "Norrvik government"),
    ),
    other(
        "a-place-is-nobody",
        'In Norrvik, the "blue market" opens at dawn.',
        said("blue market", SCARE),
    ),
    other(
        "a-place-before-the-person",
        'Back in Norrvik, Helena Dorn said: "The market is full."',
        said("The market is full.", "Helena Dorn"),
    ),
    other(
        "a-dateline-is-nobody",
        'NORRVIK, March 3 (Courier) - "The market is full," Helena Dorn said.',
        said("The market is full", "Helena Dorn"),
    ),
    other(
        "a-weekday-is-nobody",
        'On Tuesday Helena Dorn spoke. "The market is full," Dorn said Tuesday.',
        said("The market is full", "Helena Dorn"),
    ),
    other(
        "another-company",
        'Tarnwell Energy sued Birk Shipping. "We never signed," Birk Shipping said.',
        said("We never signed", "Birk Shipping"),
    ),
]

TITLE = {0: ZoneKind.HEADLINE}
_BODY = "\nCoastal League president Helena Dorn spoke in Norrvik on Monday after a long night of talks."
HEADLINES = [
    case(
        "body-colon",
        "Coastal League: 'The risk is real'" + _BODY,
        said("The risk is real", "Coastal League"),
        zones=TITLE,
    ),
    case(
        "credit-of-a-role",
        "'The risk is real' – League president" + _BODY,
        said("The risk is real", "Helena Dorn"),
        zones=TITLE,
    ),
    case(
        "credit-of-a-surname", "'The risk is real': Dorn" + _BODY, said("The risk is real", "Helena Dorn"), zones=TITLE
    ),
    case("role-verb", "League president pledges 'good faith'" + _BODY, said("good faith", "Helena Dorn"), zones=TITLE),
    case("name-verb", "Dorn warns of 'dead sea'" + _BODY, said("dead sea", "Helena Dorn"), zones=TITLE),
    case(
        "says-at-the-end", "'The risk is real', says Dorn" + _BODY, said("The risk is real", "Helena Dorn"), zones=TITLE
    ),
    case(
        "words-in-the-middle",
        "Dorn calls vote 'a farce' after talks" + _BODY,
        said("a farce", "Helena Dorn"),
        zones=TITLE,
    ),
    case(
        "title-case",
        "Coastal League Chief Slams ‘Cowardly’ Vote in Norrvik" + _BODY,
        said("Cowardly", "Helena Dorn"),
        zones=TITLE,
    ),
    case(
        "deck", "Talks end\nDorn calls vote 'a farce'" + _BODY, said("a farce", "Helena Dorn"), zones={1: ZoneKind.DECK}
    ),
    other("nobody-named", "Talks end in 'farce'" + _BODY, said("farce", None, SCARE), zones=TITLE),
    other(
        "another-name-in-the-headline",
        "Pryce: 'Dorn must go'" + _BODY + "\nHer rival, Walter Pryce, left early.",
        said("Dorn must go", "Walter Pryce"),
        zones=TITLE,
    ),
]


@pytest.mark.parametrize("one", parameters(PRONOUNS))
def test_pronouns(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(BODIES))
def test_bodies_documents_and_places(one: Case) -> None:
    assert_case(one)


@pytest.mark.parametrize("one", parameters(HEADLINES))
def test_headlines(one: Case) -> None:
    assert_case(one)
