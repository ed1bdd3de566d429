"""Which declarations a type refers to, and types with their references replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import assert_never

from msgspec.structs import replace

from openapi_vendor import ir

LEAVES = (ir.String, ir.Numeric, ir.Boolean, ir.Null, ir.Anything, ir.Nothing, ir.Enumeration)
"""The kinds of types with no other type inside."""


SAME_VALUE = (ir.Not, ir.Also, ir.Conditional, ir.DependentType)
"""The assertions whose types speak of the value itself."""


def refs(types: Iterable[ir.Type | None]) -> Iterator[ir.Key]:
    """The keys that the types refer to, in order, with repetitions."""
    stack = [type_ for type_ in types if type_ is not None]
    stack.reverse()
    while stack:
        type_ = stack.pop()
        if isinstance(type_, ir.Ref):
            yield type_.key
        elif not isinstance(type_, LEAVES):
            stack.extend(reversed(list(parts(type_))))


def weight(type_: ir.Type, enough: int) -> int:
    """Of how many types a type consists, itself included; `enough` are not exceeded by much."""
    count = 0
    waiting = [type_]
    while waiting and count < enough:
        count += 1
        waiting.extend(parts(waiting.pop()))
    return count


def parts(type_: ir.Type) -> Iterator[ir.Type]:
    """The types directly inside a type."""
    match type_:
        case ir.Array(rest, prefix):
            yield from prefix
            if rest is not None:
                yield rest
        case ir.Map(values, _, patterns):
            yield values
            yield from (inner for _, inner in patterns)
        case ir.Union(variants):
            yield from variants
        case ir.Checked(inner, assertions):
            yield inner
            for assertion in assertions:
                yield from parts_of_assertion(assertion)
        case _:
            pass


def parts_of_assertion(assertion: ir.Assertion) -> Iterator[ir.Type]:
    """The types directly inside an assertion."""
    match assertion:
        case ir.Conditional(condition, then, otherwise):
            yield from (type_ for type_ in (condition, then, otherwise) if type_ is not None)
        case ir.Shape(properties, _, additional, patterns):
            yield from (type_ for _, type_ in properties)
            yield from (type_ for _, type_ in patterns)
            if additional is not None:
                yield additional
        case ir.DependentRequired() | ir.OrOther():
            pass
        case ir.Not() | ir.Also() | ir.Contains() | ir.DependentType() | ir.PropertyNames():
            yield assertion.type
        case ir.Unevaluated(_, type_, evaluated):
            yield type_
            for each in evaluated:
                yield from each.conditions
                if each.contains is not None:
                    yield each.contains
        case _:
            assert_never(assertion)


def parts_of_declaration(declaration: ir.Declaration) -> Iterator[ir.Type]:
    """The types directly inside a declaration."""
    if isinstance(declaration, ir.Alias):
        yield declaration.type
        return
    for property_ in declaration.properties:
        yield property_.type
    if declaration.additional is not None:
        yield declaration.additional
    for _, type_ in declaration.patterns:
        yield type_
    for assertion in declaration.assertions:
        yield from parts_of_assertion(assertion)


def same_value_as(declaration: ir.Declaration) -> list[ir.Key]:
    """The declarations that the same value must fit."""
    if isinstance(declaration, ir.Alias):
        return list(dict.fromkeys(of_same_value([declaration.type])))
    types = [
        type_
        for assertion in declaration.assertions
        if isinstance(assertion, SAME_VALUE)
        for type_ in parts_of_assertion(assertion)
    ]
    return list(dict.fromkeys(of_same_value(types)))


def of_same_value(types: list[ir.Type]) -> Iterator[ir.Key]:
    """What types refer to without a step into the value."""
    stack = list(reversed(types))
    while stack:
        match stack.pop():
            case ir.Ref(key):
                yield key
            case ir.Union(variants):
                stack.extend(reversed(variants))
            case ir.Checked(inner, assertions):
                stack.append(inner)
                for assertion in assertions:
                    if isinstance(assertion, SAME_VALUE):
                        stack.extend(parts_of_assertion(assertion))
            case _:
                pass


def inner_first(declarations: Mapping[ir.Key, ir.Declaration]) -> Iterator[ir.Key]:
    """All keys, those that the same value must fit before those that say so. No recursion, however long the chains."""
    met: set[ir.Key] = set()
    for start in declarations:
        stack = [] if start in met else [(start, iter(same_value_as(declarations[start])))]
        met.add(start)
        while stack:
            key, targets = stack[-1]
            for target in targets:
                if target not in met and target in declarations:
                    met.add(target)
                    stack.append((target, iter(same_value_as(declarations[target]))))
                    break
            else:
                stack.pop()
                yield key


def types_of_operation(operation: ir.Operation) -> tuple[list[ir.Type | None], list[ir.Type | None]]:
    """What is sent in an operation, and what is received."""
    sent: list[ir.Type | None] = [parameter.type for parameter in operation.parameters]
    received: list[ir.Type | None] = []
    if operation.body is not None:
        sent += _types_of_contents(operation.body.contents)
    for response in operation.responses:
        received += _types_of_contents(response.contents)
        received += [header.type for header in response.headers]
    for payload in operation.callbacks:
        received += types_of_payload(payload)
    return sent, received


def types_of_payload(payload: ir.Payload) -> list[ir.Type | None]:
    """What is received in a webhook or callback."""
    types: list[ir.Type | None] = [parameter.type for parameter in payload.parameters]
    return types + (_types_of_contents(payload.body.contents) if payload.body is not None else [])


def _types_of_contents(contents: Iterable[ir.Content]) -> list[ir.Type | None]:
    found: list[ir.Type | None] = []
    for content in contents:
        found += (content.type, content.item_type)
        for encoding in content.encoding:
            found += [header.type for header in encoding.headers]
    return found


# --- replacing -------------------------------------------------------------------------------------

Rename = Callable[[ir.Key], ir.Key]


class Renamer:
    """Types, declarations and operations with every reference renamed."""

    def __init__(self, rename: Rename) -> None:
        self._rename = rename

    def type(self, type_: ir.Type) -> ir.Type:
        """The type with its references renamed; the same object where there are none."""
        if isinstance(type_, LEAVES):
            return type_
        match type_:
            case ir.Ref(key):
                renamed = self._rename(key)
                return type_ if renamed == key else ir.Ref(renamed)
            case ir.Array():
                rest = None if type_.rest is None else self.type(type_.rest)
                return replace(type_, rest=rest, prefix=tuple(map(self.type, type_.prefix)))
            case ir.Map():
                return replace(type_, values=self.type(type_.values), patterns=self._patterns(type_.patterns))
            case ir.Union():
                return replace(type_, variants=tuple(map(self.type, type_.variants)))
            case ir.Checked():
                return ir.Checked(self.type(type_.type), tuple(map(self.assertion, type_.assertions)))
            case _:
                assert_never(type_)

    def assertion(self, assertion: ir.Assertion) -> ir.Assertion:
        match assertion:
            case ir.Conditional(condition, then, otherwise):
                return ir.Conditional(self.type(condition), self._optional(then), self._optional(otherwise))
            case ir.Shape(properties, required, additional, patterns):
                renamed = tuple((name, self.type(type_)) for name, type_ in properties)
                return ir.Shape(renamed, required, self._optional(additional), self._patterns(patterns))
            case ir.DependentRequired() | ir.OrOther():
                return assertion
            case ir.Not() | ir.Also() | ir.Contains() | ir.DependentType() | ir.PropertyNames():
                return replace(assertion, type=self.type(assertion.type))
            case ir.Unevaluated(items, type_, evaluated):
                return ir.Unevaluated(items, self.type(type_), tuple(map(self._evaluated, evaluated)))
            case _:
                assert_never(assertion)

    def _evaluated(self, evaluated: ir.Evaluated) -> ir.Evaluated:
        conditions = tuple(map(self.type, evaluated.conditions))
        return replace(evaluated, conditions=conditions, contains=self._optional(evaluated.contains))

    def declaration(self, declaration: ir.Declaration) -> ir.Declaration:
        if isinstance(declaration, ir.Alias):
            return replace(declaration, type=self.type(declaration.type))
        return replace(
            declaration,
            properties=tuple(map(self.member, declaration.properties)),
            additional=self._optional(declaration.additional),
            patterns=self._patterns(declaration.patterns),
            assertions=tuple(map(self.assertion, declaration.assertions)),
        )

    def member(self, property_: ir.Property) -> ir.Property:
        type_ = self.type(property_.type)
        return property_ if type_ is property_.type else replace(property_, type=type_)

    def parameter(self, parameter: ir.Parameter) -> ir.Parameter:
        return replace(parameter, type=self.type(parameter.type))

    def header(self, header: ir.Header) -> ir.Header:
        return replace(header, type=self.type(header.type))

    def content(self, content: ir.Content) -> ir.Content:
        return replace(
            content,
            type=self._optional(content.type),
            item_type=self._optional(content.item_type),
            encoding=tuple(
                replace(encoding, headers=tuple(map(self.header, encoding.headers))) for encoding in content.encoding
            ),
        )

    def body(self, body: ir.Body | None) -> ir.Body | None:
        if body is None:
            return None
        return replace(body, contents=tuple(map(self.content, body.contents)))

    def response(self, response: ir.Response) -> ir.Response:
        return replace(
            response,
            contents=tuple(map(self.content, response.contents)),
            headers=tuple(map(self.header, response.headers)),
        )

    def payload(self, payload: ir.Payload) -> ir.Payload:
        parameters = tuple(map(self.parameter, payload.parameters))
        return replace(payload, body=self.body(payload.body), parameters=parameters)

    def _optional(self, type_: ir.Type | None) -> ir.Type | None:
        return None if type_ is None else self.type(type_)

    def _patterns(self, patterns: tuple[tuple[ir.Pattern, ir.Type], ...]) -> tuple[tuple[ir.Pattern, ir.Type], ...]:
        return tuple((pattern, self.type(type_)) for pattern, type_ in patterns)


def renamed_operation(operation: ir.Operation, request: Renamer, response: Renamer) -> ir.Operation:
    """The operation with the references renamed in what is sent, and in what is received."""
    return replace(
        operation,
        parameters=tuple(map(request.parameter, operation.parameters)),
        body=request.body(operation.body),
        responses=tuple(map(response.response, operation.responses)),
        callbacks=tuple(map(response.payload, operation.callbacks)),
    )
