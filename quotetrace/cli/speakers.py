"""`quotetrace speakers`: who is quoted; with a name, that speaker's profile."""

from __future__ import annotations

from dataclasses import replace
from shlex import quote
from typing import Annotated

import typer

from quotetrace.cli.options import DEFAULT_DB, Database, Format, Limit, Output, named, stored
from quotetrace.cli.output import NOBODY_QUOTED, Listing, display, fetch, remark, show, write_data
from quotetrace.rendering.phrases import count
from quotetrace.rendering.profile import Profile
from quotetrace.rendering.records import speaker_record
from quotetrace.rendering.rows import COLUMNS, speaker_row
from quotetrace.rendering.standing import speaker_standing
from quotetrace.rendering.tables import speakers_table

# A profile is a first look: what the speaker said most often reported, and a few quotations.
PROFILE_UTTERANCES, PROFILE_QUOTATIONS = 5, 10

SPEAKERS = Listing(
    "speakers",
    speaker_row,
    speakers_table,
    "No such speaker here. Try another part of the name, or list all",
    next_step="quotetrace speakers",
)
_NONE = replace(SPEAKERS, nothing=NOBODY_QUOTED[0], next_step=NOBODY_QUOTED[1])


def speakers(
    name: Annotated[str | None, typer.Argument(help="A name, a surname or an alias: shows a profile.")] = None,
    db: Database = DEFAULT_DB,
    output: Output = Format.TABLE,
    limit: Limit = None,
) -> None:
    """Who is quoted, how often and by how many outlets.

    With a name: aliases, who quotes them and how faithfully, the utterances most told, the quotations.

    \b
    quotetrace speakers
    quotetrace speakers "the harbour master"
    """
    with stored(db) as store:
        found = list(store.speakers(name, limit=fetch(output, limit)))
        if name is None or len(found) != 1 or output is Format.CSV:
            show(found, SPEAKERS if name else _NONE, output=output, limit=limit, db=db)
            if name is not None and len(found) > 1 and output is Format.TABLE:
                example = f"quotetrace speakers {quote(found[0].name)}{named(db)}"
                remark(f"Which one? {count(len(found), 'speaker')} fit: {example}")
            return
        [speaker] = found
        profile = store.speaker_profile(speaker.name)
        if output is not Format.TABLE:
            write_data([speaker_record(speaker, profile)], COLUMNS["speakers"], output)
            return
        utterances = list(store.traces(speaker=speaker.name, limit=PROFILE_UTTERANCES + 1, brief=True))
        quotations = store.quotes(speaker=speaker.name, limit=PROFILE_QUOTATIONS)
        only = f"--speaker {quote(speaker.name)}{named(db)}"
        display(
            Profile(
                speakers_table(found),
                tuple(utterances[:PROFILE_UTTERANCES]),
                tuple(quotations),
                speaker.quotations,
                f"quotetrace trace {only}" if len(utterances) > PROFILE_UTTERANCES else None,
                tuple(speaker_standing(profile)),
                profile.quoted_by,
                more_quotations=f"quotetrace quotes {only}",
            )
        )
