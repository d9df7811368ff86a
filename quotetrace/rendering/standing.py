"""How a speaker is quoted and how an outlet stands beside others, in sentences that a profile and plain text share."""

from __future__ import annotations

from collections.abc import Iterator

from quotetrace.model import Faithfulness, OutletProfile, OutletSummary, SpeakerProfile
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.phrases import count

# A profile is a first look: of outlets that one follows, or names, so many.
_SHOWN = 10
_UNKNOWN = "(outlet unknown)"


def speaker_standing(profile: SpeakerProfile) -> Iterator[str]:
    """How faithfully a speaker is quoted."""
    yield from _faithful(profile.faithfulness)


def outlet_standing(outlet: OutletSummary, profile: OutletProfile) -> Iterator[str]:
    """How often an outlet was first, whom it follows, how faithful it is, and whom it names."""
    if profile.shared:
        undated = f", without a date {profile.undated:,}" if profile.undated else ""
        standing = f"first {outlet.firsts:,}, in a tie {outlet.ties:,}, later {profile.later:,}{undated}"
        yield f"Of {count(profile.shared, 'utterance')} that others report too: {standing}"
    if profile.follows:
        origins = (f"{named(name)} ({count(number, 'quotation')})" for name, number in profile.follows[:_SHOWN])
        yield f"Follows, as far as evidence shows: {_listed(origins, len(profile.follows))}"
    yield from _faithful(profile.faithfulness)
    if profile.origins:
        claimed = (
            f"{one_line(one.name)} ({one.number:,}{'' if one.in_collection else ', no document of it here'})"
            for one in profile.origins[:_SHOWN]
        )
        yield f"Names as origins: {_listed(claimed, len(profile.origins))}"


def named(outlet: str | None) -> str:
    """An outlet, or that it is unknown."""
    return one_line(outlet) if outlet else _UNKNOWN


def _faithful(found: Faithfulness) -> Iterator[str]:
    if not found.compared:
        return
    sorts = {
        "verbatim": found.verbatim,
        "shortened": found.shortened,
        "other words": found.changed,
        "another meaning": found.meaning,
    }
    shares = ", ".join(f"{name} {_share(number, found.compared)}" for name, number in sorts.items() if number)
    yield f"Of {count(found.compared, 'quotation')} compared with the first wording: {shares}"


def _share(number: int, total: int) -> str:
    return f"{number:,} ({100 * number / total:.0f} %)"


def _listed(names: Iterator[str], total: int) -> str:
    more = f" and {total - _SHOWN:,} more" if total > _SHOWN else ""
    return ", ".join(names) + more
