"""The explorer's modules that need no page, under node's own test runner."""

import subprocess
from pathlib import Path

from console import installed


def test_the_modules_pass_their_own_tests() -> None:
    files = sorted(map(str, (Path(__file__).parent / "js").glob("*.test.mjs")))
    run = subprocess.run([installed("node", "nodejs"), "--test", *files], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
