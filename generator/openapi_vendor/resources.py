"""What the tool is besides its code: its version, and the folder of templates."""

from __future__ import annotations

from pathlib import Path

VERSION = "0.1.0"


def templates_folder() -> Path:
    """The folder of our templates.

    A wheel carries them inside the package, as `_templates`; in a checkout, an unpacked sdist and an editable
    install they lie at the top, as `templates`.
    """
    here = Path(__file__).resolve().parent
    inside = here / "_templates"
    return inside if inside.is_dir() else here.parents[1] / "templates"
