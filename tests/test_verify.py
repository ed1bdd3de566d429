"""The output verifier: it accepts what we generate, and refuses the same with anything added."""

from __future__ import annotations

import ast
import contextlib
import json
import re
from pathlib import Path

import pytest

from openapi_vendor import vocabulary
from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Refused
from openapi_vendor.pipeline import generate
from openapi_vendor.verify import verify
from tests.cases_support import case_names, generated, own_files
from tests.effort import at_most

_BEFORE_EQUALS = re.compile(r"(?:^|[(, ])([a-z_]+)=$")
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

CLEAN = '''"""About."""

from __future__ import annotations

from ._runtime import Model, field


class Pet(Model):
    """A pet."""

    name: str
    exec: str = field(name="x")


def get(exec: str, f: int = 1) -> Pet:
    """Gets."""
    return _GET.request(exec, f)
'''
ALLOCATED = frozenset({"Pet", "get", "_GET", "exec", "f", "r", "os", "eval", "open", "b"})

TAMPERED = {
    "call": "eval(1)\n",
    "call of an allocated name": 'exec("x")\n',
    "call in a default": 'def get(f: int = open("x")) -> Pet:\n    pass\n',
    "call after a space": 'exec ("x")\n',
    "call after a line end": '[\n    exec\n    ("x")\n]\n',
    "call of a subscript": '[exec][0]("x")\n',
    "call of a bracket": '(exec)("x")\n',
    "call of a call": 'field(exec)("x")\n',
    "call of a string": '"x"("y")\n',
    "call of an attribute": 'Pet.exec("x")\n',
    "call in a lambda": "Pet = lambda: exec(1)\n",
    "call in an annotation": 'f: exec("x") = 1\n',
    "unknown name": "f = sys\n",
    "unknown attribute": "f = Pet.__class__\n",
    "attribute of a string": 'f = "{0.name}".format\n',
    "attribute of a list": "f = [].name\n",
    "unknown name after a number": "f = 1if sys else 2\n",
    "unknown name as a number": "f = 0x41\n",
    "import": "import os\n",
    "import of a member": "from os import open\n",
    "import of two": "import datetime as dt, os\n",
    "import behind a condition": "if True: import os\n",
    "import of a package beside": "from os.path import open\n",
    "import in a function": "def get() -> Pet: from os import open\n",
    "f-string": 'f = f"{Pet}"\n',
    "empty f-string": 'f = f""\n',
    "f-string that is long": 'f = f"""{Pet}"""\n',
    "f-string of four quotes": 'f = f""""{Pet} """\n',
    "raw f-string": 'f = rf"{Pet}"\n',
    "f-string in capitals": 'f = F"{Pet}"\n',
    "bytes": 'f = b"x"\n',
    "strings that touch": 'f = "a""b"\n',
    "string that touches a long one": 'f = "a""""(""" , exec , """x"""\n',
    "single quotes thrice": "f = '''x'''\n",
    "decorator": "@exec\ndef get() -> Pet:\n    pass\n",
    "decorator of ours with a call": "@deprecated(exec)\ndef get() -> Pet:\n    pass\n",
    "matrix product": "f = Pet @ Pet\n",
    "walrus": "f = (os := 1)\n",
    "comment": "# nothing\n",
    "comment behind": "f = 1  # nothing\n",
    "semicolon": "f = 1; b = 2\n",
    "backslash": "f = \\\n    1\n",
    "format operator": 'f = "%s" % 1\n',
    "await": "await f\n",
    "while": "while f: pass\n",
    "try": "try: pass\nexcept f: pass\n",
    "with": "with open as f: pass\n",
    "global": "global f\n",
    "del": "del f\n",
    "assert": "assert f\n",
    "identifier that is not ASCII": "\u0435xec = 1\n",
    "letter that Python folds": "\uff46 = 1\n",
    "bidi": 'f = "\u202e"\n',
    "bidi isolate": 'f = "\u2066"\n',
    "zero width": 'f = "\u200b"\n',
    "carriage return": "f = 1\rb = 2\n",
    "form feed": "f = 1\x0cb = 2\n",
    "NUL": 'f = "\x00"\n',
    "tab": "if f:\n\tpass\n",
    "line separator": 'f = "\u2028"\n',
    "lone surrogate": 'f = "\ud800"\n',
    "byte order mark": "\ufefff = 1\n",
    "what stands for a string": "f = \x01\n",
    "text as a type": 'f: list["exec(1)"] = 1\n',
    "text as a type deep inside": 'f: dict[str, Annotated[list["a.b"], Meta(pattern="x")]] = 1\n',
    "text as a type in a function": 'f = Json(lambda: list["a b"])\n',
    "index of something else": "lazy_index(__name__, f)\n",
    "index of an unknown name": 'lazy_index(\n    __name__,\n    """\n    .sys Pet\n    """,\n)\n',
    "index that is escaped": 'lazy_index(__name__, """\\x2esys""")\n',
    "unclosed string": 'f = "x\n',
    "string that ends in a backslash": 'f = "x\\"\n',
}


