"""Whether a package is what would be generated, proven by its manifest without reading the document.

Generation is a function of the document with all it refers to, the configuration and the generator. If these are
what the manifest says, and every file it lists is there with its digest, a run would change nothing. Whatever is
odd proves nothing, and the run goes its whole way.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openapi_vendor.config import Config, Job
from openapi_vendor.diagnostics import Refused
from openapi_vendor.digests import digest, generator_version
from openapi_vendor.manifest import MANIFEST, Manifest, config_digest, read_manifest


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A package that is up to date. `warnings` counts what was found in the document when it was generated."""

    folder: Path
    warnings: int


def find_unchanged(job: Job) -> Unchanged | None:
    """The package of this job if nothing changed since it was generated; else None. Raises nothing."""
    try:
        for folder in _folders(job):
            manifest = read_manifest(folder)
            if manifest and _is_current(manifest, job, folder.name) and _is_intact(manifest, folder):
                return Unchanged(folder, manifest.provenance.warnings)
    except (OSError, ValueError, Refused):
        pass
    return None


def _folders(job: Job) -> Iterator[Path]:
    """Where the package may lie: without a name, which only the document's title gives, it may be any beside."""
    if job.config.package is not None:
        yield job.output / job.config.package
        return
    for folder in sorted(job.output.iterdir()):
        if (folder / MANIFEST).is_file():
            yield folder


def _is_current(manifest: Manifest, job: Job, package: str) -> bool:
    """Whether the same would be generated: from the same files, the same way, and without an error to repeat."""
    made = manifest.provenance
    if made.errors or made.referenced is None or made.package != package or made.generator != generator_version():
        return False
    if made.config != config_digest(job.config) or _digest(str(job.document), job.config) != made.document:
        return False
    home = os.path.dirname(os.path.realpath(job.document))
    allowed = [home, *(os.path.realpath(folder) for folder in job.config.allow_file_refs)]
    for name, expected in made.referenced.items():
        path = os.path.normpath(os.path.join(home, name))
        permitted = any(Path(path).is_relative_to(folder) for folder in allowed)
        if not permitted or os.path.realpath(path) != path or _digest(path, job.config) != expected:
            return False
    return True


def _is_intact(manifest: Manifest, folder: Path) -> bool:
    """Whether the generated files, and all folders on the way to them, are plain and as they were generated."""
    root = str(folder)
    parents = {root, *(os.path.dirname(os.path.join(root, name)) for name in manifest.files)}
    if any(os.path.islink(parent) for parent in parents):
        return False
    return all(_digest(os.path.join(root, name)) == expected for name, expected in manifest.files.items())


def _digest(path: str, config: Config | None = None) -> str | None:
    """The digest of a plain file; None where it is something else, or larger than a document may be.

    A pipe can be read once only, and the whole way may need to.
    """
    status = os.stat(path) if config is not None else os.lstat(path)
    if not stat.S_ISREG(status.st_mode) or (config is not None and status.st_size > config.limits.max_bytes):
        return None
    with open(path, "rb", buffering=0) as file:
        return digest(file.read())
