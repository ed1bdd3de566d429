"""Digests: of contents, and of the tool itself as it stands."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

from openapi_vendor.resources import VERSION, templates_folder

_OURS = (".py", ".jinja")


def digest(*contents: bytes) -> str:
    """128 bits of BLAKE2b, in hexadecimal, of contents that are kept apart by their lengths."""
    state = hashlib.blake2b(digest_size=16)
    for content in contents:
        state.update(len(content).to_bytes(8, "big"))
        state.update(content)
    return state.hexdigest()


@cache
def generator_version() -> str:
    """The version, with a digest of the code and the templates: in a checkout they change without it."""
    code, templates = Path(__file__).resolve().parent, templates_folder()
    contents: list[bytes] = []
    for folder in (code, templates):
        for parent, folders, files in os.walk(folder):
            folders[:] = sorted(found for found in folders if folder == templates or found != templates.name)
            for name in sorted(files):
                if name.endswith(_OURS):
                    path = os.path.join(parent, name)
                    with open(path, "rb") as file:
                        contents += [os.path.relpath(path, folder).replace(os.sep, "/").encode(), file.read()]
    return f"{VERSION}+{digest(*contents)[:12]}"
