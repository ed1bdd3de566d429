"""Text of a document reaches generated files inside string literals, and the README as text, and nowhere else."""

from __future__ import annotations

import ast
import functools
import io
import json
import tempfile
import tokenize
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from openapi_vendor.config import Config
from openapi_vendor.pipeline import Result, generate
from tests.marked_document import BREAKOUTS, MARK, breakout, document

CALL = f"{MARK}("

pytestmark = pytest.mark.parametrize("name", BREAKOUTS)


@functools.cache
def marked(name: str) -> Result:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "api.json"
        path.write_text(json.dumps(document(breakout(name))), encoding="utf-8")
        return generate(path, Config(package="marked"))


def test_nothing_is_lost(name: str) -> None:
    result = marked(name)
    assert [one.message for one in result.diagnostics if one.severity > 1] == []
    assert result.counts is not None
    assert (result.counts.operations, result.counts.operations_lost) == (3, 0)


def test_marks_stand_in_strings_only(name: str) -> None:
    seen = 0
    for path, text in marked(name).files.items():
        if not path.endswith(".py") or path.startswith("_runtime/"):
            continue
        assert text.isascii() or not any(character in text for character in "\u2028\u2029\u202e\u2066\x85")
        code = "".join(
            token.string if token.type != tokenize.STRING else "''"
            for token in tokenize.generate_tokens(io.StringIO(text).readline)
        )
        assert CALL not in code, path
        assert "#" not in code, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                seen += MARK in node.value
                node.value.encode("utf-8", "surrogatepass")
            assert not isinstance(node, ast.JoinedStr), path
    assert seen > 20


def test_docstrings_say_the_text(name: str) -> None:
    """A docstring is a constant, and the text is in it but for line ends, spaces and halves of characters."""
    for path, text in marked(name).files.items():
        if path.endswith(".py"):
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                    docstring = ast.get_docstring(node, clean=False)
                    assert docstring is None or docstring.encode("utf-8")


def test_readme_shows_text(name: str) -> None:
    """No markup comes of it: no HTML, links, images, code, headings or tables but the template's own."""
    text = marked(name).files["README.md"]
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    inline = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in [*tokens, *inline]}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "code_block", "hr", "blockquote_open"}
    assert not kinds & {"em_open", "strong_open", "s_open", "ordered_list_open", "hardbreak"}
    items = [tokens[index + 2].content for index, token in enumerate(tokens) if token.type == "list_item_open"]
    assert [item.partition(":")[0] for item in items] == ["Terms of service", "Contact", "License"]
    assert not any(CALL in token.content for token in tokens if token.type == "fence")
    # The routes of webhooks and callbacks are code, and a text; and so is the name of an API key.
    for token in tokens:
        for child in token.children or ():
            if child.type == "code_inline" and CALL in child.content:
                cell = (token.children or [child])[0].content
                assert child.content.startswith("POST ") or cell == "The API key for the query parameter "
    headings = [tokens[index + 1] for index, token in enumerate(tokens) if token.type == "heading_open"]
    assert [CALL in heading.content.replace("\\", "") for heading in headings] == [True] + [False] * (len(headings) - 1)
    count = {
        kind: sum(token.type == kind for token in tokens) for kind in ("table_open", "tr_open", "td_open", "th_open")
    }
    assert count["th_open"] == 3 * count["table_open"] == 3 * (len(headings) - 1)
    assert count["td_open"] == 3 * (count["tr_open"] - count["table_open"])
    assert not any(character in text for character in "\x00\r\u2028\u202e\ud800")
