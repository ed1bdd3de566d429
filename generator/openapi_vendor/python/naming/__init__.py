"""The naming stage: everything of the package gets its Python name, once, before anything is written.

The first claimant of a name keeps it (`registry.py`): component schemas first, then what lies inside them, then
operations in the order of the document, then what is named after these.
"""

from __future__ import annotations

from openapi_vendor import ir
from openapi_vendor.python.names import Names
from openapi_vendor.python.naming import operations, payloads, types
from openapi_vendor.python.naming.claims import Claims


def resolve(api: ir.Api) -> Names:
    """Name everything in the API."""
    claims = Claims()
    declared = types.declaration_names(api, claims)
    operated = operations.operation_names(api, claims)
    arguments = {operation.key: operations.arguments_of(operation, claims) for operation in api.operations}
    payload_names = payloads.payload_names(api, claims)
    schemes = payloads.scheme_names(api, operated.groups.values(), claims)
    constraints = types.constraint_names(api, declared.declarations, claims)
    parts = operations.parts_of(api, operated.groups, claims)
    every_part = [part for group in parts.values() for part in group]
    literals = operations.literal_names(api, every_part, operated, arguments, claims)
    modules = types.model_modules(api, declared.declarations)
    attributes = {
        declaration.key: types.attribute_names(declaration, claims)
        for declarations in modules.values()
        for declaration in declarations
        if isinstance(declaration, ir.Object)
    }
    return Names(
        declarations=declared.declarations,
        redirects=declared.redirects,
        second_names=declared.second_names,
        constraints=constraints,
        model_modules=modules,
        model_indexes={module: types.index_name(held, attributes, claims) for module, held in modules.items()},
        attributes=attributes,
        aliases=types.field_aliases(api, modules, declared.declarations, attributes, claims),
        groups=operated.groups,
        parts=parts,
        operations=operated.operations,
        arguments=arguments,
        links=operated.links,
        literals=literals,
        header_sets=operations.header_set_names(every_part, operated, claims),
        payloads=payload_names,
        payload_parts=payloads.payload_parts(api, claims),
        schemes=schemes,
        allocated=frozenset(claims.allocated),  # last, when all is claimed
    )
