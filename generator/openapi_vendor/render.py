"""Views to text, through Jinja2.

Templates are dumb: output, loops and conditions on a view's attributes (a test walks their syntax trees). A user's
folder may replace any of them by name; what comes from there is formatted by black.
"""

from __future__ import annotations

import traceback
from pathlib import Path

import jinja2
from jinja2 import meta

from openapi_vendor.diagnostics import Diagnostic, Location, Refused, Severity, quote
from openapi_vendor.formatting import format_source
from openapi_vendor.python.views import File
from openapi_vendor.resources import templates_folder


class Renderer:
    """Renders files with our templates, or the user's in their place. Raises Refused where their folder is none."""

    def __init__(self, user_templates: Path | None = None) -> None:
        if user_templates is not None and not user_templates.is_dir():
            place = Location(str(user_templates))
            hint = "Name the folder that holds your templates."
            raise Refused(Diagnostic(Severity.ERROR, "template", "there is no such folder", place, hint))
        self._user_templates = user_templates
        self._users: dict[str, bool] = {}
        folders = [user_templates] if user_templates else []
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader([*folders, templates_folder()]),
            auto_reload=False,
            undefined=jinja2.StrictUndefined,
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def render(self, file: File) -> str:
        """The text of one file. Raises Refused where a user's template is at fault."""
        try:
            template = self._environment.get_template(file.template)
            text = template.render(view=file.view)
        except Exception as error:  # a template is a program of the user's: anything may go wrong in it
            raise Refused(self._problem(file, error)) from error
        if not self.is_users(file) or not file.path.endswith(".py"):
            return text
        return format_source(text, file.path)

    def is_users(self, file: File) -> bool:
        """Whether a template of the user's has a part in the file: its own, or one that is included."""
        if self._user_templates is None:
            return False
        if file.template not in self._users:
            self._users[file.template] = self._has_users_part(file.template, self._user_templates)
        return self._users[file.template]

    def _has_users_part(self, start: str, folder: Path) -> bool:
        seen, pending = {start}, [start]
        while pending:
            name = pending.pop()
            if (folder / name).is_file():
                return True
            source = (templates_folder() / name).read_text(encoding="utf-8")
            included = meta.find_referenced_templates(self._environment.parse(source))
            pending += [found for found in included if found is not None and found not in seen]
            seen.update(pending)
        return False

    def _problem(self, file: File, error: Exception) -> Diagnostic:
        """What went wrong in which line of which template: of the file itself, or of one that it includes."""
        reason = error.message if isinstance(error, jinja2.TemplateError) else str(error)
        name, line = file.template, None
        if isinstance(error, jinja2.TemplateSyntaxError):
            name, line = error.name or name, error.lineno
        else:
            # Jinja2 rewrites tracebacks, so that the frames of templates name their files and lines.
            for frame in traceback.extract_tb(error.__traceback__):
                if frame.filename.endswith(".jinja"):
                    name, line = Path(frame.filename).name, frame.lineno
        if isinstance(error, jinja2.TemplateNotFound):
            reason = f"there is no template {error.name}"
        elif not isinstance(error, jinja2.TemplateError):
            reason = f"{type(error).__name__}: {reason}"
        reason = (reason or "").replace(f"'{type(file.view).__module__}.", "'")
        place = name
        if self._user_templates is not None and (self._user_templates / name).is_file():
            place = str(self._user_templates / name)
        return Diagnostic(
            Severity.ERROR,
            "template",
            f"{file.path} cannot be written: {quote(reason, 200)[1:-1]}",
            Location(place),
            "Compare it with the template of the same name that comes with the generator; docs/templates.md lists"
            " the views.",
            line=line,
        )
