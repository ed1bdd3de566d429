"""The command line: options to a `Config`, outcomes to words, diffs and an exit code.

Exit codes: 0 done; 1 the document was refused, or has errors, or `--check` found drift; 2 wrong usage; 130
interrupted. Diffs go to stdout, all else to stderr. There is no traceback, unless `--verbose` asks for it.
Most runs change nothing: so the stages are imported only once it is known that there is work for them.
"""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator import config as configuration
from generator import resources
from generator.config import Config, Job
from generator.diagnostics import Diagnostic, Location, Refused, Severity
from generator.unchanged import find_unchanged

if TYPE_CHECKING:
    from generator import output, pipeline
    from generator.source import Sources

app = typer.Typer(
    name="openapi-vendor",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Turns an OpenAPI document into a typed Python client package that you are glad to vendor.",
)


def main() -> None:
    """The console script. Exits; never returns."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a diff must not fail on a terminal's encoding
    app(prog_name="openapi-vendor")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"openapi-vendor {resources.VERSION}")
        raise typer.Exit


@app.callback()
def _tool(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    # Makes `generate` a command of its own, so that others can stand beside it.
    pass


@app.command()
def generate(
    document: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DOCUMENT]",
            help="The OpenAPI document; without it, what the nearest pyproject.toml lists.",
        ),
    ] = None,
    output_folder: Annotated[
        Path | None, typer.Option("--output", metavar="DIR", help="Where the package goes, as DIR/NAME.")
    ] = None,
    package: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Its import name; else made from the title."),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Refuse what the specification forbids, even if it can be used.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; print what would change, exit with 1 if anything.")
    ] = False,
    templates: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Templates that replace ours of the same name.")
    ] = None,
    overlay: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="OpenAPI Overlay to apply first; repeatable.")
    ] = None,
    allow_file_refs: Annotated[
        list[Path] | None, typer.Option(metavar="DIR", help="Another folder that $ref may read; repeatable.")
    ] = None,
    allow_http_refs: Annotated[
        list[str] | None,
        typer.Option(metavar="ORIGIN", help="Web origin that $ref may read, like https://example.com; repeatable."),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Do all the work, even if the package's own record says nothing changed.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say more.")] = False,
) -> None:
    """Generate the client package of a document."""
    try:
        config = Config(
            package=package,
            strict=strict,
            templates=templates,
            overlays=tuple(overlay or ()),
            allow_file_refs=tuple(allow_file_refs or ()),
            allow_http_refs=tuple(allow_http_refs or ()),
        )
    except Refused as refused:
        raise typer.BadParameter(refused.diagnostic.message) from None
    if document is None and (output_folder or config != Config(strict=strict)):
        raise typer.BadParameter("these options are for one package", param_hint="DOCUMENT")
    if document is not None and output_folder is None:
        raise typer.BadParameter("say where the package goes", param_hint="--output")
    voice = _Voice(quiet=quiet, verbose=verbose)
    with _last_resort(voice):
        if document is None or output_folder is None:
            jobs = [
                replace(job, config=replace(job.config, strict=strict or job.config.strict))
                for job in configuration.jobs(Path.cwd())
            ]
        else:
            jobs = [Job(document, output_folder, config)]
        done = [(not full and _is_unchanged(job, voice)) or _run(job, voice, check=check) for job in jobs]
        raise typer.Exit(0 if all(done) else 1)


def _is_unchanged(job: Job, voice: _Voice) -> bool:
    """Whether the package is proven to be up to date already; says so."""
    unchanged = find_unchanged(job)
    if unchanged is None:
        return False
    found = f"; warnings: {unchanged.warnings}, which --full shows" if unchanged.warnings else ""
    voice.say(f"{unchanged.folder} is up to date{found}")
    return True


def _run(job: Job, voice: _Voice, *, check: bool) -> bool:
    """Generate one package and say how it went; whether it went well."""
    from generator import pipeline, progress

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
        typer.echo(outcome.diff, nl=False)
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
    from generator import manifest, output
    from generator.digests import generator_version

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
class _Voice:
    """What the user hears, on stderr."""

    quiet: bool
    verbose: bool

    @property
    def shows_progress(self) -> bool:
        """On a terminal that a person looks at."""
        return not self.quiet and sys.stderr.isatty() and not os.environ.get("CI")

    def diagnostics(self, diagnostics: Iterable[Diagnostic], sources: Sources | None) -> None:
        """Errors always, warnings unless `quiet`, notes and repetitions if `verbose`."""
        least = Severity.ERROR if self.quiet else Severity.NOTE if self.verbose else Severity.WARNING
        heard = [diagnostic for diagnostic in diagnostics if diagnostic.severity >= least]
        if not heard:
            return
        from generator import report

        report.report(heard, sources, everything=self.verbose)

    def error(self, message: str) -> None:
        typer.echo(message, err=True)

    def say(self, message: str) -> None:
        if not self.quiet:
            typer.echo(message, err=True)

    def detail(self, message: str) -> None:
        if self.verbose:
            typer.echo(message, err=True)


@contextlib.contextmanager
def _last_resort(voice: _Voice) -> Iterator[None]:
    """No traceback reaches a user: what nobody foresaw is named as our fault, in two lines."""
    try:
        yield
    except (typer.Exit, typer.BadParameter):
        raise
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    except BrokenPipeError:
        raise  # the reader of the diff has seen enough; typer ends quietly
    except Refused as refused:
        voice.diagnostics([refused.diagnostic], None)
        raise typer.Exit(1) from None
    except Exception as error:
        voice.error(f"internal error: {type(error).__name__}")
        if voice.verbose:
            voice.error(traceback.format_exc())
        voice.error("This is a bug: please report it, with what --verbose shows and, if you can, the document.")
        raise typer.Exit(1) from None
