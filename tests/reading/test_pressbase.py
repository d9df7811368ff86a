"""Exports of press databases in their frames: each article a document with its own outlet, day, headline and body."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from quotetrace.model import Document, Failure
from quotetrace.reading import read
from tests.reading.printing import pdf, set_lines
from tests.reading.test_office import word

TOLD = "“We have looked at every gate, and not one is safe,” its chair, Ingrid Solem, told the boatmen."
LOCK = f"The lock at Tarnby will stay shut, the canal board said on Monday.\n\n{TOLD}"
SAID = "“Nobody has opened a gate since May,” said Piet Haan, who carries gravel and patience."
UNION = f"The skippers' union called that an excuse.\n\n{SAID}"
FIRST = ("The Tarnby Post", "2022-01-10", "Lock at Tarnby stays shut", "Una Fell", LOCK)
SECOND = ("Canal Weekly", "2022-01-11", "Skippers want their lock back", "Ole Lie", UNION)

NEXIS = """
                               1 of 2 DOCUMENTS


                              The Tarnby Post (Tarnby)

                           January 10, 2022 Monday
                              Late Edition - Final

Lock at Tarnby stays shut

BYLINE: By Una Fell

SECTION: NEWS; Pg. 3

LENGTH: 44 words

HIGHLIGHT: The board has looked at the gates, and what it found is a
long list of faults

{lock}

LOAD-DATE: January 11, 2022

LANGUAGE: ENGLISH

           Copyright 2022 Tarnby Media
                   All Rights Reserved


                               2 of 2 DOCUMENTS

                          Copyright 2022 Canal Press
                              All Rights Reserved

                                  Canal Weekly

                     January 11, 2022 Tuesday 4:15 PM GMT

LENGTH: 38 words

HEADLINE: Skippers want their lock back

BYLINE: Ole Lie

BODY:
{union}

GRAPHIC: A lock

LOAD-DATE: January 12, 2022
"""
NEXIS_UNI = """User Name: = Ann Lee
Date and Time: = Tuesday, March 5, 2024 3:14:00PM EST
Documents (2)
1. Lock at Tarnby stays shut
Search Terms: lock

Lock at Tarnby stays shut
Lock at Tarnby stays shut
The Tarnby Post
January 10, 2022 Monday

Copyright 2022 Tarnby Media All Rights Reserved
Section: NEWS; Pg. 3
Length: 44 words
Byline: Una Fell
Body

{lock}

Classification

Language: ENGLISH
Publication-Type: Newspaper
Load-Date: January 11, 2022

End of Document

Skippers want their lock back
Canal Weekly
January 11, 2022 Tuesday

Copyright 2022 Canal Press All Rights Reserved
Length: 38 words
Byline: Ole Lie
Body

{union}

Load-Date: January 12, 2022

End of Document
"""
FACTIVA = """SE   News
HD   Lock at Tarnby stays shut
BY   By Una Fell
WC   44 words
PD   10 January 2022
SN   The Tarnby Post
SC   TARNP
LA   English
CY   (c) 2022 Tarnby Media

LP
{lock}

IN   itran : Transport | iwtr : Water
NS   gcat : Political/General News
PUB  Tarnby Media
AN   Document TARNP00020220110ei1a0001d

HD   Skippers want their
     lock back
BY   Ole Lie
WC   38 words
PD   11 January 2022
SN   Canal Weekly
LA   English
CY   Copyright 2022 Canal Press
LP   The skippers' union called that an excuse.

TD   {said}

AN   Document CANWK00020220111ei1b0002e

Search Summary
Text                 lock
"""
FACTIVA_UNCODED = """News
Lock at Tarnby stays shut
By Una Fell
44 words
10 January 2022
The Tarnby Post
TARNP
3
English
(c) 2022 Tarnby Media

{lock}

Document TARNP00020220110ei1a0001d

Skippers want their lock back
Ole Lie
1,038 words
11 January 2022
Canal Weekly
CANWK
English
Copyright 2022 Canal Press. All Rights Reserved.

{union}

Document CANWK00020220111ei1b0002e
"""
PROQUEST = """____________________________________________________________

