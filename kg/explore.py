"""A graph as one HTML page that needs no network, no server and no library.

The page is put together from `viz/`: a template, style sheets and plain ES modules, which an inline
script cannot import from each other by name. So the modules are joined into one, in the order in which
they import each other; a strict grammar for `import` and `export` lines keeps that honest.
"""

import html
import json
import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from string import Template

import pyoxigraph as ox

from kg.errors import SettingsError
from kg.rdf import BASE
from kg.resources import data_folder
from kg.view import view_data

_STYLES = ("base.css", "layout.css", "parts.css")
_IMPORT = re.compile(r'import \{ ([\w$, ]+) \} from "\./([\w-]+)\.js";')
_EXPORT = re.compile(r"^export (?=(?:async )?function\*? |const |class )")
_UNSAFE = re.compile("[<>&\u007f\u2028\u2029\ud800-\udfff]")


def explorer_page(store: ox.Store, title: str = "Knowledge graph", base: str = BASE) -> str:
    """The explorer of everything in `store`, as one HTML file. Equal graphs give equal bytes.

    `base` is the stem of the things' IRIs; it is left out of links into the page.
    """
    return assemble_page(view_data(store, title, base), title)


def assemble_page(view: dict[str, object], title: str) -> str:
    """The page around the tables of `view_data`."""
    folder = data_folder("viz")
    style = "\n".join((folder / name).read_text(encoding="utf-8") for name in _STYLES)
    script = join_modules(folder, "main")
    looks = json.loads((folder / "looks.json").read_text(encoding="utf-8"))
    policy = (
        f"default-src 'none'; script-src '{_fingerprint(script)}'; style-src '{_fingerprint(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    parts = {
        "title": html.escape(title.encode("utf-8", "replace").decode("utf-8")),
        "policy": policy,
        "style": style,
        "data": safe_json(view | {"looks": looks}),
        "script": script,
    }
    return Template((folder / "explorer.html").read_text(encoding="utf-8")).substitute(parts)


def safe_json(value: object) -> str:
    """JSON that cannot end the script element it stands in, nor break a line of a script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


@dataclass(frozen=True, slots=True)
class _Module:
    """One file: its body without imports and exports, what it imports, and the names it declares and exports."""

    body: str
    imports: tuple[tuple[str, tuple[str, ...]], ...]
    declared: frozenset[str]
    exported: frozenset[str]

    @classmethod
    def read(cls, path: Path) -> "_Module":
        source = path.read_text(encoding="utf-8")
        _require("</script" not in source.lower(), f"{path.name}: the text '</script' would end the page's script.")
        imports, lines = [], []
        for number, line in enumerate(source.splitlines(), 1):
            match = _IMPORT.fullmatch(line)
            if match:
                imports.append((match[2], tuple(match[1].split(", "))))
            else:
                lines.append(_EXPORT.sub("", line, count=1))
            plain = match or not lines[-1].startswith(("import", "export"))
            _require(
                plain,
                f'{path.name}:{number}: write one line, as in import {{ a, b }} from "./file.js"; or export const a',
            )
        body = "\n".join(lines).strip() + "\n"
        return cls(body, tuple(imports), _declared(body), _declared(source, "export "))


def _declared(source: str, before: str = "") -> frozenset[str]:
    return frozenset(
        re.findall(rf"^{before}(?:(?:async )?function\*? |const |let |class )([\w$]+)", source, re.MULTILINE)
    )


def join_modules(folder: Path, entry: str) -> str:
    """One script from `entry`.js and all it imports, each after what it needs.

    Raises SettingsError when a module imports in a circle or a name that is not exported, when two
    modules declare the same name, or when an import or export is not of the one plain form.
    """
    modules: dict[str, _Module] = {}
    _visit(folder, entry, modules, ())
    owner: dict[str, str] = {}
    for name, module in modules.items():
        for declared in module.declared:
            if other := owner.setdefault(declared, name):
                _require(other == name, f"{other}.js and {name}.js both declare {declared}; rename one of them.")
    return "\n".join(f"// ---- {name}.js\n{module.body}" for name, module in modules.items())


def _visit(folder: Path, name: str, modules: dict[str, _Module], above: tuple[str, ...]) -> None:
    _require(name not in above, f"{' > '.join([*above, name])}: these modules import each other in a circle.")
    if name in modules:
        return
    module = _Module.read(folder / f"{name}.js")
    for other, names in module.imports:
        _visit(folder, other, modules, (*above, name))
        missing = set(names) - modules[other].exported
        _require(not missing, f"{name}.js imports {', '.join(sorted(missing))}, which {other}.js does not export.")
    modules[name] = module


def _require(condition: object, fault: str) -> None:
    if not condition:
        raise SettingsError(f"viz/{fault}")


def _fingerprint(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
