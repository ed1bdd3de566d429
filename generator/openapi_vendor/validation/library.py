"""What is private of openapi-spec-validator, and of what it stands on.

Its plain public call takes 22 s for GitHub's document, and stops at the first fault of a schema. So two of its steps
are replaced here, and only here: no other module uses a name of theirs that begins with an underscore. The versions in
`pyproject.toml` are those for which `tests/test_validation_library.py` compares the outcome with the public call.
"""

from __future__ import annotations

from typing import Any

from jsonschema_path.paths import SchemaPath
from openapi_schema_validator._specifications import REGISTRY
from openapi_spec_validator.validation import keywords

__all__ = ["REGISTRY", "DialectHooks", "SchemaHooks"]


class SchemaHooks(keywords.SchemaValidator):
    """The rules of one schema, in which two steps may be replaced."""

    def properties(self, schema: SchemaPath) -> set[str]:
        """The names of all properties that a schema and what it is made of describe."""
        return super()._collect_properties(schema)

    def schema_error(self, schema: SchemaPath, value: Any) -> Any:
        """What is wrong with a schema by the schema of schemas; None where nothing is."""
        return super()._validate_schema_meta(schema, value)

    def _collect_properties(self, schema: SchemaPath) -> set[str]:
        return self.properties(schema)

    def _validate_schema_meta(self, schema: SchemaPath, schema_value: Any) -> Any:
        return self.schema_error(schema, schema_value)


class DialectHooks(SchemaHooks, keywords.OpenAPIV31SchemaValidator):
    """The same since 3.1, where a schema may choose its dialect."""

    def dialect(self, schema: SchemaPath, value: Any) -> str:
        """The dialect of a schema. Raises ValueError or TypeError where it is not named by a string."""
        return self._get_schema_dialect_id(schema, value)
