"""The record that a generated package keeps of itself: which files are ours, and made from what.

It is committed with the package, as `.openapi-vendor.json`, so that a later run knows which files it may
replace or remove, sees which were edited by hand, and can tell that nothing changed (`unchanged.py`). It
holds no time, no user, and no path but those of files that the document refers to, relative to it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Diagnostic, Location, Refused, Severity, quote
from openapi_vendor.digests import digest

MANIFEST = ".openapi-vendor.json"

_NOTE = "Written by openapi-vendor: the files of this package that it generates. Do not edit."
_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.]{0,99}\Z")
_DEVICES = frozenset({"con", "prn", "aux", "nul"}) | {
    f"{device}{number}" for device in ("com", "lpt") for number in range(10)
}


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a package was made from, and what was said about it.

    `document` and `config` are digests; `referenced` maps the files that the document refers to (relative to its
    folder, with `/`) to theirs, and is None where not everything is known that would have to stay the same: what
    came over the web, or could not be read. `errors` and `warnings` count what was found in the document.
    """

    document: str
    config: str
    generator: str
    package: str = ""
    referenced: Mapping[str, str] | None = field(default_factory=dict)
    errors: int = 0
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """The generated files (relative name, with `/`, to digest) and where they came from."""

    files: Mapping[str, str]
    provenance: Provenance

    def to_bytes(self) -> bytes:
        made = self.provenance
        record = {
            "note": _NOTE,
            "generator": made.generator,
            "package": made.package,
            "config": made.config,
            "document": made.document,
            "referenced": made.referenced if made.referenced is None else dict(sorted(made.referenced.items())),
            "errors": made.errors,
            "warnings": made.warnings,
            "files": dict(sorted(self.files.items())),
        }
        return (json.dumps(record, indent=2, ensure_ascii=True) + "\n").encode("ascii")


def config_digest(config: Config) -> str:
    """Of files in the configuration the content counts, never the path, which differs between machines.

    What only permits to read does not count: what was denied is on no record, and what was read is read again.
    """
    permissions = ("allow_file_refs", "allow_http_refs")
    choices = {name: _portable(value) for name, value in asdict(config).items() if name not in permissions}
    return digest(json.dumps(choices, sort_keys=True).encode())


def _portable(value: Any) -> Any:
    """A choice as JSON."""
    if isinstance(value, Path):
        files = sorted(path for path in (value, *value.rglob("*")) if path.is_file())
        return {path.relative_to(value).as_posix(): digest(path.read_bytes()) for path in files}
    if isinstance(value, Mapping):
        return {name: _portable(member) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [_portable(item) for item in value]
    return value


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of the package in `folder`, or None where there is none.

    Raises `Refused` if there is one that cannot be used: what it names would be replaced or removed, so
    nothing in it is taken on trust.
    """
    path = folder / MANIFEST
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _unusable(path, error.strerror or "it cannot be read") from None
    try:
        record = json.loads(content)
        files = dict(record["files"])
        provenance = _provenance(record)
        texts = (*files, *files.values(), provenance.document, provenance.config, provenance.generator)
    except (ValueError, LookupError, TypeError, RecursionError):
        raise _unusable(path, "it is not what openapi-vendor writes") from None
    if not all(isinstance(text, str) for text in texts):
        raise _unusable(path, "it is not what openapi-vendor writes")
    problem = name_problem(files)
    if problem:
        raise _unusable(path, problem)
    return Manifest(files, provenance)


def _provenance(record: Mapping[str, Any]) -> Provenance:
    """What is absent or odd (an older version wrote it) proves nothing, and spoils nothing."""
    referenced, errors, warnings = (record.get(key) for key in ("referenced", "errors", "warnings"))
    known = isinstance(referenced, dict) and all(isinstance(digest, str) for digest in referenced.values())
    return Provenance(
        record["document"],
        record["config"],
        record["generator"],
        str(record.get("package")),
        referenced if known else None,
        errors if isinstance(errors, int) else 0,
        warnings if isinstance(warnings, int) else 0,
    )


def name_problem(names: Iterable[str]) -> str | None:
    """Why a set of relative file names is not safe to write on every system; None if it is.

    Each part is plain ASCII, no `.` or `..`, no device name of Windows; no two names differ in case only, and
    none is a folder of another.
    """
    seen: dict[str, str] = {}
    folders: dict[str, str] = {}
    for name in names:
        parts = name.split("/")
        for part in parts:
            if not _PART.match(part) or part.endswith(".") or part.split(".")[0].lower() in _DEVICES:
                return f"{quote(name)} is not a portable file name"
        folded = name.lower()
        if folded in seen:
            return f"{quote(name)} and {quote(seen[folded])} are the same file on some systems"
        seen[folded] = name
        for end in range(1, len(parts)):
            folder = "/".join(parts[:end])
            if folders.setdefault(folder.lower(), folder) != folder:
                other = quote(folders[folder.lower()])
                return f"{quote(folder)} and {other} are the same folder on some systems"
    for folded, name in seen.items():
        if folded in folders:
            return f"{quote(name)} is both a file and a folder"
    return None


def _unusable(path: Path, problem: str) -> Refused:
    return Refused(
        Diagnostic(
            Severity.ERROR,
            "output-manifest",
            f"the list of generated files cannot be used: {problem}",
            Location(str(path)),
            hint="Restore it; or delete the folder, if all that it holds is generated, and generate again.",
        )
    )
