"""`Inputs`: which files a run has read, so that a later run can tell whether they are still the same."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct, field


class Inputs(Struct):
    """Digests by real path: of the document (`root`) and of what it refers to. Overlays are configuration.

    `complete` is False once something was wanted that has no digest: a web page, a file that could not or may not
    be read, or one behind a symbolic link.
    """

    root: Path | None = None
    files: dict[Path, str] = field(default_factory=dict)
    complete: bool = True

    @property
    def document(self) -> str:
        """The digest of the document itself; empty where it could not be read."""
        return self.files.get(self.root, "") if self.root else ""

    def referenced(self) -> dict[str, str] | None:
        """Digests of the other files by their paths from the document's folder; None where not all are known."""
        if not self.complete or self.root is None:
            return None
        others = {path: digest for path, digest in self.files.items() if path != self.root}
        try:
            return {Path(os.path.relpath(path, self.root.parent)).as_posix(): others[path] for path in others}
        except ValueError:  # on another drive
            return None

    def add(self, others: Inputs) -> None:
        """What another reader of the same document has read."""
        self.files.update(others.files)
        self.complete = self.complete and others.complete
