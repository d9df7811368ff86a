"""All accuracy figures: on fixtures/gold against its floors, and on the shared evaluation data where it is present.

usage: quality.py [--shared DIR] [--only PART ...] [--show N] [--raise] [--lower NAME --because SENTENCE]

Exits 1 where a figure is under its floor in fixtures/floors.json. --raise lifts every floor to what was measured; a
floor is lowered only by name and with a sentence, which the file keeps. On the shared data the scores are those of
its own scripts, given what the quotetrace command printed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# Run as a script, this folder stands in front, and its bench.py would be taken for the package of that name.
sys.path[:] = [str(ROOT), *(entry for entry in sys.path if entry != str(ROOT / "bench"))]

from bench import pages  # noqa: E402 - a script of the clone, installed or not
from bench.candidates import candidate_recall  # noqa: E402
from bench.intervals import intervals  # noqa: E402
from bench.singles import CURLY, STRAIGHT, beside, in_singles  # noqa: E402 - a script of the clone, installed or not
from bench.wordings import HELD, drift_figures, judged  # noqa: E402
from quotetrace.evaluation import Evaluation, Figure, evaluate  # noqa: E402

FIXTURES = ROOT / "fixtures"
STYLES = FIXTURES / "styles"
# A second collection, written and marked before any rule saw it: figures and floors of its own
STORIES = FIXTURES / "stories" / "gold"
# The sets of fixtures/styles by which rules may be mended; the one of which only figures are looked at
OPEN_STYLES, HELD_STYLES = ("open", "opened", "newsroom", "world", "fresh", "abroad"), "held"
FLOORS = FIXTURES / "floors.json"
PARTS = ("fixtures", "pages", "dev", "singles", "seeds", "matching", "spans", "drift")
# Figures have one decimal: half of the last place is rounding, no loss.
EPSILON = 0.05
# Per cent of the right names on dev: a surname alone is right and yet of little use where the full name is known.
FEWEST_IN_FULL = 95.0


@dataclass(frozen=True, slots=True)
class Floors:
    """The least each figure may be, per cent, and every lowering that was allowed with its reason."""

    figures: Mapping[str, float]
    lowered: tuple[Mapping[str, Any], ...] = ()

    @classmethod
    def read(cls, path: Path) -> Floors:
        """The floors of a file."""
        row = json.loads(path.read_text(encoding="utf-8"))
        return cls(row["figures"], tuple(row["lowered"]))

    def write(self, path: Path) -> None:
        """Write them so that a floor is a line in a diff."""
        row = {"figures": dict(self.figures), "lowered": [dict(entry) for entry in self.lowered]}
        path.write_text(json.dumps(row, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    def misses(self, figures: Iterable[Figure]) -> list[str]:
        """A line for each floor that is not reached; a figure that is gone reaches none."""
        measured = {figure.name: figure.value for figure in figures}
        lines = []
        for name, floor in self.figures.items():
            value = measured.get(name)
            if value is None:
                lines.append(f"{name}: not measured, floor {floor}")
            elif value < floor - EPSILON:
                lines.append(f"{name}: {value} is under its floor {floor}")
        return lines

    def raised(self, figures: Iterable[Figure]) -> Floors:
        """Floors at what was measured, none lower than before; a figure without a floor gets one."""
        found = dict(self.figures)
        for figure in figures:
            if figure.value is not None:
                found[figure.name] = max(figure.value, found.get(figure.name, figure.value))
        return Floors(found, self.lowered)

    def lower(self, name: str, figures: Iterable[Figure], because: str) -> Floors:
        """The floor of one figure at what was measured, with the reason; ValueError where it does not apply."""
        value = {figure.name: figure.value for figure in figures}.get(name)
        if name not in self.figures or value is None:
            raise ValueError(f"no figure {name!r} with a floor; there are {', '.join(self.figures)}")
        if value >= self.figures[name]:
            raise ValueError(f"{name} is {value}, not under its floor {self.figures[name]}")
        if len(because.split()) < 3:
            raise ValueError("--because takes a sentence that says why the loss is accepted")
        entry = {"name": name, "from": self.figures[name], "to": value, "because": because}
        return Floors({**self.figures, name: value}, (*self.lowered, entry))


class CommandError(Exception):
    """A command of the run did not end well; the text is its last line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was asked for; 1 where a floor is missed or a command failed."""
    options = _options(arguments)
    parts = options.only or PARTS
    failed = "fixtures" in parts and not _fixtures(options)
    if "pages" in parts:
        print("\n== pages", flush=True)
        pages.main(["--show"] if options.show else [])  # each page is a test of its own: no figure can fall unseen
    wanted = [part for part in parts if part not in ("fixtures", "pages")]
    if wanted and not (options.shared and (options.shared / "eval" / "score.py").exists()):
        print(f"\n{options.shared or 'no --shared'}: no shared evaluation data here, so only fixtures/gold is measured")
        wanted = []
    for part in wanted:
        print(f"\n== {part}", flush=True)
        try:
            with tempfile.TemporaryDirectory(prefix="quotetrace-") as scratch:
                failed |= not _SHARED[part](options.shared.resolve(), Path(scratch), options.show)
        except CommandError as error:
            failed = True
            print(f"error: {error}")
    return int(failed)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--shared", type=Path, help="folder with eval, seeds and seeds-gold")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="measure these parts only")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N mistakes of each sort")
    parser.add_argument("--raise", action="store_true", dest="lift", help="lift the floors to what is measured")
    parser.add_argument("--lower", metavar="NAME", help="lower the floor of one figure to what is measured")
    parser.add_argument("--because", default="", metavar="SENTENCE", help="why that floor may be lower")
    return parser.parse_args(arguments)


def _fixtures(options: argparse.Namespace) -> bool:
    """Measure fixtures/gold; whether every floor holds afterwards."""
    print("== fixtures", flush=True)
    evaluation = evaluate(FIXTURES / "gold", show=options.show)
    told = evaluate(STORIES, show=options.show)
    styles = [figure for name in OPEN_STYLES for figure in style_figures(name)]
    drifts = drift_figures()
    stories = [*map(str, story_figures(told)), *map(str, told.findings())]
    held = [*map(str, style_figures(HELD_STYLES)), *map(str, drifts)]
    print("\n".join([*evaluation.lines(), *stories, *map(str, styles), *held]))
    # no floor for what is held: what is kept by a floor is what the rules are mended by
    drifts = [figure for figure in drifts if HELD not in figure.name]
    floors, figures = Floors.read(FLOORS), [*evaluation.figures(), *story_figures(told), *styles, *drifts]
    try:
        changed = floors.lower(options.lower, figures, options.because) if options.lower else floors
    except ValueError as error:
        print(f"error: {error}")
        return False
    changed = changed.raised(figures) if options.lift else changed
    if changed != floors:
        changed.write(FLOORS)
    misses = changed.misses(figures)
    print("\n".join(misses) if misses else f"all {len(changed.figures)} floors hold")
    return not misses


def story_figures(told: Evaluation) -> list[Figure]:
    """What the whole pipeline makes of fixtures/stories."""
    return [replace(one, name=f"stories: {one.name}") for one in told.figures()]


def style_figures(name: str) -> list[Figure]:
    """What extraction makes of a set of fixtures/styles."""
    gold = STYLES / f"{name}.jsonl"
    wanted = ("quoted detection", "quoted + speaker", "quoted + named speaker")
    figures = evaluate(gold, speakers=STYLES / f"{name}-speakers.jsonl").figures()
    return [replace(one, name=f"styles, {name}: {one.name}") for one in figures if one.name in wanted]


def _dev(shared: Path, scratch: Path, show: int) -> bool:
    """Extraction on the annotated articles of dev."""
    data = shared / "eval"
    _quotetrace("extract", "--indirect", data / "dev.jsonl", output=scratch / "predicted.jsonl")
    scores = ("--speakers", data / "dev-speakers.jsonl", "--show", show)
    found, total = candidate_recall(data / "dev.jsonl")
    print(f"candidate recall             {100 * found / total:.1f}   {found} of {total} annotated speakers")
    holds = _script(data / "score.py", data / "dev.jsonl", scratch / "predicted.jsonl", *scores)
    full, lines = in_full(data / "dev.jsonl", data / "dev-speakers.jsonl")
    print("\n".join(lines))
    return holds and full


def in_full(gold: Path, speakers: Path) -> tuple[bool, list[str]]:
    """Whether few of the right names are a bare surname though their article gives the full name, and how many are."""
    [figure] = [one for one in evaluate(gold, speakers=speakers).figures() if one.name == "no bare surname"]
    short = figure.value is None or figure.value < FEWEST_IN_FULL
    lines = [f"{figure.name:28} {figure.value}   {figure.detail}"]
    return not short, [*lines, *([f"{figure.name}: under {FEWEST_IN_FULL}"] if short else [])]


def _singles(shared: Path, scratch: Path, show: int) -> bool:
    """The articles of dev set in single marks, beside dev as it is; whether little is lost."""
    data = shared / "eval"
    rows = list(_rows(data / "dev.jsonl"))
    settings = {
        "curly": [in_singles(row, CURLY) for row in rows],
        "straight": [in_singles(row, STRAIGHT) for row in rows],
    }
    figures = {}
    for name, articles in {"as it is": rows, **settings}.items():
        gold, predicted = scratch / f"{name}.jsonl", scratch / f"{name}-predicted.jsonl"
        gold.write_text("".join(json.dumps(row) + "\n" for row in articles), encoding="utf-8")
        _quotetrace("extract", gold, output=predicted)
        scored = _run(
            sys.executable, data / "score.py", gold, predicted, "--speakers", data / "dev-speakers.jsonl", "--json"
        )
        if scored.returncode:
            raise CommandError(f"score.py: {scored.stderr.strip()}")
        figures[name] = json.loads(scored.stdout)
    lines, holds = beside(figures)
    print("\n".join(lines))
    return holds


def _seeds(shared: Path, scratch: Path, show: int) -> bool:
    """Reading, extraction and tracing of the five real articles; their script knows its own floors."""
    database = scratch / "seeds.db"
    _quotetrace("extract", shared / "seeds", output=scratch / "extract.jsonl")
    _quotetrace("ingest", shared / "seeds", "--db", database)
    _quotetrace("trace", "--all", "--format", "json", "--db", database, output=scratch / "trace.json")
    given = (scratch / "extract.jsonl", scratch / "trace.json", shared / "seeds-gold")
    return _script(shared / "eval" / "score_seeds.py", *given, *(["--show"] if show else []))


def _matching(shared: Path, scratch: Path, show: int) -> bool:
    """Matching end to end: quotations as extracted from train and dev."""
    data = shared / "eval"
    _quotetrace("ingest", data / "dev.jsonl", data / "train.jsonl", "--db", scratch / "quotes.db")
    return _score_clusters(data, scratch, show)


def _spans(shared: Path, scratch: Path, show: int) -> bool:
    """Matching alone: the quotations are those that people marked."""
    if "--quotations" not in _quotetrace("ingest", "--help"):
        print("this quotetrace has no ingest --quotations yet; matching is measured end to end only")
        return True
    data, marked = shared / "eval", scratch / "marked.jsonl"
    rows = (row for name in ("dev.jsonl", "train.jsonl") for row in _rows(data / name))
    marked.write_text("".join(json.dumps(as_extracted(row)) + "\n" for row in rows), encoding="utf-8")
    files = (data / "dev.jsonl", data / "train.jsonl")
    _quotetrace("ingest", *files, "--quotations", marked, "--db", scratch / "quotes.db")
    return _score_clusters(data, scratch, show)


def _drift(shared: Path, scratch: Path, show: int) -> bool:
    """Drift classes beside those of the judged pairs."""
    print("\n".join(judged(shared / "eval", show=bool(show))))
    return True


_SHARED = {"dev": _dev, "singles": _singles, "seeds": _seeds, "matching": _matching, "spans": _spans, "drift": _drift}


def _score_clusters(data: Path, scratch: Path, show: int) -> bool:
    """Score the utterances of the scratch store against the judged pairs."""
    traces, clusters = scratch / "traces.jsonl", scratch / "clusters.jsonl"
    _quotetrace("trace", "--all", "--format", "jsonl", "--db", scratch / "quotes.db", output=traces)
    lines = (json.dumps(row) + "\n" for trace in _rows(traces) for row in as_clusters(trace))
    clusters.write_text("".join(lines), encoding="utf-8")
    texts = ("--text", data / "dev.jsonl", data / "train.jsonl")
    script, pairs = data / "score_matching.py", data / "match-dev-pairs.jsonl"
    held = _script(script, pairs, clusters, "--show", show, *texts)
    for line in intervals(script, pairs, clusters):
        print(line)
    return held


def as_clusters(trace: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A traced utterance as rows of the form that the matching script reads."""
    for quotation in trace["quotations"]:
        if quotation.get("part", "body") == "body":
            fields = {name: quotation[name] for name in ("doc", "start", "end")}
            yield {**fields, "cluster": trace["utterance"]}


