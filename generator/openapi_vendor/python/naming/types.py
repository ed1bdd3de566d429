"""Names of what the modules of `models` and `validators.py` declare: types, constraints, attributes, aliases.

Order is importance: component schemas first, then what lies inside them; the first claimant keeps a name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping

from msgspec import Struct, field

from openapi_vendor import ir
from openapi_vendor.python import reserved
from openapi_vendor.python.constraints import Constraint, Scalar, is_named
from openapi_vendor.python.enumerations import is_literal, is_long, listed
from openapi_vendor.python.intents import intent_words, part_words
from openapi_vendor.python.names import FieldAlias, TypeName
from openapi_vendor.python.naming.claims import Claims, comparable, with_underscore
from openapi_vendor.python.partition import operation_parts
from openapi_vendor.python.words import module_name, pascal, snake, words
from openapi_vendor.text import Text

_FEW = 8
"""An operation that brings more models than this has a module of models of its own."""

_SIMPLE = 3
"""A type of more parts than this, written in a field, is no longer read at a glance."""


class DeclarationNames(Struct):
    """The names of declarations, and of components that are nothing but a reference to one."""

    declarations: dict[ir.Key, TypeName] = field(default_factory=dict)
    redirects: dict[str, ir.Key] = field(default_factory=dict)
    second_names: dict[Text, str] = field(default_factory=dict)


def declaration_names(api: ir.Api, claims: Claims) -> DeclarationNames:
    """A module and a name for each declaration."""
    names = DeclarationNames()
    modules: dict[ir.Owner, str] = {}
    module_scope = claims.scope(reserved.KEYWORDS, reserved.MODULE_NAMES)
    own = [declaration for declaration in api.declarations.values() if declaration.owner == declaration.key]
    inner = [declaration for declaration in api.declarations.values() if declaration.owner != declaration.key]
    homes = _homes(api, inner)
    for declaration in own + inner:
        parts = intent_words(declaration.name)
        name = claims.types.claim(_class_candidates(declaration, parts))
        home = homes.get(declaration.owner)
        if (home or declaration.owner) not in modules:
            owner_parts = parts if declaration.owner == declaration.key else _owner_words(declaration)
            wanted = module_name(home or snake(owner_parts))
            modules[home or declaration.owner] = module_scope.claim(with_underscore(wanted))
        modules[declaration.owner] = modules[home or declaration.owner]
        names.declarations[declaration.key] = TypeName(modules[declaration.owner], name)
    for component, target in api.redirects.items():
        if target.key in names.declarations:
            name = claims.types.claim([pascal(words(component)) or "Model"])
            names.redirects[name] = target.key
            names.second_names[component] = name
    return names


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
    return part_words(first) or ("operation",)


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


def model_modules(api: ir.Api, named: Mapping[ir.Key, TypeName]) -> dict[str, tuple[ir.Declaration, ...]]:
    """What each module of `models` declares, in the order of the document."""
    modules: dict[str, list[ir.Declaration]] = defaultdict(list)
    for declaration in api.declarations.values():
        if not (isinstance(declaration, ir.Alias) and is_named(declaration.type)):
            modules[named[declaration.key].module].append(declaration)
    return {module: tuple(declarations) for module, declarations in modules.items()}


def attribute_names(declaration: ir.Object, claims: Claims) -> tuple[str, ...]:
    """The attribute of each property, in order."""
    scope = claims.scope(reserved.KEYWORDS, reserved.TYPE_NAMES, reserved.MODEL_ATTRIBUTES)
    return tuple(
        scope.claim(
            [
                *([member.pinned] if member.pinned else []),
                *with_underscore(snake(words(member.name)) or "field"),
            ]
        )
        for member in declaration.properties
    )


def index_name(
    declarations: Iterable[ir.Declaration], attributes: Mapping[ir.Key, tuple[str, ...]], claims: Claims
) -> str:
    """What a module calls the index of models: a field hides a name of the module from the fields after it.

    Not from the aliases, whose texts the runtime evaluates wherever they are used: they call it by its own name.
    """
    taken = {name for declaration in declarations for name in attributes.get(declaration.key, ())}
    return claims.scope(taken).claim(["models"])


def constraint_names(api: ir.Api, named: Mapping[ir.Key, TypeName], claims: Claims) -> dict[Scalar, Constraint]:
    """All distinct constraints of the API.

    A component that is nothing but a constraint keeps its own name, even where another is its equal.
    """
    found: dict[Scalar, Constraint] = {}
    functions = claims.scope()

    def declare(name: str, scalar: Scalar, documentation: ir.Documentation) -> None:
        function = functions.claim([snake(words(Text(name)))])
        claims.allocated |= {f"is_{function}", f"check_{function}"}
        found[scalar] = Constraint(name, function, scalar, documentation)

    for declaration in api.declarations.values():
        if isinstance(declaration, ir.Alias) and is_named(declaration.type):
            assert isinstance(declaration.type, ir.String | ir.Numeric)
            if declaration.type not in found:
                declare(named[declaration.key].name, declaration.type, declaration.documentation)
    for type_, documentation, inner, outer in _uses(api):
        if type_ not in found:
            candidates = [pascal(inner), pascal(outer + inner)] if inner else [pascal(outer)]
            name = claims.types.claim([name for name in candidates if name] or ["Constrained"])
            declare(name, type_, documentation)
    return found


_Use = tuple[Scalar, ir.Documentation, tuple[str, ...], tuple[str, ...]]


def _uses(api: ir.Api) -> Iterator[_Use]:
    """Every constrained scalar with the words of what states it, and those of the owner of that."""
    for declaration in api.declarations.values():
        outer = intent_words(declaration.name)
        if isinstance(declaration, ir.Alias):
            yield from _scalars(declaration.type, declaration.documentation, outer, ())
            continue
        for member in declaration.properties:
            yield from _scalars(member.type, member.documentation, words(member.name), outer)
        if declaration.additional is not None:
            yield from _scalars(declaration.additional, ir.Documentation(), (*outer, "value"), ())
    for operation in api.operations:
        outer = words(operation.id) if operation.id else ()
        for parameter in operation.parameters:
            yield from _scalars(parameter.type, parameter.documentation, words(parameter.name), outer)
        if operation.body:
            for content in operation.body.contents:
                yield from _scalars(content.type, ir.Documentation(), (*outer, "body"), ())
        for response in operation.responses:
            for content in response.contents:
                yield from _scalars(content.type, ir.Documentation(), (*outer, "response"), ())
            for header in response.headers:
                yield from _scalars(header.type, header.documentation, words(header.name), outer)


def _scalars(
    type_: ir.Type | None, documentation: ir.Documentation, inner: tuple[str, ...], outer: tuple[str, ...]
) -> Iterator[_Use]:
    match type_:
        case ir.String() | ir.Numeric():
            if is_named(type_):
                yield type_, documentation, inner, outer
        case ir.Ref():
            pass
        case ir.Array(rest, prefix):
            for item in (rest, *prefix):
                yield from _scalars(item, documentation, (*inner, "item"), outer)
        case ir.Map(values, keys):
            yield from _scalars(values, documentation, (*inner, "value"), outer)
            yield from _scalars(keys, documentation, (*inner, "key"), outer)
        case ir.Union(variants):
            for variant in variants:
                yield from _scalars(variant, documentation, inner, outer)
        case ir.Checked(inner_type):
            yield from _scalars(inner_type, documentation, inner, outer)


def field_aliases(
    api: ir.Api,
    modules: Mapping[str, tuple[ir.Declaration, ...]],
    named: Mapping[ir.Key, TypeName],
    attributes: Mapping[ir.Key, tuple[str, ...]],
    claims: Claims,
) -> dict[tuple[ir.Key, int], FieldAlias]:
    """An alias for each field whose type is too much to stand in it; one for equal types of a module.

    Components share those of enumerations among their modules; never with those of an operation, so that adding one
    changes no name.
    """
    found: dict[tuple[ir.Key, int], FieldAlias] = {}
    of_components: dict[Hashable, FieldAlias] = {}
    for module, declarations in modules.items():
        is_of_components = declarations[0].owner in api.declarations
        of_module: dict[Hashable, FieldAlias] = {}
        for declaration in declarations:
            for index, member in enumerate(declaration.properties if isinstance(declaration, ir.Object) else ()):
                if not wants_alias(member.type):
                    continue
                type_ = without_null(member.type)
                content = _content(type_)
                alias = of_module.get(content) or of_components.get(content)
                if alias is None:
                    parts = tuple(attributes[declaration.key][index].split("_"))
                    name = claims.types.claim([named[declaration.key].name + pascal(parts)])
                    alias = FieldAlias(TypeName(module, name), type_)
                    if is_of_components and isinstance(type_, ir.Enumeration):
                        of_components[content] = alias
                of_module[content] = found[declaration.key, index] = alias
    return found


def without_null(type_: ir.Type) -> ir.Type:
    """A union of null and one other type is that type; every other union stays whole."""
    if isinstance(type_, ir.Union):
        variants = [variant for variant in type_.variants if not isinstance(variant, ir.Null)]
        return variants[0] if len(variants) == 1 else type_
    return type_


def _content(type_: ir.Type) -> Hashable:
    """What types that may share an alias have in common; an enumeration its values."""
    return listed(type_) if isinstance(type_, ir.Enumeration) else comparable(type_)


def wants_alias(type_: ir.Type) -> bool:
    """Whether a type is too much to be read in a field: by its shape, whatever the names of things are."""
    type_ = without_null(type_)
    if isinstance(type_, ir.Ref) or is_named(type_):
        return False
    return _size(type_) > _SIMPLE


def _size(type_: ir.Type | None) -> int:
    """How many parts a reader meets; a long enumeration, and what has conditions, is too much at once."""
    too_much = _SIMPLE + 1
    match type_:
        case None | ir.Null():
            return 0
        case ir.Enumeration():
            return too_much if is_literal(type_) and is_long(type_) else 1
        case ir.Checked(inner, assertions):
            return 1 + _size(inner) if assertions == (ir.OrOther(),) else too_much
        case ir.Array(rest, prefix):
            is_tuple = bool(prefix) and rest is None
            limits = 0 if is_tuple else (type_.min_items is not None) + (type_.max_items is not None) + bool(prefix)
            return 1 + sum(map(_size, (rest, *prefix))) + limits + type_.unique
        case ir.Map(values, keys):
            limits = (type_.min_properties is not None) + (type_.max_properties is not None) + len(type_.patterns)
            return 1 + _size(values) + _size(keys) + limits
        case ir.Union(variants):
            return too_much if type_.discriminator else sum(map(_size, variants))
        case _:
            return 1
