"""Where the writer says it was said: broadcasters, reporters, statements, networks; and a person is no channel."""

from __future__ import annotations

import pytest

from quotetrace.extraction import extract_document
from quotetrace.model import Document
from quotetrace.press import KnownOutlet, Outlets, current, using

from .articles import read
from .known_failures import parameter

# (id, text, [(channel, outlet)]) of the first quotation; the channel as the shortest words that name it
CHANNELS: list[tuple[str, str, list[tuple[str, str | None]]]] = [
    ("told-broadcaster", 'Vera Moss told broadcaster KVR: "We row."', [("broadcaster KVR", "KVR")]),
    (
        "told-national-broadcaster",
        'Vera Moss told the Norlish broadcaster KVR, "We row every day."',
        [("Norlish broadcaster KVR", "KVR")],
    ),
    (
        "told-newspaper-by-name",
        '"We row," Vera Moss told the Elmhaven Courier.',
        [("Elmhaven Courier", "Elmhaven Courier")],
    ),
    (
        "told-the-local-newspaper-by-name",
        '"We row," Vera Moss told the local Elmhaven Gazette.',
        [("local Elmhaven Gazette", "Elmhaven Gazette")],
    ),
    ("told-radio", '"We row," Vera Moss told Radio Norrvik.', [("Radio Norrvik", "Radio Norrvik")]),
    (
        "told-the-paper-on-a-day",
        '"We row," Vera Moss told the Elmhaven Courier on Friday.',
        [("Elmhaven Courier", "Elmhaven Courier")],
    ),
    (
        "told-a-name-that-is-no-word-of-the-press",
        '"We row," Vera Moss told the Elm Islander.',
        [("Elm Islander", None)],
    ),
    ("told-an-office", '"We row," Vera Moss told the Prime Minister.', []),
    ("told-a-name-of-one-word", '"We row," Vera Moss told the Elms.', []),
    ("told-reporters", '"We row," Vera Moss told reporters.', [("reporters", None)]),
    ("told-journalists-before", 'Vera Moss told journalists: "We row."', [("journalists", None)]),
    ("told-parliament", '"We row," Vera Moss told parliament.', [("parliament", None)]),
    ("in-a-statement", '"We row," Vera Moss said in a statement.', [("statement", None)]),
    (
        "in-a-statement-to-an-outlet",
        '"We row," Vera Moss said in a statement to the Elmhaven Courier.',
        [("statement", None), ("Elmhaven Courier", "Elmhaven Courier")],
    ),
    ("in-an-emailed-statement", 'In an emailed statement, Vera Moss said: "We row."', [("emailed statement", None)]),
    (
        "in-an-interview-with",
        'In an interview with Radio Norrvik, Vera Moss said: "We row."',
        [("interview", None), ("Radio Norrvik", "Radio Norrvik")],
    ),
    (
        "at-a-press-conference",
        '"We row," Vera Moss said at a press conference in Norrvik.',
        [("press conference", None)],
    ),
    (
        "speaking-to",
        'Speaking to the Elmhaven Courier, Vera Moss said: "We row."',
        [("Elmhaven Courier", "Elmhaven Courier")],
    ),
    ("on-twitter", '"We row," Vera Moss wrote on Twitter.', [("Twitter", "Twitter")]),
    (
        "in-a-post-on-facebook",
        'In a post on Facebook, Vera Moss wrote: "We row."',
        [("post", None), ("Facebook", "Facebook")],
    ),
    ("tweeted", 'Vera Moss tweeted: "We row."', []),
    (
        "according-to-the-outlet",
        '"We row," Vera Moss said, according to the Elmhaven Courier.',
        [("Elmhaven Courier", "Elmhaven Courier")],
    ),
    (
        "quoted-by",
        'Vera Moss was quoted by the Elmhaven Courier as saying: "We row."',
        [("Elmhaven Courier", "Elmhaven Courier")],
    ),
    (
        "as-reported-by",
        '"We row," said Vera Moss, as reported by Radio Norrvik.',
        [("Radio Norrvik", "Radio Norrvik")],
    ),
    (
        "first-reported-by",
        '"We row," Vera Moss said in remarks first reported by the Elmhaven Courier.',
        [("Elmhaven Courier", "Elmhaven Courier")],
    ),
    ("quoted-by-a-person", '"We row," said Vera Moss, as quoted by Karl Dahl.', []),
    ("person-is-no-channel", '"We row," Vera Moss told Karl Dahl.', []),
    ("pronoun-is-no-channel", '"We row," Vera Moss told him.', []),
    ("mother-is-no-channel", '"We row," Vera Moss told her mother.', []),
    ("place-is-no-channel", '"We row," Vera Moss said in Norrvik on Monday.', []),
    ("according-to-the-speaker", '"We row," according to Vera Moss.', []),
    ("statement-spoken-about", 'Vera Moss said the statement was "nonsense".', []),
    ("plain", '"We row," Vera Moss said.', []),
    # known outlets, by their one name
    ("told-by-initials", '"We row," Vera Moss told NYT.', [("NYT", "The New York Times")]),
    ("told-afp", '"We row," Vera Moss told AFP.', [("AFP", "AFP")]),
    ("told-afp-in-full", '"We row," Vera Moss told Agence France-Presse.', [("Agence France-Presse", "AFP")]),
    ("told-le-monde", '"We row," Vera Moss told Le Monde.', [("Le Monde", "Le Monde")]),
    (
        "told-a-newspaper-abroad",
        'Vera Moss told the French newspaper Le Monde: "We row."',
        [("French newspaper Le Monde", "Le Monde")],
    ),
    (
        "interview-abroad",
        'In an interview with Der Spiegel, Vera Moss said: "We row."',
        [("interview", None), ("Der Spiegel", "Der Spiegel")],
    ),
    ("told-the-hill", '"We row," Vera Moss told the Hill on Friday.', [("Hill", "The Hill")]),
    ("on-the-hill", '"We row," Vera Moss said on the Hill.', []),
    ("according-to-a-known-one", '"We row," Vera Moss said, according to Axios.', [("Axios", "Axios")]),
    ("quoted-by-an-agency", 'Vera Moss was quoted by Kyodo as saying: "We row."', [("Kyodo", "Kyodo News")]),
    ("a-word-like-others", '"We row," Vera Moss told Nature.', []),
    ("the-journal-nature", '"We row," Vera Moss told the journal Nature.', [("journal Nature", "Nature")]),
    ("time-magazine", '"We row," Vera Moss told Time magazine.', [("Time magazine", "Time")]),
    ("a-programme", '"We row," Vera Moss told the BBC\'s Today programme.', [("BBC's Today programme", "BBC")]),
    (
        "another-of-the-name",
        '"We row," Vera Moss told the Brevik Independent.',
        [("Brevik Independent", "Brevik Independent")],
    ),
    (
        "another-with-a-known-end",
        '"We row," Vera Moss told the Brevik Financial Times.',
        [("Brevik Financial Times", "Brevik Financial Times")],
    ),
    ("a-longer-name-is-no-outlet", '"We row," Vera Moss told Bloomberg Rowing Club.', []),
    ("an-outlet-or-a-person", '"We row," Vera Moss told Bloomberg.', [("Bloomberg", "Bloomberg")]),
    ("a-person-called-so", 'Karl Bloomberg came by. "We row," Vera Moss told Bloomberg.', []),
    (
        "an-unknown-name-of-two-words",
        'Vera Moss told Swedish newspaper Dagens Brevik: "We row."',
        [("Swedish newspaper Dagens Brevik", "Dagens Brevik")],
    ),
    # the sentence before
    (
        "told-in-the-sentence-before",
        'Vera Moss told the Elm Courier that the quay was gone. "It sank," she said.',
        [("Elm Courier", "Elm Courier")],
    ),
    (
        "told-before-by-somebody-who-is-named-behind",
        'A rower told the Elm Islander that she had not been warned. "It sank," Vera Moss said.',
        [("Elm Islander", None)],
    ),
    (
        "told-before-by-a-rower-who-is-another",
        'Vera Moss was there. A rower told the Elm Islander that nobody was warned. "It sank," Vera Moss said.',
        [],
    ),
    (
        "told-before-by-somebody-else",
        'Karl Dahl told the Elm Courier that the quay was gone. "It sank," Vera Moss said.',
        [],
    ),
    (
        "told-before-somebody-else-spoke",
        'Vera Moss told the Elm Courier that the quay was gone. Karl Dahl denied it. "It sank," Vera Moss said.',
        [],
    ),
    (
        "told-in-the-paragraph-before",
        'Vera Moss told the Elm Courier that the quay was gone.\n"It sank," Vera Moss said.',
        [],
    ),
    (
        "told-an-audience-before",
        'Vera Moss told reporters that the quay was gone. "It sank," Vera Moss said.',
        [],
    ),
    (
        "said-elsewhere-after-that",
        'Vera Moss told the Elm Courier that it was gone. "It sank," she said in a statement.',
        [("statement", None)],
    ),
]


