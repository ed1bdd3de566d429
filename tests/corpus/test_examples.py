"""Response examples of real documents: what drifts truly breaks its schema, and what was decoded is encoded the same.

A part of what `make corpus` does, small enough for every run of the tests.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.examples import BAD, in_process
from tests.shared import CORPUS, needs

DOCUMENTS = {
    "oai_tictactoe_31.yaml": 5,
    "prometheus_31.yaml": 100,
    "prometheus_32.yaml": 101,
    "ethereum_beacon/beacon-node-oapi.yaml": 260,
    "twilio_conversations_v1.json": 151,
    "adyen_checkout_v71.json": 146,
    "xero_accounting.yaml": 212,
    "telnyx.json": 2,
}
"""Documents, with the number of their examples."""


@needs(CORPUS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_examples_of_real_documents(name: str) -> None:
    outcome = in_process(CORPUS / name, "examples_of_a_document")
    assert {kind: outcome.counts[kind] for kind in BAD} == dict.fromkeys(BAD, 0), outcome.said
    assert outcome.counts["examples"] == DOCUMENTS[name]


_DOCUMENT = """
openapi: 3.0.3
info: {title: Examples, version: '1'}
paths:
  /pet:
    get:
      responses:
        '200':
          description: A pet.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Pet'}
              examples:
                clean: {value: {name: Tom, age: 3, born: '2020-01-31', tag: null}}
                clean as text: {value: '{"name": "Tom"}'}
                unnamed: {value: {name: Tom, colour: grey}}
                inside: {value: {name: Tom, home: {street: Main, number: 5}}}
                wrong: {value: {name: Tom, age: old}}
                missing: {value: {age: 3}}
                format: {value: {name: Tom, born: yesterday}}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string}
        age: {type: integer}
        born: {type: string, format: date}
        tag: {type: string, nullable: true}
        home: {type: object, properties: {street: {type: string}}}
"""


def test_examples_are_sorted_out(tmp_path: Path) -> None:
    path = tmp_path / "document.yaml"
    path.write_text(_DOCUMENT, encoding="utf-8")
    outcome = in_process(path, "examples_sorted_out")
    assert outcome.said == []
    assert outcome.counts == {"examples": 7, "clean": 2, "unnamed": 2, "wrong": 2, "format": 1}
