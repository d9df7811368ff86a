"""CSV opened by LibreOffice and saved again: no cell is lost or changed, and none is run as a formula."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from quotetrace import cli
from quotetrace.rendering.harmless import neutral_cell
from quotetrace.subjects import Subject

FIXTURES = Path(cli.__file__).parents[2] / "fixtures"
FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(1;1)", '=HYPERLINK("http://a.example")', "\t=1+1", "'=1+1"]
TIME, ROUND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d"), re.compile(r"\d+\.0")
# Separator, quotation mark, UTF-8, from the first line on: what people leave as it is when they open a file
READ, WRITE = "CSV:44,34,76,1", "csv:Text - txt - csv (StarCalc):44,34,76,1"


def saved_again(path: Path) -> list[list[str]]:
    """The cells of a CSV file after LibreOffice has opened and saved it."""
    out = path.parent / "again"
    command = [os.environ["SOFFICE"], "--headless", f"-env:UserInstallation={(path.parent / 'office').as_uri()}"]
    command += [f"--infilter={READ}", "--convert-to", WRITE, "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return cells((out / path.name).read_text(encoding="utf-8-sig"))


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(text.splitlines(keepends=True)))


def as_shown(cell: str) -> str:
    """A cell as LibreOffice shows what it has understood: a time, a number, a truth value; else the text."""
    if TIME.fullmatch(cell):
        return f"{cell}:00"
    return cell.removesuffix(".0") if ROUND.fullmatch(cell) else {"true": "TRUE", "false": "FALSE"}.get(cell, cell)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The articles of the fixtures, and one whose outlets and headlines would be formulas."""
    folder = tmp_path_factory.mktemp("store")
    records = [
        {"id": f"={number}", "outlet": formula, "title": formula, "text": f"“{formula} it is,” said Åse Brønnum."}
        for number, formula in enumerate(FORMULAS)
    ]
    hostile = folder / "hostile.jsonl"
    hostile.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    path = folder / "told.db"
    assert cli.run(["ingest", str(FIXTURES / "articles"), str(hostile), "--db", str(path)]) == 0
    return path


@pytest.mark.parametrize("bom", [False, True], ids=["plain", "bom"])
@pytest.mark.parametrize("subject", list(Subject))
def test_an_export_comes_back_cell_by_cell(subject: Subject, bom: bool, db: Path, tmp_path: Path) -> None:
    path = tmp_path / f"{subject}.csv"
    assert cli.run(["export", subject, "-o", str(path), *(["--bom"] if bom else []), "--db", str(db)]) == 0
    written = cells(path.read_text(encoding="utf-8-sig"))
    assert saved_again(path) == [[as_shown(cell) for cell in row] for row in written]


def test_a_formula_stays_text_and_would_not_if_it_were_raw(tmp_path: Path) -> None:
    safe, raw = tmp_path / "safe.csv", tmp_path / "raw.csv"
    for path, texts in ((safe, map(neutral_cell, FORMULAS)), (raw, FORMULAS)):
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([[text] for text in texts])
    assert saved_again(safe) == [[neutral_cell(text)] for text in FORMULAS]
    assert saved_again(raw)[0] == ["2"]
