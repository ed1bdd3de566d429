"""One package from document to disk, and how it went, in words.

Most runs change nothing: so the stages are imported only once it is known that there is work for them.
"""

from __future__ import annotations

import os
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

from openapi_vendor.config import Job
from openapi_vendor.diagnostics import Diagnostic, Location, Refused, Severity
from openapi_vendor.unchanged import find_unchanged

if TYPE_CHECKING:
    from openapi_vendor import output, pipeline
    from openapi_vendor.source import Sources

T = TypeVar("T")

_WORTHWHILE = 512 * 1024
"""Bytes of documents, all together."""


def vendor(job: Job, voice: Voice, *, check: bool = False, full: bool = False) -> bool:
    """Generate a package and write it, or compare it under `check`; whether it went well.

    `full` does all the work even if the package's own record says that nothing changed.
    """
    return bool(guarded(voice, lambda: (not full and is_unchanged(job, voice)) or _run(job, voice, check=check)))


def guarded(voice: Voice, work: Callable[[], T]) -> T | None:
    """What the work returns, or None where it failed. No traceback reaches a user.

    What nobody foresaw is named as our fault, in two lines. Raises only BrokenPipeError: the reader of the diff has
    seen enough.
    """
    try:
        return work()
    except BrokenPipeError:
        raise
    except Refused as refused:
        voice.diagnostics([refused.diagnostic], None)
    except Exception as error:
        voice.error(f"internal error: {type(error).__name__}")
        if voice.verbose:
            voice.error(traceback.format_exc())
        voice.error("This is a bug: please report it, with what --verbose shows and, if you can, the document.")
    return None


def is_unchanged(job: Job, voice: Voice) -> bool:
    """Whether the package is proven to be up to date already; says so."""
    unchanged = find_unchanged(job)
    if unchanged is None:
        return False
    found = f"; warnings: {unchanged.warnings}, which --full shows" if unchanged.warnings else ""
    voice.say(f"{unchanged.folder} is up to date{found}")
    return True


def is_worthwhile(jobs: Iterable[Job]) -> bool:
    """Whether generating these takes longer than starting processes that do it."""
    sizes = [job.document.stat().st_size for job in jobs if job.document.is_file()]
    return sum(sizes) >= _WORTHWHILE


def _run(job: Job, voice: Voice, *, check: bool) -> bool:
    """Generate one package and say how it went; whether it went well."""
    from openapi_vendor import pipeline, progress

    with progress.progress(f"Generating from {job.document.name}", shown=voice.shows_progress) as stage:
        result = pipeline.generate(job.document, job.config, stage)
        folder = job.output / result.package
        outcome = None
        refused = job.config.strict and result.diagnostics.has_errors
        if result.files and not refused:
            stage("comparing" if check else "writing files")
            outcome = _write(result, folder, job, check=check)
    voice.diagnostics(result.diagnostics, result.sources)
    if outcome is None:
        voice.error(f"{job.document}: nothing was {'compared' if check else 'written'}, because of the errors")
        return False
    if check:
        voice.out.write(outcome.diff)
        voice.out.flush()
        if outcome.drifted:
            count = len(outcome.written) + len(outcome.removed)
            voice.error(f"{folder} is not what would be generated: {count} files differ")
            return False
        voice.say(f"{folder} is up to date")
        return not result.diagnostics.has_errors
    operations = result.counts.operations - result.counts.operations_lost if result.counts else 0
    changes = {"written": outcome.written, "removed": outcome.removed, "unchanged": outcome.unchanged}
    counts = ", ".join(f"{len(names)} {what}" for what, names in changes.items())
    voice.say(f"{folder}: operations: {operations}; files: {counts}")
    for what, names in changes.items():
        for name in names:
            voice.detail(f"  {what} {name}")
    if result.diagnostics.has_errors:
        voice.error(f"{job.document}: what the errors name is missing from {folder}")
        return False
    return True


def _write(result: pipeline.Result, folder: Path, job: Job, *, check: bool) -> output.Outcome | None:
    """Write, or compare under `check`; None if that was refused. What is to be said joins the diagnostics."""
    from openapi_vendor import manifest, output
    from openapi_vendor.digests import generator_version

    inputs = result.sources.inputs
    found = Counter(diagnostic.severity for diagnostic in result.diagnostics)
    provenance = manifest.Provenance(
        document=inputs.document,
        config=manifest.config_digest(job.config),
        generator=generator_version(),
        package=result.package,
        referenced=inputs.referenced(),
        errors=found[Severity.ERROR],
        warnings=found[Severity.WARNING],
    )
    try:
        outcome = output.write(result.files, folder, provenance=provenance, check=check)
    except Refused as refused:
        result.diagnostics.add(refused.diagnostic)
        return None
    for name in outcome.edited:
        result.diagnostics.warning(
            "output-edited",
            "this generated file was edited by hand; the edits " + ("would be lost" if check else "are gone"),
            Location(str(folder / name)),
            "Change the document, the configuration or a template instead, or subclass outside the package.",
        )
    return outcome


@dataclass(frozen=True, slots=True)
class Voice:
    """What the user hears: diffs on `out`, all else on `err`."""

    out: TextIO
    err: TextIO
    quiet: bool = False
    verbose: bool = False

    @property
    def shows_progress(self) -> bool:
        """On a terminal that a person looks at."""
        return not self.quiet and self.err.isatty() and not os.environ.get("CI")

    def diagnostics(self, diagnostics: Iterable[Diagnostic], sources: Sources | None) -> None:
        """Errors always, warnings unless `quiet`, notes and repetitions if `verbose`."""
        least = Severity.ERROR if self.quiet else Severity.NOTE if self.verbose else Severity.WARNING
        heard = [diagnostic for diagnostic in diagnostics if diagnostic.severity >= least]
        if not heard:
            return
        from openapi_vendor import report

        report.report(heard, sources, self.err, everything=self.verbose)

    def error(self, message: str) -> None:
        print(message, file=self.err)

    def say(self, message: str) -> None:
        if not self.quiet:
            print(message, file=self.err)

    def detail(self, message: str) -> None:
        if self.verbose:
            print(message, file=self.err)
