"""The command line: options to a `Config`, outcomes to words, diffs and an exit code.

Exit codes: 0 done; 1 the document was refused, or has errors, or `--check` found drift; 2 wrong usage; 130
interrupted. Diffs go to stdout, all else to stderr. There is no traceback, unless `--verbose` asks for it.
"""

from __future__ import annotations

import gc
import sys
from dataclasses import replace
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from openapi_vendor import config as configuration
from openapi_vendor import resources
from openapi_vendor.config import Config, Job
from openapi_vendor.diagnostics import Refused
from openapi_vendor.vendor import Voice, guarded, is_unchanged, is_worthwhile, vendor

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
    try:
        app(prog_name="openapi-vendor")
    finally:
        gc.freeze()  # the interpreter would look for garbage among millions of objects before it ends


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
    accept_loss: Annotated[
        list[str] | None,
        typer.Option(metavar="POINTER", help="Place whose errors are only warnings, like /paths/~1old; repeatable."),
    ] = None,
    allow_unsafe_pattern: Annotated[
        list[str] | None,
        typer.Option(metavar="POINTER", help="Pattern to check though some texts keep it busy for long; repeatable."),
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
            allow_unsafe_patterns=tuple(allow_unsafe_pattern or ()),
            accept_losses=tuple(accept_loss or ()),
        )
    except Refused as refused:
        raise typer.BadParameter(refused.diagnostic.message) from None
    if document is None and (output_folder or config != Config(strict=strict)):
        raise typer.BadParameter("these options are for one package", param_hint="DOCUMENT")
    if document is not None and output_folder is None:
        raise typer.BadParameter("say where the package goes", param_hint="--output")
    voice = Voice(sys.stdout, sys.stderr, quiet=quiet, verbose=verbose)
    try:
        jobs = [Job(document, output_folder, config)] if document and output_folder else guarded(voice, _listed)
        if jobs is None:
            raise typer.Exit(1)
        jobs = [replace(job, config=replace(job.config, strict=strict or job.config.strict)) for job in jobs]
        raise typer.Exit(0 if _all(jobs, voice, check=check, full=full) else 1)
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def _listed() -> list[Job]:
    return list(configuration.jobs(Path.cwd()))


def _all(jobs: list[Job], voice: Voice, *, check: bool, full: bool) -> bool:
    """Whether all packages went well. A failure does not stop the others."""
    changed = [job for job in jobs if full or not guarded(voice, partial(is_unchanged, job, voice))]
    if len(changed) < 2 or not is_worthwhile(changed):
        went_well = [vendor(job, voice, check=check, full=True) for job in changed]
        return all(went_well)
    from openapi_vendor.batch import generate_all

    succeeded = True
    for done in generate_all(changed, check=check, full=True, quiet=voice.quiet, verbose=voice.verbose):
        typer.echo(done.diff, nl=False)
        typer.echo(done.words, nl=False, err=True)
        succeeded = succeeded and done.succeeded
    return succeeded
