"""Schemas become types.

The unit is not one schema but all schemas that must hold together: a schema, the branches of its `allOf`
and what it refers to beside other keywords (`all_of.py`). From those comes one type: `scalars.py`,
`arrays.py`, `objects.py` and `unions.py` each read what concerns them from all of them. `assertions.py` adds
what does not change the type.

Objects with properties become declarations, made later from a queue; so recursion goes through `Ref`, and
nesting of objects costs no stack. Every target of a `$ref` is a declaration too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from openapi_vendor import ir
from openapi_vendor.diagnostics import Pointer
from openapi_vendor.document import Schema, read_schema
from openapi_vendor.document.schema import REFERENCES, keywords
from openapi_vendor.document.shapes import Reading
from openapi_vendor.lowering import (
    all_of,
    arrays,
    assertions,
    corrections,
    documentation,
    enumerations,
    objects,
    scalars,
    unions,
)
from openapi_vendor.lowering.anchors import SCHEMA, key_of
from openapi_vendor.lowering.context import Context
from openapi_vendor.lowering.declarations import NO_NAME, Declarations, Place
from openapi_vendor.lowering.graph import weight
from openapi_vendor.lowering.recursion import Identity, Listed, TypeMaker
from openapi_vendor.lowering.references import Unresolved
from openapi_vendor.lowering.types import ANYTHING, NOTHING, NULL, checked, union, with_null
from openapi_vendor.lowering.xml import XmlNodes
from openapi_vendor.source import Node, Source
from openapi_vendor.source.chains import Chains
from openapi_vendor.text import Text

MAX_INLINE: Final = 16
"""Types within types (arrays of unions of maps ...) with no object between: what is deeper gets a declaration of its
own, so that neither we nor those who read our output need a stack as high as a document is deep."""

MAX_WEIGHT: Final = 12
"""Of so many types consists what is written out in more than one place; what is larger is declared once."""

_OF_SCALARS: Final = frozenset({"type", "format"})
_SCALARS: Final = frozenset({"string", "number", "integer", "boolean", "null"})

_SIMPLE: Final = keywords(lambda record: not record.holds_schemas)


def _aspect(exact: bool) -> ir.Aspect:
    return ir.Aspect.CONDITION if exact else ir.Aspect.PART


class Schemas(TypeMaker):
    """Types of schemas. One per run: it remembers every schema that it has read and lowered."""

    def __init__(self, context: Context, declarations: Declarations, components: Mapping[str, Node]) -> None:
        self.context = context
        self.declarations = declarations
        self.components = components
        self._names = {(node.source, node.pointer): Text(name) for name, node in components.items()}
        self.component_pointers = frozenset(node.pointer for node in components.values())
        self._reading = Reading(context.diagnostics, context.references.prose)
        self._read: dict[Identity, Schema] = {}
        self._types: dict[tuple[Identity, bool], ir.Type] = {}
        self._chains = Chains(
            lambda schema: schema.identity if self.is_bare_reference(schema) else None, self.target, Unresolved
        )
        self._merged: set[tuple[tuple[Identity, ...], Source, Pointer]] = set()
        self._scalars: dict[tuple[tuple[str, ...], str | None], ir.Type] = {}
        self.stated_values: dict[tuple[Identity, str], dict[Identity, list[str]]] = {}
        self.values_in_unions: dict[tuple[Identity, str, int], list[str]] = {}
        self.listed: dict[tuple[Identity, str], Listed] = {}
        self._depth = 0
        self._in_progress: set[Identity] = set()
        self.xml = XmlNodes(self)

    # --- reading -----------------------------------------------------------------------------------

    def read(self, node: Node) -> Schema:
        """The schema at `node`, in the dialect of 3.1, and as it was meant where it is only nearly valid."""
        identity = (node.source, node.pointer)
        schema = self._read.get(identity)
        if schema is None:
            schema = read_schema(node, self._reading)
            if schema.nullable:
                corrections.say_nullable(self.context, node)
            if schema.types == ("string",):
                corrections.read_as_text(self.context, schema)
            if schema.structural:
                schema = corrections.amended(self.context, schema)
            self._read[identity] = schema
        return schema

    def target(self, schema: Schema) -> Schema:
        """What the `$ref` or `$dynamicRef` of `schema` leads to, one step. Raises `Unresolved`."""
        if schema.ref is not None:
            return self._entered(schema, self.context.references.step(schema.node, schema.ref, to_schema=True))
        if schema.dynamic_ref == "#":  # 2019-09: `$recursiveRef` is always this
            return self.read(self._recursive_anchor(schema.node))
        assert schema.dynamic_ref is not None
        target = self.context.references.step(schema.node, schema.dynamic_ref)
        return self._entered(schema, self.context.references.scopes.bound(schema.node, schema.dynamic_ref, target))

    def _entered(self, schema: Schema, target: Node) -> Schema:
        return self.read(self.context.references.scopes.entered(schema.node, target))

    def _recursive_anchor(self, node: Node) -> Node:
        """The schema around `node` that says `$recursiveAnchor: true`; else the component that it lies in."""
        above = self.context.anchors.above(node)
        for around in above:
            if type(around.data) is dict and around.data.get("$recursiveAnchor") is True:
                return around
        return above[-1]

    def is_bare_reference(self, schema: Schema) -> bool:
        """Whether the schema is nothing but another name for what it refers to."""
        return schema.reference is not None and REFERENCES.issuperset(schema.structural)

    def referred(self, schema: Schema) -> Schema:
        """What a reference means: the end of the chain of schemas that are nothing but references.

        Raises `Unresolved`.
        """
        start = schema if self.is_bare_reference(schema) else self.target(schema)
        return self.context.references.ended(schema.node, self._chains.end(start), lambda link: link.node)

    def resolved(self, schema: Schema) -> Schema:
        """What `schema` refers to where it is a mere reference, else itself. Raises `Unresolved`."""
        reference = all_of.only_reference(self, schema)
        return schema if reference is None else self.referred(reference)

    # --- lowering ----------------------------------------------------------------------------------

    def type_of(self, node: Node, *, exact: bool = False) -> ir.Type:
        """The type of the schema at `node`.

        `exact` is for conditions (`not`, `if`, ...): there a schema without `type` lets every other type
        pass, as JSON Schema says, and an object is described without declaring it. Elsewhere a schema
        with `properties` and no `type` means an object, as its author did.
        """
        key = ((node.source, node.pointer), exact)
        known = self._types.get(key)
        if known is None:
            schema = self.read(node)
            if self._depth == MAX_INLINE and not _SIMPLE.issuperset(schema.structural):
                return self.declarations.apart(Place(node), _aspect(exact), lambda: self._lower(schema, exact))
            self._depth += 1
            known = self._lower(schema, exact)
            self._depth -= 1
            self._types[key] = known = self.light(known, Place(node), exact=True) if exact else known
        return known

    def light(self, type_: ir.Type, place: Place, *, exact: bool = False) -> ir.Type:
        """The type, which is written in more than one place, or a reference to it where it is not small."""
        is_small = weight(type_, MAX_WEIGHT + 1) <= MAX_WEIGHT
        return type_ if is_small else self.declarations.apart(place, _aspect(exact), lambda: type_)

    def all(self, nodes: Sequence[Node], place: Place, *, exact: bool = False) -> ir.Type:
        """The type that fits the schemas at all `nodes`. Where only one says anything, it is that one's."""
        parts: dict[object, Schema] = {}
        for node in nodes:
            schema = self.read(node)
            if schema.structural or schema.always is False:
                parts.setdefault(self._meaning(schema), schema)
        if len(parts) == 1:
            return self.type_of(next(iter(parts.values())).node, exact=exact)
        return self.type_of_all(all_of.flatten(self, *parts.values()), place, exact=exact)

    def _meaning(self, schema: Schema) -> object:
        """Equal for references to the same schema."""
        reference = all_of.only_reference(self, schema)
        try:
            return schema.identity if reference is None else self.referred(reference).identity
        except Unresolved:
            return schema.identity

    def type_of_all(
        self, members: Sequence[Schema], place: Place, *, exact: bool = False, distributed: int = 0
    ) -> ir.Type:
        """The type that fits all of `members`, which are flat (`all_of.flatten`), declared at `place`.

        `distributed` says over how many unions around this one members were distributed.
        """
        around = self._merged_around(members, place)
        if around is not None and not exact:
            return around
        if self._depth == MAX_INLINE:
            return self.declarations.apart(
                place.below("allOf"),
                _aspect(exact),
                lambda: self.type_of_all(members, place, exact=exact, distributed=distributed),
            )
        self._depth += 1
        result = self._combine(members, place, exact, distributed)
        self._depth -= 1
        return result

    def _merged_around(self, members: Sequence[Schema], place: Place) -> ir.Ref | None:
        """The object that `members` are joined to around this place: two trees joined are a tree."""
        joined = tuple([member.identity for member in members])
        node = place.node
        for length in range(len(node.pointer)):
            if (joined, node.source, node.pointer[:length]) in self._merged:
                key = key_of(Node(None, node.source, node.pointer[:length]))
                return ir.Ref(key) if self.declarations.is_object(key) else None
        self._merged.add((joined, node.source, node.pointer))
        return None

    def _lower(self, schema: Schema, exact: bool) -> ir.Type:
        if schema.always is not None:
            return ANYTHING if schema.always else NOTHING
        if not schema.structural:
            return ANYTHING
        if schema.types and _OF_SCALARS.issuperset(schema.structural) and _SCALARS.issuperset(schema.types):
            return self._scalar(schema, schema.types)
        reference = all_of.only_reference(self, schema)
        if reference is not None:
            result = self.reference(reference)
        else:
            members = all_of.flatten(self, schema)
            result = self._combine(members, Place(schema.node), exact)
        return with_null(result) if schema.nullable else result

    def _scalar(self, schema: Schema, types: tuple[str, ...]) -> ir.Type:
        """The type of a schema that says nothing else: documents are full of them, and each is made once."""
        key = (types, schema.format)
        known = self._scalars.get(key)
        if known is None:
            known = self._scalars[key] = self._combine([schema], Place(schema.node), exact=False)
        return known

    def _combine(self, members: Sequence[Schema], place: Place, exact: bool, distributed: int = 0) -> ir.Type:
        if len(members) > 1:
            members = [member for member in members if member.structural or member.always is False]
            if any(member.always is False for member in members):
                return NOTHING
        if not members:
            return ANYTHING
        types = all_of.common_types(self.context, members)
        listed = enumerations.enumeration(self.context, members, types)
        extra = assertions.of(self, members)
        if listed is not None:
            result = with_null(listed) if types is not None and "null" in types and len(types) > 1 else listed
            return checked(result, extra)
        alternatives = unions.alternatives(members)
        if alternatives:
            return unions.lower(self, members, alternatives, types, place, extra, exact, distributed)
        return self.plain(members, types, place, extra, exact)

    def plain(
        self,
        members: Sequence[Schema],
        types: tuple[str, ...] | None,
        place: Place,
        extra: Sequence[ir.Assertion],
        exact: bool,
    ) -> ir.Type:
        """The type of schemas without `oneOf` and `anyOf`: one per JSON type that they allow."""
        meant = types
        if types is None:
            meant = all_of.meant_types(members)
            if not meant:
                return checked(ANYTHING, extra)
            if exact and meant == ("object",):
                return objects.shape(self, members, place, extra, typed=False)
            if exact:
                meant = ("object", "array", "string", "number", "boolean", "null")
        assert meant is not None
        kinds = [kind for kind in meant if kind != "null"]
        if kinds == ["object"]:
            result = objects.lower(self, members, place, extra, exact)
        else:
            variants = [self._of_kind(kind, members, place, exact) for kind in kinds]
            result = checked(union(variants, ir.UnionKind.TYPES), extra) if variants else NULL
        if types is None and not exact and not isinstance(result, ir.Ref | ir.Anything):
            result = checked(result, (ir.OrOther(),))
        return with_null(result) if "null" in meant else result

    def _of_kind(self, kind: str, members: Sequence[Schema], place: Place, exact: bool) -> ir.Type:
        match kind:
            case "object":
                return objects.lower(self, members, place.below("type", kind), (), exact)
            case "array":
                return arrays.lower(self, members, place, exact)
            case "string":
                return scalars.string(self.context, members)
            case "number" | "integer":
                return scalars.numeric(self.context, members, integer=kind == "integer")
            case _:
                return ir.Boolean()

    def xml_node(self, name: str, nodes: Sequence[Node]) -> ir.XmlNode | None:
        """What a property that the schemas at `nodes` describe is in XML; None where it is what its name says."""
        return self.xml.of_property(name, nodes)

    # --- declarations ------------------------------------------------------------------------------

    def declare(self, node: Node) -> None:
        """Make the declaration of the schema at `node`: its object, or an alias of whatever else it is."""
        key = key_of(node)
        type_ = self.type_of(node)
        if self.declarations.is_object(key):
            return
        self.declarations.made[key] = ir.Alias(
            key=key,
            name=NO_NAME,
            owner="",
            location=node.location,
            documentation=documentation.of_schema(self.read(node)),
            type=type_,
        )

    # --- references --------------------------------------------------------------------------------

    def reference(self, schema: Schema) -> ir.Type:
        """A `Ref` to what `schema` refers to, which becomes a declaration. An object that may be null is
        a union here rather than there, so that the declaration is the object."""
        try:
            target = self.referred(schema)
        except Unresolved:
            return ANYTHING
        if target.always is not None:
            return ANYTHING if target.always else NOTHING
        node = target.node
        self.context.anchors.target(node, SCHEMA)
        reference = ir.Ref(self.declarations.refer(node, self.declare), self._called(schema, target))
        if schema.nullable:
            return with_null(reference)
        if target.nullable or (target.types is not None and "null" in target.types):
            return self._nullable_reference(target, reference)
        return reference

    def _called(self, schema: Schema, target: Schema) -> Text | None:
        """The component that a reference names, where that only leads on to the target."""
        named = self.target(schema)
        return None if named is target else self._names.get(named.identity)

    def _nullable_reference(self, target: Schema, reference: ir.Ref) -> ir.Type:
        if target.identity in self._in_progress:
            return reference
        if self._depth == MAX_INLINE:  # a chain of such references
            return self.declarations.apart(Place(target.node), ir.Aspect.PART, lambda: self.type_of(target.node))
        self._in_progress.add(target.identity)
        try:
            type_ = self.type_of(target.node)
        finally:
            self._in_progress.discard(target.identity)
        return type_ if isinstance(type_, ir.Union) and reference in type_.variants else reference
