"""What all parts of the naming stage share: the namespace of types, and the record of every name that is given out."""

from __future__ import annotations

from collections.abc import Hashable

from openapi_vendor.python import reserved
from openapi_vendor.python.registry import Scope


class Claims:
    """`types` is the flat namespace of `models`, `allocated` every identifier that was given out, anywhere."""

    def __init__(self) -> None:
        self.allocated: set[str] = set()
        self.types = Scope(reserved.annotation_names() | reserved.BUILTINS | reserved.KEYWORDS, self.allocated)

    def scope(self, *taken: frozenset[str] | set[str]) -> Scope:
        """A namespace in which some names are taken."""
        return Scope(frozenset().union(*taken), self.allocated)


def comparable(thing: Hashable) -> Hashable:
    """A record of the IR as a key; equal to nothing where it holds a list or an object of the document."""
    try:
        hash(thing)
    except TypeError:
        return object()
    return thing


def with_underscore(name: str) -> tuple[str, str]:
    """`list`, else `list_` where the plain name is reserved or taken."""
    return name, f"{name}_"