Report Information from ProQuest
05 March 2024 15:20
____________________________________________________________

Document 1 of 2

Lock at Tarnby stays shut

Author: Una Fell

Publication info: The Tarnby Post ; Tarnby [Tarnby]. 10 Jan 2022: 3.

Abstract: The lock stays shut.

Full text: {lock}

Subject: Canals; Locks

Title: Lock at Tarnby stays shut

Publication title: The Tarnby Post; Tarnby

Publication date: Jan 10, 2022

Language of publication: English

ProQuest document ID: 2900000001

Last updated: 2024-01-05

____________________________________________________________

Document 2 of 2

Skippers want their lock back

Author: Ole Lie

Publication info: Canal Weekly ; Tarnby [Tarnby]. 11 Jan 2022: 5.

Full text: {union}

Title: Skippers want their lock back

ProQuest document ID: 2900000002

____________________________________________________________

Contact ProQuest
"""
EXPORTS = {
    "numbered by Nexis": NEXIS,
    "closed by Nexis": NEXIS_UNI,
    "codes of Factiva": FACTIVA,
    "Factiva without codes": FACTIVA_UNCODED,
    "lines of ProQuest": PROQUEST,
}


def filled(export: str) -> str:
    return export.format(lock=LOCK, union=UNION, said=SAID)


def found(path: Path, content: str | bytes) -> list[Document]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    documents = list(read([path]))
    assert all(isinstance(one, Document) for one in documents), documents
    return documents  # type: ignore[return-value]


def facts(document: Document) -> tuple[str | None, str, str | None, str | None, str]:
    return document.outlet, str(document.published), document.headline, document.author, document.text


@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS.keys())
def test_each_article_of_an_export_is_a_document(tmp_path: Path, export: str) -> None:
    documents = found(tmp_path / "export.txt", filled(export))
    assert [facts(one) for one in documents] == [FIRST, SECOND]
    assert [one.source for one in documents] == [f"{tmp_path / 'export.txt'}#{number}" for number in (1, 2)]
    assert [one.label for one in documents] == ["export.txt:1", "export.txt:2"]
    assert documents[0].container == str(tmp_path / "export.txt")


@pytest.mark.parametrize("export", [NEXIS_UNI, FACTIVA, FACTIVA_UNCODED], ids=["Nexis", "Factiva", "without codes"])
def test_an_export_in_word_has_no_blank_lines(tmp_path: Path, export: str) -> None:
    lines = [" ".join(line.split()) for line in filled(export).splitlines() if line.strip()]
    documents = found(tmp_path / "export.docx", word(*lines))
    assert [(one.reader, one.outlet, str(one.published)) for one in documents] == [
        ("docx", "The Tarnby Post", "2022-01-10"),
        ("docx", "Canal Weekly", "2022-01-11"),
    ]
    assert documents[0].text.replace("\n\n", "\n") == LOCK.replace("\n\n", "\n")


@pytest.mark.parametrize("export", [NEXIS_UNI, FACTIVA_UNCODED, PROQUEST], ids=["Nexis", "without codes", "ProQuest"])
def test_an_export_in_pdf_is_printed_lines(tmp_path: Path, export: str) -> None:
    text = filled(export).replace("“", '"').replace("”", '"')
    lines = [line for whole in text.splitlines() for line in textwrap.wrap(whole, 80) or [""]]
    pages = [set_lines(*lines[i : i + 45]) for i in range(0, len(lines), 45)]
    documents = found(tmp_path / "export.pdf", pdf(*pages))
    assert [(one.reader, *facts(one)[:4]) for one in documents] == [("pdf", *FIRST[:4]), ("pdf", *SECOND[:4])]
    assert '"We have looked at every gate, and not one is safe," its chair, Ingrid Solem,' in documents[0].text


def test_an_export_of_one_article_is_the_file(tmp_path: Path) -> None:
    rtf = "".join(f"{line}\\par\n" for line in filled(NEXIS).split("2 of 2")[0].splitlines())
    (document,) = found(tmp_path / "one.rtf", f"{{\\rtf1\\ansi\\ansicpg65001 {rtf}}}".encode())
    assert (document.outlet, str(document.published), document.source) == (
        "The Tarnby Post",
        "2022-01-10",
        str(tmp_path / "one.rtf"),
    )


def test_lines_broken_to_fit_a_page_are_paragraphs(tmp_path: Path) -> None:
    broken = LOCK.replace(
        "the canal board said on Monday.", "the canal board said on Monday, and nothing\nwill pass it."
    )
    (document, _) = found(tmp_path / "export.txt", NEXIS.format(lock=broken, union=UNION))
    assert document.text == broken.replace("nothing\nwill", "nothing will")


LIKE_FIELDS = {
    "a label": "Location: a wet place, as everybody in Tarnby knows.",
    "a code": "IN this weather nobody opens a gate.",
    "rights": "Copyright was never the board's strong side.",
    "a number": "Document 7 of the file is missing.",
}


@pytest.mark.parametrize("line", LIKE_FIELDS.values(), ids=LIKE_FIELDS.keys())
@pytest.mark.parametrize("export", [NEXIS, NEXIS_UNI, FACTIVA, PROQUEST], ids=["Nexis", "Uni", "Factiva", "ProQuest"])
def test_a_sentence_that_begins_like_a_field_stays_in_the_body(tmp_path: Path, export: str, line: str) -> None:
    body = f"The board met.\n\n{line}\n\n{LOCK}"
    first, _ = found(tmp_path / "export.txt", export.format(lock=body, union=UNION, said=SAID))
    assert first.text == body


def test_an_article_without_a_frame_between_others_is_not_lost(tmp_path: Path) -> None:
    odd = f"LETTERS\n\n{LOCK.replace('every gate', 'each gate')}\n\nEnd of Document\n\n"
    text = filled(NEXIS_UNI).replace("Skippers want", f"{odd}Skippers want", 1)
    documents = found(tmp_path / "export.txt", text)
    assert [one.outlet for one in documents] == ["The Tarnby Post", None, "Canal Weekly"]
    assert "each gate" in documents[1].text


def test_the_list_of_an_exports_articles_is_none(read_failure: Callable[[str, bytes], Failure]) -> None:
    cover = (
        "User Name: = Ann Lee\nJob Number: = 217\nDocuments (2)\n1. ‘Open the lock,’ say skippers\nSearch Terms: lock\n"
        "2. Board says ‘no’ to skippers\nSearch Terms: lock\n"
    )
    assert "is the list of an export's articles" in read_failure("doclist.txt", cover.encode()).reason


NO_EXPORTS = {
    "a story about one": f"Search\n\nIt said: “End of Document”, and that was document 1 of 2.\n\n{LOCK}",
    "a line drawn": f"Lock shut\n\n{'_' * 40}\n\n{LOCK}\n\n{'_' * 40}\n\n{UNION}",
    "a number alone": f"1 of 2 DOCUMENTS\n\n{LOCK}",
    "an end alone": f"{LOCK}\n\nEnd of Document",
    "two without a line between": f"{filled(NEXIS).split('1 of 2 DOCUMENTS')[1].replace('2 of 2 DOCUMENTS', '')}",
    "a number of a job": f"Job Number: 7\n\n{LOCK}",
    "capitals": f"HD is what they call it.\nIN short:\n\n{LOCK}",
}


@pytest.mark.parametrize("text", NO_EXPORTS.values(), ids=NO_EXPORTS.keys())
def test_any_other_text_is_one_article_as_it_is(tmp_path: Path, text: str) -> None:
    (document,) = found(tmp_path / "story.txt", text)
    assert document.text == text


@pytest.mark.parametrize(
    "piece",
    ["LOAD-DATE:\n", "Load-Date: x\n\n\n", "End of Document\n", "Body\n", "HD x\nPD x\nSN x\n", "1 of 2 DOCUMENTS\n"],
)
def test_many_empty_frames_take_no_time(tmp_path: Path, piece: str) -> None:
    documents = found(tmp_path / "story.txt", "LOAD-DATE:\n" + f"{piece}\n" * 20_000 + LOCK)
    assert any(TOLD in one.text for one in documents)