def as_extracted(row: Mapping[str, Any]) -> dict[str, Any]:
    """An annotated document in the form of `extract`, each speaker left for quotetrace to resolve."""
    quotations = []
    for attribution in row["attributions"]:
        start, end = attribution["source"][0] if attribution["source"] else (None, None)
        named = {"kind": attribution["kind"], "speaker": None, "speaker_start": start, "speaker_end": end}
        quotations += [{"start": span[0], "end": span[1], **named} for span in attribution["quoted"]]
    return {"doc": row["doc"], "quotations": quotations}


def _rows(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _quotetrace(*words: object, output: Path | None = None) -> str:
    """Run the command; its standard output, or nothing where that goes to a file."""
    run = _run(sys.executable, "-m", "quotetrace", *words)
    if run.returncode:
        last = (run.stderr.strip().splitlines() or ["no message"])[-1]
        raise CommandError(f"quotetrace {' '.join(map(str, words))}: {last}")
    if output is None:
        return run.stdout
    output.write_text(run.stdout, encoding="utf-8")
    return ""


def _script(script: Path, *words: object) -> bool:
    """Run a scoring script and print what it says; whether it was content."""
    run = _run(sys.executable, script, *words)
    print(run.stdout.rstrip(), run.stderr.rstrip(), sep="\n" if run.stderr else "")
    return run.returncode == 0


def _run(*words: object) -> subprocess.CompletedProcess[str]:
    inherited = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([str(ROOT), *([inherited] if inherited else [])])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
    command = [str(word) for word in words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # `| head`: what is left unread is nobody's loss
        sys.stdout = None  # type: ignore[assignment]
