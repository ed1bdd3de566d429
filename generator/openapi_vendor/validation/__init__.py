"""The document against the specification: `openapi-spec-validator`'s findings as diagnostics.

More than a quarter of the documents in use break the specification somewhere (a default of the wrong type, a
`4xx` in lower case), and most of them can be worked with all the same. So its findings are warnings,
errors under `strict`; what we cannot use is refused by the stage that needs it. Validation needs nothing
from the later stages and gives nothing to them: it may run in a process of its own (`check`).
"""

from __future__ import annotations

import gc
from pathlib import Path

from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Diagnostics, Refused, Severity, quote
from openapi_vendor.source import Node, Sources
from openapi_vendor.source.inputs import Inputs


def validate(root: Node, sources: Sources, config: Config, diagnostics: Diagnostics) -> None:
    """Add what the specification finds wrong with a document (2.0, 3.0, 3.1 or 3.2), in a stable order.

    `root` is the document as loaded. Only files that `sources` allows are read. Codes: `spec-...` and
    those of references. Never raises: where the validator itself fails, a note says so.
    """
    severity = Severity.ERROR if config.strict else Severity.WARNING
    try:
        # Imported here because it takes a third of a second, which a run without validation should not pay.
        from openapi_vendor.validation.run import findings

        for diagnostic in findings(root, sources, severity):
            diagnostics.add(diagnostic)
    except Exception as error:  # the libraries are not ours, and we reach deep into them
        reason = f"{type(error).__name__} {quote(str(error), 100)}"
        diagnostics.note("spec-unchecked", f"not checked further: validation failed with {reason}", root.location)


def check(document: Path, config: Config) -> tuple[Diagnostics, Inputs]:
    """`validate` for another process: loads the document again, and returns what can be sent back.

    That is all that was found up to here, by loading too, and which files were read.
    """
    found = Diagnostics()
    sources = Sources(config, found)
    gc.disable()  # the collector would walk the whole document again and again; this process has but one job
    try:
        validate(sources.load(document), sources, config, found)
    except Refused as refused:
        found.add(refused.diagnostic)
    finally:
        gc.enable()
    return found, sources.inputs
