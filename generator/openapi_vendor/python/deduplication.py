"""One class for inline schemas that are the same thing written again.

Documents repeat themselves: GitHub's writes the same inline user more than a hundred times. Inline objects that are
equal, prose included, become one declaration; only what is said of an object as a whole may differ where the property
that holds it says it too. Those of components are shared among components; an operation may
use them, but never those of another operation, so that adding an operation changes no name.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from operator import attrgetter

from msgspec.structs import fields, replace

from openapi_vendor import ir
from openapi_vendor.diagnostics import Location
from openapi_vendor.lowering.graph import Renamer, parts_of_declaration, refs, renamed_operation
from openapi_vendor.text import Text

_NOWHERE = Location("")
_NO_KEY = ir.Key("", ())
_SILENT = ir.Documentation()
_NAMELESS = ir.NameIntent(())
_member_content = attrgetter(*(field.name for field in fields(ir.Property) if field.name != "location"))


def share(api: ir.Api) -> ir.Api:
    """The API with equal inline objects merged into the first of them."""
    sharing = _Sharing(api)
    for key in api.declarations:
        sharing.settle(key)
    targets = {key: sharing.target(key) for key in api.declarations}
    if all(key == target for key, target in targets.items()):
        return api
    renamer, uses = sharing.renamer, _count(targets.values())
    declarations = {
        key: _renamed(renamer.declaration(declaration), uses[key])
        for key, declaration in api.declarations.items()
        if targets[key] == key
    }
    return replace(
        api,
        declarations=declarations,
        operations=tuple(renamed_operation(operation, renamer, renamer) for operation in api.operations),
        webhooks=tuple(map(renamer.payload, api.webhooks)),
    )


def _count(keys: Iterable[ir.Key]) -> dict[ir.Key, int]:
    found: dict[ir.Key, int] = {}
    for key in keys:
        found[key] = found.get(key, 0) + 1
    return found


def _renamed(declaration: ir.Declaration, uses: int) -> ir.Declaration:
    """What several owners share is called by its own last word, where that is still free (`names.py` settles it)."""
    last = next((part for part in reversed(declaration.name.parts) if isinstance(part, Text)), None)
    if uses < 2 or last is None or declaration.owner == declaration.key:
        return declaration
    return replace(declaration, name=replace(declaration.name, short=last))


def _content(declaration: ir.Object) -> Hashable:
    """All that two objects must have in common to be one, but for their prose: not how they are called or where they
    stand.
    """
    anonymous = replace(
        declaration, key=_NO_KEY, name=_NAMELESS, owner="", location=_NOWHERE, documentation=_SILENT, properties=()
    )
    return anonymous, tuple([_member_content(member) for member in declaration.properties])


def _said_by_properties(api: ir.Api) -> frozenset[ir.Key]:
    """The keys of objects whose own prose is also that of the property that holds them."""
    found: set[ir.Key] = set()
    for declaration in api.declarations.values():
        for member in declaration.properties if isinstance(declaration, ir.Object) else ():
            key = _only_reference(member.type)
            held = api.declarations.get(key) if key else None
            if held is not None and held.documentation == member.documentation:
                found.add(held.key)
    return frozenset(found)


def _only_reference(type_: ir.Type) -> ir.Key | None:
    """The key of what a type refers to, null aside; None where it is something else."""
    if isinstance(type_, ir.Union):
        variants = [variant for variant in type_.variants if not isinstance(variant, ir.Null)]
        return _only_reference(variants[0]) if len(variants) == 1 else None
    return type_.key if isinstance(type_, ir.Ref) else None


class _Sharing:
    """Finds, for each declaration, the one that stands for it, innermost first."""

    def __init__(self, api: ir.Api) -> None:
        self._api = api
        self.renamer = Renamer(self.target)
        """Leads references to what stands for their targets."""
        self._operation_keys = {operation.key for operation in api.operations}
        self._targets: dict[ir.Key, ir.Key] = {}
        self._numbers: dict[Hashable, int] = {}
        self._known: dict[tuple[ir.Owner | None, int, ir.Documentation], ir.Key] = {}
        self._met: set[ir.Key] = set()
        self._said_elsewhere = _said_by_properties(api)

    def target(self, key: ir.Key) -> ir.Key:
        """The key of the declaration that stands for this one."""
        return self._targets.get(key, key)

    def settle(self, key: ir.Key) -> None:
        """Find what stands for a declaration, and for those within it, innermost first. No recursion: they may refer
        to each other in long chains."""
        declarations = self._api.declarations
        stack = [(key, self._inner(key))] if self._is_open(key) else []
        while stack:
            outer, keys = stack[-1]
            self._met.add(outer)
            inner = next(filter(self._is_open, keys), None)
            if inner is not None:
                stack.append((inner, self._inner(inner)))
                continue
            stack.pop()
            declaration = declarations[outer]
            assert isinstance(declaration, ir.Object)
            self._settle(outer, declaration)

    def _is_open(self, key: ir.Key) -> bool:
        declaration = self._api.declarations.get(key)
        return isinstance(declaration, ir.Object) and declaration.owner != key and key not in self._met

    def _inner(self, key: ir.Key) -> Iterator[ir.Key]:
        return refs(parts_of_declaration(self._api.declarations[key]))

    def _settle(self, key: ir.Key, declaration: ir.Object) -> None:
        rewritten = self.renamer.declaration(declaration)
        assert isinstance(rewritten, ir.Object)
        owner = declaration.owner if declaration.owner not in self._api.declarations else None
        try:
            content = self._numbers.setdefault(_content(rewritten), len(self._numbers))
            # With its own prose first: an object that says the same is the better one to share.
            prose = (declaration.documentation, _SILENT)
            sought = prose if key in self._said_elsewhere else prose[:1]
            known = (self._known.get((place, content, said)) for said in sought for place in (None, owner))
            found = next(filter(None, known), key)
            for said in prose:
                self._known.setdefault((owner, content, said), found)
        except TypeError:  # a default of the document that is an object: not worth comparing
            found = key
        self._targets[key] = found
