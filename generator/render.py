"""Views to text, through Jinja2.

Templates are dumb: output, loops and conditions on a view's attributes (a test walks their syntax trees). A user's
folder may replace any of them by name; what comes from there is formatted by black.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import jinja2

from generator.diagnostics import Diagnostic, Location, Refused, Severity, quote
from generator.formatting import format_source
from generator.python.views import File
from generator.resources import templates_folder


class Renderer:
    """Renders files with our templates, or the user's in their place."""

    def __init__(self, user_templates: Path | None = None) -> None:
        self._user_templates = user_templates
        folders = [user_templates] if user_templates else []
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader([*folders, templates_folder()]),
            undefined=jinja2.StrictUndefined,
            autoescape=False,  # noqa: S701 - the output is Python; views hold finished source
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def render(self, file: File) -> str:
        """The text of one file. Raises Refused where a user's template is at fault."""
        try:
            template = self._environment.get_template(file.template)
            text = template.render(view=file.view)
        except jinja2.TemplateError as error:
            raise Refused(_template_problem(file, error)) from error
        if self._is_ours(template) or not file.path.endswith(".py"):
            return text
        return format_source(text, file.path)

    def render_all(self, files: Iterable[File]) -> Iterator[tuple[str, str]]:
        """Path and text of every file."""
        for file in files:
            yield file.path, self.render(file)

    def _is_ours(self, template: jinja2.Template) -> bool:
        if self._user_templates is None or template.filename is None:
            return True
        return not Path(template.filename).is_relative_to(self._user_templates)


def _template_problem(file: File, error: jinja2.TemplateError) -> Diagnostic:
    line = error.lineno if isinstance(error, jinja2.TemplateSyntaxError) else None
    return Diagnostic(
        Severity.ERROR,
        "template",
        f"template {file.template} cannot be rendered for {file.path}: {quote(error.message or '', 200)}",
        Location(file.template),
        "Compare it with the template of the same name that comes with the generator.",
        line=line,
    )
