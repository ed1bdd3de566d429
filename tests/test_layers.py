"""The generator has one direction of dependency, and templates decide nothing."""

from __future__ import annotations

import ast
import graphlib
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

ROOT = Path(__file__).resolve().parent.parent
GENERATOR = ROOT / "generator" / "openapi_vendor"
TEMPLATES = ROOT / "templates"

ORDER = (
    "resources digests text media_types diagnostics worker config source report validation document ecma ir lowering "
    "formatting python render vocabulary verify checking manifest unchanged output pipeline progress vendor batch cli "
    "__main__"
).split()
"""Each stage may import those before it. The stages are explained in ARCHITECTURE.md."""


def stage_of(path: Path) -> str:
    relative = path.relative_to(GENERATOR)
    return relative.parts[0].removesuffix(".py")


def imported_stages(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: imports inside openapi_vendor/ are absolute"
            if node.module == "openapi_vendor":
                found |= {alias.name for alias in node.names}
            elif node.module.startswith("openapi_vendor."):
                found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("openapi_vendor.")}
    return found


def modules() -> list[Path]:
    return [path for path in sorted(GENERATOR.rglob("*.py")) if path != GENERATOR / "__init__.py"]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(GENERATOR)))
def test_imports_only_from_earlier_stages(path: Path) -> None:
    stage = stage_of(path)
    assert stage in ORDER, f"{path.name}: add the new stage to ORDER and to ARCHITECTURE.md"
    allowed = {*ORDER[: ORDER.index(stage)], stage}
    assert imported_stages(path) <= allowed


def test_every_stage_exists() -> None:
    assert {stage_of(path) for path in modules()} == set(ORDER)


def module_name(path: Path) -> str:
    parts = path.relative_to(GENERATOR.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_modules(path: Path, known: set[str]) -> set[str]:
    """The modules of ours that a module imports anywhere: in functions and for type checkers, too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in known else node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found & known - {module_name(path)}


def test_no_modules_import_each_other_in_circles() -> None:
    paths = {module_name(path): path for path in modules()}
    graph = {name: imported_modules(path, set(paths)) for name, path in paths.items()}
    try:
        order = list(graphlib.TopologicalSorter(graph).static_order())
    except graphlib.CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]))
    assert len(order) == len(paths) > 100


def test_runtime_stands_alone() -> None:
    """The runtime is copied into packages: it may import the standard library, httpx2, msgspec, and itself."""
    for path in sorted((TEMPLATES / "runtime").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""] if isinstance(node, ast.ImportFrom) and node.level == 0 else []
            )
            for name in names:
                assert name.split(".")[0] != "openapi_vendor", f"{path.name} imports {name}"


ALLOWED_NODES = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Name, nodes.Getattr, nodes.Include,
    nodes.Not,
)  # fmt: skip


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.jinja")), ids=lambda path: path.name)
def test_templates_are_dumb(path: Path) -> None:
    """Output, loops and conditions on a view's attribute: no filters, tests, arithmetic, comparisons or assignments."""
    tree = jinja2.Environment(autoescape=False).parse(path.read_text(encoding="utf-8"))
    included = [node.template for node in tree.find_all(nodes.Include)]
    for node in tree.find_all(nodes.Node):
        allowed = isinstance(node, ALLOWED_NODES) or node in included
        assert allowed, f"{path.name}:{node.lineno}: {type(node).__name__} belongs in the view"


RAW_READERS = {"text", "media_types", "diagnostics", "document", "source", "lowering", "ecma"}
RAW_ENCODERS = {"python/literals.py", "python/prose.py", "python/words.py"}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(GENERATOR)))
def test_document_text_is_opened_in_few_places(path: Path) -> None:
    """`Text.raw` is read to understand the document, and by the encoders; never on the way to a template."""
    relative = path.relative_to(GENERATOR).as_posix()
    if stage_of(path) in RAW_READERS or relative in RAW_ENCODERS:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Attribute) and node.attr == "raw"), f"{relative}:{node.lineno}: opens a Text"


BEHIND_A_CALL = {"async_sending", "errands", "sources", "deadline"}
"""Modules of the runtime that may import of anyio what the first call of an asynchronous client has imported."""


def imports_in_functions(tree: ast.AST, *, is_guarded: bool = False, is_function: bool = False) -> list[ast.stmt]:
    """The imports inside functions that do not stand in `with loading():`."""
    found: list[ast.stmt] = []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            found += [node] if is_function and not is_guarded else []
            continue
        guards = [ast.unparse(item.context_expr) for item in node.items] if isinstance(node, ast.With) else []
        found += imports_in_functions(
            node,
            is_guarded=is_guarded or "loading()" in guards,
            is_function=is_function or isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)),
        )
    return found


@pytest.mark.parametrize("path", sorted((TEMPLATES / "runtime").glob("*.py")), ids=lambda path: path.stem)
def test_the_runtime_imports_nothing_that_a_fork_may_interrupt(path: Path) -> None:
    """A child of a fork in the midst of an import would wait for ever for its lock; `lazy.loading` makes forks wait."""
    for node in imports_in_functions(ast.parse(path.read_text(encoding="utf-8"))):
        module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
        is_anyio = path.stem in BEHIND_A_CALL and module.partition(".")[0] == "anyio"
        assert is_anyio or "asyncio" in ast.unparse(node), f"{path.name}:{node.lineno}: {ast.unparse(node)}"
