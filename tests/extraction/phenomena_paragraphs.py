"""Phenomena 16 to 22: names inside the words, paragraphs, two speakers, broken marks."""

from __future__ import annotations

from quotetrace.model import ZoneKind

from .articles import SCARE, case, refusal, said

HOLM, FINCH, BRANDT, SOLUM, ARDEN = "Petra Holm", "Dario Finch", "Oona Brandt", "Ivar Solum", "Lukas Arden"
TARNWELL = "Tarnwell Energy"
TITLED = {0: ZoneKind.HEADLINE}

CASES = [
    # 16 a person named inside the words
    case(16, "must-go", '"Dario Finch must go," Petra Holm said.', said("Dario Finch must go", HOLM)),
    case(
        16,
        "a-cue-inside-the-words",
        '"Lukas Arden said he would pay," said Oona Brandt.',
        said("Lukas Arden said he would pay", BRANDT),
    ),
    case(
        16,
        "told-inside-the-words",
        'Asked again, Oona Brandt said: "Lukas Arden told me, to my face, that it was done."',
        said("Lukas Arden told me, to my face, that it was done.", BRANDT),
    ),
    refusal(
        16,
        "words-without-a-speaker",
        '"Oona Brandt will pay." The words were painted on the wall overnight.',
        said("Oona Brandt will pay.", None, SCARE),
    ),
    # 17 paragraphs of nothing but quotation
    case(
        17,
        "after-indirect-speech",
        'Petra Holm said the town had been abandoned.\n"Nobody called us. Nobody came."',
        said("Nobody called us. Nobody came.", HOLM),
    ),
    case(
        17,
        "two-in-a-row",
        '"We had no warning," said Oona Brandt.\n"The water came up through the floor."\n"Then the lights went out."',
        said("We had no warning", BRANDT),
        said("The water came up through the floor.", BRANDT),
        said("Then the lights went out.", BRANDT),
    ),
    case(
        17,
        "after-a-paragraph-about-her",
        "Oona Brandt has mended nets in the same shed for thirty years.\n"
        '"My mother taught me, and her father taught her before the war."',
        said("My mother taught me, and her father taught her before the war.", BRANDT),
    ),
    refusal(
        17,
        "a-new-subject-between",
        '"We had no warning," said Oona Brandt.\nDario Finch was asleep in the next street.\n'
        '"My cellar filled in ten minutes."',
        said("We had no warning", BRANDT),
        said("My cellar filled in ten minutes.", FINCH),
    ),
    # 18 quotations of several paragraphs
    case(
        18,
        "curly",
        "Petra Holm said: “The ferry is old.\n“But it is ours, and we will keep it.”",
        said("The ferry is old.", HOLM),
        said("But it is ours, and we will keep it.", HOLM),
    ),
    case(
        18,
        "straight-three-paragraphs",
        'Petra Holm said: "The ferry is old.\n"It is slow.\n"But it is ours."',
        said("The ferry is old.", HOLM),
        said("It is slow.", HOLM),
        said("But it is ours.", HOLM),
    ),
    case(
        18,
        "speaker-in-the-last-paragraph",
        "“The ferry is old.\n“But it is ours,” Petra Holm said.",
        said("The ferry is old.", HOLM),
        said("But it is ours", HOLM),
    ),
    case(
        18,
        "single-marks",
        "Petra Holm said: ‘The ferry is old.\n‘But it is ours, and we will keep it.’",
        said("The ferry is old.", HOLM),
        said("But it is ours, and we will keep it.", HOLM),
    ),
    refusal(
        18,
        "the-next-paragraph-is-another-speaker",
        "“The ferry is old,” said Petra Holm.\n“It should be scrapped,” said Dario Finch.",
        said("The ferry is old", HOLM),
        said("It should be scrapped", FINCH),
    ),
    # 19 according to
    case(19, "behind", 'The toll is "a tax on the poor", according to Dario Finch.', said("a tax on the poor", FINCH)),
    case(19, "before", 'According to Dario Finch, the toll is "a tax on the poor".', said("a tax on the poor", FINCH)),
    case(
        19,
        "in-the-middle",
        'The toll, according to council leader Dario Finch, amounts to "a tax on the poor".',
        said("a tax on the poor", FINCH),
    ),
    case(
        19,
        "statement-of-a-body",
        '"No one was hurt," according to a police statement.',
        said("No one was hurt", "police", "police statement"),
    ),
    refusal(
        19,
        "according-to-plan",
        'Petra Holm cut the ribbon, and all went according to plan. "At last," she said.',
        said("At last", HOLM),
    ),
    # 20 indirect speech beside quoted words
    case(
        20,
        "that-clause-with-a-fragment",
        'Petra Holm said the ferry was sold and that the buyer was "a friend of the town".',
        said("a friend of the town", HOLM),
    ),
    case(
        20,
        "denied-saying",
        'Dario Finch denied that he had sold the ferry, saying it had been "given away".',
        said("given away", FINCH),
    ),
    refusal(20, "no-marks-no-quotation", "Petra Holm said the ferry was sold, and that the buyer was a friend."),
    # 21 two speakers in one paragraph
    case(
        21,
        "reply",
        '"It floats," Petra Holm said. "It leaks," Dario Finch replied.',
        said("It floats", HOLM),
        said("It leaks", FINCH),
    ),
    case(
        21,
        "gesture-then-pronoun",
        '"It floats," said Petra Holm. But Dario Finch shook his head. "It leaks," he said.',
        said("It floats", HOLM),
        said("It leaks", FINCH),
    ),
    case(
        21,
        "while",
        'Petra Holm said the ferry was "a treasure", while Dario Finch called it "a bathtub with a flag".',
        said("a treasure", HOLM),
        said("a bathtub with a flag", FINCH),
    ),
    refusal(
        21,
        "the-second-name-is-only-an-object",
        '"It floats," said Petra Holm, who had once called Dario Finch "a landlubber".',
        said("It floats", HOLM),
        said("a landlubber", HOLM),
    ),
    # 22 a mark is missing
    case(22, "no-closer", '"We tried everything, Petra Holm said.', said("We tried everything", HOLM)),
    case(22, "no-opener", 'We tried everything," Petra Holm said.', said("We tried everything", HOLM)),
    case(
        22,
        "no-closer-and-another-speaker-below",
        "“We tried everything, said Petra Holm.\n“Nothing worked,” said Dario Finch.",
        said("We tried everything", HOLM),
        said("Nothing worked", FINCH),
    ),
    case(
        22,
        "no-closer-at-the-paragraph-end",
        'Petra Holm said: "We tried everything.\nThe tide turned at noon.\n"Nothing worked," said Dario Finch.',
        said("We tried everything.", HOLM),
        said("Nothing worked", FINCH),
    ),
    refusal(
        22,
        "the-next-paragraph-is-no-part-of-it",
        '"We tried everything, Petra Holm said.\nThe tide turned at noon, and Dario Finch went home.',
        said("We tried everything", HOLM),
    ),
]
