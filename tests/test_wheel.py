"""The package as it is shipped: all data inside, and usable from anywhere."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DATA = ("ontology", "queries", "viz")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = out.glob("*.whl")
    return path


def test_every_data_file_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    files = [path for folder in DATA for path in (ROOT / folder).rglob("*") if path.is_file()]
    tracked = [path for path in files if "__pycache__" not in path.parts and not path.name.startswith(".")]
    assert {f"kg/_data/{path.relative_to(ROOT).as_posix()}" for path in tracked} <= names
    assert "kg/cli.py" in names


def test_the_unpacked_wheel_answers_from_another_folder_with_its_own_data(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    code = "import kg.resources as r, kg.cli; print(r.data_folder('queries')); kg.cli.main()"
    shown = subprocess.run(
        [sys.executable, "-c", code, "query"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "site")},
        check=True,
        capture_output=True,
        text=True,
    )
    first, rest = shown.stdout.split("\n", 1)
    assert Path(first) == tmp_path / "site" / "kg" / "_data" / "queries"
    assert "funders-and-operators" in rest
