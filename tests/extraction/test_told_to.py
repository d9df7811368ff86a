"""Where the writer says it was said: broadcasters, reporters, statements, networks; and a person is no channel."""

from __future__ import annotations

import pytest

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
    ("told-radio", '"We row," Vera Moss told Radio Norrvik.', [("Radio Norrvik", "Radio Norrvik")]),
    (
        "told-the-paper-on-a-day",
        '"We row," Vera Moss told the Elmhaven Courier on Friday.',
        [("Elmhaven Courier", "Elmhaven Courier")],
    ),
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


def test_the_next_speaker_does_not_inherit_a_channel() -> None:
    _, second = read('"We row," Vera Moss told Radio Norrvik. "I sail," said Karl Dahl.').quotations
    assert second.told_to == ()
