"""The commands that the documentation types, what it shows below them, and programs that tests need."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def fenced(sheet: Path, language: str) -> list[str]:
    """The contents of a page's fenced blocks in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", sheet.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def sessions(sheet: Path) -> list[tuple[str, str]]:
    """Each command of a page's console blocks and the output shown below it, in reading order."""
    return [
        (command.strip(), output)
        for block in fenced(sheet, "console")
        for command, _, output in (part.partition("\n") for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:])
    ]


def stripped(output: str) -> list[str]:
    """The lines of an output without blanks at their ends."""
    return [line.rstrip() for line in output.strip("\n").splitlines()]


def run_kg(command: str, folder: Path) -> str:
    """What `kg …` prints when it is typed in a folder."""
    program, *words = shlex.split(command)
    assert program == "kg", f"the documentation types only the program itself, not {program}"
    return run_python(["-m", "kg", *words], folder)


def run_python(words: list[str], folder: Path) -> str:
    """What Python prints when it is run with these words in a folder."""
    environment = os.environ | {
        "COLUMNS": "120",
        "NO_COLOR": "1",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "TERM": "dumb",
    }
    done = subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{shlex.join(words)}\n{done.stdout}{done.stderr}"
    return done.stdout


def installed(program: str, package: str) -> str:
    """The path of a program; without it a test is skipped, and fails where everything must be there."""
    if path := shutil.which(program):
        return path
    missing = f"{program} is not installed: apt-get install {package}"
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(missing)
