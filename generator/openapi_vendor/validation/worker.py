"""Validation: of a large document by a worker process, while the other stages go on; of any other in place.

The other process reads the document again. Where it cannot be had, validation happens here, with the same findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Diagnostics
from openapi_vendor.source import Node, Sources
from openapi_vendor.source.inputs import Inputs
from openapi_vendor.validation import check, validate
from openapi_vendor.worker import Failed, Killed, Worker, is_worthwhile

TIME_LIMIT = 300.0
"""Seconds after the other stages until validation is given up."""


class Validation:
    """The validation of one document, begun at once if it can be, and over with the `with` block."""

    def __init__(self, document: Path, config: Config) -> None:
        self._config = config
        self._worker = _start(document, config) if config.validate and is_worthwhile(document) else None

    def __enter__(self) -> Validation:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._worker is not None:
            self._worker.__exit__(kind, error, at)

    def here(self, root: Node, sources: Sources, diagnostics: Diagnostics) -> None:
        """Validate now, unless the other process does, or nobody wants it. The place of the findings is here."""
        if self._config.validate and self._worker is None:
            validate(root, sources, self._config, diagnostics)

    def join(self, root: Node, sources: Sources, diagnostics: Diagnostics) -> Diagnostics:
        """Wait for the other process, and give all diagnostics in the order that `here` would have given."""
        if self._worker is None:
            return diagnostics
        ordered: Diagnostics
        inputs: Inputs
        try:
            ordered, inputs = self._worker.answer(TIME_LIMIT)
        except TimeoutError:
            message = f"not checked against the specification: it took more than {TIME_LIMIT:.0f} seconds"
            diagnostics.note("spec-unchecked", message, root.location)
            return diagnostics
        except Killed:  # what killed it would kill us
            message = "not checked against the specification: the validating process was killed"
            diagnostics.note("spec-unchecked", message, root.location)
            return diagnostics
        except Failed:
            validate(root, sources, self._config, diagnostics)
            return diagnostics
        if inputs.document != sources.inputs.document:  # the file changed meanwhile
            validate(root, sources, self._config, diagnostics)
            return diagnostics
        sources.inputs.add(inputs)
        for diagnostic in diagnostics:
            ordered.add(diagnostic)
        return ordered


def _start(document: Path, config: Config) -> Worker | None:
    """The process with its question; None where it cannot be had."""
    worker = Worker.start(_check)
    if worker is not None:
        try:
            worker.tell((document, config))
        except Failed:
            worker.__exit__(None, None, None)
            return None
    return worker


def _check(told: Iterator[tuple[Path, Config]]) -> tuple[Diagnostics, Inputs]:
    return check(*next(told))
