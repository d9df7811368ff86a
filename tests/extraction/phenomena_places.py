"""Phenomena 1 to 9 of news quotation: where the speaker stands."""

from __future__ import annotations

from .articles import SCARE, case, refusal, said

HOLM, FINCH, BRANDT, SOLUM, ARDEN = "Petra Holm", "Dario Finch", "Oona Brandt", "Ivar Solum", "Lukas Arden"

CASES = [
    # 1 speaker first, then colon, comma or that
    case(
        1,
        "colon",
        'Mayor Petra Holm said: "The ferry will sail again on Monday."',
        said("The ferry will sail again on Monday.", HOLM),
    ),
    case(
        1,
        "comma",
        'Dario Finch, the council leader, told the meeting, "We have run out of excuses."',
        said("We have run out of excuses.", FINCH),
    ),
    case(
        1,
        "that",
        'Oona Brandt insisted that "nobody on the quay was warned about the closure".',
        said("nobody on the quay was warned about the closure", BRANDT),
    ),
    case(
        1,
        "long-tail-before-the-colon",
        'Petra Holm said in a speech to dockers on the east quay late on Tuesday night: "The ferry is coming back."',
        said("The ferry is coming back.", HOLM),
    ),
    case(
        1,
        "no-punctuation-before-the-marks",
        'Petra Holm said "the ferry will sail again" but gave no date.',
        said("the ferry will sail again", HOLM),
    ),
    case(
        1,
        "cue-after-an-opening-phrase",
        'On the steps of the town hall, with rain running down her collar, Petra Holm announced: "The ferry is sold."',
        said("The ferry is sold.", HOLM),
    ),
    refusal(
        1,
        "first-name-did-not-speak",
        'Before Petra Holm could say anything, Dario Finch began: "Friends, we have lost the ferry."',
        said("Friends, we have lost the ferry.", FINCH),
    ),
    # 2 quotation, speaker, cue
    case(2, "plain", '"The ferry will sail again," Petra Holm said.', said("The ferry will sail again", HOLM)),
    case(
        2,
        "adverb",
        '"The ferry will sail again," Petra Holm quietly said on Monday.',
        said("The ferry will sail again", HOLM),
    ),
    case(2, "title", '"We lost two boats," Capt. Amara Diallo said.', said("We lost two boats", "Amara Diallo")),
    case(
        2,
        "role-before-the-name",
        '"We lost two boats," harbour pilot Amara Diallo said.',
        said("We lost two boats", "Amara Diallo"),
    ),
    case(
        2,
        "comma-outside-the-marks",
        '"We lost two boats", Amara Diallo told the inquiry on Wednesday.',
        said("We lost two boats", "Amara Diallo"),
    ),
    case(
        2,
        "question",
        '"Who locked the gate?" Amara Diallo asked the watchman.',
        said("Who locked the gate?", "Amara Diallo"),
    ),
    refusal(
        2,
        "banner-behind-somebody",
        '"The ferry will sail again," a banner behind Petra Holm said.',
        said("The ferry will sail again", "banner", None),
    ),
    # 3 quotation, cue, speaker
    case(3, "plain", '"The ferry will sail again," said Petra Holm.', said("The ferry will sail again", HOLM)),
    case(
        3,
        "apposition-behind",
        '"We lost two boats," said Amara Diallo, a pilot at Elmhaven for twenty years.',
        said("We lost two boats", "Amara Diallo"),
    ),
    case(
        3,
        "role-name-age",
        '"We lost two boats", added the harbour pilot Amara Diallo, 51, on Tuesday.',
        said("We lost two boats", "Amara Diallo"),
    ),
    case(
        3,
        "rank-of-two-words",
        '"Not on my watch," says Detective Inspector Ravi Menon of the Norrvik police.',
        said("Not on my watch", "Ravi Menon"),
    ),
    case(
        3,
        "adverb-between",
        '"Not on my watch!" shouted back Ravi Menon.',
        said("Not on my watch!", "Ravi Menon"),
    ),
    refusal(
        3,
        "a-relative-of-the-name",
        '"The ferry will sail again," said Petra Holm\'s brother Jonas.',
        said("The ferry will sail again", "Jonas", "Jonas Holm"),
    ),
    # 4 split quotations
    case(
        4,
        "same-sentence",
        '"The ferry is old," Petra Holm said, "but it is ours."',
        said("The ferry is old", HOLM),
        said("but it is ours.", HOLM),
    ),
    case(
        4,
        "next-sentence",
        '"The ferry is old," Petra Holm said. "It is also ours."',
        said("The ferry is old", HOLM),
        said("It is also ours.", HOLM),
    ),
    case(
        4,
        "inversion-with-participle-and-a-third-piece",
        '"The ferry," said Petra Holm, smiling at reporters, "has outlived four mayors." She added: '
        '"It will outlive me."',
        said("The ferry", HOLM),
        said("has outlived four mayors.", HOLM),
        said("It will outlive me.", HOLM),
    ),
    case(
        4,
        "one-quotation-after-another",
        'Ravi Menon was blunt. "We asked for the log," he told the hearing. "We got a shopping list." '
        '"What we never got," he went on, "was an apology."',
        said("We asked for the log", "Ravi Menon"),
        said("We got a shopping list.", "Ravi Menon"),
        said("What we never got", "Ravi Menon"),
        said("was an apology.", "Ravi Menon"),
    ),
    refusal(
        4,
        "an-answer-is-no-second-half",
        '"The ferry is old," Petra Holm said. "Old?" replied Dario Finch. "It is a wreck."',
        said("The ferry is old", HOLM),
        said("Old?", FINCH),
        said("It is a wreck.", FINCH),
    ),
    # 5 surname after the full name
    case(
        5,
        "next-sentence",
        'Petra Holm won in May. "I did not expect it," Holm said.',
        said("I did not expect it", HOLM),
    ),
    case(
        5,
        "paragraphs-later",
        "Petra Holm became mayor in May.\nThe town had voted twice.\nTurnout was low, and it rained.\n"
        'Nobody danced.\n"I did not expect to win," said Holm.',
        said("I did not expect to win", HOLM),
    ),
    case(
        5,
        "hyphenated",
        'Aoife Byrne-Walsh runs the inn. "We are full until June," Byrne-Walsh said.',
        said("We are full until June", "Aoife Byrne-Walsh"),
    ),
    case(
        5,
        "particles",
        'The engineer, Joost van der Meer, flew in. "The bolts were loose," Van der Meer said.',
        said("The bolts were loose", "Joost van der Meer"),
    ),
    case(
        5,
        "full-name-comes-later",
        '"I did not expect to win," Holm said on Monday.\nPetra Holm, a former pilot, became mayor in May.',
        said("I did not expect to win", HOLM),
    ),
    refusal(
        5,
        "the-rival",
        'Petra Holm won in May. Her rival Dario Finch stayed away. "I did not expect to lose," Finch said.',
        said("I did not expect to lose", FINCH),
    ),
    # 6 pronouns
    case(6, "she", 'Petra Holm closed the quay. "We had no choice," she said.', said("We had no choice", HOLM)),
    case(
        6,
        "he-in-the-words-is-another",
        'Petra Holm met Dario Finch on Monday. "He shouted at me for an hour," she said.',
        said("He shouted at me for an hour", HOLM),
    ),
    case(
        6,
        "past-a-deputy-of-the-other-sex",
        'Ravi Menon opened the inquiry. His deputy, Laura Teale, took notes. "Nobody is under suspicion," he said.',
        said("Nobody is under suspicion", "Ravi Menon"),
    ),
    case(
        6,
        "before-the-quotation",
        'Petra Holm spoke last. She said: "I am tired of apologies."',
        said("I am tired of apologies.", HOLM),
    ),
    refusal(
        6,
        "the-only-man",
        'Petra Holm wrote to Laura Teale last week. Dario Finch was copied in. "I never saw the letter," he said.',
        said("I never saw the letter", FINCH),
    ),
    # 7 fragments in the writer's sentence
    case(
        7,
        "called",
        'Petra Holm called the closure "an insult to everyone who works nights".',
        said("an insult to everyone who works nights", HOLM),
    ),
    case(
        7,
        "two-fragments",
        'Dario Finch described the plan as "reckless" and "written on a napkin".',
        said("reckless", FINCH),
        said("written on a napkin", FINCH),
    ),
    case(
        7,
        "cue-at-the-end",
        'The mayor is "not remotely sorry" for closing the quay, Petra Holm told the Courier.',
        said("not remotely sorry", HOLM),
    ),
    case(
        7,
        "accused",
        'Oona Brandt accused the council of "playing games with people\'s homes".',
        said("playing games with people's homes", BRANDT),
    ),
    case(
        7,
        "fragment-in-the-middle-of-the-sentence",
        'Oona Brandt said there was "no earthly reason" to close the slip before the summer season.',
        said("no earthly reason", BRANDT),
    ),
    refusal(
        7,
        "no-reporting-at-all",
        'Petra Holm walked past the "temporary" fence that has stood for nine years.',
        said("temporary", SCARE),
    ),
    # 8 apposition or role behind the name
    case(
        8,
        "inverted",
        '"Stop the pumps," said Oona Brandt, the head of the dockers\' union.',
        said("Stop the pumps", BRANDT),
    ),
    case(
        8,
        "between-name-and-cue",
        '"Stop the pumps," Oona Brandt, chair of the harbour committee, told the crew.',
        said("Stop the pumps", BRANDT),
    ),
    case(
        8, "party-in-brackets", 'Oona Brandt (Norrvik Greens) said: "Stop the pumps."', said("Stop the pumps.", BRANDT)
    ),
    refusal(
        8,
        "the-brother-in-a-clause",
        '"Stop the pumps," said Oona Brandt, whose brother Emil Brandt runs the yard.',
        said("Stop the pumps", BRANDT),
    ),
    # 9 apposition or clause before the cue
    case(
        9,
        "who-clause",
        'Ivar Solum, who took over the yard in March, said: "We are hiring."',
        said("We are hiring.", SOLUM),
    ),
    case(
        9,
        "age-and-history",
        'Ivar Solum, 58, a former welder who lost two fingers in the accident, said "nobody read the manual".',
        said("nobody read the manual", SOLUM),
    ),
    case(
        9,
        "a-name-in-the-apposition",
        'Ivar Solum, a cousin of the former minister Lukas Arden, said: "Family does not come into it."',
        said("Family does not come into it.", SOLUM),
    ),
    case(
        9,
        "dashes",
        'Ivar Solum – the third manager in two years – warned: "The next flood will be worse."',
        said("The next flood will be worse.", SOLUM),
    ),
    case(
        9,
        "then-he-added",
        'Hilde Krog, a vet, said: "The herd is fine." Ivar Solum, her neighbour, disagreed. "Half of it is lame," '
        "he added.",
        said("The herd is fine.", "Hilde Krog"),
        said("Half of it is lame", SOLUM),
    ),
    refusal(
        9,
        "the-speaker-is-in-the-clause",
        'Ivar Solum, whom Lukas Arden had called "a clown", said nothing.',
        said("a clown", ARDEN),
    ),
]
