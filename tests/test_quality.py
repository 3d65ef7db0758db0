"""Quality does not go stale or sink unseen: confidences and the page about them follow the gold standards."""

import re
import shutil
from pathlib import Path

import pytest
from conftest import EXAMPLES
from console import ROOT, run_kg, stripped

from kg.evaluate import Evaluation, evaluate
from kg.evaluate.calibration import confidence_table
from kg.pipeline import build

DATA = ROOT / "tests" / "data"
DOCUMENTS = [folder for folder in (EXAMPLES, DATA / "documents") if folder.is_dir()]
CONFIDENCES = ROOT / "ontology" / "rules" / "confidence.tsv"
PAGE = ROOT / "docs" / "quality.md"


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    """Every document that has a gold standard, built once, against it."""
    out = tmp_path_factory.mktemp("gold") / "graph"
    assert not build(DOCUMENTS, out).failures
    evaluation = evaluate(out, DATA / "gold")
    assert evaluation.absent == ()
    return evaluation


@pytest.mark.golden
def test_rules_are_trusted_as_the_gold_standards_find_them_today(
    measured: Evaluation, request: pytest.FixtureRequest
) -> None:
    found = confidence_table(measured)
    if request.config.getoption("--rewrite-golden"):
        CONFIDENCES.write_text(found, encoding="utf-8")
    assert found == CONFIDENCES.read_text(encoding="utf-8"), "the rules have changed; run: make calibrate"


@pytest.mark.golden
def test_the_page_about_quality_shows_what_its_commands_print(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    for folder in ("examples", "tests/data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)

    def printed(block: re.Match[str]) -> str:
        commands = re.findall(r"^\$ (.*)$", block[0], re.MULTILINE)
        shown = ("\n".join([f"$ {command}", *stripped(run_kg(command, tmp_path))]) for command in commands)
        return "```console\n" + "\n".join(shown) + "\n```"

    page = PAGE.read_text(encoding="utf-8")
    anew = re.sub(r"(?ms)^```console$.*?^```$", printed, page)
    if request.config.getoption("--rewrite-golden"):
        PAGE.write_text(anew, encoding="utf-8")
    assert anew == PAGE.read_text(encoding="utf-8"), "the figures have changed; run: make calibrate"
