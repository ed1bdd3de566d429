"""One class for inline schemas that are the same thing written again.

Documents repeat themselves: GitHub's writes the same inline user more than a hundred times. Inline objects that are
equal, prose included, become one declaration; only what is said of an object as a whole may differ where the property
that holds it says it too. Those of components are shared among components; an operation may
use them, but never those of another operation, so that adding an operation changes no name.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from operator import attrgetter

from msgspec.structs import fields, replace

from generator import ir
from generator.diagnostics import Location
from generator.lowering.graph import LEAVES
from generator.text import Text

_NOWHERE = Location("")
_SILENT = ir.Documentation()
_NAMELESS = ir.NameIntent(())
_member_content = attrgetter(*(field.name for field in fields(ir.Property) if field.name != "location"))


def share(api: ir.Api) -> ir.Api:
    """The API with equal inline objects merged into the first of them."""
    sharing = _Sharing(api)
    targets = {key: sharing.target(key) for key in api.declarations}
    if all(key == target for key, target in targets.items()):
        return api
    uses = _count(targets.values())
    declarations = {
        key: _renamed(sharing.rewritten(declaration), uses[key])
        for key, declaration in api.declarations.items()
        if targets[key] == key
    }
    return replace(
        api,
        declarations=declarations,
        operations=tuple(sharing.operation(operation) for operation in api.operations),
        webhooks=tuple(sharing.payload(payload) for payload in api.webhooks),
    )


def _count(keys: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
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
        declaration, key="", name=_NAMELESS, owner="", location=_NOWHERE, documentation=_SILENT, properties=()
    )
    return anonymous, tuple([_member_content(member) for member in declaration.properties])


def _said_by_properties(api: ir.Api) -> frozenset[str]:
    """The keys of objects whose own prose is also that of the property that holds them."""
    found: set[str] = set()
    for declaration in api.declarations.values():
        for member in declaration.properties if isinstance(declaration, ir.Object) else ():
            key = _only_reference(member.type)
            held = api.declarations.get(key) if key else None
            if held is not None and held.documentation == member.documentation:
                found.add(held.key)
    return frozenset(found)


def _only_reference(type_: ir.Type) -> str:
    """The key of what a type refers to, null aside; empty where it is something else."""
    if isinstance(type_, ir.Union):
        variants = [variant for variant in type_.variants if not isinstance(variant, ir.Null)]
        return _only_reference(variants[0]) if len(variants) == 1 else ""
    return type_.key if isinstance(type_, ir.Ref) else ""


class _Sharing:
    """Finds, for each declaration, the one that stands for it, innermost first."""

    def __init__(self, api: ir.Api) -> None:
        self._api = api
        self._operation_keys = {operation.key for operation in api.operations}
        self._targets: dict[str, str] = {}
        self._numbers: dict[Hashable, int] = {}
        self._known: dict[tuple[str, int, ir.Documentation], str] = {}
        self._open: set[str] = set()
        self._said_elsewhere = _said_by_properties(api)

    def target(self, key: str) -> str:
        """The key of the declaration that stands for this one."""
        if key in self._targets:
            return self._targets[key]
        declaration = self._api.declarations.get(key)
        if not isinstance(declaration, ir.Object) or declaration.owner == key or key in self._open:
            return key
        self._open.add(key)
        rewritten = self._object(declaration)
        self._open.discard(key)
        owner = declaration.owner if declaration.owner not in self._api.declarations else ""
        try:
            content = self._numbers.setdefault(_content(rewritten), len(self._numbers))
            # With its own prose first: an object that says the same is the better one to share.
            prose = (declaration.documentation, _SILENT)
            sought = prose if key in self._said_elsewhere else prose[:1]
            known = (self._known.get((place, content, said)) for said in sought for place in ("", owner))
            found = next(filter(None, known), key)
            for said in prose:
                self._known.setdefault((owner, content, said), found)
        except TypeError:  # a default of the document that is an object: not worth comparing
            found = key
        self._targets[key] = found
        return found

    def rewritten(self, declaration: ir.Declaration) -> ir.Declaration:
        """The declaration with its references led to what stands for their targets."""
        if isinstance(declaration, ir.Alias):
            return replace(declaration, type=self.type(declaration.type))
        return self._object(declaration)

    def _object(self, declaration: ir.Object) -> ir.Object:
        return replace(
            declaration,
            properties=tuple([self._property(member) for member in declaration.properties]),
            additional=self.type(declaration.additional) if declaration.additional is not None else None,
            patterns=tuple((pattern, self.type(value)) for pattern, value in declaration.patterns),
            assertions=tuple(self._assertion(assertion) for assertion in declaration.assertions),
        )

    def _property(self, member: ir.Property) -> ir.Property:
        type_ = self.type(member.type)
        return member if type_ is member.type else replace(member, type=type_)

    def type(self, type_: ir.Type) -> ir.Type:
        """The type with its references led to their targets; the very same where nothing in it changes."""
        if isinstance(type_, LEAVES):
            return type_
        if isinstance(type_, ir.Ref):
            target = self.target(type_.key)
            return type_ if target == type_.key else ir.Ref(target)
        rewritten = self._rewritten_type(type_)
        return type_ if rewritten == type_ else rewritten

    def _rewritten_type(self, type_: ir.Type) -> ir.Type:
        match type_:
            case ir.Array(rest, prefix):
                inner = self.type(rest) if rest is not None else None
                return replace(type_, rest=inner, prefix=tuple([self.type(item) for item in prefix]))
            case ir.Map(values):
                patterns = tuple([(pattern, self.type(value)) for pattern, value in type_.patterns])
                return replace(type_, values=self.type(values), patterns=patterns)
            case ir.Union(variants):
                return replace(type_, variants=tuple([self.type(variant) for variant in variants]))
            case ir.Checked(inner, assertions):
                return ir.Checked(self.type(inner), tuple([self._assertion(assertion) for assertion in assertions]))
            case _:
                return type_

    def _assertion(self, assertion: ir.Assertion) -> ir.Assertion:
        match assertion:
            case ir.Conditional(condition, then, otherwise):
                return ir.Conditional(
                    self.type(condition),
                    self.type(then) if then is not None else None,
                    self.type(otherwise) if otherwise is not None else None,
                )
            case ir.DependentRequired() | ir.OrOther():
                return assertion
            case ir.Shape():
                return replace(
                    assertion,
                    properties=tuple((name, self.type(type_)) for name, type_ in assertion.properties),
                    additional=self.type(assertion.additional) if assertion.additional is not None else None,
                    patterns=tuple((pattern, self.type(type_)) for pattern, type_ in assertion.patterns),
                )
            case _:
                return replace(assertion, type=self.type(assertion.type))

    def operation(self, operation: ir.Operation) -> ir.Operation:
        return replace(
            operation,
            parameters=self._parameters(operation.parameters),
            body=self._body(operation.body),
            responses=tuple(
                replace(
                    response,
                    contents=self._contents(response.contents),
                    headers=tuple(replace(header, type=self.type(header.type)) for header in response.headers),
                )
                for response in operation.responses
            ),
            callbacks=tuple(self.payload(payload) for payload in operation.callbacks),
        )

    def payload(self, payload: ir.Payload) -> ir.Payload:
        return replace(payload, parameters=self._parameters(payload.parameters), body=self._body(payload.body))

    def _parameters(self, parameters: tuple[ir.Parameter, ...]) -> tuple[ir.Parameter, ...]:
        return tuple(
            parameter if (type_ := self.type(parameter.type)) is parameter.type else replace(parameter, type=type_)
            for parameter in parameters
        )

    def _body(self, body: ir.Body | None) -> ir.Body | None:
        return replace(body, contents=self._contents(body.contents)) if body else None

    def _contents(self, contents: tuple[ir.Content, ...]) -> tuple[ir.Content, ...]:
        return tuple(
            replace(
                content,
                type=self.type(content.type) if content.type is not None else None,
                item_type=self.type(content.item_type) if content.item_type is not None else None,
            )
            for content in contents
        )
