"""A document with every object of OpenAPI 3.1, and a mark in every string that may hold any text.

Where the specification wants a certain form (a media type, a header name, a status) the value is an ordinary one.
"""

from __future__ import annotations

from typing import Any

MARK = "m4rk3r"

BREAKOUTS = {
    "plain": "{}",
    "double quotes": '"+{}+"',
    "single quotes": "'+{}+'",
    "three double quotes": '"""\n{}\n"""',
    "three single quotes": "'''\n{}\n'''",
    "line end": "\n{}\n",
    "carriage return": "\r{}\r\n",
    "backslash at the end": "{}\\",
    "backslash and quotes": '\\"+{}+\\"',
    "quotes at the end": 'a {}"""',
    "braces": "{{{}}}",
    "double braces": "{{{{ {} }}}}",
    "template tag": "{{% print({}) %}}",
    "template comment": "{{# {} #}}",
    "line separator": "\u2028{}\u2029",
    "next line and form feed": "\x85{}\x0c{}",
    "NUL": "\x00{}\x00",
    "bidi": "\u202e{}\u202c\u2066{}",
    "lone surrogate": "\ud800{}\udc00",
    "comment": "x  # {}\n{}",
    "end of a bracket": "]), {}, ([",
    "escape": "\\x22+{}+\\N{{QUOTATION MARK}}",
    "HTML": "<script>{}</script><!-- {} -->&lt;b&gt;",
    "Markdown link": "[{}](javascript:{}) ![{}](x) <https://{}/> [x]: {}",
    "Markdown code": "`{}` ```\n{}\n``` ~~~\n{}",
    "Markdown table": "| {} | {} |\n|---|---|\n\n# {}\n\n---\n* {}",
    "indented code": "    {}\n\n\t{}",
}


def breakout(name: str) -> str:
    return BREAKOUTS[name].replace("{}", f"{MARK}()").replace("{{", "{").replace("}}", "}")


def document(text: str) -> dict[str, Any]:
    """The document, with `text` in every place."""
    docs = {"url": text, "description": text}
    schema: dict[str, Any] = {
        "type": "object",
        "title": text,
        "description": text,
        "externalDocs": docs,
        "$comment": text,
        "x-anything": {text: text},
        "required": [text],
        "xml": {"name": text, "namespace": text, "prefix": text},
        "properties": {
            text: {"type": "string", "description": text, "default": text, "example": text, "examples": [text]},
            "enum": {"type": "string", "enum": [text, "b"], "x-enum-varnames": [text, text]},
            "const": {"const": text},
            "mixed": {"enum": [text, 1, None, {text: [text]}], "default": {text: text}},
            "format": {"type": "string", "format": text, "contentMediaType": text, "contentEncoding": text},
            "map": {"type": "object", "additionalProperties": {"type": "string", "const": text}},
            "inline": {"type": "object", "title": text, "properties": {text: {"type": "integer"}}},
            "names": {"propertyNames": {"enum": [text]}, "dependentRequired": {text: [text]}},
            "patterns": {"patternProperties": {"^x": {"const": text}}, "not": {"required": [text]}},
        },
    }
    union = {
        "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
        "discriminator": {"propertyName": text, "mapping": {text: "Cat", f"{text}2": "Dog"}},
        "description": text,
    }
    example = {"summary": text, "description": text, "value": {text: text}}
    content = {"schema": {"$ref": "#/components/schemas/Marked"}, "examples": {text: example}}
    header = {"description": text, "schema": {"type": "string", "default": text}, "example": text}
    link = {"operationId": "list", "description": text, "parameters": {text: text}, "requestBody": text}
    response = {
        "description": text,
        "headers": {"X-Rate": header},
        "content": {
            "application/json": content,
            "application/xml": content,
            "text/plain": {"schema": {"type": "string", "enum": [text]}},
        },
        "links": {text: link},
    }
    parameters = [
        {
            "name": text,
            "in": "query",
            "description": text,
            "schema": {"type": "string", "enum": [text], "default": text},
        },
        {"name": "X-Mark", "in": "header", "description": text, "example": text, "schema": {"type": "string"}},
        {"name": "mark", "in": "cookie", "description": text, "examples": {text: example}, "schema": {"const": text}},
        {"name": "deep", "in": "query", "style": "deepObject", "schema": {"properties": {text: {"const": text}}}},
    ]
    form = {
        "schema": {"type": "object", "properties": {text: {"type": "string", "default": text}}},
        "encoding": {text: {"contentType": "text/plain", "headers": {"X-Part": header}}},
    }
    operation = {
        "tags": [text],
        "summary": text,
        "description": text,
        "externalDocs": docs,
        "operationId": text,
        "parameters": parameters,
        "requestBody": {"description": text, "content": {"multipart/form-data": form, "application/json": content}},
        "responses": {"200": response, "4XX": {"description": text}, "default": {"$ref": "#/components/responses/R"}},
        "callbacks": {
            text: {"{$request.body#/url}": {"post": {"summary": text, "description": text, "responses": {}}}}
        },
        "deprecated": True,
        "security": [{text: [text]}, {"key": []}],
    }
    flow = {"authorizationUrl": text, "tokenUrl": text, "refreshUrl": text, "scopes": {text: text}}
    flows = dict.fromkeys(("implicit", "password", "clientCredentials", "authorizationCode"), flow)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": text,
            "summary": text,
            "description": text,
            "termsOfService": text,
            "contact": {"name": text, "url": text, "email": text},
            "license": {"name": text, "identifier": text, "url": text},
            "version": text,
        },
        "servers": [
            {
                "url": "https://{region}.example.com",
                "description": text,
                "variables": {"region": {"default": "eu", "enum": ["eu", text], "description": text}},
            }
        ],
        "tags": [{"name": text, "description": text, "externalDocs": docs}],
        "externalDocs": docs,
        "paths": {
            "/marks": {"summary": text, "description": text, "get": {**operation, "operationId": "list"}},
            "/marks/{id}": {"post": operation, "put": {"tags": ["other"], "responses": {"200": response}}},
        },
        "webhooks": {text: {"post": {"summary": text, "description": text, "requestBody": {"content": {}}}}},
        "components": {
            "schemas": {
                "Marked": schema,
                "Pet": union,
                "Cat": {"type": "object", "required": [text], "properties": {text: {"const": text}}},
                "Dog": {"type": "object", "required": [text], "properties": {text: {"const": f"{text}2"}}},
                "Values": {"type": "string", "enum": [text, f"{text} 2"], "description": text},
            },
            "responses": {"R": response},
            "securitySchemes": {
                text: {"type": "oauth2", "description": text, "flows": flows},
                "key": {"type": "apiKey", "in": "query", "name": text, "description": text},
                "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": text, "description": text},
                "login": {"type": "openIdConnect", "openIdConnectUrl": text, "description": text},
            },
        },
        f"x-{text}": text,
    }
