"""Views of `models/`: one module for each owner (a component schema, or an operation), and the lazy index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openapi_vendor import ir
from openapi_vendor.diagnostics import Location
from openapi_vendor.formatting import LINE_LENGTH
from openapi_vendor.python import documentation, literals
from openapi_vendor.python.annotated_text import AnnotatedText
from openapi_vendor.python.annotations import Annotator, Context, Place
from openapi_vendor.python.assertions import object_markers
from openapi_vendor.python.constraints import is_named
from openapi_vendor.python.enumerations import is_literal, listed
from openapi_vendor.python.imports import Imports
from openapi_vendor.python.layout import bracketed, settle, tuple_of
from openapi_vendor.python.names import FieldAlias, TypeName
from openapi_vendor.python.prose import docstring
from openapi_vendor.python.views import (
    AliasView,
    FieldView,
    File,
    ImportsView,
    ModelsIndexView,
    ModelsModuleView,
    ModelView,
    close_up,
)
from openapi_vendor.python.xml import xml_nodes
from openapi_vendor.source.pointers import pointer_text
from openapi_vendor.text import Text


def files(context: Context) -> Iterator[File]:
    """Every module of `models/`, the index last."""
    exports: dict[str, tuple[str, ...]] = {}
    for module, declarations in context.names.model_modules.items():
        view, names = _Module(context, module, declarations).view()
        exports[f".{module}"] = names
        yield File(f"models/{module}.py", "model.py.jinja", view)
    yield File("models/__init__.py", "models_index.py.jinja", _index(context, exports))


def _index(context: Context, exports: dict[str, tuple[str, ...]]) -> ModelsIndexView:
    if constraints := tuple(sorted(constraint.name for constraint in context.names.constraints.values())):
        exports["..validators"] = constraints
    home = {name: module for module, names in exports.items() for name in names}
    redirects = {
        name: target
        for name, key in sorted(context.names.redirects.items())
        if (target := reference_name(context, key)) in home
    }
    imports = [f"from {module} import *" for module in sorted(exports)]
    imports = ["from typing import TypeAlias", *imports] if redirects else imports
    aliases = [f"{name}: TypeAlias = {target}" for name, target in redirects.items()]
    entries = [f"{home[target]} {name}={target}" for name, target in redirects.items()]
    entries += [" ".join([module, *names]) for module, names in sorted(exports.items())]
    return ModelsIndexView(
        docstring(["Every model and named type, imported when first used."], indent=0),
        tuple(imports),
        tuple(aliases),
        tuple(entries),
    )


def reference_name(context: Context, key: ir.Key) -> str:
    """What a reference to a declaration is called: its constraint's name where it is nothing but one."""
    declaration = context.api.declarations[key]
    if isinstance(declaration, ir.Alias) and is_named(declaration.type):
        assert isinstance(declaration.type, ir.String | ir.Numeric)
        return context.names.constraints[declaration.type].name
    return context.names.declarations[key].name


