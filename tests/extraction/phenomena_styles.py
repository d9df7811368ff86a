"""Phenomena 23 to 30: single marks, nesting, titles, headlines, and the channels that words came by."""

from __future__ import annotations

from quotetrace.model import ZoneKind

from .articles import SCARE, case, refusal, said

HOLM, FINCH, BRANDT, SOLUM, ARDEN = "Petra Holm", "Dario Finch", "Oona Brandt", "Ivar Solum", "Lukas Arden"
TARNWELL = "Tarnwell Energy"
TITLED = {0: ZoneKind.HEADLINE}

CASES = [
    # 23 apostrophes beside single marks
    case(
        23,
        "possessives-inside",
        "'It's the skippers' boats we can't replace,' Oona Brandt said.",
        said("It's the skippers' boats we can't replace", BRANDT),
    ),
    case(23, "decade", "'The '90s are gone,' said Oona Brandt.", said("The '90s are gone", BRANDT)),
    case(
        23,
        "rock-n-roll",
        "'Fish 'n' chips isn't a policy,' Oona Brandt said.",
        said("Fish 'n' chips isn't a policy", BRANDT),
    ),
    case(
        23,
        "possessives-around",
        "Oona Brandt said the dockers' terms were 'the last word' and the owners' terms 'a bad joke'.",
        said("the last word", BRANDT),
        said("a bad joke", BRANDT),
    ),
    refusal(23, "possessives-alone", "The captains' boats and the dockers' sheds weren't Oona Brandt's, she said."),
    # 24 single marks as the house style
    case(24, "straight", "'It floats,' Petra Holm said.", said("It floats", HOLM)),
    case(
        24,
        "curly-split",
        "‘It floats,’ said Petra Holm. ‘That’s all I ask.’",
        said("It floats", HOLM),
        said("That’s all I ask.", HOLM),
    ),
    case(
        24,
        "possessive-in-a-fragment",
        "Petra Holm called it ‘the owners’ last chance’ on Monday.",
        said("the owners’ last chance", HOLM),
    ),
    case(
        24,
        "colon",
        "Petra Holm, the mayor, said: 'We won't sell. We can't sell. It isn't ours.'",
        said("We won't sell. We can't sell. It isn't ours.", HOLM),
    ),
    refusal(24, "archaic-contraction", "'Twas Petra Holm's boat and not Finch's that sank, Ivar Solum said."),
    # 25 nested quotations (the outer words; the inner ones are tested in test_kinds)
    case(
        25,
        "single-in-double",
        "\"The guard shouted 'run', so we ran,\" Oona Brandt said.",
        said("The guard shouted 'run', so we ran", BRANDT),
    ),
    case(
        25,
        "double-in-single",
        "'We were told \"stay put\" and we did,' said Petra Holm.",
        said('We were told "stay put" and we did', HOLM),
    ),
    case(
        25,
        "two-inside-curly",
        "“It was ‘chaos’ and ‘bedlam’ at once,” Oona Brandt said.",
        said("It was ‘chaos’ and ‘bedlam’ at once", BRANDT),
    ),
    case(
        25,
        "both-close-together",
        "Oona Brandt said: “The guard shouted ‘run!’”",
        said("The guard shouted ‘run!’", BRANDT),
    ),
    refusal(
        25,
        "the-inner-speaker-did-not-say-all-of-it",
        "\"My wife said 'sell it', and my wife is always right,\" Ivar Solum said.",
        said("My wife said 'sell it', and my wife is always right", SOLUM),
    ),
    # 26 titles of works
    case(
        26,
        "sang-in",
        'Petra Holm, who once sang in "The Drowned Bell", opened the theatre.',
        said("The Drowned Bell", SCARE),
    ),
    case(26, "book", 'The book, "Salt and Smoke," sold out in a week.', said("Salt and Smoke", SCARE)),
    case(
        26,
        "film-with-a-cue-near",
        'Ines Falk\'s new film, "A Quiet Harbour", opens on Friday, she said.',
        said("A Quiet Harbour", SCARE),
    ),
    case(
        26,
        "play-and-author",
        'The author of "Nine Tides" and "The Salt Road" died on Sunday, her publisher said.',
        said("Nine Tides", SCARE),
        said("The Salt Road", SCARE),
    ),
    case(
        26,
        "broadcaster-and-programme",
        'Ines Falk told Radio Norrvik\'s "Late Tide" that the pier was "a disgrace".',
        said("Late Tide", SCARE),
        said("a disgrace", "Ines Falk"),
    ),
    refusal(
        26,
        "cry-behind-a-genitive",
        'Ines Falk repeated her uncle\'s "Never Again!" on Monday.',
        said("Never Again!", "Ines Falk", "uncle", None, SCARE),
    ),
    refusal(
        26,
        "words-about-a-film",
        'Asked about the film, Ines Falk said: "A quiet harbour is a dead harbour."',
        said("A quiet harbour is a dead harbour.", "Ines Falk"),
    ),
    # 27 headlines
    case(
        27,
        "surname-colon",
        "Holm: 'Ferry will sail again'\nMayor Petra Holm spoke on Monday at the quay.",
        said("Ferry will sail again", HOLM),
        zones=TITLED,
    ),
    case(
        27,
        "credit-of-a-role",
        "'We lost everything' – harbour master\nAmara Diallo, the harbour master, wept on Monday.",
        said("We lost everything", "Amara Diallo"),
        zones=TITLED,
    ),
    case(
        27,
        "verb",
        "Holm vows 'no more closures'\nMayor Petra Holm spoke on Monday at the quay.",
        said("no more closures", HOLM),
        zones=TITLED,
    ),
    case(
        27,
        "says-role",
        "Ferry sale 'a betrayal', says union boss\nOona Brandt, the boss of the dockers' union, walked out on Monday.",
        said("a betrayal", BRANDT),
        zones=TITLED,
    ),
    case(
        27,
        "title-case",
        "Ferry Sale Is ‘A Betrayal,’ Union Boss Says\nOona Brandt, the union boss, walked out on Monday.",
        said("A Betrayal", BRANDT),
        zones=TITLED,
    ),
    case(
        27,
        "tag-at-the-end-in-small-letters",
        "Ferry sale is ‘a betrayal,’ union boss says\nOona Brandt, the union boss, walked out on Monday.",
        said("a betrayal", BRANDT, "union boss"),
        zones=TITLED,
    ),
    refusal(
        27,
        "a-clause-behind-the-marks",
        "‘Free’ ferry costs nine crowns, says Brandt\nOona Brandt, the union boss, walked out on Monday.",
        said("Free", None, SCARE),
        zones=TITLED,
    ),
    case(
        27,
        "tag-at-the-end",
        "Ferry Sale Is ‘A Betrayal,’ Oona Brandt Says\nOona Brandt, the union boss, walked out on Monday.",
        said("A Betrayal", BRANDT),
        zones=TITLED,
    ),
    refusal(
        27,
        "a-title-reviewed",
        "Review: 'The Drowned Bell' rings hollow\nThe new opera opened on Monday in Norrvik.",
        said("The Drowned Bell", None, SCARE),
        zones=TITLED,
    ),
    # 28 social networks
    case(28, "tweeted", 'Petra Holm tweeted: "Sailing at last!"', said("Sailing at last!", HOLM)),
    case(28, "posted-on", 'Petra Holm posted on Instagram: "Sailing at last!"', said("Sailing at last!", HOLM)),
    case(28, "wrote-behind", '"Sailing at last!" Petra Holm wrote on Facebook.', said("Sailing at last!", HOLM)),
    case(28, "in-a-post-on", 'In a post on X, Petra Holm said "we did it".', said("we did it", HOLM)),
    case(
        28,
        "took-to",
        'Petra Holm took to Twitter to say the crew were "absolute heroes".',
        said("absolute heroes", HOLM),
    ),
    refusal(
        28,
        "a-tweet-about-her",
        'A tweet about Petra Holm read: "She sails at last."',
        said("She sails at last.", "tweet", "tweet about Petra Holm", None),
    ),
    # 29 statements and interviews
    case(
        29,
        "statement-to",
        '"It is over," Tarnwell Energy said in a statement to the Courier.',
        said("It is over", TARNWELL),
    ),
    case(
        29,
        "interview-with",
        'In an interview with Radio Norrvik on Monday, Petra Holm said: "It is over."',
        said("It is over.", HOLM),
    ),
    case(
        29, "speaking-to", 'Speaking to the Elmhaven Courier, Petra Holm said "it is over".', said("it is over", HOLM)
    ),
    case(
        29,
        "emailed-statement-that",
        'Tarnwell Energy said in an emailed statement that it was "deeply sorry".',
        said("deeply sorry", TARNWELL),
    ),
    case(
        29,
        "her-statement-read",
        'Petra Holm resigned at noon. "I have done what I could," her statement read.',
        said("I have done what I could", HOLM),
    ),
    refusal(
        29,
        "statement-to-a-person",
        'In a statement to Petra Holm, Tarnwell Energy said: "It is over."',
        said("It is over.", TARNWELL),
    ),
    # 30 reported by way of another outlet
    case(
        30,
        "told-the-paper-which",
        '"I resigned," Ivar Solum told the Elmhaven Courier, which first reported the row.',
        said("I resigned", SOLUM),
    ),
    case(
        30, "told-broadcaster", 'Ivar Solum told broadcaster Radio Norrvik: "I resigned."', said("I resigned.", SOLUM)
    ),
    case(
        30,
        "quoted-by",
        '"I resigned," Ivar Solum was quoted by the Elmhaven Courier as saying.',
        said("I resigned", SOLUM),
    ),
    case(
        30,
        "paper-quoted-him",
        'The Elmhaven Courier quoted Ivar Solum as saying: "I resigned."',
        said("I resigned.", SOLUM),
    ),
    case(
        30,
        "he-added-according-to-the-paper",
        'Ivar Solum spoke on Monday. "I resigned," he added, according to the Elmhaven Courier.',
        said("I resigned", SOLUM),
    ),
    refusal(
        30,
        "the-paper-itself",
        '"Ivar Solum has resigned," the Elmhaven Courier reported.',
        said("Ivar Solum has resigned", "Elmhaven Courier"),
    ),
]
