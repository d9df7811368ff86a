"""Phenomena 10 to 15: the form of the marks, words that are nobody's, and who can speak at all."""

from __future__ import annotations

from .articles import SCARE, case, refusal, said

HOLM, FINCH, BRANDT, SOLUM, ARDEN = "Petra Holm", "Dario Finch", "Oona Brandt", "Ivar Solum", "Lukas Arden"

CASES = [
    # 10 every form of mark
    case(
        10,
        "curly-and-straight",
        '“The ferry is old,” Petra Holm said. "But it floats," said Dario Finch.',
        said("The ferry is old", HOLM),
        said("But it floats", FINCH),
    ),
    case(10, "curly-opener-straight-closer", '“The ferry is old," Petra Holm said.', said("The ferry is old", HOLM)),
    case(10, "doubled-singles", "''The ferry is old,'' Petra Holm said.", said("The ferry is old", HOLM)),
    case(10, "backquotes", "``The ferry is old,'' Petra Holm said.", said("The ferry is old", HOLM)),
    case(10, "angles", "«The ferry is old», Petra Holm said.", said("The ferry is old", HOLM)),
    case(10, "low-and-high", "„The ferry is old“, Petra Holm said.", said("The ferry is old", HOLM)),
    case(
        10,
        "no-break-spaces",
        "“The ferry is old,”\u00a0Petra Holm\u00a0said. “\u00a0It floats\u00a0”, Dario Finch replied.",
        said("The ferry is old", HOLM),
        said("It floats", FINCH),
    ),
    refusal(10, "inches", 'The pier is 40" wide, Petra Holm said.'),
    # 11 scare quotes and terms
    case(11, "irony", 'The "smart" bins overflowed again on Sunday.', said("smart", SCARE)),
    case(11, "so-called", 'So-called "ghost flats" stand empty along the quay.', said("ghost flats", SCARE)),
    case(
        11,
        "local-name",
        'Rents on the "Golden Mile" have doubled since Petra Holm took office.',
        said("Golden Mile", SCARE),
    ),
    case(
        11,
        "nickname",
        'Police arrested Karl "Shorty" Lindgren near the mill. "He came quietly," Sgt. Ravi Menon said.',
        said("Shorty", SCARE),
        said("He came quietly", "Ravi Menon"),
    ),
    case(
        11,
        "known-as",
        'Ivar Solum introduced a device known as the "tide clock" to the yard.',
        said("tide clock", SCARE),
    ),
    refusal(11, "one-word-of-somebody", 'Dario Finch said the bins were "smart" only on paper.', said("smart", FINCH)),
    # 12 roles and people without a name
    case(
        12,
        "spokeswoman-for",
        'A spokeswoman for the port authority said: "We are looking into it."',
        said("We are looking into it.", "spokeswoman for the port authority", "spokeswoman"),
    ),
    case(12, "witness", '"They ran towards the water," a witness said.', said("They ran towards the water", "witness")),
    case(
        12,
        "inverted-with-a-clause",
        '"I heard a bang," said one fisherman who asked not to be named.',
        said("I heard a bang", "fisherman"),
    ),
    case(
        12,
        "on-condition-of-anonymity",
        'A senior official at the ministry, who spoke on condition of anonymity, said "heads will roll".',
        said("heads will roll", "senior official", "senior official at the ministry"),
    ),
    case(
        12, "plural-without-article", '"We are exhausted," nurses said on Friday.', said("We are exhausted", "nurses")
    ),
    case(
        12,
        "an-occupation-off-the-list",
        'A homeless man sleeping by the station said: "They took my blanket."',
        said("They took my blanket.", "homeless man"),
    ),
    refusal(
        12,
        "spokesman-of-a-named-person",
        'A spokesman for Petra Holm said: "The mayor has nothing to add."',
        said("The mayor has nothing to add.", "spokesman for Petra Holm", "spokesman"),
    ),
    # 13 bodies and documents
    case(
        13,
        "report",
        'The report said the dam was "one storm away from failure".',
        said("one storm away from failure", "report"),
    ),
    case(13, "company", '"We regret the delay," Tarnwell Energy said.', said("We regret the delay", "Tarnwell Energy")),
    case(
        13,
        "authority",
        'The Norrvik Port Authority called the claim "baseless".',
        said("baseless", "Norrvik Port Authority"),
    ),
    case(13, "court", '"No one is above the law," the court ruled.', said("No one is above the law", "court")),
    case(13, "police", 'Police said the man was "known to officers".', said("known to officers", "police")),
    case(
        13,
        "ruling-of-a-judge",
        'The ruling, by Judge Hanna Reiss, said the fee was "plainly unlawful".',
        said("plainly unlawful", "Hanna Reiss"),
    ),
    refusal(
        13,
        "bodies-that-only-stand-near",
        'Tarnwell Energy ignored a letter from the court. "It was unreadable," engineer Paula Dunne said.',
        said("It was unreadable", "Paula Dunne"),
    ),
    # 14 several names before the cue
    case(
        14,
        "asked-about",
        'Petra Holm, asked about Dario Finch and Lukas Arden, said: "Ask them."',
        said("Ask them.", HOLM),
    ),
    case(
        14,
        "after-meetings-with",
        'After meetings with Lukas Arden and Dario Finch in Norrvik, Petra Holm said: "We are closer."',
        said("We are closer.", HOLM),
    ),
    case(14, "unlike", 'Unlike Lukas Arden and Dario Finch, Petra Holm called the fee "fair".', said("fair", HOLM)),
    case(
        14,
        "object-of-the-sentence",
        'Petra Holm thanked Lukas Arden for the money and said it would "keep the lights on".',
        said("keep the lights on", HOLM),
    ),
    refusal(
        14,
        "the-last-name-spoke",
        'Petra Holm stood beside Dario Finch as Lukas Arden said: "The money is there."',
        said("The money is there.", ARDEN),
    ),
    case(
        14,
        "a-claim-that-he-answers",
        "Asked about the report's claim that the lock “could fail at any moment”, Karl Arden said: “We shall look.”",
        said("could fail at any moment", "report"),
        said("We shall look.", "Karl Arden"),
    ),
    case(
        14,
        "two-sentences-of-one-speaker-around-a-colon",
        "“Stop,” Petra Holm said: “Go home.”",
        said("Stop", HOLM),
        said("Go home.", HOLM),
    ),
    # 15 the addressee is not the speaker
    case(15, "told-colon", 'Petra Holm told Dario Finch: "Go home."', said("Go home.", HOLM)),
    case(15, "told-behind", '"Go home," Petra Holm told Dario Finch.', said("Go home", HOLM)),
    case(
        15,
        "assured",
        'Petra Holm assured Lukas Arden that the town was "open for business".',
        said("open for business", HOLM),
    ),
    case(15, "said-to", '"Go home," Petra Holm said to Dario Finch.', said("Go home", HOLM)),
    refusal(15, "was-told-by", 'Petra Holm was told by Dario Finch: "Go home."', said("Go home.", FINCH)),
]
