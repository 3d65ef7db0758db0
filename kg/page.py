"""What a page that asks for nothing is made of: JSON that stays JSON, one script of many modules, a strict policy.

An inline script cannot import others by name, so the modules are joined into one, each a function that is given what it
imports and returns what it exports, in the order in which they import each other; a strict grammar for `import` and
`export` lines keeps that honest.
"""

import json
import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from kg.errors import SettingsError
from kg.resources import data_folder

_IMPORT = re.compile(r'import \{ ([\w$, ]+) \} from "\./([\w-]+)\.js";')
_EXPORT = re.compile(r"^export (?=(?:async )?function\*? |const |class )")
_EXPORTED = re.compile(r"^export (?:(?:async )?function\*? |const |class )([\w$]+)", re.MULTILINE)
_UNSAFE = re.compile("[<>&\u007f\u2028\u2029\ud800-\udfff]")


def content_policy(scripts: list[str], style: str) -> str:
    """A Content-Security-Policy under which only these scripts and this style work, and no request is made."""
    allowed = " ".join(f"'{_fingerprint(script)}'" for script in scripts)
    nothing = "default-src 'none'; base-uri 'none'; form-action 'none'"
    return f"{nothing}; script-src {allowed}; style-src '{_fingerprint(style)}'"


def template(name: str) -> Template:
    """A template of `viz/`. What it is given is escaped; a value that it lacks is an error, not a blank."""
    environment = Environment(
        loader=FileSystemLoader(data_folder("viz")),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


def plain(text: str) -> str:
    """The text without halves of characters, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def safe_json(value: object) -> str:
    """JSON that cannot end the script element it stands in, nor break a line of a script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


@dataclass(frozen=True, slots=True)
class _Module:
    """One file: its body without imports and exports, what it imports, and the names it exports."""

    body: str
    imports: tuple[tuple[str, tuple[str, ...]], ...]
    exported: frozenset[str]

    @classmethod
    def read(cls, path: Path) -> "_Module":
        source = path.read_text(encoding="utf-8")
        _require("</script" not in source.lower(), f"{path.name}: the text '</script' would end the page's script.")
        imports, lines = [], []
        for number, line in enumerate(source.splitlines(), 1):
            if not line.startswith(("import", "export")):
                lines.append(line)
            elif match := _IMPORT.fullmatch(line):
                imports.append((match[2], tuple(match[1].split(", "))))
            else:
                fault = (
                    f'{path.name}:{number}: write one line, as in import {{ a, b }} from "./file.js"; or export const a'
                )
                _require(_EXPORT.match(line), fault)
                lines.append(_EXPORT.sub("", line, count=1))
        body = "\n".join(lines).strip() + "\n"
        return cls(body, tuple(imports), frozenset(_EXPORTED.findall(source)))

    def scoped(self, name: str) -> str:
        """The module as a function that runs at once: its own names stay its own."""
        taken = "".join(f"const {{ {', '.join(names)} }} = {_scope(other)};\n" for other, names in self.imports)
        given = f"return {{ {', '.join(sorted(self.exported))} }};\n" if self.exported else ""
        return f"// ---- {name}.js\nconst {_scope(name)} = (() => {{\n{taken}{self.body}{given}}})();\n"


def _scope(name: str) -> str:
    return f"module_{name.replace('-', '_')}"


def join_modules(folder: Path, entry: str) -> str:
    """One script from `entry`.js and all it imports, each after what it needs.

    Raises SettingsError when a module imports in a circle or a name that is not exported, or when an import or
    export is not of the one plain form.
    """
    modules: dict[str, _Module] = {}
    _visit(folder, entry, modules, ())
    return "\n".join(module.scoped(name) for name, module in modules.items())


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
