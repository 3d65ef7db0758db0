"""Debian's Chromium without a network, and the explorer of the sample opened in it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from browser.opened import Opened, watched, written

_ARGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


@pytest.fixture(scope="session")
def browser_type_launch_args(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Debian's Chromium, in a network namespace with no network where that is permitted."""
    chromium = shutil.which("chromium")
    if not chromium:
        missing = "Chromium is not installed: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    if subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0:
        wrapper = tmp_path_factory.mktemp("browser") / "chromium"
        wrapper.write_text(f'#!/bin/sh\nexec unshare -rn {chromium} "$@"\n', encoding="utf-8")
        wrapper.chmod(0o755)
        chromium = str(wrapper)
    return {"executable_path": chromium, "args": _ARGS, "headless": True}


@pytest.fixture(name="opened")
def explorer(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """The explorer of the sample; after the test, that it did nothing it should not."""
    with watched(browser, written(tmp_path)) as opened:
        yield opened