def _channel(text: str) -> str:
    """The channel's words without their determiner."""
    first, _, rest = text.partition(" ")
    return rest if first.lower() in ("the", "a", "an", "his", "her") else text


@pytest.mark.parametrize(("text", "channels"), [parameter(*one) for one in CHANNELS])
def test_channels(text: str, channels: list[tuple[str, str | None]]) -> None:
    quote = read(text).quotations[0]
    assert quote.speaker == "Vera Moss"
    assert [(_channel(one.text), one.outlet) for one in quote.told_to] == channels


def test_two_channels_of_one_quotation_stand_in_the_order_of_the_text() -> None:
    text = '"We row," Vera Moss told reporters, according to the Elmhaven Courier.'
    (quote,) = read(text).quotations
    assert [_channel(one.text) for one in quote.told_to] == ["reporters", "Elmhaven Courier"]
    assert all(text[one.start : one.end] == one.text for one in quote.told_to)


def test_a_second_half_shares_the_channel_of_the_first() -> None:
    first, second = read('"We row," Vera Moss told reporters, "because we must."').quotations
    assert first.told_to == second.told_to
    assert [one.text for one in second.told_to] == ["reporters"]


def test_a_channel_holds_for_what_the_speaker_says_on() -> None:
    text = 'Vera Moss told the Elm Courier of it. "It sank," she said. She wept. "We row," she added. "We do."'
    assert [one.told_to[0].outlet for one in read(text).quotations] == ["Elm Courier"] * 3


