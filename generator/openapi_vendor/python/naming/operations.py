"""Names of what the modules of `operations` declare: groups, functions, their arguments, constants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import chain, count

from msgspec import Struct, field
from msgspec.structs import replace

from openapi_vendor import ir
from openapi_vendor.diagnostics import Location
from openapi_vendor.python import reserved
from openapi_vendor.python.enumerations import enumeration_of, is_long, listed
from openapi_vendor.python.intents import route_words
from openapi_vendor.python.names import Arguments, GroupName, LiteralKey, OperationName, Part
from openapi_vendor.python.naming.claims import Claims, comparable, with_underscore
from openapi_vendor.python.outcomes import links_of
from openapi_vendor.python.partition import operation_parts
from openapi_vendor.python.registry import Scope
from openapi_vendor.python.words import module_name, pascal, snake, words
from openapi_vendor.text import Text

_Path = tuple[str, ...]
_NOWHERE = Location("")


class OperationNames(Struct):
    """The names of groups and their functions. `constants`: the names of each group's tables."""

    groups: dict[Text, GroupName] = field(default_factory=dict)
    operations: dict[str, OperationName] = field(default_factory=dict)
    links: dict[str, tuple[str, ...]] = field(default_factory=dict)
    constants: dict[Text, Scope] = field(default_factory=dict)


def operation_names(api: ir.Api, claims: Claims) -> OperationNames:
    """A group, a function, a method and a table for each operation, and the functions of its links."""
    names = OperationNames()
    module_scope = claims.scope(reserved.KEYWORDS, reserved.MODULE_NAMES)
    class_scope = claims.scope(
        reserved.record_names(), reserved.annotation_names(), reserved.BUILTINS, reserved.client_names()
    )
    attribute_scope = claims.scope(reserved.KEYWORDS, reserved.client_attributes(), {"property"})
    functions: dict[Text, Scope] = {}
    methods: dict[Text, Scope] = {}
    for operation in api.operations:
        group = operation.group
        group_words = words(group) or ("default",)
        if group not in names.groups:
            class_name = pascal(group_words)
            names.groups[group] = GroupName(
                module_scope.claim(with_underscore(snake(group_words))),
                class_scope.claim([class_name, f"{class_name}Group"]),
                attribute_scope.claim(with_underscore(snake(group_words))),
            )
            functions[group] = claims.scope(
                reserved.KEYWORDS, reserved.BUILTINS, reserved.TYPE_NAMES, reserved.MODULE_GLOBALS, reserved.DESCRIPTORS
            )
            methods[group] = claims.scope(reserved.KEYWORDS, reserved.MODEL_ATTRIBUTES, reserved.DESCRIPTORS)
            names.constants[group] = claims.scope()
        candidates = _operation_candidates(operation, group_words)
        function = functions[group].claim([*candidates, *(f"{candidate}_" for candidate in candidates)])
        method = methods[group].claim([*candidates, function] if function[-1] == "_" else [function])
        # `list` and `list_` are two functions, of which one would else use the other's record.
        constant = names.constants[group].claim([f"_{function.upper().rstrip('_')}"])
        names.operations[operation.key] = OperationName(function, method, constant)
    for operation in api.operations:
        function = names.operations[operation.key].function
        names.links[operation.key] = tuple(
            functions[operation.group].claim([f"{snake(words(found.link.name)) or 'link'}_of_{function}"])
            for found in links_of(operation)
        )
    return names


def _operation_candidates(operation: ir.Operation, group_words: tuple[str, ...]) -> list[str]:
    """Most wanted first: the pinned name, the id without the group's words, the id, method and path."""
    candidates = [operation.pinned] if operation.pinned else []
    if operation.id and (found := words(operation.id)):
        lowered = tuple(word.lower() for word in found)
        size = len(group_words)
        if len(found) > size and lowered[:size] == tuple(word.lower() for word in group_words):
            candidates.append(snake(found[size:]))
        candidates.append(snake(found))
    else:
        candidates.append(snake(route_words(operation)))
    return candidates