class _Module:
    """Builds one module's view."""

    def __init__(self, context: Context, module: str, declarations: Sequence[ir.Declaration]) -> None:
        self._context = context
        self._module = module
        self._declarations = declarations
        self._imports = Imports()
        index = context.names.model_indexes[module]
        self._fields = AnnotatedText(Annotator(context, Place.FIELD, module, index=index), self._imports)
        self._values = AnnotatedText(Annotator(context, Place.ALIAS, module), self._imports)
        self._aliases: list[AliasView] = []
        self._defined: set[TypeName] = set()

    def view(self) -> tuple[ModelsModuleView, tuple[str, ...]]:
        """The view, and the names that the module gives."""
        models: list[ModelView] = []
        for declaration in self._declarations:
            if isinstance(declaration, ir.Object):
                models.append(self._model(declaration))
            else:
                self._aliases.append(self._alias(declaration))
        exports = sorted({view.name for view in self._aliases} | {view.name for view in models})
        return ModelsModuleView(
            self._module,
            ImportsView(self._imports.groups(), self._imports.typing_only()),
            close_up(self._aliases),
            tuple(models),
            tuple_of([*map(literals.string, exports)], indent=0, prefix="__all__ = ", reserve=0),
        ), tuple(exports)

    def _alias(self, declaration: ir.Alias) -> AliasView:
        name = self._context.names.declarations[declaration.key].name
        text = docstring(documentation.of_value(declaration.documentation, declaration.type), indent=0)
        return AliasView(name, self._alias_statement(name, declaration.type), text)

    def _alias_statement(self, name: str, type_: ir.Type) -> str:
        alias = self._imports.use("typing", "TypeAlias")
        if isinstance(type_, ir.Enumeration):
            value = self._values.of(type_)
            if is_literal(type_) and len(name) + len(value) > LINE_LENGTH - 14:
                return settle(bracketed(f"{name}: {alias} = Literal[", listed(type_), "]", indent=0), indent=0)
            return settle(f"{name}: {alias} = {value}", indent=0)
        if isinstance(type_, ir.Ref):
            return f"{name}: {alias} = {self._imported(type_)}"
        value = self._values.joined(type_)
        return settle(f"{name}: {alias} = {value}", indent=0)

    def _imported(self, type_: ir.Ref) -> str:
        """The target of a second name: the one type that a module of models imports when it runs.

        Of a chain of such names it is the last, as modules that import each other run inside each other.
        """
        declaration = self._context.api.declarations[type_.key]
        while isinstance(declaration, ir.Alias) and isinstance(declaration.type, ir.Ref):
            type_ = declaration.type
            declaration = self._context.api.declarations[type_.key]
        target = reference_name(self._context, type_.key)
        declaration = self._context.api.declarations[type_.key]
        if isinstance(declaration, ir.Alias) and is_named(declaration.type):
            return self._imports.use("..validators", target)
        module = self._context.names.declarations[type_.key].module
        # One of this module may be defined further down.
        return f'"{target}"' if module == self._module else self._imports.use(f".{module}", target)

    def _model(self, declaration: ir.Object) -> ModelView:
        name = self._context.names.declarations[declaration.key].name
        fields = tuple(
            self._field(attribute, member, self._context.names.aliases.get((declaration.key, index)))
            for index, (attribute, member) in enumerate(
                zip(self._context.names.attributes[declaration.key], declaration.properties, strict=True)
            )
        )
        arguments = self._class_arguments(declaration)
        return ModelView(
            name,
            settle(bracketed(f"class {name}(", arguments, "):", indent=0), indent=0),
            docstring(documentation.of_node(declaration.documentation), indent=1),
            fields,
            options="".join(f", {argument}" for argument in arguments[1:]),
            pointer=_pointer(declaration.location),
            deprecated=declaration.documentation.deprecated,
        )

    def _class_arguments(self, declaration: ir.Object) -> list[str]:
        """`Model`, and what the class statement says of the object as a whole."""
        items = [self._fields.use("Model")]
        if declaration.patterns:
            items.append(f"extra={self._imports.use('typing', 'Any')}")
        elif isinstance(declaration.additional, ir.Nothing):
            items.append("closed=True")
        elif declaration.additional is not None:
            items.append(f"extra={self._fields.write(declaration.additional)}")
        if nodes := xml_nodes(declaration, self._fields.nodes.use).parts:
            items.append(bracketed("xml={", self._fields.texts(nodes), "}", indent=1, reserve=1))
        asserted = self._fields.texts(object_markers(declaration, self._fields.nodes.write, self._fields.nodes.use))
        if asserted:
            items.append(tuple_of(asserted, indent=1, prefix="assertions="))
        hidden = [literals.string(each.name) for each in declaration.properties if each.write_only]
        if hidden:
            items.append(tuple_of(hidden, indent=1, prefix="write_only="))
        return items

    def _field(self, attribute: str, member: ir.Property, alias: FieldAlias | None) -> FieldView:
        members = self._aliased(alias, member) if alias else self._fields.members(member.type)
        annotation, default, value = self._definition(attribute, member, members)
        statement = f"{attribute}: {annotation}" + (f" = {value}" if value else "")
        facts = ["Read-only."] * member.read_only + ["Write-only."] * member.write_only
        paragraphs = list(documentation.of_value(member.documentation, member.type, *facts))
        text = "" if paragraphs == self._said(member.type) else docstring(paragraphs, indent=1)
        return FieldView(
            attribute,
            settle(statement, indent=1),
            text,
            annotation,
            default,
            property=literals.string(member.name),
            pointer=_pointer(member.location),
            required=member.required,
            deprecated=member.documentation.deprecated,
        )

    def _said(self, type_: ir.Type) -> list[str]:
        """What the one class or named type that a field holds says of itself: the field need not say it again."""
        if isinstance(type_, ir.Union):
            variants = [variant for variant in type_.variants if not isinstance(variant, ir.Null)]
            return self._said(variants[0]) if len(variants) == 1 else []
        if not isinstance(type_, ir.Ref):
            return []
        declaration = self._context.api.declarations[type_.key]
        if isinstance(declaration, ir.Object):
            return list(filter(None, documentation.of_node(declaration.documentation)))
        return list(documentation.of_value(declaration.documentation, declaration.type))

    def _definition(self, attribute: str, member: ir.Property, members: tuple[str, ...]) -> tuple[str, str, str]:
        """The annotation; the default; and what is assigned, which is that or says more: `field(default=…, name=…)`."""
        name = "" if attribute == member.name else f"name={literals.string(member.name)}"
        default = "" if member.only_value is None else literals.value(member.only_value)
        if member.required and members == ("None",):
            default = "None"
        if not member.required:
            nullable = "null" in self._context.kinds.json(member.type)
            members = (*members, self._fields.use("Unset") if nullable else "None")
            default = self._fields.use("UNSET") if nullable else "None"
        annotation, specifier = " | ".join(members), "field"
        if member.documentation.deprecated:
            annotation, specifier = f"{self._fields.use('Deprecated')}[{annotation}]", "deprecated_field"
        elif not name:
            return annotation, default, default
        options = [f"default={default}"] * bool(default) + [name] * bool(name)
        return annotation, default, f"{self._fields.use(specifier)}({', '.join(options)})" if options else ""

    def _aliased(self, alias: FieldAlias, member: ir.Property) -> tuple[str, ...]:
        """The alias that stands for a long type, which this module defines unless another one does."""
        if alias.name.module == self._module and alias.name not in self._defined:
            self._defined.add(alias.name)
            self._aliases.append(AliasView(alias.name.name, self._alias_statement(alias.name.name, alias.type), ""))
        opened: tuple[str, ...] = ()
        if isinstance(alias.type, ir.Enumeration):
            opened = tuple(other for other in self._fields.members(alias.type)[1:] if other != "None")
        null = isinstance(member.type, ir.Union) and ir.Null() in member.type.variants
        return (
            self._fields.reference(alias.name),
            *opened,
            *(("None",) if null and not isinstance(alias.type, ir.Union) else ()),
        )


def _pointer(location: Location) -> str:
    return literals.string(Text(pointer_text(location.pointer)))
