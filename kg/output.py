"""The folder that a command writes: made beside its place, then put there whole.

Whoever looks at the folder sees the old graph or the new one, never half of one. What tip-kg did not write,
or what somebody has changed since, is never overwritten.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import OutputError

REPORT_FILE = "report.json"
MARKER = "tip-kg output"


def read_report(folder: Path) -> dict[str, object] | None:
    """The report of a folder that a build wrote; None when the folder is something else."""
    try:
        report = json.loads((folder / REPORT_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return report if isinstance(report, dict) and report.get("made_by") == MARKER else None


def file_digests(folder: Path) -> dict[str, str]:
    """File name → SHA-256 of the files directly in a folder, the report itself left out."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != REPORT_FILE)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@contextmanager
def output_folder(out: Path) -> Iterator[Path]:
    """A new folder beside `out` to write into; when the block ends well, it takes the place of `out`.

    On an error or an interrupt the new folder vanishes and `out` stays as it was. Raises OutputError when `out`
    cannot be written, or holds anything but an unchanged output of an earlier build.
    """
    place = out.resolve()
    check_replaceable(place)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}.building-"))
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror}). Choose another folder with --out") from error
    try:
        yield work
        work.chmod(0o755)  # mkdtemp makes a folder that its owner alone may read
        check_replaceable(place)  # somebody may have written there while the build ran
        _swap(work, place)
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror}). Choose another folder with --out") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def check_replaceable(place: Path) -> None:
    """Raise OutputError unless `place` is free, empty, or an output of tip-kg that nobody has changed."""
    if not place.exists():
        return
    if not place.is_dir():
        raise OutputError(f"{place}: this is a file. Choose a folder with --out")
    if place == Path.cwd():
        raise OutputError(f"{place}: this is the folder you are in. Choose another with --out, such as --out graph")
    if not any(place.iterdir()):
        return
    report = read_report(place)
    if report is None:
        raise OutputError(f"{place}: this folder holds something else than a graph. Choose another with --out")
    written = report.get("files")
    _check_unchanged(place, written if isinstance(written, dict) else {})


def _check_unchanged(place: Path, written: dict[str, str]) -> None:
    present = {path.name for path in place.iterdir()}
    foreign = sorted(present - {*written, "store", REPORT_FILE})
    if foreign:
        raise OutputError(f"{place}: {foreign[0]} was not written by tip-kg. Move it away, or choose another --out")
    found = file_digests(place)
    changed = sorted(name for name, digest in written.items() if name in found and found[name] != digest)
    if changed:
        raise OutputError(f"{place}: {changed[0]} was edited after it was built. Move it away, or choose another --out")


def _swap(work: Path, place: Path) -> None:
    """Two renames; the old folder comes back if the second does not happen."""
    if not place.exists():
        work.rename(place)
        return
    old = work.with_name(work.name.replace(".building-", ".replaced-"))
    place.rename(old)
    try:
        work.rename(place)
    except BaseException:
        if not place.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