def arguments_of(operation: ir.Operation, claims: Claims) -> Arguments:
    """The arguments of a request function; those of parameters own the plain names."""
    scope = claims.scope(reserved.KEYWORDS, {"self", "cls"})
    parameters: list[str] = []
    for parameter in operation.parameters:
        plain = snake(words(parameter.name)) or "parameter"
        candidates = [parameter.pinned] if parameter.pinned else []
        parameters.append(scope.claim([*candidates, plain, f"{plain}_{parameter.where.value}"]))
    taken = set(parameters)
    body = claims.scope(taken).claim(["body", "request_body"])
    beside = claims.scope(taken, {body})
    return Arguments(
        tuple(parameters),
        body,
        beside.claim(["content_type", "body_content_type"]),
        beside.claim(["part_headers", "body_part_headers"]),
        claims.scope(taken, {body}).claim(["response", "answer"]),
    )


def parts_of(api: ir.Api, groups: Mapping[Text, GroupName], claims: Claims) -> dict[Text, tuple[Part, ...]]:
    """The modules of each group: one, or several private ones where it is large."""
    members: dict[Text, list[ir.Operation]] = defaultdict(list)
    for operation in api.operations:
        members[operation.group].append(operation)
    return {group: tuple(_parts(groups[group].module, members[group], claims)) for group in members}


def _parts(module: str, operations: list[ir.Operation], claims: Claims) -> Iterator[Part]:
    scope = claims.scope(reserved.KEYWORDS, reserved.MODULE_NAMES)
    for subject, members in operation_parts(operations):
        if not subject:
            yield Part((module,), "", tuple(members))
            continue
        name = f"_{scope.claim(with_underscore(module_name(subject)))}"
        claims.allocated.add(name)
        yield Part((module, name), subject, tuple(members))


def literal_names(
    api: ir.Api, parts: Iterable[Part], named: OperationNames, arguments: Mapping[str, Arguments], claims: Claims
) -> dict[tuple[_Path, LiteralKey], str]:
    """Aliases for long enumerations of arguments: one for equal ones of a module."""
    by_key = {operation.key: operation for operation in api.operations}
    found: dict[tuple[_Path, LiteralKey], str] = {}
    for part in parts:
        for operation in part.operations:
            functions = [(operation, named.operations[operation.key].function, frozenset[int]())]
            for following, function in zip(links_of(operation), named.links[operation.key], strict=True):
                given = frozenset(index for index, _ in following.link.arguments)
                functions.insert(-1, (by_key[following.operation], function, given))
            for target, function, given in functions:
                for index, (argument, parameter) in enumerate(
                    zip(arguments[target.key].parameters, target.parameters, strict=True)
                ):
                    enumeration = enumeration_of(parameter.type)
                    if index in given or enumeration is None or not is_long(enumeration):
                        continue
                    key = part.path, listed(enumeration)
                    if key not in found:
                        found[key] = claims.types.claim([pascal(tuple(f"{function}_{argument}".split("_")))])
    return found


def header_set_names(parts: Iterable[Part], named: OperationNames, claims: Claims) -> dict[tuple[str, ir.Status], str]:
    """Constants for the headers of responses: one for equal ones of a module."""
    found: dict[tuple[str, ir.Status], str] = {}
    for part in parts:
        # Worker the tables of the whole group, whichever of its modules they stand in.
        scope = named.constants[part.operations[0].group].copy()
        of_module: dict[Hashable, str] = {}
        for operation in part.operations:
            for response in operation.responses:
                if not response.headers:
                    continue
                content = comparable(tuple(replace(header, location=_NOWHERE) for header in response.headers))
                if content not in of_module:
                    numbered = (f"_HEADERS_{number}" for number in count(len(of_module) + 1))
                    of_module[content] = scope.claim(chain(["_HEADERS"], numbered))
                found[operation.key, response.status] = of_module[content]
    return found
