"""What stands above the utterances of a page: its numbers, and who was first how often."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotetrace.model import Overview
from quotetrace.rendering.phrases import count, some, when
from quotetrace.rendering.report.sections import LISTED, NAMED, Section
from quotetrace.rendering.standing import named

# An overview is a first look: so many outlets, and of utterances with another meaning so many.
_OUTLETS, _CHANGED = 25, 15


@dataclass(frozen=True, slots=True)
class Standing:
    """An outlet: how many of the utterances it reports, and how many it had first; first and tied as parts of all."""

    name: str
    reported: int
    firsts: int
    ties: int
    most: int


class Counts:
    """The overview of a page in words. sections: the utterances that the page has."""

    def __init__(self, overview: Overview, sections: Sequence[Section]) -> None:
        self.overview = overview
        self.sections = sections

    @property
    def about(self) -> str:
        """What the page is about, in a sentence."""
        whole = self.overview
        said = count(whole.utterances, "utterance")
        two = " that two documents or more report"
        told = f"{count(whole.quotations, 'quotation')} in {count(whole.documents, 'document')}"
        return f"{said}{two}: {told}{self._published()}."

    def _published(self) -> str:
        first, last = self.overview.earliest, self.overview.latest
        if first is None or last is None:
            return ""
        return f", published {when(first)}" if first == last else f", published {when(first)} to {when(last)}"

    @property
    def cut(self) -> str:
        """That the page has not all of them; empty where it has."""
        shown, total = len(self.sections), self.overview.utterances
        if shown >= total:
            return ""
        return (
            f"This page has the {shown:,} that most documents report; the overview counts all {total:,}. "
            "Filters choose others, --limit makes the page longer."
        )

    @property
    def numbers(self) -> list[tuple[str, int]]:
        """The numbers that matter, by what they count."""
        whole = self.overview
        return [
            ("first without a tie", whole.firsts),
            ("a tie", whole.ties),
            ("nobody known to be first", whole.unknown),
            ("meaning changed", whole.meaning),
            ("with a conflict", whole.conflicts),
        ]

    def standings(self) -> list[Standing]:
        """Who was first how often, the most firsts first, no more outlets than a person reads."""
        shown = self.overview.outlets[:_OUTLETS]
        most = max((one.utterances for one in shown), default=1)
        return [Standing(named(one.name), one.utterances, one.firsts, one.ties, most) for one in shown]

    def other_outlets(self) -> str:
        """How many outlets more there are; empty where there are none."""
        left = len(self.overview.outlets) - _OUTLETS
        return f"{count(left, 'more outlet')}: quotetrace outlets" if left > 0 else ""

    def outlets(self) -> list[str]:
        """The known outlets of the page, by name."""
        return sorted({name for one in self.sections for name in one.outlets()}, key=str.casefold)

    def drifts(self) -> list[tuple[str, bool, int]]:
        """The classes of difference, the most severe first: name, whether the meaning changes, how many quotations."""
        return [(one.value, one.changes_meaning, number) for one, number in self.overview.drifts.items()]

    def unseen(self) -> Iterator[tuple[str, str]]:
        """The outlets that are named as origins and are not here, and in how many utterances by whom."""
        for one in self.overview.unseen[:LISTED]:
            by = some([*map(named, one.claimed_by)], NAMED) or named(None)
            yield named(one.name), f"in {count(one.number, 'utterance')}, named by {by}"
        if (left := len(self.overview.unseen) - LISTED) > 0:
            yield f"{left:,} more", ""

    def changed(self) -> list[Section]:
        """The utterances of the page in which the meaning was changed, no more than a person reads."""
        return self._changed()[:_CHANGED]

    def changed_title(self) -> str:
        """What stands above them."""
        return "Meaning changed, of those on this page" if self.cut else "Meaning changed"

    def other_changed(self) -> int:
        """How many more there are on the page."""
        return max(0, len(self._changed()) - _CHANGED)

    def _changed(self) -> list[Section]:
        return [one for one in self.sections if one.changed]
