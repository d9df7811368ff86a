"""Phenomena 31 to 45: rarer constructions, flags, captions, and marks that are no quotation marks."""

from __future__ import annotations

from quotetrace.model import Flag, ZoneKind

from .articles import SCARE, case, refusal, said

HOLM, FINCH, BRANDT, SOLUM, ARDEN = "Petra Holm", "Dario Finch", "Oona Brandt", "Ivar Solum", "Lukas Arden"

CASES = [
    # 31 passives
    case(31, "quoted-as-saying", 'Ivar Solum was quoted as saying "never again".', said("never again", SOLUM)),
    case(31, "reported-to-have-said", 'Ivar Solum is reported to have said "never again".', said("never again", SOLUM)),
    case(31, "dismissed-by", 'The plan was dismissed by Ivar Solum as "fantasy".', said("fantasy", SOLUM)),
    case(31, "heard-shouting", 'Ivar Solum was heard shouting "never again".', said("never again", SOLUM)),
    refusal(31, "described-by", 'Ivar Solum was described by Petra Holm as "a coward".', said("a coward", HOLM)),
    # 32 participles
    case(32, "saying", 'Ivar Solum left early, saying "enough is enough".', said("enough is enough", SOLUM)),
    case(
        32,
        "between-two-participles",
        'Waving the ledger, Ivar Solum left the room, shouting: "Enough!"',
        said("Enough!", SOLUM),
    ),
    case(
        32,
        "calling-and-adding",
        'Ivar Solum rejected the offer, calling it "small change" and adding that the yard was "not for sale".',
        said("small change", SOLUM),
        said("not for sale", SOLUM),
    ),
    case(
        32,
        "first-word",
        'Saying he had "nothing left to give", Ivar Solum resigned.',
        said("nothing left to give", SOLUM),
    ),
    refusal(32, "not-the-object", 'Petra Holm interrupted Ivar Solum, calling him "a coward".', said("a coward", HOLM)),
    # 33 verbs of manner
    case(33, "shrugged", '"Whatever you like," Ivar Solum shrugged.', said("Whatever you like", SOLUM)),
    case(33, "sighed", '"That again," sighed Ivar Solum.', said("That again", SOLUM)),
    case(33, "laughs", '"Down to the last rivet," Ivar Solum laughs.', said("Down to the last rivet", SOLUM)),
    case(33, "fumes", '"It can\'t go on like this," fumes Ivar Solum.', said("It can't go on like this", SOLUM)),
    refusal(
        33,
        "smiling-at-a-sign",
        'Ivar Solum smiled at the "visitors welcome" sign.',
        said("visitors welcome", SCARE, None),
    ),
    # 34 nouns of speech and possessors
    case(34, "answer", 'Petra Holm\'s answer was short: "Never."', said("Never.", HOLM)),
    case(
        34, "her-message", 'Petra Holm did not mince words. Her message to the owners: "Pay up."', said("Pay up.", HOLM)
    ),
    case(
        34,
        "in-the-words-of",
        'In the words of Petra Holm, the deal is "a gift to the owners".',
        said("a gift to the owners", HOLM),
    ),
    case(
        34,
        "in-somebodys-words",
        'The deal is, in Petra Holm\'s words, "a gift to the owners".',
        said("a gift to the owners", HOLM),
    ),
    refusal(
        34,
        "a-reply-to-somebodys-letter",
        'Ivar Solum had one reply to Petra Holm\'s letter: "No."',
        said("No.", SOLUM),
    ),
    # 35 credit lines and exchanges
    case(35, "credit-behind", '"Be bold, and bring a rope." — Ivar Solum', said("Be bold, and bring a rope.", SOLUM)),
    case(
        35,
        "credit-on-the-next-line",
        "“A town without boats is a car park.”\n— Oona Brandt, dockers’ union",
        said("A town without boats is a car park.", BRANDT),
    ),
    case(
        35,
        "name-colon-exchange",
        'Petra Holm: "We did what we could."\nIvar Solum: "You did nothing."',
        said("We did what we could.", HOLM),
        said("You did nothing.", SOLUM),
    ),
    refusal(
        35,
        "dashes-around-an-insertion",
        'The yard – "a rusting heap" to its neighbours – belongs to Ivar Solum.',
        said("a rusting heap", None, SCARE),
    ),
    # 36 joint sources
    case(
        36,
        "joint-letter",
        'Petra Holm and Ivar Solum said in a joint letter: "The yard must stay."',
        said("The yard must stay.", HOLM, SOLUM, "Petra Holm and Ivar Solum"),
    ),
    case(
        36,
        "behind",
        '"The yard must stay," Petra Holm and Ivar Solum said.',
        said("The yard must stay", HOLM, SOLUM, "Petra Holm and Ivar Solum"),
    ),
    case(36, "plural-role", '"The yard must stay," the sisters said in unison.', said("The yard must stay", "sisters")),
    refusal(
        36,
        "the-pair-only-listened",
        'Petra Holm and her driver waited while Ivar Solum said: "The yard must stay."',
        said("The yard must stay.", SOLUM),
    ),
    # 37 negated, hypothetical, future
    case(
        37,
        "did-not-say",
        'Ivar Solum did not say "sell everything".',
        said("sell everything", SOLUM, None, flags=[Flag.NEGATED]),
    ),
    case(
        37,
        "never-called",
        'Ivar Solum never called the mayor "a tourist".',
        said("a tourist", SOLUM, None, flags=[Flag.NEGATED]),
    ),
    case(
        37,
        "might-say",
        'Ivar Solum might say "this is not my job" if the owners ring.',
        said("this is not my job", SOLUM, None, flags=[Flag.HYPOTHETICAL]),
    ),
    refusal(
        37,
        "did-not-hesitate-to-say",
        'Ivar Solum did not hesitate to say that the yard was "not for sale".',
        said("not for sale", SOLUM),
    ),
    # 38 relative pronouns as sources
    case(
        38,
        "who-said",
        'Ivar Solum, who said he was "finished with boats", moved inland.',
        said("finished with boats", SOLUM),
    ),
    case(38, "it-was-who", 'It was Ivar Solum who called the mayor "a tourist".', said("a tourist", SOLUM)),
    case(
        38,
        "which-said",
        'The bill came from Tarnwell Energy, which said it was "in line with the market".',
        said("in line with the market", "Tarnwell Energy"),
    ),
    refusal(
        38,
        "whose-lawyer-said",
        'Ivar Solum, whose lawyer said the claim was "thin", smiled at the clerk.',
        said("thin", "lawyer", "Ivar Solum's lawyer"),
    ),
    # 39 ellipses and brackets
    case(
        39,
        "ellipsis-and-bracket",
        'Ivar Solum signed nothing. "We … shall [never] sell the yard," he said.',
        said("We … shall [never] sell the yard", SOLUM),
    ),
    case(39, "sic", '"They was [sic] here first," said Ivar Solum.', said("They was [sic] here first", SOLUM)),
    case(39, "dots-and-a-question", '"Sell? ... No," Ivar Solum said.', said("Sell? ... No", SOLUM)),
    refusal(
        39,
        "a-note-on-the-wall",
        'A list of buyers ("to be confirmed ...") hung above the desk of Ivar Solum.',
        said("to be confirmed ...", None, SCARE),
    ),
    # 40 songs, mottos, signs, chants
    case(40, "banner", 'The banner read "Save the slip".', said("Save the slip", "banner", None)),
    case(40, "chant", 'Protesters chanted "Boats not flats" outside the hall.', said("Boats not flats", "protesters")),
    case(
        40,
        "motto",
        'The club motto, "Row or drown", is carved above the door.',
        said("Row or drown", SCARE, None, "motto", "club motto"),
    ),
    refusal(
        40,
        "speaker-under-a-banner",
        'Under a banner that read "Boats not flats", Petra Holm said: "We hear you."',
        said("Boats not flats", "banner", None),
        said("We hear you.", HOLM),
    ),
    # 41 words older than the story
    case(
        41,
        "in-a-year",
        'In 2019 Ivar Solum said the yard was "safe for a century".',
        said("safe for a century", SOLUM, flags=[Flag.HISTORICAL]),
    ),
    case(
        41,
        "years-ago",
        'Six years ago Ivar Solum told the council: "The yard is safe."',
        said("The yard is safe.", SOLUM, flags=[Flag.HISTORICAL]),
    ),
    case(
        41,
        "the-late",
        'The late Ivar Solum once said: "Boats are people."',
        said("Boats are people.", SOLUM, flags=[Flag.HISTORICAL]),
    ),
    refusal(
        41,
        "a-year-he-spoke-about",
        'Ivar Solum said on Monday that 2019 had been "a lost year".',
        said("a lost year", SOLUM),
    ),
    # 42 one surname, several people; titles that vary
    case(
        42,
        "mr-and-mrs",
        'Jonas Lind and his wife, Carla Lind, own the mill. "It was my grandfather\'s," Mr Lind said. '
        '"It is ours," Mrs Lind said.',
        said("It was my grandfather's", "Jonas Lind"),
        said("It is ours", "Carla Lind"),
    ),
    case(
        42,
        "sir-and-forename",
        'Sir Alasdair Crewe chaired the inquiry. "It was avoidable," Sir Alasdair said.',
        said("It was avoidable", "Alasdair Crewe"),
    ),
    case(
        42,
        "title-changes",
        'Prime Minister Tobias Wenn flew home. "We will pay," the prime minister said. "In full," Mr Wenn added.',
        said("We will pay", "Tobias Wenn"),
        said("In full", "Tobias Wenn"),
    ),
    refusal(
        42,
        "divorced",
        'Carla Lind sued the mill. Her former husband, Jonas Lind, lost the case. "It is a disgrace," Jonas Lind said.',
        said("It is a disgrace", "Jonas Lind"),
    ),
    # 43 a sentence between the name and the words
    case(43, "one-word", 'Ivar Solum looked at the hull for a long time. "Rust."', said("Rust.", SOLUM)),
    case(
        43,
        "pronoun-over-a-sentence",
        'Oona Brandt shook her head. The band had stopped playing. "Nobody told us a thing," she said.',
        said("Nobody told us a thing", BRANDT),
    ),
    case(
        43,
        "gesture-and-description",
        'Oona Brandt points at the wall. It is damp to the height of a child. "That is how far the water came."',
        said("That is how far the water came.", BRANDT),
    ),
    refusal(
        43,
        "the-one-who-stayed",
        'Oona Brandt left at noon. Ivar Solum stayed. "Somebody has to lock up at night."',
        said("Somebody has to lock up at night.", SOLUM),
    ),
    # 44 captions, teasers, pull quotations
    case(
        44,
        "pull-quotation",
        '"Nobody told us a single thing," said Oona Brandt.\nThe quay was empty by then.\n'
        '"Nobody told us a single thing"\nThe mayor, Petra Holm, was on holiday in the south.',
        said("Nobody told us a single thing", BRANDT),
        said("Nobody told us a single thing", BRANDT),
    ),
    case(
        44,
        "caption-above-the-story",
        'Petra Holm on the quay: "I am staying." Photo: Jan Vik\n"I am going," said Dario Finch.',
        said("I am going", FINCH),
        zones={0: ZoneKind.CAPTION},
    ),
    refusal(
        44,
        "teaser-of-another-story",
        'Petra Holm spoke at noon.\nIvar Solum: "I am done with boats"\nRead more about "the yard"',
        zones={1: ZoneKind.RELATED, 2: ZoneKind.CHROME},
    ),
    # 45 inches, feet, minutes
    case(
        45,
        "inside-the-words",
        '"The pipe was 8" wide," Ivar Solum said.',
        said('The pipe was 8" wide', SOLUM),
    ),
    case(45, "beside-the-words", 'The 10" gap is "a joke", Ivar Solum said.', said("a joke", SOLUM)),
    refusal(45, "height-and-width", 'The pipe was 8" wide and the plumber 6\'2" tall, Ivar Solum said.'),
    refusal(45, "minutes-and-seconds", "She rowed the strait in 12' 30'', four seconds off the record."),
]
