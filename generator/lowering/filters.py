"""Which operations the configuration asks for."""

from __future__ import annotations

from generator.lowering.context import Context
from generator.lowering.operations import Found


def is_included(context: Context, found: Found) -> bool:
    """Whether any list of `Include` names the operation; an empty `Include` takes everything."""
    include = context.config.include
    if include.everything:
        return True
    tags = context.reader.texts(found.node, "tags")
    identifier = context.reader.text(found.node, "operationId")
    return (
        any(tag in include.tags for tag in tags)
        or any(_matches(found.path, pattern) for pattern in include.paths)
        or any(name in (identifier, found.key) for name in include.operations)
    )


def _matches(path: str, pattern: str) -> bool:
    return path.startswith(pattern[:-1]) if pattern.endswith("*") else path == pattern
