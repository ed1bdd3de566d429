"""All stages on one screen: a document in, the files of a package out. Nothing is written, printed or exited here."""

from __future__ import annotations

import gc
import keyword
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from openapi_vendor import ir
from openapi_vendor.checking import Checking
from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Diagnostic, Diagnostics, Refused, Severity, quote
from openapi_vendor.lowering import lower
from openapi_vendor.python.plan import plan
from openapi_vendor.python.words import snake, words
from openapi_vendor.render import Renderer
from openapi_vendor.resources import templates_folder
from openapi_vendor.source import Node, Sources
from openapi_vendor.source.pointers import pointer_text
from openapi_vendor.validation.once import said_once
from openapi_vendor.validation.worker import Validation
from openapi_vendor.worker import is_worthwhile

Report = Callable[[str], None]
"""Is told the name of each stage as it begins."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a document.

    `files` maps paths inside the package (`models/pet.py`) to their text; it is empty when the document was
    refused, and then `diagnostics` says why. `sources` finds lines and excerpts for the diagnostics.
    """

    package: str
    files: dict[str, str]
    diagnostics: Diagnostics
    sources: Sources
    counts: ir.Counts | None = field(default=None)


def generate(document: str | Path, config: Config | None = None, report: Report = lambda stage: None) -> Result:
    """Generate a package from an OpenAPI document (2.0, 3.0, 3.1 or 3.2; JSON or YAML).

    Raises nothing on account of the document: what is wrong with it is in `Result.diagnostics`, located.
    """
    config = config or Config()
    diagnostics = Diagnostics()
    sources = Sources(config, diagnostics)
    package = config.package or ""
    files: dict[str, str] = {}
    counts: ir.Counts | None = None
    with _without_collector(), Validation(Path(document), config) as validation:
        root: Node | None = None
        try:
            report("reading")
            root = sources.load(Path(document))
            report("validating")
            validation.here(root, sources, diagnostics)
            report("understanding")
            api = lower(root, sources, config, diagnostics)
            package = package or package_name(api)
            report("writing Python")
            counts = api.counts
            files = _files(api, package, config, diagnostics, root, in_worker=is_worthwhile(Path(document)))
        except Refused as refused:
            diagnostics.add(refused.diagnostic)
        if root is not None:
            report("validating")
            diagnostics = said_once(validation.join(root, sources, diagnostics))
            diagnostics = _accepting(diagnostics, config.accept_losses, root)
    return Result(package, files, diagnostics, sources, counts)


def package_name(api: ir.Api) -> str:
    """The import name of a package that the configuration does not name: the API's title as an identifier."""
    name = snake(words(api.info.title))[:40].rstrip("_") or "api"
    return f"{name}_client" if keyword.iskeyword(name) or name == "api" else name


def _files(
    api: ir.Api, package: str, config: Config, diagnostics: Diagnostics, root: Node, *, in_worker: bool
) -> dict[str, str]:
    """Path and text of every file, in the order of the paths. Raises Refused if one is not good, or too much."""
    files = {"py.typed": ""}
    for path in (templates_folder() / "runtime").glob("*.py"):
        files[f"_runtime/{path.name}"] = path.read_text(encoding="utf-8")
    renderer = Renderer(config.templates)
    planned, allocated = plan(api, package, config, diagnostics)
    size = sum(map(len, files.values()))
    with Checking(allocated, in_worker=in_worker) as checking:
        for file in planned:
            files[file.path] = text = renderer.render(file)
            size += len(text)
            if size > config.limits.max_output:
                raise Refused(_too_large(config.limits.max_output, root))
            # What a template of the user's writes may be anything: it is theirs.
            checking.add(file.path, text, ours=not renderer.is_users(file))
        checking.finish()
    return dict(sorted(files.items()))


def _too_large(most: int, root: Node) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "output-too-large",
        f"the package has more than {most:,} characters",
        root.location,
        hint="`allOf` writes out what it inherits: have fewer levels of it, `include` less, or raise `max-output`.",
    )


def _accepting(diagnostics: Diagnostics, pointers: tuple[str, ...], root: Node) -> Diagnostics:
    """The same, with errors as warnings where the user has named the loss."""
    if not pointers:
        return diagnostics
    kept = Diagnostics()
    used: set[str] = set()
    for found in diagnostics:
        place = pointer_text(found.location.pointer) if found.location.file == root.location.file else ""
        named = {pointer for pointer in pointers if f"{place}/".startswith(f"{pointer.rstrip('/')}/")}
        if found.severity is Severity.ERROR and named:
            used |= named
            found = replace(found, severity=Severity.WARNING, hint="This loss is accepted.")
        kept.add(found)
    for pointer in pointers:
        if pointer not in used:
            message = f"nothing is lost at {quote(pointer)}, which was to be accepted"
            kept.warning("accept-losses", message, root.location, "Remove it from `accept-losses`.")
    return kept


@contextmanager
def _without_collector() -> Iterator[None]:
    """The cyclic collector would walk millions of plain objects again and again, and find nothing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if not gc.get_freeze_count():
                # What was made meanwhile counts as old, or the collector would now look at all of it at once.
                gc.freeze()
                gc.unfreeze()
            gc.enable()
