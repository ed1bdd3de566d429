"""The peers, each in an environment of its own, and what is generated with which command."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Tool:
    """A generator. `words` is its command, where `{document}` and `{output}` stand for the two."""

    name: str
    requirement: str
    words: tuple[str, ...]
    package: str

    def environment(self, folder: Path) -> Path:
        return folder / self.name.replace(" ", "_")

    def command(self, folder: Path, document: Path, output: Path) -> list[str]:
        program, *rest = (word.format(document=document, output=output) for word in self.words)
        return [str(self.environment(folder) / "bin" / program), *rest]


OURS = Tool(
    "openapi-vendor",
    str(ROOT),
    ("openapi-vendor", "generate", "{document}", "--output", "{output}", "--package", "ours"),
    "ours",
)
PEERS = (
    Tool(
        "openapi-python-client",
        "openapi-python-client",
        (
            "openapi-python-client",
            "generate",
            "--path",
            "{document}",
            "--meta",
            "none",
            "--output-path",
            "{output}/opc",
        ),
        "opc",
    ),
    Tool(
        "datamodel-code-generator",
        "datamodel-code-generator[http]",
        (
            *("datamodel-codegen", "--input", "{document}", "--input-file-type", "openapi"),
            *(
                "--output",
                "{output}/dcg/models.py",
                "--generate-client",
                "httpx2",
                "--client-output",
                "{output}/dcg/client",
            ),
            *("--client-package", "dcg.client", "--client-model-package", "dcg.models"),
            *("--output-model-type", "pydantic_v2.BaseModel"),
        ),
        "dcg",
    ),
    Tool(
        "OpenAPI Generator",
        "openapi-generator-cli",
        ("openapi-generator-cli", "generate", "-i", "{document}", "-g", "python", "-o", "{output}"),
        "openapi_client",
    ),
)


def install(folder: Path) -> dict[str, str]:
    """Make the environments that are not there yet; the version of each tool, or why it could not be installed."""
    versions: dict[str, str] = {}
    for tool in (OURS, *PEERS):
        environment = tool.environment(folder)
        python = environment / "bin" / "python"
        if not (environment / ".installed").is_file() or tool is OURS:
            requirements = [tool.requirement]
            if tool.name == "OpenAPI Generator":
                requirements += ["pydantic", "python-dateutil", "urllib3", "typing-extensions"]  # of what it generates
            subprocess.run([sys.executable, "-m", "venv", environment], check=True)
            install_: list[str | Path] = [python, "-m", "pip", "install", "-q", "--no-input", *requirements]
            done = subprocess.run(install_, capture_output=True, text=True)
            if done.returncode:
                versions[tool.name] = "not installed: " + (done.stderr.strip().splitlines() or ["no message"])[-1][:160]
                continue
            (environment / ".installed").touch()
        name = "openapi-vendor" if tool is OURS else tool.requirement.partition("[")[0]
        code = f"import importlib.metadata as m; print(m.version({name!r}))"
        versions[tool.name] = subprocess.run([python, "-c", code], capture_output=True, text=True).stdout.strip()
    clean = folder / "clean"
    if not (clean / ".installed").is_file():
        subprocess.run([sys.executable, "-m", "venv", clean], check=True)
        subprocess.run([clean / "bin" / "python", "-m", "pip", "install", "-q", "httpx2", "msgspec"], check=True)
        (clean / ".installed").touch()
    return versions


def search_path(tool: Tool, folder: Path) -> dict[str, str]:
    """The environment variable by which a tool finds what was installed beside it."""
    return {"PATH": f"{tool.environment(folder) / 'bin'}{os.pathsep}{os.environ['PATH']}"}
