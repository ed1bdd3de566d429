"""The naming pass: every thing of the API gets its Python names, once, from one registry.

Order is importance: component schemas first, then what lies inside them, then operations in document order;
the first claimant keeps a name (see `registry.py`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from msgspec import Struct, field

from openapi_vendor import ir
from openapi_vendor.python import reserved
from openapi_vendor.python.outcomes import links_of
from openapi_vendor.python.registry import Scope
from openapi_vendor.python.spreading import operation_parts
from openapi_vendor.python.words import module_name, pascal, path_words, snake, upper, words
from openapi_vendor.text import Text

_MAX_CLASS_NAME = 60

_FEW = 8
"""An operation that brings more models than this has a module of models of its own."""


class TypeName(Struct, frozen=True):
    """Where a declared type lives: `models/<module>.py`, and what it is called."""

    module: str
    name: str


class OperationName(Struct, frozen=True):
    function: str
    method: str
    constant: str


class GroupName(Struct, frozen=True):
    """A group of operations: `operations/<module>.py`, its class, and the client's attribute."""

    module: str
    class_name: str
    attribute: str


class SchemeName(Struct, frozen=True):
    """A security scheme: the constant in `_api.py` and the client's argument."""

    constant: str
    argument: str


class PayloadName(Struct, frozen=True):
    """The function that parses a payload, and its table."""

    function: str
    constant: str


class Names(Struct):
    """All names of one package. `types` is the flat namespace of `models`, for those still to come (constraints)."""

    types: Scope
    allocated: set[str]
    """Every identifier that was given out, anywhere: what `verify.py` lets pass."""
    declarations: dict[ir.Key, TypeName] = field(default_factory=dict)
    redirects: dict[str, ir.Key] = field(default_factory=dict)
    second_names: dict[Text, str] = field(default_factory=dict)
    """What components are called that are nothing but a reference: the names of `redirects`."""
    operations: dict[str, OperationName] = field(default_factory=dict)
    links: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The functions of `links_of` an operation, by its key."""
    payloads: dict[str, PayloadName] = field(default_factory=dict)
    constants: dict[Text, Scope] = field(default_factory=dict)
    """The names of the tables of each group's operations, beside which its modules have constants of their own."""
    groups: dict[Text, GroupName] = field(default_factory=dict)
    schemes: dict[Text, SchemeName] = field(default_factory=dict)


def resolve(api: ir.Api) -> Names:
    """Name everything in the API."""
    allocated: set[str] = set()
    types = Scope(reserved.annotation_names() | reserved.BUILTINS | reserved.KEYWORDS, allocated)
    names = Names(types, allocated)
    _name_declarations(api, names)
    _name_operations(api, names)
    _name_payloads(api, names)
    _name_schemes(api, names)
    return names


def _name_declarations(api: ir.Api, names: Names) -> None:
    modules: dict[ir.Owner, str] = {}
    module_scope = Scope(reserved.KEYWORDS | reserved.MODULE_NAMES, names.allocated)
    own = [declaration for declaration in api.declarations.values() if declaration.owner == declaration.key]
    inner = [declaration for declaration in api.declarations.values() if declaration.owner != declaration.key]
    homes = _homes(api, inner)
    for declaration in own + inner:
        parts = intent_words(declaration.name)
        name = names.types.claim(_class_candidates(declaration, parts))
        home = homes.get(declaration.owner)
        if (home or declaration.owner) not in modules:
            owner_parts = parts if declaration.owner == declaration.key else _owner_words(declaration)
            wanted = module_name(home or snake(owner_parts))
            modules[home or declaration.owner] = module_scope.claim(_with_underscore(wanted))
        modules[declaration.owner] = modules[home or declaration.owner]
        names.declarations[declaration.key] = TypeName(modules[declaration.owner], name)
    for component, target in api.redirects.items():
        if target.key in names.declarations:
            name = names.types.claim([pascal(words(component)) or "Model"])
            names.redirects[name] = target.key
            names.second_names[component] = name


def _homes(api: ir.Api, inner: list[ir.Declaration]) -> dict[ir.Owner, str]:
    """Operations that bring few models, with the module that holds those of their part of the group."""
    brought = Counter(declaration.owner for declaration in inner)
    groups: dict[Text, list[ir.Operation]] = defaultdict(list)
    for operation in api.operations:
        groups[operation.group].append(operation)
    homes: dict[ir.Owner, str] = {}
    for group, operations in groups.items():
        name = snake(words(group)) or "default"
        for subject, members in operation_parts(operations):
            module = f"{name}_{subject.removeprefix(f'{name}_')}" if subject and subject != name else name
            homes |= {each.key: f"{module}_bodies" for each in members if brought[each.key] <= _FEW}
    return homes


def _owner_words(declaration: ir.Declaration) -> tuple[str, ...]:
    """The words of an operation that owns inline schemas: those that lead its intent."""
    first = declaration.name.parts[0]
    return _part_words(first) or ("operation",)


def intent_words(intent: ir.NameIntent) -> tuple[str, ...]:
    """The words of a name intent, shortened from the middle where they would not fit a line."""
    parts = [found for part in intent.parts if (found := _part_words(part))]
    while len(parts) > 2 and sum(len(word) for part in parts for word in part) > _MAX_CLASS_NAME:
        del parts[1]
    return tuple(word for part in parts for word in part) or ("model",)


