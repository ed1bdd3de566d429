"""The words of what the IR says about names."""

from __future__ import annotations

from openapi_vendor import ir
from openapi_vendor.python.words import path_words, words
from openapi_vendor.text import Text

_MAX_CLASS_NAME = 60


def intent_words(intent: ir.NameIntent) -> tuple[str, ...]:
    """The words of a name intent, shortened from the middle where they would not fit a line."""
    parts = [found for part in intent.parts if (found := part_words(part))]
    while len(parts) > 2 and sum(len(word) for part in parts for word in part) > _MAX_CLASS_NAME:
        del parts[1]
    return tuple(word for part in parts for word in part) or ("model",)


def part_words(part: Text | ir.Role | int) -> tuple[str, ...]:
    """The words of one part of a name intent."""
    if isinstance(part, ir.Role):
        return (part.value,)
    return (str(part),) if isinstance(part, int) else words(part)


def route_words(operation: ir.Operation) -> tuple[str, ...]:
    """Method and path as words: `get_users_by_id` of `GET /users/{id}`."""
    method = words(operation.method) or ("call",)
    return *(word.lower() for word in method), *path_words(operation.path_template)