def test_the_vocabulary_has_every_argument() -> None:
    """All that is written before a `=`, as text or as a node.

    What no document uses as a name, too, would else be missed by every case.
    """
    written: set[str] = set()
    for path in (Path(__file__).resolve().parent.parent / "generator" / "openapi_vendor" / "python").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                texts = [part.value for part in node.values if isinstance(part, ast.Constant)]
                written |= {found[1] for text in texts if (found := _BEFORE_EQUALS.search(str(text)))}
            elif isinstance(node, ast.Call) and ast.unparse(node.func) == "code.Keyword":
                written |= {str(argument.value) for argument in node.args[:1] if isinstance(argument, ast.Constant)}
    assert len(written) > 30
    assert written - vocabulary.every_word() == set()


@pytest.mark.parametrize("case", case_names())
def test_accepts_every_case(case: str) -> None:
    files = own_files(generated(case))
    verify(files, _names(files))


def _names(files: dict[str, str]) -> frozenset[str]:
    """More than was allocated: what is generated may hold no word that is not in it."""
    return frozenset(name for text in files.values() for name in IDENTIFIER.findall(text))


def test_accepts_the_sample() -> None:
    verify({"sample.py": CLEAN}, ALLOCATED)


@pytest.mark.parametrize("added", TAMPERED.values(), ids=TAMPERED.keys())
@pytest.mark.parametrize("where", ["before", "after", "inside"])
def test_refuses(added: str, where: str) -> None:
    text = {
        "before": added + CLEAN,
        "after": CLEAN + added,
        "inside": CLEAN + "class Inner(Model):\n" + "".join(f"    {line}\n" for line in added.split("\n") if line),
    }[where]
    with pytest.raises(Refused) as refused:
        verify({"sample.py": text}, ALLOCATED)
    assert refused.value.diagnostic.code == "output-verification"


@pytest.mark.parametrize("case", case_names())
def test_refuses_a_tampered_case(case: str) -> None:
    """A line of code in any file of a generated package."""
    files = own_files(generated(case))
    allocated = _names(files)
    for name, text in files.items():
        if name.endswith(".py"):
            with pytest.raises(Refused, match="calls what it may not"):
                verify({name: f'{text}\n\nexec("x")\n'}, allocated | {"exec"})


def test_time_grows_with_size_only() -> None:
    """No text makes the expressions backtrack."""
    for text in (
        "a" * 200_000 + "$",
        '"' + "\\" * 200_001,
        "x." * 100_000 + "$",
        "[" * 100_000,
        '"""' + '""\\' * 50_000,
    ):
        with at_most(seconds=5), contextlib.suppress(Refused):
            verify({"sample.py": text}, frozenset({"a" * 200_000, "x"}))


@pytest.mark.parametrize(
    "text", ['"', '""', '"""', 'a"""', 'a\\"', "a\\", 'a""', '\\"""', 'a\\""', "\ud800", "a\x00b\r"]
)
def test_every_docstring_compiles(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Texts that end or begin in quotes and backslashes, as tags (docstrings of groups and of the package)."""
    document = tmp_path_factory.mktemp("docstring") / "api.json"
    tags = [{"name": "pets", "description": text}]
    operation = {"operationId": "list", "tags": ["pets"], "summary": text, "description": text, "responses": {}}
    info = {"title": text, "version": text, "description": text}
    document.write_text(
        json.dumps({"openapi": "3.1.0", "info": info, "tags": tags, "paths": {"/a": {"get": operation}}})
    )
    result = generate(document, Config(package="made"))
    assert not result.diagnostics.has_errors, [one.message for one in result.diagnostics]
