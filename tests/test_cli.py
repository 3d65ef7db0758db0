"""The command line: each command, each way it fails, and nothing hostile on the terminal."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from handmade import hand_made_turtle

Run = Callable[..., subprocess.CompletedProcess[str]]
GOLD = Path(__file__).parent / "data" / "gold" / "narrative-moldova"
COMMANDS = ("build", "query", "show", "check", "export", "evaluate", "calibrate", "annotate", "picture", "explore")


@pytest.fixture
def kg(tmp_path: Path) -> Run:
    """Runs `python -m kg` in an empty folder that holds the hand-made graph as graph.ttl."""
    (tmp_path / "graph.ttl").write_bytes(hand_made_turtle())

    def run(*arguments: object, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        surroundings = {k: v for k, v in os.environ.items() if k != "TIP_KG_GRAPH"} | environment
        command = [sys.executable, "-m", "kg", *map(str, arguments)]
        return subprocess.run(
            command,
            cwd=tmp_path,
            input=given,
            capture_output=True,
            text=True,
            env=surroundings,
            check=False,
            timeout=120,
        )

    return run


@pytest.mark.parametrize("command", COMMANDS)
def test_help_explains_the_command_with_an_example(kg: Run, command: str) -> None:
    shown = kg(command, "--help")
    assert shown.returncode == 0
    assert f"Example: kg {command}" in shown.stdout


def test_help_lists_every_command_and_version_prints_the_version(kg: Run) -> None:
    assert all(command in kg("--help").stdout for command in COMMANDS)
    assert kg("--version").stdout.startswith("tip-kg ")


@pytest.mark.parametrize("arguments", [["--help"], ["query"], ["query", "documents", "--graph", "graph.ttl"]])
def test_help_and_questions_come_within_a_second_of_processor_time(kg: Run, arguments: list[str]) -> None:
    before = os.times()
    assert kg(*arguments).returncode == 0
    after = os.times()
    assert (after.children_user + after.children_system) - (before.children_user + before.children_system) < 1


def test_query_alone_lists_the_questions_with_their_parameters(kg: Run) -> None:
    for shown in (kg("query"), kg("query", "--list")):
        assert "funders-and-operators" in shown.stdout
        assert "--param name=" in shown.stdout
        assert all(re.match(r"[a-z-]+  \S| {4}\S", line) for line in shown.stdout.splitlines())


def test_a_question_is_answered_with_the_sentence_the_speaker_and_the_stance(kg: Run) -> None:
    shown = kg("query", "funders-and-operators", "--graph", "graph.ttl").stdout
    assert "Harbour Watch" in shown
    assert "negated" in shown
    assert "2 rows" in shown
    assert not any(line.endswith(" ") for line in shown.splitlines())


def test_the_graph_comes_from_the_option_else_the_environment_else_the_folder_graph(kg: Run, tmp_path: Path) -> None:
    assert kg("query", "documents", TIP_KG_GRAPH="graph.ttl").returncode == 0
    missing = kg("query", "documents")
    assert missing.returncode == 2
    assert "kg build" in missing.stderr
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph.ttl").rename(tmp_path / "graph" / "graph.ttl")
    assert kg("query", "documents").returncode == 0


def test_answers_come_as_csv_and_as_sparql_results_json(kg: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("query", "documents", "--graph", "graph.ttl", "--format", "csv").stdout)))
    assert rows[0]["document"] == "08RURI1"
    body = json.loads(kg("query", "documents", "--graph", "graph.ttl", "--format", "json").stdout)
    assert body["results"]["bindings"][0]["flows"] == {
        "type": "literal",
        "value": "1",
        "datatype": "http://www.w3.org/2001/XMLSchema#integer",
    }


@pytest.mark.parametrize(
    ("sparql", "form", "wanted"),
    [
        ("CONSTRUCT { ?s tip:known ?k } WHERE { ?s tip:known ?k }", "turtle", "tip:known true"),
        ("CONSTRUCT { ?s tip:known ?k } WHERE { ?s tip:known ?k }", "table", "tip:known true"),
        ("CONSTRUCT { ?s tip:known ?k } WHERE { ?s tip:known ?k }", "csv", "subject,predicate,object"),
        ("CONSTRUCT { ?s tip:known ?k } WHERE { ?s tip:known ?k }", "json", '"predicate"'),
        ("ASK { ?s tip:known true }", "table", "yes"),
        ("ASK { ?s tip:known true }", "json", '"boolean": true'),
        ("ASK { ?s tip:known true }", "csv", "True"),
        ("SELECT ?s { ?s a tip:Nothing }", "table", "Nothing found."),
        ("SELECT ?passage { ?e tip:passage ?passage }", "table", "id:document/08RURI1/2"),  # no ?document beside it
        ("SELECT ?modality { ?s tip:modality ?modality }", "table", "tip:Asserted"),
    ],
)
def test_a_query_may_come_from_standard_input(kg: Run, sparql: str, form: str, wanted: str) -> None:
    shown = kg("query", "-", "--graph", "graph.ttl", "--format", form, given=sparql)
    assert shown.returncode == 0, shown.stderr
    assert wanted in shown.stdout


def test_show_gives_everything_said_about_one_actor(kg: Run) -> None:
    shown = kg("show", "MoL", "--graph", "graph.ttl").stdout
    for wanted in ("Ministry of Labour", "kind: Ministry", "[negated]", "Harbour Watch, in 08RURI1 2", "does not fund"):
        assert wanted in shown


def test_show_of_a_country_gives_its_flows(kg: Run) -> None:
    assert "Ruritania \u2192 Graustark \u2192 Lutha" in kg("show", "Lutha", "--graph", "graph.ttl").stdout


def test_names_and_quotes_cannot_steer_the_terminal(kg: Run, tmp_path: Path) -> None:
    hostile = "Blue \\u001b[2J\\u202e[red]Door[/red] shelter"
    text = hand_made_turtle().decode().replace('"Blue Door shelter"', f'"{hostile}"')
    (tmp_path / "hostile.ttl").write_text(text, encoding="utf-8")
    for arguments in (["show", "Blue"], ["query", "funders-and-operators"], ["show", "Bl\u202eue\x1b[2J nothing"]):
        shown = kg(*arguments, "--graph", "hostile.ttl")
        assert "\x1b" not in shown.stdout + shown.stderr
        assert "\u202e" not in shown.stdout + shown.stderr
    assert "[red]" in kg("show", "Blue", "--graph", "hostile.ttl").stdout


def test_check_passes_a_sound_graph_and_fails_a_broken_one(kg: Run, tmp_path: Path) -> None:
    assert kg("check", "graph.ttl").returncode == 0
    text = hand_made_turtle().decode()
    (tmp_path / "broken.ttl").write_text(text.replace("tip:polarity tip:Affirmed", "tip:polarity tip:Perhaps"))
    broken = kg("check", "broken.ttl")
    assert broken.returncode == 1
    assert "violation" in broken.stdout
    assert "[concept-outside-scheme] Add the concept to the scheme" in broken.stdout


def test_export_writes_the_format_and_says_where(kg: Run, tmp_path: Path) -> None:
    shown = kg("export", "graph.ttl", "--format", "csv", "--out", "tables")
    assert "wrote tables" in shown.stderr
    assert (tmp_path / "tables" / "claims.csv").exists()


def test_picture_and_explore_write_pages(kg: Run, tmp_path: Path) -> None:
    shown = kg("picture", "about-actor", "--param", "name=MoL", "--graph", "graph.ttl", "--out", "p.html")
    assert shown.returncode == 0, shown.stderr
    shown = kg("explore", "graph.ttl", "--out", "e.html")
    assert shown.returncode == 0, shown.stderr
    assert all("<html" in (tmp_path / name).read_text(encoding="utf-8") for name in ("p.html", "e.html"))


def test_evaluate_prints_a_table_json_or_a_page(kg: Run, tmp_path: Path) -> None:
    shown = kg("evaluate", "graph.ttl", GOLD, "--errors", 2).stdout
    assert "precision" in shown
    assert "\u201cMoldova is primarily a source country" in shown
    body = json.loads(kg("evaluate", "graph.ttl", GOLD, "--format", "json").stdout)
    assert body["kinds"]["entities"]["gold"] > 0
    written = kg("evaluate", "graph.ttl", GOLD, "--format", "html", "--out", "page.html")
    assert written.returncode == 0, written.stderr
    assert "<html" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_a_least_confidence_leaves_out_what_is_trusted_less_in_every_command(kg: Run, tmp_path: Path) -> None:
    doubtful = re.sub(r'tip:confidence "?[\d.]+"?(\^\^xsd:decimal)?', "tip:confidence 0.4", hand_made_turtle().decode())
    (tmp_path / "low.ttl").write_text(doubtful, encoding="utf-8")
    least = ("--min-confidence", 0.5)
    assert "Harbour Watch, in" in kg("show", "MoL", "--graph", "low.ttl").stdout
    assert "No statement" in kg("show", "MoL", "--graph", "low.ttl", *least).stdout
    assert "Nothing found" in kg("query", "funders-and-operators", "--graph", "low.ttl", *least).stdout
    kg("export", "low.ttl", "--out", "left.ttl", *least)
    assert "tip:Claim" not in (tmp_path / "left.ttl").read_text(encoding="utf-8")
    assert "tip:Claim" in doubtful
    assert "relations" in kg("evaluate", "low.ttl", GOLD, "--curve").stdout
    assert kg("show", "MoL", "--graph", "low.ttl", "--min-confidence", 2).returncode == 2


def test_calibrate_prints_what_comes_true_and_writes_the_table(kg: Run, tmp_path: Path) -> None:
    shown = kg("calibrate", "graph.ttl", GOLD, "--out", "confidence.tsv")
    assert "as the graph says" in shown.stdout
    assert "relations\t*\t" in (tmp_path / "confidence.tsv").read_text(encoding="utf-8")


def test_annotate_writes_tables_that_evaluate_reads(kg: Run, tmp_path: Path) -> None:
    written = kg("annotate", "graph.ttl", "--out", "findings")
    assert written.returncode == 0, written.stderr
    assert "relations  " in kg("evaluate", "graph.ttl", "findings").stdout
    assert kg("annotate", "graph.ttl", "--out", "findings").returncode == 2
    assert (tmp_path / "findings" / "relations.tsv").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "nowhere.txt"], "there is no such file or folder"),
        (["build", "graph.ttl", "--base", "x"], "--base"),
        (["build", "graph.ttl", "--model", "no_such_model", "--out", "o"], "no_such_model"),
        (["query", "no-such-question", "--graph", "graph.ttl"], "The questions are"),
        (["query", "about-actor", "--graph", "graph.ttl"], "needs a value"),
        (["query", "about-actor", "--graph", "graph.ttl", "--param", "name= "], "needs a value"),
        (["query", "about-actor", "--graph", "graph.ttl", "--param", "IOM"], "NAME=VALUE"),
        (["query", "documents", "--graph", "graph.ttl", "--format", "xml"], "table, csv, json, turtle"),
        (["query", "documents", "--graph", "graph.ttl", "--format", "turtle"], "CONSTRUCT"),
        (["show", "Nobody at all", "--graph", "graph.ttl"], "nothing in this graph is called"),
        (["check", "nowhere"], "there is no graph here"),
        (["export", "graph.ttl", "--out", "graph.ttl", "--format", "jsonld"], "--replace"),
        (["evaluate", "graph.ttl", "nowhere"], "entities.tsv"),
        (["evaluate", "graph.ttl", str(GOLD), "--format", "xml"], "text, json, html"),
        (["evaluate", "graph.ttl", str(GOLD), "--out", "x"], "--format json or html"),
        (["evaluate", "graph.ttl", str(GOLD), "--curve", "--format", "json"], "--curve is only printed"),
        (["no-such-command"], "No such command"),
        (["export", "graph.ttl"], "--out"),
    ],
)
def test_what_goes_wrong_is_one_clear_message_and_exit_code_2(kg: Run, arguments: list[str], message: str) -> None:
    shown = kg(*arguments)
    assert shown.returncode == 2
    assert message in shown.stderr
    assert "Traceback" not in shown.stderr
    assert shown.stdout == ""


def test_build_tells_what_it_made_and_exits_1_when_a_document_failed(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text("The Ministry of Justice of Azerbaijan funds a shelter in Baku.\n")
    (tmp_path / "in" / "bad.txt").write_bytes(b"")
    shown = kg("build", "in", "--out", "out")
    assert shown.returncode == 1
    assert "failed: bad.txt" in shown.stderr
    assert shown.stdout.startswith("1 document")
    assert "explorer.html" in shown.stdout
    assert "Traceback" not in shown.stderr
    assert (tmp_path / "out" / "graph.ttl").exists()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_build_leaves_the_earlier_graph_and_no_litter(tmp_path: Path, number: int, code: int) -> None:
    for copy in range(400):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{copy}.txt").write_text(f"Report {copy}.\n\n" + "The police identified 12 victims. " * 50)
    command = [sys.executable, "-m", "kg", "build", "in", "--out", "out"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob(".out.building-*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(number)
    _, complaint = process.communicate(timeout=60)
    assert process.returncode == code
    assert "Traceback" not in complaint
    assert {path.name for path in tmp_path.iterdir()} == {"in"}


def test_a_reader_who_stops_early_sees_no_traceback(kg: Run, tmp_path: Path) -> None:
    kg("--version")
    command = f"{sys.executable} -m kg query about-actor --param name=MoL --graph graph.ttl --format csv | head -c 1"
    shown = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "Traceback" not in shown.stderr
