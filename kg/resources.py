"""Where the data folders lie: inside the installed package, else in the checkout."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def data_folder(name: str) -> Path:
    """The folder `ontology`, `queries` or `viz`.

    In a wheel they are `kg/_data/<name>`; in a checkout they stand beside `kg/`.
    """
    shipped = _PACKAGE / "_data" / name
    return shipped if shipped.is_dir() else _PACKAGE.parent / name
