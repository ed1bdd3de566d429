"""The record that a generated package keeps of itself: which files are ours, and made from what.

It is committed with the package, as `.openapi-vendor.json`, so that a later run knows which files it may
replace or remove, sees which were edited by hand, and can tell that nothing changed. It holds digests only:
no time, no path, no user.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from generator.config import Config
from generator.diagnostics import Diagnostic, Location, Refused, Severity, quote
from generator.resources import VERSION

MANIFEST = ".openapi-vendor.json"

_NOTE = "Written by openapi-vendor: the files of this package that it generates. Do not edit."
_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.]{0,99}\Z")
_DEVICES = frozenset({"con", "prn", "aux", "nul"}) | {
    f"{device}{number}" for device in ("com", "lpt") for number in range(10)
}


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a package was made from: digests of the document, with all it refers to, and of the config."""

    document: str
    config: str
    generator: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The generated files (relative name, with `/`, to digest) and where they came from."""

    files: Mapping[str, str]
    provenance: Provenance

    def to_bytes(self) -> bytes:
        record = {
            "note": _NOTE,
            "generator": self.provenance.generator,
            "document": self.provenance.document,
            "config": self.provenance.config,
            "files": dict(sorted(self.files.items())),
        }
        return (json.dumps(record, indent=2, ensure_ascii=True) + "\n").encode("ascii")


def provenance(texts: Iterable[str], config: Config) -> Provenance:
    """Where a package comes from: the texts of the document and of what it refers to, and the configuration.

    Of files in the configuration the content counts, never the path, which differs between machines. What
    only permits (to read, to be large) does not count.
    """
    permissions = ("allow_file_refs", "allow_http_refs", "limits")
    choices = {name: _portable(value) for name, value in asdict(config).items() if name not in permissions}
    return Provenance(
        document=digest(*sorted(text.encode("utf-8", "surrogatepass") for text in texts)),
        config=digest(json.dumps(choices, sort_keys=True).encode()),
        generator=VERSION,
    )


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


def digest(*contents: bytes) -> str:
    """128 bits of BLAKE2b, in hexadecimal, of contents that are kept apart by their lengths."""
    state = hashlib.blake2b(digest_size=16)
    for content in contents:
        state.update(len(content).to_bytes(8, "big"))
        state.update(content)
    return state.hexdigest()


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
        provenance = Provenance(record["document"], record["config"], record["generator"])
        texts = (*files, *files.values(), provenance.document, provenance.config, provenance.generator)
    except (ValueError, LookupError, TypeError, RecursionError):
        raise _unusable(path, "it is not what openapi-vendor writes") from None
    if not all(isinstance(text, str) for text in texts):
        raise _unusable(path, "it is not what openapi-vendor writes")
    problem = name_problem(files)
    if problem:
        raise _unusable(path, problem)
    return Manifest(files, provenance)


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
