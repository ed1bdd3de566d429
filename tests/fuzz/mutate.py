"""Mutants of documents: small cuts of real ones in which nodes are deleted, duplicated, swapped or of another type.

The same seed gives the same mutant, whatever was made before it.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Diagnostics
from openapi_vendor.source import Sources

MAX_BYTES = 2_000_000
"""Larger documents take too long to read."""

_PATHS = 3  # of a document that is cut
_SMALL = 400  # nodes of a document that is taken whole
_COMPONENTS = 25  # of each kind, in a cut
_STRANGE: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 10**30, "", " ", "x", "$ref", "#/", "\x00", "\ud7ff", "a" * 5_000, "null"),
    *([], [None], [[]], ["a", "a"], {}, {"": {}}, {"$ref": "#"}, {"$ref": "#/paths"}, {"type": "object"}, {"type": []}),
)

Slot = tuple[Any, Any]
"""A container (dict or list) and the key of one of its members."""


def documents(folders: list[Path]) -> list[Path]:
    """The documents of folders that are not too large, sorted by name."""
    found = (path for folder in folders for path in folder.glob("*") if path.suffix in (".json", ".yaml"))
    return sorted((path for path in found if path.stat().st_size <= MAX_BYTES), key=lambda path: path.name)


def load(path: Path) -> Any:
    """The plain data of a document, as the generator reads it."""
    return Sources(Config(), Diagnostics()).load(path).data


def mutant(document: Any, rng: random.Random) -> Any:
    """A cut of a document with one to eight mutations."""
    data = cut(document, rng)
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 5, 8))):
        slots = list(_slots(data))
        if rng.random() < 0.5:  # most leaves are prose, of which little depends
            slots = [(container, key) for container, key in slots if isinstance(container[key], dict | list)]
        if not slots:
            break
        rng.choice(_MUTATIONS)(slots, rng)
    return data


def cut(document: Any, rng: random.Random) -> Any:
    """A document with a few of its paths, and what they refer to; a small one as it is."""
    paths = document.get("paths") if isinstance(document, dict) else None
    if not isinstance(paths, dict) or sum(1 for _ in zip(_slots(document), range(_SMALL), strict=False)) < _SMALL:
        return copy.deepcopy(document)
    kept = {name: paths[name] for name in rng.sample(sorted(paths), min(_PATHS, len(paths)))}
    homes: dict[tuple[str, ...], Any] = {
        **{("components", kind): part for kind, part in (document.get("components") or {}).items()},
        **{(kind,): document[kind] for kind in ("definitions", "parameters", "responses") if kind in document},
    }
    wanted: dict[tuple[str, ...], dict[str, Any]] = {home: {} for home in homes}
    waiting: list[Any] = [kept]
    while waiting:
        for container, key in list(_slots(waiting.pop())):
            if key != "$ref" or not isinstance(container[key], str):
                continue
            *home, name = container[key].removeprefix("#/").split("/") or [""]
            part, names = homes.get(tuple(home)), wanted.get(tuple(home), {})
            if isinstance(part, dict) and name in part and name not in names and len(names) < _COMPONENTS:
                names[name] = part[name]
                waiting.append(part[name])
    security = homes.get(("components", "securitySchemes"))
    result = {key: value for key, value in document.items() if (key,) not in homes and key != "components"}
    result |= {"paths": kept, "components": {}}
    for home, names in wanted.items():
        names = dict(security) if home[-1] == "securitySchemes" and isinstance(security, dict) else names
        (result["components"] if home[0] == "components" else result)[home[-1]] = names
    return copy.deepcopy(result)


def _slots(data: Any) -> Iterator[Slot]:
    waiting = [data]
    while waiting:
        container = waiting.pop()
        keys: Any = container if isinstance(container, dict) else range(len(container))
        if not isinstance(container, dict | list):
            continue
        for key in keys:
            yield container, key
            if isinstance(container[key], dict | list):
                waiting.append(container[key])


def _delete(slots: list[Slot], rng: random.Random) -> None:
    container, key = rng.choice(slots)
    del container[key]


def _duplicate(slots: list[Slot], rng: random.Random) -> None:
    """Put a copy of a node beside it, or anywhere else."""
    container, key = rng.choice(slots)
    part = copy.deepcopy(container[key])
    target, at = rng.choice((rng.choice(slots), (container, key)))
    if isinstance(target, list):
        target.insert(at, part)
    else:
        name = rng.choice((f"{key}", f"{at}2", f"{at} ", str(at).swapcase(), "x-copy"))
        target[name] = part


def _swap(slots: list[Slot], rng: random.Random) -> None:
    (one, key), (other, at) = rng.choice(slots), rng.choice(slots)
    # Copies, or a node might end up inside itself.
    one[key], other[at] = copy.deepcopy(other[at]), copy.deepcopy(one[key])


def _retype(slots: list[Slot], rng: random.Random) -> None:
    container, key = rng.choice(slots)
    container[key] = copy.deepcopy(rng.choice((rng.choice(_STRANGE), [container[key]], {"a": container[key]})))


_MUTATIONS: tuple[Callable[[list[Slot], random.Random], None], ...] = (_delete, _duplicate, _swap, _retype)