def _part_words(part: Text | ir.Role | int) -> tuple[str, ...]:
    if isinstance(part, ir.Role):
        return (part.value,)
    return (str(part),) if isinstance(part, int) else words(part)


def _class_candidates(declaration: ir.Declaration, parts: tuple[str, ...]) -> Iterable[str]:
    """Most wanted first. What only requests carry says so, because its twin is what responses carry."""
    intent = declaration.name
    suffix = "Request" if declaration.direction is ir.Direction.REQUEST else ""
    if intent.pinned:
        yield f"{intent.pinned}{suffix}"
    if intent.short is not None and (short := pascal(words(intent.short))):
        yield f"{short}{suffix}"
    name = f"{pascal(parts)}{suffix}"
    yield name
    yield f"{name}Model"


def _with_underscore(name: str) -> tuple[str, str]:
    """`list`, else `list_` where the plain name is reserved or taken."""
    return name, f"{name}_"


def _name_operations(api: ir.Api, names: Names) -> None:
    module_scope = Scope(reserved.KEYWORDS | reserved.MODULE_NAMES, names.allocated)
    class_scope = Scope(
        reserved.record_names() | reserved.annotation_names() | reserved.BUILTINS | reserved.client_names(),
        names.allocated,
    )
    attribute_scope = Scope(reserved.KEYWORDS | reserved.client_attributes() | {"property"}, names.allocated)
    functions: dict[Text, Scope] = {}
    methods: dict[Text, Scope] = {}
    for operation in api.operations:
        group = operation.group
        group_words = words(group) or ("default",)
        if group not in names.groups:
            class_name = pascal(group_words)
            names.groups[group] = GroupName(
                module_scope.claim(_with_underscore(snake(group_words))),
                class_scope.claim([class_name, f"{class_name}Group"]),
                attribute_scope.claim(_with_underscore(snake(group_words))),
            )
            taken = (
                reserved.KEYWORDS
                | reserved.BUILTINS
                | reserved.TYPE_NAMES
                | reserved.MODULE_GLOBALS
                | reserved.DESCRIPTORS
            )
            functions[group] = Scope(taken, names.allocated)
            methods[group] = Scope(
                reserved.KEYWORDS | reserved.MODEL_ATTRIBUTES | reserved.DESCRIPTORS, names.allocated
            )
            names.constants[group] = Scope(allocated=names.allocated)
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


def _name_payloads(api: ir.Api, names: Names) -> None:
    for payloads in (api.webhooks, callbacks_of(api)):
        functions = Scope({"parse_any"}, names.allocated)
        for payload in payloads:
            plain = payload.name.pinned or snake(intent_words(payload.name))
            function = functions.claim([f"parse_{plain}", f"parse_{plain}_{snake(words(payload.method))}"])
            names.payloads[payload.key] = PayloadName(function, function.removeprefix("parse").upper())
            names.allocated.add(names.payloads[payload.key].constant)


def callbacks_of(api: ir.Api) -> tuple[ir.Payload, ...]:
    """The callbacks of all operations."""
    return tuple(payload for operation in api.operations for payload in operation.callbacks)


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


def route_words(operation: ir.Operation) -> tuple[str, ...]:
    """Method and path as words: `get_users_by_id` of `GET /users/{id}`."""
    method = words(operation.method) or ("call",)
    return *(word.lower() for word in method), *path_words(operation.path_template)


def _name_schemes(api: ir.Api, names: Names) -> None:
    classes = {group.class_name for group in names.groups.values()}  # imported beside them
    constants = Scope(reserved.KEYWORDS | reserved.annotation_names() | classes | {"API"}, names.allocated)
    taken = reserved.KEYWORDS | reserved.client_attributes() | reserved.client_options() | {"self", "options"}
    arguments = Scope(taken, names.allocated)
    for scheme in api.security_schemes:
        parts = words(scheme.name) or ("credential",)
        names.schemes[scheme.name] = SchemeName(
            constants.claim([upper(parts)]), arguments.claim(_with_underscore(snake(parts)))
        )


def property_names(declaration: ir.Object, names: Names) -> tuple[str, ...]:
    """The attribute of each property, in order."""
    scope = Scope(reserved.KEYWORDS | reserved.TYPE_NAMES | reserved.MODEL_ATTRIBUTES, names.allocated)
    return tuple(
        scope.claim(
            [
                *([member.pinned] if member.pinned else []),
                *_with_underscore(snake(words(member.name)) or "field"),
            ]
        )
        for member in declaration.properties
    )


def parameter_names(operation: ir.Operation, names: Names) -> tuple[str, ...]:
    """The argument of each parameter, in order; they own the plain names."""
    scope = Scope(reserved.KEYWORDS | {"self", "cls"}, names.allocated)
    taken: list[str] = []
    for parameter in operation.parameters:
        plain = snake(words(parameter.name)) or "parameter"
        candidates = [parameter.pinned] if parameter.pinned else []
        taken.append(scope.claim([*candidates, plain, f"{plain}_{parameter.where.value}"]))
    return tuple(taken)


def body_name(parameters: tuple[str, ...]) -> str:
    """The argument of the request body: `body`, unless a parameter is called so."""
    return Scope(parameters).claim(["body", "request_body"])