def test_the_next_speaker_does_not_inherit_a_channel() -> None:
    _, second = read('"We row," Vera Moss told Radio Norrvik. "I sail," said Karl Dahl.').quotations
    assert second.told_to == ()


def test_the_documents_own_outlet_comes_before_a_known_one() -> None:
    text = '"We row," Vera Moss told the Sun.'
    told = [extract_document(Document("x", "x", "x", text, outlet=outlet)) for outlet in ("The Brevik Sun", None)]
    assert [one.quotations[0].told_to[0].outlet for one in told] == ["The Brevik Sun", "The Sun"]


@pytest.mark.parametrize(
    ("own", "text", "channels"),
    [
        ("The Brae Islander", '"We row," Vera Moss told the Islander in the evening.', ["The Brae Islander"]),
        ("The Brae Islander", '"We row," Vera Moss told the Brae Islander.', ["The Brae Islander"]),
        ("The Brae Islander", '"We row," Vera Moss told the Islanders in the hall.', []),
        ("Brae Moss", '"We row," Vera Moss told Ivar Moss.', []),
        (None, '"We row," Vera Moss told the Islander in the evening.', []),
    ],
)
def test_the_end_of_the_documents_own_name_is_its_outlet(own: str | None, text: str, channels: list[str]) -> None:
    document = Document("d", "d", "d", text, outlet=own)
    [found, *_] = extract_document(document).quotations
    assert [one.outlet for one in found.told_to] == channels


def test_a_users_outlet_is_known_where_it_was_told_something() -> None:
    table = Outlets([KnownOutlet("", "Brevik Wire", aliases=("Nordlys",))], over=current())
    with using(table):
        (quote,) = read('"We row," Vera Moss told Nordlys.').quotations
    assert [(one.text, one.outlet) for one in quote.told_to] == [("Nordlys", "Brevik Wire")]
    assert read('"We row," Vera Moss told Nordlys.').quotations[0].told_to == ()
