"""The explorer's modules that need no page, under node's own test runner."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def test_the_modules_pass_their_own_tests() -> None:
    node = shutil.which("node")
    if not node:
        missing = "node is not installed: apt-get install nodejs"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    files = sorted(map(str, (Path(__file__).parent / "js").glob("*.test.mjs")))
    run = subprocess.run([node, "--test", *files], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
